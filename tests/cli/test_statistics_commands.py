"""`tracker stats` in all its forms."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tracker.cli import output

CommandLine = Any


@pytest.fixture
def counted(type_in: CommandLine) -> CommandLine:
    """Three problems of two units, one of them overdue on 2024-07-01."""
    return type_in.begun(fill)


def fill(type_in: CommandLine) -> None:
    for title, unit, deadline in (
        ("记录不全", "办公室", "年底前"),
        ("会议偏多", "组织部", "6月20日前"),
        ("接待超标", "组织部", "即知即改"),
    ):
        type_in.well(
            *("add", title, "--target", "完整", "--measure", "修订办法", "--leader", "周正"),
            *("--lead", unit, "--deadline", deadline),
        )
    type_in.well("register", "ZG-2024-0001", "ZG-2024-0002", "ZG-2024-0003")


LATER = ("--today", "2024-07-01")


def test_the_figures_and_their_sentence(counted: CommandLine) -> None:
    found = counted.object("stats", *LATER)
    figures = found["figures"]
    assert (figures["items"], figures["overdue"], figures["immediate"], figures["at_once"]) == (3, 1, 1, 1)
    assert figures["completion_rate"] == 0
    assert found["sentence"].startswith("共反馈问题3个，已销号0个")
    table = counted.well("stats", *LATER).stdout
    assert "即知即改        1" in table


def test_a_narrow_window_says_which_figures_it_has_no_room_for(
    counted: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有列出" not in counted.well("stats", "--by", "单位", *LATER).stderr
    monkeypatch.setattr(output, "terminal_width", lambda: 80)
    told = counted.well("stats", "--by", "单位", *LATER).stderr
    assert "没有列出" in told and "回炉率" in told and "--format csv" in told


def test_a_breakdown_with_its_total(counted: CommandLine) -> None:
    found = counted.object("stats", "--by", "单位", *LATER)
    assert found["by"] == "unit"
    assert [(row["name"], row["figures"]["items"]) for row in found["rows"]] == [("办公室", 1), ("组织部", 2)]
    assert found["total"]["items"] == 3
    rows = list(
        csv.reader(io.StringIO(counted.well("stats", "--by", "单位", "--format", "csv", *LATER).stdout[1:]))
    )
    assert rows[0][:4] == ["单位", "应整改", "已销号", "完成率"]
    assert rows[-1][:2] == ["合计", "3"]
    ranked = counted.object("stats", "--by", "单位", "--sort", "逾期未完", *LATER)["rows"]
    assert [row["name"] for row in ranked] == ["组织部", "办公室"]
    measures = counted.well("stats", "--by", "领导", "--measures", *LATER).stdout
    assert "周正" in measures


def test_what_stands_behind_a_number(counted: CommandLine) -> None:
    items = counted.object("stats", "--items", "逾期未完", "--by", "单位=组织部", *LATER)["items"]
    assert [item["number"] for item in items] == ["ZG-2024-0002"]
    measures = counted.object("stats", "--items", "measures_overdue", *LATER)["measures"]
    assert [(row["number"], row["measure"], row["unit"]) for row in measures] == [
        ("ZG-2024-0002", 1, "组织部")
    ]
    assert "没有“回炉”的事项" in counted("stats", "--items", "回炉", *LATER).stderr


def test_what_stands_behind_a_number_of_a_unit_by_any_of_its_names(counted: CommandLine) -> None:
    counted.well("unit", "add", "市委组织部", "--short", "组织部")
    overdue = ("stats", "--items", "逾期未完", "--by")
    for typed in ("单位=组织部", "单位=市委组织部", "单位=市委组", "领导=周"):
        items = counted.object(*overdue, typed, *LATER)["items"]
        assert [item["number"] for item in items] == ["ZG-2024-0002"], typed
    assert "没有“逾期未完”的事项" in counted(*overdue, "单位=办公室", *LATER).stderr
    said = counted.refused(*overdue, "单位=组织不", *LATER)
    assert said == "按单位分开没有“组织不”，现有：办公室、市委组织部\n"
    measures = counted.object("stats", "--items", "measures_overdue", "--by", "单位=组织部", *LATER)
    assert len(measures["measures"]) == 1


def test_a_trend(counted: CommandLine) -> None:
    periods = counted.object("stats", "--trend", "月", "--periods", "4", *LATER)["periods"]
    assert [(row["period"], row["added"], row["overdue"]) for row in periods] == [
        ("2024-04", 3, 0),
        ("2024-05", 0, 0),
        ("2024-06", 0, 1),
        ("2024-07", 0, 0),
    ]


def test_every_figure_is_defined(counted: CommandLine) -> None:
    rows = counted.object("stats", "--define")["definitions"]
    assert set(counted.object("stats")["figures"]) == {row["code"] for row in rows}
    assert all(row["meaning"] and row["listed_by"] for row in rows)


def test_misuse(counted: CommandLine) -> None:
    assert "不能按“处室”分开统计，可用：单位" in counted.refused("stats", "--by", "处室")
    assert "没有统计项“逾期没完”，是不是“逾期未完”" in counted.refused("stats", "--items", "逾期没完")
    assert "要和 --items 一起写" in counted.refused("stats", "--by", "单位=组织部", code=2)
    assert "写明是哪一个" in counted.refused("stats", "--items", "逾期未完", "--by", "单位", code=2)

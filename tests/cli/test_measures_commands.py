"""`tracker measure`: one by one, shared, and in figures."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

CommandLine = Any

FIRST, SECOND = "ZG-2024-0001", "ZG-2024-0002"


@pytest.fixture
def two(registered: CommandLine) -> CommandLine:
    """Two items; the first's measure serves the second too."""
    registered.well("add", "调研走过场", "--measure", "专题调研", "--lead", "督查科", "--deadline", "年底前")
    registered.well("measure", "share", FIRST, "1", "--to", SECOND)
    return registered


def test_measures_are_added_changed_finished_and_resumed(registered: CommandLine) -> None:
    registered.well("measure", "add", FIRST, "培训一次", "--standard", "全员", "--deadline", "5月底前")
    registered.well("measure", "edit", FIRST, "2", "--text", "培训两次")
    assert "措施2已完成" in registered.well("measure", "done", FIRST, "2", "--note", "办完").stderr
    measure = registered.object("measure", "list")["measures"][1]
    assert (measure["text"], measure["done_on"], measure["standard"]) == ("培训两次", "2024-04-01", "全员")
    registered.well("measure", "resume", FIRST, "2", "--reason", "还差一个科室")
    assert registered.object("measure", "list")["measures"][1]["done_on"] is None
    assert "没有写要改什么" in registered.refused("measure", "edit", FIRST, "1")
    assert "没有措施9" in registered.refused("measure", "done", FIRST, "9")


def test_a_day_before_there_was_anything_to_do_is_told(registered: CommandLine) -> None:
    told = "注意：写的日期2024-01-05早于挂号的日期2024-04-01，请核对"
    assert told in registered.well("progress", FIRST, "已布置", "--on", "2024-01-05").stderr
    assert "早于1949年" in registered.refused("measure", "done", FIRST, "1", "--on", "1900-01-01")
    assert told in registered.well("measure", "done", FIRST, "1", "--on", "2024-01-05").stderr
    assert "注意" not in registered.well("progress", FIRST, "已印发", "--on", "2024-04-01").stderr


@pytest.mark.parametrize("asked", [("list",), ("stats", "--items", "items")])
def test_a_csv_has_one_figure_in_a_cell(registered: CommandLine, asked: tuple[str, ...]) -> None:
    registered.well("measure", "add", FIRST, "培训一次", "--deadline", "5月底前")
    later = ("--today", "2024-06-05")
    assert "0/2 逾期1" in registered.well(*asked, *later).stdout
    text = registered.well(*asked, *later, "--format", "csv").stdout.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["措施"], row["措施逾期（自己的时限）"]) == ("0/2", "1")


def test_the_older_ways_still_work(registered: CommandLine) -> None:
    registered.well("add", "培训一次", "--measure-of", FIRST)
    registered.well("edit", FIRST, "--measure", "2", "--title", "培训两次")
    registered.well("progress", FIRST, "办完", "--measure", "2", "--done")
    assert "2 培训两次" in " ".join(registered.well("show", FIRST).stdout.split())


def test_a_shared_measure_is_told_on_both_sides(two: CommandLine) -> None:
    shared = two.object("show", SECOND)["item"]["measures"][1]
    assert (shared["measure"], shared["text"], shared["home"]) == (2, "修订办法", FIRST)
    assert f"与 {FIRST} 共用" in two.well("show", SECOND).stdout
    assert f"{SECOND} 已经有这条措施" in two.refused("measure", "share", FIRST, "1", "--to", SECOND)
    told = two.well("measure", "unshare", FIRST, "1", "--from", SECOND).stderr
    assert "撤回：tracker undo" in told
    assert len(two.object("show", SECOND)["item"]["measures"]) == 1


def test_amounts_are_shown_and_added_up(two: CommandLine) -> None:
    amount = ("measure", "amount", FIRST, "1", "--kind")
    told = two.well(*amount, "金额", "--target", "120万元", "--achieved", "80万元").stderr
    assert "金额：目标120万元，已完成80万元（66.7%）" in told
    two.well(*amount, "追责", "--detail", "诫勉", "--achieved", "3人")
    totals = two.object("measure", "amounts")["amounts"]
    assert [(row["kind"], row["target"], row["achieved"]) for row in totals] == [
        ("money", 1_200_000, 800_000),
        ("accountability", None, 3),
    ]
    assert (
        two.well("measure", "amounts", "--format", "csv").stdout.splitlines()[1]
        == "金额,120万元,80万元,66.7%"
    )
    assert "请写成 120万元" in two.refused(*amount, "金额", "--target", "120")
    assert "没有写数" in two.refused(*amount, "金额")
    assert "已没有金额" in two.well(*amount, "金额", "--remove").stderr
    assert "没有填过金额" in two.refused(*amount, "金额", "--remove")

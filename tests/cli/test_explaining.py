"""Soft words marked, what is left out summed up, and `--explain` in words and in JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.cli.explaining import marked
from tracker.mining.findings import Span
from tracker.text.cells import width

CommandLine = Any
TEXT = """\
道路修缮工作安排
（2025年3月1日）

一、存在的问题
（一）部分村道坑洼积水，养护记录不规范。

二、下一步工作
（一）修缮村道。各村要加大力度、进一步提高思想认识，抓紧修缮村道。
（二）规范养护记录。财政所要在6月底前制定养护记录办法，进一步公示结果。
（三）加强巡查。按月巡查一次，由财政所负责。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "安排.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_soft_words_are_marked_in_the_quote(nowhere: CommandLine, plan: Path) -> None:
    shown = nowhere.well("mine", str(plan)).stdout
    assert "⟨加大力度⟩、⟨进一步⟩⟨提高思想认识⟩" not in shown
    assert "各村要⟨加大力度⟩、⟨进一步⟩提高思想认识，⟨抓紧⟩修缮村道。" in shown


def test_marks_stand_around_each_word() -> None:
    words = (Span("尽快", 12, 14), Span("抓紧", 16, 18))
    assert marked("要尽快、要抓紧。", words, 11) == "要⟨尽快⟩、要⟨抓紧⟩。"
    assert marked("要做。", ()) == "要做。"


def test_a_summary_counts_what_is_left_out_and_the_soft_words(nowhere: CommandLine, plan: Path) -> None:
    lines = nowhere.well("mine", str(plan)).stdout.splitlines()
    (missing,) = [line for line in lines if line.startswith("缺项")]
    assert "缺“何时”" in missing
    (words,) = [line for line in lines if line.startswith("虚词")]
    assert "共4处：进一步2处" in words


def test_a_table_for_a_spreadsheet_has_soft_words_in_a_column(nowhere: CommandLine, plan: Path) -> None:
    heading, *rows = nowhere.well("mine", str(plan), "--format", "csv").stdout.splitlines()
    assert "缺项,虚词" in heading
    assert any("加大力度、进一步、抓紧" in row and "⟨" not in row for row in rows)


def test_explain_tells_the_words_that_fired(nowhere: CommandLine, plan: Path) -> None:
    shown = nowhere.well("mine", str(plan), "--explain").stdout
    assert "所在标题说明这一部分是部署要求：“二、下一步工作”" in shown
    assert "有“要、必须、应、将、不得”一类词：“要”" in shown
    assert "有交付物（“制定养护记录办法”）" in shown
    assert "相反：" in shown
    assert "即2025年6月30日" in shown
    assert "财政所：写着由谁办：“由财政所负责”" in shown
    assert "类别依据" not in nowhere.well("mine", str(plan)).stdout


def test_explain_in_json_says_the_same(nowhere: CommandLine, plan: Path) -> None:
    items = nowhere.object("mine", str(plan), "--explain")["items"]
    for item in items:
        explained = item["explanation"]
        assert set(explained) == {"label", "checkable", "deadlines", "owners", "answers", "same"}
        assert explained["label"][0]["rule"] == item["rules"][0]
        assert len(explained["owners"]) == len(item["owners"])
    assert all("explanation" not in item for item in nowhere.object("mine", str(plan))["items"])


def test_explanations_are_refused_where_they_would_be_left_out(nowhere: CommandLine, plan: Path) -> None:
    said = nowhere.refused("mine", str(plan), "--explain", "--format", "jsonl", code=2)
    assert "--explain" in said


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_terminal_soft_words_have_a_colour_that_ends_with_them(
    nowhere: CommandLine, plan: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    from tracker.cli import output

    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    monkeypatch.setattr(output, "terminal_width", lambda: columns)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = nowhere.well("mine", str(plan)).stdout
    assert "\x1b[33m⟨加大力度⟩\x1b[39m" in shown
    for line in shown.splitlines():
        assert line.count("\x1b[33m") == line.count("\x1b[39m")
        assert width(line.replace("\x1b[33m", "").replace("\x1b[39m", "")) <= columns
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in nowhere.well("mine", str(plan)).stdout


def test_nothing_of_a_document_drives_the_terminal(nowhere: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "安排.txt"
    hostile = TEXT.replace("加大力度", "加大力度\x1b[31m\u202e").replace("财政所", "交\u200b通办")
    path.write_text(hostile, encoding="utf-8")
    shown = nowhere.well("mine", str(path), "--explain").stdout
    assert not {"\x1b", "\u202e", "\u200b"} & set(shown)


def test_candidates_under_review_have_their_soft_words_marked(nowhere: CommandLine, plan: Path) -> None:
    nowhere.well("mine", str(plan), "--review")
    shown = nowhere.well("review", "show", "1").stdout
    assert "⟨加大力度⟩" in shown
    assert "虚词  共4处" in shown
    candidates = nowhere.object("review", "show", "1")["candidates"]
    assert ["加大力度", "进一步", "抓紧"] in [candidate["soft_words"] for candidate in candidates]
    assert "⟨" not in nowhere.well("review", "show", "1", "--format", "csv").stdout

"""`tracker check-report` as a clerk types it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CommandLine = Any


def test_a_draft_is_checked(registered: CommandLine, tmp_path: Path) -> None:
    draft = tmp_path / "月报.txt"
    draft.write_text("截至4月1日，共反馈问题1个，已销号1个，整改率100%。开会3次。", encoding="utf-8")
    head = registered.head()
    shown = registered.well("check-report", str(draft)).stdout
    assert "共4个数字，相符1个，不符2个，无法核1个" in shown
    assert "第2个 不符" in shown
    assert "ZG-2024-0001 会议记录不规范（整改中" in shown
    found = registered.object("check-report", str(draft))
    assert (found["agrees"], found["differs"], found["unchecked"]) == (1, 2, 1)
    second = found["figures"][1]
    assert (second["text"], second["counted"], second["code"]) == ("已销号1个", "0", "closed")
    assert draft.read_text(encoding="utf-8")[second["start"] : second["end"]] == second["text"]
    assert registered.well("check-report", str(draft), "--format", "csv").stdout.startswith("\ufeff")
    assert registered.head() == head


def test_a_draft_without_figures(registered: CommandLine, tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("要高度重视整改工作。", encoding="utf-8")
    assert "没有找到要核的数字" in registered.well("check-report", str(draft)).stdout


def test_only_a_word_document_gets_comments(registered: CommandLine, tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("共1项。", encoding="utf-8")
    told = registered.refused("check-report", str(draft), "--copy", str(tmp_path / "核.docx"))
    assert "只能是 .docx" in told
    assert "没有这个文件" in registered.refused("check-report", str(tmp_path / "无.docx"))


def test_what_drives_a_terminal_is_shown_not_done(registered: CommandLine, tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("=cmd\u202e共\x1b[31m5项，已销号9项。", encoding="utf-8")
    for format in ("table", "json", "csv"):
        shown = registered.well("check-report", str(draft), "--format", format).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown

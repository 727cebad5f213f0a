"""`soft-words`: what is in force, where the own file lies, and a file to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.desk.soft_words import own_file

CommandLine = Any


def test_words_are_listed_by_group_with_what_they_leave_open(nowhere: CommandLine) -> None:
    found = nowhere.object("soft-words")
    assert found["file"].endswith("虚词.txt")
    assert not found["file_exists"]
    assert all(group["means"] and group["words"] and not group["own"] for group in found["groups"])
    shown = nowhere.well("soft-words").stdout
    assert "进一步" in shown
    assert "虚词.txt（还没有" in shown


def test_a_file_to_edit_is_put_there_once(nowhere: CommandLine) -> None:
    assert "已写好" in nowhere.well("soft-words", "--write").stderr
    own_file().write_text("想方设法\n-进一步\n", encoding="utf-8")
    assert "已经有这个文件" in nowhere.refused("soft-words", "--write")
    found = nowhere.object("soft-words")
    assert found["removed"] == ["进一步"]
    assert [group["words"] for group in found["groups"] if group["own"]] == [["想方设法"]]
    rows = nowhere.well("soft-words", "--format", "csv").stdout
    assert "想方设法,自加" in rows
    assert "程度,进一步" not in rows


def test_a_broken_file_is_told_in_one_line(nowhere: CommandLine) -> None:
    own_file().parent.mkdir(parents=True)
    own_file().write_text("想方设法，多想办法\n", encoding="utf-8")
    assert nowhere.refused("soft-words").count("\n") == 1


def test_a_broken_file_stops_mining_before_it_begins(nowhere: CommandLine, speech: Path) -> None:
    own_file().parent.mkdir(parents=True)
    own_file().write_text("想方设法，多想办法\n", encoding="utf-8")
    said = nowhere.refused("mine", str(speech))
    assert said.count("\n") == 1
    assert "虚词文件" in said
    assert "读不了文件" not in said

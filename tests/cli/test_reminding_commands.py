"""`tracker remind` and `tracker duty` as a clerk types them."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any
LATE = ("--today", "2024-07-03")


@pytest.fixture
def overdue(registered: CommandLine) -> CommandLine:
    """One problem of the 办公室 that is overdue on 2024-07-03."""
    return registered


def _program(folder: Path, code: str) -> str:
    program = folder / "发送"
    program.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_it_is_shown_until_it_is_issued(overdue: CommandLine) -> None:
    head = overdue.head()
    (digest,) = overdue.object("remind", *LATE)["digests"]
    assert digest["unit"] == "办公室"
    assert [(one["number"], one["rung_word"]) for one in digest["reminders"]] == [
        ("ZG-2024-0001", "第一次督办")
    ]
    assert "已逾期3天" in overdue.well("remind", *LATE).stdout
    assert overdue.head() == head
    assert overdue.object("remind", "--issue", *LATE)["reminders"] == 1
    head = overdue.head()
    assert overdue.object("remind", *LATE)["digests"] == []
    assert overdue.object("remind", "--issue", *LATE)["reminders"] == 0
    assert overdue.head() == head


def test_files_to_hand_over(overdue: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "催办"
    overdue.well("remind", "-o", str(folder), *LATE)
    assert sorted(path.name for path in folder.iterdir()) == ["催办.ics", "催办.json", "办公室.txt"]
    told = (folder / "办公室.txt").read_bytes().decode("utf-8-sig")
    assert told.startswith("整改督办通知（办公室）\r\n")
    assert "，已逾期3天\r\n" in told
    assert told.count("\n") == told.count("\r\n"), "the Notepad of an older Windows shows LF as nothing"
    (folder / "旧.txt").write_text("旧", encoding="utf-8")
    overdue.well("remind", "-o", str(folder), *LATE)
    assert not (folder / "旧.txt").exists()
    other = tmp_path / "别的"
    other.mkdir()
    (other / "要紧.txt").write_text("别动", encoding="utf-8")
    assert "文件夹里有别的文件" in overdue.refused("remind", "-o", str(other), *LATE)
    assert [path.name for path in other.iterdir()] == ["要紧.txt"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".~")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_program_sends_them(overdue: CommandLine, tmp_path: Path) -> None:
    took = tmp_path / "收到.json"
    program = _program(tmp_path, f"import sys; open({str(took)!r}, 'wb').write(sys.stdin.buffer.read())")
    overdue.well("remind", "--issue", "--hook", program, *LATE)
    digest = json.loads(took.read_text(encoding="utf-8"))
    assert (digest["schema"], digest["unit"]) == (1, "办公室")
    assert digest["markdown"].startswith("# 整改督办通知（办公室）")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_what_could_not_be_sent_is_not_issued(overdue: CommandLine, tmp_path: Path) -> None:
    head = overdue.head()
    program = _program(tmp_path, "import sys; sys.exit('没有网络')")
    told = overdue.refused("remind", "--issue", "--hook", program, *LATE)
    assert "没有发出给“办公室”的催办：程序返回1：没有网络" in told
    assert "运行不了" in overdue.refused("remind", "--issue", "--hook", str(tmp_path / "没有"), *LATE)
    assert overdue.head() == head
    assert "要和 --issue 一起写" in overdue.refused("remind", "--hook", program, code=2)


def test_a_duty_from_laying_down_to_done(type_in: CommandLine) -> None:
    assert type_in.object("duty", "add", "周调度", "--when", "每周五前")["due"] == "2024-04-05"
    later = ("--today", "2024-04-10")
    assert [row["words"] for row in type_in.object("duty", "due", *later)["occurrences"]] == [
        "已逾期5天",
        "剩余2天",
    ]
    assert type_in.object("duty", "list", *later)["duties"][0]["missed"] == 1
    assert "周调度" in type_in.well("remind", *later).stdout
    assert type_in.object("duty", "done", "周", "--note", "已通报", *later)["period"] == "2024-W14"
    assert len(type_in.object("duty", "due", *later)["occurrences"]) == 1
    assert len(type_in.object("duty", "due", "--all", *later)["occurrences"]) == 2
    type_in.well("duty", "end", "周调度", *later)
    assert type_in.object("duty", "due", *later)["occurrences"] == []
    assert "不是周期性的时间" in type_in.refused("duty", "add", "报送", "--when", "11月底前")
    assert "没有周期工作“月报”" in type_in.refused("duty", "done", "月报")

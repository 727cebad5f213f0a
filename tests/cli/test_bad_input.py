"""Whatever a user can do wrong: Chinese, exit code 1, the ledger as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any


def _files(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    made = {
        name: folder / name
        for name in ("没有.txt", "空.txt", "二进制.txt", "文件夹", "改名.docx", "无日期.txt")
    }
    made["空.txt"].touch()
    made["二进制.txt"].write_bytes(bytes(range(256)) * 8)
    made["文件夹"].mkdir()
    with zipfile.ZipFile(made["改名.docx"], "w") as package:
        package.writestr("a.txt", "不是文档")
    made["无日期.txt"].write_text("会议记录不规范，要在月底前改正。", encoding="utf-8")
    return made


@pytest.mark.parametrize("name", ["没有.txt", "空.txt", "二进制.txt", "文件夹", "改名.docx", "无日期.txt"])
def test_a_bad_file_takes_nothing_in(
    registered: CommandLine, speech: Path, tmp_path: Path, name: str
) -> None:
    before = registered.head()
    files = _files(tmp_path / "坏文件")
    told = registered.refused("mine", str(speech), str(files[name]), "--accept")
    assert name in told
    assert told.count("\n") == 1
    assert registered.head() == before


BAD = [
    (("list", "--today", "2024-13-01"), "不存在"),
    (("list", "--today", "昨天"), "看不懂日期"),
    (("list", "--actor", "李明:局长"), "没有角色“局长”，可用：经办"),
    (("list", "--actor", ":审核"), "没有写明姓名"),
    (("list", "颜色:红"), "筛选条件看不懂"),
    (("list", "--db", ""), "台账位置是空的"),
    (("list", "--db", "mysql://x/y"), "不支持“mysql://”"),
    (("show", "ZG-1999-0001"), "没有编号为“ZG-1999-0001”的事项"),
    (("history", "ZG-1999-0001"), "没有编号"),
    (("register", "ZG-2024-0001", "ZG-1999-0001"), "不能挂号"),
    (("register", "ZG-1999-0001"), "没有编号"),
    (("add", "  "), "不能为空"),
    (("add", "x", "--deadline", "说不清"), "看不懂"),
    (("add", "x", "--standard", "y"), "--measure-of"),
    (("add", "x", "--measure-of", "ZG-2024-0001", "--target", "y"), "--target 不是措施的内容"),
    (("edit", "ZG-2024-0001"), "没有写要改什么"),
    (("edit", "ZG-2024-0001", "--measure", "9", "--title", "x"), "没有措施9"),
    (("edit", "ZG-2024-0001", "--measure", "1", "--detail", "x"), "--detail 不是措施的内容"),
    (("progress", "ZG-2024-0001", "x", "--on", "2024-05-01"), "在今天"),
    (("progress", "ZG-2024-0001", "x", "--done"), "--measure"),
    (("evidence", "add", "ZG-2024-0001", "没有.pdf"), "没有这个文件"),
    (("evidence", "list", "ZG-1999-0001"), "没有编号"),
    (("extend", "ZG-2024-0001", "2024-05-01", "--reason", "x", "--approver", "y"), "须晚于"),
    (("apply", "ZG-2024-0001"), "缺佐证材料"),
    (("close", "ZG-2024-0001"), "只有“申请销号”的事项才能销号"),
    (("stop", "ZG-2024-0001", "--reason", "x", "--yes"), "由审核、领导办理"),
    (("stop", "ZG-2024-0001", "--reason", "x"), "--yes"),
    (("progress", "ZG-2024-0001", "x", "--actor", "甲:只读"), "您的角色是“只读”"),
    (("redo",), "没有可以重做的操作"),
    (("review", "show", "99"), "没有编号为99的来源文件"),
    (("review", "accept", "99"), "没有编号为99的来源文件"),
    (("campaign", "set", "--near-days", "1"), "预警天数"),
    (("campaign", "set"), "没有写要改什么"),
    (("journal", "verify", "--against", "乱写"), "条数:校验值"),
    (("export", "ledger", "已销号"), "没有可以导出的事项"),
    (("export", "ledger", "-o", ""), "这是文件夹"),
    (("export", "ledger", "-o", "/"), "这是文件夹"),
    (("export", "ledger", "-o", "没有的文件夹/台账.xlsx"), "文件夹不存在"),
    (("export", "ledger", "-o", "长" * 300), "文件名不合规"),
    (("deadline", "没有时限"), "看不懂"),
    ((), "终端"),
    (("demo",), "终端"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(row[0]) for row in BAD])
def test_what_is_refused_changes_nothing(
    registered: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    before = registered.head()
    assert said in registered.refused(*arguments)
    assert registered.head() == before


def test_every_reason_is_told(registered: CommandLine) -> None:
    told = registered.refused("apply", "ZG-2024-0001").splitlines()
    assert told[0] == "ZG-2024-0001 不能申请销号："
    assert [line[:4] for line in told[1:]] == ["  · "] * 4


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "ZG-1"), ("undo",), ("register", "ZG-1"), ("export", "ledger")]
)
def test_only_what_begins_a_ledger_makes_one(nowhere: CommandLine, arguments: tuple[str, ...]) -> None:
    assert "还没有台账" in nowhere.refused(*arguments)
    assert not nowhere.ledger.exists()


def test_a_file_that_is_no_ledger_stays_as_it_is(nowhere: CommandLine) -> None:
    nowhere.ledger.write_text("通讯录", encoding="utf-8")
    assert "不是台账文件" in nowhere.refused("add", "x")
    assert nowhere.ledger.read_text(encoding="utf-8") == "通讯录"


def test_an_unexpected_failure_is_one_line_and_a_log_without_contents(
    type_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.ledger import queries

    def broken(*arguments: object, **named: object) -> None:
        raise RuntimeError("机密内容")

    monkeypatch.setattr(queries, "list_items", broken)
    told = type_in.refused("list")
    assert "程序出错（RuntimeError），台账没有改动" in told
    (log,) = Path.home().rglob("tracker.log")
    assert str(log) in told
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert "机密" not in log.read_text(encoding="utf-8") + told

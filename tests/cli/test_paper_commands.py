"""`tracker paper`: drafts that change nothing, papers that are numbered, and what the clerk is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx

CommandLine = Any


def test_a_draft_changes_nothing_and_an_issue_is_recorded_and_undone(
    registered: CommandLine, tmp_path: Path
) -> None:
    head = registered.head()
    told = registered.well("paper", "督办通知单", "整改中", "-o", str(tmp_path / "草稿"))
    assert "已写出督办通知单草稿，1个事项（没有落款" in told.stderr
    assert registered.head() == head
    assert (tmp_path / "草稿.docx").is_file()
    told = registered.well(
        *("paper", "supervision", "整改中", "--due", "2024-5-10", "--issue"),
        *("--from", "局整改办", "-o", str(tmp_path / "督办.docx")),
    )
    assert "已登记发文督办〔2024〕1号，已写出督办通知单，1个事项：" in told.stderr
    assert "撤回：tracker undo" in told.stderr
    shown = registered.well("show", "ZG-2024-0001").stdout
    assert "督办通知单：督办〔2024〕1号，致办公室，限2024-05-10前（李明）" in shown
    assert registered.object("show", "ZG-2024-0001")["item"]["papers"][0]["level"] == 1
    listed = registered.object("paper", "list", "--kind", "督办通知单")["papers"]
    assert listed == [
        {
            "kind": "supervision",
            "document_number": "督办〔2024〕1号",
            "unit": "办公室",
            "due": "2024-05-10",
            "on": "2024-04-01",
            "by": "李明",
            "numbers": ["ZG-2024-0001"],
        }
    ]
    assert "发文登记" in registered.well("history", "ZG-2024-0001").stdout
    registered.well("undo")
    assert "还没有登记过发文" in registered.well("paper", "list").stderr


def test_json_tells_files_and_numbers(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "交办.docx"
    found = registered.object("paper", "assignment", "--issue", "--number", "7", "-o", str(path))
    assert found["done"] == "issue_paper"
    assert found["document_numbers"] == ["交办〔2024〕7号"]
    assert found["files"] == [str(path)]
    assert registered.object("paper", "report", "-o", str(path))["done"] == "paper"


def test_a_report_of_a_past_day(registered: CommandLine, tmp_path: Path) -> None:
    path = str(tmp_path / "周.docx")
    registered.well("paper", "week", "-o", path)
    figures = registered.object("stats")["figures"]
    table = docx.Document(path).tables[0]
    told = [figures[code] for code in ("items", "closed", "rectifying", "overdue", "measures")]
    assert [int(table.rows[-1].cells[place].text) for place in (1, 2, 4, 5, 7)] == told
    registered.well("paper", "between", "--since", "2024-3-1", "-o", path)
    told = registered.refused("paper", "week", "--as-of", "2024-3-1", "-o", path)
    assert "没有符合条件的事项" in told
    told = registered.refused("paper", "between", "--since", "2024-4-1", "-o", path)
    assert "早于截至的那一天" in told


def test_the_fields_and_a_sample_template(registered: CommandLine, tmp_path: Path) -> None:
    fields = registered.object("paper", "fields", "督办通知单")["fields"]
    assert {"list": None, "name": "主送", "means": "发往的单位"} in fields
    assert {"list": "事项", "name": "编号", "means": "如 ZG-2024-0007"} in fields
    template = str(tmp_path / "模板")
    registered.well("paper", "fields", "督办通知单", "--make", template)
    assert "已经有这个文件了" in registered.refused("paper", "fields", "督办通知单", "--make", template)
    registered.well(
        "paper", "督办通知单", "整改中", "--template", f"{template}.docx", "-o", str(tmp_path / "督办")
    )
    assert (tmp_path / "督办.docx").is_file()


def test_the_style_is_shown_made_and_followed(registered: CommandLine, tmp_path: Path) -> None:
    assert '"一级标题" = "黑体"' in registered.well("paper", "style").stdout
    path = Path(registered.object("paper", "style", "--make")["file"])
    assert "已经有了" in registered.refused("paper", "style", "--make")
    path.write_text('["代字"]\n"提醒函" = "整提"\n', encoding="utf-8")
    target = str(tmp_path / "提醒")
    found = registered.object("paper", "reminder", "整改中", "--issue", "-o", target)
    assert found["document_numbers"] == ["整提〔2024〕1号"]
    path.write_text('["代字"]\n"提示函" = "整提"\n', encoding="utf-8")
    assert "代字.提示函 没有这一项" in registered.refused("paper", "reminder", "整改中", "-o", target)


def test_a_reader_may_print_and_not_issue(registered: CommandLine, tmp_path: Path) -> None:
    target = str(tmp_path / "提醒")
    registered.well("paper", "reminder", "整改中", "-o", target, "--actor", "甲:只读")
    told = registered.refused("paper", "reminder", "整改中", "--issue", "-o", target, "--actor", "甲:只读")
    assert "您的角色是“只读”" in told


def test_without_a_query_what_is_overdue_or_nearly_so_is_meant(
    registered: CommandLine, tmp_path: Path
) -> None:
    target = str(tmp_path / "甲")
    assert "没有符合条件的事项" in registered.refused("paper", "督办通知单", "-o", target)
    registered.well("paper", "提醒函", "-o", target, "--today", "2024-6-28")
    registered.well("paper", "督办通知单", "-o", target, "--today", "2024-7-3")


def test_misuse(registered: CommandLine, tmp_path: Path) -> None:
    target = str(tmp_path / "甲")
    assert "--number 要和 --issue 一起写" in registered.refused(
        "paper", "reminder", "--number", "3", "-o", target, code=2
    )
    assert "缺少选项" in registered.refused("paper", "admonition", "-o", target, code=2)
    assert "没有命令" in registered.refused("paper", "通告", code=2)

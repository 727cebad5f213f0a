"""Saved views: shared in the ledger, journalled, called by name."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.errors import BadQuery, NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.undoing import undo
from tracker.ledger.commands.views import remove_view, rename_view, save_view
from tracker.ledger.filtering.reading import read_query, written_out
from tracker.ledger.history import last_actions
from tracker.ledger.rows import ViewRow
from tracker.ledger.views import read_line, views
from tracker.ledger.words import Role

Office = Any


def test_a_view_is_kept_as_typed_and_called_by_name(office: Office) -> None:
    save_view(office.ledger, office.operator, "＠本月到期", "未销号 时限:本月", today=office.today)
    save_view(office.ledger, office.operator, "欠账", "逾期 或 回炉>=1", today=office.today)
    assert views(office.ledger) == [
        ViewRow("本月到期", "未销号 时限:本月"),
        ViewRow("欠账", "逾期 或 回炉>=1"),
    ]
    assert read_line(office.ledger, "@欠账 单位:甲") == read_query("(逾期 或 回炉>=1) 单位:甲")
    save_view(office.ledger, office.operator, "欠账", "逾期", today=office.today)
    assert read_line(office.ledger, "@欠账") == read_query("逾期")
    remove_view(office.ledger, office.operator, "@欠账", today=office.today)
    with pytest.raises(BadQuery, match=r"没有名为“欠账”的视图.*本月到期"):
        read_line(office.ledger, "@欠账")


def test_a_view_is_called_by_another_name(sqlite_office: Office) -> None:
    ledger, operator, today = sqlite_office.ledger, sqlite_office.operator, sqlite_office.today
    for name in ("欠账", "本月"):
        save_view(ledger, operator, name, "逾期", today=today)
    rename_view(ledger, operator, "@欠账", "逾期的", today=today)
    assert [view.name for view in views(ledger)] == ["本月", "逾期的"]
    with pytest.raises(Refusal, match="已经有名为“本月”的视图"):
        rename_view(ledger, operator, "逾期的", "本月", today=today)
    undo(ledger, operator, today=today)
    assert {view.name for view in views(ledger)} == {"欠账", "本月"}


def test_a_line_is_written_out_with_its_views() -> None:
    known = {"欠账": "逾期 或 回炉>=1", "乙": "单位:乙"}
    assert written_out(" @欠账 ", known) == "逾期 或 回炉>=1"
    for line in ("＠欠账 单位:甲", "非 @乙 逾期", "(@乙 或 @欠账) 整改中"):
        assert read_query(written_out(line, known)) == read_query(line, known)
    for line in ("@丙 邮箱a@乙", '标题:"周报 @欠账"', "“@乙 @欠账”", '标题:“周报 @欠账"', '"写作""引号 @乙"'):
        assert written_out(line, known) == line
    assert written_out('"周报" @乙', known) == '"周报" (单位:乙)'


def test_saving_and_removing_stand_in_the_journal_and_are_undone(sqlite_office: Office) -> None:
    ledger, operator, today = sqlite_office.ledger, sqlite_office.operator, sqlite_office.today
    save_view(ledger, operator, "欠账", "逾期", today=today)
    remove_view(ledger, operator, "欠账", today=today)
    assert [action.command for action in last_actions(ledger)] == ["删除视图", "保存视图"]
    undo(ledger, operator, today=today)
    assert [view.name for view in views(ledger)] == ["欠账"]
    undo(ledger, operator, today=today)
    assert views(ledger) == []


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("", "逾期", "视图名称不能为空"),
        ("两 个", "逾期", "不含空格和标点"),
        ("甲" * 21, "逾期", "20个字以内"),
        ("甲", " ", "筛选条件不能为空"),
        ("甲", "状态:完事", "状态没有“完事”"),
        ("甲", "@乙 逾期", "不能再用 @"),
    ],
)
def test_what_is_no_view_is_refused(sqlite_office: Office, name: str, line: str, said: str) -> None:
    with pytest.raises((Refusal, BadQuery), match=said):
        save_view(sqlite_office.ledger, sqlite_office.operator, name, line, today=sqlite_office.today)
    assert views(sqlite_office.ledger) == []


def test_who_may_not_and_what_is_not_there(sqlite_office: Office) -> None:
    with pytest.raises(Refusal, match="承办"):
        save_view(
            sqlite_office.ledger, Actor("丁", Role.UNDERTAKER), "欠账", "逾期", today=sqlite_office.today
        )
    with pytest.raises(NotFound, match="没有名为“欠账”的视图"):
        remove_view(sqlite_office.ledger, sqlite_office.operator, "欠账", today=sqlite_office.today)

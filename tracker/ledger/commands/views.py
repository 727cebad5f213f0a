"""视图: colleagues share them, so they stand in the ledger and in its journal."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.making import required
from tracker.ledger.filtering.reading import VIEW_SIGNS, names_views, read_query
from tracker.ledger.models import SavedView
from tracker.ledger.rows import ViewRow
from tracker.ledger.store import Ledger
from tracker.text.cleaning import clean, one_line

LONGEST_NAME = 20
NAME = re.compile(rf"[\w.·－-]{{1,{LONGEST_NAME}}}")


def save_view(ledger: Ledger, actor: Actor, name: str, line: str, *, today: dt.date) -> ViewRow:
    """Keep a query under a name, in place of what had it. Raises BadQuery, Refusal."""
    name = _new_name(name)
    line = clean(required(line, "筛选条件"))
    if names_views(line):
        raise Refusal("视图里不能再用 @ 叫别的视图，请写出条件本身")
    read_query(line)
    with ledger.transaction(actor, "save_view", today=today) as work:
        kept = _view(work.session, name)
        if kept is None:
            work.session.add(SavedView(name=name, query=line))
        else:
            kept.query = line
    return ViewRow(name, line)


def rename_view(ledger: Ledger, actor: Actor, name: str, new: str, *, today: dt.date) -> ViewRow:
    """Call a view by another name. Raises NotFound, Refusal where another view has it."""
    new = _new_name(new)
    with ledger.transaction(actor, "rename_view", today=today) as work:
        kept = _known(work.session, name)
        other = _view(work.session, new)
        if other is not None and other is not kept:
            raise Refusal(f"已经有名为“{new}”的视图，请换一个名称")
        kept.name = new
        return ViewRow(new, kept.query)


def remove_view(ledger: Ledger, actor: Actor, name: str, *, today: dt.date) -> None:
    """Forget a view. Raises NotFound."""
    with ledger.transaction(actor, "remove_view", today=today) as work:
        work.session.delete(_known(work.session, name))


def _new_name(name: str) -> str:
    name = _plain(required(name, "视图名称"))
    if not NAME.fullmatch(name):
        raise Refusal(f"视图名称“{one_line(name)}”不行：写{LONGEST_NAME}个字以内，不含空格和标点")
    return name


def _known(session: Session, name: str) -> SavedView:
    name = _plain(name)
    kept = _view(session, name)
    if kept is None:
        raise NotFound(f"没有名为“{one_line(name)}”的视图，已有的见 tracker view list")
    return kept


def _plain(name: str) -> str:
    """Also as it is called, with its @."""
    return clean(name).strip().lstrip("".join(VIEW_SIGNS))


def _view(session: Session, name: str) -> SavedView | None:
    return session.scalars(select(SavedView).where(SavedView.name == name)).first()

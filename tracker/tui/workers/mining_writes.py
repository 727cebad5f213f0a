"""A document read, mined and stored for review in a worker; only the storing holds other writing up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tracker.desk import documents
from tracker.desk.deadlines import read_events
from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import events_of
from tracker.ledger.commands.intake import Stored
from tracker.reading import read
from tracker.text.dates import parse_date
from tracker.tui.mining_jobs import DateWanted, Job, Stage, Wish
from tracker.tui.office import Office
from tracker.tui.workers.writes import existing_file, split_names


def mine(office: Office, actor: Actor, today: dt.date, job: Job) -> Stored:
    """All of it. Raises Stopped between two stages, and DateWanted where the text tells no day."""
    wish = job.wish
    job.enter(Stage.READING)
    text = read(wish.source) if isinstance(wish.source, Path) else documents.pasted(wish.source)
    job.enter(Stage.MINING)
    events = {**events_of(office.ledger()), **wish.events}
    mined = documents.mine_text(text, date=wish.date, ask=_ask, events=events)
    job.enter(Stage.STORING)
    return office.write(lambda ledger: documents.store(ledger, actor, mined, today=today))


def _ask(title: str) -> dt.date | None:
    raise DateWanted(f"《{title}》里没有找到成文日期，相对期限从这一天算起")


def wishes(typed: str, chosen: Sequence[Path], date: str, events: str) -> list[Wish]:
    """What was chosen and typed, each file once. Raises BadInput."""
    paths = list(chosen)
    if typed.strip() or not paths:
        paths.append(existing_file(typed))
    day = parse_date(date) if date.strip() else None
    if day is not None and len(set(paths)) > 1:
        raise BadInput("几份文件的成文日期各不相同，请留空，由文件自己写明；没有写的会逐份来问")
    given = read_events(split_names(events))
    return [Wish(path, day, given) for path in dict.fromkeys(paths)]


def pasted_wish(text: str, date: str, events: str) -> Wish:
    """What was pasted. Raises BadInput."""
    if not text.strip():
        raise BadInput("没有文字，请先粘贴")
    day = parse_date(date) if date.strip() else None
    return Wish(text, day, read_events(split_names(events)))

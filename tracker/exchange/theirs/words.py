"""What our cells say in somebody's workbook: of the whole item, or beside each of its measures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.exchange.importing.cells import read_state
from tracker.exchange.importing.headings import IGNORED
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.closings import completed_on, completion
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.lists.measures import of_measure, of_whole
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole, Reported, State

OURS: Final = (
    *("progress", "completion", "state", "closed", "closed_on", "done_on", "evidence"),
    *("unfinished_reason", "next_step"),
)
"""Fields that a superior asks to be filled in: written unless others are wished."""
_DAYS: Final = frozenset({"closed_on", "done_on", "registered_on"})
_NEVER: Final = frozenset({"ordinal", "number", "title", "detail", "kind", "source", "private_note", IGNORED})
"""They say which item it is, or are nobody's business."""
_WHETHER: Final = re.compile(r"^是否")
_PATTERNS: Final = (
    (re.compile(r"[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"), "{0}.{1}.{2}"),
    (re.compile(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"), "{0}/{1}/{2}"),
    (re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"), "{0}年{1}月{2}日"),
)
"""How days are written as text, and how to write one alike."""


@dataclass(frozen=True, slots=True)
class Said:
    """What belongs into one cell; both empty where there is nothing to say."""

    text: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a column says of an item."""

    whole: Said
    by_measure: Mapping[int, Said] | None = None
    """By ordinal, where it can be told of each measure."""
    overall: str = ""
    """What is of no single measure and stands above the first one's."""


def fillable(field: str) -> bool:
    """Whether the field may be written into their columns."""
    return bool(field) and field not in _NEVER


def is_day(field: str) -> bool:
    """Whether the field holds days."""
    return field in _DAYS


def answer(field: str, heading: str, page: ItemPage, fields: Sequence[str]) -> Answer:
    """What stands in a column of this field; `fields` are those of all their columns."""
    if field == "progress":
        return _progress(page, with_completion="completion" not in fields)
    if field == "state":
        return _state(page, as_whether=bool(_WHETHER.match(heading)))
    if field in _DAYS:
        return _days(field, page)
    if field == "unfinished_reason":
        return _unfinished(page, with_next_step="下" in heading)
    return _OTHERS[field](page) if field in _OTHERS else _of_ledger(field, page)


def _progress(page: ItemPage, *, with_completion: bool) -> Answer:
    shown = page if with_completion else replace(page, completion="")
    beside = {measure.ordinal: Said("\n".join(of_measure(page, measure))) for measure in page.measures}
    return Answer(Said(item_texts.progress(shown)), beside, "\n".join(of_whole(shown)))


def _state(page: ItemPage, *, as_whether: bool) -> Answer:
    state = page.row.state
    if as_whether:
        whole = "是" if state in (State.APPLIED, State.CLOSED) else "否"
        return Answer(Said(whole), {m.ordinal: Said("是" if m.done_on else "否") for m in page.measures})
    done = "已完成"
    return Answer(
        Said(state.word), {m.ordinal: Said(done if m.done_on else state.word) for m in page.measures}
    )


def _unfinished(page: ItemPage, *, with_next_step: bool) -> Answer:
    """Why it is not done; in a column for both (未完成原因及下步打算) also what comes next."""
    told = [page.truths.unfinished_reason, *([_next_step(page)] if with_next_step else [])]
    return Answer(Said("\n".join(text for text in told if text)))


def _next_step(page: ItemPage) -> str:
    """As it was reported; of what goes on for years the goal of its stage."""
    return page.truths.next_step or page.truths.stage_goal


def _days(field: str, page: ItemPage) -> Answer:
    match field:
        case "closed_on":
            return Answer(Said(day=page.row.closed_on))
        case "registered_on":
            return Answer(Said(day=page.registered_on))
    day = completed_on(page)
    return Answer(
        Said(day=dt.date.fromisoformat(day) if day else None),
        {measure.ordinal: Said(day=measure.done_on) for measure in page.measures},
    )


def _of_ledger(field: str, page: ItemPage) -> Answer:
    """As our own 整改台账 says it."""
    texts = next((column.texts(page, 0) for column in LEDGER.columns if column.key == field), ())
    if len(texts) == 1 or len(texts) != len(page.measures):
        return Answer(Said("\n".join(texts)))
    beside = {measure.ordinal: Said(text) for measure, text in zip(page.measures, texts, strict=True)}
    return Answer(Said("\n".join(dict.fromkeys(text for text in texts if text))), beside)


def _contacts(page: ItemPage) -> Answer:
    return Answer(Said("\n".join(page.owner_names(OwnerRole.CONTACT))))


def _standards(page: ItemPage) -> Answer:
    texts = [measure.standard for measure in page.measures if measure.standard]
    return Answer(
        Said("\n".join(texts)), {measure.ordinal: Said(measure.standard) for measure in page.measures}
    )


_OTHERS: Final[Mapping[str, Callable[[ItemPage], Answer]]] = {
    "closed": lambda page: Answer(Said(item_texts.is_closed(page.row))),
    "completion": lambda page: Answer(Said(completion(page))),
    "type": lambda page: Answer(Said(page.row.type.word)),
    "contact": _contacts,
    "next_step": lambda page: Answer(Said(_next_step(page))),
    "standard": _standards,
}


def day_text(day: dt.date, others: Sequence[str]) -> str:
    """A day as the other cells of the column write theirs."""
    for pattern, form in _PATTERNS:
        if any(pattern.fullmatch(text.strip()) for text in others):
            return form.format(day.year, day.month, day.day)
    return day.isoformat()


def among(words: Sequence[str], field: str, said: str) -> str:
    """The word of a drop-down that means what we say; empty where none does."""
    if said in words or field not in ("state", "closed"):
        return said if said in words else ""
    meanings = {word: _meaning(field, word) for word in words}
    for meant in _meant(field, said):
        for word, meaning in meanings.items():
            if meaning == meant:
                return word
    return ""


_Meaning = tuple[State, Reported | None]
_DONE: Final[_Meaning] = (State.RECTIFYING, Reported.DONE)
_UNDER_WAY: Final[_Meaning] = (State.RECTIFYING, None)


def _meant(field: str, said: str) -> tuple[_Meaning, ...]:
    """What a word of ours means, and what comes nearest where a list knows fewer states."""
    own = _meaning(field, said)
    if field == "closed" or own is None:
        return (own,) if own else ()
    match State.read(said):
        case State.CLOSED:
            return (own, _DONE)
        case State.APPLIED:
            return (_DONE, _UNDER_WAY)
        case State.UNREGISTERED:
            return (own, _UNDER_WAY)
    return (own,)


def _meaning(field: str, word: str) -> _Meaning | None:
    state, reported, _ = read_state(word, "") if field == "state" else read_state("", word)
    return None if state is None else (state, reported)

"""What could come next in the filter line: fields, their words, names and values that the ledger knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tracker.ledger.filtering.fields import Field
    from tracker.ledger.known_values import Known, KnownValues

MOST: Final = 8
"""Lines of the list below the filter."""

_WORD = re.compile(r"[^\s()（）]*$")
_TEST = re.compile(r"([^:：=<>＜＞]+)([:：=]|[<>＜＞]=?)(.*)", re.DOTALL)
_VALUE = re.compile(r"[^、，,|｜]*$")
_LETTERS = re.compile(r"[A-Za-z]+")
_NEEDS_QUOTES = re.compile(r"[\s()（）、，,\"“”:：=]")

DAYS: Final = ("今天", "本周", "下周", "本月", "下月", "上月", "本季度", "上季度", "今年", "去年", "近30天")
"""Days and periods that are asked for most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that the word under the cursor could become."""

    text: str
    """In place of what is typed of it."""
    remark: str = ""
    is_open: bool = False
    """Something has to follow: a field without its value."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered for the end of a line."""

    start: int
    """Where the word begins that an offer takes the place of."""
    offers: tuple[Offer, ...] = ()


def offers(before: str, known: KnownValues | None) -> Offers:
    """What fits the line up to the cursor; `known` may be on its way still."""
    match = _WORD.search(before)
    start = match.start() if match else len(before)
    typed = before[start:]
    while typed[:1] in ("-", "－"):
        start, typed = start + 1, typed[1:]
    test = _TEST.fullmatch(typed)
    if test is None:
        return Offers(start, _most(_bare(typed, known), typed))
    value = _VALUE.search(test[3])
    place = start + test.start(3) + (value.start() if value else 0)
    return Offers(place, _most(_values(test[1], test[2], before[place:], known), before[place:]))


def _most(found: Iterable[Offer], typed: str) -> tuple[Offer, ...]:
    """The first few, each once; nothing where what is typed is one of them already."""
    kept: dict[str, Offer] = {}
    for offer in found:
        if offer.text == typed:
            return ()
        kept.setdefault(offer.text, offer)
        if len(kept) == MOST:
            break
    return tuple(kept.values())


def _bare(typed: str, known: KnownValues | None) -> Iterator[Offer]:
    """A word without a sign: a field, a word that stands for a test, a view, a name."""
    from tracker.ledger.filtering.fields import by_name, shorthands

    if not typed:
        return
    if typed[0] in "@＠":
        yield from (
            Offer(f"@{view.text}", "视图") for view in _fitting(known.views if known else (), typed[1:])
        )
        return
    if typed in by_name():
        yield Offer(f"{typed}:", by_name()[typed].means, is_open=True)
    if typed in shorthands():
        yield Offer(typed)
    yield from _fields(typed)
    for word, (field, _) in sorted(shorthands().items(), key=lambda pair: len(pair[0])):
        if _fits(word, typed):
            yield Offer(word, field)
    if known is not None and len(typed) > 1:
        yield from _names(typed, known)


def _fields(typed: str) -> Iterator[Offer]:
    from tracker.ledger.filtering.fields import FIELDS

    for field in FIELDS.values():
        if _fits(field.name, typed) or any(alias.startswith(typed.lower()) for alias in field.aliases):
            yield Offer(f"{field.name}:", field.means, is_open=True)


def _names(typed: str, known: KnownValues) -> Iterator[Offer]:
    from tracker.ledger.filtering.fields import FIELDS

    for name in ("单位", "领导", "责任人", "联系人"):
        for value in _fitting(_owners(FIELDS[name], known), typed):
            yield Offer(f"{name}:{quoted(value.text)}", name)
    for name, values in known.texts.items():
        for value in _fitting(values, typed):
            yield Offer(f"{name}:{quoted(value.text)}", name)


def _values(name: str, sign: str, typed: str, known: KnownValues | None) -> Iterator[Offer]:
    """What may stand behind a field's sign."""
    from tracker.ledger.filtering.fields import Kind, by_name

    field = by_name().get(name.lower())
    if field is None:
        return
    if field.words is not None:
        words = [word.word for word in field.words] + (["无", "有"] if field.optional else [])
        if field.name == "状态":
            words.append("未销号")
        yield from (Offer(word) for word in words if _fits(word, typed))
    elif field.kind is Kind.DATE:
        yield from (Offer(word) for word in (*DAYS, "无") if _fits(word, typed))
    elif field.kind is Kind.OWNER and known is not None:
        yield from (Offer(quoted(value.text)) for value in _fitting(_owners(field, known), typed))
    elif field.kind is Kind.TEXT and known is not None:
        yield from (Offer(quoted(value.text)) for value in _fitting(known.texts.get(field.name), typed))


def _owners(field: Field, known: KnownValues) -> list[Known]:
    """Who stands in these roles already, then who is made known."""
    from tracker.ledger.filtering.fields import UNITS

    found = [value for role in field.roles for value in known.owners.get(role, ())]
    return found + list(known.units if set(field.roles) & set(UNITS) else known.people)


def _fitting(values: Sequence[Known] | None, typed: str) -> Iterator[Known]:
    """Values that begin with it, then those that hold it or are spelled so."""
    wanted = typed.strip('"“”')
    letters = wanted.lower() if _LETTERS.fullmatch(wanted) else ""
    later = []
    for value in values or ():
        if value.text.startswith(wanted) or (
            letters and any(one.startswith(letters) for one in value.initials)
        ):
            yield value
        elif wanted in value.text or (letters and any(letters in one for one in value.initials)):
            later.append(value)
    yield from later


def _fits(word: str, typed: str) -> bool:
    """A word of ours: by its beginning, or by the initials it begins with."""
    from tracker.ledger.filtering.initials import spelled

    if word.startswith(typed):
        return True
    return bool(_LETTERS.fullmatch(typed)) and any(one.startswith(typed.lower()) for one in spelled(word))


def quoted(text: str) -> str:
    """A value as the query wants it."""
    return f'"{text.replace(chr(34), "")}"' if _NEEDS_QUOTES.search(text) else text

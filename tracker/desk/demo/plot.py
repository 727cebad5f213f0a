"""What the sample ledger's story is made of: documents, items and what happens to them, each on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.ledger.actor import Actor
from tracker.ledger.words import ItemKind, OwnerRole, RectificationType


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document that comes in and is reviewed."""

    seed: str
    """Name of the file in `seeds/`."""
    dated: dt.date
    """What a person answers when no date is found in the text."""
    stored_on: dt.date
    reviewed_on: dt.date
    duplicates: tuple[tuple[str, str], ...] = ()
    """Fragments of candidates that are rejected, each with its reason."""
    leftover_reason: str = ""
    """Why what no item takes is rejected; empty: it stays 待复核."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to an item."""

    on: dt.date
    by: Actor


@dataclass(frozen=True, slots=True)
class Reported(Event):
    """整改进展."""

    text: str
    finishes: str = ""
    """A fragment of the measure that is done by it."""


@dataclass(frozen=True, slots=True)
class Proven(Event):
    """佐证材料: a file's name and what stands in it."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """A measure that was thought done is taken up again."""

    measure: str
    """A fragment of its text."""
    reason: str


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """Every measure that was still open is done."""

    text: str


@dataclass(frozen=True, slots=True)
class Applied(Event):
    """申请销号."""

    completion: str
    inference: str


@dataclass(frozen=True, slots=True)
class Returned(Event):
    """退回."""

    opinion: str


@dataclass(frozen=True, slots=True)
class Closed(Event):
    """销号."""

    opinion: str


@dataclass(frozen=True, slots=True)
class LookedBack(Event):
    """回头看, the result holds."""

    finding: str


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """回炉."""

    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """终止."""

    reason: str


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """延期."""

    phrase: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class Story:
    """One item from its sentence to where it stands today."""

    fragment: str
    """Of the sentence it comes from; where nothing mined holds it, the item is typed in."""
    chapter: Chapter | None
    """None: typed in by hand."""
    kind: ItemKind
    planned_on: dt.date
    """When its 四有 are filled in."""
    title: str = ""
    """As the reviewer words it; empty: as mined."""
    takes_measures: bool = False
    """Directives below its heading come in with it."""
    category: str = ""
    detail: str = ""
    target: str = ""
    owners: Mapping[OwnerRole, tuple[str, ...]] = field(default_factory=dict)
    limit: str = ""
    """整改时限 as typed, counted from the document's date; empty: as mined."""
    type: RectificationType | None = None
    """None: follows from the limit."""
    measures: tuple[tuple[str, str], ...] = ()
    """Added by hand: text and 完成标准."""
    registered: bool = True
    waiver: str = ""
    events: tuple[Event, ...] = ()

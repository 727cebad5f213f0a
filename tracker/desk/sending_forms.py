"""收发, out: a workbook for each unit, with its own items only, in a folder to hand over."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.errors import OutputFailed, Refusal
from tracker.files import shown, why_not_written
from tracker.ledger.actor import Actor
from tracker.ledger.commands.forms import FormDraft
from tracker.ledger.commands.forms import send_forms as record_forms
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.form_work import Handed, UnitWork, units_meant, work_of_units
from tracker.ledger.forms import ledger_mark, next_round
from tracker.ledger.queries import campaign
from tracker.ledger.store import Ledger
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.exchange.settings import PaperSettings

_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class SentTo:
    """The form of one unit."""

    unit: str
    items: int
    rows: int
    file: Path


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out."""

    round: int
    folder: Path
    forms: tuple[SentTo, ...]

    @property
    def items(self) -> int:
        """Lines of items, counted at each unit that has them."""
        return sum(form.items for form in self.forms)


def work_to_send(
    ledger: Ledger,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    units: Sequence[str] = (),
    with_secret: bool = False,
) -> Handed:
    """What each unit would be asked. Raises Refusal where there is nothing to ask."""
    from tracker.desk.exporting import without_secret

    leaving = wanted if with_secret else without_secret(wanted)
    units = units_meant(ledger, units)
    handed = work_of_units(ledger, leaving, today=today, units=units)
    missing = [unit for unit in units if unit not in {work.unit for work in handed.units}]
    if missing:
        known = "、".join(work.unit for work in work_of_units(ledger, leaving, today=today).units)
        raise Refusal(
            f"{'、'.join(map(one_line, missing))}没有整改中的事项",
            (f"有事项要填的单位：{known}",) if known else (),
        )
    if not handed.units:
        raise Refusal(
            "没有要填报的事项：整改中、写明了责任单位的才发填报表",
            (f"{'、'.join(handed.without_unit)}没有写责任单位",) if handed.without_unit else (),
        )
    return handed


def send_forms(
    ledger: Ledger,
    actor: Actor,
    handed: Handed,
    folder: Path,
    *,
    today: dt.date,
    settings: PaperSettings,
    due: dt.date | None = None,
    told: Callable[[int], None] = lambda forms: None,
) -> Sent:
    """Write a form for each unit into a new or empty folder, and record that they went out.

    Raises OutputFailed, Refusal, and Conflict where somebody else's batch went out meanwhile; then nothing
    is recorded and no file is left.
    """
    from tracker.exchange.forms.base import digest_of
    from tracker.exchange.forms.writing import FormHead, base_of, write_form

    number, mark, head_hash = next_round(ledger), ledger_mark(ledger), ledger.head().hash
    names = _file_names(handed.units, number)
    written: list[Path] = []
    drafts: list[FormDraft] = []
    sent: list[SentTo] = []
    is_new = _make_folder(folder)
    try:
        for work, name in zip(handed.units, names, strict=True):
            token = _token(mark, head_hash, number, work.unit)
            head = FormHead(mark, token, number, today, due, _campaign_of(ledger, work))
            base = base_of(work, head)
            written.append(folder / name)
            write_form(work, base, head, settings, folder / name)
            drafts.append(FormDraft(work.unit, token, digest_of(base.text()), work.items, len(work.rows)))
            sent.append(SentTo(work.unit, work.items, len(work.rows), folder / name))
            told(len(sent))
        record_forms(ledger, actor, drafts, number=number, today=today, due=due)
    except BaseException:
        _take_away(written, folder if is_new else None)
        raise
    return Sent(number, folder, tuple(sent))


def free_folder(ledger: Ledger, parent: Path, today: dt.date) -> Path:
    """A name in this folder that nothing has: 填报表_第2批_2024-06-18."""
    stem = f"填报表_第{next_round(ledger)}批_{today}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(place for name in names if not (place := parent / name).exists())


def _token(mark: str, head: str, number: int, unit: str) -> str:
    """What no other form is called: two sendings have another end of the journal before them."""
    said = f"{mark}|{head}|{number}|{unit}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _campaign_of(ledger: Ledger, work: UnitWork) -> str:
    """The one campaign that all of it is of; empty for several."""
    names = {row.page.row.campaign for row in work.rows}
    return names.pop() if len(names) == 1 else campaign(ledger).name if not names else ""


def _file_names(units: Sequence[UnitWork], number: int) -> list[str]:
    names: list[str] = []
    for work in units:
        unit = _NOT_IN_NAMES.sub("_", one_line(work.unit)).strip(". _")[:_LONGEST_NAME] or "单位"
        names.append(
            next(name for name in _tries(unit, number) if name.casefold() not in map(str.casefold, names))
        )
    return names


def _tries(unit: str, number: int) -> Iterator[str]:
    yield f"{unit}_填报表_第{number}批.xlsx"
    for again in range(2, 10_000):
        yield f"{unit}_填报表_第{number}批-{again}.xlsx"


def _make_folder(folder: Path) -> bool:
    """Whether it was made now. Raises OutputFailed for one with things in it."""
    try:
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputFailed(shown(folder), "文件夹里已有文件，请换一个新的或空的文件夹")
    except (OSError, ValueError) as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem
    return is_new


def _take_away(written: Sequence[Path], folder: Path | None) -> None:
    with suppress(OSError):
        for path in written:
            path.unlink(missing_ok=True)
        if folder is not None:
            folder.rmdir()

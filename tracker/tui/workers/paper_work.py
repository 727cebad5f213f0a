"""出文: papers drafted and written as they are asked for; for workers only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.desk import paper_orders
from tracker.desk.paper_files import office_style, write_sample_template
from tracker.desk.paper_orders import PaperOrder
from tracker.desk.papers import PaperWish
from tracker.errors import Refusal
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, every, of
from tracker.ledger.known_values import known_values
from tracker.ledger.ordering import numbers_of
from tracker.ledger.papers import IssuedSheet, issued_sheets, next_number
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.ledger.words import OwnerRole, PaperKind
from tracker.tui.app_words import in_app_words
from tracker.tui.meant import Meant
from tracker.tui.paper_choices import REPORTS, PaperChoice, Preview
from tracker.tui.workers.overview_reads import within
from tracker.tui.workers.paper_writes import path_of
from tracker.tui.workers.writes import Values, day_or_none, number_of, typed_path


def units(ledger: Ledger) -> list[str]:
    """Who leads something, the busiest first."""
    return [known.text for known in known_values(ledger).owners[OwnerRole.LEAD]]


def meant_by_line(ledger: Ledger, line: str) -> Meant:
    """The items of a filter line. Raises BadInput."""
    return Meant(line.strip() or "全部", read_line(ledger, line), line=line.strip())


def preview(ledger: Ledger, choice: PaperChoice, today: dt.date) -> Preview:
    """What would be written now. Raises Refusal, BadInput."""
    style = office_style()
    drafted = paper_orders.draft(ledger, _order(ledger, choice, today), today=today, style=style)
    number = ""
    if choice.kind not in REPORTS:
        ordinal = _first(choice.values) or next_number(ledger, choice.kind, today.year)
        number = f"{style.codes[choice.kind]}〔{today.year}〕{ordinal}号"
    told = in_app_words(drafted.written.left_out)
    return Preview(choice, drafted.papers, drafted.written.items, told, number)


def write(
    ledger: Ledger, choice: PaperChoice, values: Values, today: dt.date, issuing: Actor | None
) -> tuple[Path, str]:
    """Written where the form says, numbered and recorded with `issuing`; the first file and what is said."""
    order = _order(ledger, choice, today)
    path = path_of(values)
    written = paper_orders.write(ledger, order, path, today=today, style=office_style(), issuing=issuing)
    words = in_app_words(written.words)
    first = written.files[0]
    more = f" 等{len(written.files)}个文件" if len(written.files) > 1 else ""
    return first, f"{words}：{shown(str(first))}{more}"


def sample(kind: PaperKind, values: Values) -> tuple[Path, str]:
    """A template of the office's own to begin with. Raises BadInput, OutputFailed."""
    path = write_sample_template(path_of(values), kind)
    return path, f"已写出{kind.word}的模板样本：{shown(str(path))}"


def issued(ledger: Ledger) -> list[IssuedSheet]:
    """Every paper that went out, the last first."""
    return issued_sheets(ledger)


def check(ledger: Ledger, choice: PaperChoice, today: dt.date) -> None:
    """Raise BadInput where what is filled in cannot be read."""
    _order(ledger, choice, today)


def _order(ledger: Ledger, choice: PaperChoice, today: dt.date) -> PaperOrder:
    values, meant = choice.values, choice.meant
    template = values.get("template", "").strip()
    wish = PaperWish(
        template=typed_path(template) if template else None,
        due=day_or_none(values.get("due", ""), today),
        issuer=values.get("issuer", "").strip(),
        label=values.get("label", "").strip(),
        with_secret=values.get("secret") == "yes",
        told=meant.words if meant.ids else "",
        first_number=_first(values),
    )
    return PaperOrder(
        choice.kind,
        _wanted(ledger, meant, choice.campaign),
        wish,
        who=values.get("who", "").strip(),
        to=values.get("to", "").strip(),
        day=day_or_none(values.get("day", ""), today, is_past=True),
        since=day_or_none(values.get("since", ""), today, is_past=True),
        title=values.get("title", "").strip(),
    )


def _first(values: Values) -> int | None:
    typed = values.get("number", "").strip()
    return number_of(typed) if typed else None


def _wanted(ledger: Ledger, meant: Meant, campaign: str) -> Query:
    if meant.ids:
        numbers = numbers_of(ledger, meant.ids)
        if not numbers:
            raise Refusal("选中的事项都不在了，请换范围")
        return of("编号", *numbers, sign=Sign.IS)
    return every([within(campaign), meant.query or EVERYTHING])

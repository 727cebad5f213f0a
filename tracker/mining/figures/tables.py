"""Figures in tables: a column says which figure, the row whose, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.mining.figures.codes import coded
from tracker.mining.figures.stated import Quantity, Stated
from tracker.mining.figures.tokens import Token, tokens_of
from tracker.mining.vocabulary import load

_MOST_TIERS = 3
_LONGEST_HEADING = 24
_TELLING_CLASSES = ("class_consolidate", "class_redo", "class_long")
_TOTALS = ("items", "problems", "tasks")
_BARE = re.compile(r"\s*(?:[0-9]{1,30}(?:\.[0-9]{1,6})?\s?[%％]?|[—\-/]|)\s*")
_UNIT = re.compile(r"\s?[（(](?:单位：)?[%％个项条件][）)]$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and where it stands in the text."""

    text: str
    start: int

    @property
    def is_number(self) -> bool:
        """A bare number."""
        return (
            bool(self.text.strip())
            and _BARE.fullmatch(self.text) is not None
            and self.text.strip() not in "—-/"
        )


@dataclass(frozen=True, slots=True)
class TableText:
    """Lines of one table."""

    start: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    figure: str
    whole: str
    kind: str
    facet: str


def table_lines(text: str) -> Iterator[tuple[TableText, int]]:
    """Each table, lines with tabs one after the other, and where it ends."""
    rows: list[tuple[Cell, ...]] = []
    first = place = 0
    while place <= len(text):
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        if "\t" in text[place:stop]:
            first = first if rows else place
            rows.append(_cells(text, place, stop))
        elif rows:
            yield TableText(first, tuple(rows)), place
            rows = []
        place = stop + 1
    if rows:
        yield TableText(first, tuple(rows)), len(text)


def _cells(text: str, start: int, stop: int) -> tuple[Cell, ...]:
    cells = []
    for part in text[start:stop].split("\t"):
        cells.append(Cell(part, start))
        start += len(part) + 1
    return tuple(cells)


def table_figures(text: str, table: TableText, as_of: date | None, names: Sequence[str]) -> Iterator[Stated]:
    """The numbers of a table whose headings are figures of the ledger."""
    tiers = _tiers(table)
    headings = _headings(table.rows[:tiers])
    labels = [_label(row) for row in table.rows[tiers:]]
    classes = load("figures")["classes"]
    are_classes = any(classes.get(label, "") in _TELLING_CLASSES for label in labels)
    for row, label in zip(table.rows[tiers:], labels, strict=True):
        across = _meaning([label]) if not any(headings) else None
        for column, cell in enumerate(row):
            if not cell.is_number:
                continue
            heading = across or (headings[column] if column < len(headings) else None)
            if heading is None:
                continue
            whose = _column_name(table.rows[:tiers], column) if across else _row_name(label)
            if are_classes and label in classes:
                if heading.figure not in _TOTALS or heading.whole:
                    continue
                heading, whose = _Heading(classes[label], "", heading.kind, ""), ()
            if (stated := _stated(text, cell, heading, whose, as_of)) is not None:
                yield stated


def _label(row: Sequence[Cell]) -> str:
    return next((cell.text.strip() for cell in row if cell.text.strip() and not cell.is_number), "")


def _tiers(table: TableText) -> int:
    """Rows above the first with a number."""
    for place, row in enumerate(table.rows[: _MOST_TIERS + 1]):
        if any(cell.is_number for cell in row):
            return place
    return min(len(table.rows), _MOST_TIERS)


def _headings(tiers: Sequence[Sequence[Cell]]) -> list[_Heading | None]:
    width = max((len(row) for row in tiers), default=0)
    paths: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(tiers):
        above = ""
        for column in range(width):
            said = row[column].text.strip() if column < len(row) else ""
            # A heading over several columns stands over the first of them.
            above = said or (above if depth + 1 < len(tiers) else "")
            if above:
                paths[column].append(above)
    return [_meaning(path) for path in paths]


@dataclass(slots=True)
class _Path:
    """What headings one below the other say, from the top."""

    what: str = ""
    status: str = ""
    facet: str = ""
    is_rate: bool = False
    is_other: bool = False
    """Something that the ledger does not count."""

    def read(self, said: str) -> None:
        """One heading more; 完成率（%） is 完成率."""
        said = _UNIT.sub("", said)
        short = load("figures")["table"]
        code = next((code for code in ("total", "closed", "open", "rate") if said in short[code]), "")
        if code == "rate":
            self.is_rate = True
            self.status = self.status if self.status not in ("", "total") else "closed"
        elif code:
            self.status = code
        else:
            for token in tokens_of(said):
                self._take(token)

    def _take(self, token: Token) -> None:
        match token.kind:
            case "status":
                if self.status in ("", "total") or token.code != "total":
                    self.status = token.code
            case "object":
                self.what = self.what or token.code
            case "facet":
                self.facet = token.code
            case "rate":
                self.is_rate = True
                self.what, self.status, self.facet = _rated(token.code, self.what, self.facet)
            case "gap" | "foreign" | "number" | "name":
                self.is_other |= bool(token.text.strip())


def _meaning(path: Sequence[str]) -> _Heading | None:
    """What headings one below the other mean together."""
    serials = load("figures")["table"]["serials"]
    if not path or path[-1] in serials or any(len(said) > _LONGEST_HEADING for said in path):
        return None
    found = _Path()
    for said in path:
        found.read(said)
    if found.is_other or not (found.status or found.what or found.facet):
        return None
    figure, kind = coded(found.what, found.status or "total", found.facet, {found.what})
    if not figure:
        return None
    whole = ""
    if found.is_rate:
        counted = coded(found.what, "total", found.facet, {"problem", "task"})[0]
        whole = "items" if counted in ("problems", "tasks") else counted
        whole = "ever_closed" if figure == "reopened" else whole
    facet = "" if figure.startswith(("measures", "regulations")) else found.facet
    return _Heading(figure, whole, kind, facet)


def _rated(code: str, what: str, facet: str) -> tuple[str, str, str]:
    if code.startswith("measures_"):
        return "measure", "closed" if code.endswith("done") else "overdue", facet
    for kind in ("immediate", "at_once"):
        if code == f"{kind}_closed":
            return what, "closed", kind
    return what, code, facet


def _row_name(label: str) -> tuple[str, ...]:
    return () if not label or label.replace(" ", "") in load("figures")["table"]["sums"] else (label,)


def _column_name(tiers: Sequence[Sequence[Cell]], column: int) -> tuple[str, ...]:
    said = [row[column].text.strip() for row in tiers if column < len(row)]
    label = next((one for one in reversed(said) if one), "")
    return () if label in load("figures")["table"]["generic"] else _row_name(label)


def _stated(
    text: str, cell: Cell, heading: _Heading, names: tuple[str, ...], as_of: date | None
) -> Stated | None:
    token = next((one for one in tokens_of(cell.text) if one.quantity is not None), None)
    if token is None or token.quantity is None:
        return None
    quantity = token.quantity
    if heading.whole and not quantity.is_share:  # 67.9 under 完成率（%）
        quantity = Quantity(quantity.value, True, places=quantity.places)
    start, end = cell.start + token.start, cell.start + token.end
    return Stated(
        text=text[start:end],
        start=start,
        end=end,
        quantity=quantity,
        figure=heading.figure,
        whole=heading.whole,
        kind=heading.kind,
        facet=heading.facet,
        names=names,
        as_of=as_of,
    )

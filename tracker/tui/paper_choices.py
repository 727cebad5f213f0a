"""出文 as its page shows it: the kinds of papers, what one chooses, and what would be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.ledger.words import PaperKind
from tracker.text.cells import cut
from tracker.tui.dialogs.form_drafts import Values
from tracker.tui.lines import assemble
from tracker.tui.meant import Meant
from tracker.tui.rows.comparison import HeadRow

if TYPE_CHECKING:
    from tracker.exchange.papers.parts import Paper
    from tracker.tui.widgets.row_list import ListedRow

GROUPS: Final[tuple[tuple[str, tuple[PaperKind, ...]], ...]] = (
    (
        "发给单位",
        (
            PaperKind.ASSIGNMENT,
            PaperKind.SUPPLEMENT,
            PaperKind.REMINDER,
            PaperKind.SUPERVISION,
            PaperKind.ADMONITION,
        ),
    ),
    ("填表签字", (PaperKind.CLOSING, PaperKind.LOOK_BACK, PaperKind.HANDOVER)),
    (
        "调度报告",
        (
            PaperKind.WEEK,
            PaperKind.TEN_DAYS,
            PaperKind.MONTH,
            PaperKind.REPORT,
            PaperKind.BETWEEN,
        ),
    ),
)
"""Every kind, by what it is for."""

REPORTS: Final = frozenset(GROUPS[2][1])
"""Papers on the ledger: without a number, perhaps as of an earlier day."""

ASKING: Final = frozenset(GROUPS[0][1])
"""Papers that ask a unit for something, by a day."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of paper."""

    kind: PaperKind

    height = 1

    @property
    def key(self) -> str:
        """Its code."""
        return self.kind.value

    def lines(self, cells: int) -> Sequence[Content]:
        """Its name."""
        return (assemble((cut(self.kind.word, cells), "$foreground")),)


def kind_rows() -> list[ListedRow]:
    """The kinds under their headings."""
    rows: list[ListedRow] = []
    for heading, kinds in GROUPS:
        rows += [HeadRow(heading), *map(KindRow, kinds)]
    return rows


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What is asked for."""

    kind: PaperKind
    meant: Meant
    campaign: str
    values: Values = field(default_factory=dict)
    """As filled in: 期限, 落款, 密级 …"""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written."""

    choice: PaperChoice
    papers: tuple[Paper, ...]
    items: int
    told: str
    """What is left out and why; empty for nothing."""
    number: str
    """文号 that the first would have; empty where there are none."""

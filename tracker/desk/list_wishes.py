"""The lists of an office, and how they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.words import Dimension, Word

if TYPE_CHECKING:
    from tracker.desk.templates import ListTemplate
    from tracker.exchange.settings import PaperSettings


class ListKind(Word):
    """The lists of an office, in the order it hands them in."""

    PROBLEMS = "problems", "问题清单"
    MEASURES = "measures", "任务（措施）清单"
    DUTIES = "duties", "责任清单"
    LEDGER = "ledger", "整改台账"
    SUPERVISION = "supervision", "督办台账"
    CLOSINGS = "closings", "销号清单"
    STATISTICS = "statistics", "统计表"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many items left, and how many stayed for their 密级."""

    items: int
    withheld: int
    lists: tuple[ListKind, ...] = (ListKind.LEDGER,)
    empty: tuple[ListKind, ...] = ()
    """Lists that were asked for and have nothing in them."""
    notes: tuple[str, ...] = ()
    """What a person should know of how they were written."""

    @property
    def words(self) -> str:
        """Said to whoever exported."""
        kept = f"（另有{self.withheld}个标有密级，没有导出）" if self.withheld else ""
        what = "" if self.lists == (ListKind.LEDGER,) else "、".join(kind.word for kind in self.lists)
        missing = f"；{'、'.join(kind.word for kind in self.empty)}没有内容，不在其中" if self.empty else ""
        return f"已导出{what}{self.items}个事项{kept}{missing}"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """How lists are wanted, beside which."""

    title: str | None = None
    """Of a list that stands alone."""
    with_secret: bool = False
    with_private_notes: bool = False
    is_public: bool = False
    """公开版: without columns that are for the office."""
    columns: tuple[str, ...] = ()
    """Headings in the order wanted; empty: all of the list's."""
    label: str = ""
    """密级 or 内部资料, above the title; that of the items themselves is printed anyway."""
    first_responsible: str = ""
    """第一责任人 of the 责任清单."""
    by: Dimension = Dimension.UNIT
    """What the 统计表 is broken down by."""
    told: str = ""
    """Which items were chosen, in words, in place of the query."""
    settings: PaperSettings | None = None
    template: ListTemplate | None = None
    """The office's own workbook that the list is written into."""

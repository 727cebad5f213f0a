"""Forms to be signed: on one page where they can be, all evidence named, no signature left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tracker.exchange.papers.forms import closing_paper, look_back_paper
from tracker.exchange.papers.frame import Frame
from tracker.exchange.papers.items import all_measures, measures_with_results, open_measures
from tracker.exchange.papers.parts import Form
from tracker.ledger.rows import EvidenceRow, ItemPage, JournalHead, MeasureRow
from tracker.ledger.words import PaperKind

DAY = dt.date(2024, 6, 18)


def evidence(count: int) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(place, f"会议纪要{place}.pdf", "9f" * 32, 1, "", DAY, "李明", None, "ZG-2024-0001")
        for place in range(1, count + 1)
    )


def form_of(kind: PaperKind, page: ItemPage) -> Form:
    write = closing_paper if kind is PaperKind.CLOSING else look_back_paper
    form = write(Frame(kind, "巡察整改", "某局", DAY, JournalHead(1, "9f" * 32)), page).parts[-1]
    assert isinstance(form, Form)
    return form


def row_of(form: Form, label: str) -> str:
    return next(row.cells[1].text for row in form.rows if row.cells[0].text == label)


@pytest.mark.parametrize("kind", [PaperKind.CLOSING, PaperKind.LOOK_BACK])
def test_what_is_written_in_gets_less_room_where_there_is_much_text(
    make_page: Callable[..., ItemPage], kind: PaperKind
) -> None:
    short, long = (form_of(kind, make_page(detail="文件多。" * times)) for times in (1, 100))
    assert len(short.rows) == len(long.rows)
    assert short.rows[-1].height > long.rows[-1].height > 10, "room for a hand is left"


def test_many_proofs_stand_in_running_text_and_are_counted(make_page: Callable[..., ItemPage]) -> None:
    def proofs(count: int) -> str:
        return row_of(form_of(PaperKind.LOOK_BACK, make_page(evidence=evidence(count))), "佐证材料")

    assert (proofs(0), proofs(1)) == ("", "会议纪要1.pdf")
    assert proofs(2) == "1.会议纪要1.pdf；2.会议纪要2.pdf（共2份）"
    assert proofs(38).endswith("38.会议纪要38.pdf（共38份）")


@pytest.mark.parametrize("kind", [PaperKind.CLOSING, PaperKind.LOOK_BACK])
def test_what_is_left_of_the_page_goes_to_the_opinions(
    make_page: Callable[..., ItemPage], kind: PaperKind
) -> None:
    opinions = [row.height for row in form_of(kind, make_page()).rows if row.cells[-1].signed]
    assert all(16 < height <= 30 for height in opinions)


def test_measures_in_one_cell_close_alike(
    make_page: Callable[..., ItemPage], make_measures: Callable[..., tuple[MeasureRow, ...]]
) -> None:
    first, second, third = make_measures("修订办法。", "约谈有关人员；", "清理报表")
    done = replace(first, done_on=DAY, done_note="已印发。")
    page = make_page(measures=(done, second, third))
    assert open_measures(page) == "2.约谈有关人员。\n3.清理报表。"
    assert all_measures(page) == "1.修订办法。\n2.约谈有关人员。\n3.清理报表。"
    assert measures_with_results(page).split("\n") == [
        "1.修订办法（2024年6月18日完成：已印发）。",
        "2.约谈有关人员（未完成）。",
        "3.清理报表（未完成）。",
    ]

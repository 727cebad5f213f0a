"""The page that says what each figure means is the table that counts them."""

from __future__ import annotations

import runpy
from pathlib import Path

from tracker.ledger.figures.definitions import ITEM_FIGURES
from tracker.ledger.filtering.reading import read_query

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_as_it_is_made() -> None:
    made = runpy.run_path(str(DOCS / "make_figures.py"))["page"]()
    assert (DOCS / "统计口径.md").read_text(encoding="utf-8") == made


def test_every_query_of_it_reads_back_as_it_is_counted() -> None:
    for figure in ITEM_FIGURES:
        assert read_query(str(figure.query)) == figure.query

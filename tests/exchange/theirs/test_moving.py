"""References follow when a list's rows become more or fewer."""

from __future__ import annotations

import pytest

from tracker.exchange.theirs.moving import Move, move_xml, repeated

MORE = Move("台账", 4, 8, 20, has_foot=True)
FEWER = Move("台账", 4, 8, 5, has_foot=True)
OPEN = Move("台账", 4, 8, 20, has_foot=False)


@pytest.mark.parametrize(
    ("formula", "more", "fewer"),
    [
        ("SUM(B4:B8)+A9", "SUM(B4:B20)+A21", "SUM(B4:B5)+A6"),
        ('COUNTIF($G$4:$G$8,"B4:B8")', 'COUNTIF($G$4:$G$20,"B4:B8")', 'COUNTIF($G$4:$G$5,"B4:B8")'),
        ("A3+其他!A9+LOG10(B9)", "A3+其他!A9+LOG10(B21)", "A3+其他!A9+LOG10(B6)"),
        ("'台账'!B4:B8", "'台账'!B4:B20", "'台账'!B4:B5"),
        ("B5:B7", "B5:B7", "B5:B5"),
        ("B1:B9", "B1:B21", "B1:B6"),
    ],
)
def test_formulas_of_the_sheet(formula: str, more: str, fewer: str) -> None:
    assert MORE.formula(formula, of_this_sheet=True) == more
    assert FEWER.formula(formula, of_this_sheet=True) == fewer


def test_formulas_of_other_sheets_move_where_they_name_it() -> None:
    assert MORE.formula("台账!A4:A8+A9", of_this_sheet=False) == "台账!A4:A20+A9"


def test_what_is_said_of_the_sample_is_said_of_all() -> None:
    assert MORE.ranges("B4:C8 D4 A1:K1 A10:K10") == "B4:C20 D4:D20 A1:K1 A22:K22"
    assert OPEN.ranges("B4:B12 B4:B900") == "B4:B20 B4:B900"


def test_what_does_not_change_keeps_its_bytes() -> None:
    part = b"<f>COUNTIF(&#21488;&#36134;!J4:J8,'x')</f><f>A1&lt;2</f>"
    moved = move_xml(part, MORE, of_this_sheet=False)
    assert moved == "<f>COUNTIF(台账!J4:J20,'x')</f><f>A1&lt;2</f>".encode()


def test_a_formula_repeated_goes_along() -> None:
    assert repeated('M4-TODAY()+$B$1+C$3&"A1"+Tab1!A4', 3) == 'M7-TODAY()+$B$1+C$3&"A1"+Tab1!A7'

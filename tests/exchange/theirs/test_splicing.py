"""Cells put into a sheet's XML: what is written is there, and no other byte has moved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.theirs.splicing import NewCell, covers, letters, map_sheet, spliced
from tracker.reading.refused import Refused
from tracker.reading.workbook import column_of

PART = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<worksheet xmlns="x"><cols><col min="2" max="3" width="20" style="7"/></cols><sheetData>'
    b'<row r="1" spans="1:2"><c r="A1" s="1" t="s"><v>0</v></c><!-- kept -->'
    b'<c r="D1" s="4"><f>A1</f><v>1</v></c></row>'
    b"<row r='2' ht='20' customFormat='1' s='9'/>"
    b'<row r="3"><c r="B3" s="5"/><c r="C3" t="inlineStr"><is><t>a &gt; b</t></is></c></row>'
    b'</sheetData><dataValidations><dataValidation type="list" sqref="B1:B3 D3">'
    b"<formula1>&quot;one,two&quot;</formula1></dataValidation></dataValidations></worksheet>"
)


def written(cells: dict[tuple[int, int], NewCell], **how: Any) -> bytes:
    return spliced(PART, map_sheet(PART, {1, 2, 3}), cells, **how)


def test_a_cell_keeps_its_style_and_everything_else_its_bytes() -> None:
    found = written({(1, 0): NewCell("新 <值>")})
    old = b'<c r="A1" s="1" t="s"><v>0</v></c>'
    assert old in PART
    assert found == PART.replace(
        old, '<c r="A1" s="1" t="inlineStr"><is><t>新 &lt;值&gt;</t></is></c>'.encode()
    )


def test_a_cell_that_was_not_there_stands_in_its_place_in_its_columns_style() -> None:
    found = written({(1, 1): NewCell("b"), (1, 5): NewCell("f")}).decode()
    assert re.findall(r'r="(\w\d)" s="(\d)"', found)[:4] == [
        ("A1", "1"),
        ("B1", "7"),
        ("D1", "4"),
        ("F1", "0"),
    ]
    assert 'spans="1:2"' not in found
    assert "<!-- kept -->" in found


def test_an_empty_row_opens_and_takes_its_own_style() -> None:
    found = written({(2, 0): NewCell("", 45000)}, heights={2: 33.5}).decode()
    assert "<row r='2' customFormat='1' s='9' ht=\"33.5\" customHeight=\"1\">" in found.replace(
        " ht='20'", ""
    )
    assert '<c r="A2" s="9"><v>45000</v></c></row>' in found


def test_elements_with_a_prefix_get_cells_with_it() -> None:
    inner = b'<x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData>'
    part = b'<x:worksheet xmlns:x="y">' + inner + b"</x:worksheet>"
    found = spliced(part, map_sheet(part, {1}), {(1, 0): NewCell("t 1"), (1, 1): NewCell("", 3)})
    assert b'<x:c r="A1" s="0" t="inlineStr"><x:is><x:t>t 1</x:t></x:is></x:c>' in found
    assert b'<x:c r="B1" s="0"><x:v>3</x:v></x:c></x:row>' in found


def test_what_is_known_of_the_sheet() -> None:
    sheet = map_sheet(PART, {1})
    assert list(sheet.rows) == [1]
    assert sheet.rows[1].cells[1].has_formula
    assert [choice.source for choice in sheet.choices] == ['"one,two"']
    assert covers(sheet.choices[0].cells, 2, 1)
    assert covers("A:C", 900, 2)
    assert not covers("B1:B3 D3", 3, 2)


@pytest.mark.parametrize("part", [PART[:300], b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', b""])
def test_what_is_broken_or_armed_is_refused(part: bytes) -> None:
    with pytest.raises(Refused):
        map_sheet(part, {1})


@given(st.integers(0, 16_383))
def test_columns_are_called_as_they_are_read(column: int) -> None:
    assert column_of(letters(column)) == column


@given(st.dictionaries(st.tuples(st.integers(1, 3), st.integers(0, 30)), st.text(max_size=20), max_size=12))
def test_any_cells_leave_a_sheet_that_can_be_read(cells: dict[tuple[int, int], str]) -> None:
    from tracker.exchange.texts import cell_parts

    found = written({place: NewCell(cell_parts(text)[0]) for place, text in cells.items()})
    again = map_sheet(found, {1, 2, 3})
    for row in again.rows.values():
        columns = [cell.column for cell in row.cells]
        assert columns == sorted(set(columns))
        assert {column for number, column in cells if number == row.number} <= set(columns)

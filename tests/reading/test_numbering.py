"""Automatic numbers are counted as Word counts them and written as Word writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_documents import NAMES, level, listed, numbering, paragraph, word

from tracker.reading.numerals import in_format
from tracker.reading.package import Package
from tracker.reading.word import read_word
from tracker.text.numerals import read_number

OUTLINE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)
TWO_LISTS = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
)


def lines_of(*blocks: str, **parts: str) -> list[str]:
    return read_word(Package(word(*blocks, **parts))).text.split("\n")


def test_an_outline_of_four_levels() -> None:
    levels = [0, 1, 1, 2, 3, 3, 2, 0, 1, 2]
    lines = lines_of(*(listed("甲", 1, at) for at in levels), numbering=numbering(*OUTLINE))
    assert lines == [
        "一、甲",
        "（一）甲",
        "（二）甲",
        "1. 甲",
        "①甲",
        "②甲",
        "2. 甲",
        "二、甲",
        "（一）甲",
        "1. 甲",
    ]


@pytest.mark.parametrize(
    ("override", "labels"),
    [
        ("", ["1. ", "2. ", "3. ", "4. "]),
        (
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
            ["1. ", "2. ", "1. ", "2. "],
        ),
        (
            f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "(%1)")}</w:lvlOverride>',
            ["1. ", "2. ", "(3) ", "(4) "],
        ),
    ],
)
def test_two_numbers_of_one_list(override: str, labels: list[str]) -> None:
    lists = numbering(level(0, "decimal", "%1."), numbers=TWO_LISTS.format(override))
    lines = lines_of(*(listed("甲", number) for number in (1, 1, 2, 2)), numbering=lists)
    assert lines == [f"{label}甲" for label in labels]


@pytest.mark.parametrize(
    ("second", "levels", "labels"),
    [
        (level(1, "decimal", "%1.%2"), [0, 1, 1, 0, 1], ["一、", "一.1 ", "一.2 ", "二、", "二.1 "]),
        (level(1, "decimal", "%1.%2", "<w:isLgl/>"), [0, 1, 0, 1], ["一、", "1.1 ", "二、", "2.1 "]),
        (
            level(1, "decimal", "%2、", '<w:lvlRestart w:val="0"/>'),
            [0, 1, 0, 1],
            ["一、", "1、", "二、", "2、"],
        ),
        (level(1, "decimal", "%2、", start=5), [1, 1], ["5、", "6、"]),
        (level(1, "bullet", "\uf06c"), [0, 1, 0], ["一、", "• ", "二、"]),
        (level(1, "none", ""), [0, 1], ["一、", ""]),
        (level(1, "decimal", "第%2条"), [1], ["第1条"]),
    ],
)
def test_ways_of_counting(second: str, levels: list[int], labels: list[str]) -> None:
    lists = numbering(level(0, "chineseCounting", "%1、"), second)
    assert lines_of(*(listed("甲", 1, at) for at in levels), numbering=lists) == [
        f"{each}甲" for each in labels
    ]


def test_numbers_through_styles() -> None:
    linked = '<w:pStyle w:val="{}"/>'
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="H1">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="H2"/></w:style></w:styles>'
    )
    lists = numbering(
        level(0, "chineseCounting", "%1、", linked.format("H1")),
        level(1, "decimal", "%2.", linked.format("H2")),
    )
    lines = lines_of(
        paragraph("章", linked.format("H1")),
        paragraph("节", linked.format("H2")),
        paragraph("节", linked.format("Child")),
        paragraph("不编号", linked.format("H1") + '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph("章", linked.format("H1")),
        numbering=lists,
        styles=styles,
    )
    assert lines == ["一、章", "1. 节", "2. 节", "不编号", "二、章"]


def test_a_list_defined_in_a_list_style() -> None:
    lists = (
        f"<w:numbering {NAMES}>"
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>'
        f"{level(0, 'decimal', '%1）')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    assert lines_of(listed("甲"), listed("乙"), numbering=lists) == ["1）甲", "2）乙"]


def test_deleted_paragraphs_are_not_counted() -> None:
    deleted = paragraph(
        '<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>',
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr>',
    )
    lines = lines_of(listed("甲"), deleted, listed("乙"), numbering=numbering(level(0, "decimal", "%1、")))
    assert lines == ["1、甲", "2、乙"]


@pytest.mark.parametrize(
    "forged",
    [
        "",
        '<w:num w:numId="x"/><w:num w:numId="1"><w:abstractNumId w:val="99"/></w:num>',
        '<w:num w:numId="1"/>',
        '<w:num w:numId="99999999999999999999"/>',
    ],
)
def test_a_list_that_is_nowhere_gives_no_number(forged: str) -> None:
    lists = numbering(level(0, "decimal", "%1、"), numbers=forged)
    assert lines_of(listed("甲"), listed("乙", 1, -3), numbering=lists) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("name", "number", "text"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 10000, "10000"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4000, "4000"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 99999, "99999"),
        ("somethingNew", 5, "5"),
        ("lowerLetter", 0, "0"),
        ("upperRoman", -4, "-4"),
    ],
)
def test_formats(name: str, number: int, text: str) -> None:
    assert in_format(number, name) == text


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(number: int) -> None:
    assert read_number(in_format(number, "chineseCountingThousand")) == number
    assert read_number(in_format(number, "ideographDigital")) == number

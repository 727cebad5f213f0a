"""Copies of web pages, as HTML and as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import processor_time_below
from tracker.errors import UnreadableFile
from tracker.reading import Text, read
from tracker.reading.html import read_html
from tracker.reading.markdown import plain
from tracker.reading.refused import Refused


def lines(body: str) -> list[str]:
    return read_html(f"<html><body>{body}</body></html>".encode()).text.split("\n")


PAGES = {
    "paragraphs": (
        "<p>核对 账目&nbsp;，\n  公开&amp;监督</p><p>第二段</p>",
        ["核对 账目 ，公开&监督", "第二段"],
    ),
    "words over line ends": ("<p>open the\n books</p>", ["open the books"]),
    "breaks": ("<div>甲<br>乙<br/>丙</div>", ["甲", "乙", "丙"]),
    "inline marks": ("<p><b>一、</b><span>核对</span><a href=x>账目</a></p>", ["一、核对账目"]),
    "lists": (
        "<ol start=3><li>核对</li><li>4.公开</li></ol><ul><li>监督</li></ul>",
        ["3. 核对", "4.公开", "监督"],
    ),
    "scripts": ("<script>if (a<b) {}</script><style>p{}</style><p>核对</p><noscript>x</noscript>", ["核对"]),
    "comments": ("<!-- 不看 --><p>核<!-- x -->对</p>", ["核对"]),
    "hidden parts": ('<p style="display: none">甲</p><p hidden>乙</p><p>丙</p>', ["丙"]),
    "page frames": ("<nav>甲</nav><header>乙</header><main><p>丙</p></main><footer>丁</footer>", ["丙"]),
    "frames by name": (
        f'<div class="top-nav">甲</div><div id="footer">乙</div><p>{"丙" * 20}</p>',
        ["丙" * 20],
    ),
    "a text in a frame's name": (f'<div class="has-sidebar"><p>{"丙" * 20}</p></div>', ["丙" * 20]),
    "a row of links": ("<p><a>甲</a> | <a>乙</a> | <a>丙</a></p><p>丁</p>", ["丁"]),
    "where the page stands": ("<p>位置：<a>首页</a> &gt; <a>通知</a></p><p>丁</p>", ["丁"]),
    "a menu": (f"<ul>{'<li><a>办事</a></li>' * 4}</ul><p>丁</p>", ["丁"]),
    "links in a text": ("<p>见<a href=x>附件</a>。</p><p><a>附件1</a></p>", ["见附件。", "附件1"]),
    "as typed": ("<pre>甲\n乙</pre>", ["甲", "乙"]),
    "a table": (
        "<table><tr><th>问题<th>单位<tr><td>账<br>乱<td>财政所</table>",
        ["问题\t单位", "账 乱\t财政所"],
    ),
    "merged cells": (
        "<table><tr><td rowspan=2>问题<td colspan=2>责任<tr><td>牵头单位<td>配合单位"
        "<tr><td rowspan=2>账乱<td>甲<td>乙<tr><td>丙<td>丁</table>",
        ["问题\t责任牵头单位\t责任配合单位", "账乱\t甲\t乙", "账乱\t丙\t丁"],
    ),
    "a table that lays out a page": (
        "<table><tr><td><table><tr><td>问题<td>单位<tr><td>账<td>甲</table><td><p>乙</p><p>丙</p></table>",
        ["问题\t单位", "账\t甲", "乙", "丙"],
    ),
    "entities of no meaning": ("<p>&nowhere;核对&#8226;&#x4e00;</p>", ["&nowhere;核对•一"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_a_person_reads_it(name: str) -> None:
    body, expected = PAGES[name]
    assert lines(body) == expected


def test_headings_are_lines_with_levels() -> None:
    words = read_html(
        "<html><h1>方案</h1><p>一</p><h3> 要求</h3>要<p><b>抓好核对</b></p><p>各组核对。</p>".encode()
    )
    assert [(words.text[start:].split("\n")[0], level) for start, level in words.headings] == [
        ("方案", 1),
        ("要求", 3),
        ("抓好核对", 4),
    ]


ENCODED = (
    "<html><head><meta http-equiv='Content-Type' content='text/html; charset={}'></head>"
    "<p>整改台账</p></html>"
)


@pytest.mark.parametrize(
    ("declared", "encoding", "said"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("big5", "big5", "big5"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("nonsense", "utf-8", "utf-8"),
    ],
)
def test_the_declared_encoding_counts_where_the_bytes_bear_it_out(
    declared: str, encoding: str, said: str
) -> None:
    page = ENCODED.format(declared).replace("整改台账", "會議紀要" if encoding == "big5" else "整改台账")
    words = read_html(page.encode(encoding))
    assert words.text == ("會議紀要" if encoding == "big5" else "整改台账")
    assert words.encoding == said


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "末",
        "<table><tr><td>" * 20_000 + "末",
        "<p " * 200_000 + ">末",
        "<b>" * 150_000 + "末",
        '<table><tr><td rowspan="99999999" colspan="99999999">甲<td>末</table>',
        "<!--" * 100_000 + "--><p>末</p>",
        '<!DOCTYPE html [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b;末</p>',
    ],
)
def test_a_forged_page_ends_in_time(page: str) -> None:
    with processor_time_below(20):
        try:
            text = read_html(f"<html>{page}</html>".encode()).text
        except Refused:
            text = ""
        assert "root:" not in text


def test_a_page_of_tags_only_is_too_large() -> None:
    with pytest.raises(Refused, match="网页过大"):
        read_html(b"<html>" + b"<i>" * 1_000_001)


@pytest.mark.parametrize("name", ["通知.html", "通知.htm", "通知.txt", "台账.xls"])
def test_a_page_by_any_name_is_read_in_a_child(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<!doctype html><html><h1>通知</h1><p>核对账目。", encoding="utf-8")
    text = read(path)
    assert (text.content, text.format, text.headings) == ("通知\n核对账目。", "html", ((0, 1),))
    assert bool(text.warnings) == (path.suffix not in {".html", ".htm"})


def test_a_piece_of_a_page_counts_under_the_name_of_one(tmp_path: Path) -> None:
    path = tmp_path / "通知.html"
    path.write_text("<p>核对</p><p>公开</p>", encoding="utf-8")
    assert read(path).content == "核对\n公开"
    path.write_text("<html><script>x</script></html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="没有文字"):
        read(path)


MARKS = {
    "headings": (
        "# 方案\n## 要求 ##\n#通知\n",
        "方案\n要求\n通知\n",
        [("方案", 1), ("要求", 2), ("通知", 1)],
    ),
    "underlined headings": ("方案\n====\n要求\n---\n核对", "方案\n要求\n核对", [("方案", 1), ("要求", 2)]),
    "marks within": ("**核对**[账目](http://a/b)，`公开`~~x~~ ![图](a.png)", "核对账目，公开x", []),
    "lists and quotations": ("- 核对\n  * [x] 公开\n> 监督\n1. 修订", "核对\n公开\n监督\n1. 修订", []),
    "rulers": ("甲\n\n***\n\n乙", "甲\n\n\n乙", []),
    "a table": ("| 问题 | 单位 |\n|:--|--:|\n| **账乱** | 甲 |\n\n乙", "问题\t单位\n账乱\t甲\n\n乙", []),
    "as typed": ("```\n# 甲\n```\n乙", "# 甲\n乙", []),
    "what describes the file": ("---\ntitle: x\n---\n核对", "核对", []),
    "entities and tags": ("核对&nbsp;<br>账目&lt;", "核对 账目<", []),
    "signs that are no marks": ("2*3=6，a_b，5 * 6，第#1号", "2*3=6，a_b，5 * 6，第#1号", []),
    "what is escaped": (r"\*核对\*", "*核对*", []),
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_are_taken_off(name: str) -> None:
    text, expected, headings = MARKS[name]
    content, found = plain(text)
    assert content == expected
    assert [(content[start:].split("\n")[0], level) for start, level in found] == headings


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="#*_`[]()|<>-=\n\t &;账1.", max_size=60))
def test_any_marks_are_read(text: str) -> None:
    content, headings = plain(text)
    assert all(0 <= start < len(content) and 1 <= level <= 9 for start, level in headings)


def test_tags_that_are_never_closed_lose_no_words() -> None:
    assert lines("<font>账<p>" * 500 + "末") == ["账"] * 500 + ["末"]


def test_a_page_too_deep_to_be_read_whole_is_refused() -> None:
    with pytest.raises(Refused, match="层层嵌套"):
        lines("<div>账" * 5_000)


@pytest.mark.parametrize("piece", ["**", "[", "<a ", "`", "|", "_a", "![", "> "])
def test_marks_without_end_take_no_time(piece: str) -> None:
    with processor_time_below(10):
        plain(piece * 20_000)


def test_markdown_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "方案.md"
    path.write_text("# 方案\n**核对**账目。", encoding="utf-8")
    text = read(path)
    assert isinstance(text, Text)
    assert (text.content, text.format, text.headings) == ("方案\n核对账目。", "md", ((0, 1),))

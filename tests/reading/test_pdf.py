"""PDF files: reading order, paragraphs, tables, page heads and feet, and every way to be broken."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from pdf_documents import column, file_of, grid, pdf, rule, stream, words

from tests.effort import processor_time_below
from tracker.errors import UnreadableFile
from tracker.reading import read, sandbox
from tracker.reading.pdf.document import read_pdf
from tracker.reading.pdf.radicals import as_written
from tracker.reading.refused import Refused

LINE = "各组室要在六月底之前把历年形成的账目全部核对清"
"""As wide as a page of 30 characters with its margins."""


def lines(content: bytes) -> list[str]:
    return read_pdf(content).text.split("\n")


def test_wrapped_lines_are_one_paragraph() -> None:
    page = column(70, 500, "各组室要在六月底之前把历年形成的账目全部核") + column(
        50, 484, "对清楚，逐笔登记造册并按月向全体成员公开，接", "受监督。"
    )
    page += column(70, 452, "财务科要修订制度。", "办公室要建立台账。")
    assert lines(pdf(page)) == [
        "各组室要在六月底之前把历年形成的账目全部核对清楚，逐笔登记造册并按月向全体成员公开，接受监督。",
        "财务科要修订制度。",
        "办公室要建立台账。",
    ]


def test_points_with_lines_standing_in_are_paragraphs() -> None:
    page = words(50, 500, "●") + words(62, 500, "把历年形成的账目全部核对清楚逐笔登记造册并按")
    page += column(62, 484, "月向全体成员公开接受大家监督不得隐瞒不得推诿", "拖延。")
    page += words(50, 452, "●") + words(62, 452, "修订制度。")
    assert lines(pdf(page)) == [
        "●把历年形成的账目全部核对清楚逐笔登记造册并按月向全体成员公开接受大家监督不得隐瞒不得推诿拖延。",
        "●修订制度。",
    ]


def test_latin_words_keep_their_blanks_and_parted_ones_are_whole() -> None:
    text = [
        "the office has to check all accounts and",
        "to publish them every month with their infor-",
        "mation.",
    ]
    assert lines(pdf(column(50, 500, *text))) == [
        "the office has to check all accounts and to publish them every month with their information."
    ]


def test_blanks_come_from_gaps_between_words_only() -> None:
    page = (
        words(50, 500, "2024") + words(73, 500, "年6月") + words(110, 500, "OA") + words(124, 500, "system")
    )
    assert lines(pdf(page)) == ["2024年6月OA system"]


def test_a_paragraph_goes_on_over_pages_without_heads_feet_and_numbers() -> None:
    def page(number: int, *body: str) -> str:
        frame = words(150, 570, "某镇整改方案") + words(190, 30, f"— {number} —")
        return frame + column(50, 500, *body)

    whole = "把历年形成的账目全部核对清楚逐笔登记造册并按月"
    content = pdf(page(1, whole, whole), page(2, "公开。", "二、修订制度"), page(3, "三、建立台账"))
    assert lines(content) == [f"{whole}{whole}公开。", "二、修订制度", "三、建立台账"]


def test_a_page_number_alone_is_dropped_and_a_numbered_line_is_not() -> None:
    page = column(50, 500, "1.核对账目。", "2.公开账目。") + words(190, 20, "第 1 页 共 3 页")
    assert lines(pdf(page)) == ["1.核对账目。", "2.公开账目。"]


def test_columns_are_read_one_after_the_other() -> None:
    left = ["左栏第一行写满一整行字", "左栏第二行写满一整行字", "左栏第三行写满一整行字", "左栏完。"]
    right = ["右栏第一行写满一整行字", "右栏第二行写满一整行字", "右栏第三行写满一整行字", "右栏完。"]
    title = words(100, 540, "横跨两栏的标题写在两栏上边")
    assert lines(pdf(title + column(50, 500, *left) + column(200, 500, *right))) == [
        "横跨两栏的标题写在两栏上边",
        "".join(left),
        "".join(right),
    ]


def test_a_ruled_table_becomes_rows() -> None:
    xs, ys = [40.0, 80, 200, 300], [500.0, 480, 440, 420]
    page = grid(xs, ys) + column(50, 520, "整改清单")
    page += words(45, 486, "序号") + words(90, 486, "存在问题") + words(210, 486, "责任单位")
    page += words(45, 466, "1") + column(85, 466, "账目核对不及", "时") + words(205, 466, "财务科")
    page += words(45, 426, "2") + words(85, 426, "票据混用") + words(205, 426, "办公室")
    assert lines(pdf(page + column(50, 400, "附后。"))) == [
        "整改清单",
        "序号\t存在问题\t责任单位",
        "1\t账目核对不及时\t财务科",
        "2\t票据混用\t办公室",
        "附后。",
    ]


def test_a_merged_cell_is_said_in_every_row_and_tiers_are_one_heading() -> None:
    page = "".join(rule(x, 500, x, 420) for x in (40, 100, 300)) + rule(200, 480, 200, 420)
    page += "".join(rule(40, y, 300, y) for y in (500, 460, 420)) + rule(100, 480, 300, 480)
    page += rule(100, 440, 300, 440)
    page += words(50, 476, "问题") + words(150, 486, "责任落实") + words(110, 466, "牵头单位")
    page += words(210, 466, "配合单位") + words(50, 436, "账乱") + words(110, 446, "财务科")
    page += words(210, 446, "办公室") + words(110, 426, "教务处") + words(210, 426, "年级组")
    assert lines(pdf(page)) == [
        "问题\t责任落实牵头单位\t责任落实配合单位",
        "账乱\t财务科\t办公室",
        "账乱\t教务处\t年级组",
    ]


def test_a_table_goes_on_over_pages_under_one_heading() -> None:
    def page(problem: str, unit: str) -> str:
        cells = words(50, 486, "存在问题") + words(210, 486, "责任单位")
        return (
            grid([40.0, 200, 300], [500.0, 480, 440])
            + cells
            + words(50, 460, problem)
            + words(210, 460, unit)
        )

    assert lines(pdf(page("账实不符。", "财务科"), page("票据混用。", "办公室"))) == [
        "存在问题\t责任单位",
        "账实不符。\t财务科",
        "票据混用。\t办公室",
    ]


def test_a_row_parted_by_the_page_is_whole() -> None:
    head = words(50, 486, "序号") + words(110, 486, "措施")
    first = (
        grid([40.0, 100, 300], [500.0, 480, 440]) + head + words(50, 460, "1") + words(110, 460, "逐笔核对")
    )
    second = grid([40.0, 100, 300], [500.0, 480, 440, 400]) + head + words(110, 460, "账目。")
    second += words(50, 420, "2") + words(110, 420, "公开。")
    assert lines(pdf(first, second)) == ["序号\t措施", "1\t逐笔核对账目。", "2\t公开。"]


def test_cells_without_rules_are_parted_by_tabs() -> None:
    page = "".join(
        words(50, 500 - 16 * row, left) + words(200, 500 - 16 * row, right)
        for row, (left, right) in enumerate(
            [("存在问题", "责任单位"), ("账乱", "财务科"), ("票乱", "办公室")]
        )
    )
    assert lines(pdf(page)) == ["存在问题\t责任单位", "账乱\t财务科", "票乱\t办公室"]


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    page = words(50, 500, "核对账目") + words(50.4, 500, "核对账目") + words(50, 470, "人人过关")
    assert lines(pdf(page)) == ["核对账目", "人人过关"]


def test_words_askew_are_a_watermark() -> None:
    mark = f"BT /F1 30 Tf 0.7 0.7 -0.7 0.7 100 200 Tm <{'内部'.encode('utf-16-be').hex()}> Tj ET\n"
    assert lines(pdf(mark + column(50, 500, "核对账目。"))) == ["核对账目。"]


def test_a_page_lying_on_its_side_is_read_upright() -> None:
    def word(x: int, text: str) -> str:
        return f"BT /F1 10 Tf 0 1 -1 0 {x} 50 Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"

    content = pdf(word(50, "核对账目。") + word(80, "公开账目。")).replace(
        b"/Contents", b"/Rotate 90/Contents"
    )
    assert lines(content) == ["核对账目。", "公开账目。"]


@pytest.mark.parametrize(
    ("shape", "written"),
    [("⼀⼆⼈", "一二人"), ("⻓期", "长期"), ("ﬁle", "file"), ("核对", "核对"), ("a\u00a0b", "a b")],
)
def test_shapes_are_read_as_characters(shape: str, written: str) -> None:
    assert as_written(shape) == written


def test_pages_without_words_are_said() -> None:
    assert read_pdf(pdf(column(50, 500, "核对账目。"), "")).warnings == (
        "PDF 有 1 页没有文字（扫描页或图片？），请核对是否遗漏",
    )


def test_a_font_that_does_not_say_what_it_shows() -> None:
    content = pdf(column(50, 500, "核对账目。")).replace(b"/UniGB-UCS2-H", b"/Identity-H  ")
    with pytest.raises(Refused, match="字体没有说明是什么字"):
        read_pdf(content.replace(b"/Ordering(GB1)", b"/Ordering(XX1)"))


TEXT = column(50, 500, "财务科要逐笔核对账目。")
CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>"


def form(content: str) -> bytes:
    return stream(content.encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 400 600]")


def locked(handler: bytes) -> bytes:
    return pdf(TEXT).replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt<<%b>>" % handler)


def preceded_by_itself() -> bytes:
    content = pdf(TEXT)
    table = content.rindex(b"xref\n0 ")
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % table)


BROKEN = {
    "a scan": (lambda: pdf("0 0 10 10 re f"), "未发现文字（扫描件？）"),
    "a head only": (lambda: b"%PDF-1.7\n", "已损坏"),
    "half a file": (lambda: pdf(TEXT)[:600], "已损坏"),
    "bytes of anything": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 99, "已损坏"),
    "pages in a circle": (lambda: file_of([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]>>"]), "已损坏"),
    "a length in a circle": (
        lambda: file_of([CATALOGUE, PAGES, PAGE, b"<</Length 4 0 R>>\nstream\nBT\nendstream"]),
        "已损坏",
    ),
    "a tree of 5,000 levels": (
        lambda: file_of([CATALOGUE, *(b"<</Type/Pages/Kids[%d 0 R]>>" % (n + 3) for n in range(5000))]),
        "已损坏",
    ),
    "tables in a circle": (preceded_by_itself, "已损坏"),
    "a page of no size": (lambda: pdf(TEXT, size=b"a b"), "已损坏"),
    "brackets without end": (lambda: pdf("[" * 100_000 + TEXT), "未发现文字"),
    "a password": (
        lambda: locked(b"/Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>" % (b"61" * 32, b"62" * 32)),
        "打开密码",
    ),
    "a lock of an unknown kind": (lambda: locked(b"/Filter/Foo/V 9/R 9"), "打开密码"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused(name: str) -> None:
    make, why = BROKEN[name]
    with processor_time_below(20), pytest.raises(Refused, match=why):
        read_pdf(make())


def nested_forms() -> bytes:
    """Thirty forms, each of which draws the next ten times."""
    names = b"".join(b"/X%d %d 0 R" % (n, n + 7) for n in range(30))
    forms = tuple(form(f"/X{n + 1} Do " * 10) for n in range(29))
    return pdf("/X0 Do", resources=b"/XObject<<%b>>" % names, more=(*forms, form(TEXT)))


@pytest.mark.parametrize(
    "make", [nested_forms, lambda: pdf(TEXT * 100_000), lambda: pdf(rule(0, 0, 9, 9) * 100_000 + TEXT)]
)
def test_work_without_end_ends_in_time(make) -> None:
    with processor_time_below(15), pytest.raises(Refused, match="没能在时限内读完"):
        read_pdf(make(), seconds=0.2)


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    content = pdf("/X1 Do " + TEXT, resources=b"/XObject<</X1 7 0 R>>", more=(form("/X1 Do"),))
    assert lines(content) == ["财务科要逐笔核对账目。"]


def test_a_bomb_in_a_stream_ends_with_its_child() -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    bomb = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    with pytest.raises(Refused, match="时间或内存上限"):
        sandbox.read_in_child("pdf", file_of([CATALOGUE, PAGES, PAGE, bomb]))


def test_a_pdf_by_any_name_is_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(b"\n" + pdf(TEXT))
    text = read(path)
    assert (text.content, text.format) == ("财务科要逐笔核对账目。", "pdf")
    assert text.warnings == ("文件名的后缀不是 .pdf，内容是 PDF 文件，已按 PDF 文件读取",)
    path.write_bytes(pdf(""))
    with pytest.raises(UnreadableFile, match="未发现文字（扫描件？）"):
        read(path)

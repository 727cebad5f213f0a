"""A Word document reads as a person would see it: nothing lost, nothing twice, changes accepted."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_documents import NAMES, body_xml, cell, listed, package, paragraph, row, run, table, word

from tests.effort import processor_time_below
from tracker.reading import word as word_module
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.word import read_word

DELETED = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2">{run("新")}</w:ins>'
MARK_DELETED = '<w:rPr><w:del w:id="3"/></w:rPr>'


def text_of(*blocks: str, **parts: str | bytes) -> str:
    return read_word(Package(word(*blocks, **parts))).text


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*lines: str) -> str:
    content = f"<w:txbxContent>{''.join(map(paragraph, lines))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def style(name: str, properties: str, kind: str = "character", based: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:basedOn w:val="{based}"/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([paragraph("甲"), paragraph(""), paragraph("乙")], "甲\n\n乙"),
        ([paragraph(run("整") + run("改") + "<w:proofErr/>" + run("到位"))], "整改到位"),
        ([paragraph("<w:r><w:t>前</w:t><w:br/><w:t>后</w:t><w:tab/><w:t>尾</w:t></w:r>")], "前\n后\t尾"),
        ([paragraph('<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/></w:r>')], "A-B"),
        ([paragraph(f'<w:hyperlink w:anchor="x">{run("附件")}</w:hyperlink>')], "附件"),
        ([paragraph(f"<w:smartTag>{run('某市')}</w:smartTag>")], "某市"),
        ([paragraph("<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>")], "95%"),
        ([paragraph("<w:r><w:ruby><w:rt><w:r><w:t>zheng</w:t></w:r></w:rt>"
                    "<w:rubyBase><w:r><w:t>整</w:t></w:r></w:rubyBase></w:ruby></w:r>")], "整"),
        ([paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"))], "☑是"),
        ([paragraph('<w:r><w:sym w:font="宋体" w:char="2460"/><w:sym w:char="x"/></w:r>')], "①"),
        # tracked changes, as accepted
        ([paragraph(run("按") + DELETED + INSERTED + run("方案"))], "按新方案"),
        ([paragraph(f'<w:moveFrom w:id="1">{run("移走")}</w:moveFrom>' + run("甲")),
          paragraph(f'<w:moveTo w:id="1">{run("移走")}</w:moveTo>')], "甲\n移走"),
        ([paragraph(run("连"), MARK_DELETED), paragraph("成一段"), paragraph("末")], "连成一段\n末"),
        ([paragraph(DELETED, MARK_DELETED), paragraph("只剩这段")], "只剩这段"),
        ([paragraph(run("表前"), MARK_DELETED), table(row("甲", "乙"))], "表前\n甲\t乙"),
        ([f"<w:ins>{paragraph('整段插入')}</w:ins>"], "整段插入"),
        # hidden text and comments
        ([paragraph(run("明") + run("暗", "<w:vanish/>"))], "明"),
        ([paragraph(run("明", '<w:vanish w:val="0"/>'))], "明"),
        ([paragraph(run("正文") + '<w:r><w:commentReference w:id="0"/></w:r>')], "正文"),
        ([paragraph(run("暗", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>"), paragraph("明")], "明"),
        # fields
        ([paragraph(run("共") + field("= 1 + 2", run("3")) + run("项"))], "共3项"),
        ([paragraph(field("IF " + "x", field("REF a", run("甲")) + run("乙")))], "甲乙"),
        ([paragraph(f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>')], "7"),
        ([paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("没有收尾的域"))], "没有收尾的域"),
        ([paragraph(field('TOC \\o "1-3"', run("一、问题 3"))), paragraph("一、问题")], "一、问题"),
        # text boxes and content controls
        ([paragraph(run("前") + box("框一", "框二") + run("后")), paragraph("末")], "前后\n框一\n框二\n末"),
        ([paragraph('<w:r><w:pict><v:textpath string="艺术字"/></w:pict></w:r>')], "\n艺术字"),
        ([control(paragraph("块")), paragraph(control(run("行内")))], "块\n行内"),
        ([paragraph(control(run("单击此处"), "<w:showingPlcHdr/>") + run("实"))], "实"),
        ([control(paragraph("单击此处"), "<w:showingPlcHdr/>"), paragraph("实")], "实"),
        # tables
        ([table(row("序号", "问题"), row("1", "会风不实"))], "序号\t问题\n1\t会风不实"),
        ([table(row("甲", cell(paragraph("一") + paragraph("二\t三"))))], "甲\t一 二 三"),
        ([table(row(cell("表题", '<w:gridSpan w:val="3"/>'), "右"), row("a", "b", "c", "d"))],
         "表题\t\t\t右\na\tb\tc\td"),
        ([table(row(cell("并", '<w:vMerge w:val="restart"/>'), "1"), row(cell("", "<w:vMerge/>"), "2"))],
         "并\t1\n\t2"),
        ([table(row("b", "c", properties='<w:gridBefore w:val="1"/>'))], "\tb\tc"),
        ([table(row(cell("x", '<w:gridSpan w:val="999999999"/>'), "y"))], "x" + "\t" * 63 + "y"),
        ([table(row(cell(paragraph("框内第一段") + paragraph("第二段"))))], "框内第一段\n第二段"),
        ([table(row("外", cell(table(row("内1", "内2")) + paragraph(""))))], "外\t内1 内2"),
        ([table(row(cell(table(row("内1", "内2")) + paragraph("段"))))], "内1\t内2\n段"),
        ([table(row("删", "除", properties="<w:del/>"), row("留", "下"))], "留\t下"),
        ([table(control(row("甲", "乙")), f"<w:tr>{control(cell('丙'))}{cell('丁')}</w:tr>")],
         "甲\t乙\n丙\t丁"),
        ([table(row("", ""), row("甲", ""))], "甲"),
        ([table(row(cell("一", '<w:vMerge w:val="restart"/>')), row(cell("", "<w:vMerge/>")))], "一"),
    ],
)  # fmt: skip
def test_what_a_person_sees(blocks: list[str], text: str) -> None:
    assert text_of(*blocks) == text


words = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff\u2028\u2029"))


@given(st.lists(words, min_size=1, max_size=8))
def test_any_paragraphs_come_back_as_lines(lines: list[str]) -> None:
    assert text_of(*(paragraph(run(escape(line))) for line in lines)) == "\n".join(lines)


@given(st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=4))
def test_any_table_comes_back_with_its_cells_in_place(rows: list[list[str]]) -> None:
    cells = [[" ".join(each.split()) for each in row] for row in rows]
    expected = [line for line in ("\t".join(each).rstrip("\t") for each in cells) if line]
    blocks = [row(*(cell(paragraph(run(escape(each)))) for each in each_row)) for each_row in rows]
    assert text_of(table(*blocks)).split("\n") == (expected or [""])


def test_hidden_by_style_and_shown_again() -> None:
    styles = (
        f"<w:styles {NAMES}>{style('H', '<w:vanish/>')}{style('Child', '', based='H')}"
        f"{style('P', '<w:vanish/>', 'paragraph')}{style('Round', '', based='Round')}</w:styles>"
    )
    assert (
        text_of(
            paragraph(run("暗", '<w:rStyle w:val="Child"/>') + run("明", '<w:rStyle w:val="Round"/>')),
            paragraph(run("暗") + run("亮", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="P"/>'),
            styles=styles,
        )
        == "明\n亮"
    )


def note(kind: str, identity: int, text: str) -> str:
    return f'<w:{kind} w:id="{identity}">{paragraph(text)}</w:{kind}>'


def cite(kind: str, identity: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def test_cited_notes_follow_the_body_once() -> None:
    notes = note("footnote", -1, "分隔线") + note("footnote", 1, "脚注甲") + note("footnote", 2, "没有引用")
    assert (
        text_of(
            paragraph(
                run("正文") + cite("footnote", 1) + run("，续") + cite("endnote", 1) + cite("footnote", 1)
            ),
            footnotes=f"<w:footnotes {NAMES}>{notes}</w:footnotes>",
            endnotes=f"<w:endnotes {NAMES}>{note('endnote', 1, '尾注')}</w:endnotes>",
        )
        == "正文，续\n脚注甲\n尾注"
    )


def test_more_text_than_anybody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_module, "LONGEST_TEXT", 10)
    with pytest.raises(Refused, match="请拆分"):
        text_of(paragraph("十一个字的一段就太长了"))


def test_headers_and_comments_are_no_body() -> None:
    assert (
        text_of(
            paragraph("正文"),
            header1=f"<w:hdr {NAMES}>{paragraph('页眉')}</w:hdr>",
            comments=f"<w:comments {NAMES}>{note('comment', 0, '批注')}</w:comments>",
        )
        == "正文"
    )


def test_the_strict_flavour_reads_alike() -> None:
    strict = body_xml(paragraph("严格格式")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": strict}
    assert read_word(Package(package(parts))).text == "严格格式"


def test_the_body_is_where_the_relations_say() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{names}">{{}}</Relationships>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations.format(
            f'<Relationship Id="a" Type="{office}/officeDocument" Target="/word/document2.xml"/>'
        ),
        "word/_rels/document2.xml.rels": relations.format(
            f'<Relationship Id="b" Type="{office}/numbering" Target="lists.xml"/>'
            f'<Relationship Id="c" Type="{office}/styles" Target="http://a.example" TargetMode="External"/>'
        ),
        "word/document2.xml": body_xml(listed("编号在别处")),
        "word/lists.xml": (
            f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        ),
    }
    assert read_word(Package(package(parts))).text == "1、编号在别处"


def test_macros_and_embedded_documents_are_said() -> None:
    content = package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body_xml(paragraph("正文"), "<w:altChunk/>"),
            "word/vbaProject.bin": b"\0",
        }
    )
    words = read_word(Package(content))
    assert words.text == "正文"
    assert [warning[:4] for warning in words.warnings] == ["文档含有", "文档嵌入"]


def headings(*blocks: str, **parts: str) -> list[tuple[str, int]]:
    words = read_word(Package(word(*blocks, **parts)))
    return [(words.text[start:].split("\n")[0], level) for start, level in words.headings]


STYLES = f"""<w:styles {NAMES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="based"><w:basedOn w:val="own"/></w:style>
<w:style w:type="paragraph" w:styleId="body"><w:basedOn w:val="own"/>
<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="fat"><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
RUNNING = paragraph("各组室要把历年形成的账目全部核对清楚，按月公开。")


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def test_headings_by_style_and_by_outline_level() -> None:
    own = paragraph("自带级别", '<w:outlineLvl w:val="4"/>')
    blocks = [
        styled("　一级", "1"),
        styled("二级", "own"),
        styled("承二级", "based"),
        styled("正文", "body"),
        own,
    ]
    assert headings(*blocks, RUNNING, styles=STYLES) == [
        ("一级", 1),
        ("二级", 2),
        ("承二级", 2),
        ("自带级别", 5),
    ]


def test_headings_by_looks_below_a_title() -> None:
    large, bold = '<w:sz w:val="36"/>', "<w:b/>"
    blocks = [
        paragraph(run("关于核对账目的通知", '<w:sz w:val="44"/><w:b/>')),
        RUNNING,
        paragraph(run("核对工作", large)),
        RUNNING,
        paragraph(run("核对", bold) + run("范围", '<w:rStyle w:val="fat"/>')),
        RUNNING,
        paragraph(run("半", bold) + run("粗不算")),
        paragraph(run("句子不算。", bold)),
        table(row(cell(paragraph(run("格子不算", bold))), cell("乙"))),
    ]
    assert headings(*blocks, styles=STYLES) == [("核对工作", 1), ("核对范围", 2)]


def test_bold_says_nothing_where_most_is_bold() -> None:
    blocks = [paragraph(run(f"第{n}段各组室要核对账目，按月公开，接受监督。", "<w:b/>")) for n in "一二三"]
    assert headings(*blocks, paragraph(run("核对范围", "<w:b/>")), RUNNING) == []


def test_many_styles_on_each_other_are_asked_once_each() -> None:
    count = 10_000
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(count)
    )
    blocks = [styled("甲", f"s{n}") for n in range(0, count, 10)]
    with processor_time_below(20):
        text = read_word(Package(word(*blocks, styles=f"<w:styles {NAMES}>{chain}</w:styles>"))).text
        assert text == "\n".join(["甲"] * len(blocks))

"""Writes seeds/巡察组反馈意见.docx, byte for byte the same each time: `python docs/make_seeds.py`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SEED: Final = Path(__file__).parent.parent / "seeds" / "巡察组反馈意见.docx"
NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


class Style(StrEnum):
    """Ids of the paragraph styles; headings and points are numbered by Word itself."""

    TITLE = "Title"
    ADDRESSEE = "Addressee"
    CHAPTER = "Chapter"
    SECTION = "Section"
    POINT = "Point"
    BODY = "Body"
    SIGNATURE = "Signature"
    CELL = "Cell"


PARAGRAPHS: Final = (
    (Style.TITLE, "市委第三巡察组关于巡察市水务局党组的反馈意见"),
    (Style.ADDRESSEE, "中共云岭市水务局党组："),
    (
        Style.BODY,
        "根据市委统一安排，2024年1月8日至3月6日，市委第三巡察组对市水务局党组开展了常规巡察。巡察期间，"
        "巡察组听取专题汇报4次，开展个别谈话86人次，调阅资料1200余份，抽查工程项目18个，走访农村水厂15座，"
        "受理群众来信来电32件。经市委书记专题会议审定，现将有关情况反馈如下。",
    ),
    (Style.CHAPTER, "巡察发现的主要问题"),
    (Style.SECTION, "落实上级决策部署不够有力"),
    (
        Style.POINT,
        "第一议题制度执行不严。2023年召开的24次党组会议中，有7次以文件传阅代替集体学习，交流研讨流于形式。",
    ),
    (
        Style.POINT,
        "农村供水保障存在短板。抽查的15座农村水厂中，4座消毒设备带病运行，6座未按规定频次检测水质，"
        "群众反映强烈。",
    ),
    (
        Style.POINT,
        "河湖长制落实不到位。部分县级河长巡河走过场，青石河下游3处非法采砂点屡禁不止，监管执法偏软。",
    ),
    (Style.SECTION, "重点领域廉洁风险较高"),
    (
        Style.POINT,
        "工程设计变更审批把关不严。2021年以来的34个水利项目中，有9个项目先变更后审批，涉及资金1260万元。",
    ),
    (
        Style.POINT,
        "水费收缴管理混乱。截至2023年底，市供水服务中心被拖欠水费613万元，长期没有有效清收；"
        "超标准收取二次供水设施运行费27.4万元未清退。",
    ),
    (
        Style.POINT,
        "公务接待和公车管理不规范。2022年至2023年，有11批次公务接待无公函，公车使用登记缺失严重。",
    ),
    (Style.SECTION, "基层党组织建设比较薄弱"),
    (Style.POINT, "组织生活不经常。7个基层党支部中，3个支部超过一年没有按期换届，谈心谈话记录千篇一律。"),
    (Style.POINT, "干部队伍活力不足。专业技术人员平均年龄49岁，近5年仅招录6人，年轻干部培养缺乏长远规划。"),
    (Style.SECTION, "上轮巡察整改不够彻底"),
    (
        Style.POINT,
        "个别问题整改不实。上轮巡察指出的“河道管理范围划界滞后”问题，销号材料齐全但现场界桩缺失率达四成。",
    ),
    (Style.CHAPTER, "整改意见建议"),
    (
        Style.BODY,
        "一是强化政治引领，局党组要严格执行第一议题制度，每季度向市委报告一次贯彻落实情况。"
        "二是补齐民生短板，要在2024年7月底前完成农村水厂消毒设备的检修更换，并健全水质检测公示机制。"
        "三是管住关键环节，要修订设计变更审批办法，对先变更后审批的9个项目逐一核查，9月底前完成责任认定。"
        "四是夯实组织基础，要指导超期支部限期换届，制定年轻干部培养五年规划。"
        "五是坚决整改到位，对上轮巡察未改到位的问题要立行立改，补设缺失界桩并逐桩登记。",
    ),
    (Style.CHAPTER, "有关要求"),
    (
        Style.BODY,
        "局党组要切实扛起整改主体责任，自收到反馈意见之日起15个工作日内报送整改方案，"
        "2个月内报送集中整改进展情况，并以适当方式向社会公开。市委巡察办将适时开展督查，"
        "对整改不力、弄虚作假的，依规依纪严肃问责。重点问题责任分解见附表。",
    ),
)
TABLE: Final = (
    ("问题", "责任单位", "整改时限"),
    ("第一议题制度执行不严", "局办公室、机关党委", "2024年5月底前"),
    ("农村供水保障存在短板", "农村水利科、市供水服务中心", "2024年7月底前"),
    ("河湖长制落实不到位", "河湖管理科", "立行立改，长期坚持"),
    ("工程设计变更审批把关不严", "建设管理科", "2024年9月底前"),
    ("水费收缴管理混乱", "市供水服务中心、计划财务科", "2024年11月底前"),
    ("干部队伍活力不足", "人事科", "2024年底前"),
)
FOOT: Final = ("市委第三巡察组", "2024年4月12日")

STYLES: Final = {
    # font, half-points, further paragraph properties
    Style.TITLE: ("方正小标宋简体", 44, '<w:jc w:val="center"/>'),
    Style.ADDRESSEE: ("仿宋_GB2312", 32, ""),
    Style.CHAPTER: ("黑体", 32, '<w:outlineLvl w:val="0"/>'),
    Style.SECTION: ("楷体_GB2312", 32, '<w:outlineLvl w:val="1"/>'),
    Style.POINT: ("仿宋_GB2312", 32, ""),
    Style.BODY: ("仿宋_GB2312", 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/>'),
    Style.SIGNATURE: ("仿宋_GB2312", 32, '<w:jc w:val="right"/>'),
    Style.CELL: ("仿宋_GB2312", 24, ""),
}
LEVELS: Final = (
    (Style.CHAPTER, "chineseCounting", "%1、"),
    (Style.SECTION, "chineseCounting", "（%2）"),
    (Style.POINT, "decimal", "%3."),
)
WIDTHS: Final = (3600, 3200, 2200)


def build(path: Path) -> None:
    """Write the document to a path."""
    with ZipFile(path, "w", ZIP_STORED) as package:
        for name, content in _parts():
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            package.writestr(entry, (XML + content).encode("utf-8"))


def _parts() -> Iterator[tuple[str, str]]:
    overrides = {"document.main": "document", "styles": "styles", "numbering": "numbering"}
    yield (
        "[Content_Types].xml",
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{OFFICE}.{kind}+xml"/>'
            for kind, part in overrides.items()
        )
        + "</Types>",
    )
    yield "_rels/.rels", _relations(("officeDocument", "word/document.xml"))
    yield "word/document.xml", _document()
    yield "word/styles.xml", _styles()
    yield "word/numbering.xml", _numbering()
    yield (
        "word/_rels/document.xml.rels",
        _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
    )


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{place}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{entries}</Relationships>'


def _paragraph(style: Style, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _document() -> str:
    body = "".join(_paragraph(style, text) for style, text in PARAGRAPHS)
    foot = "".join(_paragraph(Style.SIGNATURE, line) for line in FOOT)
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
        'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {NAMESPACE}><w:body>{body}{_table()}{foot}{page}</w:body></w:document>"


def _table() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    rows = "".join(f"<w:tr>{''.join(map(_cell, row, WIDTHS))}</w:tr>" for row in TABLE)
    layout = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{layout}{rows}</w:tbl>"


def _cell(text: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(Style.CELL, text)}</w:tc>'


def _styles() -> str:
    levels = {style: place for place, (style, _, _) in enumerate(LEVELS)}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/><w:pPr>'
        + (
            f'<w:numPr><w:ilvl w:val="{levels[style]}"/><w:numId w:val="1"/></w:numPr>'
            if style in levels
            else ""
        )
        + f'{properties}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/></w:rPr></w:style>'
        for style, (font, size, properties) in STYLES.items()
    )
    return f"<w:styles {NAMESPACE}>{styles}</w:styles>"


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:firstLine="640"/></w:pPr></w:lvl>'
        for place, (style, form, label) in enumerate(LEVELS)
    )
    return (
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


if __name__ == "__main__":
    build(SEED)

"""How papers are set (GB/T 9704): fonts, sizes, margins, line grid and 代字, as settings of an office."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tracker.errors import BadInput
from tracker.exchange.settings import Typeface, quoted
from tracker.files import read_plain, shown
from tracker.ledger.papers import STATES
from tracker.ledger.words import PaperKind
from tracker.text.cleaning import one_line

_LARGEST: Final = 1 << 16


def _codes() -> Mapping[PaperKind, str]:
    return {
        PaperKind.ASSIGNMENT: "交办",
        PaperKind.SUPPLEMENT: "补正",
        PaperKind.REMINDER: "提醒",
        PaperKind.SUPERVISION: "督办",
        PaperKind.ADMONITION: "告诫",
        PaperKind.CLOSING: "销号",
        PaperKind.LOOK_BACK: "核查",
        PaperKind.HANDOVER: "交接",
    }


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """The defaults are those of the standard: A4, 22 lines of 28 characters."""

    title: Typeface = field(default=Typeface("方正小标宋简体", 22))
    heading: Typeface = field(default=Typeface("黑体", 16))
    second: Typeface = field(default=Typeface("楷体_GB2312", 16))
    body: Typeface = field(default=Typeface("仿宋_GB2312", 16))
    table_head: Typeface = field(default=Typeface("黑体", 10.5))
    table: Typeface = field(default=Typeface("仿宋_GB2312", 10.5))
    note: Typeface = field(default=Typeface("仿宋_GB2312", 10.5))
    page_number: Typeface = field(default=Typeface("宋体", 14))
    latin: str = "Times New Roman"
    """For figures and Latin letters."""
    top: float = 37.0
    """Margins in millimetres."""
    bottom: float = 35.0
    left: float = 28.0
    right: float = 26.0
    line_points: float = 28.95
    """From line to line of the body."""
    line_characters: int = 28
    codes: Mapping[PaperKind, str] = field(default_factory=_codes)
    """代字: what stands before 〔2024〕3号."""
    issuer: str = ""
    """落款; empty: the campaign's 填报单位."""
    templates: Mapping[PaperKind, Path] = field(default_factory=dict)
    """The office's own .docx by kind, used where no other is named."""


_FACES: Final = {
    "标题": "title",
    "一级标题": "heading",
    "二级标题": "second",
    "正文": "body",
    "表头": "table_head",
    "表格": "table",
    "附注": "note",
    "页码": "page_number",
}
_MARGINS: Final = {"上": "top", "下": "bottom", "左": "left", "右": "right"}
_CODED: Final = {kind.word: kind for kind in PaperKind if kind in STATES}
_KINDS: Final = {kind.word: kind for kind in PaperKind}
_LATIN: Final = "西文"
_SECTIONS: Final = ("落款", "行距", "每行字数", "字体", "字号", "页边距", "代字", "模板")


def read_style(path: Path) -> PaperStyle:
    """The office's 公文版式 file; what it does not say stays as it is. Raises BadInput, UnreadableFile."""
    try:
        content = tomllib.loads(read_plain(path, _LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise BadInput(f"公文版式文件“{shown(path)}”不是 UTF-8 编码，请另存为 UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(
            f"公文版式文件“{shown(path)}”写法有误：文字和中文名称都要加英文引号（{one_line(str(problem))}）"
        ) from problem
    return _Reader(path).read(content)


class _Reader:
    """What the file says, checked; each mistake is told with its place."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, content: Mapping[str, Any]) -> PaperStyle:
        usual = PaperStyle()
        self._known(content, _SECTIONS, "")
        fonts = self._table(content, "字体", (*_FACES, _LATIN))
        sizes = self._table(content, "字号", tuple(_FACES))
        changed: dict[str, Any] = {
            key: Typeface(
                self._text(fonts.get(part, getattr(usual, key).name), f"字体.{part}"),
                self._number(sizes.get(part, getattr(usual, key).points), f"字号.{part}", 5, 72),
            )
            for part, key in _FACES.items()
        }
        for part, size in self._table(content, "页边距", tuple(_MARGINS)).items():
            changed[_MARGINS[part]] = self._number(size, f"页边距.{part}", 5, 60)
        codes = self._table(content, "代字", tuple(_CODED))
        templates = self._table(content, "模板", tuple(_KINDS))
        return replace(
            usual,
            latin=self._text(fonts.get(_LATIN, usual.latin), f"字体.{_LATIN}"),
            line_points=self._number(content.get("行距", usual.line_points), "行距", 12, 60),
            line_characters=round(
                self._number(content.get("每行字数", usual.line_characters), "每行字数", 10, 60)
            ),
            issuer=self._text(content["落款"], "落款") if content.get("落款") else "",
            codes={
                **usual.codes,
                **{_CODED[word]: self._text(code, f"代字.{word}") for word, code in codes.items()},
            },
            templates={
                _KINDS[word]: self._path.parent / self._text(place, f"模板.{word}")
                for word, place in templates.items()
            },
            **changed,
        )

    def _table(self, content: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Mapping[str, Any]:
        table = content.get(key, {})
        if not isinstance(table, dict):
            raise self._wrong(key, f'要写成一节，如 ["{key}"]')
        self._known(table, known, f"{key}.")
        return table

    def _known(self, table: Mapping[str, Any], known: tuple[str, ...], before: str) -> None:
        for name in table:
            if name not in known:
                raise self._wrong(f"{before}{one_line(name)}", f"没有这一项，可用：{'、'.join(known)}")

    def _text(self, value: object, name: str) -> str:
        if not isinstance(value, str) or not one_line(value):
            raise self._wrong(name, "要写文字")
        return one_line(value)

    def _number(self, value: object, name: str, least: float, most: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._wrong(name, f"要写 {least:g} 到 {most:g} 的数字")
        return float(value)

    def _wrong(self, name: str, why: str) -> BadInput:
        return BadInput(f"公文版式文件“{shown(self._path)}”中的 {name} {why}")


def style_sample(style: PaperStyle) -> str:
    """A file that says what the settings are, to be changed by hand."""
    faces = {part: getattr(style, key) for part, key in _FACES.items()}
    return "\n".join(
        [
            "# 督办通知单等公文的版式，默认按 GB/T 9704：改动后保存，下次出文就按它排。删去一行就恢复默认。",
            "# 落款写空，就用专项的填报单位",
            f'"落款" = {quoted(style.issuer)}',
            "# 正文行与行的距离（磅），每行字数",
            f'"行距" = {style.line_points:g}',
            f'"每行字数" = {style.line_characters}',
            "",
            '["字体"]',
            *(f"{quoted(part)} = {quoted(face.name)}" for part, face in faces.items()),
            f"{quoted(_LATIN)} = {quoted(style.latin)}",
            "",
            "# 磅：三号16，四号14，小四12，五号10.5",
            '["字号"]',
            *(f"{quoted(part)} = {face.points:g}" for part, face in faces.items()),
            "",
            "# 毫米",
            '["页边距"]',
            *(f"{quoted(part)} = {getattr(style, key):g}" for part, key in _MARGINS.items()),
            "",
            "# 文号里〔年〕前面的字",
            '["代字"]',
            *(f"{quoted(word)} = {quoted(style.codes[kind])}" for word, kind in _CODED.items()),
            "",
            '# 自己的 .docx 模板，写文件名（和本文件放在一起）或完整路径，如 "督办通知单" = "督办模板.docx"',
            '["模板"]',
            *(f"{quoted(kind.word)} = {quoted(str(place))}" for kind, place in style.templates.items()),
            "",
        ]
    )

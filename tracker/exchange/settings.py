"""Fonts, sizes, margins and colours of the workbooks: house rules differ, so they are settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tracker.errors import BadInput
from tracker.files import read_plain, shown
from tracker.ledger.words import Light
from tracker.text.cleaning import one_line

_LARGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font and its size; a machine without the font takes its own Chinese one."""

    name: str
    points: float


def _colours() -> Mapping[Light, str]:
    return {
        Light.OVERDUE: "FFC7CE",
        Light.IMMINENT: "FFD8A8",
        Light.NEAR: "FFF2CC",
        Light.EXTENDED: "D9E1F2",
        Light.UNSETTLED: "E4DFEC",
        Light.CLOSED_LATE: "D5E8D4",
        Light.CLOSED: "E2EFDA",
        Light.STOPPED: "E7E6E6",
    }


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """How lists are set on paper; the defaults are the field's habit."""

    title: Typeface = Typeface("方正小标宋简体", 22)
    header: Typeface = Typeface("黑体", 12)
    body: Typeface = Typeface("仿宋_GB2312", 10.5)
    note: Typeface = Typeface("仿宋_GB2312", 12)
    """The line under the title and the foot lines."""
    small: Typeface = Typeface("宋体", 8)
    largest_paper: str = "A4"
    """One of `PAPERS`: what is too wide for a smaller one is printed on it."""
    side_margin: float = 8.0
    """Left and right, in millimetres."""
    top_margin: float = 12.0
    bottom_margin: float = 14.0
    footer_margin: float = 6.0
    """From the paper's edge to the page number."""
    signatures: tuple[str, ...] = ("审核人：", "填报人：", "联系电话：")
    """The foot line."""
    order: tuple[str, ...] = ()
    """Keys of the lists as they follow each other in one workbook; empty: the usual order."""
    colours: Mapping[Light, str] = field(default_factory=_colours)
    """Background of the cell that tells the light, RRGGBB; a light without one stays white."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper that lists are printed on, lying on its long side."""

    across: float
    """In millimetres, like `down`."""
    down: float
    code: int
    """What workbooks call it."""


PAPERS: Final = {"A4": Sheet(297.0, 210.0, 9), "A3": Sheet(420.0, 297.0, 8)}
"""The smaller one first."""
TYPEFACES: Final = {"标题": "title", "表头": "header", "正文": "body", "说明": "note", "小字": "small"}
MARGINS: Final = {"左右": "side_margin", "上": "top_margin", "下": "bottom_margin", "页脚": "footer_margin"}
LARGEST_FONT: Final = 72.0
LARGEST_MARGIN: Final = 60.0


def read_settings(path: Path, orders: Mapping[str, str]) -> PaperSettings:
    """The office's 版式 file; what it does not say stays as it is. Raises BadInput, UnreadableFile.

    `orders` are the lists there are, by the names that the file calls them by.
    """
    try:
        content = tomllib.loads(read_plain(path, _LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise BadInput(f"版式文件“{shown(path)}”不是 UTF-8 编码，请另存为 UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(
            f"版式文件“{shown(path)}”写法有误：文字和中文名称都要加英文引号（{one_line(str(problem))}）"
        ) from problem
    return _Reader(path, orders).read(content)


class _Reader:
    """What a 版式 file says, checked; each mistake is told with its place."""

    def __init__(self, path: Path, orders: Mapping[str, str]) -> None:
        self._path = path
        self._orders = orders

    def read(self, content: Mapping[str, Any]) -> PaperSettings:
        found = PaperSettings()
        changed: dict[str, Any] = {}
        self._known(content, ("纸张", "字体", "字号", "页边距", "颜色", "落款", "次序"), "")
        for part, key in TYPEFACES.items():
            face = getattr(found, key)
            name = self._table(content, "字体", TYPEFACES).get(part, face.name)
            size = self._table(content, "字号", TYPEFACES).get(part, face.points)
            if not isinstance(name, str) or not name.strip():
                raise self._wrong(f"字体.{part}", "要写字体的名称")
            points = self._number(size, f"字号.{part}", 5, LARGEST_FONT)
            changed[key] = Typeface(one_line(name).strip(), points)
        for part, size in self._table(content, "页边距", MARGINS).items():
            changed[MARGINS[part]] = self._number(size, f"页边距.{part}", 0, LARGEST_MARGIN)
        return replace(
            found,
            colours={**found.colours, **self._colours(content)},
            largest_paper=self._paper(content.get("纸张", found.largest_paper)),
            signatures=self._words(content, "落款", found.signatures),
            order=tuple(self._lists(self._words(content, "次序", ()))),
            **changed,
        )

    def _colours(self, content: Mapping[str, Any]) -> dict[Light, str]:
        lights = {light.word: light for light in Light}
        found = {}
        for word, colour in self._table(content, "颜色", lights).items():
            text = str(colour).removeprefix("#").upper()
            if text and (len(text) != 6 or not set(text) <= set("0123456789ABCDEF")):
                raise self._wrong(f"颜色.{word}", "要写成六位十六进制，如 FFC7CE；不要颜色写空")
            found[lights[word]] = text
        return found

    def _paper(self, value: object) -> str:
        name = str(value).strip().upper()
        if name not in PAPERS:
            raise self._wrong("纸张", f"要写 {' 或 '.join(PAPERS)}")
        return name

    def _lists(self, words: tuple[str, ...]) -> list[str]:
        for word in words:
            if word not in self._orders:
                raise self._wrong("次序", f"没有“{one_line(word)}”，可用：{'、'.join(self._orders)}")
        return [self._orders[word] for word in words]

    def _words(self, content: Mapping[str, Any], key: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        value = content.get(key, list(otherwise))
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self._wrong(key, '要写成一串文字，如 ["审核人：", "填报人："]')
        return tuple(value)

    def _table(self, content: Mapping[str, Any], key: str, known: Mapping[str, Any]) -> Mapping[str, Any]:
        table = content.get(key, {})
        if not isinstance(table, dict):
            raise self._wrong(key, "要写成一节，如 [字体]")
        self._known(table, tuple(known), f"{key}.")
        return table

    def _known(self, table: Mapping[str, Any], known: tuple[str, ...], before: str) -> None:
        for name in table:
            if name not in known:
                raise self._wrong(f"{before}{one_line(name)}", f"没有这一项，可用：{'、'.join(known)}")

    def _number(self, value: object, name: str, least: float, most: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._wrong(name, f"要写 {least:g} 到 {most:g} 的数字")
        return float(value)

    def _wrong(self, name: str, why: str) -> BadInput:
        return BadInput(f"版式文件“{shown(self._path)}”中的 {name} {why}")


def sample(settings: PaperSettings, orders: Mapping[str, str]) -> str:
    """A 版式 file that says what the settings are, to be changed by hand."""
    names = {key: name for name, key in orders.items()}
    faces = {part: getattr(settings, key) for part, key in TYPEFACES.items()}
    order = settings.order or tuple(names)
    return "\n".join(
        [
            "# 导出工作簿的版式：改动后保存，下次导出就按它排。删去一行就恢复默认。",
            "# A4 或 A3；写 A3，A4 上要缩小才放得下的清单用 A3，别的还用 A4",
            f'"纸张" = {quoted(settings.largest_paper)}',
            f'"落款" = [{", ".join(map(quoted, settings.signatures))}]',
            "# 全部清单在一个工作簿里时的先后次序",
            f'"次序" = [{", ".join(quoted(names[key]) for key in order)}]',
            "",
            '["字体"]',
            *(f"{quoted(part)} = {quoted(face.name)}" for part, face in faces.items()),
            "",
            '["字号"]',
            *(f"{quoted(part)} = {face.points:g}" for part, face in faces.items()),
            "",
            "# 毫米",
            '["页边距"]',
            *(f"{quoted(part)} = {getattr(settings, key):g}" for part, key in MARGINS.items()),
            "",
            "# 整改状态一格的底色，六位十六进制；写空就不着色",
            '["颜色"]',
            *(f"{quoted(light.word)} = {quoted(settings.colours.get(light, ''))}" for light in Light),
            "",
        ]
    )


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

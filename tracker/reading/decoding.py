"""Bytes of a text file become text: BOM, strict UTF-8, UTF-16, then GB18030 and Big5 if plausible.

No statistics library: a wrong guess shows by itself, because bytes read in the wrong encoding give
rare characters. What counts as common is asked of the GB 2312 and Big5 tables, which put the common
characters first. Whatever is not clearly one encoding is refused with the byte where it breaks.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from tracker.reading.refused import Refused
from tracker.text.cleaning import REPLACEMENT, clean

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
PLAUSIBLE: Final = 0.7
"""Least share of common characters among those beyond ASCII; real texts have over 0.97, wrong guesses
of the encoding under 0.45."""
BIG5_PLAUSIBLE: Final = 0.95
BIG5_LEAST: Final = 20
"""Big5 is believed only for this many characters beyond ASCII, nearly all of them common ones."""
_MOST_CONTROLS: Final = 0.02
"""A larger share of control characters means that this is no text."""
_SAMPLE: Final = 200_000
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f\s]")
_PUNCTUATION: Final = re.compile("[·—‘’“”…、。《》「」『』【】〔〕！（），：；？①-⑳Ⅰ-Ⅻ０-９ａ-ｚＡ-Ｚ％～－]")
_UTF8_RUN: Final = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3,}")
_SURELY_UTF8: Final = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2}")
_BINARY: Final = "内容不是文字（二进制文件），请另存为 .txt 或 .docx 后再读"


def decode(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The text with line ends as LF, the name of its encoding, and warnings. Raises Refused."""
    raw, encoding = _decoded(content)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = clean(text)
    controls = cleaned.count(REPLACEMENT) - text.count(REPLACEMENT)
    if controls > max(_MOST_CONTROLS * len(text), 3):
        raise Refused(_BINARY)
    warnings = []
    if controls:
        warnings.append(f"文中有 {controls} 个控制字符，已换成“{REPLACEMENT}”，请核对原文")
    if encoding == "big5":
        warnings.append("文件按繁体 Big5 编码读取，请核对文字是否正确")
    return cleaned, encoding, tuple(warnings)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding, name in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, len(mark)), name
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as broken:
        return _without_utf8(content, broken.start)
    if "\0" in text and (wide := _utf16(content)):
        return wide
    return text, "utf-8"


def _strictly(content: bytes, encoding: str, offset: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        place = offset + broken.start + 1
        raise Refused(
            f"{_labelled(encoding)}编码在第 {place} 个字节处出错，文件可能已损坏，请重新获取"
        ) from broken


def _without_utf8(content: bytes, utf8_broken: int) -> tuple[str, str]:
    """Read what is no UTF-8; `utf8_broken` is the offset where it ceased to be."""
    if wide := _utf16(content):
        return wide
    if b"\0" in content:
        raise Refused(_BINARY)
    gb18030_broken = None
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as broken:
        gb18030_broken = broken.start
    else:
        if common_share(text) >= PLAUSIBLE:
            if mixture := _mixture(content):
                raise mixture
            return text, "gb18030"
    if (text_of_big5 := _big5(content)) is not None:
        return text_of_big5, "big5"
    raise _broken(content, utf8_broken, gb18030_broken)


def _utf16(content: bytes) -> tuple[str, str] | None:
    """Read UTF-16 without its mark: told by where the NULs of line ends and digits stand."""
    if len(content) % 2:
        return None
    low, high = content[0::2].count(0), content[1::2].count(0)
    order = ("utf-16-le", "utf-16-be") if high >= low else ("utf-16-be", "utf-16-le")
    for encoding in order:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and common_share(text) >= PLAUSIBLE:
            return text, encoding
    return None


def _big5(content: bytes) -> str | None:
    try:
        text = content.decode("big5")
    except UnicodeDecodeError:
        return None
    foreign = _BEYOND_ASCII.findall(text[:_SAMPLE])
    if len(foreign) < BIG5_LEAST:
        return None
    common = sum(_is_common(character, "big5", 0xA1, 0xC6) for character in foreign)
    return text if common >= BIG5_PLAUSIBLE * len(foreign) else None


def common_share(text: str) -> float:
    """Share of common Chinese characters and punctuation among the characters beyond ASCII."""
    foreign = _BEYOND_ASCII.findall(text[:_SAMPLE])
    if not foreign:
        return 1.0
    return sum(_is_common(character, "gb2312", 0xB0, 0xD7) for character in foreign) / len(foreign)


def _is_common(character: str, table: str, first: int, last: int) -> bool:
    """Whether it stands in the rows `first` to `last`, those of the common characters, of its table."""
    if _PUNCTUATION.match(character):
        return True
    try:
        return first <= character.encode(table)[0] <= last
    except UnicodeEncodeError:
        return False


def _mixture(content: bytes) -> Refused | None:
    """Find stretches of UTF-8 in GB18030, which would be read as rare characters in silence."""
    for run in _UTF8_RUN.finditer(content):
        if common_share(run.group().decode("utf-8", "replace")) >= PLAUSIBLE:
            place = run.start() + 1
            return Refused(f"混用了 GB18030 和 UTF-8 两种编码（第 {place} 个字节起），请统一编码后再读")
    return None


def _broken(content: bytes, utf8: int, gb18030: int | None) -> Refused:
    """Name the byte where the most likely encoding breaks."""
    if _SURELY_UTF8.search(content[:utf8]) or gb18030 is None:
        return Refused(
            f"UTF-8 编码在第 {utf8 + 1} 个字节处出错，也不像其他中文编码，请用 WPS 或记事本另存为 UTF-8"
        )
    places = f"UTF-8 在第 {utf8 + 1} 个字节、GB18030 在第 {gb18030 + 1} 个字节处出错"
    return _mixture(content) or Refused(f"认不出文字编码（{places}），请用 WPS 或记事本另存为 UTF-8")


def _labelled(encoding: str) -> str:
    return {"utf-8": "UTF-8 ", "utf-16-le": "UTF-16 ", "utf-16-be": "UTF-16 "}.get(encoding, "UTF-32 ")

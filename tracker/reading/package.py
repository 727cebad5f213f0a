"""The zip around a .docx or .xlsx, distrusted: checked while parts are inflated, never extracted."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, cast

from lxml import etree

from tracker.reading.refused import Refused

MOST_MEMBERS: Final = 5_000
LARGEST_PART: Final = 64 << 20
"""Bytes of one XML part once inflated; 500 pages have about 10 MB."""
MOST_TAGS: Final = 1_500_000
"""Tags, opening and closing, in one part; 500 pages have about 300,000, and so many take some 7 s."""
_MAIN: Final = re.compile(r"document|workbook\w*\.xml$")
_USUAL_MAINS: Final = ("word/document.xml", "xl/workbook.xml")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
)
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCAL_HEADER: Final = 30
_DAMAGED: Final = "文档已损坏或不完整，请重新获取，或用 WPS 或 Office 修复后另存"
_FORGED: Final = "文档的压缩结构不正常（部件重名或重叠），为安全起见不予读取"
_TOO_LARGE: Final = "文档解压后过大，为安全起见不予读取，请另存为新的文件或拆分后再试"
_PASSWORD: Final = "文档设有密码，请用 WPS 或 Office 取消密码，另存后再读"
_KINDS: Final = (
    ("xl/workbook.bin", "这是二进制工作簿（.xlsb），请用 WPS 或 Excel 打开，另存为 .xlsx 后再读"),
    ("xl/workbook.", "工作簿已损坏或不完整，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再读"),
    ("ppt/presentation.", "这是演示文稿，请把文字复制到 Word 文档中再读"),
    ("ofd.xml", "这是 OFD 版式文件，请用阅读器转换为 .docx 后再读"),
    ("content.xml", "这是 OpenDocument 文件，请用 WPS 或 Office 打开，另存为 .docx 或 .xlsx 后再读"),
)
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The strict flavour of the standard differs in its names only."""


class Package:
    """The parts of a .docx or .xlsx by name; raises Refused for anything that is not quite one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError) as broken:
            raise Refused(_DAMAGED) from broken
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise Refused(_TOO_LARGE)
        self._parts = {_plain(member.filename): member for member in members}
        if len(self._parts) != len(members) or _overlap(members):
            raise Refused(_FORGED)
        self.main = self._find_main()
        """Name of the part with the body, or of the one that lists a workbook's sheets."""
        if "[content_types].xml" not in self._parts or not self.main:
            self._refuse_other_kind()

    @property
    def is_workbook(self) -> bool:
        """Whether it holds sheets and no running text."""
        return "workbook" in posixpath.basename(self.main).lower()

    @property
    def has_macros(self) -> bool:
        """Whether a program travels with the document."""
        return any(name.endswith("vbaproject.bin") for name in self._parts)

    def related(self, kind: str) -> etree._Element | None:
        """The part that belongs to the body as its `styles`, `numbering`, `footnotes`…, parsed."""
        folder, name = posixpath.split(self.main)
        relations = f"{folder}/_rels/{name}.rels"
        if _plain(relations) not in self._parts:
            return self.xml(f"{folder}/{kind}.xml")
        for found, target, _ in self._relations(relations, folder):
            if found == kind:
                return self.xml(target)
        return None

    def part_of(self, kind: str) -> str:
        """Name of the part that belongs to the body as its `sharedStrings`, `styles`…; empty for none."""
        folder, name = posixpath.split(self.main)
        relations = f"{folder}/_rels/{name}.rels"
        if _plain(relations) not in self._parts:
            usual = f"{folder}/{kind}.xml"
            return usual if self.has(usual) else ""
        found = (target for known, target, _ in self._relations(relations, folder) if known == kind)
        return next((target for target in found if self.has(target)), "")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _plain(name) in self._parts

    @contextmanager
    def stream(self, name: str, largest: int) -> Iterator[IO[bytes]]:
        """A part that is inflated while it is read, up to `largest` bytes. Raises Refused."""
        member = self._parts[_plain(name)]
        _demand_readable(member)
        try:
            with self._zip.open(member) as file:
                yield cast("IO[bytes]", _Counted(file, largest))
        except _BROKEN as broken:
            raise Refused(_DAMAGED) from broken

    def targets(self) -> dict[str, str]:
        """The parts that the main one names, by the ids it uses for them."""
        folder, name = posixpath.split(self.main)
        return {
            identity: target for _, target, identity in self._relations(f"{folder}/_rels/{name}.rels", folder)
        }

    def xml(self, name: str) -> etree._Element | None:
        """A part parsed without entities, network or DTD; None when there is no such part."""
        member = self._parts.get(_plain(name))
        if member is None:
            return None
        content = self._inflated(member)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return _parsed(content)

    def _find_main(self) -> str:
        """Where the relations say, if that is a body or a list of sheets, else the usual places; empty for
        none."""
        if "_rels/.rels" in self._parts:
            for kind, target, _ in self._relations("_rels/.rels", ""):
                if kind == "officeDocument" and _plain(target) in self._parts:
                    return target if _MAIN.search(target.lower()) else ""
        return next((name for name in _USUAL_MAINS if name in self._parts), "")

    def _relations(self, name: str, folder: str) -> list[tuple[str, str, str]]:
        """Kind, part name and id of each relation inside the package; what points outside is passed over."""
        root = self.xml(name)
        found = []
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode", "Internal") == "Internal" and target:
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found.append((kind, posixpath.normpath(place), relation.get("Id", "")))
        return found

    def _inflated(self, member: zipfile.ZipInfo) -> bytes:
        """One part's bytes, counted while they come and not by what the header claims."""
        _demand_readable(member)
        try:
            with self._zip.open(member) as file:
                content = file.read(LARGEST_PART + 1)
        except _BROKEN as broken:
            raise Refused(_DAMAGED) from broken
        if len(content) > LARGEST_PART or content.count(b"<") > MOST_TAGS:
            raise Refused(_TOO_LARGE)
        return content

    def _refuse_other_kind(self) -> None:
        for name, why in _KINDS:
            if any(part.startswith(name) for part in self._parts):
                raise Refused(why)
        if any(name.startswith("word/") for name in self._parts):
            raise Refused(_DAMAGED)
        raise Refused("这是压缩包，不是 Word 文档或工作簿，请先解压，再读其中的文件")


class _Counted:
    """A part's bytes, counted while they come and not by what the header claims."""

    def __init__(self, file: IO[bytes], largest: int) -> None:
        self._file = file
        self._left = largest

    def read(self, size: int) -> bytes:
        """The next bytes. Raises Refused."""
        content = self._file.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise Refused(_TOO_LARGE)
        return content


def _demand_readable(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Refused(_PASSWORD)
    if member.compress_type not in _METHODS:
        raise Refused(_DAMAGED)


def _plain(name: str) -> str:
    """Part names are compared without case and with one kind of slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members claim the same bytes, as in a bomb that is small outside."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return True
        end = member.header_offset + _LOCAL_HEADER + len(member.filename) + member.compress_size
    return False


def _parsed(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content:
        raise Refused("文档含有外部定义（DTD），为安全起见不予读取")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as broken:
        raise Refused(_DAMAGED) from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("文档含有外部定义（DTD），为安全起见不予读取")
    return root

"""A copy of a Word document with comments in it; every other part, and every word, stays as it was."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from tracker.errors import UnreadableFile
from tracker.files import read_plain, replacing, shown
from tracker.reading.formats import demand
from tracker.reading.package import LARGEST_PART, Package
from tracker.reading.reader import LARGEST_FILE
from tracker.reading.refused import Refused
from tracker.reading.wordnames import MC, W

AUTHOR: Final = "台账核对"
_W: Final = W[1:-1]
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_GONE: Final = {W + "del", W + "moveFrom", W + "txbxContent", MC + "Fallback"}
"""What a reader of the paragraph does not see in it; text boxes are paragraphs of their own."""
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AROUND: Final = 12
"""Characters before and behind a passage by which its place is known."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a passage: where it stands in the text that was read, and what is said to it."""

    line: str
    """The whole line or cell that it stands in."""
    start: int
    """In the line."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of the notes."""

    comments: int
    missed: int
    """Notes whose passage the document does not show as it was read (an automatic number, a field)."""


def write_commented(source: Path, target: Path, notes: Sequence[Note], day: dt.date) -> Placed:
    """Copy `source` to `target` with the notes as comments, in the order of the document.

    Raises UnreadableFile, OutputFailed.
    """
    content = read_plain(source, LARGEST_FILE)
    try:
        demand(content, source.suffix.lower(), "docx")
        made, placed = _commented(content, notes, day)
    except Refused as refused:
        raise UnreadableFile(shown(source), refused.why) from refused
    with replacing(target) as temporary:
        temporary.write_bytes(made)
    return placed


def _commented(content: bytes, notes: Sequence[Note], day: dt.date) -> tuple[bytes, Placed]:
    main = Package(content).main
    with ZipFile(io.BytesIO(content)) as archive:
        body = _parsed(archive, main)
        if etree.QName(body).namespace != _W:
            raise Refused("这份文档是“严格”格式，请用 WPS 或 Word 另存为普通的 .docx 后再加批注")
        folder, _, name = main.rpartition("/")
        relations_name = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        relations = _relations(archive, relations_name)
        comments_name, is_new = _comments_name(archive, relations, folder)
        comments = (
            etree.Element(W + "comments", nsmap={"w": _W}) if is_new else _parsed(archive, comments_name)
        )
        placed = _place(body, comments, notes, day)
        changed = {main: _written(body)}
        if placed.comments:
            changed[comments_name] = _written(comments)
        if placed.comments and is_new:
            changed |= _announced(archive, relations, relations_name, comments_name, folder)
        return _packed(archive, changed if placed.comments else {}), placed


def _parsed(archive: ZipFile, name: str) -> etree._Element:
    """A part with its comments and instructions, which stay; entities and DTDs refused."""
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART or b"<!DOCTYPE" in content:
        raise Refused("文档的结构不正常，为安全起见不予读取")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as broken:
        raise Refused("文档已损坏或不完整，请用 WPS 或 Office 修复后另存") from broken


def _written(root: etree._Element) -> bytes:
    written = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return bytes(written)


def _relations(archive: ZipFile, name: str) -> etree._Element:
    if name in archive.namelist():
        return _parsed(archive, name)
    return etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')


def _comments_name(archive: ZipFile, relations: etree._Element, folder: str) -> tuple[str, bool]:
    """The part of the comments there are, or a free name for one."""
    before = f"{folder}/" if folder else ""
    for relation in relations:
        if relation.get("Type", "") == _KIND:
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else before + target
            if name in archive.namelist():
                return name, False
    names = set(archive.namelist())
    free = ("comments.xml", *(f"comments{number}.xml" for number in range(2, 1000)))
    return next(f"{before}{name}" for name in free if f"{before}{name}" not in names), True


def _announced(
    archive: ZipFile, relations: etree._Element, relations_name: str, comments_name: str, folder: str
) -> dict[str, bytes]:
    """The new part in the document's relations and in the list of types."""
    used = {relation.get("Id") for relation in relations}
    identity = next(f"rIdTracker{number}" for number in range(1, 10_000) if f"rIdTracker{number}" not in used)
    etree.SubElement(
        relations,
        f"{{{_RELATIONS}}}Relationship",
        Id=identity,
        Type=_KIND,
        Target=comments_name.removeprefix(f"{folder}/"),
    )
    types_name = next(name for name in archive.namelist() if name.lower() == "[content_types].xml")
    types = _parsed(archive, types_name)
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{comments_name}", ContentType=_TYPE)
    return {relations_name: _written(relations), types_name: _written(types)}


def _packed(archive: ZipFile, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for member in archive.infolist():
            content = changed.pop(member.filename, None)
            target.writestr(member, archive.read(member) if content is None else content)
        for name, content in changed.items():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, content)
    return made.getvalue()


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph shows, without blanks, and where each sign stands."""

    element: etree._Element
    text: str
    places: list[tuple[etree._Element, int]]
    """Of each sign of the text: its `w:t` and the offset in it."""


def _paragraphs(body: etree._Element) -> list[_Paragraph]:
    return [_paragraph(element) for element in body.iter(W + "p") if not _is_gone(element)]


def _is_gone(paragraph: etree._Element) -> bool:
    return any(above.tag in (MC + "Fallback", W + "del") for above in paragraph.iterancestors())


def _paragraph(element: etree._Element) -> _Paragraph:
    signs: list[str] = []
    places: list[tuple[etree._Element, int]] = []
    for text in _texts(element):
        for offset, sign in enumerate(text.text or ""):
            if not sign.isspace():
                signs.append(sign)
                places.append((text, offset))
    return _Paragraph(element, "".join(signs), places)


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == W + "t":
            if element.tag == W + "r":
                yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _texts(child)


def _place(body: etree._Element, comments: etree._Element, notes: Sequence[Note], day: dt.date) -> Placed:
    paragraphs = _paragraphs(body)
    used = [int(one.get(W + "id", "0")) for one in comments.iter(W + "comment")]
    identity = max(used, default=-1) + 1
    found: list[tuple[int, int, int, Note]] = []
    at = (0, 0)
    for note in notes:
        place = _find(paragraphs, note, at)
        if place is not None:
            found.append((*place, note))
            at = (place[0], place[2])
    # From the back, so that splitting a run leaves the places before it as they are.
    numbered = [(identity + order, one) for order, one in enumerate(found)]
    for number, (which, start, end, _) in reversed(numbered):
        paragraph = _paragraph(paragraphs[which].element)
        _mark(paragraph, start, end, number)
    for number, (_, _, _, note) in numbered:
        comments.append(_comment(number, note.text, day))
    return Placed(len(found), len(notes) - len(found))


def _find(paragraphs: Sequence[_Paragraph], note: Note, at: tuple[int, int]) -> tuple[int, int, int] | None:
    """Paragraph, start and end: by the words around it, then by the passage alone; first behind the last
    note, then anywhere."""
    said = _plain(note.line[note.start : note.end])
    before, behind = _plain(note.line[: note.start])[-_AROUND:], _plain(note.line[note.end :])[:_AROUND]
    is_whole = not before and not behind
    if not said:
        return None
    for around, lead in ((before + said + behind, len(before)), (said, 0)):
        for first in (at, (0, 0)):
            for which in range(first[0], len(paragraphs)):
                text = paragraphs[which].text
                start = text.find(around, max(first[1] - lead, 0) if which == first[0] else 0)
                if start >= 0 and (not is_whole or text == said):
                    return which, start + lead, start + lead + len(said)
    return None


def _plain(text: str) -> str:
    return "".join(text.split())


def _mark(paragraph: _Paragraph, start: int, end: int, number: int) -> None:
    """Set the range and the reference around the runs that show the passage, cutting them where it begins
    and ends."""
    last_text, last = paragraph.places[end - 1]
    _cut(last_text, last + 1)
    first_text, first = paragraph.places[start]
    begins_within = first > 0
    rest = _cut(first_text, first)
    first_run = rest if begins_within and rest is not None else first_text.getparent()
    last_run = last_text.getparent()
    if last_text is first_text and rest is not None:
        last_run = rest
    assert first_run is not None and last_run is not None
    first_run.addprevious(etree.Element(W + "commentRangeStart", {W + "id": str(number)}))
    closing = etree.Element(W + "commentRangeEnd", {W + "id": str(number)})
    reference = etree.Element(W + "r")
    etree.SubElement(reference, W + "commentReference", {W + "id": str(number)})
    last_run.addnext(closing)
    closing.addnext(reference)


def _cut(text: etree._Element, offset: int) -> etree._Element | None:
    """Split the run of a text before this sign; the new run behind it, None where nothing is to be cut."""
    run = text.getparent()
    assert run is not None
    whole = text.text or ""
    follows = list(text.itersiblings())
    if offset >= len(whole) and not follows:
        return None
    precedes = [child for child in run if child.tag != W + "rPr"]
    if offset == 0 and precedes and precedes[0] is text:
        return None
    rest = etree.Element(W + "r")
    for name, value in run.attrib.items():
        rest.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    if whole[offset:]:
        moved = etree.SubElement(rest, W + "t")
        moved.text = whole[offset:]
        _keep_blanks(moved)
    for child in follows:
        rest.append(child)
    text.text = whole[:offset]
    _keep_blanks(text)
    if not text.text:
        run.remove(text)
    run.addnext(rest)
    return rest


def _keep_blanks(text: etree._Element) -> None:
    said = text.text or ""
    if said != said.strip():
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _comment(number: int, said: str, day: dt.date) -> etree._Element:
    comment = etree.Element(
        W + "comment",
        {
            W + "id": str(number),
            W + "author": AUTHOR,
            W + "initials": "核",
            W + "date": f"{day.isoformat()}T00:00:00Z",
        },
    )
    for line in _ILLEGAL.sub(" ", said).split("\n"):
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        text = etree.SubElement(run, W + "t")
        text.text = line
        _keep_blanks(text)
    return comment

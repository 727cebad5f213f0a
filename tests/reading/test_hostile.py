"""No package, however it is forged, takes long, takes much, calls out or writes anything."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
from word_documents import (
    NAMES,
    RELATIONS,
    TYPES,
    body_xml,
    level,
    listed,
    numbering,
    package,
    paragraph,
    run,
    word,
)

from tests.effort import processor_time_below
from tracker.errors import UnreadableFile
from tracker.reading import read
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.word import read_word

DAMAGED, FORGED, LARGE, DTD = "已损坏", "重名或重叠", "解压后过大", "DTD"


def with_body(xml: str | bytes) -> bytes:
    return package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": xml})


def with_head(head: str, text: str = "甲") -> bytes:
    return with_body(head + body_xml(paragraph(run(text))))


def entities(depth: int) -> str:
    """Billion laughs."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE w [<!ENTITY l0 "ha">{lines}]>'


def twice(first: str, second: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(first, body_xml(paragraph("甲")))
        with pytest.warns(UserWarning) if first == second else zipfile.ZipFile(io.BytesIO(), "w"):
            archive.writestr(second, body_xml(paragraph("乙")))
    return out.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    content = bytearray(with_body(body_xml(paragraph("甲"))))
    at = content.rindex(b"PK\x01\x02")
    content[at + 42 : at + 46] = struct.pack("<I", 0)
    return bytes(content)


def flagged(bit: int) -> bytes:
    """The same package with a flag of its body set, as encryption does."""
    content = bytearray(with_body(body_xml(paragraph("甲"))))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= bit
    return bytes(content)


def with_method(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", body_xml(paragraph("甲")))
    return out.getvalue()


def spoiled() -> bytes:
    """A byte of the compressed body changed, so that its sum is wrong."""
    content = bytearray(with_body(body_xml(paragraph("甲" * 500))))
    content[content.index(b"word/document.xml") + 40] ^= 0xFF
    return bytes(content)


def nested(depth: int) -> str:
    return body_xml("<w:sdt><w:sdtContent>" * depth + paragraph("底") + "</w:sdtContent></w:sdt>" * depth)


REFUSED = {
    "billion laughs": (lambda: with_head(entities(12), "&l11;"), DTD),
    "an external entity": (
        lambda: with_head('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        DTD,
    ),
    "an external DTD": (lambda: with_head('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'), DTD),
    "a DTD in UTF-16": (
        lambda: with_body(('<!DOCTYPE w SYSTEM "x">' + body_xml(paragraph("甲"))).encode("utf-16")),
        DTD,
    ),
    "an entity of nowhere": (lambda: with_head("", "&nowhere;"), DAMAGED),
    "deep nesting": (lambda: with_body(nested(5_000)), DAMAGED),
    "broken XML": (lambda: with_body("<w:document"), DAMAGED),
    "an empty body part": (lambda: with_body(""), DAMAGED),
    "a body of another kind": (lambda: with_body("<other/>"), "没有正文"),
    "a text node without end": (lambda: with_body(body_xml(paragraph(run("a" * 11_000_000)))), DAMAGED),
    "one part of 65 MB": (lambda: with_body(" " * (65 << 20)), LARGE),
    "tags without number": (lambda: with_body(body_xml("<w:p/>" * 1_600_000)), LARGE),
    "members without number": (lambda: package({f"word/{n}.xml": b"" for n in range(5_001)}), LARGE),
    "one name twice": (lambda: twice("word/document.xml", "word/document.xml"), FORGED),
    "one name in two spellings": (lambda: twice("word/document.xml", "/Word\\Document.XML"), FORGED),
    "overlapping members": (overlapping, FORGED),
    "an encrypted member": (lambda: flagged(1), "设有密码"),
    "an old method": (lambda: with_method(zipfile.ZIP_LZMA), DAMAGED),
    "a wrong sum": (spoiled, DAMAGED),
    "a zip of something": (lambda: package({"a.txt": "x"}), "这是压缩包"),
    "an empty zip": (lambda: package({}), "这是压缩包"),
    "a binary workbook": (
        lambda: package({"[Content_Types].xml": TYPES, "xl/workbook.bin": ""}),
        r"\.xlsb.*另存为 \.xlsx",
    ),
    "slides": (lambda: package({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<x/>"}), "演示文稿"),
    "OpenDocument": (lambda: package({"mimetype": "", "content.xml": "<x/>"}), "OpenDocument"),
    "OFD": (lambda: package({"OFD.xml": "<x/>"}), "OFD"),
    "half a document": (lambda: package({"word/styles.xml": "<x/>"}), DAMAGED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_forged_package_is_refused(name: str) -> None:
    make, why = REFUSED[name]
    content = make()
    with processor_time_below(20), pytest.raises(Refused, match=why):
        read_word(Package(content))


def test_names_that_slip_out_write_nothing(tmp_path: Path) -> None:
    content = package(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": body_xml(paragraph("甲")),
            "../../slipped.txt": "x",
            "/tmp/slipped.txt": "x",
            "C:\\slipped.txt": "x",
        }
    )
    path = tmp_path / "a" / "b" / "c.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert read(path).content == "甲"
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]


def test_honest_nesting_is_read() -> None:
    assert read_word(Package(with_body(nested(100)))).text == "底"


HEAVY = {
    "empty paragraphs": lambda: with_body(body_xml("<w:p/>" * 700_000 + paragraph("末"))),
    "runs of one paragraph": lambda: word(paragraph("<w:r><w:tab/></w:r>" * 150_000 + run("末"))),
    "properties of one run": lambda: word(
        paragraph(f"<w:r>{'<w:rPr><w:b/></w:rPr>' * 200_000}<w:t>末</w:t></w:r>")
    ),
    "labels of great length": lambda: word(
        *[listed("末")] * 5_000, numbering=numbering(level(0, "decimal", "%1" * 1000))
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_package_ends_in_time_and_memory(tmp_path: Path, name: str) -> None:
    content = HEAVY[name]()
    path = tmp_path / "重.docx"
    path.write_bytes(content)
    with processor_time_below(40):
        assert read(path).content.endswith("末")


def test_styles_in_a_circle_and_without_end() -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 3000}"/></w:style>'
        for n in range(3000)
    )
    blocks = [paragraph("甲", '<w:pStyle w:val="s0"/>')] * 300
    with processor_time_below(15):
        words = read_word(Package(word(*blocks, styles=f"<w:styles {NAMES}>{chain}</w:styles>")))
        assert words.text.split("\n") == ["甲"] * 300


def test_nothing_is_started_by_a_refusal_of_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    path = tmp_path / "大.docx"
    path.write_bytes(b"PK\x03\x04")
    with path.open("r+b") as file:
        file.truncate(101 << 20)
    with pytest.raises(UnreadableFile, match="超过上限 100 MB"):
        read(path)

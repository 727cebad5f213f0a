"""PDF files written by hand for the tests: objects, pages, words at places, ruled lines."""

from __future__ import annotations

import zlib

_FONTS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 800/Descent -200>>>>",
)


def words(x: float, y: float, text: str, size: float = 10) -> str:
    """Words from a place on; Chinese characters are as wide as the size, letters half of it."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def column(x: float, y: float, *lines: str, size: float = 10, step: float = 16) -> str:
    """Lines under each other, the first at `y`."""
    return "".join(words(x, y - number * step, line, size) for number, line in enumerate(lines))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def grid(xs: list[float], ys: list[float]) -> str:
    """All lines of a table."""
    level = [rule(xs[0], y, xs[-1], y) for y in ys]
    return "".join(level + [rule(x, ys[0], x, ys[-1]) for x in xs])


def file_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, the first of which is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), more, packed)


def pdf(*pages: str, resources: bytes = b"", more: tuple[bytes, ...] = (), size: bytes = b"400 600") -> bytes:
    """A file with these contents of pages; further objects are numbered on from 5 + 2 × pages."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d/MediaBox[0 0 %b]/Resources<</Font<</F1 3 0 R>>%b>>>>"
        % (kids, len(pages), size, resources),
        *_FONTS,
    ]
    for number, content in zip(numbers, pages, strict=True):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (number + 1))
        objects.append(stream(content.encode()))
    return file_of([*objects, *more])

"""Names of WordprocessingML in the form lxml gives them, and how its properties are asked for."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"


def below(parent: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the path of names below `parent`: `find`, without its cost of reading a path."""
    for name in path:
        if parent is None:
            return None
        parent = next(parent.iterchildren(W + name), None)
    return parent


def value_of(parent: etree._Element | None, *path: str) -> str | None:
    """The `w:val` of the element at the path of names below `parent`, None when it is not there."""
    found = below(parent, *path)
    return None if found is None else found.get(W + "val", "")


def number_of(parent: etree._Element | None, *path: str) -> int | None:
    """The same as a whole number; a value that is none counts as absent."""
    value = value_of(parent, *path)
    return (
        int(value) if value and value.isascii() and value.lstrip("-").isdigit() and len(value) < 10 else None
    )


def is_on(parent: etree._Element | None, *path: str) -> bool | None:
    """Whether an on/off property is on; None when nothing is said here and the style decides."""
    value = value_of(parent, *path)
    return None if value is None else value not in {"0", "false", "off"}

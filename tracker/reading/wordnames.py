"""Names of WordprocessingML in the form lxml gives them, and how its properties are asked for."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"


def value_of(parent: etree._Element | None, *path: str) -> str | None:
    """The `w:val` of the element at the path of names below `parent`, None when it is not there."""
    for name in path:
        parent = parent.find(W + name) if parent is not None else None
    return None if parent is None else parent.get(W + "val", "")


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

"""What of a paragraph's or run's style matters to its text: its list and whether it is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tracker.reading.wordnames import W, is_on, number_of, value_of


class Styles:
    """The styles of one document, each looked up through those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(W + "style") if root is not None else []
        self._styles = {style.get(W + "styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(W + "styleId", "")
                for style in found
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}
            ),
            "",
        )

    def list_of(self, paragraph_style: str | None) -> tuple[int, int | None, str] | None:
        """List number, level if said, and the style that says so, of a paragraph style."""
        for name, style in self._chain(paragraph_style or self._default):
            number = number_of(style, "pPr", "numPr", "numId")
            if number is not None:
                return number, number_of(style, "pPr", "numPr", "ilvl"), name
        return None

    def hides(self, style: str | None) -> bool:
        """Whether text of this character or paragraph style is hidden."""
        for _, element in self._chain(style or ""):
            hidden = is_on(element, "rPr", "vanish")
            if hidden is not None:
                return hidden
        return False

    def _chain(self, name: str) -> Iterator[tuple[str, etree._Element]]:
        """A style and its ancestors; each once, since a forged file may go round in circles."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = value_of(self._styles[name], "basedOn") or ""

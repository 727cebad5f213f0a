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
        self._lists: dict[str, tuple[int, int | None, str] | None] = {}
        self._hidden: dict[str, bool] = {}

    def list_of(self, paragraph_style: str | None) -> tuple[int, int | None, str] | None:
        """List number, level if said, and the style that says so, of a paragraph style."""
        asked = paragraph_style or self._default
        if asked not in self._lists:
            self._lists[asked] = self._find_list(asked)
        return self._lists[asked]

    def hides(self, style: str | None) -> bool:
        """Whether text of this character or paragraph style is hidden."""
        if not style:
            return False
        if style not in self._hidden:
            said = (is_on(element, "rPr", "vanish") for _, element in self._chain(style))
            self._hidden[style] = next((hidden for hidden in said if hidden is not None), False)
        return self._hidden[style]

    def _find_list(self, asked: str) -> tuple[int, int | None, str] | None:
        for name, style in self._chain(asked):
            number = number_of(style, "pPr", "numPr", "numId")
            if number is not None:
                return number, number_of(style, "pPr", "numPr", "ilvl"), name
        return None

    def _chain(self, name: str) -> Iterator[tuple[str, etree._Element]]:
        """A style and its ancestors; each once, since a forged file may go round in circles."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = value_of(self._styles[name], "basedOn") or ""

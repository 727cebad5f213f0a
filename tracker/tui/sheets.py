"""Style sheets that are read once for a theme."""

from __future__ import annotations

from typing import Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_MOST: Final = 4096
"""Far more sheets than there are: each widget's own, and each page's."""


class Sheets(Stylesheet):
    """All that the app has read.

    For every new page Textual reads all of them three times over, and once more for every kind of widget
    that is new after 64 sheets: it keeps what it read of so many only.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other colours: everything is to be read again. The same ones: nothing is."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what was not read yet."""
        self.parse()

"""Style sheets that are read once for a theme."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class Sheets(Stylesheet):
    """All that the app has read. For every new page Textual would read all of them anew, three times over."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other colours: everything is to be read again. The same ones: nothing is."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what was not read yet."""
        self.parse()

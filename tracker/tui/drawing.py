"""How the app draws: its colours, signs as wide as the terminal has them, and none of them halved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate
from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor

from tracker.settings import Settings
from tracker.tui.sheets import Sheets
from tracker.tui.themes import DARK, VARIABLE_DEFAULTS, themes
from tracker.tui.twins import Twins
from tracker.tui.whole_signs import draw_whole

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen


class Drawing(App[None], inherit_bindings=False):
    """The part of the app that puts pages on the terminal."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._twins = Twins()
        # Before any sheet is read: they are read anew for other colours.
        for theme in themes():
            self.register_theme(theme)
        self.set_reactive(Drawing.theme, settings.theme if settings.theme in self.available_themes else DARK)
        self.stylesheet = Sheets(variables=self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, before the theme is set."""
        return dict(VARIABLE_DEFAULTS)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and the twins where the terminal needs them.

        NO_COLOR was read before the theme was known: the terminal's own colours have no greys.
        """
        filters = super().get_line_filters()
        if self.no_color and self.native_ansi_color:
            filters = [NoColor() if isinstance(one, Monochrome) else one for one in filters]
        return [*filters, self._twins] if self.settings.ambiguous == 2 else filters

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, ChopsUpdate):
            draw_whole(renderable)
        super()._display(screen, renderable)

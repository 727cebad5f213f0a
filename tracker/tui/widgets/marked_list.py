"""Textual's list with a bar before the line under the cursor: without colours one sees where one is."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

BAR = "▌ "
NO_BAR = "  "


class MarkedList(OptionList):
    """The bar is the one that the app's own lists have."""

    def _get_left_gutter_width(self) -> int:
        return len(BAR)

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        place = self._option_to_index[option]
        sign = Content(BAR).stylize("$vermilion") if place == self.highlighted else Content(NO_BAR)
        (before,) = Visual.to_strips(self, sign, len(BAR), 1, style, pad=True)
        before = before.apply_meta({"option": place})  # a click on it means the line
        return [Strip.join([before, strip]) for strip in super()._get_option_render(option, style)]

"""The figures above the list: how many items in each state, and how many lights of each kind."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.ledger.words import Light, State
from tracker.text.cells import width
from tracker.tui.lamps import LAMPS, STATE_STYLES
from tracker.tui.lines import Part, assemble

TOLD_LIGHTS = (
    Light.OVERDUE,
    Light.IMMINENT,
    Light.NEAR,
    Light.UNSETTLED,
    Light.EXTENDED,
    Light.CONTINUING,
    Light.CLOSED_LATE,
    Light.NORMAL,
)
"""In the order of urgency; closed and stopped ones are told by the states."""


class CountsLine(Widget):
    """共 46  待挂号 3  整改中 21 │ ▲ 已逾期 3  ◐ 临期 4."""

    states: reactive[dict[str, int]] = reactive(dict)
    lights: reactive[dict[str, int]] = reactive(dict)
    pending: reactive[int] = reactive(0)

    def render(self) -> RenderResult:
        """One line; entries that do not fit are left out, the urgent ones come first."""
        total = sum(self.states.values())
        if not total and not self.pending:
            return Content("")
        parts: list[Part] = [(" 共 ", "$muted"), (str(total), "bold $foreground")]
        for state in State:
            if count := self.states.get(state.value, 0):
                parts += [(f"  {state.word} ", "$muted"), (str(count), STATE_STYLES[state])]
        before: list[Part] = [("  │ ", "$rule")]
        for light in TOLD_LIGHTS:
            if count := self.lights.get(light.value, 0):
                lamp = LAMPS[light]
                if self._add(parts, [*before, (f" {lamp.sign} {light.word} {count} ", lamp.style)]):
                    before = []
        if self.pending:
            self._add(
                parts,
                [
                    ("  │  " if before else "│  ", "$rule"),
                    ("待复核 ", "$muted"),
                    (f"{self.pending} ", "bold $vermilion"),
                ],
            )
        return assemble(*parts)

    def _add(self, parts: list[Part], more: list[Part]) -> bool:
        fits = sum(width(text) for text, _ in [*parts, *more]) <= self.size.width
        if fits:
            parts += more
        return fits

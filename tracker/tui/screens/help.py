"""帮助: every key, what the lights mean, and the life of an item, all drawn from their tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.words import Light, Role, State
from tracker.text.cells import pad
from tracker.tui.keys import HELP, PAGES, Key, bindings
from tracker.tui.lamps import LAMPS
from tracker.tui.lines import Lines, assemble
from tracker.tui.screens.page import Page

LIGHT_MEANINGS = {
    Light.NORMAL: "离到期还早，或立行立改",
    Light.NEAR: "快到期了（默认7天内）",
    Light.IMMINENT: "马上到期（默认3天内）",
    Light.OVERDUE: "过了期限还没有销号",
    Light.EXTENDED: "经批准延期，不算逾期",
    Light.CONTINUING: "没有截止日期，长期坚持",
    Light.UNSETTLED: "没有时限，或时限要由人定下来",
    Light.CLOSED: "按期办结",
    Light.CLOSED_LATE: "办结了，但过了期限",
    Light.STOPPED: "不再办理",
}


class HelpScreen(Page):
    """One long page that scrolls."""

    NAME = "帮助"
    KEYS = HELP
    BINDINGS: ClassVar = bindings(HELP)
    CSS_PATH = "help.tcss"

    def body(self) -> Iterable[Widget]:
        """One text."""
        with VerticalScroll(id="help"):
            yield Static(id="help-text", markup=False)

    def on_mount(self) -> None:
        """The arrows scroll."""
        super().on_mount()
        self.query_one("#help").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        lines = Lines(min(self.size.width - 6, 110))
        for name, keys in PAGES:
            lines.heading(name)
            for key in keys:
                _key_line(lines, key)
            lines.gap()
        _lights(lines)
        _lifecycle(lines)
        self.query_one("#help-text", Static).update(lines.content())


def _key_line(lines: Lines, key: Key) -> None:
    first = assemble((pad(_all_keys(key), 15), "bold $vermilion"), (pad(key.word, 10), "bold $foreground"))
    if lines.cells < 60:
        lines.add(first)
        lines.text(key.says, "$muted", indent=4)
    else:
        lines.add(first + assemble((key.says, "$muted")))


def _all_keys(key: Key) -> str:
    """Every key of an action; the full-width twins need no telling."""
    names = [name for name in key.keys if name.isascii()]
    return " ".join(_NAMES.get(name, _shown(name)) for name in names)


_NAMES = {"escape": "Esc", "down": "↓", "up": "↑", "enter": "Enter", "delete": "Del"}


def _shown(name: str) -> str:
    return "+".join(part.capitalize() if len(part) > 1 else part.upper() for part in name.split("+"))


def _lights(lines: Lines) -> None:
    lines.heading("预警")
    for light in Light:
        lamp = LAMPS[light]
        lines.add(
            assemble((pad(f"{lamp.sign} {light.word}", 15), lamp.style), (LIGHT_MEANINGS[light], "$muted"))
        )
    lines.gap()


def _lifecycle(lines: Lines) -> None:
    lines.heading("办理流程")
    for row in TRANSITIONS:
        sources = "、".join(state.word for state in State if state in row.sources)
        lines.add(
            assemble(
                (pad(row.word, 10), "bold $foreground"),
                (f"{sources} → {row.target.word}", "$vermilion"),
            )
        )
        roles = "、".join(role.word for role in Role if role in row.roles)
        demands = "；".join(demand.name for demand in row.demands)
        waiver = "（缺项可写明理由先行）" if row.waivable else ""
        only = f"（限{row.condition.name}）" if row.condition else ""
        lines.text(f"{roles}办理。要求：{demands}{waiver}{only}", "$muted", indent=10)

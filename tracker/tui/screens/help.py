"""帮助: the present page's keys first, every other key, what the lights mean, the life of an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.words import Light, Role, State
from tracker.text.cells import pad, width
from tracker.tui.keymap import key_for
from tracker.tui.keys import HELP, PAGES, Key, bindings
from tracker.tui.keys.present import as_configured, shown_keys
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
    """One long page that scrolls, narrowed by what is typed."""

    NAME = "帮助"
    KEYS = HELP
    BINDINGS: ClassVar = bindings(HELP)
    CSS_PATH = "help.tcss"

    def __init__(self, present: Sequence[Key] = ()) -> None:
        super().__init__()
        self._present = tuple(present)
        """Keys of the page from which the help was opened."""
        self._headings: list[int] = []

    def body(self) -> Iterable[Widget]:
        """What is looked for, and one text."""
        yield Input(id="help-line", compact=True, select_on_focus=False)
        with VerticalScroll(id="help"):
            yield Static(id="help-text", markup=False)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#help").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Other keys may have been chosen."""
        self._lay_out()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        self._lay_out()
        self.query_one("#help").scroll_home(animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: read on with the arrows."""
        self.query_one("#help").focus()

    def on_key(self, event: events.Key) -> None:
        """↓ leaves the line."""
        if event.key == "down" and self.query_one(Input).has_focus:
            event.stop()
            self.query_one("#help").focus()

    def action_search(self) -> None:
        """查找."""
        self.set_focus(self.query_one(Input))  # at once: keys may be waiting

    async def action_back(self) -> None:
        """Esc empties the line first."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
            self.query_one("#help").focus()
        else:
            await super().action_back()

    def action_next_page(self) -> None:
        """To the next heading, round and round."""
        place = self.query_one("#help")
        after = [line for line in self._headings if line > round(place.scroll_target_y)]
        place.scroll_to(y=after[0] if after else 0, animate=False)

    def _lay_out(self) -> None:
        line = self.query_one(Input)
        line.placeholder = f"查找按键、名称、拼音首字母或说明（{key_for('search', '查找')}）"
        lines = Lines(min(self.size.width - 6, 110))
        typed = line.value.split()
        self._headings = key_lines(lines, self._present, typed)
        if not typed:
            for told in (_lights, _lifecycle):
                self._headings.append(len(lines))
                told(lines)
        elif not len(lines):
            lines.text(f"没有找到，换个说法试试；要办的事也可以查手册（{key_for('manual')}）", "$muted")
        self.query_one("#help-text", Static).update(lines.content())


def key_lines(lines: Lines, present: Sequence[Key], typed: Sequence[str]) -> list[int]:
    """The keys by page, the present one first, only what was looked for; where the headings stand."""
    here = {key.id for key in present}

    def is_here(keys: Sequence[Key]) -> bool:
        return bool(here) and {key.id for key in keys} <= here

    headings = []
    for name, keys in sorted(PAGES, key=lambda page: not is_here(page[1])):
        found = [key for key in map(as_configured, keys) if _answers(key, typed)]
        if not found:
            continue
        headings.append(len(lines))
        lines.heading(name, "本页" if is_here(keys) else "")
        for key in found:
            _key_line(lines, key)
        lines.gap()
    return headings


def _answers(key: Key, typed: Sequence[str]) -> bool:
    names = " ".join(shown_keys(key)).lower()
    return all(
        word.lower() in names or word in key.word or word in key.says or key.initials.startswith(word.lower())
        for word in typed
    )


def _key_line(lines: Lines, key: Key) -> None:
    names = " ".join(shown_keys(key)) or "—"
    first = assemble(
        (pad(names, max(15, width(names) + 1)), "bold $vermilion"), (pad(key.word, 14), "bold $foreground")
    )
    if lines.cells - first.cell_length >= width(key.says):
        lines.add(first + assemble((key.says, "$muted")))
    else:
        lines.add(first)
        lines.text(key.says, "$muted", indent=4)


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

"""销号 over time: bars by period, drawn by plotext, and the numbers of one period beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.text.cells import width
from tracker.text.periods import Grain
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.lines import Part, assemble
from tracker.tui.rows.overview import HeadingRow

if TYPE_CHECKING:
    from tracker.ledger.figures.glance import PeriodRow

SIGNS = ("░", "█")
"""Of what was taken on and of what was closed: told apart without colour, one cell wide everywhere."""

LEAST = 5
"""Lines below which the bars say nothing."""

_BAR = 0.3
"""Of a period's width."""


class TrendChart(Widget, can_focus=True):
    """← → choose a period; Enter lists what was closed or taken on in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "上一期", show=False),
        Binding("right", "step(1)", "下一期", show=False),
        Binding("up", "leave('up')", "上一栏", show=False),
        Binding("down", "leave('down')", "下一栏", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A number was chosen."""

        line: str
        """The filter line that lists what it counts."""

    @dataclass
    class Left(Message):
        """The keys go on beyond its edge."""

        panel: TrendChart
        side: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[PeriodRow, ...] = ()
        self._grain = Grain.MONTH
        self._place = 0
        self._numbers: tuple[tuple[int, int, str], ...] = ()
        """First and last cell of each number in the foot, and what it opens."""

    def show(self, rows: Sequence[PeriodRow], grain: Grain) -> None:
        """Other periods; the present one is marked."""
        is_other = grain is not self._grain or len(rows) != len(self._rows)
        self._rows, self._grain = tuple(rows), grain
        if is_other or self._place >= len(rows):
            self._place = len(rows) - 1
        self.refresh()

    @property
    def current(self) -> PeriodRow | None:
        """The marked period."""
        return self._rows[self._place] if self._rows else None

    def choose(self) -> None:
        """List what was closed in the period, or taken on in it; ask which where there is both."""
        row = self.current
        if row is None:
            return
        if row.added and row.closed:
            choices = [
                Choice(str(row.closed_query), f"{SIGNS[1]} 销号", remark=str(row.closed)),
                Choice(str(row.added_query), f"{SIGNS[0]} 挂号", remark=str(row.added)),
            ]
            self.app.push_screen(Pick(f"{row.period.key} 看哪个清单", choices), self._picked)
        else:
            self._picked(str(row.added_query if row.added else row.closed_query))

    def _picked(self, line: str | None) -> None:
        if line is not None:
            self.post_message(self.Chosen(line))

    def action_step(self, by: int) -> None:
        """A period before or after; beyond the last one to the next panel."""
        if 0 <= self._place + by < len(self._rows):
            self._place += by
            self.refresh()
        else:
            self.action_leave("right" if by > 0 else "left")

    def action_leave(self, side: str) -> None:
        """To another panel."""
        self.post_message(self.Left(self, side))

    def on_focus(self) -> None:
        """The marked period is seen where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A number in the foot opens its list; a click on the bars marks the period."""
        if event.y == self.size.height - 1:
            for first, last, line in self._numbers:
                if first <= event.x <= last:
                    self.post_message(self.Chosen(line))
        elif self._rows and event.y:
            self._place = min(event.x * len(self._rows) // max(self.size.width, 1), len(self._rows) - 1)
            self.refresh()

    # Drawing

    def render(self) -> RenderResult:
        """Heading, bars, and the marked period in numbers."""
        cells, lines = self.size.width, self.size.height
        heading = HeadingRow("销号趋势", f"按{self._grain.value}")
        drawn = [assemble(*heading.parts(cells, 0))]
        if not self._rows:
            return drawn[0]
        if lines - 2 >= LEAST:
            drawn.append(self._bars(cells, lines - 2))
        return Content("\n").join([*drawn, self._foot()])

    def _foot(self) -> Content:
        row = self._rows[self._place]
        style = "bold $foreground on $cursor" if self.has_focus else "$foreground"
        parts: list[Part] = [(f"{'▌' if self.has_focus else ' '}{row.period.key} ", style)]
        numbers = []
        used = width(parts[0][0])
        for sign, word, number, query, colour in (
            (SIGNS[0], "挂号", row.added, row.added_query, "$lamp-extended"),
            (SIGNS[1], "销号", row.closed, row.closed_query, "$lamp-normal"),
        ):
            shown = f" {sign} {word} {number} "
            numbers.append((used, used + width(shown) - 1, str(query)))
            used += width(shown)
            parts.append((shown, colour))
        self._numbers = tuple(numbers)
        return assemble(*parts)

    def _bars(self, cells: int, lines: int) -> Content:
        from textual_plotext import Plot

        plot = Plot()
        plot._set_size(cells, lines)
        plot.plotsize(cells, lines)
        variables = self.app.theme_variables

        def colour(name: str) -> tuple[int, int, int] | int:
            """By number where the theme has the terminal's own."""
            found = Color.parse(variables[name])
            return found.rgb if found.ansi is None else found.ansi

        plot.canvas_color(colour("background"))
        plot.axes_color(colour("background"))
        plot.ticks_color(colour("muted"))
        places = range(len(self._rows))
        taken, closed = [row.added for row in self._rows], [row.closed for row in self._rows]
        plot.bar(
            [place - 0.17 for place in places],
            taken,
            width=_BAR,
            marker=SIGNS[0],
            color=colour("lamp-extended"),
        )
        plot.bar(
            [place + 0.17 for place in places],
            closed,
            width=_BAR,
            marker=SIGNS[1],
            color=colour("lamp-normal"),
        )
        top = max(*taken, *closed, 1)
        plot.ylim(0, top)
        plot.yticks([0, top], ["0", str(top)])
        plot.xticks(list(places), [self._tick(place) for place in places])
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        drawn = Text.from_ansi(plot.build().rstrip("\n"))
        return Content.from_rich_text(drawn)

    def _tick(self, place: int) -> str:
        """05 · W25 · 6-1, the marked one in brackets; ASCII, for plotext counts characters, not cells."""
        period = self._rows[place].period
        if self._grain is Grain.WEEK:
            shown = period.key[-3:]
        elif self._grain is Grain.TEN_DAYS:
            shown = f"{period.first.month}-{period.first.day // 10 + 1}"
        else:
            shown = f"{period.first:%m}"
        return f"[{shown}]" if place == self._place else shown

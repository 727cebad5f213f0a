"""Which lines the panels of the first page have, put together from what was counted so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tracker.ledger.actor import Actor
from tracker.ledger.figures.waiting import ATTENTION, waiting_for
from tracker.ledger.words import Light, Role, State
from tracker.tui.lamps import LAMPS, STATE_STYLES
from tracker.tui.rows.overview import DutyRow, FigureRow, HeadingRow, NoteRow, ShareRow
from tracker.tui.widgets.choices import Row
from tracker.tui.widgets.counts_line import TOLD_LIGHTS

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.figures.definitions import Figure
    from tracker.tui.workers.overview_reads import Chased, Standing

DEAR: Final = frozenset({"behind", "own_behind"})
"""Figures that ask every item how many measures it has: counted last."""

_LOOKS: Final = {
    "overdue": (LAMPS[Light.OVERDUE].sign, LAMPS[Light.OVERDUE].style),
    "imminent": (LAMPS[Light.IMMINENT].sign, LAMPS[Light.IMMINENT].style),
    "near": (LAMPS[Light.NEAR].sign, LAMPS[Light.NEAR].style),
    "applied": ("○", STATE_STYLES[State.APPLIED]),
    "extensions": (LAMPS[Light.EXTENDED].sign, LAMPS[Light.EXTENDED].style),
    "behind": ("≫", "$lamp-near"),
    "reviews": (LAMPS[Light.CONTINUING].sign, LAMPS[Light.CONTINUING].style),
    "own_overdue": (LAMPS[Light.OVERDUE].sign, LAMPS[Light.OVERDUE].style),
    "own_behind": ("≫", "$lamp-near"),
}
"""Sign and style of a figure; the others stand without a colour of their own."""

_CHASING_ROLES: Final = (Role.OPERATOR, Role.REVIEWER, Role.LEADER)


def today_rows(
    actor: Actor,
    counts: Mapping[str, int],
    duties: Sequence[OccurrenceRow] | None,
    chased: Chased | None,
    standing: Standing | None,
) -> tuple[Row, ...]:
    """今天, 待我办, 周期工作; what is not counted yet has its place already."""
    rows: list[Row] = [HeadingRow("今天")]
    rows += [_figure(figure, counts) for figure in ATTENTION]
    if actor.role in _CHASING_ROLES:
        rows.append(_chases(chased))
    own = [_figure(figure, counts, "own/") for figure in waiting_for(actor)]
    rows.append(HeadingRow("待我办", f"{actor.role.word} {actor.name}"))
    rows += own or [NoteRow("只读，没有要办的")]
    if actor.role is Role.OPERATOR:
        rows.append(_pending(standing))
    rows.append(HeadingRow("周期工作", f"{standing.near_days}天内" if standing else ""))
    if duties is None:
        rows.append(NoteRow("……"))
    else:
        rows += [DutyRow(one) for one in duties] or [NoteRow("没有到期要办的")]
    return tuple(rows)


def _figure(figure: Figure, counts: Mapping[str, int], prefix: str = "") -> FigureRow:
    sign, style = _LOOKS.get(figure.code, ("·", "$foreground"))
    return FigureRow(
        f"{prefix}{figure.code}",
        figure.word,
        style,
        counts.get(figure.code),
        sign,
        figure.meaning,
        line=str(figure.query),
    )


def _chases(chased: Chased | None) -> FigureRow:
    number = chased.matters if chased else None
    remark = f"{chased.units}家，到调度页" if chased and chased.matters else "到调度页去催"
    return FigureRow("chases", "今天该催", "$vermilion", number, "·", remark, section="schedule")


def _pending(standing: Standing | None) -> FigureRow:
    number = standing.pending if standing else None
    return FigureRow(
        "pending",
        "候选待复核",
        "$vermilion",
        number,
        "·",
        "挖掘出、还没收",
        section="documents",
    )


def state_rows(standing: Standing | None) -> tuple[Row, ...]:
    """Items in each state, and the share that is closed."""
    total = standing.total if standing else 0
    kept = total - standing.states.get(State.STOPPED.value, 0) if standing else 0
    closed = standing.states.get(State.CLOSED.value, 0) if standing else 0
    share = f"完成{100 * closed // kept}%" if kept else ""
    return (
        HeadingRow("状态", share),
        FigureRow("state/all", "全部", "$foreground", total if standing else None),
        *(
            FigureRow(
                f"state/{state.value}",
                state.word,
                STATE_STYLES[state],
                standing.states.get(state.value, 0) if standing else None,
                line=f"状态:{state.word}",
                whole=total,
            )
            for state in State
        ),
    )


def light_rows(standing: Standing | None) -> tuple[Row, ...]:
    """Items in each light, the urgent ones first; closed and stopped ones are told by the states."""
    return (
        HeadingRow("预警"),
        *(
            FigureRow(
                f"light/{light.value}",
                light.word,
                LAMPS[light].style,
                standing.lights.get(light.value, 0) if standing else None,
                LAMPS[light].sign,
                line=f"预警:{light.word}",
                whole=standing.total if standing else 0,
            )
            for light in TOLD_LIGHTS
        ),
    )


def share_rows(title: str, shares: Sequence[ShareRow]) -> tuple[Row, ...]:
    """A breakdown; where most is left comes first."""
    heading = HeadingRow(title, f"{len(shares)}个" if shares else "")
    return (heading, *shares) if shares else (heading, NoteRow("还没有事项"))

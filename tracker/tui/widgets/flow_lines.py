"""The lifecycle drawn from its table with an item's place in it: boxes and arrows, or one below another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.ledger.lifecycle import INITIAL, TRANSITIONS, Transition
from tracker.ledger.words import State
from tracker.text.cells import width
from tracker.tui.lines import Lines, Part, assemble

HERE = "bold $vermilion"
ELSEWHERE = "$muted"

_PLAIN_ARROW = " → "


def main_line() -> tuple[State, ...]:
    """The way on from state to state: the first step of the table that leads to a new one."""
    chain = [INITIAL]
    while True:
        onward = [
            row.target
            for row in TRANSITIONS
            if chain[-1] in row.sources and row.target not in chain and _sources(row) == 1
        ]
        if not onward:
            return tuple(chain)
        chain.append(onward[0])


def _sources(row: Transition) -> int:
    return len(row.sources)


def words_between(source: State, target: State) -> str:
    """退回、撤回申请: the steps that lead from one state to another."""
    return "、".join(row.word for row in TRANSITIONS if source in row.sources and row.target is target)


def flow_lines(lines: Lines, state: State | None, *, round_number: int = 1) -> None:
    """The drawing for the width there is; `state` is where the item is, None for no item."""
    chain = main_line()
    arrows = [f" {words_between(a, b)}→ " for a, b in pairwise(chain)]
    boxes = sum(width(one.word) + 2 for one in chain)
    if boxes + sum(map(width, arrows)) <= lines.cells:
        _boxes(lines, chain, arrows, state)
    elif boxes + len(arrows) * len(_PLAIN_ARROW) <= lines.cells:
        _boxes(lines, chain, [_PLAIN_ARROW] * len(arrows), state)
    else:
        _below(lines, chain, state)
    if state is not None and round_number > 1:
        lines.text(f"现在是第{round_number}轮", "$muted", indent=2)


def _boxes(lines: Lines, chain: Sequence[State], arrows: Sequence[str], state: State | None) -> None:
    rows: list[list[Part]] = [[], [], []]
    middles: dict[State, int] = {}
    at = 0
    for number, one in enumerate(chain):
        for row, part in zip(rows, _box(one, is_here=one is state), strict=True):
            row.append(part)
        middles[one] = at + (width(one.word) + 2) // 2
        at += width(one.word) + 2
        if number < len(arrows):
            arrow = arrows[number]
            for row, text in zip(rows, (" " * width(arrow), arrow, " " * width(arrow)), strict=True):
                row.append((text, ELSEWHERE))
            at += width(arrow)
    for row in rows:
        lines.add(assemble(*row))
    for one in chain:
        for other in chain:
            if middles[other] < middles[one] and (words := words_between(one, other)):
                lines.add(assemble((_back(middles[other], middles[one], words), ELSEWHERE)))
    _rest(lines, chain, state, with_back=False)


def _box(state: State, *, is_here: bool) -> tuple[Part, Part, Part]:
    cells = width(state.word)
    if is_here:
        return (f"╔{'═' * cells}╗", HERE), (f"║{state.word}║", HERE), (f"╚{'═' * cells}╝", HERE)
    return (
        (f"┌{'─' * cells}┐", ELSEWHERE),
        (f"│{state.word}│", ELSEWHERE),
        (f"└{'─' * cells}┘", ELSEWHERE),
    )


def _back(first: int, last: int, words: str) -> str:
    """↑──退回、撤回申请──┘ from under one box to under an earlier one."""
    room = last - first - 1
    words = words if width(words) <= room else ""
    left = max(0, (room - width(words)) // 2)
    return " " * first + "↑" + "─" * left + words + "─" * (room - left - width(words)) + "┘"


def _below(lines: Lines, chain: Sequence[State], state: State | None) -> None:
    """The narrow form."""
    for number, one in enumerate(chain):
        sign: Part = ("▣ ", HERE) if one is state else ("□ ", ELSEWHERE)
        lines.add(assemble(sign, (one.word, HERE if one is state else "$foreground")))
        if number + 1 < len(chain):
            lines.add(assemble((f"│ {words_between(one, chain[number + 1])}↓", ELSEWHERE)))
    _rest(lines, chain, state, with_back=True)


def _rest(lines: Lines, chain: Sequence[State], state: State | None, *, with_back: bool) -> None:
    """What is not on the way on: back, round and round, and out; one line for what leads to one state."""
    drawn = set(pairwise(chain))
    ways: dict[tuple[str, State], list[State]] = {}
    for one in State:
        for other in State:
            is_back = one in chain and other in chain and chain.index(other) < chain.index(one)
            words = words_between(one, other)
            if words and (one, other) not in drawn and (with_back or not is_back):
                ways.setdefault((words, other), []).append(one)
    for (words, target), sources in ways.items():
        froms = "、".join(source.word for source in sources)
        way = f"{froms} 仍在此" if sources == [target] else f"{froms} → {target.word}"
        style = HERE if state in sources and state not in chain else ELSEWHERE
        if width(words) < 12:
            lines.text(way, style, indent=12, first=(words, "$foreground"))
        else:
            lines.text(f"{words}  {way}", style)

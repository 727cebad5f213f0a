"""Lights and states as they look: a sign, a word and a colour each, so that none stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tracker.ledger.words import CandidateKind, Light, MarkKind, State, Verdict


@dataclass(frozen=True, slots=True)
class Lamp:
    """How a light is shown."""

    sign: str
    style: str
    """A style of the theme."""


LAMPS: Final[dict[Light, Lamp]] = {
    Light.NORMAL: Lamp("●", "$lamp-normal"),
    Light.NEAR: Lamp("◐", "$lamp-near"),
    Light.IMMINENT: Lamp("◕", "bold $lamp-imminent"),
    Light.OVERDUE: Lamp("▲", "bold $lamp-overdue"),
    Light.EXTENDED: Lamp("◇", "$lamp-extended"),
    Light.CONTINUING: Lamp("∞", "$lamp-continuing"),
    Light.UNSETTLED: Lamp("?", "$lamp-unsettled"),
    Light.CLOSED: Lamp("√", "$lamp-done"),
    Light.CLOSED_LATE: Lamp("√", "$lamp-near"),
    Light.STOPPED: Lamp("■", "$faint"),
}

STATE_STYLES: Final[dict[State, str]] = {
    State.UNREGISTERED: "$lamp-unsettled",
    State.RECTIFYING: "$foreground",
    State.APPLIED: "bold $vermilion",
    State.CLOSED: "$lamp-done",
    State.STOPPED: "$faint",
}

VERDICT_SIGNS: Final[dict[Verdict, str]] = {
    Verdict.PENDING: "·",
    Verdict.ACCEPTED: "√",
    Verdict.REJECTED: "×",
    Verdict.KEPT: "○",
    Verdict.REPEATED: "＝",
    Verdict.MERGED: "↑",
}

KIND_STYLES: Final[dict[CandidateKind, str]] = {
    CandidateKind.PROBLEM: "$lamp-overdue",
    CandidateKind.TASK: "$lamp-extended",
    CandidateKind.MEASURE: "$lamp-near",
    CandidateKind.RESULT: "$lamp-done",
}


KIND_SIGNS: Final[dict[CandidateKind, tuple[str, str]]] = {
    CandidateKind.PROBLEM: ("⟦", "⟧"),
    CandidateKind.TASK: ("⟨", "⟩"),
    CandidateKind.MEASURE: ("[", "]"),
    CandidateKind.RESULT: ("{", "}"),
}
"""Around a finding in its document: one cell each, told apart without colour."""

MARK_SIGNS: Final[dict[MarkKind, tuple[str, str]]] = {
    MarkKind.DEADLINE: ("⌈", "⌉"),
    MarkKind.OWNER: ("‹", "›"),
    MarkKind.SOFT: ("~", "~"),
}

MARK_STYLES: Final[dict[MarkKind, str]] = {
    MarkKind.DEADLINE: "bold $lamp-imminent",
    MarkKind.OWNER: "underline $lamp-extended",
    MarkKind.SOFT: "italic $lamp-unsettled",
}


def lamp_words(light: Light, words: str) -> str:
    """Sign and words: ◐ 剩余5天. The words already say 延期办理 where that is so; kept short here."""
    shown = words.removeprefix("延期办理，") if light is Light.EXTENDED else words
    return f"{LAMPS[light].sign} {shown}"


def bar(done: int, total: int, cells: int = 8) -> str:
    """A progress bar of one-cell signs; full only when everything is done."""
    if not total:
        return "▱" * cells
    filled = cells if done >= total else min(cells - 1, round(done / total * cells))
    return "▰" * filled + "▱" * (cells - filled)

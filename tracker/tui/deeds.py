"""Everything there is to do with one item, by groups, and which ledger command stands behind each action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.lifecycle import Step
from tracker.ledger.openings import Lack, Mend, Opening
from tracker.ledger.words import State
from tracker.tui.keymap import key_for
from tracker.tui.keys import ITEM, Key
from tracker.tui.spots import Spot, SpotKind

GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        "流程",
        (
            ("register", Step.REGISTER),
            ("apply", Step.APPLY),
            ("withdraw", Step.WITHDRAW),
            ("preliminary", Step.PRELIMINARY),
            ("close_item", Step.CLOSE),
            ("return_item", Step.RETURN),
            ("look_back", Step.LOOK_BACK),
            ("reopen", Step.REOPEN),
            ("take_up", Step.REOPEN),
            ("stop", Step.STOP),
            ("flow", ""),
        ),
    ),
    (
        "进展与佐证",
        (
            ("progress", "progress"),
            ("evidence", "add_evidence"),
            ("open_evidence", ""),
            ("check_evidence", ""),
            ("report", "report"),
            ("verify", "verify"),
        ),
    ),
    (
        "措施",
        (
            ("finish_measure", "finish_measure"),
            ("resume_measure", "resume_measure"),
            ("add_measure", "add_measure"),
            ("edit_measure", "edit_measure"),
            ("plan_amount", "plan_amount"),
            ("record_amount", "record_amount"),
            ("share_measure", "share_measure"),
            ("unshare_measure", "unshare_measure"),
        ),
    ),
    (
        "时限与阶段",
        (
            ("ask_extension", "ask_extension"),
            ("extend", "extend"),
            ("decide_extension", "approve_extension"),
            ("withdraw_extension", "withdraw_extension"),
            ("add_stage", "add_stage"),
            ("edit_stage", "edit_stage"),
            ("finish_stage", "finish_stage"),
        ),
    ),
    (
        "销号要件",
        (
            ("publicise", "publicity"),
            ("object", "publicity"),
            ("score", "score_survey"),
            ("sign", "sign"),
        ),
    ),
    (
        "内容与制度",
        (
            ("edit", "edit"),
            ("classify", "classify"),
            ("add_regulation", "add_regulation"),
            ("issue_regulation", "issue_regulation"),
            ("check_regulation", "check_regulation"),
            ("source", ""),
        ),
    ),
    (
        "举一反三与上级",
        (
            ("start_self_check", "start_self_check"),
            ("answer_self_check", "answer_self_check"),
            ("confirm_lineage", "confirm_lineage"),
            ("remove_lineage", "remove_lineage"),
            ("raise_item", "raise_item"),
            ("answer_raised", "answer_raised"),
        ),
    ),
)
"""Action and ledger command; an action without one only looks."""

COMMANDS: Final[Mapping[str, str]] = {action: command for _, pairs in GROUPS for action, command in pairs}

AT_SPOT: Final[Mapping[SpotKind, tuple[str, ...]]] = {
    SpotKind.TARGET: ("edit",),
    SpotKind.MEASURE: (
        "finish_measure",
        "resume_measure",
        "progress",
        "evidence",
        "edit_measure",
        "record_amount",
        "plan_amount",
        "verify",
        "share_measure",
        "unshare_measure",
    ),
    SpotKind.STAGE: ("finish_stage", "edit_stage"),
    SpotKind.OWNERS: ("edit",),
    SpotKind.DEADLINE: ("ask_extension", "extend", "edit"),
    SpotKind.REGULATION: ("issue_regulation", "check_regulation"),
    SpotKind.EVIDENCE: ("open_evidence", "check_evidence"),
    SpotKind.SOURCE: ("source",),
    SpotKind.REQUEST: ("decide_extension", "withdraw_extension"),
    SpotKind.PROGRESS: ("progress",),
    SpotKind.PUBLICITY: ("object", "publicise"),
    SpotKind.APPLICATION: (
        "close_item",
        "preliminary",
        "return_item",
        "withdraw",
        "sign",
    ),
    SpotKind.LOOK_BACK: ("look_back", "reopen"),
    SpotKind.KIN: ("remove_lineage",),
    SpotKind.SELF_CHECK: ("answer_self_check",),
    SpotKind.ESCALATION: ("answer_raised",),
}
"""What is done to what lies under the cursor, the likeliest first."""

TO_BE_DONE: Final = frozenset({"finish_measure", "finish_stage", "issue_regulation"})
"""What is done to a thing once."""

DONE: Final = frozenset({"resume_measure", "check_regulation"})
"""What is done only to a thing that is done."""

_KEYS: Final[Mapping[str, Key]] = {key.action: key for key in ITEM}


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the menu."""

    number: int
    group: str
    key: Key
    lacks: tuple[Lack, ...]

    @property
    def is_open(self) -> bool:
        """It can be done now."""
        return is_open(self.lacks)


def is_open(lacks: Iterable[Lack]) -> bool:
    """Whether nothing is in the way; what is written in its own form is no hindrance."""
    return all(lack.mend is Mend.WRITTEN for lack in lacks)


GOES_ON: Final[Mapping[str, str]] = {
    "register": "写明理由，缺项挂号",
    "apply": "先写完成情况和举一反三，其余再补",
}
"""Steps whose form is to be had though something is missing, and how that is offered."""


def deeds(openings: Mapping[str, Opening], state: State, spot: Spot | None) -> tuple[Deed, ...]:
    """What to offer: first for what lies under the cursor, then everything."""
    found: list[Deed] = []

    def offer(group: str, action: str) -> None:
        opening = openings.get(COMMANDS[action])
        lacks = opening.lacks if opening is not None else ()
        found.append(Deed(len(found) + 1, group, _KEYS[action], lacks))

    hidden = "reopen" if state is State.STOPPED else "take_up"
    for action in _at_spot(spot):
        if action != hidden:
            offer("光标所在", action)
    for name, pairs in GROUPS:
        for action, _ in pairs:
            if action != hidden:
                offer(name, action)
    return tuple(found)


def _at_spot(spot: Spot | None) -> tuple[str, ...]:
    if spot is None:
        return ()
    if spot.kind is SpotKind.STEP:
        return (spot.action,)
    other = TO_BE_DONE if spot.is_done else DONE
    return tuple(action for action in AT_SPOT.get(spot.kind, ()) if action not in other)


MENDING: Final[Mapping[Mend, tuple[str, str]]] = {
    Mend.TARGET: ("edit", "去写目标"),
    Mend.MEASURES: ("add_measure", "去加措施"),
    Mend.OWNERS: ("edit", "去写责任单位"),
    Mend.DEADLINE: ("edit", "去定时限"),
    Mend.STAGES: ("add_stage", "去加阶段"),
    Mend.FINISH: ("finish_measure", "去登记完成"),
    Mend.EVIDENCE: ("evidence", "去登记佐证"),
    Mend.WRITTEN: ("", "在表里写"),
    Mend.PRELIMINARY: ("preliminary", "去初审"),
    Mend.PUBLICITY: ("publicise", "去登记公示"),
    Mend.OBJECTIONS: ("object", "去登记异议"),
    Mend.SCORE: ("score", "去登记满意度"),
    Mend.REGISTER: ("register", "去挂号"),
    Mend.APPLY: ("apply", "去申请销号"),
    Mend.WITHDRAW: ("withdraw", "去撤回"),
    Mend.REOPEN: ("reopen", "去回炉或恢复办理"),
    Mend.REPORT: ("report", "去自报"),
    Mend.PERSON: ("app.switch_actor", "换人办"),
}
"""What mends a thing that is missing: an action, and how that is said."""


def mending_words(mend: Mend) -> str:
    """How that is said on the screen; of another person, with the key as the user has it."""
    words = MENDING[mend][1]
    return f"{words}（{key_for('switch_actor')}）" if mend is Mend.PERSON else words


def word_of(action: str, state: State) -> str:
    """What an action on an item in this state is called: what was stopped is taken up by 回炉's command."""
    is_taken_up = COMMANDS[action] == Step.REOPEN and state is State.STOPPED
    return _KEYS["take_up"].word if is_taken_up else COMMAND_LABELS[COMMANDS[action]]


FOCUS: Final[Mapping[Mend, str]] = {
    Mend.TARGET: "target",
    Mend.OWNERS: "lead",
    Mend.DEADLINE: "deadline",
}
"""The field of the form on which the cursor is wanted."""

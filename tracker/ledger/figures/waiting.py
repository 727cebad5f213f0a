"""What wants doing today, and by whom: the figures of the first page, each with the query that lists it."""

from __future__ import annotations

from typing import Final

from tracker.ledger.actor import Actor
from tracker.ledger.figures.definitions import Figure
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.tree import EVERYTHING, Presence, Query, Sign, every, of, some
from tracker.ledger.words import OPEN_STATES, Light, Pace, Reported, RequestDecision, ReviewStage, Role, State

_OPEN: Final = of("状态", *OPEN_STATES)
_RECTIFYING: Final = of("状态", State.RECTIFYING)
_OVERDUE: Final = of("预警", Light.OVERDUE)
_BEHIND: Final = of("进度", Pace.BEHIND)

EXTENSIONS: Final = Figure(
    "extensions",
    "延期待批准",
    "等领导批准",
    every([_OPEN, of("延期申请", RequestDecision.PENDING)]),
)

ATTENTION: Final[tuple[Figure, ...]] = (
    Figure("overdue", "已逾期", "时限已过未销号", _OVERDUE),
    Figure("imminent", "即将到期", "时限就在眼前", of("预警", Light.IMMINENT)),
    Figure("near", "临期", "时限快到了", of("预警", Light.NEAR)),
    Figure("applied", "待审核", "申请了，等审核", of("状态", State.APPLIED)),
    EXTENSIONS,
    Figure("behind", "进度滞后", "措施落后于时间", _BEHIND),
    Figure(
        "reviews",
        "到期复核",
        "到了复核的日子",
        every(
            [
                _RECTIFYING,
                of("预警", Light.CONTINUING),
                of("复核", When("今天"), sign=Sign.AT_MOST),
            ]
        ),
    ),
)
"""今天: what concerns everybody, the most urgent first."""

_READY: Final = Figure(
    "ready",
    "可申请销号",
    "措施都已完成",
    every(
        [
            _RECTIFYING,
            of("措施数", 1, sign=Sign.AT_LEAST),
            of("未完措施", 0),
        ]
    ),
)
_AGAIN: Final = Figure(
    "again",
    "待补课",
    "退回或回炉的",
    every(
        [
            _RECTIFYING,
            some([of("退回", 1, sign=Sign.AT_LEAST), of("回炉", 1, sign=Sign.AT_LEAST)]),
        ]
    ),
)
_FINAL: Final = Figure("final_review", "待终审", "终审定是否销号", of("审核", ReviewStage.FINAL))


def waiting_for(actor: Actor) -> tuple[Figure, ...]:
    """待我办: what waits for somebody of this role; nothing for who may only read.

    A 承办 sees the items of their unit only; one of no unit is asked for those they answer for by name.
    """
    match actor.role:
        case Role.OPERATOR:
            return (
                Figure("unregistered", "待挂号", "备齐四有，挂号", of("状态", State.UNREGISTERED)),
                Figure("unsettled", "时限待明确", "没有定下日期", of("预警", Light.UNSETTLED)),
                _READY,
                _AGAIN,
            )
        case Role.REVIEWER:
            return (
                Figure("first_review", "待初审", "两级审核，先审", of("审核", ReviewStage.FIRST)),
                _FINAL,
                EXTENSIONS,
                Figure(
                    "to_verify",
                    "待核实",
                    "自报完成未核实",
                    every([_OPEN, of("自报", Reported.DONE), of("核实", Presence.NONE)]),
                ),
            )
        case Role.LEADER:
            own = of("领导", actor.name, sign=Sign.IS)
            return (
                _FINAL,
                EXTENSIONS,
                Figure("own_overdue", "我分管的逾期", "责任领导是我", every([own, _OVERDUE])),
                Figure("own_behind", "我分管的滞后", "责任领导是我", every([own, _BEHIND])),
            )
        case Role.UNDERTAKER:
            mine = EVERYTHING if actor.unit.strip() else _named(actor.name)
            undone = Figure(
                "undone",
                "措施待完成",
                "还有没做完的",
                every([_RECTIFYING, of("未完措施", 1, sign=Sign.AT_LEAST)]),
            )
            return tuple(_of(figure, mine) for figure in (undone, _READY, _AGAIN))
        case Role.READER:
            return ()


def _named(name: str) -> Query:
    return some([of("责任人", name, sign=Sign.IS), of("联系人", name, sign=Sign.IS)])


def _of(figure: Figure, mine: Query) -> Figure:
    return Figure(figure.code, figure.word, figure.meaning, every([mine, figure.query]))

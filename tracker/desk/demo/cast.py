"""Who and when of the sample ledger: 云岭市水务局 after an inspection, from 18 March to 18 June 2024."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.desk.demo.plot import Chapter
from tracker.ledger.actor import Actor
from tracker.ledger.words import OwnerRole, Role

TODAY: Final = date(2024, 6, 18)
CAMPAIGN: Final = "2024年首轮巡察整改"
UNIT: Final = "云岭市水务局整改工作领导小组办公室"

CLERK: Final = Actor("李明", Role.OPERATOR)
REVIEWER: Final = Actor("王静", Role.REVIEWER)
LEADER: Final = Actor("陈致远", Role.LEADER)
OFFICE: Final = Actor("林晓", Role.UNDERTAKER)
PARTY: Final = Actor("孙悦", Role.UNDERTAKER)
WORKS: Final = Actor("周海涛", Role.UNDERTAKER)
SUPPLY: Final = Actor("吴敏", Role.UNDERTAKER)
RIVERS: Final = Actor("何立", Role.UNDERTAKER)

BEGUN: Final = date(2024, 3, 18)
PLANNED: Final = date(2024, 3, 25)
REVIEWED: Final = date(2024, 4, 30)

SPEECH: Final = Chapter(
    "局机关主题教育总结会讲话.txt",
    dated=date(2024, 3, 15),
    stored_on=BEGUN,
    reviewed_on=BEGUN,
    leftover_reason="成效、启示或号召性表述，不作为整改事项",
)
PLAN: Final = Chapter(
    "整改工作方案.txt",
    dated=date(2024, 4, 28),
    stored_on=date(2024, 4, 29),
    reviewed_on=date(2024, 4, 29),
    leftover_reason="工作步骤和组织要求，不作为整改事项",
)
FEEDBACK: Final = Chapter(
    "巡察组反馈意见.docx",
    dated=date(2024, 4, 12),
    stored_on=date(2024, 4, 15),
    reviewed_on=REVIEWED,
    duplicates=(("第一议题制度执行不严", "与整改工作方案第（一）项重复，并入该项办理"),),
)


CHAPTERS: Final = (SPEECH, FEEDBACK, PLAN)


def owners(lead: str, *cooperating: str, person: str = "") -> dict[OwnerRole, tuple[str, ...]]:
    """The leading unit, those that help it, and the person who answers for it."""
    found = {OwnerRole.LEADER: ("陈致远",), OwnerRole.LEAD: (lead,), OwnerRole.COOPERATING: cooperating}
    return found | ({OwnerRole.PERSON: (person,)} if person else {})

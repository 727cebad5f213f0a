"""初审 and 销号 by two people, what was signed on paper, 公示 and 满意度 where a campaign asks for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import Signature
from tracker.ledger.commands import advancing, campaigns, closing
from tracker.ledger.commands.undoing import undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.history import item_history
from tracker.ledger.models import Item, Survey, SurveyScore
from tracker.ledger.pages import item_page, steps_of
from tracker.ledger.queries import list_items
from tracker.ledger.words import Decision, Role, State

Office = Any

SECOND = Actor("孙立", Role.REVIEWER)


def setting(office: Office, **settings: Any) -> None:
    campaigns.set_campaign(office.ledger, office.operator, today=office.today, **settings)


def numbers(office: Office, query: str) -> list[str]:
    rows = list_items(office.ledger, read_query(query), today=office.today)
    return [row.number for row in rows]


def test_two_people_review_one_after_the_other(office: Office) -> None:
    number = office.applied()
    setting(office, review_steps=2)
    assert numbers(office, "待初审") == [number]
    with pytest.raises(Refusal, match="还没有初审"):
        advancing.close(office.ledger, office.reviewer, number, today=office.today)
    advancing.pass_preliminary(office.ledger, office.reviewer, number, opinion="材料齐全", today=office.today)
    assert numbers(office, "审核:待终审") == [number]
    assert numbers(office, "待初审") == []
    with pytest.raises(Refusal, match="已由王芳初审通过"):
        advancing.pass_preliminary(office.ledger, SECOND, number, today=office.today)
    with pytest.raises(Refusal, match="初审人与销号的审核人不能是同一人"):
        advancing.close(office.ledger, office.reviewer, number, today=office.today)
    page = item_page(office.ledger, number, today=office.today)
    assert {row.action for row in steps_of(page, SECOND) if not row.refusals} == {"return", "close"}
    advancing.close(office.ledger, SECOND, number, opinion="同意", today=office.today)

    (entry,) = item_page(office.ledger, number, today=office.today).applications
    assert [(row.step, row.reviewer, row.decision, row.opinion) for row in entry.reviews] == [
        (1, "王芳", Decision.PASSED, "材料齐全"),
        (2, "孙立", Decision.ACCEPTED, "同意"),
    ]
    assert [action.command for action in item_history(office.ledger, number)][-2:] == ["初审", "销号"]


def test_who_applied_reviews_at_no_step(office: Office) -> None:
    number = office.applied()
    setting(office, review_steps=2)
    with pytest.raises(Refusal, match="申请人与审核人不能是同一人"):
        advancing.pass_preliminary(office.ledger, Actor("李明科长", Role.LEADER), number, today=office.today)


def test_it_is_returned_at_either_step_and_begins_anew(office: Office) -> None:
    number = office.applied()
    setting(office, review_steps=2)
    for passes in (False, True):
        if passes:
            advancing.pass_preliminary(office.ledger, office.reviewer, number, today=office.today)
        advancing.return_for_more(
            office.ledger, SECOND, number, opinion="请补充制度执行情况的记录", today=office.today
        )
        advancing.apply_for_closing(office.ledger, office.operator, number, today=office.today)
    assert numbers(office, "待初审") == [number]
    page = item_page(office.ledger, number, today=office.today)
    assert page.closing.first_reviewer == ""
    assert [[row.decision for row in entry.reviews] for entry in page.applications] == [
        [Decision.RETURNED],
        [Decision.PASSED, Decision.RETURNED],
        [],
    ]
    assert [entry.opinion for entry in page.applications][:2] == ["请补充制度执行情况的记录"] * 2


def test_paper_is_signed_by_somebody_who_did_not_apply(office: Office) -> None:
    number = office.applied()
    signed = Signature("张书记", office.today, "〔2024〕12号")
    with pytest.raises(Refusal, match="还没有审核"):
        closing.sign(office.ledger, office.operator, number, signed, today=office.today)
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    for wrong, line in (
        (Signature("李 明（办公室）", office.today), "签字人不能是申请人"),
        (Signature("张书记", office.today + dt.timedelta(days=1)), "请核对日期"),
        (Signature("张书记", office.today - dt.timedelta(days=1)), "请核对日期"),
        (Signature(" ", office.today), "签字人不能为空"),
    ):
        with pytest.raises(Refusal, match=line):
            closing.sign(office.ledger, office.operator, number, wrong, today=office.today)
    closing.sign(office.ledger, office.operator, number, signed, today=office.today)
    (entry,) = item_page(office.ledger, number, today=office.today).applications
    assert entry.reviews[-1].signature == signed
    assert item_history(office.ledger, number)[-1].command == "登记签字"
    with pytest.raises(Refusal, match="已登记签字：张书记"):
        closing.sign(office.ledger, office.operator, number, signed, today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert item_page(office.ledger, number, today=office.today).applications[0].reviews[-1].signature is None


def test_a_decision_and_its_paper_are_one_action(office: Office) -> None:
    number = office.applied()
    signed = Signature("张书记", office.today, "〔2024〕12号")
    with pytest.raises(Refusal, match="签字人不能是申请人"):
        advancing.close(
            office.ledger,
            office.reviewer,
            number,
            signature=Signature("李明", office.today),
            today=office.today,
        )
    assert item_page(office.ledger, number, today=office.today).row.state is State.APPLIED
    advancing.close(office.ledger, office.reviewer, number, signature=signed, today=office.today)
    assert item_page(office.ledger, number, today=office.today).applications[0].reviews[0].signature == signed


def test_publicity_lasts_its_days_and_ends_with_a_result(office: Office) -> None:
    number = office.applied()
    setting(office, publicity_days=7)

    def close(day: dt.date) -> None:
        advancing.close(office.ledger, office.reviewer, number, today=day)

    with pytest.raises(Refusal, match="缺公示"):
        close(office.today)
    with pytest.raises(Refusal, match="还没有登记公示"):
        closing.record_objections(office.ledger, office.operator, number, objections="无", today=office.today)
    last = closing.publicise(
        office.ledger, office.operator, number, begins=office.today, place="公示栏", today=office.today
    )
    assert last == office.today + dt.timedelta(days=6)
    with pytest.raises(Refusal, match="期满后才能销号"):
        close(last)
    with pytest.raises(Refusal, match="期满后再登记有无异议"):
        closing.record_objections(office.ledger, office.operator, number, objections="无异议", today=last)
    after = last + dt.timedelta(days=1)
    with pytest.raises(Refusal, match="还没有登记有无异议"):
        close(after)
    closing.record_objections(office.ledger, office.operator, number, objections="无异议", today=after)
    close(after)
    assert item_page(office.ledger, number, today=after).row.state is State.CLOSED
    with pytest.raises(Refusal, match="现在是“已销号”"):
        closing.publicise(office.ledger, office.operator, number, begins=after, today=after)


def test_publicity_that_is_too_short_does_not_do(office: Office) -> None:
    number = office.applied()
    setting(office, publicity_days=7)
    first, last = office.today - dt.timedelta(days=5), office.today - dt.timedelta(days=1)
    with pytest.raises(Refusal, match="请核对日期"):
        closing.publicise(office.ledger, office.operator, number, begins=last, ends=first, today=office.today)
    closing.publicise(
        office.ledger,
        office.operator,
        number,
        begins=first,
        ends=last,
        objections="无异议",
        today=office.today,
    )
    with pytest.raises(Refusal, match="公示5天，本专项须公示满7天"):
        advancing.close(office.ledger, office.reviewer, number, today=office.today)


@pytest.mark.parametrize(("pleased", "line"), [(None, "缺群众满意度"), (89, "群众满意度89%"), (90, "")])
def test_the_public_has_to_be_satisfied(office: Office, pleased: int | None, line: str) -> None:
    number = office.applied()
    setting(office, satisfaction_percent=90)
    if pleased is not None:
        with office.ledger.transaction(office.operator, "settings", today=office.today) as work:
            item = work.session.query(Item).one()
            survey = Survey(campaign_id=item.campaign_id, name="测评", on=office.today, by="李明")
            work.session.add(survey)
            work.session.flush()
            work.session.add(
                SurveyScore(
                    survey_id=survey.id,
                    indicator="总体评价",
                    item_id=item.id,
                    good=pleased - 10,
                    fair=10,
                    average=100 - pleased,
                    poor=0,
                )
            )
    if line:
        with pytest.raises(Refusal, match=line):
            advancing.close(office.ledger, office.reviewer, number, today=office.today)
    else:
        advancing.close(office.ledger, office.reviewer, number, today=office.today)


def test_what_is_loosened_after_the_application_does_not_help_it(office: Office) -> None:
    setting(office, review_steps=2, publicity_days=7, satisfaction_percent=80)
    number, other = office.applied(), office.finished("另一件")
    setting(office, review_steps=1, publicity_days=0, satisfaction_percent=0)
    advancing.apply_for_closing(
        office.ledger, office.operator, other, completion="已完成", inference="已自查", today=office.today
    )
    assert numbers(office, "待初审") == [number]
    with pytest.raises(Refusal) as refused:
        advancing.close(office.ledger, office.reviewer, number, today=office.today)
    assert len(refused.value.reasons) == 3  # 初审, 公示, 满意度
    page = item_page(office.ledger, number, today=office.today)
    assert (page.closing.review_steps, page.closing.publicity_days) == (2, 7)
    advancing.close(office.ledger, office.reviewer, other, today=office.today)

    advancing.return_for_more(
        office.ledger, office.reviewer, number, opinion="请按新的要求重新申请销号", today=office.today
    )
    advancing.apply_for_closing(office.ledger, office.operator, number, today=office.today)
    advancing.close(office.ledger, office.reviewer, number, today=office.today)


def test_the_same_period_of_publicity_is_entered_once(office: Office) -> None:
    number, begins = office.finished(), office.today - dt.timedelta(days=9)
    last = closing.publicise(office.ledger, office.operator, number, begins=begins, today=office.today)
    with pytest.raises(Refusal, match="不重复登记"):
        closing.publicise(
            office.ledger, office.operator, number, begins=begins, ends=last, today=office.today
        )
    longer = last + dt.timedelta(days=1)
    closing.publicise(office.ledger, office.operator, number, begins=begins, ends=longer, today=office.today)
    assert len(item_page(office.ledger, number, today=office.today).publicities) == 2

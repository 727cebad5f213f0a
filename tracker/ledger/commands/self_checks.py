"""举一反三: asking the other units whether they have a problem too, and taking down what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.authority import AUTHORITY
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.making import make_item, required
from tracker.ledger.models import Campaign, Item, SelfCheck, SelfCheckAnswer
from tracker.ledger.self_checks import distinct_units, is_same_unit, other_units
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import OwnerRole, Role, SelfCheckResult


def start_self_check(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    today: dt.date,
    units: Sequence[str] = (),
    matter: str = "",
    due: dt.date | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Begin a list; returns its number and the units asked.

    Without names every known unit is asked but those that have the problem.
    """
    if due is not None and due < today:
        raise Refusal(f"反馈期限{due}已过，请给一个今天或以后的日子")
    with ledger.transaction(actor, "start_self_check", today=today) as work:
        item = item_of(work.session, number)
        connection = work.session.connection()
        named = [required(unit, "单位名称") for unit in units]
        asked = distinct_units(connection, named) if named else other_units(connection, item.id)
        if not asked:
            raise Refusal(
                f"{item.number} 之外没有已知的单位可以自查："
                "请用 --units 写明，或先用 tracker unit add 登记单位"
            )
        check = SelfCheck(
            item_id=item.id, matter=matter.strip() or item.title, on=today, by=actor.name, due=due
        )
        work.session.add(check)
        work.session.flush()
        for unit in asked:
            work.session.add(
                SelfCheckAnswer(self_check_id=check.id, unit=unit, result=SelfCheckResult.PENDING.value)
            )
        return check.id, asked


def answer_self_check(
    ledger: Ledger,
    actor: Actor,
    key: int,
    unit: str,
    result: SelfCheckResult,
    *,
    today: dt.date,
    text: str = "",
    add: bool = False,
) -> str:
    """Take down what a unit found, in place of what it answered before.

    With `add` what exists becomes a new item of that unit, 待挂号, tied to the answer; returns its 编号,
    else nothing. That is for who may add items: what a unit reports is the office's to take up, and
    where the unit has answered already its words and its day stay.
    """
    if result is SelfCheckResult.PENDING:
        raise Refusal("自查结果要写“未发现”或“存在”")
    if add and result is not SelfCheckResult.FOUND:
        raise Refusal("自查结果是“存在”的，才登记为新的问题（--add）")
    if add and actor.role not in AUTHORITY["add"]:
        raise Refusal(
            "自查发现的问题由整改办登记为事项，承办单位只作反馈",
            ("请去掉 --add 再登记一次：写明的情况整改办在 tracker self-check show 里看得到",),
        )
    with ledger.transaction(actor, "answer_self_check", today=today) as work:
        check = work.session.get(SelfCheck, key)
        if check is None:
            raise NotFound(f"没有第{key}号自查，已有的见 tracker self-check list")
        answer = _answer_of(work, check, unit)
        if answer.item_id is not None and (add or result is not SelfCheckResult.FOUND):
            made = work.session.get(Item, answer.item_id)
            assert made is not None, "an answer's item stays as long as the answer"
            raise Refusal(f"“{answer.unit}”自查发现的问题已登记为 {made.number}，请到那里办理")
        if not (add and answer.result == result.value and not text.strip()):
            if result is SelfCheckResult.FOUND:
                required(text, "自查发现的情况（--text）")
            answer.result = result.value
            answer.text = text.strip()
            answer.on = today
            answer.by = actor.name
        if not add:
            return ""
        item = _item_of_answer(work, check, answer)
        answer.item_id = item.id
        return item.number


def _answer_of(work: Work, check: SelfCheck, unit: str) -> SelfCheckAnswer:
    """The line of this unit, by any of its names; a 承办 answers for the own unit only."""
    connection = work.session.connection()
    lines = work.session.scalars(
        select(SelfCheckAnswer).where(SelfCheckAnswer.self_check_id == check.id).order_by(SelfCheckAnswer.id)
    )
    actor = work.actor
    if actor.role is Role.UNDERTAKER and actor.unit and not is_same_unit(connection, actor.unit, unit):
        raise Refusal(f"承办只能反馈本单位（{actor.unit}）的自查情况")
    for line in lines:
        if is_same_unit(connection, line.unit, unit):
            return line
    raise NotFound(f"第{check.id}号自查没有要求“{unit.strip()}”自查，见 tracker self-check show {check.id}")


def _item_of_answer(work: Work, check: SelfCheck, answer: SelfCheckAnswer) -> Item:
    """In the campaign of the problem it began with, of its kind and category."""
    origin = work.session.get(Item, check.item_id)
    assert origin is not None, "a list's item stays as long as the list"
    draft = ItemDraft(
        title=answer.text,
        category=origin.category,
        owners={OwnerRole.LEAD: (answer.unit,)},
        note=f"举一反三：由 {origin.number} 的自查发现",
    )
    campaign = work.session.get(Campaign, origin.campaign_id)
    assert campaign is not None, "an item has a campaign"
    return make_item(work, draft, campaign=campaign)

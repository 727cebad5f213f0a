"""屡改屡犯: what is offered as an older problem come back, what is confirmed, and how it is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger import queries
from tracker.ledger.commands import advancing
from tracker.ledger.commands.items import add_item
from tracker.ledger.commands.lineage import confirm_lineage, remove_lineage
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.likeness import LIKE, Texts
from tracker.ledger.lineage import chains, offers, repeats_by_unit
from tracker.ledger.pages import item_page
from tracker.ledger.words import OwnerRole

Office = Any

LATER = dt.date(2025, 3, 1)


def closed(office: Office, title: str) -> str:
    number = office.applied(title)
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    return str(number)


def added(office: Office, title: str, unit: str = "办公室") -> str:
    draft = replace(office.draft(title), owners={OwnerRole.LEAD: (unit,)})
    return add_item(office.ledger, office.operator, draft, today=LATER)


def confirm(office: Office, number: str, ancestor: str) -> None:
    confirm_lineage(office.ledger, office.operator, number, ancestor, today=LATER)


def found_by(office: Office, line: str) -> list[str]:
    return [row.number for row in queries.list_items(office.ledger, read_query(line), today=LATER)]


def test_an_older_problem_of_the_same_unit_is_offered_with_its_grounds(office: Office) -> None:
    old = closed(office, "公务接待审批单填写不全")
    closed(office, "谈心谈话走过场")
    new = added(office, "公务接待审批单仍然缺项")
    (offer,) = offers(office.ledger, new)
    assert (offer.number, offer.unit, offer.closed_on) == (old, "办公室", office.today)
    assert "同一单位：办公室" in offer.words
    assert "“公务接待审批单”" in offer.words


def test_what_is_not_offered(office: Office) -> None:
    closed(office, "公务接待审批单填写不全")
    assert offers(office.ledger, added(office, "公务接待审批单填写不全", "人事科")) == (), "another unit"
    assert offers(office.ledger, added(office, "主题党日没有计划")) == (), "another matter"
    still_open = added(office, "值班记录缺页")
    assert offers(office.ledger, added(office, "值班记录缺页")) == (), f"{still_open} was never closed"


def test_confirmed_links_make_a_chain_with_counts(office: Office) -> None:
    first, second = closed(office, "公务接待审批单填写不全"), closed(office, "公务接待审批单缺签字")
    third, other = added(office, "公务接待没有审批单"), added(office, "谈心谈话走过场")
    confirm(office, second, first)
    confirm(office, third, second)
    (chain,) = chains(office.ledger)
    assert (chain.numbers, chain.times, chain.unit) == ((first, second, third), 3, "办公室")
    assert repeats_by_unit([chain]) == {"办公室": (1, 2)}
    assert chains(office.ledger, "人事科") == []

    kin = item_page(office.ledger, third, today=LATER).kin
    assert (kin.times, [row.number for row in kin.before]) == (3, [second])
    assert [row.number for row in item_page(office.ledger, first, today=LATER).kin.after] == [second]
    assert second not in [offer.number for offer in offers(office.ledger, third)]

    assert found_by(office, "屡改屡犯>=1") == [second, third]
    assert found_by(office, "屡改屡犯:2") == [third]
    assert found_by(office, "屡改屡犯<1") == [first, other]
    assert found_by(office, "非 屡改屡犯>=2 且 屡改屡犯>0") == [second]

    remove_lineage(office.ledger, office.operator, third, second, today=LATER)
    assert found_by(office, "屡改屡犯>=1") == [second]


def test_a_link_goes_back_in_time_and_is_made_once(sqlite_office: Office) -> None:
    office = sqlite_office
    old, new = closed(office, "公务接待审批单填写不全"), added(office, "公务接待审批单缺签字")
    confirm(office, new, old)
    for number, ancestor, said in ((new, old, "已确认"), (old, new, "不比"), (new, new, "不比")):
        with pytest.raises(Refusal, match=said):
            confirm(office, number, ancestor)
    with pytest.raises(NotFound, match="没有确认过"):
        remove_lineage(office.ledger, office.operator, old, new, today=LATER)
    with pytest.raises(NotFound, match="没有编号"):
        offers(office.ledger, "ZG-1999-0001")


ALIKE = [
    ("会议记录不规范", "会议记录过于简单", True),
    ("调研成果转化为制度不够", "调研成果没有转化为制度", True),
    ("工作落实不到位", "制度执行不到位", False),
    ("对存在的问题重视不够", "对党建工作重视不够", False),
    ("财务报销手续不全", "谈心谈话走过场", False),
    ("违规发放津贴补贴", "超标准发放津补贴", True),
]


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE, ids=[row[0] for row in ALIKE])
def test_the_matter_decides_not_the_everyday_words(one: str, other: str, alike: bool) -> None:
    texts = Texts.of({1: other, 2: "值班值守制度执行不严", 3: "三公经费管理不严格"})
    assert (1 in dict(texts.like(one, most=3))) is alike, LIKE

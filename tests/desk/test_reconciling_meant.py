"""承诺对账: which measure a sentence means, what is said of a problem as a whole, what is nothing new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.ready import Beginning
from tracker.desk.documents import mine_text, pasted
from tracker.desk.reconciliation import Reconciliation
from tracker.desk.reconciling import compare
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item, finish_measure
from tracker.ledger.commands.reconciling import reconcile
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Role, Standing

CLERK = Actor("李明", Role.OPERATOR)
APRIL, TODAY = dt.date(2024, 4, 1), dt.date(2024, 6, 18)
PROMISES = (
    ("惠民补贴发放滞后", "县农业农村局", "建立补贴限时办结制度", "对滞留补贴逐笔清算"),
    ("公务接待管理不规范", "县政府办", "修订公务接待管理办法", "清理超标准接待费用", "开展公务接待专项检查"),
    ("农村饮水工程管护不到位", "县水利局", "建立饮水工程管护台账", "建立饮水工程管护经费保障机制"),
    ("换届工作不及时", "县委组织部", "制定换届选举工作方案", "制定换届选举工作流程"),
    ("会议费报销审核不严", "县发改局", "完善会议费报销审核办法"),
    ("会议费报销审核不严", "县审计局", "完善会议费报销审核办法"),
)


@pytest.fixture
def ledger(sqlite_location: Location) -> Iterator[Ledger]:
    with Ledger.open(sqlite_location) as opened:
        Beginning(opened).made(_fill, lambda: _fill(opened))
        yield opened


def _fill(ledger: Ledger) -> None:
    for title, unit, *measures in PROMISES:
        draft = ItemDraft(
            title=title,
            target="到位",
            deadline=Deadline("8月31日前", DeadlineKind.DATE, dt.date(2024, 8, 31)),
            owners={OwnerRole.LEAD: (unit,)},
            measures=tuple(MeasureDraft(text) for text in measures),
        )
        register(ledger, CLERK, [add_item(ledger, CLERK, draft, today=APRIL)], today=APRIL)


def _compared(ledger: Ledger, said: str, chapter: str = "一、整改进展情况") -> Reconciliation:
    text = f"整改进展情况的报告\n（2024年6月18日）\n\n{chapter}\n{said}\n"
    return compare(ledger, CLERK, mine_text(pasted(text), date=None, ask=lambda title: None), today=TODAY)


def _places(found: Reconciliation, standing: Standing, *, is_unsure: bool) -> set[tuple[int, int | None]]:
    return {
        (int(one.number[-4:]), one.measure)
        for one in found.findings
        if one.standing is standing and one.is_unsure is is_unsure
    }


@pytest.mark.parametrize(
    ("said", "done", "to_decide"),
    [
        ("县政府办已修订公务接待管理办法。", {(2, 1)}, set()),
        ("县政府办已开展公务接待管理专项检查。", {(2, 3)}, set()),
        ("县水利局已建立饮水工程管护台账。", {(3, 1)}, set()),
        ("县水利局饮水工程管护经费保障机制已经建立。", {(3, 2)}, set()),
        ("（一）饮水工程管护方面，已建立管护台账和经费保障机制。", {(3, 1), (3, 2)}, set()),
        ("换届选举工作方案和工作流程均已印发。", {(4, 1), (4, 2)}, set()),
        ("换届选举工作流程已印发。", {(4, 2)}, set()),
        ("已制定换届选举工作办法。", set(), {(4, 1), (4, 2)}),
        ("县审计局已完善会议费报销审核办法。", {(6, 1)}, set()),
        ("（二）关于“会议费报销审核不严”问题。已完善会议费报销审核办法。", set(), {(5, 1), (6, 1)}),
        ("（三）农村饮水工程管护机制已建立。", set(), {(3, 1)}),
    ],
)
def test_a_sentence_finishes_the_measure_it_means(
    ledger: Ledger, said: str, done: set[tuple[int, int]], to_decide: set[tuple[int, int]]
) -> None:
    found = _compared(ledger, said)
    assert _places(found, Standing.DONE, is_unsure=False) == done
    assert _places(found, Standing.DONE, is_unsure=True) == to_decide
    assert all("要看了定" in one.grounds for one in found.findings if one.is_unsure)
    with_all = {one.ordinal for one in found.findings if one.is_done_with_all}
    assert not with_all & {one.ordinal for one in found.findings if one.is_unsure}


def test_what_is_to_be_decided_can_be_chosen(ledger: Ledger) -> None:
    found = _compared(ledger, "已制定换届选举工作办法。")
    second = next(one for one in found.findings if one.is_unsure and one.measure == 2)
    reconcile(ledger, CLERK, found.lines([second.ordinal]), shown=found.shown, today=TODAY)
    done = [one.done_on for one in item_page(ledger, "ZG-2024-0004", today=TODAY).measures]
    assert done == [None, TODAY]


def test_what_is_said_of_a_measure_that_is_done_finishes_no_other(ledger: Ledger) -> None:
    finish_measure(ledger, CLERK, "ZG-2024-0003", 1, on=TODAY, today=TODAY)
    found = _compared(ledger, "（一）饮水工程管护方面，已建立饮水工程管护台账。")
    assert not found.count(Standing.DONE)
    assert [one.measure for one in found.findings if one.number == "ZG-2024-0003"] == [2]


@pytest.mark.parametrize(
    ("said", "cue"),
    [
        ("县农业农村局惠民补贴发放正在推进。", "正在"),
        ("（一）关于惠民补贴发放滞后问题。目前基本完成。", "基本完成"),
        ("惠民补贴发放工作尚未完成。", "尚未"),
        ("县农业农村局惠民补贴已经发放。", "已经"),
    ],
)
def test_what_is_said_of_a_problem_as_a_whole_is_its_progress(ledger: Ledger, said: str, cue: str) -> None:
    found = _compared(ledger, said)
    (line,) = [one for one in found.findings if one.number == "ZG-2024-0001"]
    assert (line.standing, line.measure, line.deed) == (Standing.PARTLY, None, "登记进展")
    assert cue in line.grounds
    reconcile(ledger, CLERK, found.lines([line.ordinal]), shown=found.shown, today=TODAY)
    page = item_page(ledger, "ZG-2024-0001", today=TODAY)
    assert (page.row.measures_done, len(page.progress)) == (0, 1)
    again = _compared(ledger, said)
    assert [one.ordinal for one in again.findings] == [one.ordinal for one in found.findings]


@pytest.mark.parametrize(
    "said",
    [
        "全县农业农村工作正在推进。",
        "县农业农村局驻村帮扶正在推进。",
        "县水利局补贴正在推进。",
        "巡察指出惠民补贴发放滞后。",
    ],
)
def test_what_speaks_of_something_else_is_no_progress(ledger: Ledger, said: str) -> None:
    found = _compared(ledger, said)
    assert {one.standing for one in found.findings if one.number == "ZG-2024-0001"} == {Standing.UNMENTIONED}


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("（一）加强组织领导。各级党组织要提高政治站位，切实扛起整改主体责任。", []),
        ("（一）强化督促检查。整改办要加强跟踪督办，推动整改任务落到实处。", []),
        ("（一）建立长效机制。要坚持举一反三，持续巩固整改成果。", []),
        (
            "（一）加强组织领导。要在8月底前成立粮食仓储整治专班。",
            ["要在8月底前成立粮食仓储整治专班"],
        ),
        ("（一）要加强粮食仓储安全管理。", ["要加强粮食仓储安全管理"]),
    ],
)
def test_what_every_report_ends_with_is_nothing_new(ledger: Ledger, said: str, new: list[str]) -> None:
    found = _compared(ledger, said, "一、下一步工作打算")
    assert [one.said for one in found.findings if one.standing is Standing.NEW] == new

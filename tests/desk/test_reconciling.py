"""承诺对账: reports of several kinds against the same ledger; nothing changes before a person says so."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.ready import Beginning
from tracker.desk.documents import MinedDocument, mine_text, pasted
from tracker.desk.reconciliation import Finding, Reconciliation
from tracker.desk.reconciling import compare
from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item, finish_measure
from tracker.ledger.commands.reconciling import Line, Reconciled, RecordProgress, ShownList, reconcile
from tracker.ledger.commands.undoing import undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.reconciled import Compared
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Reported, Role, Standing

CLERK = Actor("李明", Role.OPERATOR)
APRIL, TODAY = dt.date(2024, 4, 1), dt.date(2024, 6, 18)

PROMISES = (
    ("项目资金拨付不及时", "财务科", (8, 31), "制定专项资金拨付流程", "清理2023年滞留资金"),
    ("公车管理台账不健全", "办公室", (7, 31), "建立公务用车使用台账", "开展公车使用专项检查"),
    ("基层减负落实不到位", "督查科", (9, 30), "精简会议文件，会议数量压减三分之一", "取消不必要的考核表格"),
    ("干部选拔任用程序执行不严", "人事科", (6, 30), "修订干部选拔任用工作规程", "完成干部人事档案审核"),
    ("廉政风险点排查不全面", "纪检组", (10, 31), "开展廉政风险点全面排查", "完成重点岗位轮岗"),
    ("窗口服务态度生硬", "政务大厅", (8, 15), "开展窗口人员礼仪培训", "公布投诉电话"),
    ("食堂采购招标不规范", "后勤中心", (9, 15), "重新签订食堂采购合同", "出台食堂采购管理办法"),
    ("安全生产隐患整改不彻底", "安监科", (12, 31), "完成消防设施改造", "建立隐患整改销号制度"),
)

REPORT = """关于巡察反馈意见整改进展情况的报告
（2024年6月18日）

现将整改进展情况报告如下。
一、已完成的工作
1.专项资金管理方面。财务科制定印发了《专项资金拨付流程》，2023年滞留资金已全部清理完毕，共拨付资金320万元。
2.公车管理方面。已建立公务用车使用台账，专项检查正在进行。
3.关于“基层减负落实不到位”问题。1至5月，全局性会议同比压减35%，会议文件明显精简；取消考核表格12张。
二、正在推进的工作
（一）干部选拔任用工作规程修订稿已征求意见，拟于9月底前印发；干部人事档案审核持续推进。
（二）廉政风险排查方面，下一步将进一步加强廉政风险防控，不断强化重点岗位监督。
（三）窗口服务方面，政务大厅已于5月完成窗口人员礼仪培训2期，投诉电话已在大厅公示。
（四）食堂采购方面，采购合同重新签订工作尚未完成，受疫情影响，预计11月底前完成。
三、新发现的问题和下一步打算
一是信息系统账号权限管理混乱，离职人员账号没有及时注销。
二是要加强账号管理，信息中心要在7月底前完成账号清查。
"""
SPEECH = """在全市安全生产暨作风建设推进会上的讲话
（2024年6月18日）

同志们：
上次会议以来，各单位做了不少工作。公务用车使用台账已经建起来了，食堂采购管理办法也印发执行了。但有的工作还在纸上，有的还没动。
下一步，要抓好以下几件事。
一要加快消防设施改造。安监科要倒排工期，确保明年3月底前改造到位。
二要逐步建立隐患整改销号机制，条件成熟时予以推广。
三要推动重点岗位轮岗工作。
四要加强节能降耗。办公楼路灯要在10月底前更换为节能灯，由后勤中心负责。
"""


@pytest.fixture
def ledger(location: Location) -> Iterator[Ledger]:
    """Eight problems with two measures each, all 整改中."""
    with Ledger.open(location) as opened:
        Beginning(opened).made(_fill, lambda: _fill(opened))
        yield opened


def _fill(ledger: Ledger) -> None:
    for title, unit, (month, day), *measures in PROMISES:
        draft = ItemDraft(
            title=title,
            target="到位",
            deadline=Deadline(f"{month}月{day}日前", DeadlineKind.DATE, dt.date(2024, month, day)),
            owners={OwnerRole.LEAD: (unit,)},
            measures=tuple(MeasureDraft(text) for text in measures),
        )
        register(ledger, CLERK, [add_item(ledger, CLERK, draft, today=APRIL)], today=APRIL)


@functools.cache
def _mined(text: str) -> MinedDocument:
    return mine_text(pasted(text), date=None, ask=lambda title: None)


def _compared(ledger: Ledger, text: str) -> Reconciliation:
    return compare(ledger, CLERK, _mined(text), today=TODAY)


def _apply(ledger: Ledger, found: Reconciliation, *ordinals: int) -> Reconciled:
    return reconcile(ledger, CLERK, found.lines(ordinals), shown=found.shown, today=TODAY)


def _by_place(found: Reconciliation, standing: Standing) -> set[tuple[int, int | None]]:
    return {(int(one.number[-4:]), one.measure) for one in found.findings if one.standing is standing}


def test_a_report_is_held_against_the_promises_and_taken_over(ledger: Ledger) -> None:
    before = ledger.head()
    found = _compared(ledger, REPORT)
    assert _by_place(found, Standing.DONE) == {(1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (6, 1), (6, 2)}
    assert _by_place(found, Standing.PARTLY) == {(2, 2), (4, 1), (7, 1)}
    assert _by_place(found, Standing.LATER) == {(4, 1), (7, 1)}
    assert _by_place(found, Standing.SOFTER) == {(4, 2), (5, 2)}
    assert _by_place(found, Standing.UNMENTIONED) == {(5, 1), (7, 2), (8, 1), (8, 2)}
    (new,) = [one for one in found.findings if one.standing is Standing.NEW]
    assert new.said == "信息系统账号权限管理混乱，离职人员账号没有及时注销"
    assert new.deed == "新增问题，连同措施1条"
    for one in found.findings:
        assert one.start is None or REPORT[one.start : one.end].strip("，；") in REPORT
        assert one.score is None or 0 < one.score <= 1
        assert bool(one.proposal) is bool(one.deed)
        assert not one.refusal
    assert ledger.head() == before

    _take_over(ledger, found)
    again = _compared(ledger, REPORT)
    assert not [one for one in again.findings if one.is_doable]
    assert {one.refusal for one in again.findings if one.standing is Standing.PARTLY} == {
        "已办过（2024-06-18 李明）"
    }
    undo(ledger, CLERK, today=TODAY)
    page = item_page(ledger, "ZG-2024-0001", today=TODAY)
    assert (page.row.measures_done, page.progress, page.truths.reported) == (0, (), None)
    assert _places(_compared(ledger, REPORT)) == _places(found)


def _places(found: Reconciliation) -> list[tuple[str, str, int | None]]:
    return [(one.standing.value, one.said, one.measure) for one in found.findings]


def _take_over(ledger: Ledger, found: Reconciliation) -> None:
    head = ledger.head().count
    done = _apply(ledger, found, *(one.ordinal for one in found.findings if one.proposal))
    assert ledger.head().count == head + 1
    assert (done.finished, done.progressed, done.asked) == (7, 12, 2)
    assert done.reported == ("ZG-2024-0001", "ZG-2024-0003", "ZG-2024-0006")
    assert done.added == ("ZG-2024-0009",)
    page = item_page(ledger, "ZG-2024-0001", today=TODAY)
    assert page.truths.reported is Reported.DONE
    assert page.progress[0].text.startswith("《关于巡察反馈意见整改进展情况的报告》（2024-06-18）：")
    assert item_page(ledger, "ZG-2024-0004", today=TODAY).truths.reported is Reported.UNDER_WAY
    (request,) = item_page(ledger, "ZG-2024-0004", today=TODAY).requests
    assert request.deadline.due == dt.date(2024, 9, 30)
    new = item_page(ledger, "ZG-2024-0009", today=TODAY)
    assert [measure.text for measure in new.measures] == ["要加强账号管理，信息中心要在7月底前完成账号清查"]
    assert new.measures[0].deadline is not None
    assert new.measures[0].deadline.due == dt.date(2024, 7, 31)
    assert (
        "口径变化：原为“完成重点岗位轮岗”" in item_page(ledger, "ZG-2024-0005", today=TODAY).progress[0].text
    )


def test_a_speech_is_held_against_them_too(ledger: Ledger) -> None:
    found = _compared(ledger, SPEECH)
    assert _by_place(found, Standing.DONE) == {(2, 1), (7, 2)}
    assert _by_place(found, Standing.LATER) == {(8, 1)}
    assert _by_place(found, Standing.SOFTER) == {(5, 2), (8, 2)}
    assert [one.said for one in found.findings if one.standing is Standing.NEW] == ["要加强节能降耗"]
    later = _only(found, Standing.LATER)
    assert later.grounds == "台账2024-12-31，报告2025-03-31（明年3月底前）"
    assert found.count(Standing.UNMENTIONED) == 11


def _only(found: Reconciliation, standing: Standing) -> Finding:
    (one,) = [one for one in found.findings if one.standing is standing]
    return one


def test_all_or_nothing_is_taken_over(ledger: Ledger) -> None:
    head = ledger.head()
    shown = ShownList("0" * 64, "报告", TODAY, ("ZG-2024-0001=1", "ZG-2024-0001=9"))
    good, bad = (
        Line(
            ordinal,
            RecordProgress("ZG-2024-0001", measure, "已印发", TODAY, done=True),
            Compared(Standing.DONE, "ZG-2024-0001", measure, "", "", None, None, None, "", ""),
        )
        for ordinal, measure in ((1, 1), (2, 9))
    )
    with pytest.raises(Refusal, match="没有措施9"):
        reconcile(ledger, CLERK, [good, bad], shown=shown, today=TODAY)
    with pytest.raises(Refusal, match="没有选中"):
        reconcile(ledger, CLERK, [], shown=shown, today=TODAY)
    assert ledger.head() == head


def _told(found: Reconciliation) -> dict[int, tuple[object, ...]]:
    """By number, what a line is about and says."""
    return {
        one.ordinal: (one.standing, one.said, one.start, one.promised, one.score) for one in found.findings
    }


@pytest.mark.parametrize("text", [REPORT, SPEECH])
def test_numbers_stay_whatever_is_taken_over(ledger: Ledger, text: str) -> None:
    found = _compared(ledger, text)
    assert [one.ordinal for one in found.findings] == list(range(1, len(found.findings) + 1))
    first, taken = _told(found), set[int]()
    doable = [one.ordinal for one in found.findings if one.is_doable]
    for some in (doable[1::3], doable[::3], doable[2::3]):
        _apply(ledger, _compared(ledger, text), *some)
        taken |= set(some)
        again = _compared(ledger, text)
        assert _told(again) == first
        assert {one.ordinal for one in again.findings if one.is_taken} == taken
        assert {one.refusal for one in again.findings if one.is_taken} == {"已办过（2024-06-18 李明）"}
        assert again.taken == len(taken)
    for _ in range(3):
        undo(ledger, CLERK, today=TODAY)
    assert _told(_compared(ledger, text)) == first
    assert not _compared(ledger, text).taken


def test_numbers_stay_when_the_ledger_goes_on(ledger: Ledger) -> None:
    found = _compared(ledger, REPORT)
    done, other = [one for one in found.findings if one.standing is Standing.DONE][:2]
    _apply(ledger, found, other.ordinal)
    assert done.measure is not None
    finish_measure(ledger, CLERK, done.number, done.measure, on=TODAY, today=TODAY)
    again = _compared(ledger, REPORT)
    assert again.numbered(done.ordinal) is None
    first = _told(found)
    assert {place: line for place, line in first.items() if place != done.ordinal} == _told(again)


def test_a_line_is_taken_over_once(ledger: Ledger) -> None:
    found = _compared(ledger, REPORT)
    _apply(ledger, found, 1)
    head = ledger.head()
    with pytest.raises(Refusal, match="第1条已办过（2024-06-18 李明），没有再办"):
        _apply(ledger, found, 1)
    shown = replace(found.shown, listed=("ZG-2024-0008=1", *found.shown.listed[1:]))
    with pytest.raises(Refusal, match="序号有变"):
        reconcile(ledger, CLERK, found.lines([2]), shown=shown, today=TODAY)
    assert ledger.head() == head


def test_who_may_not_is_told_at_each_proposal(ledger: Ledger) -> None:
    found = compare(ledger, Actor("张三", Role.READER), _mined(SPEECH), today=TODAY)
    assert {one.refusal for one in found.findings if one.proposal} == {
        "承诺对账由经办、审核、领导办理，您的角色是“只读”"
    }


def test_a_day_that_has_passed_asks_for_no_extension(ledger: Ledger) -> None:
    found = compare(ledger, CLERK, _mined(REPORT), today=dt.date(2024, 7, 5))
    refused = [one for one in found.findings if one.refusal]
    assert [one.number for one in refused] == ["ZG-2024-0004"]
    assert "延期须在到期前提出" in refused[0].refusal


def test_a_day_to_come_in_a_report_is_held_against_the_promise(ledger: Ledger) -> None:
    text = "整改情况报告\n（2024年6月18日）\n逐步推进隐患整改销号制度，明年8月底前完成。\n"
    found = _compared(ledger, text)
    assert _by_place(found, Standing.DONE) == set()
    later = _only(found, Standing.LATER)
    assert (later.number, later.deed) == ("ZG-2024-0008", "申请延期到2025-08-31")

"""A sample ledger made with the commands, and the app on it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
import shutil
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from textual import events
from textual._context import visible_screen_stack
from textual.cache import FIFOCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled, WorkerFailed

from tracker import tui
from tracker.desk.deadlines import read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, campaigns, intake, items, reporting
from tracker.ledger.commands.drafts import CandidateDraft, DocumentDraft, ItemDraft, MeasureDraft
from tracker.ledger.examination import examination
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location, locate
from tracker.ledger.review_rows import MarkRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, DeadlineKind, ItemKind, MarkKind, OwnerRole, Role
from tracker.settings import Settings
from tracker.tui import resting
from tracker.tui.app import TrackerApp
from tracker.tui.dialogs import form
from tracker.tui.dialogs.fields import ChoiceLine
from tracker.tui.keys import present
from tracker.tui.screens import ledger_list, past_list
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.item_table import ItemTable

TUI = str(Path(tui.__file__).parent)

OPERATOR = Actor("李明", Role.OPERATOR)
REVIEWER = Actor("王芳", Role.REVIEWER)

SPEECH = """在全局整改工作推进会上的讲话
（2024年3月15日）

同志们：
今天我们召开整改工作推进会，主要任务是盘点前一段的情况，把下一步要做的事情讲清楚。

一、前一段工作的成效
目前已整改问题十二个，新建制度五项，窗口排队时间比去年缩短了三成。

二、存在的不足
对照要求，我们的工作还有差距。一是项目档案还存在缺页漏项的现象，归档不及时；二是基层减负还不够到位，重复填表问题群众反映较多；三是培训课程更新频次还需加强。

三、下一步工作
一要抓好档案整理。档案室要在6月底前完成近三年项目档案的补齐归档，并开展一次交叉检查。
二要持续为基层减负。办公室牵头，各科室配合，对现有报表逐项清理，7月15日前公布保留清单。
三要推动成果转化。政策法规科要把两项调研成果转化为制度，9月底前完成。
"""

PULSE = 0.002
"""Seconds between two looks at whether something is under way: longer than the pauses set below."""

Row = tuple[str, str, str, str, tuple[str, ...], str]

ROWS: tuple[Row, ...] = (
    (
        "项目档案缺页漏项，归档不及时",
        "档案室",
        "6月底前",
        "近三年项目档案补齐归档",
        ("补齐近三年项目档案", "开展一次交叉检查", "制定归档时限规定"),
        "档案",
    ),
    (
        "重复填表问题群众反映较多，基层减负不够到位",
        "办公室",
        "6月20日前",
        "现有报表压减三分之一",
        ("逐项清理现有报表", "公布保留清单"),
        "作风",
    ),
    (
        "培训课程更新频次不够",
        "政策法规科",
        "9月底前",
        "两项调研成果转化为制度",
        ("建立课题跟踪清单", "两项成果转化为制度"),
        "工作",
    ),
    (
        "机关食堂采购验收签字不全",
        "机关服务中心",
        "5月31日前",
        "验收签字率达到百分之百",
        ("补签并核对去年以来的验收单", "实行双人验收"),
        "财务",
    ),
    (
        "窗口午间无人值守，办事群众往返跑",
        "政务服务科",
        "立行立改",
        "午间不断岗",
        ("排定午间值班表并公开",),
        "服务",
    ),
    (
        "支部组织生活记录不规范",
        "机关党委",
        "长期坚持",
        "记录完整、按季抽查",
        ("统一记录本式样", "每季度抽查一次"),
        "党建",
    ),
    (
        "公务用车台账与油卡记录对不上",
        "机关服务中心",
        "6月25日前",
        "逐车核对一致",
        ("逐车核对油卡记录",),
        "财务",
    ),
    ("信访件办结后回访不及时", "信访科", "8月前", "回访率达到百分之百", ("建立回访登记",), "服务"),
    (
        "政务公开栏目更新滞后",
        "办公室",
        "7月底前",
        "栏目按月更新",
        ("明确每个栏目的责任人", "每月通报一次更新情况"),
        "公开",
    ),
    ("会议室预约系统长期闲置", "信息中心", "2024-06-10", "恢复使用或下线", ("评估后恢复使用",), "信息化"),
    (
        "安全生产检查台账填写流于形式",
        "安全监管科",
        "12月底前",
        "检查一次、销号一次",
        ("修订检查表", "随机抽查整改情况"),
        "安全",
    ),
    (
        "老旧小区加装电梯协调机制不健全",
        "城建科",
        "年底前",
        "协调机制运转起来",
        ("每两周召开一次协调会",),
        "民生",
    ),
)
"""Problem, unit, deadline, target, measures, category."""


def fill(ledger: Ledger, folder: Path, today: dt.date) -> None:
    """Twelve items in every state, one document with candidates that wait for review."""
    started = dt.date(2024, 3, 20)
    campaigns.set_campaign(
        ledger, OPERATOR, today=started, name="2024年整改工作推进会", reporting_unit="市局整改办"
    )
    for title, unit, deadline, target, measures, category in ROWS:
        draft = ItemDraft(
            title=title,
            category=category,
            detail=f"检查组在{unit}调阅资料时发现：{title}，个别同志对此认识不足。",
            target=target,
            kind=ItemKind.PROBLEM if category != "民生" else ItemKind.TASK,
            deadline=read_deadline(deadline, base=started),
            owners={
                OwnerRole.LEAD: (unit,),
                OwnerRole.COOPERATING: ("整改办", "财务科"),
                OwnerRole.LEADER: ("周健",),
            },
            measures=tuple(MeasureDraft(text) for text in measures),
        )
        number = items.add_item(ledger, OPERATOR, draft, today=started)
        if number.endswith(("0008", "0011")):
            continue
        advancing.register(ledger, OPERATOR, [number], today=started)
    _work(ledger, folder, today)
    _store_speech(ledger, started)


def _work(ledger: Ledger, folder: Path, today: dt.date) -> None:
    proof = folder / "归档清单（签字版）.txt"
    proof.write_text("一、二〇二二年项目 12 卷\n二、二〇二三年项目 15 卷\n", encoding="utf-8")
    first, second, fourth, fifth, tenth = (f"ZG-2024-00{n:02}" for n in (1, 2, 4, 5, 10))
    for day, text, measure, done in (
        (dt.date(2024, 4, 10), "已清点近三年项目四十六个，列出缺项清单。", 1, False),
        (dt.date(2024, 5, 20), "缺项全部补齐，装订入库。", 1, True),
        (dt.date(2024, 6, 14), "交叉检查完成，发现的三处问题当场改正。", 2, True),
    ):
        reporting.add_progress(
            ledger, OPERATOR, first, text, on=day, measure=measure, done=done, today=max(day, today)
        )
    reporting.add_evidence(ledger, OPERATOR, first, [proof], measure=1, note="档案室盖章", today=today)
    for number in (fifth, tenth, fourth, second):
        for ordinal in (1, 2)[: len(next(r for i, r in enumerate(ROWS, 1) if number.endswith(f"{i:02}"))[4])]:
            items.finish_measure(ledger, OPERATOR, number, ordinal, on=dt.date(2024, 6, 12), today=today)
        if number == second:
            continue
        reporting.add_evidence(ledger, OPERATOR, number, [proof], today=today)
        found = examination(ledger, number, today=today).findings
        advancing.apply_for_closing(
            ledger,
            OPERATOR,
            number,
            today=today,
            completion="措施全部完成，经整改办现场核对属实。",
            inference="已在各科室开展同类问题自查，未发现新的情况。",
            answers={finding.ordinal: "归档清单为各项共用，原件在档案室。" for finding in found},
        )
    for number in (fifth, tenth):
        advancing.close(ledger, REVIEWER, number, today=today, opinion="同意销号")


def _store_speech(ledger: Ledger, today: dt.date) -> None:
    due = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30), "month-end")
    wanted: tuple[tuple[CandidateKind, str, int | None, Deadline | None, str], ...] = (
        (CandidateKind.RESULT, "目前已整改问题十二个，新建制度五项", None, None, ""),
        (CandidateKind.PROBLEM, "项目档案还存在缺页漏项的现象，归档不及时", None, None, ""),
        (CandidateKind.PROBLEM, "基层减负还不够到位，重复填表问题群众反映较多", None, None, ""),
        (CandidateKind.TASK, "一要抓好档案整理", None, None, ""),
        (CandidateKind.MEASURE, "档案室要在6月底前完成近三年项目档案的补齐归档", 3, due, "档案室"),
        (CandidateKind.MEASURE, "并开展一次交叉检查", 3, None, ""),
        (CandidateKind.TASK, "二要持续为基层减负", None, None, ""),
    )
    candidates = [
        CandidateDraft(
            kind=kind,
            text=text.removeprefix("并"),
            start=SPEECH.index(text),
            end=SPEECH.index(text) + len(text),
            section=("三、下一步工作",) if parent or kind is CandidateKind.TASK else ("二、存在的不足",),
            parent=parent,
            checkable=kind is CandidateKind.MEASURE,
            confidence=0.9,
            deadline=deadline,
            owners=((OwnerRole.LEAD, unit),) if unit else (),
            missing=("何时",) if kind is CandidateKind.MEASURE and deadline is None else (),
            rules=("numbered-directive",),
            marks=_marks(deadline.phrase if deadline else "", unit),
        )
        for kind, text, parent, deadline, unit in wanted
    ]
    digest = hashlib.sha256(SPEECH.encode()).hexdigest()
    draft = DocumentDraft(
        "在全局整改工作推进会上的讲话", SPEECH, digest, "讲话.txt", digest, dt.date(2024, 3, 15)
    )
    stored = intake.store_document(ledger, OPERATOR, draft, candidates, today=today)
    accept_first(ledger, stored.document_id, today)


def _marks(phrase: str, unit: str) -> tuple[MarkRow, ...]:
    found = ((MarkKind.OWNER, unit), (MarkKind.DEADLINE, phrase))
    return tuple(
        MarkRow(kind, SPEECH.index(text), SPEECH.index(text) + len(text)) for kind, text in found if text
    )


def accept_first(ledger: Ledger, document_id: int, today: dt.date) -> None:
    """One candidate becomes an item with a source, one is rejected; the others wait."""
    from tracker.ledger import reviews

    rows = reviews.candidates(ledger, document_id)
    intake.accept(ledger, OPERATOR, document_id, today=today, only=[rows[3].id])
    intake.reject(ledger, OPERATOR, [rows[6].id], reason="与已有事项重复", today=today)


@pytest.fixture(autouse=True)
def _plain_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours as they are, keys as delivered, and no waiting for a pause in typing."""
    present.use({})
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(ledger_list, "TYPING_PAUSE", PULSE / 2)
    monkeypatch.setattr(past_list, "TYPING_PAUSE", PULSE / 2)
    monkeypatch.setattr(resting, "LONE_PAUSE", PULSE / 2)
    monkeypatch.setattr(resting, "HELD_PAUSE", PULSE / 2)
    monkeypatch.setattr(form, "TYPING_PAUSE", PULSE / 2)
    monkeypatch.setattr(Screen, "_compositor_refresh", _drawn_when_looked_at)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    monkeypatch.setattr("textual.strip.FIFOCache", _nothing_remembered)


_rules: dict[tuple[object, ...], list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


def _parsed_once(sheet: Stylesheet, css: str, read_from: tuple[str, str], *more: Any, **named: Any) -> Any:
    """Each opening of the app would read its style sheets anew."""
    key = (css, read_from, more, *named.items(), *sheet._variables.items())
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, css, read_from, *more, **named)
    return _rules[key]


class _Forgetful(FIFOCache[Any, Any]):
    """Remembers nothing."""

    def set(self, key: Any, value: Any) -> None:
        """Let go of it."""

    __setitem__ = set


_forgetful = _Forgetful(0)


def _nothing_remembered(_: int) -> _Forgetful:
    """Seven caches for each line of each widget took a third of a drawing that is looked at once."""
    return _forgetful


def _drawn_when_looked_at(screen: Screen[None]) -> None:
    """Each frame drawn for nobody is two fifths of a test's time: `Driver.text` draws the whole screen."""
    screen._dirty_widgets.clear()


@pytest.fixture(autouse=True)
def _no_statement_on_the_ui_thread() -> Iterator[None]:
    """The screen stands still while a statement runs: pages read and write in threads only.

    Tests themselves use the ledger where they please; what counts is a statement asked for by the app.
    """

    def refuse(*_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        frame = sys._getframe(1)
        while frame is not None:
            if TUI in frame.f_code.co_filename:
                raise AssertionError(f"a statement on the UI thread: {frame.f_code.co_qualname}")
            frame = frame.f_back

    event.listen(Engine, "before_cursor_execute", refuse)
    yield
    event.remove(Engine, "before_cursor_execute", refuse)


@pytest.fixture(scope="session")
def _sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    folder = tmp_path_factory.mktemp("sample")
    with Ledger.open(folder / "台账.db", create=True) as ledger:
        fill(ledger, folder, dt.date(2024, 6, 18))
    return folder


@pytest.fixture
def sample(_sample_template: Path, tmp_path: Path) -> Location:
    """A ledger with items in every state."""
    folder = shutil.copytree(_sample_template, tmp_path / "sample")
    return locate(str(folder / "台账.db"))


LAYOUTS = 20
"""Looks that find a page still being laid out: one that is never seen, below another, never is."""


class Driver:
    """Works the app as a person would, and reads its screen."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Until nothing is under way: no worker of ours, no message, no scrolling, nothing to lay out."""
        quiet = laid_out = 0
        while quiet < 3 and self.app.is_running:
            await asyncio.sleep(PULSE)
            await self.app.animator.wait_for_idle()
            self.app.screen._on_timer_update()
            ours = [worker for worker in self.app.workers if worker.group != "_loader"]
            if ours:
                quiet = 0
                with contextlib.suppress(WorkerFailed, WorkerCancelled):
                    await self.app.workers.wait_for_complete(ours)
            elif self._has_messages:
                quiet = 0
            elif self._is_being_laid_out and laid_out < LAYOUTS:
                quiet, laid_out = 0, laid_out + 1
            else:
                quiet += 1

    @property
    def _has_messages(self) -> bool:
        """Of the page on top or the app."""
        pumps = (self.app, *self.app.screen.walk_children(with_self=True))
        return any(pump.message_queue_size for pump in pumps)

    @property
    def _is_being_laid_out(self) -> bool:
        """Or something waits for that, as the text of a dialog for its width."""
        screen = self.app.screen
        return bool(screen._layout_required or screen._layout_widgets or screen._callbacks)

    async def press(self, *keys: str) -> None:
        """Keys one after the other, each with all that follows from it."""
        for key in keys:
            self._send(key)
            await self.settle()

    def _send(self, key: str) -> None:
        """As the terminal's driver does; Pilot's own `press` sleeps 60 ms for each key."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = events.Key(name, key if len(key) == 1 else None)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def type(self, field: str, text: str) -> None:
        """Fill in a field of the form on top."""
        control = self.app.screen.query_one(f"#field-{field}")
        if isinstance(control, TextArea):
            control.text = text
        elif isinstance(control, Input):
            control.value = text
        elif isinstance(control, ChoiceLine):
            while control.value != text:
                control.action_step(1)
        await self.settle()

    async def home(self) -> None:
        """To the ledger's list as one opens it: nothing above it or said, no filter, on the first line."""
        await self._leave()
        await self.press("2")
        await self._leave()
        page = self.app.screen
        assert isinstance(page, LedgerList)
        page.query_one(ItemTable).clear_marks()
        await self.press(*["escape"] * bool(page.filter_line), "home")

    async def becomes(self, actor: Actor) -> None:
        """Somebody else at the same keyboard, who begins with the list."""
        self.app.office.actor = actor
        await self.home()
        assert isinstance(self.app.screen, LedgerList)
        self.app.screen.tell_actor()
        await self.settle()

    async def resize(self, size: tuple[int, int]) -> None:
        """Another size of the terminal, and all that follows from it."""
        await self.pilot.resize_terminal(*size)
        await self.settle()

    async def _leave(self) -> None:
        """What lies above the first page of a section."""
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        self.app.clear_notifications()
        await self.settle()

    def text(self) -> str:
        """The screen as lines of text, with what shows of the ones below."""
        visible_screen_stack.set(self.app._background_screens)
        lines = [
            "".join(part.text for part in strip) for strip in self.app.screen._compositor.render_strips()
        ]
        return "\n".join(line.rstrip() for line in lines) + "\n"


Opening = Callable[..., contextlib.AbstractAsyncContextManager[Driver]]


@pytest.fixture
def opening(today: dt.date) -> Opening:
    """Opens the app on a ledger, at a size, for somebody."""

    @contextlib.asynccontextmanager
    async def opened(
        location: Location,
        *,
        size: tuple[int, int] = (120, 40),
        actor: Actor = OPERATOR,
        settings: Settings | None = None,
        own_folder: Path | None = None,
        start: str = "ledger",
        **more: Any,
    ) -> AsyncIterator[Driver]:
        app = TrackerApp(
            lambda: Ledger.open(location),
            actor,
            lambda: today,
            settings=settings,
            own_folder=own_folder,
            start=start,
            **more,
        )
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await driver.settle()
            yield driver

    return opened

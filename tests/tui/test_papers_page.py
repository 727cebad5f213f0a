"""出文: every kind of paper seen before it is written, numbered, recorded, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tracker.desk.past_days import SAYS
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.papers import issued_sheets
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, PaperKind, Role
from tracker.settings import Settings
from tracker.tui.paper_choices import GROUPS
from tracker.tui.screens import papers
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.papers import PapersScreen
from tracker.tui.widgets.row_list import RowList


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files that the system's program was to show."""
    found: list[Path] = []

    def open_with_system(path: Path) -> bool:
        found.append(path)
        return True

    monkeypatch.setattr(papers, "open_with_system", open_with_system)
    return found


@pytest.fixture
def late(sample: Location) -> Location:
    """With an item that is overdue and still worked on."""
    started = dt.date(2024, 3, 20)
    draft = ItemDraft(
        title="食堂验收单没有补签",
        target="补齐",
        deadline=Deadline("5月底前", DeadlineKind.DATE, dt.date(2024, 5, 31)),
        owners={OwnerRole.LEAD: ("机关服务中心",), OwnerRole.LEADER: ("周健",)},
        measures=(MeasureDraft("逐步推进补签工作"),),
    )
    with Ledger.open(sample) as ledger:
        number = add_item(ledger, OPERATOR, draft, today=started)
        register(ledger, OPERATOR, [number], today=started)
    return sample


OPERATOR = Actor("李明", Role.OPERATOR)
KINDS = [kind for _, kinds in GROUPS for kind in kinds]


def test_every_kind_is_offered_once() -> None:
    assert sorted(KINDS) == sorted(PaperKind)


async def _open(driver: Any, kind: PaperKind) -> None:
    await driver.press("alt+t", *"cw", "enter")
    assert isinstance(driver.app.screen, PapersScreen)
    driver.app.screen.query_one(RowList).go_to(kind.value)
    await driver.settle()


async def test_a_notice_is_seen_then_issued_and_undone(
    opening: Any, late: Location, tmp_path: Path, opened: list[Path]
) -> None:
    async with opening(late, size=(120, 40), settings=Settings(exports=tmp_path)) as driver:
        await _open(driver, PaperKind.SUPERVISION)
        text = driver.text()
        assert "整改督办通知单" in text
        assert "督办通知单1份，1个事项，文号从督办〔2024〕1号编起" in text
        assert "机关服务中心：" in text
        await driver.press("f4")
        await driver.type("due", "+1周")
        await driver.type("issuer", "市局[/]整改办")
        await driver.press("f2")
        assert "2024年6月25日" in driver.text()
        assert "市局[/]整改办" in driver.text()
        await driver.press("f2")
        assert "编号（督办〔2024〕1号起），登记为已发出" not in driver.text()
        await driver.press("f2")
        text = driver.text()
        assert "已写出督办通知单草稿，1个事项" in text and "按 F7 打开" in text
        path = tmp_path / "督办通知单_20240618.docx"
        assert "市局[/]整改办" in "\n".join(line.text for line in Document(str(path)).paragraphs)
        await driver.press("f6")
        assert "还没有登记过发文" in driver.text()
        await driver.press("f2")
        await driver.type("issue", "yes")
        await driver.press("f2")
        assert "已登记发文督办〔2024〕1号" in driver.text()
        await driver.press("f7")
        assert opened == [path]
        await driver.press("f6", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "编号:ZG-2024-0014" in driver.text()
        await driver.press("f9")
        with Ledger.open(late) as ledger:
            assert issued_sheets(ledger) == []


FILLED = {
    PaperKind.ADMONITION: {"due": "+1周"},
    PaperKind.HANDOVER: {"who": "周健"},
    PaperKind.BETWEEN: {"since": "2024-5-1"},
}
"""What a kind cannot do without."""


WRITTEN = {PaperKind.SUPPLEMENT, PaperKind.CLOSING, PaperKind.HANDOVER, PaperKind.BETWEEN}
"""One of each way in which a paper is made."""


async def test_every_kind_can_be_seen_and_written(opening: Any, late: Location, tmp_path: Path) -> None:
    async with opening(late, size=(60, 20), settings=Settings(exports=tmp_path)) as driver:
        await driver.press("alt+t", *"cw", "enter")
        for kind in KINDS:
            page = driver.app.screen
            assert isinstance(page, PapersScreen)
            if kind in FILLED:
                await driver.press("f4")
                for name, text in FILLED[kind].items():
                    await driver.type(name, text)
                await driver.press("f2")
            assert f"{kind.word}1份" in driver.text() or "第 1/" in driver.text()
            if kind in WRITTEN:
                await driver.press("f2", "f2")
                assert f"已写出{kind.word}" in driver.text()
                assert list(tmp_path.glob(f"{kind.word}_20240618*.docx")), kind
            await driver.press("down")


async def test_what_papers_are_about_and_what_they_lack(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    async with opening(sample, size=(80, 24), settings=Settings(exports=tmp_path)) as driver:
        # A template to begin with
        await _open(driver, PaperKind.REMINDER)
        await driver.press("f8", "f2")
        assert (tmp_path / "提醒函模板.docx").exists()
        await driver.press("f8", "f2")
        assert "已经有这个文件了" in driver.text()

        # What is lacking is told in place of the paper
        await driver.home()
        await _open(driver, PaperKind.BETWEEN)
        assert "请在“填" in driver.text()
        assert "--since" not in driver.text()
        await driver.press("f2")
        assert "请在“填" in driver.text()
        await driver.press("up", "f4")
        await driver.type("day", "2024-6-19")
        await driver.press("f2")
        assert "还没有到" in driver.text()
        await driver.press("f4")
        await driver.type("day", "到哪一天都行的那一天")
        await driver.press("f2")
        refused = driver.app.screen.query_one("#form-refused")
        drawn = "".join(refused.render_line(y).text.strip() for y in range(refused.size.height))
        assert drawn.endswith(SAYS.split("、")[-1]), "nothing of it is cut"

        # Papers are about what is marked or chosen
        await driver.home()
        await driver.press("down", "space", "space")
        await _open(driver, PaperKind.ASSIGNMENT)
        assert "范围 标记的2项" in driver.text()
        await driver.press("right")
        assert "第 2/2 份" in driver.text()
        await driver.press("f3", *"信访科", "enter")
        assert '范围 单位:"信访科"' in driver.text()
        assert "交办单1份，1个事项" in driver.text()
        await driver.press("f3", *"写筛选", "enter")
        await driver.type("line", "状态:没有这个")
        await driver.press("f2")
        assert "没有这个" in driver.text()
        await driver.type("line", "单位:办公室")
        await driver.press("f2")
        assert "范围 单位:办公室" in driver.text()
        await driver.press("escape", "alt+u", "enter")
        await driver.press("alt+t", *"cw", "enter")
        assert "范围 ZG-2024-0004" in driver.text()


async def test_a_draft_that_comes_late_is_not_shown_for_another_kind(opening: Any, late: Location) -> None:
    async with opening(late) as driver:
        await _open(driver, PaperKind.SUPERVISION)
        page = driver.app.screen
        before = page._preview
        await _open_kind(driver, PaperKind.ASSIGNMENT)
        shown = driver.text()
        page._drafted(before)
        await driver.settle()
        assert driver.text() == shown
        assert page._preview.choice.kind is PaperKind.ASSIGNMENT


async def _open_kind(driver: Any, kind: PaperKind) -> None:
    driver.app.screen.query_one(RowList).go_to(kind.value)
    await driver.settle()

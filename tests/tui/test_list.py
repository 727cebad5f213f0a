"""The list: filtering, sorting, moving, what is read and when."""

from __future__ import annotations

import datetime as dt
import re
import threading
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from textual import events

from tests.tables import one_after_the_other
from tests.tui.conftest import OPERATOR
from tracker import paths
from tracker.errors import LedgerBusy, LedgerUnusable
from tracker.ledger.actor import Actor
from tracker.ledger.commands import campaigns, items, views
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.known_values import Known, KnownValues
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role
from tracker.settings import load
from tracker.text.cells import width
from tracker.tui.app import TrackerApp
from tracker.tui.column_layout import ColumnLayout, Place
from tracker.tui.completion import offers
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.widgets.filter_line import OfferList
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.widgets.view_tabs import ViewTabs
from tracker.tui.workers import writes

FILTERS = {
    "单位:机关服务中心": {"ZG-2024-0004", "ZG-2024-0007"},
    "状态：已销号": {"ZG-2024-0005", "ZG-2024-0010"},
    "逾期": {"ZG-2024-0004"},
    "没有这样的词": set(),
}


async def test_filters_are_typed_picked_and_told(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # Searching as one types
        await driver.press("/", *"ZG-2024-0009")
        text = driver.text()
        assert "政务公开栏目更新滞后" in text
        assert "项目档案缺页漏项" not in text
        assert "1 项" in text
        await driver.press("escape", "escape")
        assert "项目档案缺页漏项" in driver.text()

        # What each filter finds
        await driver.home()
        for line, expected in FILTERS.items():
            driver.app.screen.set_filter(line)
            await driver.settle()
            text = driver.text()
            found = {number for n in range(1, 14) if (number := f"ZG-2024-{n:04}") in text}
            assert found == expected, line

        # A filter that cannot be read says why and keeps the list
        await driver.home()
        driver.app.screen.set_filter("颜色:红")
        await driver.settle()
        text = driver.text()
        assert "筛选条件看不懂“颜色:”" in text
        assert "ZG-2024-0001" in text
        driver.app.screen.set_filter("未销号 颜色:红")
        await driver.settle()
        lines = driver.text().splitlines()
        place = next(number for number, line in enumerate(lines) if "^^" in line)
        assert width(lines[place].split("^")[0]) == width(lines[place - 1].split("颜色")[0])

        # Quick filters
        await driver.home()
        for key, typed, filter_line in (
            ("6", "申请", "状态:申请销号"),
            ("7", "逾期完成", "预警:逾期完成"),
            ("8", "信访", "单位:信访科"),
        ):
            await driver.press(key)
            driver.app.screen.query_one("#pick-line").value = typed
            await driver.settle()
            await driver.press("enter")
            assert driver.app.screen.filter_line == filter_line
            await driver.press("0")
            assert driver.app.screen.filter_line == "", key

        # What lags is picked with the lights
        await driver.home()
        await driver.press("7", *"滞后", "enter")
        assert driver.app.screen.filter_line == "进度:滞后"
        text = driver.text()
        assert "ZG-2024-0001" in text
        assert "滞后22个百分点" in text
        assert "ZG-2024-0005" not in text

        # An offer is taken by Tab, arrows or the mouse
        await driver.home()
        await driver.press("/", *"dw", "tab", *"bgs")
        assert driver.app.screen.filter_line == "单位:bgs"
        assert "办公室" in driver.text()
        await driver.press("down", "enter")
        assert driver.app.screen.filter_line == "单位:办公室 "
        assert "2 项" in driver.text()
        await driver.press(*"yu", "enter")
        assert driver.app.screen.query_one(ItemTable).has_focus
        await driver.press("escape", "/", *"zhou", "escape", "escape", "/", "滞")
        await driver.pilot.click(OfferList, offset=(2, 0))
        await driver.settle()
        assert driver.app.screen.filter_line == "滞后 "


async def test_marks_stay_and_the_pane_follows_the_cursor(
    opening: Any, sample: Location, tmp_path: Any
) -> None:
    async with opening(sample) as driver:
        # Marks stay and are exported
        await driver.press("space", "down", "shift+down", "shift+down", "shift+up")
        assert "已标 3 项" in driver.text()
        driver.app.screen.set_filter("单位:办公室")
        await driver.settle()
        assert "已标 3 项（列表外 3 项）" in driver.text()
        await driver.press("f5")
        assert "导出标记的 3 项" in driver.text()
        target = tmp_path / "标记.xlsx"
        await driver.type("path", str(target))
        await driver.press("f2")
        assert "已导出3个事项" in driver.text()
        assert target.exists()
        await driver.press("enter", "alt+i")
        assert "已标 5 项" in driver.text()
        await driver.press("ctrl+a", "alt+u")
        assert "已标" not in driver.text()

        # The pane follows the cursor and sorting keeps it
        await driver.home()
        await driver.press("down", "down")
        assert "建立课题跟踪清单" in driver.text()
        await driver.press("end")
        assert "出处" in driver.text()
        await driver.press("home", "down", "ctrl+o", *"时限", "enter")
        assert "按时限排序" in driver.text()
        assert driver.app.screen.number == "ZG-2024-0002"


async def test_no_statement_runs_on_the_thread_of_the_screen(opening: Any, sample: Location) -> None:
    threads: set[int] = set()

    def note(*arguments: object) -> None:
        threads.add(threading.get_ident())

    event.listen(Engine, "before_cursor_execute", note)
    try:
        async with opening(sample) as driver:
            await driver.press("down", "enter", "escape", "8", "escape", "ctrl+r", "enter", "escape")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert threads
    assert threading.get_ident() not in threads


async def test_only_windows_in_sight_are_fetched(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(120, 24)) as driver:
        table = driver.app.screen.query_one(ItemTable)
        asked: list[int] = []
        original = driver.app.screen.on_item_table_window_wanted
        driver.app.screen.on_item_table_window_wanted = lambda message: (
            asked.append(message.window),
            original(message),
        )
        table.show_ids(tuple(range(1, 100_001)))
        await driver.settle()
        await driver.press("end")
        assert set(asked) <= {0, 780, 781}
        assert table.cursor == 99_999


async def test_the_end_is_that_of_the_whole_list(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        table = driver.app.screen.query_one(ItemTable)
        with one_after_the_other() as tried:
            for keys, line in ((["end"], 999), (["end", "up"], 126), (["end", "home"], 0)):
                table.show_ids(tuple(range(1, 129)), is_whole=False)
                await driver.press("home")
                with tried(keys):
                    await driver.press(*keys)
                    table.show_ids(tuple(range(1, 1_001)))
                    await driver.settle()
                    assert table.cursor == line


async def test_the_end_of_another_list_was_not_asked_for(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        table = driver.app.screen.query_one(ItemTable)
        here = table.lines.ids[1]
        table.show_ids((*range(1_001, 1_128), here), is_whole=False)
        await driver.press("end")
        driver.app.screen.set_filter("未销号 或 已销号")
        await driver.settle()
        assert table.current_id == here


async def test_the_cursor_goes_to_a_new_item(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        await driver.press("ctrl+n")
        await driver.type("title", "档案室漏水未修")
        await driver.press("f2")
        row = driver.app.screen.query_one(ItemTable).current_row
        assert row is not None and row.item.title == "档案室漏水未修"
        driver.app.screen.set_filter("逾期")
        await driver.settle()
        before = driver.app.screen.query_one(ItemTable).current_row
        await driver.press("ctrl+n")
        await driver.type("title", "门窗未修")
        await driver.press("f2")
        assert driver.app.screen.query_one(ItemTable).current_row == before, "it is not in this list"


async def test_a_foreign_failure_is_told_in_both_themes(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*arguments: object, **named: object) -> str:
        raise LedgerBusy("另一个程序正在写台账，请稍后再试")

    monkeypatch.setattr(writes, "undo", busy)
    async with opening(sample) as driver:
        # A foreign failure is told
        await driver.press("f9")
        assert "另一个程序正在写台账" in driver.text()
        await driver.press("enter")
        assert "ZG-2024-0001" in driver.text()

        # Both themes
        await driver.home()
        dark = driver.app.export_screenshot()
        await driver.press("ctrl+l")
        assert driver.app.theme == "朱红·浅色"
        assert driver.app.export_screenshot() != dark


async def test_every_size(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(60, 20)) as driver:
        for size in ((60, 20), (250, 70)):
            await driver.home()
            await driver.resize(size)
            assert "整改台账" in driver.text(), size
            await driver.press("enter")
            assert "ZG-2024-0001" in driver.text(), size
            for other in ((60, 20), (250, 70), (110, 30), (100, 1), (1, 1), (80, 24)):
                await driver.pilot.resize_terminal(*other)
            await driver.settle()
            assert "ZG-2024-0001" in driver.text(), size


async def test_no_color(opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(sample) as driver:
        assert "▲ 已逾期18天" in driver.text()


async def test_a_ledger_that_cannot_be_opened_is_told(today: dt.date) -> None:
    def factory() -> Ledger:
        raise LedgerUnusable("打不开台账“/旧/台账.db”：文件已损坏")

    app = TrackerApp(factory, Actor("李明", Role.OPERATOR), lambda: today, start="ledger")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await pilot.pause(0.02)
        assert isinstance(app.screen, Notice)
        await pilot.press("enter", "f10")
        assert not app.is_running or app.return_value is None


async def test_an_items_page_scrolls_with_the_arrows(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        for size in ((80, 24), (120, 24)):
            await driver.home()
            await driver.resize(size)
            await driver.press("enter")
            assert "佐证材料 ─" not in driver.text(), size
            await driver.press("pagedown")
            assert "佐证材料 ─" in driver.text(), size


async def test_views_are_tabs_and_one_campaign_or_all_are_listed(
    opening: Any, sample: Location, today: dt.date
) -> None:
    with Ledger.open(sample) as ledger:
        views.save_view(ledger, OPERATOR, "信访的", "单位:信访科", today=dt.date(2024, 6, 18))
    with Ledger.open(sample) as ledger:
        campaigns.add_campaign(ledger, OPERATOR, "审计整改", today=today, number_prefix="SJ")
        items.add_item(ledger, OPERATOR, ItemDraft(title="油卡对不上", campaign="审计整改"), today=today)
        campaigns.link_items(ledger, OPERATOR, ["ZG-2024-0001"], campaign="审计整改", today=today)
    async with opening(sample) as driver:
        # Views are tabs
        assert "│ 信访的 │" in driver.text()
        await driver.press("】")
        assert driver.app.screen.filter_line == "@信访的"
        await driver.press("[")
        assert driver.app.screen.filter_line == ""
        await driver.pilot.click(ViewTabs, offset=(9, 0))
        await driver.settle()
        assert driver.app.screen.filter_line == "@信访的"

        # One campaign or all
        await driver.home()
        assert "全部专项（2个）" in driver.text()
        await driver.press("9", *"审计", "enter")
        text = driver.text()
        assert "整改台账 ▏审计整改" in text
        assert " 共 2 " in text
        assert "油卡对不上" in text
        assert "ZG-2024-0001" in text
        assert "ZG-2024-0002" not in text
        driver.app.screen.set_filter("油卡")
        await driver.settle()
        assert "1 项" in driver.text()
        await driver.press("0", "9", "enter")
        assert "全部专项（2个）" in driver.text()
        assert "ZG-2024-0002" in driver.text()


async def test_saved_views_and_groups_that_fold(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # Saved views are opened, saved and removed
        await driver.press("v")
        assert "还没有视图" in driver.text()
        driver.app.screen.set_filter("单位:信访科")
        await driver.settle()
        await driver.press("v", "enter")
        assert "保存视图" in driver.text()
        await driver.type("name", "信访 的")
        await driver.press("f2")
        assert "不含空格和标点" in driver.text()
        await driver.type("name", "信访的")
        await driver.press("f2")
        assert "已保存视图“信访的”" in driver.text()
        await driver.press("0", "v", *"信访的", "enter")
        assert driver.app.screen.filter_line == "@信访的"
        text = driver.text()
        assert "信访件办结后回访不及时" in text
        assert "1 项" in text
        driver.app.screen.set_filter("@信访的 逾期")
        await driver.settle()
        await driver.press("v", *"把现在", "enter")
        form = driver.app.screen
        assert form.values == {"name": "信访的", "line": "(单位:信访科) 逾期"}, "changed as a whole"
        await driver.press("f2")
        driver.app.screen.set_filter("@信访的")
        await driver.press("v", *"改名", "enter", "enter")
        await driver.type("name", "信访逾期")
        await driver.press("f2")
        assert "视图“信访的”已改名为“信访逾期”" in driver.text()
        assert driver.app.screen.filter_line == "@信访逾期"
        await driver.press("v", *"删除", "enter", "enter")
        text = driver.text()
        assert "已删除视图“信访逾期”" in text
        assert driver.app.screen.filter_line == "(单位:信访科) 逾期", "what it stood for goes on"
        assert "没有视图“" not in text

        # Groups have headings that fold
        await driver.home()
        await driver.press("alt+g", *"牵头", "enter")
        text = driver.text()
        assert "▾ 办公室  2 项" in text
        assert "按牵头单位分组" in text
        await driver.press("home", "left")
        assert "▸" in driver.text()
        await driver.press("left")
        text = driver.text()
        assert "▾" not in text
        assert "ZG-2024-0004 " not in text.split("│")[0]
        await driver.press("home", "space", "enter", "down")
        assert driver.app.screen.query_one(ItemTable).marks.count >= 1
        assert driver.app.screen.number


KNOWN = KnownValues(
    {
        OwnerRole.LEAD: (Known("组织部", ("zzb",)), Known("市 办公室", ("s bgs",))),
        OwnerRole.LEADER: (Known("周健", ("zj",)),),
    },
    (Known("信访科", ("xfk", "sfk")),),
    (Known("王芳", ("wf",)),),
    {"问题类别": (Known("财务", ("cw",)),)},
    (Known("本月到期", ("bydq",)),),
)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("", ""),
        ("核", "核实:"),
        ("未销号 自", "自报:"),
        ("核实", "核实:"),
        ("核实:不", "不属实"),
        ("自报：推", "推进中"),
        ("-延期申", "延期申请:"),
        ("延期申请:待", "待批准"),
        ("滞", "滞后"),
        ("滞后", ""),
        ("yq", "延期申请:"),
        ("单位:zz", "组织部"),
        ("单位:组织部、xf", "信访科"),
        ("单位:市", '"市 办公室"'),
        ("(未销号 领导:", "周健"),
        ("领导:wf", "王芳"),
        ("zzb", "单位:组织部"),
        ("财务", "问题类别:财务"),
        ("问题类别:c", "财务"),
        ("@by", "@本月到期"),
        ("时限:下", "下周"),
        ("没有这样的词", ""),
    ],
)
def test_the_filter_line_offers_what_could_come_next(line: str, first: str) -> None:
    found = offers(line, KNOWN).offers
    assert (found[0].text if found else "") == first


async def test_columns_and_their_order_are_kept_and_headings_sort(
    opening: Any, sample: Location, tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(paths, "config_dir", lambda: tmp_path / "own")
    async with opening(sample, size=(160, 40), own_folder=tmp_path / "own") as driver:
        table = driver.app.screen.query_one(ItemTable)
        seen = [shown.column.heading for shown in table.columns()]
        await driver.press("alt+c")
        ticked = re.findall(r"\[√\] ([^ ]+(?: / [^ ]+)?)", driver.text())
        assert ticked == seen, "what is ticked is what is seen"
        await driver.press("f2")
        assert not table.column_layout.is_chosen, "nothing was changed"
        await driver.press("alt+c", "end", "space", *["up", "space"] * 5)
        assert "销号日期      按内容        放不下" in driver.text()
        await driver.press(*["space", "down"] * 5, *["shift+up"] * 18, "right", "f2")
        assert "销号日期" in driver.text()
        place = next(shown for shown in table.columns() if shown.column.key == "title")
        for said in ("按问题 / 任务排序", "按问题 / 任务倒序"):
            await driver.pilot.click(ItemTable, offset=(2 + place.start, 0))
            await driver.settle()
            assert said in driver.text()
        edge = 2 + place.start + place.cells
        await driver.pilot.mouse_down(ItemTable, offset=(edge, 0))
        await driver.pilot.hover(ItemTable, offset=(edge - 5, 0))
        await driver.pilot.mouse_up(ItemTable, offset=(edge - 5, 0))
        await driver.settle()
    kept = load()
    assert any(word.startswith("closed:") for word in kept.columns)
    assert len([word for word in kept.columns if ":" in word]) == 2
    assert kept.sort == "-title"
    async with opening(sample, size=(160, 40), settings=kept) as driver:
        assert "销号日期" in driver.text()


async def test_columns_go_by_under_keys_wheel_and_clicks(opening: Any, sample: Location) -> None:
    def heading() -> str:
        return next(line for line in driver.text().splitlines() if "编号 " in line)

    async with opening(sample, size=(80, 24)) as driver:
        table = driver.app.screen.query_one(ItemTable)
        assert heading().endswith("›") and "措施" not in heading()
        await driver.press("shift+right")
        assert heading().startswith("‹ 编号")
        assert "措施" in heading() and "问题 / 任务" not in heading() and "›" not in heading()
        assert "ZG-2024-0001" in driver.text()
        await driver.press("shift+right", "shift+left")
        assert "问题 / 任务" in heading()
        for event, is_aside in (
            (events.MouseScrollRight, True),
            (events.MouseScrollLeft, False),
        ):
            table.post_message(event(table, 9, 5, 1, 0, 0, shift=False, meta=False, ctrl=False))
            await driver.settle()
            assert heading().startswith("‹") is is_aside
        for event, is_aside in ((events.MouseScrollDown, True), (events.MouseScrollUp, False)):
            table.post_message(event(table, 9, 5, 0, 1, 0, shift=True, meta=False, ctrl=False))
            await driver.settle()
            assert heading().startswith("‹") is is_aside
        await driver.pilot.click(ItemTable, offset=(width(heading()) - 1, 0))
        await driver.settle()
        assert heading().startswith("‹")
        await driver.pilot.click(ItemTable, offset=(0, 0))
        await driver.settle()
        assert "问题 / 任务" in heading()
        await driver.press("shift+right")
        await driver.pilot.resize_terminal(160, 40)
        await driver.settle()
        assert "问题 / 任务" in heading() and "措施" in heading(), "there is room for all"
        await driver.pilot.resize_terminal(60, 20)
        await driver.press("shift+right", "shift+right", "shift+right")
        layout = ColumnLayout((Place("number"), Place("title")), is_chosen=True)
        table.post_message(ItemTable.ColumnsDragged(layout))
        await driver.settle()
        assert "问题 / 任务" in heading(), "there are no others to go by"

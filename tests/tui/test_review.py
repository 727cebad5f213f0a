"""复核 of what was mined, and mining a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.ledger.commands import intake
from tracker.ledger.commands.drafts import CandidateDraft, DocumentDraft
from tracker.ledger.location import Location
from tracker.ledger.rows import Actor
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, Role

OPERATOR = Actor("李明", Role.OPERATOR)


async def test_accepting_goes_on_by_itself(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter")
        text = driver.text()
        assert "待复核 4" in text
        assert "候选 2/7" in text
        await driver.press("enter")
        text = driver.text()
        assert "已收下：新增 ZG-2024-0014" in text
        assert "候选 3/7" in text
        await driver.press("ctrl+z")
        assert "待复核 4" in driver.text()


async def test_rejecting_wants_a_reason(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter", "x", "f2")
        assert "弃用理由不能为空" in driver.text()
        await driver.type("reason", "只是表态")
        await driver.press("f2")
        text = driver.text()
        assert "已弃 2" in text
        assert "候选 3/7" in text
        await driver.press("up", "enter")
        assert "已经复核过" in driver.text()


async def test_accepting_all_asks_first(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter", "ctrl+a")
        assert "收下其余 4 条" in driver.text()
        await driver.press("enter")
        assert "全部复核完毕" in driver.text()


async def test_the_source_is_shown_in_its_context(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("f6")
        assert "是手工新增的，没有来源文件" in driver.text()
        await driver.press("end", "f6")
        text = driver.text()
        assert "▌ 一要抓好档案整理。" in text
        assert "今天我们召开整改工作推进会" in text
        await driver.press("escape")
        assert "共 13" in driver.text()


async def test_mining_a_file_opens_its_review(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    speech = tmp_path / "讲话.txt"
    speech.write_text(
        "在工作例会上的讲话\n（2024年3月15日）\n\n"
        "一、存在的问题\n一是会议记录还不规范，存在事后补记的现象。\n\n"
        "二、下一步工作\n一要规范会议记录。办公室要在6月底前制定会议记录办法。\n",
        encoding="utf-8",
    )
    async with opening(sqlite_location) as driver:
        await driver.press("f7")
        await driver.type("path", str(tmp_path / "没有.txt"))
        await driver.press("f2")
        assert "没有文件" in driver.text()
        await driver.type("path", str(speech))
        await driver.press("f2")
        text = driver.text()
        assert "挖掘复核" in text
        assert "存在事后补记的现象" in text


async def test_a_long_document_opens_at_the_sentence(
    opening: Any, sqlite_location: Location, today: Any
) -> None:
    text = "\n".join(f"第{n}段，说明情况。" * 6 for n in range(3000)) + "\n一要建章立制。\n" + "其他。\n" * 50
    start = text.index("一要建章立制")
    digest = "1" * 64
    candidate = CandidateDraft(
        CandidateKind.TASK, "一要建章立制", start, start + 6, (), None, True, 1.0, None, (), (), ()
    )  # fmt: skip
    draft = DocumentDraft("长文件", text, digest, "长.txt", digest, today)
    with Ledger.open(sqlite_location) as ledger:
        stored = intake.store_document(ledger, OPERATOR, draft, [candidate], today=today)
        intake.accept(ledger, OPERATOR, stored.document_id, today=today)
    async with opening(sqlite_location, size=(80, 24)) as driver:
        await driver.press("f6")
        assert "▌ 一要建章立制。" in driver.text()
        await driver.press("home")
        assert "第0段" in driver.text()
        await driver.press("f6")
        assert "▌ 一要建章立制。" in driver.text()


async def test_settling_which_problem_a_measure_answers(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter", "l")
        assert "只有措施可以连到问题" in driver.text()
        await driver.press("down", "down", "down", "l")
        text = driver.text()
        assert "这条措施回应哪个问题" in text
        assert "现在归在这里" in text
        assert "第7条" not in text, "it was rejected"
        driver.app.screen.query_one("#pick-line").value = "重复填表"
        await driver.settle()
        await driver.press("enter")
        text = driver.text()
        assert "已连到问题" in text
        assert "问题  基层减负还不够到位" in text


async def test_days_of_events_given_with_the_file(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    notice = tmp_path / "反馈意见.txt"
    notice.write_text(
        "关于巡察情况的反馈意见\n（2024年3月15日）\n\n"
        "一、发现的问题\n一是会议记录还不规范，存在事后补记的现象。\n\n"
        "二、工作要求\n一要规范会议记录。办公室要在收到反馈意见后2个月内制定会议记录办法。\n",
        encoding="utf-8",
    )
    async with opening(sqlite_location) as driver:
        await driver.press("f7")
        await driver.type("path", str(notice))
        await driver.type("events", "反馈")
        await driver.press("f2")
        assert "请写成 事件=日期" in driver.text()
        await driver.type("events", "反馈=2024-3-20")
        await driver.press("f2")
        while "2个月内 →" not in driver.text():
            assert "候选 6/6" not in driver.text()
            await driver.press("down")
        assert "2个月内 → 2024-05-20" in driver.text()


async def test_what_repeats_is_counted_with_its_document(opening: Any, sample: Location, today: Any) -> None:
    text, digest = "一要建章立制。二要建章立制。", "2" * 64
    first, second = (
        CandidateDraft(
            CandidateKind.TASK, "建章立制", start, start + 4, (), None, True, 1.0, None, (), (), (),
            same_as=same_as,
        )
        for start, same_as in ((2, None), (9, 0))
    )  # fmt: skip
    draft = DocumentDraft("两遍", text, digest, "两遍.txt", digest, today)
    with Ledger.open(sample) as ledger:
        intake.store_document(ledger, OPERATOR, draft, [first, second], today=today)
    async with opening(sample) as driver:
        await driver.press("ctrl+r")
        assert "重复 1" in driver.text()

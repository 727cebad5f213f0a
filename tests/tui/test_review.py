"""复核 of what was mined: every finding in its place, one key a clean candidate, and what puts it right."""

from __future__ import annotations

import re
from typing import Any

from tracker.ledger.actor import Actor
from tracker.ledger.commands import intake
from tracker.ledger.commands.drafts import CandidateDraft, DocumentDraft
from tracker.ledger.location import Location
from tracker.ledger.reviews import candidates
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, Role, Verdict

OPERATOR = Actor("李明", Role.OPERATOR)


def rows(driver: Any) -> Any:
    return candidates(driver.app.office.ledger(), 1)


async def test_accepting_goes_on_by_itself_one_key_each(opening: Any, sample: Location) -> None:
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
        for key in ("enter", "enter"):
            driver._send(key)  # faster than the ledger writes
        await driver.press("enter", "enter")
        text = driver.text()
        assert "全部复核完毕" in text
        assert "待复核 0  已收 5" in text


async def test_what_one_sees_of_a_document_and_accepts_at_once(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # Every finding is told by signs and a click takes it
        await driver.press("ctrl+r", "enter")
        text = driver.text()
        for shown in (
            "{目前已整改问题十二个，新建制度五项}",
            "▌ 档不及时«",
            "⟦基层减负还不够到位，重复填表问题群众反映较多⟧",
            "× ⟨二要持续为基层减负⟩",
            "[‹档案室›要在⌈6月底前⌉完成",
            "⟦问题⟧ ⟨任务⟩ [措施] {成效} ⌈时限⌉ ‹责任› ~虚词~",
        ):
            assert shown in text, shown
        line, column = _place(text, "基层减负还不够")
        await driver.pilot.click(offset=(column, line))
        await driver.settle()
        assert "候选 3/7" in driver.text()
        assert "»基层减负还不够到位" in driver.text()
        line, column = _place(driver.text(), "开展一次交叉检查")
        await driver.pilot.click(offset=(column, line))
        await driver.settle()
        assert "候选 6/7" in driver.text()
        await driver.pilot.click("#show-tabs", offset=(14, 0))
        await driver.settle()
        assert "▸6 待复核 4" in driver.text()

        # The source is shown in its context
        await driver.home()
        await driver.press("f6")
        assert "是手工新增的，没有来源文件" in driver.text()
        await driver.press("end", "f6")
        text = driver.text()
        assert "▌ 一要抓好档案整理。" in text
        assert "今天我们召开整改工作推进会" in text
        await driver.press("escape")
        assert "共 13" in driver.text()

        # Settling which problem a measure answers
        await driver.home()
        await driver.press("ctrl+r", "enter", "home", "down", "l")
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
        assert "已连到第3条" in text
        assert "问题  基层减负还不够到位" in text

        # Accepting all asks first
        await driver.home()
        await driver.press("ctrl+r", "enter", "ctrl+a")
        assert "收下其余 4 条" in driver.text()
        await driver.press("enter")
        text = driver.text()
        assert "全部复核完毕" in text
        assert "O 打开事项" in text and "A 全部收下" not in text
        await driver.press("6")
        assert "没有待复核的候选" in driver.text()


def _place(text: str, wanted: str) -> tuple[int, int]:
    """Line, and cell of the first character, where each Chinese one takes two."""
    for number, line in enumerate(text.splitlines()):
        if wanted in line:
            before = line[: line.index(wanted)]
            return number, len(before) + len(re.findall("[⺀-鿿，。；：、（）“”　]", before)) + 2
    raise AssertionError(wanted)


async def test_limits_are_settled_and_rejecting_offers_reasons(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # A limit is settled from choices
        await driver.press("ctrl+r", "enter", "down", "down", "down", "down", "d")
        text = driver.text()
        assert "没有写时限，定为哪一天" in text
        assert "2024-12-31" in text
        assert "长期坚持" in text
        await driver.press(*"长期", "enter")
        assert rows(driver)[5].deadline.phrase == "长期坚持"
        await driver.press("d", *"另写", "enter")
        await driver.type("deadline", "2024.8.15")
        await driver.press("f2")
        assert str(rows(driver)[5].deadline.due) == "2024-08-15"

        # Rejecting offers reasons
        await driver.home()
        await driver.press("ctrl+r", "enter", "home", "down", "x", "down", "enter")
        text = driver.text()
        assert "已弃 2" in text
        assert "候选 3/7" in text
        await driver.press("up", "enter")
        assert "已经复核过" in driver.text()
        await driver.press("n", "x", *["down"] * 6, "enter", "f2")
        assert "弃用理由不能为空" in driver.text()
        await driver.type("reason", "市局另有安排")
        await driver.press("f2")
        assert rows(driver)[1].reason == "只是表态，没有要求"
        assert rows(driver)[2].reason == "市局另有安排"


async def test_a_candidate_is_put_right_in_a_form(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter", "7", "e")
        assert "缺 " in driver.text()
        await driver.type("text", "每季度开展一次交叉检查")
        await driver.type("deadline", "三季度末")
        assert "→ 2024-09-30（日期）" in driver.text(), "counted from the document's day"
        await driver.type("lead", "档案室")
        await driver.type("cooperating", "财务科、人事科")
        await driver.press("f2")
        row = rows(driver)[5]
        assert (row.text, str(row.deadline.due), row.missing) == ("每季度开展一次交叉检查", "2024-09-30", ())
        assert [owner.name for owner in row.owners] == ["档案室", "财务科", "人事科"]
        assert "何时√" in driver.text()
        await driver.press("k", "down", "enter")
        assert rows(driver)[5].kind is CandidateKind.TASK


async def test_merging_and_splitting(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+r", "enter", "down", "down", "down", "down", "m")
        text = driver.text()
        assert "已并入第5条" in text
        assert "候选 5/6" in text
        assert rows(driver)[4].text == "档案室要在6月底前完成近三年项目档案的补齐归档，开展一次交叉检查"
        await driver.press("s")
        assert "档案的补齐归档，┃并开展一次交叉检查" in driver.text().replace("│", "").replace("\n", "")
        assert "↑ 前标点" in driver.text()
        await driver.press("left", "right", "up", "enter")
        parts = [row for row in rows(driver) if row.verdict is Verdict.PENDING and row.parent == 3]
        assert [row.text for row in parts] == [
            "档案室要在6月底前完成近三年项目档案的补齐归档",
            "并开展一次交叉检查",
        ]
        assert [str(row.deadline.due) for row in parts] == ["2024-06-30"] * 2, "goes on under the first"
        await driver.press("f9", "f9")
        assert "候选 5/7" in driver.text()
        await driver.press("home")
        text = driver.text()
        assert "候选 1/7" in text
        assert "Enter 收下" not in text and "K 换类别" in text, "it is kept, and no item"
        await driver.press("end")
        assert "候选 7/7" in driver.text()


async def test_one_comes_back_to_the_same_place(opening: Any, sample: Location, tmp_path: Any) -> None:
    async with opening(sample, own_folder=tmp_path / "own") as driver:
        await driver.press("ctrl+r", "enter", "down", "down", "escape", "enter")
        assert "候选 4/7" in driver.text()
        await driver.press("down", "1", "3")
        assert "候选 5/7" in driver.text()
    async with opening(sample, own_folder=tmp_path / "own") as driver:
        await driver.press("ctrl+r", "enter")
        assert "候选 5/7" in driver.text()


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

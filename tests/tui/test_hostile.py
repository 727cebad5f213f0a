"""Text from documents and users is shown as it is, whatever it holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from tracker.desk.deadlines import read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import Signature
from tracker.ledger.commands import (
    advancing,
    campaigns,
    consequences,
    duties,
    escalations,
    extending,
    intake,
    items,
    people,
    regulations,
    reporting,
    stages,
    truths,
    units,
)
from tracker.ledger.commands.drafts import CandidateDraft, DocumentDraft, ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    CandidateKind,
    DeadlineKind,
    OwnerRole,
    RegulationAct,
    Reported,
    Role,
    Verified,
)

BAD = (
    "[/b]\x1b[31m红\x1b]0;标题\x07\x9b2J甲\u202e乙\u2066丙\u200b=cmd()\t$primary[@click=app.quit]点我[/]见附件[/]"
    "[bold]长" + "很长的一段话" * 80
)
"""Markup that closes what is not open, codes for terminals, markup to click on; and far too long."""

DAY = dt.date(2024, 6, 18)


def fill(ledger: Ledger, proof: Path) -> None:
    """The text in every field that people or documents write."""
    actor = Actor(f"甲{BAD}", Role.OPERATOR)
    campaigns.set_campaign(ledger, actor, today=DAY, name=BAD, reporting_unit=BAD)
    duties.add_duty(ledger, actor, BAD, "每周五前", unit=BAD, today=DAY)
    digest = "0" * 64
    document = f"{BAD}\n{BAD}\n"
    candidate = CandidateDraft(
        CandidateKind.PROBLEM, BAD, 0, len(BAD), (BAD, BAD), None, True, 0.5,
        Deadline(BAD, DeadlineKind.DATE, DAY), ((OwnerRole.LEAD, BAD),), (BAD,), (BAD,),
    )  # fmt: skip
    stored = intake.store_document(
        ledger,
        actor,
        DocumentDraft(BAD, document, digest, BAD, digest, DAY),
        [candidate, candidate],
        today=DAY,
    )
    from tracker.ledger import reviews

    first = reviews.candidates(ledger, stored.document_id)[0]
    intake.accept(ledger, actor, stored.document_id, today=DAY, only=[first.id])
    number = "ZG-2024-0001"
    everyone = dict.fromkeys(OwnerRole, (BAD, "乙"))
    edit = ItemEdit(category=BAD, detail=BAD, target=BAD, note=BAD, private_note=BAD, owners=everyone)
    items.edit_items(ledger, actor, [number], edit, today=DAY)
    measure = MeasureDraft(BAD, BAD, Deadline(BAD, DeadlineKind.DATE, DAY), everyone)
    items.add_measure(ledger, actor, number, measure, today=DAY)
    items.add_item(ledger, actor, ItemDraft(title=BAD, measures=(measure,)), today=DAY)
    advancing.register(ledger, actor, [number], today=DAY, waiver=BAD)
    reporting.add_progress(ledger, actor, number, BAD, today=DAY, measure=1, done=True)
    reporting.add_evidence(ledger, actor, number, [proof], today=DAY, note=BAD)
    advancing.apply_for_closing(ledger, actor, number, today=DAY, completion=BAD, inference=BAD)


async def test_every_page_shows_hostile_text(opening: Any, sqlite_location: Location, tmp_path: Path) -> None:
    proof = tmp_path / "[bold]证[/]明[@click=app.quit].txt"
    proof.parent.mkdir(parents=True, exist_ok=True)
    proof = tmp_path / proof.name.replace("/", "_")
    proof.write_text("x", encoding="utf-8")
    with Ledger.open(sqlite_location) as ledger:
        fill(ledger, proof)
    reviewer = Actor(f"丙{BAD}", Role.REVIEWER)
    async with opening(sqlite_location, size=(112, 26), actor=reviewer) as driver:
        seen = [driver.text()]
        for keys in (
            ("enter",),
            ("ctrl+k",),
            ("escape",),
            ("f6",),
            ("escape",),
            ("escape",),
            ("down",),
            ("f8",),
            ("escape",),
            ("ctrl+g",),
            ("escape",),
            ("ctrl+d",),
            ("escape",),
            ("8",),
            ("escape",),
            ("ctrl+u",),
            ("escape",),
            ("f5",),
            ("escape",),
            ("ctrl+p",),
            ("escape",),
            ("alt+p", *"bz", "enter"),
            ("f2",),
            ("down", "f6"),
            ("escape",),
            ("ctrl+r",),
            ("enter",),
            ("x",),
            ("escape",),
            ("1",),
            ("f2",),
            ("escape",),
            ("f6", "f6"),
        ):
            await driver.press(*keys)
            seen.append(driver.text())
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}
    assert any(BAD[:4] in text for text in seen)


async def test_refusals_show_what_they_quote(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("f3")
        await driver.type("path", "/没有[/]\x1b[31m.txt")
        await driver.press("f2")
        assert "没有文件“/没有[/]" in driver.text()
        driver.app.say("[/]见附件[@click=app.quit]")
        await driver.settle()
        assert "见附件[@click" in driver.text()


async def test_what_hangs_on_an_item_shows_hostile_text(opening: Any, sample: Location) -> None:
    number, limit = "ZG-2024-0001", read_deadline("8月底前", base=DAY)
    clerk, other = Actor(f"甲{BAD}", Role.OPERATOR), Actor(f"乙{BAD}", Role.REVIEWER)
    with Ledger.open(sample) as ledger:
        stages.add_stage(ledger, clerk, number, BAD, deadline=read_deadline("6月20日", base=DAY), today=DAY)
        regulations.add_regulation(ledger, clerk, number, BAD, RegulationAct.NEW, today=DAY)
        truths.report(ledger, clerk, number, Reported.NOT_DONE, reason=BAD, next_step=BAD, today=DAY)
        truths.verify(ledger, other, number, Verified.PARTLY, note=BAD, today=DAY)
        escalations.raise_item(ledger, clerk, number, unit=BAD, matter=BAD, today=DAY)
        extending.ask_extension(ledger, clerk, number, deadline=limit, reason=BAD, today=DAY)
        campaigns.add_campaign(ledger, clerk, BAD, today=DAY)
        signature = Signature(BAD, DAY, BAD)
        advancing.return_for_more(
            ledger,
            other,
            "ZG-2024-0004",
            opinion=f"请补充材料以后再报一次{BAD}",
            today=DAY,
            signature=signature,
        )
        advancing.reopen(ledger, other, "ZG-2024-0005", reason=BAD, basis=BAD, today=DAY)
    async with opening(sample, size=(112, 120), actor=other) as driver:
        seen = [driver.text()]
        for key in ("9", "escape", "v", "escape", "enter", "alt+r", "escape", "alt+v", "escape", "alt+y"):
            await driver.press(key)
            seen.append(driver.text())
        await driver.press("escape", "escape", *["down"] * 3, "enter")
        seen.append(driver.text())
        await driver.press("escape", "down", "enter")
        seen.append(driver.text())
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}
    assert any(BAD[:4] in text for text in seen)


async def test_the_schedule_shows_hostile_text(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    (tmp_path / "证明.txt").write_text("x", encoding="utf-8")
    clerk = Actor(f"甲{BAD}", Role.OPERATOR)
    with Ledger.open(sqlite_location) as ledger:
        fill(ledger, tmp_path / "证明.txt")
        units.add_units(ledger, clerk, [units.UnitDraft(BAD)], today=DAY)
        people.add_person(ledger, clerk, people.PersonDraft(BAD, BAD, BAD, BAD), today=DAY)
        number = items.add_item(
            ledger,
            clerk,
            ItemDraft(
                title=BAD,
                deadline=Deadline(BAD, DeadlineKind.DATE, DAY - dt.timedelta(days=70)),
                owners={OwnerRole.LEAD: (BAD,), OwnerRole.LEADER: (BAD,)},
            ),
            today=DAY,
        )
        advancing.register(ledger, clerk, [number], today=DAY, waiver=BAD)
        consequences.submit_consequence(ledger, clerk, BAD, today=DAY)
    async with opening(sqlite_location, size=(112, 30), actor=clerk, start="schedule") as driver:
        seen = [driver.text()]
        for keys in (
            *(("s",), ("f3", "f3"), ("p",), ("f8",), ("escape",), ("d",), ("right",), ("f4",), ("escape",)),
            *(("l",), ("f4",), ("escape",), ("c",), ("f5",), ("escape",), ("f6",), ("escape",)),
            *(("y",), ("down",), ("ctrl+d",), ("escape",)),
            *(("alt+e",), ("enter",), ("escape",), ("f3",), ("escape",), ("f5",), ("escape",)),
            *(("down", "enter"), ("escape",), ("end", "enter"), ("escape",)),
        ):
            await driver.press(*keys)
            seen.append(driver.text())
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}
    shown = (*(seen[place] for place in (3, 6, 10, 13, 18)), *seen[-11:])
    assert all(BAD[:4] in text for text in shown)


async def test_looking_back_shows_hostile_text(opening: Any, sample: Location) -> None:
    number, before = "ZG-2024-0001", DAY - dt.timedelta(days=1)
    clerk, other = Actor(f"甲{BAD}", Role.OPERATOR), Actor(f"乙{BAD}", Role.REVIEWER)
    edit = ItemEdit(title=BAD, target=BAD, detail=BAD, owners={OwnerRole.LEAD: (BAD,)})
    with Ledger.open(sample) as ledger:
        items.edit_items(ledger, clerk, [number], edit, today=DAY)
        later = ItemEdit(deadline=Deadline(BAD, DeadlineKind.DATE, before), category=BAD)
        items.edit_items(ledger, clerk, [number, "ZG-2024-0003"], later, today=DAY)
    async with opening(sample, size=(112, 60), actor=clerk) as driver:
        seen = []
        for keys in (
            ("5",),
            *[("down",)] * 9,
            ("tab", "enter"),
            ("f3",),
            ("escape", "escape", "f3"),
            ("5", "f8"),
            ("down", "f2"),
            ("escape", "f3"),
            ("escape", "f4"),
            ("escape", "f2"),
            ("f4", *"[/]"),
        ):
            await driver.press(*keys)
            seen.append(driver.text())
        await driver.press("escape", "escape", "2", "home", "ctrl+e")
        await driver.type("target", "我的")
        with Ledger.open(sample) as ledger:
            items.edit_items(ledger, other, [number], ItemEdit(target=f"又{BAD}", detail=BAD), today=DAY)
        driver.app.colleagues.look()
        await driver.settle()
        seen.append(driver.text())
        await driver.press("f2")
        seen.append(driver.text())
        assert "我的" in seen[-1]
        await driver.press("escape", "escape", "enter")
        seen.append(driver.text())
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}
    assert any("◆ 乙" in text for text in seen)


async def test_papers_and_reports_are_shown_as_they_are(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    proof = tmp_path / "证明.txt"
    proof.write_text("x", encoding="utf-8")
    with Ledger.open(sqlite_location) as ledger:
        fill(ledger, proof)
    letter = tmp_path / "来稿[bold].txt"
    letter.write_text(f"关于{BAD}的报告\n共{BAD}3项，已销号2项。\n一是{BAD}已完成。\n", encoding="utf-8")
    async with opening(sqlite_location, size=(120, 40)) as driver:
        seen = []
        await driver.press("alt+t", *"cw", "enter")
        seen.append(driver.text())
        await driver.press("f3")
        seen.append(driver.text())
        await driver.press("escape", "f4", "escape", "end")
        seen.append(driver.text())
        await driver.press("escape")
        for initials in ("hbghd", "cndz"):
            await driver.press("alt+t", *initials, "enter")
            await driver.type("path", str(letter))
            if driver.app.screen.query("#field-date"):
                await driver.type("date", "2024-6-18")
            await driver.press("f2")
            seen.append(driver.text())
            await driver.press("escape")
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}

"""Forms as files of the disk, read by processes of their own: a whole round, and hostile workbooks."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.desk.merging_forms import merge, plan_merge
from tracker.desk.returned_forms import files_in
from tracker.desk.sending_forms import Sent, send_forms, work_to_send
from tracker.errors import Conflict, OutputFailed, Refusal
from tracker.exchange.settings import PaperSettings
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.undoing import undo
from tracker.ledger.forms import round_statuses
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Role

TODAY = dt.date(2024, 6, 18)
ACTOR = Actor("李明", Role.OPERATOR)


def fill(ledger: Ledger, units: tuple[str, ...] = ("办公室", "人事科")) -> list[str]:
    numbers = []
    for unit in units:
        draft = ItemDraft(
            title=f"{unit}的问题",
            target="改好",
            deadline=Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30)),
            owners={OwnerRole.LEAD: (unit,)},
            measures=(MeasureDraft("建立清单"),),
        )
        numbers.append(add_item(ledger, ACTOR, draft, today=TODAY))
    register(ledger, ACTOR, numbers, today=TODAY)
    return numbers


def sent(ledger: Ledger, folder: Path) -> dict[str, Path]:
    handed = work_to_send(ledger, today=TODAY)
    forms = send_forms(ledger, ACTOR, handed, folder, today=TODAY, settings=PaperSettings())
    return {form.unit: form.file for form in forms.forms}


def answer(path: Path, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book["填报表"]["J5"].value = text
    book.save(path)


def test_a_round_on_both_databases(location: Location, tmp_path: Path) -> None:
    with Ledger.open(location) as ledger:
        office, staff = fill(ledger)
        for unit, path in sent(ledger, tmp_path / "发出").items():
            answer(path, f"{unit}的进展")
        plan = plan_merge(ledger, files_in([tmp_path / "发出"]))
        assert [cell.name for cell in plan.taken] == [f"{office}:本期进展", f"{staff}:本期进展"]
        assert merge(ledger, ACTOR, plan, today=TODAY, dry_run=True).taken == 2
        assert round_statuses(ledger)[0].missing == 2
        assert merge(ledger, ACTOR, plan, today=TODAY).taken == 2
        assert [e.text for e in item_page(ledger, office, today=TODAY).progress] == ["办公室的进展"]
        assert round_statuses(ledger)[0].missing == 0
        undo(ledger, ACTOR, today=TODAY)
        assert item_page(ledger, office, today=TODAY).progress == ()


def test_no_two_batches_bear_one_number(location: Location, tmp_path: Path) -> None:
    """Two people send at once: both forms are written before either batch is recorded."""
    written = threading.Barrier(2, timeout=30)

    def send(folder: Path) -> Sent:
        with Ledger.open(location) as ledger:
            handed = work_to_send(ledger, today=TODAY)

            def told(forms: int) -> None:
                if forms == len(handed.units):
                    written.wait()

            return send_forms(ledger, ACTOR, handed, folder, today=TODAY, settings=PaperSettings(), told=told)

    with Ledger.open(location) as ledger:
        fill(ledger)
        with ThreadPoolExecutor(2) as people:
            both = [people.submit(send, tmp_path / name) for name in ("甲", "乙")]
        refused = [one.exception() for one in both if one.exception() is not None]
        (batch,) = [one.result() for one in both if one.exception() is None]
        assert [type(problem) for problem in refused] == [Conflict]
        assert "刚刚有人发出了第1批填报表" in str(refused[0])
        assert [folder.name for folder in tmp_path.iterdir() if folder.is_dir()] == [batch.folder.name]
        assert {form.file.name for form in batch.forms} == {
            "办公室_填报表_第1批.xlsx",
            "人事科_填报表_第1批.xlsx",
        }
        again = send_forms(
            ledger,
            ACTOR,
            work_to_send(ledger, today=TODAY),
            tmp_path / "再发",
            today=TODAY,
            settings=PaperSettings(),
        )
        assert again.round == 2
        assert [one.round for one in round_statuses(ledger)] == [2, 1]


def test_what_is_merged_is_what_was_looked_at(sqlite_location: Location, tmp_path: Path) -> None:
    with Ledger.open(sqlite_location) as ledger:
        number, _ = fill(ledger)
        path = sent(ledger, tmp_path / "发出")["办公室"]
        book = openpyxl.load_workbook(path)
        book["填报表"]["K5"].value = "单位写的"
        book.save(path)
        plan = plan_merge(ledger, [path])
        edit_items(ledger, ACTOR, [number], ItemEdit(completion="刚刚写的"), today=TODAY)
        with pytest.raises(Refusal, match="刚刚被别人改过，请重新合并"):
            merge(ledger, ACTOR, plan, today=TODAY)
        assert plan_merge(ledger, [path]).open


def test_files_are_left_nowhere_when_the_ledger_refuses(sqlite_location: Location, tmp_path: Path) -> None:
    with Ledger.open(sqlite_location) as ledger:
        fill(ledger)
        handed = work_to_send(ledger, today=TODAY)
        reader = Actor("王芳", Role.READER)
        with pytest.raises(Refusal):
            send_forms(ledger, reader, handed, tmp_path / "发出", today=TODAY, settings=PaperSettings())
        assert not (tmp_path / "发出").exists()
        (tmp_path / "文件").touch()
        with pytest.raises(OutputFailed):
            send_forms(ledger, ACTOR, handed, tmp_path / "文件", today=TODAY, settings=PaperSettings())
        assert round_statuses(ledger) == []


def test_units_of_one_file_name_and_names_that_no_file_bears(
    sqlite_location: Location, tmp_path: Path
) -> None:
    with Ledger.open(sqlite_location) as ledger:
        fill(ledger, ("科/室", "科:室", "../上级", "长" * 200))
        names = [path.name for path in sent(ledger, tmp_path / "发出").values()]
        assert len(set(names)) == 4
        assert {path.name for path in (tmp_path / "发出").iterdir()} == set(names)


@given(st.integers(0, 12_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_form_is_refused_or_read(
    sqlite_location: Location, tmp_path: Path, place: int, noise: bytes
) -> None:
    folder = tmp_path / f"发出{place}-{noise.hex()}"
    with Ledger.open(sqlite_location) as ledger:
        if not round_statuses(ledger):
            fill(ledger)
        path = sent(ledger, folder)["办公室"]
        content = path.read_bytes()
        place %= len(content)
        path.write_bytes(content[:place] + noise + content[place + len(noise) :])
        [file] = plan_merge(ledger, [path]).files
        assert file.refusal or not file.filled


def test_what_units_put_into_folders_or_saved_otherwise_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "办公室").mkdir()
    (tmp_path / ".临时").mkdir()
    for name in (
        "办公室/填报表.xlsx",
        "旧.xls",
        "用WPS存的.et",
        "~$旧.xlsx",
        ".临时/填报表.xlsx",
        "说明.docx",
    ):
        (tmp_path / name).touch()
    assert {path.name for path in files_in([tmp_path])} == {"填报表.xlsx", "旧.xls", "用WPS存的.et"}
    assert len(files_in([tmp_path])) == 3


def test_looking_for_forms_in_a_large_folder_can_be_stopped(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").touch()
    heard: list[int] = []

    class Stopped(Exception):
        pass

    def told(looked_at: int) -> None:
        heard.append(looked_at)
        if looked_at == 5:
            raise Stopped

    with pytest.raises(Stopped):
        files_in([tmp_path], told)
    assert heard == [1, 2, 3, 4, 5]

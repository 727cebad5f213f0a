"""收发 in the ledger: who is asked what, and what comes back taken over as one action."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.ledger.conftest import Office
from tracker.errors import Conflict, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemEdit, MeasureDraft
from tracker.ledger.commands.forms import (
    Answer,
    AnswersRefused,
    FormDraft,
    ReturnDraft,
    merge_forms,
    rehearse_merging,
    send_forms,
)
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.commands.units import UnitDraft, add_units
from tracker.ledger.filtering.tree import EVERYTHING
from tracker.ledger.form_work import UnitWork, units_meant, work_of_units
from tracker.ledger.forms import (
    OF_HELPER,
    OF_ITEM,
    OF_MEASURE,
    answered_by,
    merged_progress,
    present_values,
    round_statuses,
    sent_forms,
)
from tracker.ledger.history import item_history
from tracker.ledger.journal import encode
from tracker.ledger.models import Base
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify
from tracker.ledger.words import FormCell, OwnerRole, Reported, Role, UnitAliasKind


def content(ledger: Ledger) -> str:
    """A hash of every row but the journal's own, and but for how often each was written."""
    digest = hashlib.sha256()
    with ledger.read() as connection:
        for table in sorted(Base.metadata.sorted_tables, key=lambda table: table.name):
            if table.name in ("action", "change"):
                continue
            columns = [column for column in table.columns if column.name != "version"]
            keys = list(table.primary_key.columns)
            for row in connection.execute(select(*columns).order_by(*keys)):
                values = [value.isoformat() if isinstance(value, dt.date) else value for value in row]
                digest.update(f"{table.name}{encode(values)}".encode())
    return digest.hexdigest()


def sent(office: Office, units: Sequence[str] = ("办公室",)) -> list[int]:
    """Forms of these units go out; their ids."""
    number = len(round_statuses(office.ledger)) + 1
    drafts = [FormDraft(unit, f"{unit}-{number}", "校验", 1, 3) for unit in units]
    send_forms(office.ledger, office.operator, drafts, number=number, today=office.today, due=office.today)
    known = sent_forms(office.ledger, [draft.token for draft in drafts])
    return [known[draft.token].id for draft in drafts]


def answer(number: str, cell: FormCell, value: str, *, measure: int | None = None, seen: str = "") -> Answer:
    return Answer(number, measure, cell, value, seen, f"办公室.xlsx 第5行 {cell.word}")


def returned(form: int, *answers: Answer, file: str = "办公室.xlsx") -> ReturnDraft:
    return ReturnDraft(form, file, hashlib.sha256(repr(answers).encode()).hexdigest(), answers)


def measures_of(office: Office, number: str) -> list[int]:
    return [m.id for m in item_page(office.ledger, number, today=office.today).measures]


def test_each_unit_is_asked_about_its_own(office: Office) -> None:
    units = [UnitDraft("人事科"), UnitDraft("督查科"), UnitDraft("各科室", members=("人事科", "督查科"))]
    add_units(office.ledger, office.operator, units, today=office.today)
    draft = replace(
        office.draft(),
        owners={
            OwnerRole.LEAD: ("办公室",),
            OwnerRole.COOPERATING: ("各科室",),
            OwnerRole.LEADER: ("周正",),
        },
        measures=(MeasureDraft("甲"), MeasureDraft("乙", owners={OwnerRole.RESPONSIBLE: ("法规科",)})),
    )
    number = add_item(office.ledger, office.operator, draft, today=office.today)
    waiting = office.planned("还没有挂号")
    register(office.ledger, office.operator, [number], today=office.today)
    handed = work_of_units(office.ledger, EVERYTHING, today=office.today)
    asked = {work.unit: _asked(work) for work in handed.units}
    assert asked == {
        "办公室": [(None, OwnerRole.LEAD, OF_ITEM), (1, OwnerRole.LEAD, OF_MEASURE)],
        "人事科": [(None, OwnerRole.COOPERATING, OF_HELPER), (1, OwnerRole.COOPERATING, OF_HELPER)],
        "督查科": [(None, OwnerRole.COOPERATING, OF_HELPER), (1, OwnerRole.COOPERATING, OF_HELPER)],
        "法规科": [(None, OwnerRole.RESPONSIBLE, OF_HELPER), (2, OwnerRole.RESPONSIBLE, OF_MEASURE)],
    }
    assert handed.withheld == 1, waiting
    named = [UnitDraft("办公室", aliases={"局办": UnitAliasKind.SHORT})]
    add_units(office.ledger, office.operator, named, today=office.today)
    assert units_meant(office.ledger, ["局办", "法规科", "办公室"]) == ("办公室", "法规科")
    only = work_of_units(office.ledger, EVERYTHING, today=office.today, units=["法规科"])
    assert [work.unit for work in only.units] == ["法规科"]


def _asked(work: UnitWork) -> list[Any]:
    return [(row.measure.ordinal if row.measure else None, row.role, row.cells) for row in work.rows]


def test_what_came_back_is_one_action_with_its_files(office: Office) -> None:
    number = office.registered()
    one, two = measures_of(office, number)
    [form] = sent(office)
    before = content(office.ledger)
    merge_forms(
        office.ledger,
        office.operator,
        [
            returned(
                form,
                answer(number, FormCell.REPORTED, Reported.DONE.value),
                answer(number, FormCell.COMPLETION, "全部落实"),
                answer(number, FormCell.PROGRESS, "开了两次会"),
                answer(number, FormCell.DONE_ON, "2024-06-10", measure=one),
                answer(number, FormCell.DONE_ON, "2024-06-11", measure=two),
                answer(number, FormCell.PROGRESS, "办法已印发", measure=two),
            )
        ],
        today=office.today,
    )
    page = item_page(office.ledger, number, today=office.today)
    assert page.truths.reported is Reported.DONE  # although its measures were only done by the same form
    assert page.completion == "全部落实"
    assert [m.done_on for m in page.measures] == [dt.date(2024, 6, 10), dt.date(2024, 6, 11)]
    assert {(p.measure_ordinal, p.text, p.on) for p in page.progress} == {
        (None, "开了两次会", office.today),
        (2, "办法已印发", office.today),
    }
    last = item_history(office.ledger, number)[-1]
    assert last.command == "合并填报表"
    assert sum(c.after == "办公室.xlsx 第5行 完成日期" for c in last.changes) == 2
    assert verify(office.ledger) == ()
    [status] = round_statuses(office.ledger)
    [row] = status.forms
    assert (row.returned_on, row.files, row.answers, status.missing) == (
        *(office.today, ("办公室.xlsx",), 6, 0),
    )
    undo(office.ledger, office.operator, today=office.today)
    assert content(office.ledger) == before
    assert round_statuses(office.ledger)[0].missing == 1
    redo(office.ledger, office.operator, today=office.today)
    assert item_page(office.ledger, number, today=office.today).completion == "全部落实"
    assert verify(office.ledger) == ()


def test_a_progress_that_is_put_right_changes_the_same_entry(office: Office) -> None:
    number = office.registered()
    [form] = sent(office)
    first = returned(form, answer(number, FormCell.PROGRESS, "开了两次会"))
    merge_forms(office.ledger, office.operator, [first], today=office.today)
    assert merged_progress(office.ledger, [form]) == {(form, (number, None)): "开了两次会"}
    later = returned(
        form, answer(number, FormCell.PROGRESS, "开了三次会", seen="开了两次会"), file="更正.xlsx"
    )
    merge_forms(office.ledger, office.operator, [later], today=office.today)
    page = item_page(office.ledger, number, today=office.today)
    assert [entry.text for entry in page.progress] == ["开了三次会"]
    assert merged_progress(office.ledger, [form]) == {(form, (number, None)): "开了三次会"}
    place = (number, None, FormCell.PROGRESS)
    assert answered_by(office.ledger, [place]) == {place: "办公室.xlsx 第5行 本期进展"}


def test_a_finished_measure_may_turn_out_unfinished(office: Office) -> None:
    number = office.finished()
    one, _ = measures_of(office, number)
    [form] = sent(office)
    seen = present_values(office.ledger, [number])[number, one].values[FormCell.DONE_ON]
    assert seen == office.today.isoformat()
    back = returned(form, answer(number, FormCell.DONE_ON, "", measure=one, seen=seen))
    merge_forms(office.ledger, office.operator, [back], today=office.today)
    assert item_page(office.ledger, number, today=office.today).measures[0].done_on is None


REFUSED = [
    (FormCell.REPORTED, Reported.NOT_DONE.value, "缺未完成原因"),
    (FormCell.REPORTED, Reported.CONTINUING.value, "缺阶段目标"),
    (FormCell.REPORTED, Reported.DONE.value, "尚未完成"),
    (FormCell.DONE_ON, "2024-06-19", "在今天（2024-06-18）之后"),
]


@pytest.mark.parametrize(("cell", "value", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_a_rule_keeps_a_line_out_or_everything(
    sqlite_office: Office, cell: FormCell, value: str, why: str
) -> None:
    office = sqlite_office
    number, other = office.registered(), office.registered("另一个问题")
    one, two = measures_of(office, number)
    place = one if cell is FormCell.DONE_ON else None
    [form] = sent(office)
    back = returned(
        form,
        answer(number, cell, value, measure=place),
        answer(number, FormCell.PROGRESS, "照常推进", measure=two),
        answer(other, FormCell.COMPLETION, "另一个照收"),
    )
    before = content(office.ledger)
    [told] = rehearse_merging(office.ledger, office.operator, [back], today=office.today)
    assert why in "".join(told.reasons)
    assert (told.number, told.measure_id) == (number, place)
    with pytest.raises(AnswersRefused, match="都没有合并") as refused:
        merge_forms(office.ledger, office.operator, [back], today=office.today)
    assert refused.value.refused == (told,)
    assert content(office.ledger) == before
    left = merge_forms(office.ledger, office.operator, [back], today=office.today, only_possible=True)
    assert left == (told,)
    assert item_page(office.ledger, other, today=office.today).completion == "另一个照收"
    page = item_page(office.ledger, number, today=office.today)
    assert [entry.text for entry in page.progress] == ["照常推进"]
    assert page.truths.reported is None
    assert verify(office.ledger) == ()


def test_what_a_report_rests_on_is_not_taken_away(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    [form] = sent(office)
    whole = [
        answer(number, FormCell.REPORTED, Reported.NOT_DONE.value),
        answer(number, FormCell.UNFINISHED_REASON, "人手不够"),
        answer(number, FormCell.NEXT_STEP, "借调两人"),
    ]
    merge_forms(office.ledger, office.operator, [returned(form, *whole)], today=office.today)
    for lost in (
        answer(number, FormCell.NEXT_STEP, "", seen="借调两人"),
        answer(number, FormCell.REPORTED, "", seen=Reported.NOT_DONE.value),
    ):
        with pytest.raises(AnswersRefused, match=r"缺下一步措施|不能改成空的"):
            merge_forms(office.ledger, office.operator, [returned(form, lost)], today=office.today)


def test_a_value_that_somebody_changed_meanwhile_stops_the_merge(office: Office) -> None:
    number = office.registered()
    [form] = sent(office)
    edit_items(office.ledger, office.leader, [number], ItemEdit(completion="别人写的"), today=office.today)
    before = content(office.ledger)
    back = returned(form, answer(number, FormCell.COMPLETION, "单位写的"))
    with pytest.raises(Conflict, match="刚刚被别人改过，请重新合并"):
        merge_forms(office.ledger, office.operator, [back], today=office.today)
    assert content(office.ledger) == before


def test_rounds_and_who_is_missing(office: Office) -> None:
    with pytest.raises(Refusal, match="在今天（2024-06-18）之前"):
        send_forms(office.ledger, office.operator, [], number=1, today=office.today, due=dt.date(2024, 6, 17))
    first = sent(office, ("办公室", "人事科"))
    sent(office, ("办公室",))
    later, earlier = round_statuses(office.ledger)
    assert [later.round, earlier.round] == [2, 1]
    assert [form.unit for form in earlier.forms] == ["办公室", "人事科"]
    known = sent_forms(office.ledger, ["办公室-1", "人事科-1", "办公室-2"])
    assert known["办公室-1"].id == first[0]
    assert known["办公室-1"].newer == (2, office.today)
    assert known["人事科-1"].newer is None
    assert known["办公室-2"].newer is None
    undo(office.ledger, office.operator, today=office.today)
    assert sent_forms(office.ledger, ["办公室-1", "办公室-2"])["办公室-1"].newer is None


def test_forms_are_the_offices_business(sqlite_office: Office) -> None:
    undertaker = Actor("张三", Role.UNDERTAKER, "办公室")
    with pytest.raises(Refusal, match="发出填报表由经办、审核、领导办理"):
        send_forms(sqlite_office.ledger, undertaker, [], number=1, today=sqlite_office.today)
    with pytest.raises(Refusal, match="合并填报表由经办、审核、领导办理"):
        merge_forms(sqlite_office.ledger, undertaker, [], today=sqlite_office.today)


_CELLS = st.sampled_from([FormCell.COMPLETION, FormCell.NEXT_STEP, FormCell.INFERENCE, FormCell.PROGRESS])
_TEXTS = st.text("甲乙=-1 \n", min_size=1, max_size=6).filter(lambda text: text.strip() == text)
_VALUES = st.dictionaries(
    st.tuples(st.integers(0, 1), st.sampled_from([None, 0, 1]), _CELLS), _TEXTS, min_size=1, max_size=8
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_VALUES, st.randoms(use_true_random=False))
def test_the_order_of_forms_does_not_matter_and_undo_brings_all_back(
    sqlite_office: Office, values: dict[tuple[int, int | None, FormCell], str], random: Any
) -> None:
    office = sqlite_office
    numbers = [office.registered(), office.registered("另一个问题")]
    places = {number: measures_of(office, number) for number in numbers}
    forms = sent(office, ("办公室", "人事科", "督查科"))
    before = content(office.ledger)
    by_form: dict[int, list[Answer]] = {form: [] for form in forms}
    for (which, measure, cell), value in values.items():
        number = numbers[which]
        asked = cell if measure is None else FormCell.PROGRESS
        place = None if measure is None else places[number][measure]
        given = answer(number, asked, value, measure=place)
        form = forms[(which + list(FormCell).index(cell)) % 3]
        if not any((a.number, a.measure_id, a.cell) == (number, place, asked) for a in by_form[form]):
            by_form[form].append(given)
    drafts = [returned(form, *answers) for form, answers in by_form.items() if answers]
    found = set()
    for _ in range(2):
        random.shuffle(drafts)
        shuffled = [replace(d, answers=tuple(random.sample(d.answers, len(d.answers)))) for d in drafts]
        assert merge_forms(office.ledger, office.operator, shuffled, today=office.today) == ()
        found.add(_said(office, numbers))
        undo(office.ledger, office.operator, today=office.today)
        assert content(office.ledger) == before
    assert len(found) == 1


def _said(office: Office, numbers: Sequence[str]) -> str:
    pages = [item_page(office.ledger, number, today=office.today) for number in numbers]
    return repr(
        [
            (p.completion, p.inference, p.truths, [(e.measure_ordinal, e.text) for e in p.progress])
            for p in pages
        ]
    )

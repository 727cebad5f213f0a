"""收发: forms go out to units, and what comes back is taken over as one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select

from tracker.errors import Conflict, NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of, keep_at_hand
from tracker.ledger.commands.items import mark_done, refuse_unless_rectifying, take_back_done
from tracker.ledger.commands.making import required
from tracker.ledger.commands.truths import lacking_for, make_report
from tracker.ledger.forms import DAYS, day_value
from tracker.ledger.models import FormAnswer, FormReturn, FormRound, Item, Measure, Progress, UnitForm
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import FormCell, Reported

_TOGETHER = 100
"""Items that are written at once."""
_NAMED_FILES = 3


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form as it goes out."""

    unit: str
    token: str
    digest: str
    items: int
    rows: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of a form that is to be taken over."""

    number: str
    measure_id: int | None
    cell: FormCell
    value: str
    """A day as ISO, 自报 as its code."""
    seen: str
    """What the ledger said when the forms were compared with it."""
    origin: str
    """File, row and heading."""


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """A form that came back."""

    form_id: int
    file: str
    sha256: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Answers about one measure, or about an item as a whole, that the ledger's rules refuse."""

    number: str
    measure_id: int | None
    origins: tuple[str, ...]
    reasons: tuple[str, ...]


class AnswersRefused(Refusal):
    """Some of what came back breaks a rule; nothing was taken over."""

    def __init__(self, refused: Sequence[NotTaken]) -> None:
        self.refused = tuple(refused)
        lines = [f"{one.origins[0]}：{'；'.join(one.reasons)}" for one in self.refused]
        super().__init__(f"有{len(lines)}处不能采用，都没有合并：", lines)


def send_forms(
    ledger: Ledger,
    actor: Actor,
    forms: Sequence[FormDraft],
    *,
    number: int,
    today: dt.date,
    due: dt.date | None = None,
) -> None:
    """Record that these forms, which say that they are 第几批, went out today, to be back by a day.

    Raises Conflict where that batch went out meanwhile.
    """
    if due is not None and due < today:
        raise Refusal(f"要求交回的日期{due}在今天（{today}）之前，请核对日期")
    with ledger.transaction(actor, "send_forms", today=today) as work:
        following = (work.session.scalar(select(func.max(FormRound.ordinal))) or 0) + 1
        if following != number:
            raise Conflict(
                f"刚刚有人发出了第{number}批填报表，这次的没有发出；再发一次就是第{following}批", ()
            )
        batch = FormRound(ordinal=number, on=today, by=actor.name, due=due)
        work.session.add(batch)
        work.session.flush()
        for form in forms:
            work.session.add(
                UnitForm(
                    round_id=batch.id,
                    unit=form.unit,
                    token=form.token,
                    digest=form.digest,
                    items=form.items,
                    rows=form.rows,
                )
            )


def rehearse_merging(
    ledger: Ledger, actor: Actor, returns: Sequence[ReturnDraft], *, today: dt.date
) -> tuple[NotTaken, ...]:
    """What the rules would refuse of these forms; nothing of it stays."""
    with ledger.together(actor, today=today, rehearse=True):
        return merge_forms(ledger, actor, returns, today=today, only_possible=True)


def merge_forms(
    ledger: Ledger,
    actor: Actor,
    returns: Sequence[ReturnDraft],
    *,
    today: dt.date,
    only_possible: bool = False,
    progressed: Callable[[int], None] = lambda items: None,
) -> tuple[NotTaken, ...]:
    """Take over what came back, all of it as one action. Where only what is possible is wanted, lines that
    the rules refuse stay out and are returned; else they raise AnswersRefused.

    Each line comes in whole or not at all, in whatever order the forms are given. Raises Conflict where
    somebody changed a value after the forms were compared with the ledger.
    """
    with ledger.transaction(actor, "merge_forms", today=today, reason=_reason(returns)) as work:
        backs = _returned(work, returns)
        found = [(backs[place], answer) for place, one in enumerate(returns) for answer in one.answers]
        keep_at_hand(work.session, sorted({answer.number for _, answer in found}))
        refused: list[NotTaken] = []
        items = [list(of) for _, of in groupby(sorted(found, key=_order), key=lambda one: one[1].number)]
        for start in range(0, len(items), _TOGETHER):
            refused += _taken_over(work, items[start : start + _TOGETHER])
            progressed(min(start + _TOGETHER, len(items)))
        if refused and not only_possible:
            raise AnswersRefused(refused)
        return tuple(refused)


_Given = tuple[FormReturn, Answer]


def _returned(work: Work, returns: Sequence[ReturnDraft]) -> dict[int, FormReturn]:
    """A row for each form that came back, by its place; in an order that is not that of the files."""
    places = sorted(range(len(returns)), key=lambda place: (returns[place].form_id, returns[place].sha256))
    found: dict[int, FormReturn] = {}
    for place in places:
        one = returns[place]
        found[place] = FormReturn(
            form_id=one.form_id, file=one.file, sha256=one.sha256, on=work.today, by=work.actor.name
        )
        work.session.add(found[place])
    work.session.flush()
    return found


def _order(given: _Given) -> tuple[str, bool, int, int, int]:
    """Measures before their item, which is done when they are; forms in the order they went out."""
    back, answer = given
    place = list(FormCell).index(answer.cell)
    return answer.number, answer.measure_id is None, answer.measure_id or 0, back.form_id, place


def _reason(returns: Sequence[ReturnDraft]) -> str:
    names = [one.file for one in returns]
    more = f"等{len(names)}份" if len(names) > _NAMED_FILES else ""
    return f"合并{'、'.join(names[:_NAMED_FILES])}{more}"


def _taken_over(work: Work, items: Sequence[Sequence[_Given]]) -> list[NotTaken]:
    """Take over what the forms say of these items, each line of it whole or not at all; what is refused.

    They are tried together, which is much faster; where a rule refuses something, item by item and at last
    line by line.
    """
    if not _refused(work, items):
        return []
    if len(items) > 1:
        return [lost for item in items for lost in _taken_over(work, [item])]
    lines = groupby(items[0], key=lambda given: given[1].measure_id)
    return [lost for _, line in lines for lost in _refused(work, [list(line)])]


def _refused(work: Work, items: Sequence[Sequence[_Given]]) -> list[NotTaken]:
    before = len(work.differences)
    answers: Sequence[_Given] = ()
    try:
        with work.session.begin_nested(), work.session.no_autoflush:
            for answers in items:
                _apply(work, item_of(work.session, answers[0][1].number), answers)
            work.session.flush()
    except Conflict:
        raise
    except Refusal as refused:
        work.differences.forget(before)
        origins = tuple(answer.origin for _, answer in answers)
        number, measure = answers[0][1].number, answers[0][1].measure_id
        return [NotTaken(number, measure, origins, refused.reasons or (refused.summary,))]
    return []


def _apply(work: Work, item: Item, answers: Sequence[_Given]) -> None:
    refuse_unless_rectifying(item)
    places = _Places(work, item)
    of_item: dict[FormCell, str] = {}
    for back, answer in answers:
        measure, ordinal = places.measure(answer.measure_id)
        entry = None
        if answer.cell is FormCell.PROGRESS:
            entry = _write_progress(work, back, item, measure, answer)
        elif measure is not None:
            _demand_unchanged(day_value(measure.done_on), answer)
            _set_done(work, item, measure, ordinal, answer)
        else:
            _demand_unchanged(_present(item, answer.cell), answer)
            of_item[answer.cell] = answer.value
        work.session.add(
            FormAnswer(
                return_id=back.id,
                item_id=item.id,
                measure_id=answer.measure_id,
                progress=entry,
                cell=answer.cell.value,
                value=answer.value,
                origin=answer.origin,
            )
        )
    if of_item:
        _write_item(work, item, of_item)


class _Places:
    """The measures of an item by their ids, shared ones too."""

    def __init__(self, work: Work, item: Item) -> None:
        self._work = work
        self._item = item
        self._own: dict[int, tuple[Measure, int]] = {m.id: (m, m.ordinal) for m in item.measures}

    def measure(self, key: int | None) -> tuple[Measure | None, int]:
        """The measure with its ordinal. Raises NotFound for one that is there no longer."""
        if key is None:
            return None, 0
        if key not in self._own:
            self._own |= {m.id: (m, place) for place, m in measures_of(self._work.session, self._item)}
        if key not in self._own:
            raise NotFound(f"{self._item.number} 已经没有这条措施")
        return self._own[key]


def _present(item: Item, cell: FormCell) -> str:
    value = getattr(item, cell.value)
    return day_value(value) if cell in DAYS else str(value)


def _demand_unchanged(present: str, answer: Answer) -> None:
    if present != answer.seen:
        raise Conflict(f"{answer.number} 的“{answer.cell.word}”刚刚被别人改过，请重新合并", ())


def _write_progress(
    work: Work, back: FormReturn, item: Item, measure: Measure | None, answer: Answer
) -> Progress | None:
    """A new entry; the one that the same form made before says now what the form says now."""
    earlier = _earlier_entry(work, back, item, answer) if answer.seen else None
    if earlier is None:
        entry = Progress(
            item_id=item.id,
            measure_id=measure.id if measure else None,
            on=work.today,
            text=required(answer.value, "本期进展"),
            by=work.actor.name,
        )
        work.session.add(entry)
        return entry
    earlier.text = required(answer.value, "本期进展")
    return earlier


def _earlier_entry(work: Work, back: FormReturn, item: Item, answer: Answer) -> Progress | None:
    query = (
        select(Progress)
        .join(FormAnswer, FormAnswer.progress_id == Progress.id)
        .join(FormReturn, FormReturn.id == FormAnswer.return_id)
        .where(FormReturn.form_id == back.form_id, FormAnswer.item_id == item.id)
        .where(FormAnswer.measure_id.is_not_distinct_from(answer.measure_id))
        .order_by(FormAnswer.id.desc())
        .limit(1)
    )
    entry = work.session.scalars(query).first()
    if entry is not None:
        _demand_unchanged(entry.text, answer)
    return entry


def _set_done(work: Work, item: Item, measure: Measure, ordinal: int, answer: Answer) -> None:
    if not answer.value:
        take_back_done(work, measure)
        return
    day = dt.date.fromisoformat(answer.value)
    if measure.done_on is not None:
        take_back_done(work, measure)
    mark_done(item, measure, ordinal, on=day, note="", today=work.today)


def _write_item(work: Work, item: Item, values: Mapping[FormCell, str]) -> None:
    """What is said of the item as a whole, by the rules of 自报."""
    with _kept_reasons(work, item):
        for cell, value in values.items():
            if cell is FormCell.NEXT_REVIEW:
                item.next_review = dt.date.fromisoformat(value) if value else None
            elif cell is not FormCell.REPORTED:
                setattr(item, cell.value, value)
    if FormCell.REPORTED not in values:
        return
    state = Reported.read(values[FormCell.REPORTED])
    if state is None:
        raise Refusal(f"{item.number} 已经自报过，自报情况不能改成空的")
    make_report(work, item, state, reason=values.get(FormCell.UNFINISHED_REASON, ""))


@contextmanager
def _kept_reasons(work: Work, item: Item) -> Iterator[None]:
    """What the item's present 自报 demands must not be taken away."""
    state = Reported.read(item.reported)
    before = lacking_for(item, state, work.today) if state else []
    yield
    if state and (lost := [x for x in lacking_for(item, state, work.today) if x not in before]):
        raise Refusal(f"{item.number} 已自报“{state.word}”：", lost)

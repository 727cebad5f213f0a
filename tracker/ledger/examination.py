"""销号体检: what is looked at before somebody applies for 销号, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger.actor import Actor
from tracker.ledger.amounts import amounts_of
from tracker.ledger.closing_rows import FindingRow
from tracker.ledger.commands.finding import facts_of, is_own, item_of, taken_up_again_on
from tracker.ledger.demands import measure_named, shortened
from tracker.ledger.lifecycle import Step, missing, transition_of
from tracker.ledger.models import Application, ApplicationFinding, Evidence, Item, Measure, Stage
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Check, Reported, Role, State, Verified

GIST: Final = 4000
"""Characters of a text that are kept to find the same text used twice."""
ALIKE: Final = 90
"""Texts are near-identical from so many percent on."""
HEAD: Final = 1000
HEAD_ALIKE: Final = 60
"""Comparing takes the square of the length: the beginnings first, which in near-identical texts of 4,000
characters are at least so many percent alike, wherever the texts differ; sixteen times less work.
"""
SHORTEST_GIST: Final = 60
"""Below that a text says too little to be told from another: a heading, a caption."""
BATCH: Final = 500
FEW: Final = 3
"""Other items that are named; the rest are counted."""

Found = tuple[Check, str]
Measures = Sequence[tuple[int, Measure]]


@dataclass(frozen=True, slots=True)
class Examination:
    """What stands between an item and its application."""

    number: str
    title: str
    missing: tuple[str, ...]
    """Demands of the lifecycle that are not met: they refuse the application."""
    findings: tuple[FindingRow, ...]
    """What has to be answered."""


def gist_of(text: str) -> str:
    """A text without blanks and signs, as far as it is compared."""
    found: list[str] = []
    for character in text:
        if character.isalnum():
            found.append(character)
            if len(found) == GIST:
                break
    return "".join(found)


def examination(
    ledger: Ledger,
    number: str,
    *,
    today: dt.date,
    completion: str | None = None,
    inference: str | None = None,
) -> Examination:
    """The 销号体检 of one item as it stands, with what is about to be written on it. Raises NotFound."""
    with ledger.read() as connection, Session(connection) as session:
        item = item_of(session, number)
        facts = facts_of(session, item)
        facts = replace(
            facts,
            completion=facts.completion if completion is None else completion,
            inference=facts.inference if inference is None else inference,
        )
        transition = transition_of(Step.APPLY, State.RECTIFYING)
        lines = missing(transition, facts, Actor("", Role.OPERATOR)) if transition else ()
        return Examination(item.number, item.title, lines, examine(session, item, today))


def examine(session: Session, item: Item, today: dt.date) -> tuple[FindingRow, ...]:
    """Everything that is found, in an order that stays the same while nothing changes."""
    measures = measures_of(session, item)
    pieces = list(
        session.scalars(
            select(Evidence)
            .where(Evidence.item_id == item.id, Evidence.round == item.round)
            .order_by(Evidence.id)
        )
    )
    found = [
        *_without_evidence(session, item, measures, pieces),
        *_out_of_period(session, item, pieces, today),
        *_same_files(session, item, pieces),
        *_near_identical(session, item, pieces),
        *_amounts_missed(session, measures),
        *_contradicted(item),
        *_open_stages(session, item),
    ]
    answered = _answered_before(session, item)
    return tuple(
        FindingRow(ordinal, check, text, answered.get((check.value, text), ""))
        for ordinal, (check, text) in enumerate(found, start=1)
    )


def _answered_before(session: Session, item: Item) -> dict[tuple[str, str], str]:
    """What was answered to the same finding when this round was applied for before: it still holds."""
    query = (
        select(ApplicationFinding.check, ApplicationFinding.text, ApplicationFinding.answer)
        .join(Application, Application.id == ApplicationFinding.application_id)
        .where(Application.item_id == item.id, Application.round == item.round)
        .order_by(ApplicationFinding.id)
    )
    return {(row.check, row.text): row.answer for row in session.execute(query)}


def _without_evidence(
    session: Session, item: Item, measures: Measures, pieces: Sequence[Evidence]
) -> Iterator[Found]:
    """What is laid down for the item as a whole proves its only measure too; what proves a measure that
    serves several items proves it for each. Where nothing at all is there the lifecycle says so.
    """
    if not pieces or len(measures) == 1:
        return
    serving = [measure.id for _, measure in measures if measure.item_id != item.id]
    proved = {piece.measure_id for piece in pieces}
    proved.update(session.scalars(select(Evidence.measure_id).where(Evidence.measure_id.in_(serving))))
    unproved = [
        measure_named(ordinal, measure.text) for ordinal, measure in measures if measure.id not in proved
    ]
    if unproved:  # one finding, for one answer usually serves them all
        yield Check.MEASURE_EVIDENCE, f"{'、'.join(unproved)}没有单独的佐证材料"


def _out_of_period(
    session: Session, item: Item, pieces: Iterable[Evidence], today: dt.date
) -> Iterator[Found]:
    """The round's period: from 挂号, or from the last 回炉, to the day of the application."""
    begins = (taken_up_again_on(session, item) if item.round > 1 else None) or item.registered_on
    since = "回炉" if item.round > 1 else "挂号"
    for piece in pieces:
        day = piece.dated_on or piece.added_on
        if begins is not None and day < begins:
            yield Check.EVIDENCE_DATE, f"佐证“{piece.name}”的日期{day}在{since}（{begins}）之前"
        elif day > today:
            yield Check.EVIDENCE_DATE, f"佐证“{piece.name}”的日期{day}在申请日（{today}）之后"


def _same_files(session: Session, item: Item, pieces: Sequence[Evidence]) -> Iterator[Found]:
    others: dict[str, list[str]] = {}
    for row in session.execute(
        select(Evidence.sha256, Evidence.item_id, Evidence.name)
        .where(Evidence.sha256.in_([piece.sha256 for piece in pieces]), Evidence.item_id != item.id)
        .order_by(Evidence.item_id, Evidence.id)
    ):
        others.setdefault(row.sha256, []).append(_place(session, row.item_id, row.name))
    for piece in pieces:
        if used := others.get(piece.sha256):
            more = f"等{len(used)}处" if len(used) > FEW else ""
            places = "、".join(used[:FEW])
            yield Check.SAME_FILE, f"佐证“{piece.name}”与 {places}{more}是同一个文件"


def _near_identical(session: Session, item: Item, pieces: Sequence[Evidence]) -> Iterator[Found]:
    """Only texts of a length at which they can be that much alike are compared."""
    own = [piece for piece in pieces if len(piece.gist) >= SHORTEST_GIST]
    if not own:
        return
    from rapidfuzz import fuzz, process

    best: dict[int, tuple[float, int]] = {}
    known = {piece.sha256 for piece in pieces}
    for ids, gists in _other_gists(session, item, [len(piece.gist) for piece in own], known):
        heads = [gist[:HEAD] for gist in gists]
        for piece in own:
            for _, _, place in process.extract(
                piece.gist[:HEAD], heads, scorer=fuzz.ratio, score_cutoff=HEAD_ALIKE, limit=None
            ):
                score = fuzz.ratio(piece.gist, gists[place], score_cutoff=ALIKE)
                if score > best.get(piece.id, (0.0, 0))[0]:
                    best[piece.id] = (score, ids[place])
    names = {
        row.id: _place(session, row.item_id, row.name)
        for row in session.execute(
            select(Evidence.id, Evidence.name, Evidence.item_id).where(
                Evidence.id.in_([other for _, other in best.values()])
            )
        )
    }
    for piece in own:
        if piece.id in best:
            score, other = best[piece.id]
            yield (
                Check.SIMILAR_TEXT,
                f"佐证“{piece.name}”的文字与 {names[other]}相似度{int(score)}%",
            )


def _place(session: Session, item_id: int, name: str) -> str:
    """Where a piece of evidence is used too; of another unit's item a 承办 learns no more than that."""
    other = session.get_one(Item, item_id)
    return f"{other.number}“{name}”" if is_own(session, other) else "别的单位的材料"


def _other_gists(
    session: Session, item: Item, lengths: Sequence[int], known: set[str]
) -> Iterator[tuple[list[int], list[str]]]:
    """Texts of other items' evidence in batches; the same file is told apart from a similar text."""
    least, most = ALIKE / (200 - ALIKE), (200 - ALIKE) / ALIKE
    size = func.length(Evidence.gist)
    query = (
        select(Evidence.id, Evidence.gist, Evidence.sha256)
        .where(
            Evidence.item_id != item.id,
            size >= max(SHORTEST_GIST, int(min(lengths) * least)),
            size <= int(max(lengths) * most) + 1,
        )
        .order_by(Evidence.id)
        .execution_options(yield_per=BATCH)
    )
    for rows in session.execute(query).partitions(BATCH):
        kept = [row for row in rows if row.sha256 not in known]
        yield [row.id for row in kept], [row.gist for row in kept]


def _amounts_missed(session: Session, measures: Measures) -> Iterator[Found]:
    """What was promised in figures and is not reached."""
    amounts = amounts_of(session, [measure.id for _, measure in measures])
    for ordinal, measure in measures:
        for amount in amounts.get(measure.id, ()):
            if not amount.is_reached:
                yield Check.AMOUNT, f"措施{ordinal}的{amount.name}没有达到：{amount.words}"


def _contradicted(item: Item) -> Iterator[Found]:
    """What the unit says, or what somebody saw, against what is applied for."""
    if item.reported in (Reported.NOT_STARTED, Reported.UNDER_WAY, Reported.NOT_DONE):
        day = f"（{item.reported_on}）" if item.reported_on else ""
        yield Check.REPORTED, f"单位自报{day}为“{Reported(item.reported).word}”"
    if item.verified in (Verified.PARTLY, Verified.UNTRUE):
        day = f"（{item.verified_on}）" if item.verified_on else ""
        yield Check.VERIFIED, f"核实结果{day}为“{Verified(item.verified).word}”"


def _open_stages(session: Session, item: Item) -> Iterator[Found]:
    """Stages that did not reach their goal: one finding, for they usually fell to the same."""
    query = select(Stage).where(Stage.item_id == item.id, Stage.done_on.is_(None))
    query = query.order_by(Stage.ordinal, Stage.id)
    named = [f"阶段{stage.ordinal}“{shortened(stage.goal)}”" for stage in session.scalars(query)]
    if named:
        yield Check.STAGE, f"{'、'.join(named)}还没有完成"

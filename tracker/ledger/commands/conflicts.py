"""Two people edit one item: the second sees whose change it is, and all three values."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select

from tracker.errors import Conflict, FieldConflict
from tracker.ledger.commands.drafts import ItemEdit, MeasureEdit
from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.labels import FIELD_LABELS
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Action, Aspect, Change, Item, Measure, Owner
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.store import Work
from tracker.ledger.words import DeadlineKind, OwnerRole, RectificationType, Term, Word, source_word


def refuse_overwriting(work: Work, item: Item, edit: ItemEdit, seen: ItemPage) -> None:
    """Raise Conflict for every field of the edit that somebody else changed since `seen` was read."""
    conflicts = [
        FieldConflict(FIELD_LABELS.get(name, name), base, theirs, mine, _last_writer(work, item, name))
        for name, base, theirs, mine in _three_values(work, item, edit, seen)
        if theirs not in (base, mine)
    ]
    if conflicts:
        raise Conflict(f"{item.number} 的以下内容刚刚被别人改过，请核对后再改：", conflicts)


def refuse_overwriting_measure(work: Work, measure: Measure, edit: MeasureEdit, seen: MeasureRow) -> None:
    """The same for one measure of an item."""
    values: list[tuple[str, str, str, str | None]] = [
        ("text", seen.text, measure.text, edit.text),
        ("standard", seen.standard, measure.standard, edit.standard),
        (
            "deadline_due",
            _shown(seen.deadline),
            _shown(measure.deadline),
            _shown(edit.deadline) if edit.deadline else None,
        ),
    ]
    for role, names in edit.owners.items():
        was = tuple(owner.name for owner in seen.owners if owner.role is role)
        now = _names(measure.item, role, measure.id)
        values.append((role.value, _joined(was), _joined(now), _joined(names)))
    conflicts = [
        FieldConflict(FIELD_LABELS[name], base, theirs, mine, _last_writer_of_measure(work, measure, name))
        for name, base, theirs, mine in values
        if mine is not None and theirs not in (base, mine)
    ]
    if conflicts:
        raise Conflict(f"措施{measure.ordinal}的以下内容刚刚被别人改过，请核对后再改：", conflicts)


def _three_values(
    work: Work, item: Item, edit: ItemEdit, seen: ItemPage
) -> Iterator[tuple[str, str, str, str]]:
    """Field, value as seen, value now, value wanted; what the item is called first."""
    if edit.title is not None:
        yield "title", seen.row.title, item.title, edit.title
    for name in ("detail", "target", "completion", "inference", "note", "private_note", "secrecy"):
        wanted = getattr(edit, name)
        if wanted is not None:
            yield name, getattr(seen, name), getattr(item, name), wanted
    if edit.category is not None:
        yield "category", seen.row.category, item.category, edit.category
    if edit.source is not None:
        yield "source", seen.row.source, source_word(item.source), source_word(edit.source)
    if edit.aspect is not None:
        aspect = work.session.get(Aspect, item.aspect_id) if item.aspect_id is not None else None
        yield "aspect_id", seen.row.aspect, aspect.name if aspect else "", edit.aspect
    if edit.type is not None:
        yield "type", seen.row.type.word, RectificationType(item.type).word, edit.type.word
    if edit.term is not None:
        yield "term", _worded(seen.truths.term), _worded(Term.read(item.term)), edit.term.word
    if edit.deadline is not None:
        yield "deadline_due", _shown(seen.row.deadline), _shown(item.deadline), _shown(edit.deadline)
    for role, names in edit.owners.items():
        yield role.value, _joined(seen.owner_names(role)), _joined(_names(item, role)), _joined(names)


def _worded(word: Word | None) -> str:
    return word.word if word else ""


def _names(item: Item, role: OwnerRole, measure_id: int | None = None) -> tuple[str, ...]:
    return tuple(
        owner.name for owner in item.owners if owner.role == role.value and owner.measure_id == measure_id
    )


def _joined(names: tuple[str, ...]) -> str:
    return "、".join(names)


def _shown(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if deadline.kind is DeadlineKind.RECURRING:  # a page shows its next day, the ledger keeps the first
        return deadline.phrase
    return f"{deadline.phrase}（{deadline.due}）" if deadline.due else deadline.phrase


def _last_writer(work: Work, item: Item, name: str) -> str:
    """Who last touched the field; owners are rows of their own, those that are gone found in the journal."""
    if name in Item.__table__.columns:
        return _writer_of(work, Item.__tablename__, item.id, name)
    rows = select(Owner.id).where(Owner.item_id == item.id)
    gone = and_(Change.field == WHOLE_ROW, Change.before.contains(f'"item_id":{item.id},', autoescape=True))
    return _last_of(work, and_(Change.table == Owner.__tablename__, or_(Change.key.in_(rows), gone)))


def _last_writer_of_measure(work: Work, measure: Measure, name: str) -> str:
    if name in Measure.__table__.columns:
        return _writer_of(work, Measure.__tablename__, measure.id, name)
    return _last_writer(work, measure.item, name)


def _writer_of(work: Work, table: str, key: int, name: str) -> str:
    """A time limit is several columns, any of which tells."""
    limit = Change.field.startswith("deadline_", autoescape=True)
    field = limit if name == "deadline_due" else Change.field == name
    return _last_of(work, and_(Change.table == table, Change.key == key, field))


def _last_of(work: Work, touched: ColumnElement[bool]) -> str:
    writers = select(Action.actor).join(Change).where(touched).order_by(Action.id.desc()).limit(1)
    return work.session.scalar(writers) or "其他人"

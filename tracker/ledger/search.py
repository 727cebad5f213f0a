"""Finding words in items: all that an item says in one place, with an index over pairs of characters.

Chinese has no blanks to break words at, and the words people look for have two characters, for which
LIKE reads every row. So each item's texts are kept together (`item_text`), and what pairs of neighbouring
characters they hold is indexed: by FTS5 on SQLite, by a GIN index over an array on PostgreSQL (D13). The
index says which items can hold a word; whether one does is then read from its text. Both are made anew
for what an action touched, in its own transaction; `doctor` compares them with the items.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    column,
    delete,
    insert,
    literal,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.journal import WHOLE_ROW, Difference
from tracker.ledger.location import Location
from tracker.ledger.models import Evidence, Item, Measure, MeasureShare, Owner, Progress
from tracker.ledger.troubles import translated

Condition = ColumnElement[bool]

PORTION: Final = 500
"""Items whose texts are read together."""

OWN_TEXTS: Final = ("number", "title", "detail", "target", "category", "note", "completion")
"""Columns of an item that a bare word is looked for in."""

_PARTS: Final[Mapping[Any, str]] = {Measure: "text", Owner: "name", Progress: "text", Evidence: "name"}
"""What hangs on an item and is looked in too."""

_TEXT_OF: Final = {model.__tablename__: said for model, said in _PARTS.items()}
_MODEL_OF: Final[Mapping[str, Any]] = {model.__tablename__: model for model in _PARTS}

ITEM_TEXT: Final = table("item_text", column("item_id", Integer), column("said", String))
_GRAMS: Final = column("grams", ARRAY(Text))

_TABLES: Final = ("item_search", "item_text")
"""What the search's own tables begin with; FTS5 adds some."""


def grams_of(said: str) -> list[str]:
    """Every pair of neighbouring characters, once each, in order; letters small.

    No pair reaches over a blank or a quotation mark of ASCII, which the index cannot hold.
    """
    folded = _folded(said)
    pairs = {first + second for first, second in pairwise(folded)}
    return sorted(pair for pair in pairs if not _breaks(pair))


def _folded(said: str) -> str:
    """Capital and small letters alike; each character stays one, so that neighbours stay neighbours."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in said)


def _breaks(pair: str) -> bool:
    return any(character.isspace() or character in "\"'" for character in pair)


def is_own_table(name: str) -> bool:
    """Whether a table is the search's own: no model, and nothing in it that is not made from items."""
    return name.startswith(_TABLES)


def mentions(dialect: Dialect, word: str) -> Condition:
    """The item says this word somewhere, capital and small letters alike."""
    found = select(ITEM_TEXT.c.item_id)
    grams = grams_of(word)
    if grams:
        found = found.where(_holds_all(dialect, grams))
    if word.lower() != word.upper():
        found = found.where(ITEM_TEXT.c.said.icontains(word, autoescape=True))
    elif len(word) != 2 or not grams:  # a pair alone is found by the index alone
        found = found.where(ITEM_TEXT.c.said.contains(word, autoescape=True))
    return Item.id.in_(found)


def may_mention(dialect: Dialect, word: str) -> Select[int] | None:
    """Ids of the items that may say this word, as the index alone can tell; None where it tells nothing."""
    grams = grams_of(word)
    return select(ITEM_TEXT.c.item_id).where(_holds_all(dialect, grams)) if grams else None


def _holds_all(dialect: Dialect, grams: Sequence[str]) -> Condition:
    if dialect.name != "sqlite":
        return _GRAMS.contains(bindparam(None, list(grams), ARRAY(Text), unique=True))
    wanted = " AND ".join(f'"{gram}"' for gram in grams)
    hits = select(column("rowid", Integer)).select_from(table("item_search"))
    return ITEM_TEXT.c.item_id.in_(
        hits.where(column("item_search").op("MATCH", is_comparison=True)(literal(wanted)))
    )


def refresh(connection: Connection, differences: Iterable[Difference]) -> None:
    """Bring the texts of the items that were touched up to what they now say."""
    rewrite(connection, sorted(_touched(connection, list(differences))))


def rebuild(connection: Connection) -> None:
    """Make texts and index anew for the whole ledger."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO item_search (item_search) VALUES ('delete-all')"))
    connection.execute(delete(ITEM_TEXT))
    ids = list(connection.scalars(select(Item.id).order_by(Item.id)))
    for start in range(0, len(ids), PORTION):
        _write(connection, ids[start : start + PORTION])


def reindex(location: Location) -> None:
    """Make texts and index of a ledger anew, in one transaction. Raises LedgerBusy, LedgerUnusable."""
    engine = make_engine(location)
    try:
        with translated(location), writing(engine).begin() as connection:
            rebuild(connection)
    finally:
        engine.dispose()


def rewrite(connection: Connection, ids: Sequence[int]) -> None:
    """Make texts and index anew for some items, also for those that are gone."""
    for start in range(0, len(ids), PORTION):
        portion = ids[start : start + PORTION]
        _forget(connection, portion)
        _write(connection, portion)


def troubles(connection: Connection) -> Iterator[str]:
    """What the index says of items that is not so, one Chinese line; nothing when it is right."""
    known = {
        row.item_id: row.said for row in connection.execute(select(ITEM_TEXT.c.item_id, ITEM_TEXT.c.said))
    }
    ids = list(connection.scalars(select(Item.id).order_by(Item.id)))
    wrong = len(known.keys() - set(ids))
    for start in range(0, len(ids), PORTION):
        for key, said in _texts(connection, ids[start : start + PORTION]).items():
            wrong += known.get(key) != said
    if wrong:
        yield f"检索索引与{wrong}个事项不符：请运行 tracker db reindex 重建"


def _touched(connection: Connection, differences: Sequence[Difference]) -> set[int]:
    """Ids of the items that say something else now."""
    items: set[int] = set()
    rows: dict[str, set[int]] = {}
    for change in differences:
        if change.table == Item.__tablename__:
            if change.field == WHOLE_ROW or change.field in OWN_TEXTS:
                items.add(change.key)
        elif change.table == MeasureShare.__tablename__ or change.table in _TEXT_OF:
            if change.field == WHOLE_ROW:
                items.update(_items_in(change))
            elif change.field in (_TEXT_OF.get(change.table), "item_id"):
                rows.setdefault(change.table, set()).add(change.key)
    for name, keys in rows.items():
        model = _MODEL_OF[name]
        for portion in _portions(keys):
            items.update(connection.scalars(select(model.item_id).where(model.id.in_(portion))))
    for portion in _portions(rows.get(Measure.__tablename__, ())):
        served = select(MeasureShare.item_id).where(MeasureShare.measure_id.in_(portion))
        items.update(connection.scalars(served))
    return items


def _items_in(change: Difference) -> Iterator[int]:
    for encoded in (change.before, change.after):
        if encoded is not None:
            yield json.loads(encoded)["item_id"]


def _portions(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), PORTION):
        yield ordered[start : start + PORTION]


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    if connection.dialect.name == "sqlite":
        held = connection.execute(select(ITEM_TEXT).where(ITEM_TEXT.c.item_id.in_(ids)))
        gone = [{"key": row.item_id, "grams": " ".join(grams_of(row.said))} for row in held]
        if gone:  # an index without content must be told what it had
            connection.execute(
                text("INSERT INTO item_search (item_search, rowid, grams) VALUES ('delete', :key, :grams)"),
                gone,
            )
    connection.execute(delete(ITEM_TEXT).where(ITEM_TEXT.c.item_id.in_(ids)))


def _write(connection: Connection, ids: Sequence[int]) -> None:
    texts = _texts(connection, ids)
    if not texts:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(ITEM_TEXT), [{"item_id": key, "said": said} for key, said in texts.items()])
        connection.execute(
            text("INSERT INTO item_search (rowid, grams) VALUES (:key, :grams)"),
            [{"key": key, "grams": " ".join(grams_of(said))} for key, said in texts.items()],
        )
    else:
        connection.execute(
            text("INSERT INTO item_text (item_id, said, grams) VALUES (:key, :said, :grams)"),
            [{"key": key, "said": said, "grams": grams_of(said)} for key, said in texts.items()],
        )


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """All that each item says, a line each; no word reaches over the end of a line."""
    said: dict[int, list[str]] = {}
    columns = [getattr(Item, name) for name in OWN_TEXTS]
    for row in connection.execute(select(Item.id, *columns).where(Item.id.in_(ids))):
        said[row.id] = [value for value in row[1:] if value]
    serving = (
        select(MeasureShare.item_id, Measure.text.label("text"), Measure.id.label("id"))
        .join(Measure, Measure.id == MeasureShare.measure_id)
        .where(MeasureShare.item_id.in_(ids))
    )
    for model, name in _PARTS.items():
        own = select(model.item_id, getattr(model, name).label("text"), model.id.label("id"))
        own = own.where(model.item_id.in_(ids))
        query: Any = union_all(own, serving) if model is Measure else own
        for row in connection.execute(query.order_by("item_id", "id")):
            if row.text and row.item_id in said:
                said[row.item_id].append(row.text)
    return {key: "\n".join(lines) for key, lines in said.items()}

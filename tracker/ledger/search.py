"""Finding words in items: all that an item says in one place, with an index over pairs of characters.

Chinese has no blanks to break words at, and the words people look for have two characters, for which
LIKE reads every row. So each item's texts are kept together (`item_text`), and what pairs of neighbouring
characters they hold is indexed: by FTS5 on SQLite, by a GIN index over an array on PostgreSQL (decision
0011). The index says which items can hold a word; whether one does is then read from its text. Both are
made anew for what an action touched, in its own transaction; `doctor` compares them with the items.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    Text,
    TextClause,
    bindparam,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    union_all,
)

from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.heard import Counted, Heard, nobody, telling
from tracker.ledger.journal import WHOLE_ROW, Difference
from tracker.ledger.location import Location
from tracker.ledger.models import Evidence, Item, Measure, MeasureShare, Owner, Progress
from tracker.ledger.portions import batches, portions
from tracker.ledger.troubles import translated
from tracker.text.widths import narrow

Condition = ColumnElement[bool]

OWN_TEXTS: Final = ("number", "title", "detail", "target", "category", "note", "completion")
"""Columns of an item that a bare word is looked for in."""

_PARTS: Final[Mapping[Any, str]] = {Measure: "text", Owner: "name", Progress: "text", Evidence: "name"}
"""What hangs on an item and is looked in too."""

_TEXT_OF: Final = {model.__tablename__: said for model, said in _PARTS.items()}
_MODEL_OF: Final[Mapping[str, Any]] = {model.__tablename__: model for model in _PARTS}

ITEM_TEXT: Final = table("item_text", column("item_id", Integer), column("said", String))

_RUNS: Final = re.compile(r"[^\s\"']+")
"""Characters that pairs are made of."""

_WRITES: Final[Mapping[str, Sequence[TextClause]]] = {
    "sqlite": (
        text("INSERT OR REPLACE INTO item_text (item_id, said) VALUES (:key, :said)"),
        text("INSERT INTO item_search (rowid, grams) VALUES (:key, :grams)"),
    ),
    "postgresql": (
        text(
            "INSERT INTO item_text (item_id, said, grams) VALUES (:key, :said, string_to_array(:grams, ' '))"
            " ON CONFLICT (item_id) DO UPDATE SET said = excluded.said, grams = excluded.grams"
        ),
    ),
}

_TABLES: Final = ("item_search", "item_text")
"""What the search's own tables begin with; FTS5 adds some."""


def grams_of(said: str) -> list[str]:
    """Every pair of neighbouring characters, once each, in order; letters small, full width as half.

    No pair reaches over a blank or a quotation mark of ASCII, which the index cannot hold.
    """
    pairs: set[str] = set()
    for run in _RUNS.findall(_folded(said)):
        pairs.update(map(operator.add, run, run[1:]))
    return sorted(pairs)


def _folded(said: str) -> str:
    """Capital and small, full and half width alike; each character stays one: neighbours stay neighbours."""
    said = narrow(said)
    small = said.lower()
    if len(small) == len(said) and "Σ" not in said:  # the one letter that is small in two ways
        return small
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in said)


def is_own_table(name: str) -> bool:
    """Whether a table is the search's own: no model, and nothing in it that is not made from items."""
    return name.startswith(_TABLES)


def mentions(dialect: Dialect, word: str) -> Condition:
    """The item says this word somewhere, capital and small letters and either width alike."""
    word = narrow(word)
    found = select(ITEM_TEXT.c.item_id)
    grams = grams_of(word)
    if len(word) == 2 and grams and word.lower() == word.upper():  # found by the index alone
        return Item.id.in_(_hits(dialect, grams))
    if grams:
        found = found.where(_holds_all(dialect, grams))
    if word.lower() != word.upper():
        found = found.where(ITEM_TEXT.c.said.icontains(word, autoescape=True))
    else:
        found = found.where(ITEM_TEXT.c.said.contains(word, autoescape=True))
    return Item.id.in_(found)


def may_mention(dialect: Dialect, word: str) -> Select[int] | None:
    """Ids of the items that may say this word, as the index alone can tell; None where it tells nothing."""
    grams = grams_of(word)
    return _hits(dialect, grams) if grams else None


def _holds_all(dialect: Dialect, grams: Sequence[str]) -> Condition:
    if dialect.name != "sqlite":
        from sqlalchemy.dialects.postgresql import ARRAY

        texts = ARRAY(Text)
        return column("grams", texts).contains(bindparam(None, list(grams), texts, unique=True))
    return ITEM_TEXT.c.item_id.in_(_hits(dialect, grams))


def _hits(dialect: Dialect, grams: Sequence[str]) -> Select[int]:
    """Ids of the items that hold all these pairs."""
    if dialect.name != "sqlite":
        return select(ITEM_TEXT.c.item_id).where(_holds_all(dialect, grams))
    wanted = " AND ".join(f'"{gram}"' for gram in grams)
    hits = select(column("rowid", Integer)).select_from(table("item_search"))
    return hits.where(column("item_search").op("MATCH", is_comparison=True)(literal(wanted)))


def refresh(connection: Connection, differences: Counted[Difference], heard: Heard = nobody) -> None:
    """Bring the texts of the items that were touched up to what they now say."""
    changes = telling(heard, "汇总改动", differences, len(differences))
    rewrite(connection, _touched(connection, changes), heard)


def rebuild(connection: Connection) -> None:
    """Make texts and index anew for the whole ledger."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO item_search (item_search) VALUES ('delete-all')"))
    connection.execute(delete(ITEM_TEXT))
    for portion in portions(connection.scalars(select(Item.id).order_by(Item.id))):
        _write(connection, _texts(connection, portion))


def reindex(location: Location) -> None:
    """Make texts and index of a ledger anew, in one transaction. Raises LedgerBusy, LedgerUnusable."""
    engine = make_engine(location)
    try:
        with translated(location), writing(engine).begin() as connection:
            rebuild(connection)
    finally:
        engine.dispose()


def rewrite(connection: Connection, ids: Collection[int], heard: Heard = nobody) -> None:
    """Make texts and index anew for some items, also for those that are gone."""
    for portion in batches(telling(heard, "编制检索", sorted(ids), len(ids))):
        texts = _texts(connection, portion)
        if connection.dialect.name == "sqlite":
            _forget(connection, portion)
        if gone := [key for key in portion if key not in texts]:
            connection.execute(delete(ITEM_TEXT).where(ITEM_TEXT.c.item_id.in_(gone)))
        _write(connection, texts)


def troubles(connection: Connection) -> Iterator[str]:
    """What the index says of items that is not so, one Chinese line; nothing when it is right."""
    gone = select(func.count()).select_from(ITEM_TEXT).where(ITEM_TEXT.c.item_id.not_in(select(Item.id)))
    wrong = connection.scalar(gone) or 0
    for portion in portions(connection.scalars(select(Item.id).order_by(Item.id))):
        held = connection.execute(select(ITEM_TEXT).where(ITEM_TEXT.c.item_id.in_(portion)))
        known = {row.item_id: row.said for row in held}
        for key, said in _texts(connection, portion).items():
            wrong += known.get(key) != said
    if wrong:
        yield f"检索索引与{wrong}个事项不符：请运行 tracker db reindex 重建"


def _touched(connection: Connection, differences: Iterable[Difference]) -> set[int]:
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
        for portion in portions(keys):
            items.update(connection.scalars(select(model.item_id).where(model.id.in_(portion))))
    for portion in portions(rows.get(Measure.__tablename__, ())):
        served = select(MeasureShare.item_id).where(MeasureShare.measure_id.in_(portion))
        items.update(connection.scalars(served))
    return items


def _items_in(change: Difference) -> Iterator[int]:
    for encoded in (change.before, change.after):
        if encoded is not None:
            yield json.loads(encoded)["item_id"]


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    """Take items out of SQLite's index: without content, it must be told what it had."""
    held = connection.execute(select(ITEM_TEXT).where(ITEM_TEXT.c.item_id.in_(ids)))
    gone = [{"key": row.item_id, "grams": " ".join(grams_of(row.said))} for row in held]
    if gone:
        connection.execute(
            text("INSERT INTO item_search (item_search, rowid, grams) VALUES ('delete', :key, :grams)"), gone
        )


def _write(connection: Connection, texts: Mapping[int, str]) -> None:
    """Put down what items say, in the place of what they said before."""
    if not texts:
        return
    rows = [
        {"key": key, "said": said, "grams": " ".join(grams_of(said))}  # no pair holds a blank
        for key, said in texts.items()
    ]
    for statement in _WRITES[connection.dialect.name]:
        connection.execute(statement, rows)


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """All that each item says, in half width, a line each; no word reaches over the end of a line."""
    said: dict[int, list[str]] = {}
    name = connection.dialect.name
    wanted = json.dumps(list(ids)) if name == "sqlite" else list(ids)
    for row in connection.execute(_said(name), {"ids": wanted}):
        if row.place == 0:
            said[row.item_id] = []
        if row.item_id in said:
            said[row.item_id].extend(value for value in row[3:] if value)
    return {key: narrow("\n".join(lines)) for key, lines in said.items()}


@cache
def _said(dialect: str) -> CompoundSelect[*tuple[Any, ...]]:
    """The texts of the items `ids` as one statement: each item first, then what hangs on it in its order.

    The ids are one value, however many: a statement with a mark for each would be another one each time.
    """
    ids = (
        text("(SELECT value FROM json_each(:ids))")
        if dialect == "sqlite"
        else text("ANY (CAST(:ids AS bigint[]))")
    )
    sign = "IN" if dialect == "sqlite" else "="

    def among(column: SQLColumnExpression[int]) -> Condition:
        return column.op(sign, is_comparison=True)(ids)

    own = [getattr(Item, name) for name in OWN_TEXTS]
    nothing: list[ColumnElement[str]] = [literal_column("''")] * (len(own) - 1)
    itself = select(Item.id.label("item_id"), literal_column("0").label("place"), Item.id.label("id"), *own)
    serving: Select[*tuple[Any, ...]] = select(
        MeasureShare.item_id, literal_column("1"), Measure.id, Measure.text, *nothing
    )
    parts: list[Any] = [
        itself.where(among(Item.id)),
        serving.join(Measure, Measure.id == MeasureShare.measure_id).where(among(MeasureShare.item_id)),
    ]
    for place, (model, name) in enumerate(_PARTS.items(), start=1):
        hanging = select(model.item_id, literal_column(str(place)), model.id, getattr(model, name), *nothing)
        parts.append(hanging.where(among(model.item_id)))
    return union_all(*parts).order_by("item_id", "place", "id")

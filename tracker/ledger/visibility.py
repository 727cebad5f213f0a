"""What a 承办 may see: the items their unit answers for, and what hangs on those; one rule for all.

A unit answers for an item when it, or a unit below it, leads, is responsible for or cooperates in the
item or one of its measures: by the unit that is known, else by any of its names as written. What is
given to a group (各科室) is given to each unit that the group lists. A 承办 of no unit, and everybody
else, sees the whole ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, text

from tracker.errors import Refusal
from tracker.ledger.actor import Actor, own_unit
from tracker.ledger.models import JOURNALLED, Base
from tracker.ledger.words import OwnerRole

ANSWERING: Final = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE, OwnerRole.COOPERATING)
"""As which a unit has to do with an item."""

_OWN: Final = "(SELECT id FROM own_item)"
_NAMES: Final = "(SELECT name FROM own_name)"
_SHARED: Final = f"(SELECT measure_id FROM {{measure_share}} WHERE item_id IN {_OWN})"
_MEASURES: Final = (
    f"(SELECT id FROM {{measure}} WHERE item_id IN {_OWN}"
    f" UNION SELECT measure_id FROM {{measure_share}} WHERE item_id IN {_OWN})"
)
_APPLICATIONS: Final = f"(SELECT id FROM {{application}} WHERE item_id IN {_OWN})"

OPEN: Final = frozenset(
    {
        *("campaign", "campaign_event", "aspect", "survey", "saved_view", "sample"),
        "form_round",
        *("unit", "unit_alias", "group_member", "person", "member"),
    }
)
"""Tables that say nothing of any item."""

_CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "item": f"id IN {_OWN}",
        "measure": f"(item_id IN {_OWN} OR id IN {_SHARED})",
        "owner": f"(item_id IN {_OWN} OR measure_id IN {_SHARED})",
        "amount": f"measure_id IN {_MEASURES}",
        "regulation_check": (f"regulation_id IN (SELECT id FROM {{regulation}} WHERE item_id IN {_OWN})"),
        "application_finding": f"application_id IN {_APPLICATIONS}",
        "review": f"application_id IN {_APPLICATIONS}",
        "opinion": f"(item_id IN {_OWN} OR said_by IN {_NAMES})",
        "self_check": (
            f"(item_id IN {_OWN} OR id IN"
            f" (SELECT self_check_id FROM {{self_check_answer}} WHERE unit IN {_NAMES}))"
        ),
        "self_check_answer": f"unit IN {_NAMES}",
        "lineage": f"(ancestor_id IN {_OWN} AND descendant_id IN {_OWN})",
        "consequence": f"unit IN {_NAMES}",
        "duty": f"(unit = '' OR unit IN {_NAMES})",
        "duty_occurrence": (f"duty_id IN (SELECT id FROM {{duty}} WHERE unit = '' OR unit IN {_NAMES})"),
        "survey_score": f"(item_id IS NULL OR item_id IN {_OWN})",
        "unit_form": f"unit IN {_NAMES}",
        "form_return": f"form_id IN (SELECT id FROM {{unit_form}} WHERE unit IN {_NAMES})",
        "reconciliation": "1 = 0",  # its list names items of every unit
        "document": f"id IN (SELECT document_id FROM {{item}} WHERE id IN {_OWN})",
    }
)
"""By table what makes a row visible, where it does not simply hang on an item; `{table}` stands for
where a table is read from."""


def demand_whole_sight(actor: Actor, what: str) -> None:
    """Raise Refusal for whoever sees one unit's items only: `what` takes the whole ledger with it."""
    if own_unit(actor):
        raise Refusal(f"{what}带走整个台账，承办单位的同志只看得到本单位的事项：请整改办的同志办理")


def condition(name: str, sources: Mapping[str, str], dialect: str) -> str:
    """What makes a row of a table visible, as SQL over its columns; empty where every row is."""
    if name == "change":
        return _condition_of_changes(sources, dialect)
    if name == "action":
        return f"id IN (SELECT action_id FROM {sources['change']})"
    if name in OPEN:
        return ""
    if name in _CONDITIONS:
        return _CONDITIONS[name].format_map(sources)
    if "item_id" not in Base.metadata.tables[name].columns:
        raise KeyError(name)
    return f"item_id IN {_OWN}"


def _condition_of_changes(sources: Mapping[str, str], dialect: str) -> str:
    """A change is visible with its row, and where that is gone with the item it hung on."""
    item_id = (
        "json_extract(coalesce(before, after), '$.item_id')"
        if dialect == "sqlite"
        else "CAST(coalesce(before, after)::json ->> 'item_id' AS BIGINT)"
    )
    hanging = []
    parts = [f'"table" IN ({_listed(OPEN)})']
    for model in JOURNALLED:
        name = model.__tablename__
        if wanted := condition(name, sources, dialect):
            parts.append(
                f'("table" = \'{name}\' AND "key" IN (SELECT id FROM {sources[name]} WHERE {wanted}))'
            )
            if name not in _CONDITIONS:
                hanging.append(name)
    parts.append(f"(field = '*' AND \"table\" IN ({_listed(hanging)}) AND {item_id} IN {_OWN})")
    return f"({' OR '.join(parts)})"


def gather(connection: Connection, unit: str, sources: Mapping[str, str]) -> None:
    """Fill the temporary tables the conditions ask: the unit with those below it and the groups they are
    in, all their names, and the items these answer for."""
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE own_unit (id BIGINT PRIMARY KEY)")
    run("CREATE TEMP TABLE own_name (name TEXT PRIMARY KEY)")
    run("CREATE TEMP TABLE own_item (id BIGINT PRIMARY KEY)")
    named = f"SELECT unit_id FROM {sources['unit_alias']} WHERE name = :unit"
    connection.execute(
        text(
            "INSERT INTO own_unit WITH RECURSIVE below (id) AS ("
            f"SELECT id FROM {sources['unit']} WHERE name = :unit OR id IN ({named})"
            f" UNION SELECT child.id FROM {sources['unit']} AS child JOIN below ON child.parent_id = below.id"
            f") SELECT id FROM below UNION SELECT group_id FROM {sources['group_member']}"
            " WHERE unit_id IN (SELECT id FROM below)"
        ),
        {"unit": unit},
    )
    connection.execute(
        text(
            f"INSERT INTO own_name SELECT name FROM {sources['unit']} WHERE id IN (SELECT id FROM own_unit)"
            f" UNION SELECT name FROM {sources['unit_alias']} WHERE unit_id IN (SELECT id FROM own_unit)"
            " UNION SELECT CAST(:unit AS TEXT)"
        ),
        {"unit": unit},
    )
    mine = (
        f"owner.role IN ({_listed(role.value for role in ANSWERING)}) AND"
        " (owner.unit_id IN (SELECT id FROM own_unit)"
        f" OR owner.unit_id IS NULL AND owner.name IN {_NAMES})"
    )
    run(
        f"INSERT INTO own_item SELECT item_id FROM {sources['owner']} AS owner WHERE {mine}"
        f" UNION SELECT share.item_id FROM {sources['measure_share']} AS share"
        f" JOIN {sources['owner']} AS owner ON owner.measure_id = share.measure_id WHERE {mine}"
    )


def are_own(connection: Connection, unit: str, table: str, keys: Collection[int]) -> bool:
    """Whether none of these rows is hidden from a unit; what a unit's own command works on."""
    sources = {name: f'"{name}"' for name in Base.metadata.tables}
    rule = condition(table, sources, connection.dialect.name)
    if not rule or not keys:
        return True
    gather(connection, unit, sources)
    listed = ", ".join(str(int(key)) for key in keys)
    hidden = connection.exec_driver_sql(
        f"SELECT count(*) FROM {sources[table]} WHERE id IN ({listed}) AND NOT {rule}"
    ).scalar_one()
    for name in ("own_item", "own_name", "own_unit"):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    return not hidden


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))

"""The roles of a team as PostgreSQL itself enforces them: group roles, grants, policies and triggers.

What a 承办 may see is `visibility`'s rule and which states a role may lead from and to is `lifecycle`'s
table; here both become SQL. Who somebody is, the server tells by the login (`session_user`) and the
ledger by its `member` table, which only the administrator may write. Statements can be run again at
any time and leave the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tracker.ledger import visibility
from tracker.ledger.lifecycle import OFFICE, TRANSITIONS
from tracker.ledger.models import JOURNALLED
from tracker.ledger.words import Decision, RequestDecision, Role, State

PREFIX_BYTES = 48
"""Of a database's name in the names of its group roles; PostgreSQL cuts names at 63."""

_JOURNAL = ("action", "change")
_MEMBERS = "member"
_OWN = "item_id IN (SELECT id FROM own_item)"


@dataclass(frozen=True, slots=True)
class _May:
    """What a 承办 may write in a table, of the rows they see."""

    insert: bool = False
    update: tuple[str, ...] = ()
    """Columns; `*` for all."""
    delete: bool = False
    only: str = "true"
    """What a row must be, before and after."""


_WHOLE = _May(insert=True, update=("*",), delete=True)

_UNDERTAKER: Mapping[str, _May] = MappingProxyType(
    {
        "item": _May(
            update=(
                *("state", "completion", "inference", "reported", "reported_on", "reported_by"),
                *("unfinished_reason", "next_step", "stage_goal", "next_review", "stage_done_on", "version"),
            ),
            only=f"state IN ('{State.RECTIFYING}', '{State.APPLIED}')",
        ),
        "measure": _May(update=("done_on", "done_note", "version")),
        "stage": _May(update=("done_on", "done_note", "version")),
        "progress": _WHOLE,
        "evidence": _WHOLE,
        "amount": _May(insert=True, update=("achieved", "version"), delete=True),
        "regulation": _WHOLE,
        "application": _May(
            insert=True,
            update=("*",),
            delete=True,
            only=f"decision IN ('{Decision.PENDING}', '{Decision.WITHDRAWN}')",
        ),
        "application_finding": _WHOLE,
        "extension_request": _May(
            insert=True,
            update=("*",),
            delete=True,
            only=f"decision IN ('{RequestDecision.PENDING}', '{RequestDecision.WITHDRAWN}')",
        ),
        "opinion": _May(insert=True, delete=True, only="item_id IS NULL"),
        "self_check_answer": _May(update=("result", "text", "on", "by", "version")),
    }
)
"""By table what the commands of a 承办 write (`authority.AUTHORITY`)."""


_SETS: Mapping[str, str] = MappingProxyType(
    {"own_role": "role text", "own_unit": "id bigint", "own_name": "name text", "own_item": "id bigint"}
)
"""What everything else asks: as functions, which are planned once and not at each of a hundred places."""

_SEEN: Mapping[str, str] = MappingProxyType(
    {
        "item": "id, document_id",
        "measure": "id, item_id",
        "measure_share": "item_id, measure_id",
        "application": "id, item_id",
        "regulation": "id, item_id",
        "self_check_answer": "self_check_id, unit",
        "duty": "id, unit",
        "unit_form": "id, unit",
        "change": "action_id, ordinal",
    }
)
"""Columns of what a policy asks of other tables: a view of the rows that are visible, so that no policy
calls upon another one's (a query on the journal would be planned for minutes)."""


def group_role(database: str, role: Role) -> str:
    """The group role of a role, of this database alone: two ledgers on one server do not clash."""
    while len(database.encode()) > PREFIX_BYTES:
        database = database[:-1]
    return f"{database}_{role.value}"


def statements(database: str, schema: str, tables: Iterable[str]) -> Iterator[str]:
    """Everything that makes the server enforce the roles; `tables` are those of the ledger that are there."""
    groups = {role: _name(group_role(database, role)) for role in Role}
    there = list(tables)
    # What a policy costs is far overestimated, and compiling it for that takes minutes.
    yield f"ALTER DATABASE {_name(database)} SET jit = off"
    yield from _groups(groups, schema)
    yield from _views(schema, groups)
    yield from _guards(schema)
    for table in there:
        yield from _of_table(table, groups)


def _groups(groups: Mapping[Role, str], schema: str) -> Iterator[str]:
    for group in groups.values():
        yield (f"DO $$ BEGIN CREATE ROLE {group} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        yield f"GRANT USAGE ON SCHEMA {_name(schema)} TO {group}"
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {_name(schema)} FROM {group}"
        yield f"GRANT SELECT ON alembic_version TO {group}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {_name(schema)} TO {group}"


def _views(schema: str, groups: Mapping[Role, str]) -> Iterator[str]:
    """The unit of who is signed in, its names and its items: asked with the rights of their owner."""
    roles = ", ".join(_text(role.value) for role in visibility.ANSWERING)
    mine = (
        f"owner.role IN ({roles}) AND (owner.unit_id IN (SELECT id FROM own_unit)"
        " OR owner.unit_id IS NULL AND owner.name IN (SELECT name FROM own_name))"
    )
    views = {
        "own_role": "SELECT role FROM member WHERE login = session_user",
        "own_unit": (
            "WITH RECURSIVE below (id) AS (SELECT unit_id FROM member WHERE login = session_user"
            f" AND role = {_text(Role.UNDERTAKER.value)} AND unit_id IS NOT NULL"
            " UNION SELECT child.id FROM unit AS child JOIN below ON child.parent_id = below.id)"
            " SELECT id FROM below UNION SELECT group_id FROM group_member"
            " WHERE unit_id IN (SELECT id FROM below)"
        ),
        "own_name": (
            "SELECT name FROM unit WHERE id IN (SELECT id FROM own_unit)"
            " UNION SELECT name FROM unit_alias WHERE unit_id IN (SELECT id FROM own_unit)"
        ),
        "own_item": (
            f"SELECT item_id AS id FROM owner WHERE {mine} UNION SELECT share.item_id"
            f" FROM measure_share AS share JOIN owner ON owner.measure_id = share.measure_id WHERE {mine}"
        ),
        "journal_head": "SELECT id, hash FROM action ORDER BY id DESC LIMIT 1",
    }
    for table, columns in _SEEN.items():
        visible = visibility.condition(table, _sources(), "postgresql")
        views[f"seen_{table}"] = f"SELECT {columns} FROM {_name(table)} WHERE {visible}"
    for name, kind in _SETS.items():
        yield (
            f"CREATE OR REPLACE FUNCTION {name}s() RETURNS TABLE ({kind}) LANGUAGE sql STABLE"
            f" SECURITY DEFINER SET search_path = {_name(schema)}, pg_temp AS $$ {views[name]} $$"
        )
        yield f"CREATE OR REPLACE VIEW {_name(schema)}.{name} AS SELECT * FROM {name}s()"
        yield f"GRANT SELECT ON {_name(schema)}.{name} TO {', '.join(groups.values())}"
        del views[name]
    for name, query in views.items():
        yield f"CREATE OR REPLACE VIEW {_name(schema)}.{name} AS {query}"
        yield f"GRANT SELECT ON {_name(schema)}.{name} TO {', '.join(groups.values())}"


def _guards(schema: str) -> Iterator[str]:
    """Triggers for what a policy cannot say: from which state to which, and a journal that only grows."""
    known = f"SET search_path = {_name(schema)}, pg_temp"
    steps = ", ".join(f"({_text(role)}, {_text(a)}, {_text(b)})" for role, a, b in _ways())
    yield f"""CREATE OR REPLACE FUNCTION guard_state() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER {known} AS $$
        DECLARE mine text := (SELECT role FROM member WHERE login = session_user);
        BEGIN
            IF mine IS NOT NULL AND NEW.state <> OLD.state
            AND (mine, OLD.state, NEW.state) NOT IN ({steps}) THEN
                RAISE insufficient_privilege USING MESSAGE = format(
                    '%s may not lead an item from %s to %s', mine, OLD.state, NEW.state);
            END IF;
            RETURN NEW;
        END $$"""
    yield f"""CREATE OR REPLACE FUNCTION guard_new_item() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER {known} AS $$
        BEGIN
            IF NEW.state = {_text(State.CLOSED.value)}
            AND EXISTS (SELECT 1 FROM member WHERE login = session_user
                        AND role NOT IN ({_text(Role.REVIEWER.value)}, {_text(Role.LEADER.value)})) THEN
                RAISE insufficient_privilege USING MESSAGE = 'only a reviewer or leader closes an item';
            END IF;
            RETURN NEW;
        END $$"""
    yield f"""CREATE OR REPLACE FUNCTION guard_action() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER {known} AS $$
        DECLARE last record; who record;
        BEGIN
            SELECT id, hash INTO last FROM action ORDER BY id DESC LIMIT 1;
            IF NEW.id <> coalesce(last.id, 0) + 1 OR NEW.previous <> coalesce(last.hash, repeat('0', 64)) THEN
                RAISE insufficient_privilege USING MESSAGE = 'an action follows the one before it';
            END IF;
            SELECT name, role INTO who FROM member WHERE login = session_user;
            IF FOUND AND (NEW.actor <> who.name OR NEW.role <> who.role) THEN
                RAISE insufficient_privilege USING MESSAGE = 'an action is signed by who is signed in';
            END IF;
            RETURN NEW;
        END $$"""
    yield f"""CREATE OR REPLACE FUNCTION guard_change() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER {known} AS $$
        BEGIN
            IF NEW.action_id <> (SELECT max(id) FROM action)
            OR EXISTS (SELECT 1 FROM action JOIN member ON login = session_user
                       WHERE action.id = NEW.action_id AND actor <> member.name) THEN
                RAISE insufficient_privilege USING MESSAGE = 'a change belongs to one''s own last action';
            END IF;
            RETURN NEW;
        END $$"""
    yield """CREATE OR REPLACE FUNCTION guard_past() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE insufficient_privilege USING MESSAGE = 'the journal only grows';
        END $$"""
    yield from _trigger("item", "guard_state", "BEFORE UPDATE OF state", "ROW")
    yield from _trigger("item", "guard_new_item", "BEFORE INSERT", "ROW")
    yield from _trigger("action", "guard_action", "BEFORE INSERT", "ROW")
    yield from _trigger("change", "guard_change", "BEFORE INSERT", "ROW")
    for table in _JOURNAL:
        yield from _trigger(table, "guard_past", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT")


def _ways() -> list[tuple[str, str, str]]:
    """Role, from, to: every step of the table, and back by undoing it."""
    found = {
        (role.value, way[0].value, way[1].value)
        for row in TRANSITIONS
        for role in row.roles
        for source in row.sources
        for way in ((source, row.target), (row.target, source))
        if source is not row.target
    }
    return sorted(found)


def _trigger(table: str, function: str, when: str, each: str) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {function} ON {_name(table)}"
    yield f"CREATE TRIGGER {function} {when} ON {_name(table)} FOR EACH {each} EXECUTE FUNCTION {function}()"


def _of_table(table: str, groups: Mapping[Role, str]) -> Iterator[str]:
    """Grants and policies of one table, made anew."""
    name, undertaker = _name(table), groups[Role.UNDERTAKER]
    office = ", ".join(groups[role] for role in Role if role in OFFICE)
    writes = {_MEMBERS: "SELECT", **dict.fromkeys(_JOURNAL, "SELECT, INSERT")}
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    for policy in ("office", "reader", "own", "own_insert", "own_update", "own_delete"):
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
    yield f"GRANT {writes.get(table, 'SELECT, INSERT, UPDATE, DELETE')} ON {name} TO {office}"
    # A group role that outlived its member, taken out by undoing, is worth nothing.
    is_of_office = _is_member(*(role for role in Role if role in OFFICE))
    yield f"CREATE POLICY office ON {name} TO {office} USING ({is_of_office}) WITH CHECK ({is_of_office})"
    yield f"GRANT SELECT ON {name} TO {groups[Role.READER]}"
    is_reader = _is_member(Role.READER)
    yield f"CREATE POLICY reader ON {name} FOR SELECT TO {groups[Role.READER]} USING ({is_reader})"
    visible = _visible(table)
    if visible:
        yield f"GRANT SELECT ON {name} TO {undertaker}"
        yield f"CREATE POLICY own ON {name} FOR SELECT TO {undertaker} USING ({visible})"
        yield from _writes(table, visible, undertaker)


def _is_member(*roles: Role) -> str:
    return f"EXISTS (SELECT 1 FROM own_role WHERE role IN ({', '.join(_text(role.value) for role in roles)}))"


def _visible(table: str) -> str:
    """What a 承办 sees of a table; empty: nothing."""
    if table == "number_sequence":
        return ""
    if table == "item_text":
        return _OWN
    if table == "change":
        return (
            "EXISTS (SELECT 1 FROM seen_change AS seen"
            " WHERE seen.action_id = change.action_id AND seen.ordinal = change.ordinal)"
        )
    if table == "action":
        return "EXISTS (SELECT 1 FROM seen_change AS seen WHERE seen.action_id = action.id)"
    seen = {name: f"seen_{name}" for name in _SEEN}
    return visibility.condition(table, seen, "postgresql") or "true"


def _sources() -> dict[str, str]:
    """The tables themselves, as their owner reads them."""
    return {name: _name(name) for name in (*(model.__tablename__ for model in JOURNALLED), *_JOURNAL)}


def _writes(table: str, visible: str, undertaker: str) -> Iterator[str]:
    name = _name(table)
    if table in _JOURNAL:
        yield f"GRANT INSERT ON {name} TO {undertaker}"
        yield f"CREATE POLICY own_insert ON {name} FOR INSERT TO {undertaker} WITH CHECK (true)"
        return
    may = _WHOLE if table == "item_text" else _UNDERTAKER.get(table)
    if may is None:
        return
    allowed = f"({visible}) AND {may.only}"
    if may.insert:
        yield f"GRANT INSERT ON {name} TO {undertaker}"
        yield f"CREATE POLICY own_insert ON {name} FOR INSERT TO {undertaker} WITH CHECK ({allowed})"
    if may.update:
        columns = "" if may.update == ("*",) else f" ({', '.join(_name(column) for column in may.update)})"
        yield f"GRANT UPDATE{columns} ON {name} TO {undertaker}"
        yield (
            f"CREATE POLICY own_update ON {name} FOR UPDATE TO {undertaker}"
            f" USING ({allowed}) WITH CHECK ({allowed})"
        )
    if may.delete:
        yield f"GRANT DELETE ON {name} TO {undertaker}"
        yield f"CREATE POLICY own_delete ON {name} FOR DELETE TO {undertaker} USING ({allowed})"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

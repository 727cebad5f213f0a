"""A team on PostgreSQL: what the server itself refuses, tried with psql alone; and work with the program."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tracker.errors import LedgerUnusable, NotFound, Refusal
from tracker.ledger import team
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import apply_for_closing, close, register, withdraw
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.extending import ask_extension, withdraw_extension
from tracker.ledger.commands.importing import import_entries
from tracker.ledger.commands.items import add_item, edit_items, finish_measure, resume_measure
from tracker.ledger.commands.measures import plan_amount, record_amount, share_measure
from tracker.ledger.commands.opinions import OpinionDraft, add_opinion
from tracker.ledger.commands.regulations import add_regulation, issue_regulation
from tracker.ledger.commands.reporting import add_evidence, add_progress
from tracker.ledger.commands.self_checks import answer_self_check, start_self_check
from tracker.ledger.commands.stages import add_stage, finish_stage
from tracker.ledger.commands.team import MemberDraft, add_member, remove_member
from tracker.ledger.commands.truths import report
from tracker.ledger.commands.undoing import undo
from tracker.ledger.commands.units import UnitDraft, add_units
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.guarding import group_role
from tracker.ledger.history import item_history
from tracker.ledger.imports import NewItem, Origin
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location, locate
from tracker.ledger.opinions import opinions
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify
from tracker.ledger.words import (
    AmountKind,
    DeadlineKind,
    OwnerRole,
    RegulationAct,
    Reported,
    Role,
    SelfCheckResult,
    State,
    UnitAliasKind,
)

TODAY = dt.date(2024, 6, 18)
ADMIN = Actor("管理员", Role.LEADER)
MINE, FOREIGN = "ZG-2024-0001", "ZG-2024-0002"


@dataclass
class Town:
    """A ledger with a team: 组织部's undertaker, an operator, a reviewer and a reader."""

    location: Location
    logins: dict[Role, str] = field(default_factory=dict)

    def address(self, role: Role, scheme: str = "postgresql") -> str:
        """The ledger's URL with somebody's login."""
        url = self.location.url.set(username=self.logins[role], drivername=scheme)
        return url.render_as_string(hide_password=False)

    def open(self, role: Role) -> Ledger:
        """Signed in as somebody."""
        return Ledger.open(locate(self.address(role)))

    def psql(self, role: Role, statement: str) -> tuple[int, str, str]:
        """Exit code, rows and errors of psql alone."""
        ran = subprocess.run(
            ["psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-c", statement, self.address(role)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PGCLIENTENCODING": "UTF8", "LC_MESSAGES": "C"},
            check=False,
        )
        return ran.returncode, ran.stdout.strip(), ran.stderr

    def refused(self, role: Role, statement: str) -> str:
        """It must be refused by the server; its words."""
        code, _, words = self.psql(role, statement)
        assert code != 0, statement
        return words

    def untouched(self, role: Role, statement: str) -> None:
        """It must change nothing: refused, or nothing there to change."""
        code, rows, _ = self.psql(role, statement)
        assert code != 0 or rows.endswith(" 0") or rows == "", (statement, rows)


@pytest.fixture
def town(postgresql_location: Location) -> Iterator[Town]:
    """Made by the administrator; its logins are gone afterwards."""
    if shutil.which("psql") is None:
        pytest.skip("no psql here")
    found = Town(postgresql_location)
    groups = team.initialise(postgresql_location)
    mark = uuid.uuid4().hex[:8]
    with Ledger.open(postgresql_location) as ledger:
        units = [
            UnitDraft("组织部", aliases={"市委组织部": UnitAliasKind.FORMER}),
            UnitDraft("干部科", parent="组织部"),
            UnitDraft("财政局"),
            UnitDraft("各部门", members=("组织部",)),
        ]
        add_units(ledger, ADMIN, units, today=TODAY)
        for role in Role:
            found.logins[role] = f"t{mark}_{role.value}"
            unit = "组织部" if role is Role.UNDERTAKER else ""
            draft = MemberDraft(found.logins[role], f"{role.word}员", role, unit)
            assert add_member(ledger, ADMIN, draft, today=TODAY)
        for lead in ("干部科", "财政局"):
            draft_of = ItemDraft(
                title=f"{lead}的问题",
                target="整改到位",
                deadline=Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30)),
                owners={OwnerRole.LEAD: (lead,)},
                measures=(MeasureDraft(f"{lead}的措施"),),
            )
            register(ledger, ADMIN, [add_item(ledger, ADMIN, draft_of, today=TODAY)], today=TODAY)
    yield found
    _drop(postgresql_location, [*found.logins.values(), *groups])


def _plain(location: Location) -> str:
    """The administrator's URL as psql and psycopg read it."""
    return location.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _drop(location: Location, names: list[str]) -> None:
    with psycopg.connect(_plain(location), autocommit=True) as server:
        for name in names:
            server.execute(f'DROP OWNED BY "{name}"'.encode())
            server.execute(f'DROP ROLE "{name}"'.encode())


def test_psql_alone_shows_an_undertaker_only_the_own_items(town: Town) -> None:
    who = Role.UNDERTAKER
    assert town.psql(who, "SELECT number FROM item")[1] == MINE
    for table in ("measure", "owner", "item_text"):
        assert town.psql(who, f"SELECT count(*) FROM {table}")[1] == "1", table
    assert town.psql(who, "SELECT count(*) FROM change WHERE \"table\" = 'item' AND key = 2")[1] == "0"
    assert town.psql(who, "SELECT count(*) FROM change WHERE before || after LIKE '%财政局的%'")[1] == "0"
    assert town.psql(Role.READER, "SELECT count(*) FROM item")[1] == "2"


FORBIDDEN = (
    "UPDATE item SET state = 'closed' WHERE id = 1",
    "UPDATE item SET state = 'stopped' WHERE id = 1",
    "UPDATE item SET closed_on = now() WHERE id = 1",
    "UPDATE item SET deadline_due = '2030-01-01' WHERE id = 1",
    "UPDATE item SET completion = 'x' WHERE id = 2 RETURNING id",
    "INSERT INTO item (id, campaign_id, number, kind, title, type, state) VALUES"
    " (9, 1, 'x', 'problem', 'x', 'immediate', 'closed')",
    "DELETE FROM item WHERE id = 1",
    "INSERT INTO progress (item_id, \"on\", text, by, version) VALUES (2, now(), 'x', 'x', 1)",
    "INSERT INTO owner (item_id, role, name, ordinal, version, unit_id)"
    " VALUES (2, 'lead', '组织部', 1, 1, 1)",
    "UPDATE owner SET unit_id = 1 WHERE item_id = 2",
    "UPDATE member SET role = 'leader'",
    "UPDATE unit SET parent_id = 1 WHERE id = 3",
    "UPDATE action SET actor = 'x' WHERE id = 1",
    "DELETE FROM action",
    "TRUNCATE change",
    "UPDATE change SET after = 'x'",
    "DELETE FROM change",
    "INSERT INTO action (id, at, today, actor, role, command, reason, request, previous, hash)"
    " SELECT id + 1, 'x', now(), '领导员', 'leader', 'close', '', 'r', hash, 'h' FROM journal_head",
    "INSERT INTO action (id, at, today, actor, role, command, reason, request, previous, hash)"
    " VALUES (1000, 'x', now(), '承办员', 'undertaker', 'progress', '', 'r', 'p', 'h')",
    "INSERT INTO change (action_id, ordinal, \"table\", key, field) VALUES (1, 99, 'item', 1, 'state')",
    "DROP POLICY own ON item",
    "ALTER TABLE item DISABLE ROW LEVEL SECURITY",
    "SET ROLE postgres",
)


def test_psql_alone_lets_an_undertaker_change_nothing_that_is_not_theirs(town: Town) -> None:
    ask = "SELECT state, completion, closed_on, deadline_due FROM item ORDER BY id"
    before = town.psql(Role.LEADER, ask)
    for statement in FORBIDDEN:
        town.untouched(Role.UNDERTAKER, statement)
        assert town.psql(Role.LEADER, ask) == before, statement
    with Ledger.open(town.location) as ledger:
        assert verify(ledger) == ()


def test_psql_alone_holds_every_role_to_the_lifecycle_and_the_journal(town: Town) -> None:
    for role in (Role.OPERATOR, Role.READER):
        words = town.refused(role, "UPDATE item SET state = 'closed' WHERE id = 1")
        assert "may not lead an item" in words or "permission denied" in words
    for role in Role:
        town.refused(role, "UPDATE action SET actor = 'x'")
        town.refused(role, "DELETE FROM change")
        town.refused(role, "INSERT INTO member (login, name, role, version) VALUES ('x', 'x', 'leader', 1)")
    with (
        psycopg.connect(_plain(town.location)) as server,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="only grows"),
    ):
        server.execute("DELETE FROM change")


def test_an_undertaker_works_on_their_own_items_with_the_program(town: Town) -> None:
    with town.open(Role.UNDERTAKER) as ledger:
        me = ledger.member
        assert me == Actor("承办员", Role.UNDERTAKER, "组织部")
        assert [row.number for row in list_items(ledger, read_query(""), today=TODAY)] == [MINE]
        assert [row.number for row in list_items(ledger, read_query("措施:干部科"), today=TODAY)] == [MINE]
        with pytest.raises(NotFound, match=f"没有编号为“{FOREIGN}”的事项"):
            item_page(ledger, FOREIGN, today=TODAY)
        with pytest.raises(NotFound, match=f"没有编号为“{FOREIGN}”的事项"):
            add_progress(ledger, me, FOREIGN, "已办", today=TODAY)
        add_progress(ledger, me, MINE, "已办理完毕", measure=1, done=True, today=TODAY)
        undo(ledger, me, today=TODAY)
        add_progress(ledger, me, MINE, "已印发", measure=1, done=True, today=TODAY)
        assert [row.number for row in list_items(ledger, read_query("已印发"), today=TODAY)] == [MINE]
        assert [row.command for row in item_history(ledger, MINE)][-1] == "登记进展"
        with pytest.raises(Refusal, match="校验要看全部台账"):
            verify(ledger)
        with pytest.raises(Refusal, match="您是以承办员（承办）登录的"):
            add_progress(ledger, Actor("别人", Role.LEADER), MINE, "已办", today=TODAY)
    with town.open(Role.OPERATOR) as ledger:
        assert ledger.member is not None
        add_progress(ledger, ledger.member, FOREIGN, "财政局已办", today=TODAY)
    with town.open(Role.UNDERTAKER) as ledger:
        add_progress(ledger, me, MINE, "接着上一条记", today=TODAY)
        assert ledger.head().count == verify_as_admin(town).count


def verify_as_admin(town: Town) -> Any:
    """The head of a journal that is whole."""
    with Ledger.open(town.location) as ledger:
        assert verify(ledger) == ()
        return ledger.head()


def test_an_undertaker_applies_and_withdraws_and_another_closes(town: Town, tmp_path: Path) -> None:
    report = tmp_path / "验收记录.txt"
    report.write_text("验收合格", encoding="utf-8")
    with town.open(Role.UNDERTAKER) as ledger:
        me = ledger.member
        assert me is not None
        add_progress(ledger, me, MINE, "已办理完毕", measure=1, done=True, today=TODAY)
        add_evidence(ledger, me, MINE, [report], measure=1, today=TODAY)
        for _ in range(2):
            apply_for_closing(ledger, me, MINE, completion="已完成", inference="已自查", today=TODAY)
            undo(ledger, me, today=TODAY)
            apply_for_closing(ledger, me, MINE, completion="已完成", inference="已自查", today=TODAY)
            withdraw(ledger, me, MINE, today=TODAY)
        apply_for_closing(ledger, me, MINE, completion="已完成", inference="已自查", today=TODAY)
        with pytest.raises(Refusal, match="您的角色是“承办”"):
            close(ledger, me, MINE, today=TODAY)
    town.untouched(Role.UNDERTAKER, "UPDATE item SET state = 'closed' WHERE id = 1")
    town.untouched(Role.UNDERTAKER, "UPDATE application SET decision = 'accepted'")
    words = town.refused(Role.OPERATOR, "UPDATE item SET state = 'closed' WHERE id = 1")
    assert "may not lead an item" in words
    with town.open(Role.REVIEWER) as ledger:
        assert ledger.member is not None
        close(ledger, ledger.member, MINE, today=TODAY)
    with town.open(Role.UNDERTAKER) as ledger:
        assert item_page(ledger, MINE, today=TODAY).row.state is State.CLOSED
    verify_as_admin(town)


def test_a_member_changes_and_leaves(town: Town) -> None:
    login = town.logins[Role.READER]
    with Ledger.open(town.location) as ledger:
        assert ledger.member is None
        with pytest.raises(Refusal, match="承办要写明是哪个单位的"):
            add_member(ledger, ADMIN, MemberDraft(login, "只读员", Role.UNDERTAKER), today=TODAY)
        draft = MemberDraft(login, "只读员", Role.UNDERTAKER, "财政局")
        assert not add_member(ledger, ADMIN, draft, today=TODAY), "the login was there already"
    assert town.psql(Role.READER, "SELECT number FROM item")[1] == FOREIGN
    with Ledger.open(town.location) as ledger:
        assert [row.unit for row in team.team(ledger)][-1] == "财政局"
        assert remove_member(ledger, ADMIN, login, today=TODAY) == "只读员"
        with pytest.raises(NotFound, match="团队里没有登录名"):
            remove_member(ledger, ADMIN, login, today=TODAY)
    assert "permission denied" in town.refused(Role.READER, "SELECT number FROM item")
    with pytest.raises(LedgerUnusable, match="没有所需的权限"):
        town.open(Role.READER)


def test_a_group_role_without_a_member_is_worth_nothing(town: Town) -> None:
    assert town.psql(Role.OPERATOR, "SELECT count(*) FROM item")[1] == "2"
    with psycopg.connect(_plain(town.location), autocommit=True) as server:
        server.execute("DELETE FROM member")
    for role in Role:
        assert town.psql(role, "SELECT count(*) FROM item")[1] == "0"
    town.untouched(Role.LEADER, "UPDATE item SET state = 'closed'")


def test_setting_up_again_leaves_the_same(town: Town) -> None:
    ask = (
        "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public' ORDER BY 1, 2"
    )
    before = town.psql(Role.LEADER, ask)[1]
    team.initialise(town.location)
    assert town.psql(Role.LEADER, ask)[1] == before
    assert town.psql(Role.UNDERTAKER, "SELECT number FROM item")[1] == MINE


def test_a_new_member_needs_the_team_set_up(postgresql_location: Location) -> None:
    with (
        Ledger.open(postgresql_location) as ledger,
        pytest.raises(Refusal, match="请管理员先运行 tracker db team init"),
    ):
        add_member(ledger, ADMIN, MemberDraft("nobody", "某人", Role.READER), today=TODAY)


def test_a_file_has_no_team(sqlite_location: Location) -> None:
    with pytest.raises(Refusal, match="文件台账没有团队登录"):
        team.initialise(sqlite_location)
    with Ledger.open(sqlite_location) as ledger:
        assert ledger.member is None
        with pytest.raises(Refusal, match="文件台账没有团队登录"):
            team.team(ledger)
        with pytest.raises(Refusal, match="文件台账没有团队登录"):
            add_member(ledger, ADMIN, MemberDraft("x", "x", Role.READER), today=TODAY)
        with pytest.raises(Refusal, match="文件台账没有团队登录"):
            remove_member(ledger, ADMIN, "x", today=TODAY)


def test_group_roles_of_two_ledgers_differ_and_fit() -> None:
    names = {group_role(database, role) for database in ("one", "two", "整改" * 20) for role in Role}
    assert len(names) == 3 * len(Role)
    assert all(len(name.encode()) <= 63 for name in names)


def test_on_the_command_line_a_member_is_who_signed_in(town: Town) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import tracker

    def typed(role: Role | None, *arguments: str) -> Any:
        place = town.address(role) if role else _plain(town.location)
        return CliRunner().invoke(tracker, ["--db", place, "--today", str(TODAY), *arguments])

    assert typed(Role.UNDERTAKER, "progress", MINE, "已印发").exit_code == 0
    shown = typed(Role.UNDERTAKER, "show", MINE, "--format", "json")
    assert '"by": "承办员"' in shown.stdout
    for arguments in (("show", FOREIGN), ("progress", FOREIGN, "已办")):
        result = typed(Role.UNDERTAKER, *arguments)
        assert result.exit_code == 1
        assert f"没有编号为“{FOREIGN}”的事项" in result.stderr
    result = typed(Role.UNDERTAKER, "--actor", "李明", "list")
    assert "您是以承办员（承办）登录的，--actor 不能写成李明" in result.stderr
    result = typed(Role.UNDERTAKER, "--actor", "承办员:领导", "list")
    assert "角色不能写成领导" in result.stderr
    assert typed(Role.UNDERTAKER, "--actor", "承办员:承办", "list").exit_code == 0
    again = typed(None, "--actor", "管理员:领导", "db", "team", "init", "--format", "json")
    assert len(json.loads(again.stdout)["groups"]) == len(Role)
    rows = json.loads(typed(None, "db", "team", "list", "--format", "json").stdout)["members"]
    assert [row["role"] for row in rows] == [role.value for role in Role]
    refused = typed(Role.OPERATOR, "db", "team", "add", "x", "某人", "领导")
    assert refused.exit_code == 1
    assert "没有所需的权限" in refused.stderr
    login = town.logins[Role.READER]
    assert "密码不变" in typed(None, "db", "team", "add", login, "新人", "只读").stderr
    assert "已移出团队" in typed(None, "db", "team", "remove", login).stderr


def test_an_undertaker_gives_every_command_of_theirs(town: Town, tmp_path: Path) -> None:
    proof = tmp_path / "记录.txt"
    proof.write_text("已检查", encoding="utf-8")
    stage_end = Deadline("6月25日前", DeadlineKind.DATE, dt.date(2024, 6, 25))
    later = Deadline("7月底前", DeadlineKind.DATE, dt.date(2024, 7, 31))
    with town.open(Role.OPERATOR) as ledger:
        office = ledger.member
        assert office is not None
        share_measure(ledger, office, MINE, 1, [FOREIGN], today=TODAY)
        add_stage(ledger, office, MINE, "摸清底数", deadline=stage_end, today=TODAY)
        plan_amount(ledger, office, MINE, 1, AmountKind.PEOPLE, target=5, today=TODAY)
        key, _ = start_self_check(ledger, office, FOREIGN, units=("组织部",), today=TODAY)
    with town.open(Role.UNDERTAKER) as ledger:
        me = ledger.member
        assert me is not None
        add_progress(ledger, me, MINE, "共用的措施有进展", measure=1, today=TODAY)
        add_evidence(ledger, me, MINE, [proof], measure=1, today=TODAY)
        record_amount(ledger, me, MINE, 1, AmountKind.PEOPLE, achieved=5, today=TODAY)
        finish_measure(ledger, me, MINE, 1, on=TODAY, today=TODAY)
        resume_measure(ledger, me, MINE, 1, reason="还没有完", today=TODAY)
        report(ledger, me, MINE, Reported.UNDER_WAY, text="推进中", today=TODAY)
        finish_stage(ledger, me, MINE, 1, on=TODAY, today=TODAY)
        kept = add_regulation(ledger, me, MINE, "考勤办法", RegulationAct.NEW, today=TODAY)
        issue_regulation(ledger, me, kept, on=TODAY, document_number="组〔2024〕1号", today=TODAY)
        ask_extension(ledger, me, MINE, deadline=later, reason="要会签", today=TODAY)
        withdraw_extension(ledger, me, MINE, today=TODAY)
        said = OpinionDraft("建议统一表式", "调研发现", TODAY)
        add_opinion(ledger, me, said, today=TODAY)
        undo(ledger, me, today=TODAY)
        add_opinion(ledger, me, said, today=TODAY)
        assert [row.text for row in opinions(ledger, today=TODAY)] == ["建议统一表式"]
        with pytest.raises(Refusal, match="以本单位（组织部）的名义"):
            add_opinion(ledger, me, replace(said, said_by="财政局"), today=TODAY)
        answer_self_check(ledger, me, key, "组织部", SelfCheckResult.FOUND, text="也有", today=TODAY)
        with pytest.raises(Refusal, match="由整改办登记为事项"):
            answer_self_check(
                ledger, me, key, "组织部", SelfCheckResult.FOUND, text="也有", add=True, today=TODAY
            )
    with Ledger.open(town.location) as ledger:
        for word in ("共用的措施有进展", "记录.txt"):
            found = list_items(ledger, read_query(word), today=TODAY)
            assert [row.number for row in found] == [MINE], word
    verify_as_admin(town)


def test_what_is_given_to_a_group_is_its_members_on_the_server_too(town: Town) -> None:
    with town.open(Role.OPERATOR) as ledger:
        assert ledger.member is not None
        given = ItemEdit(owners={OwnerRole.RESPONSIBLE: ("各部门",)})
        edit_items(ledger, ledger.member, [FOREIGN], given, today=TODAY)
    assert town.psql(Role.UNDERTAKER, "SELECT number FROM item ORDER BY 1")[1] == f"{MINE}\n{FOREIGN}"


def test_an_operator_takes_rows_over_on_the_server(town: Town) -> None:
    rows = [
        NewItem(
            ItemDraft(title=title, measures=(MeasureDraft("整理清单"),)),
            Origin("旧台账.xlsx", "0" * 64, "表一", place, said=title),
        )
        for place, title in enumerate(("甲", "乙"), start=2)
    ]
    with town.open(Role.OPERATOR) as ledger:
        assert ledger.member is not None
        done = import_entries(ledger, ledger.member, rows, reason="接转", today=TODAY)
        assert len({row.number for row in done}) == 2
    verify_as_admin(town)


@pytest.mark.parametrize("role", [Role.UNDERTAKER, Role.READER])
def test_another_units_item_is_not_there_for_a_login(town: Town, role: Role, tmp_path: Path) -> None:
    paper = tmp_path / "x.txt"
    paper.write_text("x", encoding="utf-8")
    later = Deadline("7月底前", DeadlineKind.DATE, dt.date(2024, 7, 31))
    given: list[Callable[[Ledger, Actor], object]] = [
        lambda ledger, me: add_progress(ledger, me, FOREIGN, "已办", today=TODAY),
        lambda ledger, me: add_evidence(ledger, me, FOREIGN, [paper], today=TODAY),
        lambda ledger, me: finish_measure(ledger, me, FOREIGN, 1, on=TODAY, today=TODAY),
        lambda ledger, me: report(ledger, me, FOREIGN, Reported.DONE, text="已办", today=TODAY),
        lambda ledger, me: add_regulation(ledger, me, FOREIGN, "办法", RegulationAct.NEW, today=TODAY),
        lambda ledger, me: ask_extension(ledger, me, FOREIGN, deadline=later, reason="忙", today=TODAY),
        lambda ledger, me: apply_for_closing(ledger, me, FOREIGN, completion="好", today=TODAY),
        lambda ledger, me: withdraw(ledger, me, FOREIGN, today=TODAY),
    ]
    before = verify_as_admin(town)
    with town.open(role) as ledger:
        me = ledger.member
        assert me is not None
        for give in given:
            with pytest.raises(Refusal) as refused:
                give(ledger, me)
            words = str(refused.value)
            assert "财政局" not in words
            assert f"没有编号为“{FOREIGN}”的事项" in words or "您的角色是“只读”" in words, words
    assert verify_as_admin(town) == before
    with Ledger.open(town.location) as ledger:
        assert item_page(ledger, FOREIGN, today=TODAY).row.title == "财政局的问题"

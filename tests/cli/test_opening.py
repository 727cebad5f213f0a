"""The bare command and `demo` open the app; who acts comes from the settings where nobody says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker import settings
from tracker.cli import output
from tracker.cli.invocation import CHINA
from tracker.cli.root import tracker
from tracker.desk import demo
from tracker.ledger.actor import Actor
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.paths import data_dir

CommandLine = Any


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the app was called with, on a terminal that is none."""
    from tracker.tui import running

    calls: list[Any] = []
    monkeypatch.setattr(running, "run", lambda *arguments, first_rows: calls.append((*arguments, first_rows)))
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    return calls


def test_the_bare_command_opens_the_app_on_the_ledger(registered: CommandLine, opened: list[Any]) -> None:
    registered.well()
    ((ledger_factory, actor, today, banner, kept, own_folder, first_rows),) = opened
    with ledger_factory() as ledger:
        assert ledger.location.path == registered.ledger
    assert [row.item.number for row in first_rows("number", actor, today()).values()] == ["ZG-2024-0001"]
    assert (kept, own_folder) == (settings.load(), data_dir())
    assert (actor, today(), banner) == (Actor("李明", Role.OPERATOR), dt.date(2024, 4, 1), "")


def test_the_app_says_afterwards_that_it_made_a_ledger(
    nowhere: CommandLine, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.tui import running

    monkeypatch.setattr(running, "run", lambda ledger_factory, *rest, **more: ledger_factory().close())
    assert "已新建台账" in nowhere.well().stderr


def test_the_demo_opens_the_app_on_the_sample(opened: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_build", lambda path, _: Ledger.open(path, create=True).close())
    result = CliRunner().invoke(tracker, ["demo"])
    assert result.exit_code == 0, result.output
    ((ledger_factory, actor, today, banner, _, own_folder, _),) = opened
    assert own_folder is None, "a sample to try changes nothing of the user's"
    with ledger_factory() as ledger:
        assert "demo" in ledger.location.path.parts
    assert today() == dt.date(2024, 6, 18)
    assert actor.role is Role.REVIEWER
    assert "样例" in banner


def _last_actor(ledger: Path) -> str:
    runner = CliRunner()
    assert runner.invoke(tracker, ["--db", str(ledger), "add", "查卷宗"]).exit_code == 0
    shown = runner.invoke(tracker, ["--db", str(ledger), "journal", "log", "-n", "1"])
    return shown.stdout.split("  ")[2]


def test_who_acts_is_in_the_settings_else_the_login(
    registered: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "wangfang")
    assert _last_actor(registered.ledger) == "wangfang（经办）"
    settings.save(settings.Settings(Actor("赵敏", Role.LEADER)))
    assert _last_actor(registered.ledger) == "赵敏（领导）"


def test_broken_settings_are_told_and_stop_only_what_needs_them(registered: CommandLine) -> None:
    settings.settings_file().parent.mkdir(parents=True)
    settings.settings_file().write_text("actor = ", encoding="utf-8")
    result = CliRunner().invoke(tracker, ["--db", str(registered.ledger), "add", "查卷宗"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "设置文件" in result.stderr
    assert "设置文件" in registered("doctor").stderr
    assert registered.well("list").stdout


def test_today_is_the_day_in_china(registered: CommandLine) -> None:
    before = dt.datetime.now(CHINA).date()
    found = CliRunner().invoke(tracker, ["--db", str(registered.ledger), "stats", "--format", "json"])
    after = dt.datetime.now(CHINA).date()
    assert any(f'"today": "{day}"' in found.stdout for day in (before, after))

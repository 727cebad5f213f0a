"""Every command is there, explained in Chinese, and told the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from tests.tables import of_each
from tracker.cli.commanding import TrackerCommand
from tracker.cli.registry import ENTRIES
from tracker.cli.root import tracker
from tracker.text.cells import width

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "json.md"


def _walk() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(tracker, info_name="tracker")
    for name in ENTRIES:
        command = tracker.get_command(context, name)
        assert command is not None
        yield name, command
        yield from _below(name, command)


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for below, found in command.commands.items():
            yield f"{name} {below}", found
            yield from _below(f"{name} {below}", found)


COMMANDS = dict(_walk())
LEAVES = {name: found for name, found in COMMANDS.items() if isinstance(found, TrackerCommand)}


def _is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


@of_each(COMMANDS)
def test_every_command_has_a_chinese_help_page(name: str) -> None:
    result = CliRunner().invoke(tracker, [*name.split(), "--help"], env={"COLUMNS": "80"})
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：tracker {name}")
    for word in ("Usage", "Options", "Show this", "Commands", "UNSET", "None"):
        assert word not in result.stdout
    assert all(width(line) <= 80 for line in result.stdout.splitlines())


@of_each(ENTRIES)
def test_the_registry_says_what_the_command_says(name: str) -> None:
    assert COMMANDS[name].get_short_help_str(200) == ENTRIES[name].help


@of_each(LEAVES)
def test_every_option_and_argument_is_explained_in_chinese(name: str) -> None:
    for param in LEAVES[name].params:
        explained = getattr(param, "help", None)
        assert explained, (name, param.name)
        assert _is_chinese(explained), (name, param.name)


def test_the_front_page_names_every_command_and_loads_none() -> None:
    result = CliRunner().invoke(tracker, ["--help"])
    assert result.exit_code == 0
    for entry in ENTRIES.values():
        assert f"  {entry.name}" in result.stdout
        assert entry.help in result.stdout


@of_each(LEAVES)
def test_what_json_holds_is_documented(name: str) -> None:
    assert f"`tracker {name}`" in DOCUMENTATION.read_text(encoding="utf-8")


def test_the_version() -> None:
    result = CliRunner().invoke(tracker, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("tracker ")

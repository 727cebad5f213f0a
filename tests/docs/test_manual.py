"""What the user manual tells people to type exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from tracker.cli.root import tracker

MANUAL = Path(__file__).parents[2] / "docs" / "使用手册.md"


def _typed() -> list[str]:
    """Every command line of the manual's blocks and code spans, without the remark after it."""
    text = MANUAL.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    found = [re.split(r" {3,}", line)[0] for line in (*lines, *spans)]
    return sorted({line for line in found if line.startswith("tracker")})


def _options(command: click.Command) -> set[str]:
    return {name for param in command.params for name in (*param.opts, *param.secondary_opts)}


@pytest.mark.parametrize("line", _typed())
def test_a_command_of_the_manual_exists_with_its_options(line: str) -> None:
    command: click.Command = tracker
    context = click.Context(tracker)
    known = _options(tracker) | {"--help"}
    words = shlex.split(line)[1:]
    for before, word in zip(["", *words], words, strict=False):
        if isinstance(command, click.Group) and not before.startswith("--"):
            below = command.get_command(context, word)
            if below is not None:
                command = below
                known |= _options(command)
                continue
            assert word.startswith("--"), f"没有命令 {word}"
        if word.startswith("-"):
            assert word in known, f"{command.name} 没有选项 {word}"


def test_the_manual_shows_many_of_them() -> None:
    assert len(_typed()) > 30

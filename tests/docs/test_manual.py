"""What the user manual tells people to type exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from tests.tables import of_each
from tracker.cli.root import tracker
from tracker.ledger.filtering.fields import FIELDS, Field, shorthands
from tracker.ledger.filtering.reading import read_query
from tracker.tui.keys import PAGES

FORBIDDEN = {"Ctrl+S", "F11"}
"""Named for not being keys of the app: terminals and input methods keep them."""
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


@of_each(_typed())
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


@of_each(FIELDS.values())
def test_each_field_of_a_query_is_documented_with_an_example(field: Field) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    row = re.search(rf"^\| {field.name} \| (.+) \| `(.+)` \| (.+) \|$", text, re.M)
    assert row, field.name
    assert row[1] == field.means
    assert row[2].startswith(field.name)
    assert read_query(row[2])
    assert tuple(row[3].split("、")) == field.aliases


def test_the_queries_of_the_manual_are_read() -> None:
    section = re.search(r"^## 五、(.*?)^## ", MANUAL.read_text(encoding="utf-8"), re.M | re.S)
    assert section
    block = section[1].split("```")[1].strip()
    spans = re.findall(r"`([^`\n]*[:<>=“（-][^`\n]+)`", section[1])
    queries = [block, *(span for span in spans if not span.startswith("tracker") and len(span) > 2)]
    assert len(queries) > 40
    for query in queries:
        read_query(f"时限:{query}" if re.match(r"[0-9今]", query) else query)


def test_the_words_that_stand_alone_are_words_of_the_language() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    named = re.search(r"名称（如 (.+?)）就是那个意思", text)
    assert named
    assert set(named[1].split("、")) <= set(shorthands())


def _anchor(heading: str) -> str:
    """As GitHub makes it: letters, digits, hyphens; blanks become hyphens."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_link_of_the_manual_leads_somewhere() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    anchors = {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.M)}
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 20
    for link in links:
        assert (
            link.removeprefix("#") in anchors if link.startswith("#") else (MANUAL.parent / link).is_file()
        ), link


def test_every_key_the_manual_names_is_one_of_the_app() -> None:
    text = re.sub(r"^```.*?^```", "", MANUAL.read_text(encoding="utf-8"), flags=re.M | re.S)
    every = [key for _, page in PAGES for key in page]
    keys = {key.shown for key in every} | {name.upper() for key in every for name in key.keys} | FORBIDDEN
    named = set(re.findall(r"(?:Ctrl|Alt|Shift)\+(?:[A-Z]\b|Del|Tab)|\bF[0-9]{1,2}\b", text))
    assert len(named) > 30
    assert named <= keys, named - keys

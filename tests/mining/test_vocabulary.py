"""The vocabulary files: every entry is well-formed, fires, and is explained."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import tracker.mining.vocabulary as vocabulary
from tests.tables import of_each
from tracker.mining.classification import judge
from tracker.mining.cues import read_cues
from tracker.mining.explanations import explain
from tracker.mining.roles import Placed, Role
from tracker.mining.vocabulary import Words, any_of, load

FILES = sorted(Path(vocabulary.__file__).parent.glob("*.toml"))
UNBOUNDED = re.compile(r"(?<!\\)[*+](?!\?P)")
SIGNS = [(kind, entry) for kind in ("heading", "turn", "title") for entry in load("roles")[kind]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_read(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8")) == load(path.stem)


@pytest.mark.parametrize("name", load("cues"))
def test_every_cue_fires_on_its_example_and_is_explained(name: str) -> None:
    entry = load("cues")[name]
    assert name in read_cues(Words(entry["example"]))
    assert entry["meaning"]


@pytest.mark.parametrize(("kind", "entry"), SIGNS, ids=lambda value: str(value)[:30])
def test_every_sign_of_a_role_fires_on_its_example(kind: str, entry: dict[str, Any]) -> None:
    assert any_of(entry["any"]).search(entry["example"].lstrip("一二三四五六七八九十、"))
    assert "unless" not in entry or not re.search(entry["unless"], entry["example"])
    assert Role(entry["role"])


@pytest.mark.parametrize("name", load("concreteness"))
def test_every_sign_of_concreteness_fires(name: str) -> None:
    entry = load("concreteness")[name]
    assert any_of(entry["any"]).search(entry["example"])
    assert entry["means"]


def test_every_sign_counts_or_answers_a_question() -> None:
    told = {"deadline", "named-body", "group-of-bodies", "heading", "long", "always"}
    asked = {"degree", "work", "proof"}
    assert set(load("concreteness")) == set(load("checkable")["weights"]) - told | asked


@of_each(load("verbs")["verbs"])
def test_every_verb_opens_a_directive(word: str) -> None:
    assert "bare-directive" in read_cues(Words(f"{word}这件事"))


def test_decisions_name_known_cues() -> None:
    known = set(load("cues"))
    for role, table in load("decisions").items():
        for rule in table["rules"]:
            named = {rule["cue"], *rule.get("with", []), *rule.get("without", [])}
            assert named <= known, role
    assert {role.value for role in Role} == set(load("decisions"))


def test_every_cue_decides_somewhere() -> None:
    used = {
        cue
        for table in load("decisions").values()
        for rule in table["rules"]
        for cue in (rule["cue"], *rule.get("with", []), *rule.get("without", []))
    }
    assert used | {"label"} == set(load("cues"))


def test_repeats_are_bounded() -> None:
    fragments = [fragment for entry in load("cues").values() for fragment in entry["any"]]
    fragments += [fragment for _, entry in SIGNS for fragment in entry["any"]]
    fragments += [entry["pattern"] for entry in load("deadlines")["pattern"]]
    for fragment in fragments:
        outside_classes = re.sub(r"\[[^\]]*\]", "x", fragment)
        assert not UNBOUNDED.search(outside_classes), fragment


@pytest.mark.parametrize("role", list(Role))
def test_every_rule_that_judging_names_is_explained(role: Role) -> None:
    for cue in load("cues"):
        for explanation in explain(judge(Placed(role, f"turn-{role}"), frozenset([cue])).rules):
            assert explanation.words


def test_a_name_that_no_rule_has_is_refused() -> None:
    with pytest.raises(KeyError):
        explain(["no-such-rule"])

"""Why a finding is what it is: every rule has words, and the words that fired are found again."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracker.mining
from tracker.mining import mine
from tracker.mining.evidence import cue_words, role_words, shortened, sign_words
from tracker.mining.explanations import Explained, Explainer, Ground, explain, sign_meaning
from tracker.mining.findings import Finding
from tracker.mining.vocabulary import load
from tracker.paths import seeds
from tracker.reading import read

DATE = dt.date(2025, 3, 1)
SEEDS = [read(path).content for path in sorted(seeds().glob("*.txt"))]
SIGNS_OF_ROLES = [(kind, entry) for kind in ("heading", "turn", "title") for entry in load("roles")[kind]]
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in Path(tracker.mining.__file__).parent.rglob("*.py")
    if path.parent.name != "deadlines" and path.name != "evidence.py"
]
NAMES_IN_CODE = {name for source in SOURCES for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source)}
PLAN = """\
河道整治工作方案

一、存在的问题
（一）部分河段保洁不及时，垃圾清运台账不规范。

二、下一步工作
（一）规范垃圾清运。水务科要在6月底前制定垃圾清运台账，由财务科牵头核对费用，会同环卫所按月公示。
（二）加强日常保洁。进一步提高思想认识（河长办牵头，各镇配合）。
责任单位：水务科；完成时限：9月底前
"""


def _explained(text: str) -> list[tuple[Finding, Explained]]:
    mined = mine(text, DATE)
    explainer = Explainer(text, mined)
    return [(finding, explainer.explain(index)) for index, finding in enumerate(mined.findings)]


def _of(text: str, words: str) -> Explained:
    (found,) = [explained for finding, explained in _explained(text) if words in finding.text]
    return found


def test_every_rule_named_in_the_code_has_words() -> None:
    signs = set(load("checkable")["weights"]) | set(load("concreteness")) | set(load("cues"))
    forms = set(load("explanations")["owners"])
    for name in NAMES_IN_CODE - signs - forms:
        assert [explanation.words for explanation in explain([name])] != [""], name


def test_every_worded_rule_is_one_that_the_code_names() -> None:
    built = {f"column-{column}" for column in ("problem", "task", "measure")}
    worded = {name for name in load("explanations")["rules"] if "-" in name}
    assert worded <= NAMES_IN_CODE | built


@pytest.mark.parametrize("kind", load("explanations")["kinds"])
@pytest.mark.parametrize("role", load("explanations")["roles"])
def test_what_a_part_is_for_has_words(kind: str, role: str) -> None:
    (explanation,) = explain([f"{kind}-{role}"])
    assert load("explanations")["roles"][role] in explanation.words


@pytest.mark.parametrize("sign", load("checkable")["weights"])
def test_every_sign_that_is_weighed_has_words(sign: str) -> None:
    assert sign_meaning(sign)


def test_signs_are_worded_once() -> None:
    assert not set(load("explanations")["signs"]) & set(load("concreteness"))
    assert set(load("explanations")["signs"]) <= set(load("checkable")["weights"])


@pytest.mark.parametrize("cue", load("cues"))
def test_the_words_of_every_cue_are_found_again(cue: str) -> None:
    example = load("cues")[cue]["example"]
    words = cue_words(cue, example)
    assert words
    assert words in example


@pytest.mark.parametrize("before", ["一是", "（三）", "2.", "会议要求，", "主要表现在：一是"])
def test_a_number_or_speaker_before_it_hides_no_cue(before: str) -> None:
    assert cue_words("bare-directive", before + "进一步完善台账。") == "进一步完善"


def test_quoted_words_are_no_cue() -> None:
    assert cue_words("modal", "学习《干部必须读的书》，要写体会") == "要"


@pytest.mark.parametrize("sign", load("concreteness"))
def test_the_words_of_every_sign_are_found_again(sign: str) -> None:
    assert sign_words(sign, load("concreteness")[sign]["example"])


@pytest.mark.parametrize(("kind", "entry"), SIGNS_OF_ROLES, ids=lambda value: str(value)[:30])
def test_the_words_of_every_sign_of_a_role_are_found_again(kind: str, entry: dict[str, Any]) -> None:
    example = entry["example"].lstrip("一二三四五六七八九十、")
    assert role_words(kind, entry["role"], example) in example
    assert role_words(kind, entry["role"], example)


@pytest.mark.parametrize("text", [*SEEDS, PLAN], ids=range(len(SEEDS) + 1))
def test_what_words_decided_is_quoted(text: str) -> None:
    for finding, explained in _explained(text):
        for ground in explained.label:
            if ground.rule.startswith(("cue-", "heading-", "turn-", "title-")):
                assert ground.quote, (finding.text, ground.rule)


@pytest.mark.parametrize("text", [*SEEDS, PLAN], ids=range(len(SEEDS) + 1))
def test_the_signs_add_up_to_what_was_found(text: str) -> None:
    for finding, explained in _explained(text):
        assert bool(explained.checkable) == (finding.kind.value in ("task", "measure"))
        total = round(sum(ground.weight for ground in explained.checkable), 6)
        assert (total > 0) == finding.checkable
        weights = [abs(ground.weight) for ground in explained.checkable]
        assert weights == sorted(weights, reverse=True)


def test_a_label_is_explained_by_its_heading_and_the_words_that_fired() -> None:
    part, cue = _of(PLAN, "制定垃圾清运台账").label
    assert part.sentence == "所在标题说明这一部分是部署要求：“二、下一步工作”"
    assert cue.rule == "cue-modal"
    assert cue.quote == "要"


def test_a_turn_is_quoted_from_where_it_stands() -> None:
    text = "工作小结\n今年做了不少事，主要问题是：一是台账不规范。二是公示不及时。\n"
    (*_, (_, explained)) = _explained(text)
    assert explained.label[0].rule == "turn-problem"
    assert "主要问题是" in explained.label[0].quote


def test_signs_speak_for_and_against() -> None:
    signs = {ground.rule: ground for ground in _of(PLAN, "制定垃圾清运台账").checkable}
    assert signs["deliverable"].sentence == "有交付物：“制定垃圾清运台账”"
    assert signs["deadline"].quote == "6月底前"
    assert signs["deliverable"].weight > 0
    against = {ground.rule for ground in _of(PLAN, "提高思想认识").checkable if ground.weight < 0}
    assert {"attitude", "soft-verb"} <= against


def test_time_limits_are_explained_also_where_they_stand_elsewhere() -> None:
    (own,) = _of(PLAN, "制定垃圾清运台账").deadlines[:1]
    assert own.rule == "month-end"
    assert "2025年6月30日" in own.words
    (handed,) = _of("下一步工作\n（一）清理河道。\n完成时限：9月底前\n", "清理河道").deadlines
    assert "写在后面的行里" in handed.words


@pytest.mark.parametrize(
    ("text", "form", "quote"),
    [
        ("下一步工作\n水务科要清理河道。\n", "owner-subject", "水务科要清理河道"),
        ("下一步工作\n清理河道，由水务科负责落实。\n", "owner-agent", "由水务科负责落实"),
        ("下一步工作\n清理河道，会同环卫所组织验收。\n", "owner-joined", "会同环卫所组织验收"),
        ("下一步工作\n清理河道（水务科牵头，各镇配合）。\n", "owner-bracket", "水务科牵头，各镇配合"),
        ("下一步工作\n清理河道（责任单位：水务科）。\n", "owner-label", "责任单位：水务科"),
        ("下一步工作\n（一）清理河道。\n责任单位：水务科\n", "label-line", "水务科"),
        (
            "下一步工作\n（一）清理河道（水务科负责，下同）。\n（二）公布结果。\n",
            "owner-bracket",
            "水务科负责，下同",
        ),
    ],
)
def test_the_form_that_names_an_owner_is_told(text: str, form: str, quote: str) -> None:
    owners = _explained(text)[0][1].owners
    assert (owners[0].rule, owners[0].quote) == (form, quote)
    assert owners[0].words


def test_an_owner_declared_before_is_told() -> None:
    text = "下一步工作\n（一）清理河道（水务科负责，下同）。\n（二）公布结果。\n"
    (owner,) = _of(text, "公布结果").owners
    assert owner.rule == "standing-owner"


def test_a_row_of_a_table_is_told() -> None:
    text = "方案\n问题\t整改措施\t责任单位\t整改时限\n台账不规范\t修订台账办法\t财政所\t6月底\n"
    (measure,) = [e for f, e in _explained(text) if f.kind.value == "measure"]
    assert measure.owners[0].rule == "column-beside"
    assert measure.label[0].rule == "column-measure"
    assert "表格的同一行" in measure.deadlines[0].words


def test_links_and_twins_have_words() -> None:
    text = PLAN + "三、再次强调\n" + PLAN.splitlines()[6].removeprefix("（一）规范垃圾清运。") + "\n"
    explained = _explained(text)
    assert any(
        link.grounds and all(g.words for g in link.grounds) for _, e in explained for link in e.answers
    )
    twins = [(finding, e) for finding, e in explained if finding.same_as is not None]
    assert twins
    assert all(e.same and e.same.words for _, e in twins)


def test_long_quotes_lose_their_middle() -> None:
    assert shortened("甲" * 30) == "甲" * 11 + "……" + "甲" * 11
    assert shortened("制定办法，") == "制定办法"
    assert Ground("rule", "有交付物", "建立“日清”制度").sentence == "有交付物：“建立‘日清’制度”"


PIECES = st.sampled_from(
    [
        *"一二（）：，。；\n\t“”",
        "要",
        "下一步工作",
        "水务科",
        "负责",
        "由",
        "会同",
        "6月底前",
        "下同",
        "制定办法",
        "不规范",
        "问题",
        "责任单位：",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_was_found_is_explained(text: str) -> None:
    for finding, explained in _explained(text):
        assert explained.label
        assert len(explained.owners) == len(finding.owners)
        for ground in (*explained.label, *explained.checkable, *explained.deadlines, *explained.owners):
            assert ground.words
            assert "\n" not in ground.sentence

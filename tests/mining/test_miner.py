"""From text to findings: what is found, where it hangs, and that any text can be mined."""

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import mine
from tracker.mining.explanations import explain
from tracker.mining.findings import Finding, FindingKind, Mined

SPEECH = (Path(__file__).parent / "speech.txt").read_text(encoding="utf-8")
DAY = date(2024, 3, 15)
LETTERS = {"problem": "P", "task": "T", "measure": "M", "result": "R"}
WORDS = (
    "一是 二要 （一） 1. 一、 要 各科室 11月底前 。 ； ： ， 加强 存在问题 不够 已完成 了 下一步 会议强调， "
    "《 》 “ ” （ ） 责任单位： 牵头 同志们， 必须 才能 取得成效 同志们： 特此通知如下："
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])


def labelled(text: str) -> list[str]:
    """Each finding as its letter and its first words."""
    return [f"{LETTERS[finding.kind]} {finding.text[:10]}" for finding in mine(text, DAY).findings]


def one(start: str) -> Finding:
    (found,) = [finding for finding in mine(SPEECH, DAY).findings if finding.text.startswith(start)]
    return found


def test_a_speech_is_told_apart_by_its_parts() -> None:
    assert labelled(SPEECH) == [
        "R （一）抓学习更加经常",
        "R 先后举办培训6期，覆",
        "R （二）抓整改更加较真",
        "R 局党组制定方案，目前",
        "P 虽然有了进步，但离群",
        "P 二是部分窗口服务意识",
        "T 一是台账管理再规范。",
        "M 办公室要牵头修订台账",
        "M 各科室每月25日前报",
        "T 二是窗口服务再提速。",
        "M 政务大厅要公开办事指",
        "M 推行延时服务，并长期",
        "T 三是督促检查再加压。",
        "M 要把结果用起来。",
        "M 督查科会同人事科开展",
    ]


def test_a_measure_carries_its_fields() -> None:
    measure = one("办公室要牵头修订")
    assert measure.deadline is not None
    assert (measure.deadline.text, measure.deadline.due) == ("4月底前", date(2024, 4, 30))
    assert [(owner.name, owner.role) for owner in measure.owners] == [("办公室", "responsible")]
    assert measure.section == ("三、下一步工作要求", "一是台账管理再规范")
    assert measure.parent is not None
    assert mine(SPEECH, DAY).findings[measure.parent].text == "一是台账管理再规范。"
    assert measure.checkable
    assert "何时" not in measure.missing
    assert "谁" not in measure.missing


def test_what_a_vague_measure_leaves_out_is_named() -> None:
    vague = one("要把结果用起来")
    assert not vague.checkable
    assert {"谁", "何时"} <= set(vague.missing)


def test_the_same_words_mean_different_things_by_place() -> None:
    line = "加强台账管理。"
    assert labelled(f"一、工作成效\n{line}{line}\n") == ["R 加强台账管理。"] * 2
    assert labelled(f"一、下一步安排\n{line}{line}\n") == ["M 加强台账管理。"] * 2


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("经抽查，还存在一些问题：\n1.台账不全；\n2.账实不符，长期未清。\n", ["P", "P"]),
        (
            "关于清账的通知\n各科室：\n现将有关事项通知如下：\n各科室按月对账。\n局办公室\n2024年3月15日\n",
            ["M"],
        ),
        ("一、存在的问题\n本县地处山区。\n1.台账空缺。\n账实不符。\n2.人手偏紧。\n", ["P", "P", "P"]),
        ("2024年工作要点\n加强预算管理。\n压减公用经费5%。\n", ["M", "M"]),
        ("会议强调，各科室要按月对账。\n", ["M"]),
        ("一、下一步安排\n近年来审计期间，各科室按规定报账。财务科会同审计科核对。\n", ["R", "M"]),
        ("李明提出两点要求。\n一是按月对账。\n二是公开结果。\n", ["M", "M"]),
        ("各科室要紧紧盯住欠账。各科室要领会意图。这一点很要紧。\n", ["M", "M"]),
        ("李明指出，去年各科室办结了三百件。\n", ["R"]),
        ("实践证明，只有常抓才能见效。\n", []),
        ("谢谢大家！\n", []),
        ("在建局七十周年庆祝大会上的讲话\n同志们：\n青年要勇于奋斗。我们走过了七十年。\n", []),
        ("", []),
        ("\n \n", []),
    ],
)
def test_short_texts(text: str, labels: list[str]) -> None:
    assert [label[0] for label in labelled(text)] == labels


def assert_sound(text: str, mined: Mined) -> None:
    """Spans quote, follow one another or nest in what names them, and parents come first."""
    last_end = 0
    for index, finding in enumerate(mined.findings):
        assert text[finding.start : finding.end] == finding.text
        above = None if finding.parent is None else mined.findings[finding.parent]
        is_named = "named-problem" in finding.rules
        if is_named and above is not None:
            assert above.start <= finding.start < finding.end <= above.end
        else:
            assert finding.start >= last_end
            last_end = finding.end
        assert 0 < finding.confidence <= 1
        if above is not None:
            assert finding.parent is not None and finding.parent < index
            assert is_named or above.kind in (FindingKind.TASK, FindingKind.PROBLEM)
        assert_related(text, mined, index)
        for owner in finding.owners:
            assert text[owner.start : owner.end] == owner.name
        if finding.deadline is not None:
            span = text[finding.deadline.start : finding.deadline.end]
            assert span == finding.deadline.text
            assert [explained.words for explained in explain([finding.deadline.rule])]
        assert all(explained.words for explained in explain(finding.rules))


def assert_related(text: str, mined: Mined, index: int) -> None:
    """Limits and acts quote inside the finding; twins are earlier ones, links lead to problems."""
    finding = mined.findings[index]
    for part in (*finding.deadlines, *finding.acts):
        assert finding.start <= part.start < part.end <= finding.end
        assert text[part.start : part.end] == part.text
    assert all(before.end <= after.start for before, after in pairwise(finding.acts))
    if finding.same_as is not None:
        first = mined.findings[finding.same_as]
        assert finding.same_as < index and first.same_as is None
    for link in finding.answers:
        assert mined.findings[link.problem].kind is FindingKind.PROBLEM
        assert 0 < link.score <= 1 and all(explained.words for explained in explain(link.grounds))


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.dates())
def test_any_speech_is_mined_soundly(text: str, day: date) -> None:
    mined = mine(text, day)
    assert_sound(text, mined)
    assert mined == mine(text, day)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=100))
def test_no_text_breaks_it(text: str) -> None:
    assert_sound(text, mine(text, DAY))


def test_importing_pulls_in_nothing_from_outside() -> None:
    code = (
        "import sys, tracker.mining\n"
        "outside = [m for m in sys.modules if m.split('.')[0] in "
        "{'sqlalchemy', 'textual', 'openpyxl', 'lxml', 'click', 'chinese_calendar', 'tomllib'}]\n"
        "sys.exit(repr(outside) if outside else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_words_that_leave_the_time_open_are_no_time_limit_of_a_directive() -> None:
    text = "下一步工作安排\n各村要尽快修好村口的路。\n"
    (measure,) = mine(text, date(2024, 3, 15)).findings
    assert measure.deadline is None
    assert [limit.text for limit in measure.deadlines] == ["尽快"]
    assert "何时" in measure.missing
    labelled = mine("下一步工作安排\n各村要修好村口的路。\n整改时限：尽快\n", date(2024, 3, 15)).findings[0]
    assert labelled.deadline is not None and labelled.deadline.confirm


def test_by_when_all_is_done_governs_before_how_often_it_is_looked_at() -> None:
    (found,) = mine("各科室要每月调度一次，9月底前全部结清。\n", date(2024, 3, 15)).findings
    assert found.deadline is not None
    assert found.deadline.text == "9月底前"

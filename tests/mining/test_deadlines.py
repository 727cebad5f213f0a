"""Time limits: the table of what phrases mean, and that anything can be read safely."""

import re
import timeit
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import of_each
from tracker.mining import find_deadlines, read_alone
from tracker.mining.deadlines import explain_deadline, governed
from tracker.mining.findings import Deadline
from tracker.mining.vocabulary import load

TABLES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "deadlines.toml").read_text(encoding="utf-8")
)["table"]

RULES = [pattern["name"] for pattern in load("deadlines")["pattern"]]
CASES = [(table["date"], case[0], case[1:]) for table in TABLES for case in table["cases"]]
WORDS = (
    "11月底前 2025年 每季度 3个工作日内 收到后 长期坚持 前 年底 十 9 月 日 ， 。 《 》 每 一个月内 "
    "换届 周五 至 9999年 0年 尽快 立行立改 已 了 （ 收到反馈后 5月6日 次年 "
    "到2025年 三五天内 一季度 会议召开前 即日起至"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


def written(deadline: Deadline) -> str:
    due = f" {deadline.due}" if deadline.due else ""
    return f"{deadline.text} = {deadline.kind.value}{due}{' ?' if deadline.confirm else ''}"


@of_each(CASES)
def test_table(day: date, sentence: str, expected: list[str]) -> None:
    assert [written(deadline) for deadline in find_deadlines(sentence, day)] == expected


@of_each(CASES)
def test_each_is_explained_in_words(day: date, sentence: str, expected: list[str]) -> None:
    for deadline in find_deadlines(sentence, day):
        words = explain_deadline(deadline, day)
        assert words.startswith(f"“{deadline.text}”") and words.endswith("。") and "{" not in words
        assert ("待明确" in words) == deadline.confirm
        if deadline.due:
            assert f"{deadline.due.year}年{deadline.due.month}月{deadline.due.day}日" in words


def test_sentences_that_failed_first_are_cases() -> None:
    for table in TABLES:
        assert set(table.get("failed_first", [])) <= {case[0] for case in table["cases"]}


def test_a_third_of_the_table_is_what_is_no_deadline() -> None:
    negatives = [case for case in CASES if not case[2]]
    assert len(CASES) >= 300
    assert len(negatives) * 3 >= len(CASES)


@of_each(load("deadlines")["pattern"])
def test_every_pattern_reads_its_example_and_is_explained(entry: dict[str, str]) -> None:
    found = find_deadlines(entry["example"], date(2024, 3, 15))
    assert entry["name"] in [deadline.rule for deadline in found]
    assert entry["means"]


def test_pattern_names_are_unique() -> None:
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize("list_name", ["immediate", "continuing", "events"])
def test_every_word_fires(list_name: str) -> None:
    for word in load("deadlines")[list_name]:
        sentence = f"此事{word}前办妥。" if list_name == "events" else f"此事{word}。"
        assert find_deadlines(sentence, date(2024, 3, 15)), sentence


def test_every_hedge_is_kept() -> None:
    words = load("deadlines")
    for word in words["hedges_before"]:
        assert find_deadlines(f"{word}6月底前办妥。", date(2024, 3, 15))[0].hedge == word
    for word in words["hedges_after"]:
        assert find_deadlines(f"6月底前{word}办妥。", date(2024, 3, 15))[0].hedge == word


def test_every_vague_word_and_festival_is_well_formed() -> None:
    for fragment in load("deadlines")["vague"]:
        re.compile(fragment)
    for month, day in load("deadlines")["festivals"].values():
        assert date(2024, month, day)


@pytest.mark.parametrize("name", load("festivals"))
def test_festivals_of_the_lunar_calendar_cover_their_years(name: str) -> None:
    assert [day.year for day in load("festivals")[name]] == list(range(2000, 2061))
    assert find_deadlines(f"{name}前办妥。", date(2024, 3, 15))[0].due
    assert find_deadlines(f"{name}前办妥。", date(2070, 3, 15))[0].due is None


EVENTS = {"反馈": date(2024, 4, 30), "换届": date(2024, 11, 20), "评审会": date(2024, 5, 20)}


@pytest.mark.parametrize(
    ("sentence", "due", "base", "event"),
    [
        ("收到反馈意见后2个月内报告。", date(2024, 6, 30), date(2024, 4, 30), "收到反馈意见"),
        ("自反馈之日起15个工作日内报告。", date(2024, 5, 23), date(2024, 4, 30), "反馈"),
        ("反馈后，两周内报告。", date(2024, 5, 14), date(2024, 4, 30), "反馈"),
        ("换届前完成审计。", date(2024, 11, 19), date(2024, 11, 20), "换届"),
        ("评审会召开前3个工作日送达。", date(2024, 5, 15), date(2024, 5, 20), "评审会召开"),
        ("评审会召开10日前送达。", date(2024, 5, 10), date(2024, 5, 20), "评审会召开"),
        ("合同签订后10日内备案。", None, None, "合同签订"),
        ("自印发之日起10日内备案。", date(2024, 3, 25), date(2024, 3, 15), "印发"),
        ("10日内备案。", date(2024, 3, 25), date(2024, 3, 15), ""),
        ("6月底前备案。", date(2024, 6, 30), None, ""),
    ],
)
def test_limits_count_from_events_that_are_given(
    sentence: str, due: date | None, base: date | None, event: str
) -> None:
    (found,) = find_deadlines(sentence, date(2024, 3, 15), events=EVENTS)
    assert (found.due, found.base, found.event) == (due, base, event)
    assert found.confirm == (due is None)


def test_of_several_events_the_longest_word_counts() -> None:
    events = {"反馈": date(2024, 4, 1), "反馈会": date(2024, 5, 1)}
    (found,) = find_deadlines("反馈会召开后10日内报告。", date(2024, 3, 15), events=events)
    assert found.base == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("原则上6月底前完成。", "原则上"),
        ("原则上各科室6月底前完成。", "原则上"),
        ("6月底前原则上完成。", "原则上"),
        ("力争年内完成。", "力争"),
        ("到2026年，力争建成三个园区。", "力争"),
        ("争取9月底完成。", "争取"),
        ("整改时限原则上不超过两个月。", "原则上"),
        ("坚持原则，6月底前完成。", ""),
        ("6月底前完成。", ""),
    ],
)
def test_words_that_loosen_a_limit_are_kept(sentence: str, hedge: str) -> None:
    (found,) = find_deadlines(sentence, date(2024, 3, 15))
    assert found.hedge == hedge


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("3月底前完成排查，4月完成验收。", ["3月底前完成排查", "4月完成验收"]),
        (
            "各科室3月底前自查，办公室4月底前抽查，6月底前通报。",
            ["各科室3月底前自查", "办公室4月底前抽查", "6月底前通报"],
        ),
        ("各科室，3月底前报送计划。", ["各科室，3月底前报送计划"]),
        ("6月底前，各科室完成自查。", ["6月底前，各科室完成自查"]),
        ("3月底前完成设计，完成验收（6月底前）。", ["3月底前完成设计", "完成验收（6月底前）"]),
        ("财务科要逐户核对历年往来账目，6月底前全部清理完毕。", ["6月底前全部清理完毕"]),
        ("修订办法（6月底前）；补齐台账（9月底前）。", ["修订办法（6月底前）", "补齐台账（9月底前）"]),
        ("6月底前修订办法，并长期坚持。", ["6月底前修订办法", "6月底前修订办法，并长期坚持"]),
        ("3月底前完成设计、6月底前开工、年底前建成。", ["3月底前完成设计", "6月底前开工", "年底前建成"]),
        ("6月底前完成设计并于9月底前开工。", ["6月底前完成设计", "并于9月底前开工"]),
        ("完成整改，时限为2024年6月底前。", ["完成整改，时限为2024年6月底前"]),
        ("小事立行立改，难事6月底前办结。", ["小事立行立改", "难事6月底前办结"]),
    ],
)
def test_each_limit_governs_its_act(sentence: str, acts: list[str]) -> None:
    found = find_deadlines(sentence, date(2024, 3, 15))
    spans = governed(sentence, found, 0, len(sentence))
    assert [span.text for span in spans] == acts
    for span, limit in zip(spans, found, strict=True):
        assert span.start <= limit.start and limit.end <= span.end
        assert sentence[span.start : span.end] == span.text


def test_the_words_governed_are_those_of_the_sentence_asked_for() -> None:
    text = "3月底前完成排查。4月底前完成验收，5月底前通报。"
    found = find_deadlines(text, date(2024, 3, 15))
    begin = text.index("4")
    assert [span.text for span in governed(text, found[1:], begin, len(text))] == [
        "4月底前完成验收",
        "5月底前通报",
    ]
    assert governed(text, (), 0, len(text)) == ()


def explained(sentence: str, day: date = date(2024, 3, 15)) -> str:
    (found,) = find_deadlines(sentence, day, events=EVENTS)
    return explain_deadline(found, day)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "11月底前完成。",
            ["没写年份", "成文日期2024年3月15日之后的第一个11月", "最后一天", "即2024年11月30日"],
        ),
        ("反馈后1个月内报告。", ["从反馈之日2024年4月30日起算", "首日不计", "即2024年5月30日"]),
        ("15个工作日内报告。", ["跳过周末和清明（4月4日、4月5日）", "4月7日调休上班照数"]),
        ("原则上8月前完成。", ["写有“原则上”", "待明确", "也可以指到该月底"]),
        ("竣工后10日内备案。", ["“竣工”的日期没有给出", "--event 竣工=年-月-日"]),
        ("每月25日前报送。", ["下一次是2024年3月25日"]),
        ("换届前完成。", ["换届定在2024年11月20日，取其前一天"]),
        ("9月31日前完成。", ["“9月31日前”待明确：9月没有31日，最后一天是30日"]),
    ],
)
def test_the_reason_names_what_decided(sentence: str, words: list[str]) -> None:
    for word in words:
        assert word in explained(sentence)


def test_the_reason_on_a_screen_names_no_option_of_a_command() -> None:
    (found,) = find_deadlines("竣工后10日内备案。", date(2024, 3, 15))
    on_screen = explain_deadline(found, date(2024, 3, 15), for_command=False)
    assert on_screen.endswith("“竣工”的日期没有给出。")


def test_the_reason_names_a_year_carried_on_and_a_calendar_not_published() -> None:
    found = find_deadlines("2025年3月底前设计，6月底前开工。", date(2024, 3, 15))
    assert "承同句前面写明的2025年" in explain_deadline(found[1], date(2024, 3, 15))
    assert "2091年的放假安排还没有公布" in explained("10个工作日内报告。", date(2091, 9, 20))


ENDS = (
    "年底前 年内 年末 月底前 月末前 6月底前 6月20日前 十一月底 一季度末 一、二季度末 上半年前 "
    "上、下半年前 季末前 本月底前 20日前 3个月内 两周内 每月25日前 每年6月底前 3月月底前 6月中旬前 "
    "春节前 国庆节前 周五前 本周内 9月至11月 8月前"
)


@settings(max_examples=400, deadline=None)
@given(
    st.integers(2020, 2035),
    st.sampled_from(["", "的", "，", "、", " ", "年", "度", "的年"]),
    st.sampled_from(ENDS.split()),
    st.dates(date(2022, 1, 1), date(2033, 12, 31)),
    st.sampled_from([find_deadlines, lambda *asked: filter(None, [read_alone(*asked)])]),
)
def test_a_year_in_front_is_never_passed_over(
    year: int, tie: str, end: str, day: date, read: Callable[[str, date], Iterable[Deadline]]
) -> None:
    """No limit is settled in another year than the one that stands right before it."""
    for deadline in read(f"{year}年{tie}{end}", day):
        assert deadline.confirm or deadline.due is None or deadline.due.year == year


@of_each(load("deadlines")["alone"])
def test_every_way_of_standing_alone_reads_its_example(entry: dict[str, str]) -> None:
    found = read_alone(entry["example"], date(2024, 3, 15))
    assert found is not None
    assert str(found.due or "") == entry["due"]
    assert explain_deadline(found, date(2024, 3, 15)).startswith(f"“{entry['example']}”")


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.dates())
def test_any_text_is_read_safely(text: str, day: date) -> None:
    found = find_deadlines(text, day)
    assert found == find_deadlines(text, day)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for deadline in found:
        assert text[deadline.start : deadline.end] == deadline.text == deadline.text.strip()
        assert deadline.rule in RULES


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    find_deadlines(text, date(2024, 3, 15))


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_limit_ends_before_its_document(text: str, day: date) -> None:
    for deadline in find_deadlines(text, day):
        assert deadline.due is None or deadline.due >= day
        assert explain_deadline(deadline, day)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_only_an_event_that_is_past_puts_a_limit_into_the_past(text: str, past: date) -> None:
    day = date(2090, 6, 1)
    for deadline in find_deadlines(text, day, events={"反馈": past, "换届": past, "会议": past}):
        if deadline.due is not None and deadline.due < day:
            assert deadline.base == past
            assert deadline.event


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_what_a_limit_governs_holds_it_and_follows_the_text(text: str) -> None:
    found = find_deadlines(text, date(2024, 3, 15))
    for deadline, span in zip(found, governed(text, found, 0, len(text)), strict=True):
        assert text[span.start : span.end] == span.text
        assert span.start <= deadline.start and deadline.end <= span.end


RUNS = (
    "月日 1月 1月1日 11 一 十 （ （） 前 每 年 2025年 到2025年 立 边 即 底 一周一 至 、 个工作日内 收到后 "
    "会议召开前"
)


LINES = [
    "6月20日，召开会议，",
    "每年2月底前自评，3月底前复评，",
    "9月至11月，",
    "今年，10日内，",
    "反馈后1个月内，立行立改，",
]


@pytest.mark.parametrize("piece", [*RUNS.split(), *LINES, " "])
def test_runs_of_one_piece_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return timeit.timeit(lambda: find_deadlines(text, date(2024, 3, 15)), timer=process_time, number=1)

    seconds(2_000)
    assert seconds(32_000) < 16 * 4 * max(seconds(2_000), 0.001)

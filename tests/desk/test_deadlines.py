"""What a typed 整改时限 means, counted from Tuesday 18 June 2024."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.desk.deadlines import explain_limit, read_deadline, read_events, understand_limit
from tracker.desk.importing import limit_reader
from tracker.errors import BadInput
from tracker.exchange.importing.limits import read_limit
from tracker.ledger.words import DeadlineKind

BASE = dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("2025-3-31", dt.date(2025, 3, 31)),
        ("2025.3.31", dt.date(2025, 3, 31)),
        ("2025/03/31", dt.date(2025, 3, 31)),
        ("20250331", dt.date(2025, 3, 31)),
        ("２０２５年３月３１日", dt.date(2025, 3, 31)),
        ("2024-01-05", dt.date(2024, 1, 5)),
        ("11月底前", dt.date(2024, 11, 30)),
        ("11月底", dt.date(2024, 11, 30)),
        ("十一月底前", dt.date(2024, 11, 30)),
        ("6月20日前", dt.date(2024, 6, 20)),
        ("6月20日", dt.date(2024, 6, 20)),
        ("6月20日内", dt.date(2024, 6, 20)),
        ("月底前", dt.date(2024, 6, 30)),
        ("年底前", dt.date(2024, 12, 31)),
        ("明年3月底前", dt.date(2025, 3, 31)),
        ("三季度末", dt.date(2024, 9, 30)),
        ("  6月底前 ", dt.date(2024, 6, 30)),
    ],
)
def test_a_typed_limit_is_a_day(typed: str, due: dt.date) -> None:
    found = read_deadline(typed, base=BASE)
    assert (found.phrase, found.kind, found.due, found.confirm) == (
        typed.strip(),
        DeadlineKind.DATE,
        due,
        False,
    )


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("+10天", dt.date(2024, 6, 28)),
        ("+2周", dt.date(2024, 7, 2)),
        ("＋2周", dt.date(2024, 7, 2)),
        ("+ 3个月", dt.date(2024, 9, 18)),
        ("+1m", dt.date(2024, 7, 18)),
        ("+1年", dt.date(2025, 6, 18)),
    ],
)
def test_a_span_is_kept_as_the_day_it_means(typed: str, due: dt.date) -> None:
    """+2周 is typed at the keyboard; nobody wants to read it in a ledger that is handed in."""
    found = read_deadline(typed, base=BASE)
    assert (found.phrase, found.due) == (f"{due.year}年{due.month}月{due.day}日前", due)
    assert read_deadline(found.phrase, base=BASE).due == due


@pytest.mark.parametrize(
    ("typed", "kind", "due", "confirm"),
    [
        ("立行立改", DeadlineKind.IMMEDIATE, None, False),
        ("长期坚持", DeadlineKind.CONTINUING, None, False),
        ("立行立改，长期坚持", DeadlineKind.IMMEDIATE, None, False),
        ("2025年底前，并长期坚持", DeadlineKind.DATE, dt.date(2025, 12, 31), False),
        ("每月25日前", DeadlineKind.RECURRING, dt.date(2024, 6, 25), False),
        ("两周内", DeadlineKind.RELATIVE, dt.date(2024, 7, 2), False),
        ("尽快", DeadlineKind.DATE, None, True),
        ("10月中旬前", DeadlineKind.DATE, dt.date(2024, 10, 20), True),
        ("机构改革结束后一个月内", DeadlineKind.RELATIVE, None, True),
    ],
)
def test_a_typed_limit_of_another_kind(
    typed: str, kind: DeadlineKind, due: dt.date | None, confirm: bool
) -> None:
    found = read_deadline(typed, base=BASE)
    assert (found.phrase, found.kind, found.due, found.confirm) == (typed, kind, due, confirm)


@pytest.mark.parametrize("typed", ["", "随便", "6月底前或7月底前", "+2个世纪", "五六月份吧", "abc"])
def test_what_is_no_limit_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(BadInput, match="看不懂，可以写 2025-3-31、11月底前"):
        read_deadline(typed, base=BASE)


@pytest.mark.parametrize("typed", ["-2周", "－3天", "− 1个月"])
def test_a_limit_is_never_counted_backwards(typed: str) -> None:
    with pytest.raises(BadInput, match="时限往后算"):
        read_deadline(typed, base=BASE)


def test_a_span_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BadInput, match="太远了"):
        read_deadline("+9999年", base=BASE)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day: dt.date) -> None:
    for typed in (day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}"):
        assert read_deadline(typed, base=BASE).due == day


@given(st.text(max_size=30))
@example("+" * 30)
@example("一是一是一是一是一是一是一是")
def test_any_typing_is_read_or_refused_in_one_line(typed: str) -> None:
    try:
        found = read_deadline(typed, base=BASE)
    except BadInput as refusal:
        assert len(str(refusal).splitlines()) == 1
    else:
        assert found.phrase == typed.strip()


def test_events_are_read_as_typed() -> None:
    typed = ["反馈=2026-09-30", " 换届 ＝ 2026年10月1日", "反馈=2026.9.30"]
    assert read_events(typed) == {"反馈": dt.date(2026, 9, 30), "换届": dt.date(2026, 10, 1)}
    assert read_events([]) == {}


@pytest.mark.parametrize("typed", ["", "=", "反馈", "反馈=", "=2026-1-1", "反馈=三月", "反馈=2026-02-30"])
def test_what_is_no_event_is_refused_in_one_line(typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_events([typed])
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2025-13-40", "没有13月"),
        ("6月31日前", "6月没有31日"),
        ("6月31日", "6月没有31日"),
        ("6.31日", "6月没有31日"),
        ("2024年6月 31日", "6月没有31日"),
        ("6月20日至31日", ""),
        ("2月29日", "2月29日只有闰年才有"),
        ("2023年2月29日", "2月没有29日"),
    ],
)
def test_a_limit_on_a_day_that_there_is_not_says_so(typed: str, why: str) -> None:
    with pytest.raises(BadInput, match=f"看不懂，{why}"):
        read_deadline(typed, base=BASE)


@pytest.mark.parametrize(
    ("typed", "kind", "due"),
    [
        ("2025年", DeadlineKind.DATE, dt.date(2025, 12, 31)),
        ("后年", DeadlineKind.DATE, dt.date(2026, 12, 31)),
        ("2025年6月", DeadlineKind.DATE, dt.date(2025, 6, 30)),
        ("2025-06", DeadlineKind.DATE, dt.date(2025, 6, 30)),
        ("2023年6月", DeadlineKind.DATE, dt.date(2023, 6, 30)),
        ("下半年", DeadlineKind.DATE, dt.date(2024, 12, 31)),
        ("三季度", DeadlineKind.DATE, dt.date(2024, 9, 30)),
        ("月底", DeadlineKind.DATE, dt.date(2024, 6, 30)),
        ("自印发之日起15日", DeadlineKind.RELATIVE, dt.date(2024, 7, 3)),
        ("每年", DeadlineKind.RECURRING, dt.date(2024, 12, 31)),
        ("每两周", DeadlineKind.RECURRING, dt.date(2024, 7, 2)),
    ],
)
def test_a_limit_that_stands_alone_has_one_meaning_wherever_it_is_written(
    typed: str, kind: DeadlineKind, due: dt.date
) -> None:
    in_a_form = read_deadline(typed, base=BASE)
    in_a_cell = read_limit(typed, limit_reader(BASE, is_guessed=False, events={}), from_1904=False).deadline
    explained = understand_limit(typed, base=BASE)
    assert (in_a_form.kind, in_a_form.due, in_a_form.confirm) == (kind, due, False)
    assert in_a_cell == in_a_form
    assert (explained.due, f"{due.year}年" in explain_limit(explained, BASE)) == (due, True)


@pytest.mark.parametrize("typed", ["明后年", "前年", "上年", "2027财年", "6月或7月"])
def test_a_word_of_time_that_names_no_one_day_is_no_limit(typed: str) -> None:
    with pytest.raises(BadInput, match="看不懂"):
        read_deadline(typed, base=BASE)


@pytest.mark.parametrize(
    ("typed", "confirm"),
    [
        ("月底", True),
        ("季末前", True),
        ("20日前", True),
        ("下周三", True),
        ("两周内", True),
        ("+2周", True),
        ("6月底", False),
        ("年底", False),
        ("2025年3月月底", False),
        ("反馈后1个月内", False),
    ],
)
def test_what_counts_from_a_day_that_was_guessed_is_a_persons_to_settle(typed: str, confirm: bool) -> None:
    """A title like 2025年整改台账 gives a year and no day."""
    read = limit_reader(dt.date(2025, 1, 1), is_guessed=True, events={"反馈": dt.date(2025, 5, 6)})
    assert read(typed).confirm == confirm

"""What a sheet calls 已完成 is done, on the day that stands beside it; an empty cell makes nobody late."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.cells import read_state
from tracker.exchange.importing.entries import Manner, entry_of
from tracker.exchange.importing.records import Entry, Finished, MeasureRecord, Record
from tracker.ledger.words import Reported

MANNER = Manner(
    lambda phrase: read_deadline(phrase, base=dt.date(2025, 1, 1)),
    read_past=lambda month, number: dt.date(2025, month, number),
)


def entry(cells: dict[str, str], *beside: dict[str, str], manner: Manner = MANNER) -> Entry:
    measures = [
        MeasureRecord(2 + place, {"measures": f"措施{place}", **more}) for place, more in enumerate(beside)
    ]
    record = Record("台账", 2, {"title": "账实不符", "deadline": "2025年9月30日", **cells}, measures=measures)
    return entry_of(record, manner)


def ends(read: Entry) -> list[Any]:
    """Of each measure the day on which it was done: said by an entry, beside it, or supposed."""
    said = [[one.on for one in measure.progress if one.done] for measure in read.measures]
    return [
        measure.finished or (days[0] if days else None)
        for measure, days in zip(read.measures, said, strict=True)
    ]


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


SUPPOSED = Finished(day(9, 30), is_supposed=True)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "是",
            "√",
            "已完成",
            "已整改到位",
            "已办结",
            "完成",
            "100%",
            "已完成，长期坚持",
            "已完成（待销号）",
        ),
        *("办理完毕", "已完成整改任务", "已按要求完成整改", "已提前完成", "提前完成", "按计划完成"),
        *("按时限完成", "已整改", "均已整改", "全部已落实", "已完成整改，未发现新问题"),
    ],
)
def test_an_item_called_done_has_all_measures_done(word: str) -> None:
    read = entry({"state": word}, {}, {})
    assert (read.reported, ends(read)) == (Reported.DONE, [SUPPOSED, SUPPOSED])


@pytest.mark.parametrize(
    "word",
    [
        *(
            "已启动",
            "已完成60%",
            "已完成3项",
            "已完成，部分仍在推进",
            "基本完成",
            "×",
            "整改",
            "落实",
            "按期整改",
        ),
        *("整改落实", "整改（6月底前完成）", "按期整改，拟6月完成", "已完成，需继续整改", "整改不到位"),
        "完成初稿",
    ],
)
def test_what_only_began_is_not_done(word: str) -> None:
    read = entry({"state": word}, {})
    assert (read_state(word, "")[1], read.reported, ends(read)) == (None, None, [None])


@pytest.mark.parametrize(
    ("cells", "beside", "end"),
    [
        ({"state": "已完成", "done_on": "2025年9月2日"}, {}, Finished(day(9, 2))),
        ({"state": "已完成"}, {"done_on": "2025.9.3"}, Finished(day(9, 3))),
        ({"state": "是", "progress": "2025年9月1日已完成"}, {}, Finished(day(9, 1))),
        ({"state": "是"}, {"progress": "2025年9月1日已完成"}, day(9, 1)),
        ({"state": "是"}, {"progress": "2025-8-1 开会\n2025-8-9 办法印发，整改到位"}, day(8, 9)),
        ({"state": "是"}, {"progress": "2025-8-9 已完成清退"}, day(8, 9)),
        ({"state": "是"}, {"progress": "2025-8-9 尚未全部完成"}, SUPPOSED),
        ({"state": "是"}, {"progress": "2025-8-9 整改不到位"}, SUPPOSED),
        ({"state": "是"}, {"progress": "2025-8-9 预计完成"}, SUPPOSED),
        ({"state": "是"}, {"progress": "2025-8-9 完成初稿"}, SUPPOSED),
        ({"state": "整改中"}, {"progress": "2025-8-9 已完成初稿"}, None),
        ({"state": "是"}, {"progress": "10月8日，已完成清退"}, Finished(day(10, 8))),
        ({"state": "是", "progress": "8月1日开会\n8月9日已完成"}, {}, Finished(day(8, 9))),
        ({"state": "是"}, {"progress": "10月8日，仍在清退"}, Finished(day(10, 8), is_supposed=True)),
        ({"state": "是"}, {"progress": "11月8日前完成清退"}, SUPPOSED),
        ({"state": "是"}, {"progress": "2025-10-8 仍在清退"}, Finished(day(10, 8), is_supposed=True)),
        ({"state": "是"}, {"deadline": "2025年6月底"}, Finished(day(6, 30), is_supposed=True)),
        ({"state": "是", "deadline": ""}, {}, Finished(None, is_supposed=True)),
        ({"deadline": "2025年9月30日（已完成）"}, {}, SUPPOSED),
        ({"state": "整改中"}, {"deadline": "2025年9月30日（已完成）"}, SUPPOSED),
        ({}, {"deadline": "2025年9月底前完成整改"}, None),
        ({}, {"deadline": "2025年9月底前，整改到位"}, None),
        ({"state": "整改中"}, {"state": "已完成"}, SUPPOSED),
        ({"state": "整改中"}, {}, None),
    ],
)
def test_the_day_is_what_stands_beside(cells: dict[str, str], beside: dict[str, str], end: Any) -> None:
    assert ends(entry(cells, beside)) == [end]


@pytest.mark.parametrize(("said", "end"), [("10月8日，已完成清退", day(10, 8)), ("3月1日完成", day(9, 30))])
def test_a_day_of_an_unknown_year_makes_nobody_early(said: str, end: dt.date) -> None:
    read = entry({"state": "是"}, {"progress": said}, manner=Manner(MANNER.read))
    unread = said.partition("日")[0] + "日"
    assert ends(read) == [Finished(end, is_supposed=True, unread=unread)]
    assert unread in read.measures[0].finished.note and "没有年份" in read.measures[0].finished.note


def test_what_says_only_that_it_is_done_is_no_entry_besides() -> None:
    read = entry({"state": "已完成", "progress": "已完成"}, {"progress": "已完成"})
    assert (read.progress, read.measures[0].progress, ends(read)) == ((), (), [SUPPOSED])


def test_what_says_more_than_that_it_is_done_is_kept() -> None:
    read = entry({"state": "已完成", "progress": "已完成，清退3万元"}, {})
    assert [one.text for one in read.progress] == ["已完成，清退3万元"]


def test_a_limit_to_come_is_no_day_on_which_it_was_done() -> None:
    assert SUPPOSED.day(day(6, 1)) == day(6, 1)
    assert Finished(day(9, 2)).day(day(6, 1)) == day(9, 2)

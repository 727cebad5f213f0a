"""From a file to the ledger's review: the document's date, and that nothing comes in twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.desk.documents import MinedDocument, read_and_mine, store, store_and_accept
from tracker.errors import BadInput, UnreadableFile
from tracker.ledger import queries, reviews
from tracker.ledger.actor import Actor
from tracker.ledger.commands.intake import accept, reject
from tracker.ledger.location import Location
from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, Role, Verdict

CLERK = Actor("李明", Role.OPERATOR)
UNDATED = """在节水工作推进会上的讲话
同志们：
去年全市节水工作取得了明显成效，完成管网改造30公里。但也要看到，主要存在以下问题：一是计量设施不健全；二是用水浪费现象仍然存在。
下一步，重点抓好以下工作。
一是计量要补齐。水资源科要在9月底前完成120处取水口计量设施安装。
二是宣传要加强。各单位要广泛宣传节水知识。
"""
DATED = UNDATED.replace("的讲话\n", "的讲话\n（2024年5月6日）\n")


@pytest.fixture
def ledger(sqlite_location: Location) -> Iterator[Ledger]:
    """A fresh open ledger."""
    with Ledger.open(sqlite_location) as opened:
        yield opened


def _write(folder: Path, text: str, name: str = "讲话.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _nobody(title: str) -> None:
    """There is nobody to ask."""


def _never(title: str) -> dt.date:
    raise AssertionError(f"asked for the date of {title}")


def _mined(folder: Path, text: str = DATED, name: str = "讲话.txt") -> MinedDocument:
    return read_and_mine(_write(folder, text, name), date=None, ask=_nobody)


def _candidates(ledger: Ledger) -> list[CandidateRow]:
    return reviews.candidates(ledger, reviews.documents(ledger)[0].id)


def test_a_date_given_goes_before_the_one_in_the_text(tmp_path: Path) -> None:
    path = _write(tmp_path, DATED)
    assert read_and_mine(path, date=dt.date(2023, 1, 9), ask=_never).date == dt.date(2023, 1, 9)


def test_the_date_in_the_head_is_found(tmp_path: Path) -> None:
    assert read_and_mine(_write(tmp_path, DATED), date=None, ask=_never).date == dt.date(2024, 5, 6)


def test_without_a_date_a_person_is_asked_by_the_title(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(title: str) -> dt.date:
        asked.append(title)
        return dt.date(2022, 2, 8)

    document = read_and_mine(_write(tmp_path, UNDATED), date=None, ask=answer)
    assert asked == ["在节水工作推进会上的讲话"]
    assert document.date == dt.date(2022, 2, 8)
    assert any(
        finding.deadline and finding.deadline.due == dt.date(2022, 9, 30)
        for finding in document.mined.findings
    )


def test_without_a_date_and_anybody_to_ask_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"“讲话\.txt”里没有找到成文日期，请用 --date 年-月-日 指明"):
        read_and_mine(_write(tmp_path, UNDATED), date=None, ask=_nobody)


def test_a_missing_file_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read_and_mine(tmp_path / "没有.txt", date=None, ask=_never)


def test_storing_twice_changes_nothing(ledger: Ledger, tmp_path: Path, today: dt.date) -> None:
    first = store(ledger, CLERK, _mined(tmp_path), today=today)
    head = ledger.head()
    again = store(ledger, CLERK, _mined(tmp_path), today=today)
    assert (first.is_new, again.is_new, again.document_id) == (True, False, first.document_id)
    assert ledger.head() == head


def test_accepting_twice_changes_nothing(ledger: Ledger, tmp_path: Path, today: dt.date) -> None:
    _, accepted = store_and_accept(ledger, CLERK, _mined(tmp_path), today=today)
    head, rows = ledger.head(), queries.list_items(ledger, today=today)
    assert [row.number for row in rows] == list(accepted.numbers)
    _, again = store_and_accept(ledger, CLERK, _mined(tmp_path), today=today)
    assert (again.numbers, again.measures) == ((), 0)
    assert (ledger.head(), queries.list_items(ledger, today=today)) == (head, rows)


def test_the_same_text_under_another_name_and_encoding_is_the_same_document(
    ledger: Ledger, tmp_path: Path, today: dt.date
) -> None:
    stored = store(ledger, CLERK, _mined(tmp_path), today=today)
    path = tmp_path / "另存.txt"
    path.write_bytes(DATED.replace("\n", "\r\n").encode("gb18030"))
    again = store(ledger, CLERK, read_and_mine(path, date=None, ask=_never), today=today)
    assert (again.document_id, again.is_new) == (stored.document_id, False)


def test_what_was_rejected_stays_rejected(ledger: Ledger, tmp_path: Path, today: dt.date) -> None:
    stored = store(ledger, CLERK, _mined(tmp_path), today=today)
    unwanted = next(row for row in _candidates(ledger) if "计量设施不健全" in row.text)
    reject(ledger, CLERK, [unwanted.id], reason="已在上年台账", today=today)
    store_and_accept(ledger, CLERK, _mined(tmp_path), today=today)
    accept(ledger, CLERK, stored.document_id, today=today)
    after = next(row for row in _candidates(ledger) if row.id == unwanted.id)
    assert (after.verdict, after.reason, after.item_number) == (Verdict.REJECTED, "已在上年台账", "")
    assert not any("计量设施不健全" in row.title for row in queries.list_items(ledger, today=today))


def test_results_stay_with_the_document(ledger: Ledger, tmp_path: Path, today: dt.date) -> None:
    store_and_accept(ledger, CLERK, _mined(tmp_path), today=today)
    for row in _candidates(ledger):
        expected = Verdict.KEPT if row.kind is CandidateKind.RESULT else Verdict.ACCEPTED
        assert (row.verdict, bool(row.item_number)) == (expected, expected is Verdict.ACCEPTED)


def test_items_read_without_their_ordinal_and_keep_their_place(
    ledger: Ledger, tmp_path: Path, today: dt.date
) -> None:
    document = _mined(tmp_path)
    store_and_accept(ledger, CLERK, document, today=today)
    problem = next(row for row in _candidates(ledger) if "计量设施不健全" in row.text)
    quote = document.text.content[problem.start : problem.end]
    assert problem.text == "计量设施不健全"
    assert problem.text in quote
    assert any(row.title == "计量设施不健全" for row in queries.list_items(ledger, today=today))


def test_a_text_of_thousands_of_pages_is_asked_to_be_split(tmp_path: Path) -> None:
    path = tmp_path / "汇编.txt"
    path.write_text("a" * 8_000_001, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="请拆成几份文件"):
        read_and_mine(path, date=dt.date(2024, 5, 1), ask=lambda title: None)


def test_what_the_file_calls_a_heading_leads_what_stands_below_it(tmp_path: Path) -> None:
    marked = (
        "# 整改方案\n## 存在的问题\n账目不清，公开不及时。\n## 工作要求\n### 抓好核对\n财务科要核对账目。\n"
    )
    document = read_and_mine(
        _write(tmp_path, marked, "方案.md"), date=dt.date(2024, 5, 1), ask=lambda title: None
    )
    assert [(finding.text, finding.section) for finding in document.mined.findings] == [
        ("账目不清，公开不及时。", ("存在的问题",)),
        ("抓好核对", ("工作要求",)),
        ("财务科要核对账目。", ("工作要求", "抓好核对")),
    ]


def test_a_limit_that_goes_on_is_kept_as_one_phrase(tmp_path: Path, ledger: Ledger) -> None:
    text = DATED.replace("在9月底前完成120处", "在9月底前，并长期坚持，完成120处")
    store(ledger, CLERK, _mined(tmp_path, text), today=dt.date(2024, 5, 7))
    phrases = [row.deadline.phrase for row in _candidates(ledger) if row.deadline]
    assert phrases == ["9月底前，并长期坚持"]

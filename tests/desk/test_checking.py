"""汇报稿数字核对: what is right is found right, and each difference names what stands behind it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.ready import Beginning
from tracker.desk import checking
from tracker.desk.checking import Checked, Verdict, check_text
from tracker.desk.commenting import check_copy_place, commented_copy
from tracker.errors import BadInput, Refusal
from tracker.exchange.comments import Note, write_commented
from tracker.exchange.sentences import statistics_sentence
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import apply_for_closing, close, register, stop
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.commands.measures import record_amount
from tracker.ledger.commands.reporting import add_evidence, add_progress
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.filtering.tree import EVERYTHING
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind, DeadlineKind, ItemKind, OwnerRole, RectificationType, Role
from tracker.reading import read

CLERK, REVIEWER = Actor("李明", Role.OPERATOR), Actor("王芳", Role.REVIEWER)
MAY, JUNE, TODAY = dt.date(2024, 5, 25), dt.date(2024, 6, 10), dt.date(2024, 6, 18)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

AMOUNTS = (
    ("ZG-2024-0006", AmountKind.MONEY, "挽回损失", 100_000, MAY),
    ("ZG-2024-0007", AmountKind.MONEY, "挽回损失", 24_600, JUNE),
    ("ZG-2024-0009", AmountKind.ACCOUNTABILITY, "诫勉", 3, JUNE),
    ("ZG-2024-0009", AmountKind.ACCOUNTABILITY, "通报批评", 1, JUNE),
)


@pytest.fixture
def ledger(location: Location, tmp_path: Path) -> Iterator[Ledger]:
    """Ten items: four closed (two in May), one applied for, one overdue, one stopped; two are tasks."""
    with Ledger.open(location) as opened:
        Beginning(opened).made(_fill, lambda: _fill(opened, tmp_path))
        yield opened


def _fill(ledger: Ledger, folder: Path) -> None:
    for place in range(10):
        _item(ledger, place, folder)
    for number, kind, detail, achieved, day in AMOUNTS:
        record_amount(ledger, CLERK, number, 1, kind, detail=detail, achieved=achieved, today=day)


def _item(ledger: Ledger, place: int, folder: Path) -> None:
    taken_on = dt.date(2024, 4, 10)
    due = dt.date(2024, 6, 1) if place == 6 else dt.date(2024, 9, 30)
    draft = ItemDraft(
        title=f"第{place}个事项",
        kind=ItemKind.TASK if place >= 8 else ItemKind.PROBLEM,
        target="规范",
        category="党的建设" if place % 2 else "作风建设",
        type=RectificationType.IMMEDIATE if place < 3 else None,
        deadline=Deadline(f"{due.month}月底前", DeadlineKind.DATE, due),
        owners={OwnerRole.LEAD: (("组织部", "宣传部", "办公室")[place % 3],)},
        measures=(MeasureDraft(f"修订办法{place}"), MeasureDraft(f"检查{place}")),
    )
    number = add_item(ledger, CLERK, draft, today=taken_on)
    register(ledger, CLERK, [number], today=taken_on)
    if place == 7:
        stop(ledger, REVIEWER, number, reason="机构撤并", today=MAY)
    if place >= 5:
        return
    for ordinal in (1, 2):
        add_progress(ledger, CLERK, number, "已完成", measure=ordinal, done=True, today=MAY)
        proof = folder / f"{place}-{ordinal}.txt"
        proof.write_text(proof.name, encoding="utf-8")
        add_evidence(ledger, CLERK, number, [proof], measure=ordinal, today=MAY)
    apply_for_closing(ledger, CLERK, number, completion="已完成", inference="已自查", today=MAY)
    if place < 4:
        close(ledger, REVIEWER, number, opinion="同意", today=MAY if place < 2 else JUNE)


def _checked(ledger: Ledger, text: str, *, is_past: bool = False) -> tuple[Checked, ...]:
    return check_text(ledger, text, today=TODAY, is_past=is_past).figures


def test_what_the_ledger_says_of_itself_agrees(ledger: Ledger) -> None:
    for day in (dt.date(2024, 4, 9), dt.date(2024, 4, 10), MAY, TODAY):
        with ledger.as_of(day):
            sentence = statistics_sentence(figures(ledger, today=day))
        found = check_text(ledger, sentence, today=day, is_past=True).figures
        assert {one.verdict for one in found} <= {Verdict.AGREES}, sentence
    assert len(found) > 8


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("1.关于“群众反映的3个问题至今没有解决”的问题。", Verdict.UNCHECKED),
        ("整改成效：（1）完成：3个问题逐一建档，其中2个立行立改。", Verdict.UNCHECKED),
        ("群众反映的3个问题至今没有解决，已销号3个。", Verdict.DIFFERS),
        ("其中已销号3个。", Verdict.DIFFERS),
    ],
)
def test_a_number_in_an_items_own_words_counts_nothing(
    location: Location, draft: str, verdict: Verdict
) -> None:
    """Only where the whole sentence is the item's, and more than the figure itself."""
    with Ledger.open(location) as opened:
        measure = MeasureDraft("3个问题逐一建档，其中2个立行立改")
        note = "其中已销号3个，正在整改2个"
        title = ItemDraft(title="群众反映的3个问题至今没有解决", measures=(measure,), note=note)
        number = add_item(opened, CLERK, title, today=TODAY)
        found = _checked(opened, draft)
    assert {one.verdict for one in found} == {verdict}
    assert (number in found[-1].note) == (verdict is Verdict.UNCHECKED)


TOLD = [
    ("应整改9项。", "agrees", "9"),
    ("应整改九项，已销号四项，完成率百分之四十四点四。", "agrees", "44.4%"),
    ("完成率44%。", "agrees", "44.4%"),
    ("完成率45%。", "differs", "44.4%"),
    ("完成率44.5%。", "differs", "44.4%"),
    ("共9项，已销号5项。", "differs", "4"),
    ("反馈问题8个。", "agrees", "8"),
    ("反馈问题7个。", "differs", "8"),
    ("部署任务2项。", "agrees", "2"),
    ("还有5项未销号。", "agrees", "5"),
    ("措施18条，已完成10条，未完成8条。", "agrees", "8"),
    ("截至5月底，已销号2项。", "agrees", "2"),
    ("本月销号2项。", "agrees", "2"),
    ("5月份销号2项。", "agrees", "2"),
    ("4月份新增10项。", "agrees", "10"),
    ("立行立改3项，已完成3项。", "agrees", "3"),
    ("组织部应整改4项，已销号2项。", "agrees", "2"),
    ("宣传部已销号2项。", "differs", "1"),
    ("党的建设方面问题4个。", "agrees", "4"),
    ("反馈问题8个，其中党的建设方面4个。", "agrees", "4"),
    ("反馈问题8个，其中党的建设方面4个、作风建设方面3个。", "differs", "4"),
    ("反馈问题8个，作风建设类4个。", "agrees", "4"),
    ("反馈问题8个，涉及3个方面。", "unchecked", ""),
    ("措施已全部完成。", "differs", "55.6%"),
    ("已销号约4项。", "agrees", "4"),
    ("已销号3项以上。", "agrees", "4"),
    ("整改率四成多。", "agrees", "44.4%"),
    ("整改率不足四成。", "differs", "44.4%"),
    ("无逾期事项。", "differs", "1"),
    ("截至7月底，已销号9项。", "unchecked", ""),
    ("信访问题3个。", "unchecked", ""),
    ("举报已办结4件。", "unchecked", ""),
    ("受理案件9件，已办结4件。", "unchecked", ""),
    ("培训干部300人次。", "unchecked", ""),
    ("本月逾期1项。", "unchecked", ""),
    ("申请销号一个。", "agrees", "1"),
    ("申请销号两个。", "differs", "1"),
    ("已销号4项，较上月增加2项。", "agrees", "2"),
    ("已销号4项，比5月底多3项。", "differs", "2"),
    ("已销号4项，较上月减少2项。", "differs", "增加2"),
    ("整改率44.4%，较上月底下降22.2个百分点。", "agrees", "22.2个百分点"),
    ("与5月底相比，已销号由2项增加到4项。", "agrees", "4"),
    ("已销号4项，较5月底增长100%。", "agrees", "100%"),
    ("本月销号2个，与上月持平，较上月增加0个。", "agrees", "0"),
    ("已销号4项，同比增加4项。", "unchecked", ""),
    ("已销号4项，增加4项。", "unchecked", ""),
    ("共挽回经济损失12.5万元。", "agrees", "12.46万元"),
    ("挽回损失13万元。", "differs", "12.46万元"),
    ("较5月底多挽回损失12.46万元。", "agrees", "12.46万元"),
    ("清退资金3万元。", "unchecked", ""),
    ("诫勉3人。", "agrees", "3人"),
    ("共追责问责4人。", "agrees", "4人"),
    ("诫勉12345678901234567890123456人。", "differs", "3人"),
    ("走访群众300人次。", "unchecked", ""),
]


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_a_draft_is_told_what_the_ledger_has(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is the same on a server: the test above asks both."""
    names = checking.names_of(ledger, EVERYTHING, TODAY)
    with monkeypatch.context() as known:
        known.setattr(checking, "names_of", lambda *_: names)  # most of the time, and always the same
        for text, verdict, counted in TOLD:
            last = _checked(ledger, text)[-1]
            assert (last.verdict.value, last.counted) == (verdict, counted), (
                text,
                last.note,
                last.definition,
            )
            assert bool(last.note) is (verdict != "agrees"), text
    _lists_what_stands_behind(ledger)
    _points_out_another_way_of_counting(ledger)
    _checks_a_table_row_by_row(ledger)
    _says_why_it_cannot(ledger)
    _names_what_moved(ledger)
    found = check_text(ledger, "应整改3项。", today=TODAY, wanted=read_query("类别:作风建设 未销号"))
    assert [one.verdict.value for one in found.figures] == ["agrees"]


def _lists_what_stands_behind(ledger: Ledger) -> None:
    closed, rate, late = _checked(ledger, "已销号5项，完成率60%，逾期0项。")
    assert [row.number for row in closed.behind] == [f"ZG-2024-000{place}" for place in (1, 2, 3, 4)]
    assert [row.number for row in closed.nearly] == ["ZG-2024-0005"]
    assert closed.note == "稿中多1"
    assert len(rate.behind) == 5
    assert rate.note == "4÷9"
    assert [row.title for row in late.behind] == ["第6个事项"]
    (undone,) = _checked(ledger, "措施完成率100%。")
    assert undone.note.endswith("不能写100%")
    assert {row.measure for row in undone.behind} == {1, 2}
    assert len(undone.behind) == 8


def _points_out_another_way_of_counting(ledger: Ledger) -> None:
    (found,) = _checked(ledger, "共有问题9个。")
    assert "按全部事项（问题和任务，终止的不算）是9，请核对口径" in found.note
    (found,) = _checked(ledger, "应整改10项。")
    assert found.note == "稿中多1；连终止的1个一起是10，请核对口径"


WHY = (
    ("清退资金3万元。", "台账的措施上没有登记“清退资金”的金额（tracker measure amount）"),
    ("已销号4项，同比增加4项。", "台账在2023-06-18还没有开始记，没有那一天的数"),
    ("已销号4项，环比增加4项。", "“环比”没有写明和哪一天比，请写成“较上月”“较5月底”"),
    ("力争年底前销号9项。", "是目标数、计划数，还没有发生"),
)


def _says_why_it_cannot(ledger: Ledger) -> None:
    for text, why in WHY:
        assert _checked(ledger, text)[-1].note == why


def _names_what_moved(ledger: Ledger) -> None:
    moved = _checked(ledger, "已销号4项，较上月增加3项。")[-1]
    assert moved.note == "2024-05-31是2，现在是4"
    assert [row.number for row in moved.behind] == ["ZG-2024-0003", "ZG-2024-0004"]
    former = _checked(ledger, "与5月底相比，已销号由3项增加到4项。")[0]
    assert (former.verdict.value, former.counted) == ("differs", "2")
    amount = _checked(ledger, "挽回损失13万元。")[-1]
    assert amount.note == "稿中多0.54万元"
    assert [(row.number, row.measure) for row in amount.behind] == [("ZG-2024-0006", 1), ("ZG-2024-0007", 1)]


def _checks_a_table_row_by_row(ledger: Ledger) -> None:
    head = "单位\t应整改\t已销号\t完成率\n"
    text = f"{head}组织部\t4\t2\t50%\n宣传部\t2\t1\t51%\n市局\t1\t1\t100%\n合计\t9\t4\t44.4%"
    found = _checked(ledger, text)
    assert [one.verdict.value for one in found] == [
        *("agrees", "agrees", "agrees"),
        *("agrees", "agrees", "differs"),
        *("unchecked", "unchecked", "unchecked"),
        *("agrees", "agrees", "agrees"),
    ]


def _docx(path: Path, body: str, extra: dict[str, str] | None = None) -> Path:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/media/图.png": "不是图",
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*texts: str) -> str:
    return f"<w:p>{''.join(map(_run, texts))}</w:p>"


BODY = (
    _paragraph("应整改9项，已销", "号", "5", "项，逾期1项。")
    + "<w:p><w:ins>" + _run("完成率44.4%。")
    + "</w:ins><w:del>" + _run("完成率90%。").replace("w:t", "w:delText") + "</w:del></w:p>"
    + f"<w:tbl><w:tr><w:tc>{_paragraph('应整改')}</w:tc><w:tc>{_paragraph('已销号')}</w:tc></w:tr>"
    + f"<w:tr><w:tc>{_paragraph('9')}</w:tc><w:tc>{_paragraph('5')}</w:tc></w:tr></w:tbl>"
)  # fmt: skip


def _commented_words(document: etree._Element) -> dict[str, str]:
    """By the comment's id, the words between its marks."""
    found: dict[str, str] = {}
    open_ones: list[str] = []
    for element in document.iter():
        if element.tag == W + "commentRangeStart":
            open_ones.append(element.get(W + "id", ""))
        elif element.tag == W + "commentRangeEnd":
            open_ones.remove(element.get(W + "id", ""))
        elif element.tag == W + "t":
            for identity in open_ones:
                found[identity] = found.get(identity, "") + (element.text or "")
    return found


def test_nothing_is_checked_against_no_items(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="没有符合条件的事项（单位:没有这个单位）"):
        check_text(ledger, "共10项。", today=TODAY, wanted=read_query("单位:没有这个单位"))


def test_the_copy_bears_comments_and_nothing_else_changes(ledger: Ledger, tmp_path: Path) -> None:
    source, target = _docx(tmp_path / "稿.docx", BODY), tmp_path / "核.docx"
    before = source.read_bytes()
    text = read(source).content
    checks = check_text(ledger, text, today=TODAY)
    placed = commented_copy(source, target, text, checks)
    assert (placed.comments, placed.missed) == (6, 0)
    assert source.read_bytes() == before
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        assert old.read("word/media/图.png") == new.read("word/media/图.png")
        assert set(new.namelist()) - set(old.namelist()) == {
            "word/comments.xml",
            "word/_rels/document.xml.rels",
        }
        document = etree.fromstring(new.read("word/document.xml"))
        comments = etree.fromstring(new.read("word/comments.xml"))
        assert b"comments+xml" in new.read("[Content_Types].xml")
    assert read(target).content == text
    assert _commented_words(document) == {
        "0": "应整改9项", "1": "已销号5项", "2": "逾期1项", "3": "完成率44.4%", "4": "9", "5": "5",
    }  # fmt: skip
    said = ["".join(one.itertext()) for one in comments]
    assert said[0].startswith("相符")
    assert said[1].startswith("不符：台账是4，稿中多1")
    assert "ZG-2024-0001" in said[1]
    assert all(
        run.find(f"{W}rPr/{W}b") is not None
        for run in document.iter(W + "r")
        if run.find(W + "t") is not None
    )


def test_comments_that_are_there_stay(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    extra = {
        "word/comments.xml": f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7"/></w:comments>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r9" '
        f'Type="{office}/comments" Target="comments.xml"/></Relationships>',
    }
    source = _docx(tmp_path / "稿.docx", _paragraph("已销号5项，又说已销号5项。"), extra)
    line = "已销号5项，又说已销号5项。"
    notes = [Note(line, 0, 5, "一"), Note(line, 8, 13, "二\x00"), Note("没有这句5项", 0, 6, "三")]
    placed = write_commented(source, tmp_path / "核.docx", notes, TODAY)
    assert (placed.comments, placed.missed) == (2, 1)
    with zipfile.ZipFile(tmp_path / "核.docx") as new:
        comments = etree.fromstring(new.read("word/comments.xml"))
        words = _commented_words(etree.fromstring(new.read("word/document.xml")))
    assert [one.get(W + "id") for one in comments] == ["7", "8", "9"]
    assert words == {"8": "已销号5项", "9": "已销号5项"}


def test_the_same_copy_is_made_again(tmp_path: Path) -> None:
    source = _docx(tmp_path / "稿.docx", _paragraph("已销号5项。"))
    made = []
    for name in ("甲.docx", "乙.docx"):
        write_commented(source, tmp_path / name, [Note("已销号5项。", 0, 5, "一")], TODAY)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert zipfile.ZipFile(io.BytesIO(made[0])).testzip() is None


def test_a_copy_is_a_word_document_of_another_name(tmp_path: Path) -> None:
    draft = tmp_path / "稿.docx"
    with pytest.raises(BadInput, match=r"只能是 \.docx"):
        check_copy_place(tmp_path / "稿.txt", draft)
    with pytest.raises(BadInput, match="不能写回原稿"):
        check_copy_place(draft, draft)

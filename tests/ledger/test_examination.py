"""销号体检: each check finds what it is for and nothing else, and every finding wants an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.commands import advancing, reporting, stages
from tracker.ledger.examination import GIST, Examination, examination, gist_of
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Amount, Item, Measure, Regulation
from tracker.ledger.pages import item_page
from tracker.ledger.words import AmountKind, Check, DeadlineKind, RegulationAct, Reported, Verified

Office = Any

MINUTES = "".join(f"第{n}次办公会研究了第{n * 7}项整改措施的落实情况并形成纪要。" for n in range(40))


def looked_at(office: Office, number: str) -> Examination:
    return examination(office.ledger, number, today=office.today)


def found(office: Office, number: str) -> list[Check]:
    return [finding.check for finding in looked_at(office, number).findings]


def proof(office: Office, number: str, name: str, **settings: Any) -> None:
    path = settings.pop("path", None) or office.file(name)
    reporting.add_evidence(office.ledger, office.operator, number, [path], today=office.today, **settings)


def put(office: Office, change: Any) -> None:
    """Write rows that colleagues' commands write."""
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        change(work.session)


def test_an_item_with_everything_in_order_has_no_findings(office: Office) -> None:
    number = office.finished()
    assert looked_at(office, number).findings == ()
    assert looked_at(office, number).missing == ("缺完成情况", "缺举一反三情况")
    said = examination(office.ledger, number, today=office.today, completion="已完成", inference="已自查")
    assert said.missing == ()


def test_measures_without_evidence_are_named(office: Office) -> None:
    number = office.registered()
    assert found(office, number) == []
    assert "缺佐证材料，至少一份" in looked_at(office, number).missing
    proof(office, number, "总的.txt")
    assert [row.text for row in looked_at(office, number).findings] == [
        "措施1“建立课题清单”、措施2“出台转化办法”没有单独的佐证材料",
    ]
    proof(office, number, "办法.txt", measure=2)
    assert found(office, number) == [Check.MEASURE_EVIDENCE]


@pytest.mark.parametrize(("days", "expected"), [(-1, [Check.EVIDENCE_DATE]), (0, [])])
def test_evidence_from_before_the_round_is_found(office: Office, days: int, expected: list[Check]) -> None:
    number = office.finished()
    proof(office, number, "旧.txt", dated=office.today + dt.timedelta(days=days))
    assert found(office, number) == expected


def test_evidence_of_tomorrow_is_refused(office: Office) -> None:
    number = office.finished()
    with pytest.raises(Refusal, match="之后，请核对日期"):
        proof(office, number, "明天.txt", dated=office.today + dt.timedelta(days=1))


def test_a_new_round_wants_evidence_from_its_own_time(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    later = office.today + dt.timedelta(days=30)
    advancing.reopen(office.ledger, office.leader, number, reason="反弹", basis="检查", today=later)
    reporting.add_evidence(
        office.ledger,
        office.operator,
        number,
        [office.file("新.txt")],
        measure=1,
        dated=office.today,
        today=later,
    )
    texts = [row.text for row in examination(office.ledger, number, today=later).findings]
    assert f"佐证“新.txt”的日期{office.today}在回炉（{later}）之前" in texts


def test_the_same_file_used_for_another_item_is_found(office: Office) -> None:
    first, second = office.finished("甲"), office.finished("乙")
    path = office.file("共同.txt")
    proof(office, first, "", path=path)
    assert found(office, first) == []
    proof(office, second, "", path=path)
    finding = looked_at(office, second).findings[0]
    assert finding.check is Check.SAME_FILE
    assert finding.text == f"佐证“共同.txt”与 {first}“共同.txt”是同一个文件"


@pytest.mark.parametrize(
    ("mine", "alike"),
    [
        (MINUTES.replace("第3次", "第十次"), True),
        (MINUTES[: len(MINUTES) // 2], False),
        ("".join(f"{n}号课题由调研组自行完成转化并报送办公厅备案。" for n in range(60)), False),
        ("会议纪要", False),
    ],
    ids=["a word changed", "half of it", "another text", "too short to tell"],
)
def test_a_near_identical_text_is_found(office: Office, mine: str, alike: bool) -> None:
    first, second = office.finished("甲"), office.finished("乙")
    proof(office, first, "纪要.txt", gists=[gist_of(MINUTES)])
    proof(office, second, "材料.txt", gists=[gist_of(mine)])
    assert found(office, second) == [Check.SIMILAR_TEXT] * alike
    if alike:
        text = looked_at(office, second).findings[0].text
        assert text.startswith(f"佐证“材料.txt”的文字与 {first}“纪要.txt”相似度9")


def test_a_gist_is_what_remains_without_blanks_and_signs() -> None:
    assert gist_of(" 一、会议 记录\n（2024年）") == "一会议记录2024年"
    assert len(gist_of("字" * GIST * 2)) == GIST


def test_amounts_not_reached_are_found(office: Office) -> None:
    number = office.finished()

    def promise(session: Any) -> None:
        measure = session.query(Measure).filter_by(ordinal=1).one()
        session.add(Amount(measure_id=measure.id, kind=AmountKind.REGULATIONS.value, detail="", target=2))
        session.add(
            Amount(
                measure_id=measure.id,
                kind=AmountKind.MONEY.value,
                detail="清退补贴",
                target=125_000,
                achieved=125_000,
            )
        )

    put(office, promise)
    (finding,) = looked_at(office, number).findings
    assert (finding.check, finding.text.split("：")[0]) == (Check.AMOUNT, "措施1的制度没有达到")

    def issue(session: Any) -> None:
        measure = session.query(Measure).filter_by(ordinal=1).one()
        for name in ("会议办法", "课题办法"):
            session.add(
                Regulation(
                    item_id=measure.item_id,
                    measure_id=measure.id,
                    name=name,
                    act=RegulationAct.NEW.value,
                    issued_on=office.today,
                )
            )

    put(office, issue)
    assert found(office, number) == []


@pytest.mark.parametrize(
    ("field", "word", "check"),
    [
        ("reported", Reported.NOT_DONE, Check.REPORTED),
        ("reported", Reported.DONE, None),
        ("verified", Verified.UNTRUE, Check.VERIFIED),
        ("verified", Verified.TRUE, None),
    ],
)
def test_what_speaks_against_it_is_found(office: Office, field: str, word: Any, check: Check | None) -> None:
    number = office.finished()
    put(office, lambda session: setattr(session.query(Item).one(), field, word.value))
    assert found(office, number) == ([check] if check else [])
    assert item_page(office.ledger, number, today=office.today).row.state == "rectifying"


def test_an_application_goes_with_its_findings_answered_or_not_at_all(office: Office) -> None:
    number = office.finished()
    proof(office, number, "旧.txt", dated=office.today - dt.timedelta(days=9))

    def apply(**answers: Any) -> None:
        advancing.apply_for_closing(
            office.ledger,
            office.operator,
            number,
            completion="已完成",
            inference="已自查",
            today=office.today,
            **answers,
        )

    before = office.ledger.head()
    with pytest.raises(Refusal, match="销号体检第1条没有答复"):
        apply()
    with pytest.raises(Refusal, match="销号体检第1条没有答复"):
        apply(answers={1: "  "})
    with pytest.raises(Refusal, match=r"没有第2条（只有1条）"):
        apply(answers={1: "有效", 2: "多的"})
    assert office.ledger.head() == before

    apply(answers={1: "挂号前已开展，材料有效"})
    (entry,) = item_page(office.ledger, number, today=office.today).applications
    assert [(row.check, row.answer) for row in entry.findings] == [
        (Check.EVIDENCE_DATE, "挂号前已开展，材料有效")
    ]


def test_open_stages_are_one_finding_that_wants_an_answer(office: Office) -> None:
    number = office.finished()
    for goal, days in (("摸清底数", 2), ("建立机制", 9)):
        day = office.today + dt.timedelta(days=days)
        limit = Deadline(f"{day:%m月%d日}前", DeadlineKind.DATE, day)
        stages.add_stage(office.ledger, office.operator, number, goal, deadline=limit, today=office.today)
    stages.finish_stage(office.ledger, office.operator, number, 1, on=office.today, today=office.today)
    (finding,) = looked_at(office, number).findings
    assert (finding.check, finding.text) == (Check.STAGE, "阶段2“建立机制”还没有完成")
    said = {"completion": "已完成", "inference": "已自查", "today": office.today}
    with pytest.raises(Refusal, match="第1条没有答复"):
        advancing.apply_for_closing(office.ledger, office.operator, number, **said)
    advancing.apply_for_closing(office.ledger, office.operator, number, answers={1: "并入常态"}, **said)

"""Which problems of one document the measures of another answer."""

from __future__ import annotations

from datetime import date

from tracker.desk.relating import relate
from tracker.mining import mine
from tracker.mining.findings import Finding

FEEDBACK = "一、存在的主要问题\n一是库房巡查记录不完整。二是对外电话经常无人接听。\n"
PLAN = (
    "整改方案\n一、整改措施\n（一）管好库房\n1.保管员要每天填写库房巡查记录。\n"
    "（二）加强宣传\n1.宣传组要编印工作简报。\n"
)


def mined(text: str) -> tuple[Finding, ...]:
    return mine(text, date(2024, 3, 15)).findings


def test_alone_neither_has_anything_to_compare() -> None:
    for related in relate([mined(FEEDBACK), mined(PLAN)], across=False):
        assert (related.outside, related.unanswered, related.unprompted) == ({}, (), ())


def test_together_each_tells_what_the_other_lacks() -> None:
    feedback, plan = mined(FEEDBACK), mined(PLAN)
    one, other = relate([feedback, plan], across=True)
    assert [feedback[index].text for index in one.unanswered] == ["二是对外电话经常无人接听。"]
    assert [plan[index].text for index in other.unprompted] == ["1.宣传组要编印工作简报。"]
    found = [link for links in other.outside.values() for link in links]
    assert {(link.document, feedback[link.link.problem].text) for link in found} == {
        (0, "一是库房巡查记录不完整。")
    }


def test_the_order_of_the_documents_changes_nothing() -> None:
    feedback, plan = mined(FEEDBACK), mined(PLAN)
    straight, turned = relate([feedback, plan], across=True), relate([plan, feedback], across=True)
    assert [related.unanswered for related in straight] == [
        related.unanswered for related in reversed(turned)
    ]

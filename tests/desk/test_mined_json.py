"""The documented JSON object of `mine`."""

import json
from datetime import date
from typing import Any

from tracker.desk.mined_json import mined_object
from tracker.mining import mine

TEXT = "一、下一步安排\n一是规范台账。办公室要在4月底前印发台账办法。\n"


def test_the_object_has_the_documented_shape() -> None:
    written = mined_object("讲话", "ab" * 32, TEXT, mine(TEXT, date(2024, 3, 15)))
    assert json.loads(json.dumps(written, ensure_ascii=False)) == written
    assert written["schema"] == 1
    assert written["document"] == {
        "title": "讲话",
        "date": "2024-03-15",
        "characters": len(TEXT),
        "sha256": "ab" * 32,
    }
    task, measure = written["items"]  # type: ignore[misc]
    assert (task["kind"], task["text"], task["parent"], task["deadline"]) == (
        "task",
        "一是规范台账。",
        None,
        None,
    )
    assert list(measure) == [
        "kind",
        "text",
        "start",
        "end",
        "section",
        "parent",
        "is_detail",
        "target",
        "checkable",
        "confidence",
        "deadline",
        "deadlines",
        "owners",
        "acts",
        "same_as",
        "answers",
        "answers_outside",
        "missing",
        "soft_words",
        "rules",
    ]
    assert measure["parent"] == 0
    assert measure["section"] == ["一、下一步安排", "一是规范台账"]
    assert TEXT[measure["start"] : measure["end"]] == measure["text"]
    assert measure["deadline"] == {
        "text": "4月底前",
        "start": TEXT.index("4月"),
        "end": TEXT.index("4月") + 4,
        "kind": "date",
        "due": "2024-04-30",
        "rule": "month-end",
        "confirm": False,
        "hedge": "",
        "event": "",
        "base": None,
    }
    assert measure["owners"] == [
        {
            "name": "办公室",
            "role": "responsible",
            "start": TEXT.index("办公室"),
            "end": TEXT.index("办公室") + 3,
            "inherited": False,
        }
    ]


def test_an_empty_text_gives_no_items() -> None:
    assert mined_object("", "", "", mine("", date(2024, 3, 15)))["items"] == []


def test_links_repetitions_and_gaps_are_told() -> None:
    text = (
        "二、存在的不足\n一是库房巡查记录不完整。二是值班电话无人接听。\n"
        "三、下一步工作\n一要管好库房。保管员要每天填写库房巡查记录，月底前装订成册。\n"
    )
    written = mined_object("讲话", "", text, mine(text, date(2024, 3, 15)))
    items: list[dict[str, Any]] = written["items"]  # type: ignore[assignment]
    problems = [index for index, item in enumerate(items) if item["kind"] == "problem"]
    measure = items[-1]
    assert [link["problem"] for link in measure["answers"]] == [problems[0]]
    assert [act["text"] for act in measure["acts"]] == ["保管员要每天填写库房巡查记录", "月底前装订成册"]
    assert written["unanswered"] == [problems[1]]
    assert written["unprompted"] == []

"""Where sentences begin and end, and how a piece reads without the blanks that copies leave in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining.sentences import is_bare_line, split, words_of


def pieces(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("账要清。人要齐！谁来管？", ["账要清。", "人要齐！", "谁来管？"]),
        ("他说：“账要清。”大家点头。", ["他说：“账要清。”", "大家点头。"]),
        ("\u3000\u3000账要清。 \n\n人要齐。", ["账要清。", "人要齐。"]),
        ("清账（甲所；乙站）。", ["清账（甲所；乙站）。"]),
        ("清账（甲所；", ["清账（甲所；"]),
        ("按月对账。（财务科牵头）补齐凭证。", ["按月对账。（财务科牵头）", "补齐凭证。"]),
        ("3.按月对账。（农经站、财政所）", ["3.按月对账。（农经站、财政所）"]),
        ("按月对账。（农经站）", ["按月对账。", "（农经站）"]),
        ("按月对账。（此件公开）", ["按月对账。", "（此件公开）"]),
        ("一、总体要求（一）管账按月对账。", ["一、总体要求", "（一）管账按月对账。"]),
        ("二、存在的问题从抽查情况看，账不清。", ["二、存在的问题", "从抽查情况看，账不清。"]),
        ("三、下一步工作要求各组室要对账。", ["三、下一步工作要求", "各组室要对账。"]),
        ("三、工作要求不高的问题", ["三、工作要求不高的问题"]),
        ("三、有关要求 （一）按月对账。", ["三、有关要求", "（一）按月对账。"]),
        (
            "对账。〔责任单位：各县（区）财政所。各镇配合，下同。〕清账。",
            ["对账。〔责任单位：各县（区）财政所。各镇配合，下同。〕", "清账。"],
        ),
        ("依照第三条第（二）项办理。", ["依照第三条第（二）项办理。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_chapters_of_a_short_text_without_line_ends() -> None:
    text = "盘点通报各组室按月盘点" + "，数目相符" * 40 + "。一、基本情况已盘三次二、存在的问题账不清。"
    assert pieces(text)[1:] == ["一、基本情况已盘三次", "二、存在的问题账不清。"]
    assert pieces(text + "\n" + "账要清。" * 20)[1] == "一、基本情况已盘三次二、存在的问题账不清。"


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("县财 政局", "县财政局"),
        ("县财\u3000政局", "县财政局"),
        ("11 月底前", "11 月底前"),
        ("use the ledger", "use the ledger"),
        ("进一步 “回头看”", "进一步“回头看”"),
    ],
)
def test_words_lose_blanks_between_chinese_signs_only(piece: str, words: str) -> None:
    assert words_of(piece, 0, len(piece)) == words


def test_a_bare_line_stands_alone_and_has_no_stop() -> None:
    text = "县财政局\n账要清。\n县财政局；"
    assert [is_bare_line(text, sentence) for sentence in split(text)] == [True, False, False]


FILLER = "各组室把往来款逐笔核清。" * 80


def test_a_line_of_several_paragraphs_is_cut_at_its_numbers() -> None:
    line = (
        f"{FILLER}现通知如下：一、管账（一）逐笔核对。{FILLER}责任科室：财务科二、管人（一）选好会计。"
        f"管好一、二级库房，统一、协调推进。第一、第二库房。依照第五条第（二）项办理。联系人：老王三、附则1.按月报送。"
        f"{FILLER}附件：1.清单2.报表"
    )
    found = pieces(line)
    for heading in (
        "一、管账",
        "（一）逐笔核对。",
        "二、管人",
        "（一）选好会计。",
        "三、附则",
        "1.按月报送。",
    ):
        assert heading in found
    for whole in ("管好一、二级库房，统一、协调推进。", "第一、第二库房。", "依照第五条第（二）项办理。"):
        assert whole in found
    assert found[-1] == "附件：1.清单2.报表"


@given(st.text(alphabet="账人。；（）(\n “”、一1.", max_size=60))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    found = split(text)
    assert "".join(pieces(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(before.end <= after.start for before, after in pairwise(found))

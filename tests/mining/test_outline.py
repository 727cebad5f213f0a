"""Sentences and the numbered structure over them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining.outline import build
from tracker.mining.sentences import split

SPEECH = """一、过去一年
（一）抓学习。读了书。
（二）抓作风。改了会风。
二、下一步
主要有两点：一是管账，按月公开；二是管人。选好会计。
三是管物。
下一步，还要复查。
"""


def drawn(text: str) -> list[str]:
    """Each sentence behind as many dots as there are parts around it, headings with a star."""
    sentences = split(text)
    outline = build(text, sentences)
    return [
        "·" * len(outline.ancestors(part))
        + ("*" if outline.is_heading(index) else "")
        + text[sentence.start : sentence.end]
        for index, (sentence, part) in enumerate(zip(sentences, outline.part_of, strict=True))
    ]


def test_parts_nest() -> None:
    assert drawn(SPEECH) == [
        "·*一、过去一年",
        "··*（一）抓学习。",
        "··读了书。",
        "··*（二）抓作风。",
        "··改了会风。",
        "·*二、下一步",
        "··*主要有两点：一是管账，按月公开；",
        "··*二是管人。",
        "··选好会计。",
        "··*三是管物。",
        "·下一步，还要复查。",
    ]


def test_all_ranks_nest() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n2.己\n（二）庚\n二、辛\n"
    assert [line.count("·") for line in drawn(text)] == [1, 2, 3, 4, 5, 3, 2, 1]


def test_two_kinds_of_ordinals_nest() -> None:
    text = "一要抓账。一是公开；二是复核。二要抓人。"
    assert drawn(text) == ["·*一要抓账。", "··*一是公开；", "··*二是复核。", "·*二要抓人。"]


def test_headings_that_ran_together_are_taken_apart() -> None:
    assert drawn("二、要求（一）管账财务科要按月对账。") == ["·*二、要求", "··*（一）管账财务科要按月对账。"]


def test_a_bracket_of_owners_stays_with_its_sentence() -> None:
    assert drawn("清理欠账。（财政所牵头，各组负责）补齐凭证。") == [
        "清理欠账。（财政所牵头，各组负责）",
        "补齐凭证。",
    ]


def test_a_semicolon_in_a_bracket_does_not_cut() -> None:
    assert drawn("清账（责任单位：甲所；配合单位：乙站）；补账。") == [
        "清账（责任单位：甲所；配合单位：乙站）；",
        "补账。",
    ]


def test_a_year_or_a_share_is_no_number() -> None:
    assert drawn("2024.5是一个月份。\n3.5万元已到账。\n") == ["2024.5是一个月份。", "3.5万元已到账。"]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="一二是要、。；（）(1).①首先，第下步\n 账：", max_size=80))
def test_sentences_hold_every_character_once(text: str) -> None:
    sentences = split(text)
    outline = build(text, sentences)
    assert "".join(text[s.start : s.end] for s in sentences).replace(" ", "") == "".join(text.split())
    assert len(outline.part_of) == len(sentences)
    for number, part in enumerate(outline.parts[1:], start=1):
        assert part.parent is not None
        assert part.parent < number


HINTED = """整改方案
存在的问题
账目核对不及时。
工作要求
抓好核对
各组室要核对账目。
（一）抓好公开
要按月公开。
抓好监督
要接受监督。
"""


def hint(text: str, levels: dict[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(words), level) for words, level in levels.items())


def depths(text: str, hints: tuple[tuple[int, int], ...]) -> list[str]:
    sentences = split(text)
    outline = build(text, sentences, hints)
    return [
        "·" * len(outline.ancestors(part)) + text[sentence.start : sentence.end]
        for sentence, part in zip(sentences, outline.part_of, strict=True)
    ]


def test_headings_that_the_file_names_open_parts_by_their_level() -> None:
    hints = hint(HINTED, {"整改方案": 1, "存在的问题": 2, "工作要求": 2, "抓好核对": 3, "抓好监督": 3})
    assert depths(HINTED, hints) == [
        "整改方案",
        "·存在的问题",
        "·账目核对不及时。",
        "·工作要求",
        "··抓好核对",
        "··各组室要核对账目。",
        "··（一）抓好公开",
        "··要按月公开。",
        "··抓好监督",
        "··要接受监督。",
    ]


def test_a_level_ranks_as_the_numbers_of_its_other_headings() -> None:
    text = "一、存在的问题\n账目不清。\n（一）抓好核对\n要核对。\n抓好监督\n要监督。\n"
    assert depths(text, hint(text, {"一、": 1, "（一）": 2, "抓好监督": 2})) == [
        "·一、存在的问题",
        "·账目不清。",
        "··（一）抓好核对",
        "··要核对。",
        "··抓好监督",
        "··要监督。",
    ]


def test_running_text_that_is_called_a_heading_is_none() -> None:
    text = "各组室要核对账目，按月公开。还要接受监督。\n要做到：\n修订制度。\n"
    assert depths(text, ((0, 1), (text.index("要做到"), 1))) == [
        "各组室要核对账目，按月公开。",
        "还要接受监督。",
        "要做到：",
        "修订制度。",
    ]

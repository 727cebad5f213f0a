"""What each part of a text is for: headings, turns, titles, and the votes where none of them tells."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import mine

DAY = date(2024, 3, 15)
LETTERS = {"problem": "P", "task": "T", "measure": "M", "result": "R"}


def letters(text: str) -> str:
    return " ".join(LETTERS[finding.kind] for finding in mine(text, DAY).findings)


def rule_of(text: str, start: str) -> str:
    (found,) = [finding for finding in mine(text, DAY).findings if finding.text.startswith(start)]
    return found.rules[0]


LEAD = "同志们：\n今天开个短会。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Points that ask make their group directive, though nothing leads in to it.
        (LEAD + "第一，管好账目。要按月对账。尽快补齐凭证。第二，管好库存。要定期盘点。\n", "T M M T M"),
        # Points that tell make none of it.
        (LEAD + "第一，账目清了。办结了六件。第二，库存清了。盘点了两次。\n", "R R R R"),
        # Nothing but directives, no heading, no title that says so.
        ("".join(f"完善第{n}组的账目；" for n in "一二三四五六七八九"), " ".join("M" * 9)),
        # The speaker in the third person.
        ("李明强调，要按月对账。\n会议要求，各科室按月公开账目。\n", "M M"),
        ("会议听取了对账情况汇报。仓管科盘点了两次库存。\n", "R R"),
        # What goes on behind a ； asks too.
        ("会议听取了对账情况汇报。要把账目核清；把库存盘清；补齐登记簿。\n", "R M M M"),
        # Demands that were put to somebody, point by point, also where a point begins with 按照……要求.
        (
            "督导组向各组室反馈了情况，提出了整改时限和要求。一是压实责任。按照清理工作要求，督促组室建账。"
            "二是配强力量。各组室抽调保管员，逐件登记。\n",
            "T M T M",
        ),
        (
            "会议要求，一要压实责任。按月对账。二要求真务实。力戒虚账。\n",
            "T M T M",
        ),
        # What is to be done, listed in plain words.
        (
            "台账已经建好。\n本月要办的事：\n1. 仓管科月底盘点，缺件清单交采购科。\n2. 各组室每天核对。\n",
            "R M M",
        ),
        # A chapter that holds nothing but its own sentences, though its name ends in 任务.
        ("关于对账的通知\n一、精准督办，确保完成对账任务。\n各组室要按月对账。\n", "T M"),
        # What a lead-in says holds for its points and no further.
        ("检查发现一些问题，主要表现在：一是账目不清；二是库存不实。\n仓管科地处城郊。\n", "P P"),
        # A title in the lines of the head asks for nothing.
        ("在全局对账工作会议上的讲话\n（2024年3月15日）\n李明\n同志们：\n要按月对账。\n", "M"),
        ("特此通知。\n", ""),
        # Who takes leave appeals, whatever the words.
        (
            "一、要求\n（一）管账\n要按月对账。\n同志们，清账重于千钧，我们要抓好落实。\n要一年接着一年干！\n",
            "T M",
        ),
        # A paragraph's 1.…2.…3.… are what leads in to them, and the next lead-in ends that.
        (
            "盘点上周结束了。\n抽查还发现一些问题：1.西库的锁坏了两把；2.账本缺了三页；3.夜班没人管。\n"
            "下面我强调两件事：\n（1）换锁，保管员明天去买。\n（2）账本，会计补齐缺页。\n",
            "R P P P M M",
        ),
        ("根据“全县盘点会”的会议要求，3月9日，农经站盘点了西库。\n", "R"),
        ("会上，李明通报了盘点情况，要求以账目为抓手，列出清单。一是清理旧货，包括乱堆乱放的货架。\n", "R M"),
        ("要求加强库房管理，在分区基础上进一步打造样板库。\n", "M"),
        ("县长李明批示：“农经站抓紧盘点，审计组搞好配合。”\n", "M"),
        ("会上强调了盘点的时间节点。西库方面：按照分工完成清点的一半。\n", "R M"),
        # What is late heads problems; whoever is to act by a day is told to.
        (
            "关于督办滞后工作的通知\n一、滞后事项\n1、西库：租金长期拖欠，累计欠3万元。农经站逐户催收，4月底前收清。\n"
            "2、东库：盘点只完成了一半。\n",
            "P M P",
        ),
        (
            "李明就盘点如何落实提出了三点要求，一是严格门禁管理；二是严格登记入册；三是按月清点。\n"
            "最后要求每名保管员做好值守。为守好粮库，不断奋斗。\n",
            "M M M M",
        ),
        ("李明反馈了西库存在的三类问题：一、登记不扎实；二、门锁未得到重视；三、账目有待提高。\n", "P P P"),
        ("最后提醒严格做好值守，汛期切勿单独下库。\n", "M"),
        ("在西库工地，李明要求相关单位切实加快进度，按月清点。\n", "M"),
        ("安全无小事，一把锁就是一道门。\n", ""),
        ("同志们，今天说两件事。\n各科室要按月对账。\n各科室要公开结果。\n", "M M"),
    ],
)
def test_roles(text: str, expected: str) -> None:
    assert letters(text) == expected


def test_a_heading_without_a_number_may_stand_over_a_tale() -> None:
    tale = "针对积压，仓管科采取分批处理的办法。按照清单，财务科补齐凭证。来访的人多了起来。"
    assert set(letters(f"真查真改见成效\n我局整改有成效。\n真查真改\n{tale}{tale}\n").split()) == {"R"}


def test_a_turn_fades_where_line_ends_are_lost() -> None:
    filler = "仓管科地处城郊。" * 12
    text = f"检查中发现的问题，主要表现在：账目不清。{filler}账本不全。{filler}第二天天气晴好，老王没来。"
    assert letters(text).count("P") <= 2
    assert "地处城郊" not in {finding.text for finding in mine(text, DAY).findings}


def test_the_words_that_gave_a_role_are_named() -> None:
    assert rule_of("一、存在的问题\n1.账目不清。\n", "1.") == "heading-problem"
    assert rule_of("一、存在的问题\n下一步，要按月对账。\n", "下一步") == "turn-directive"
    assert rule_of("整改方案\n二、任务\n问题２：账目不清。\n整改措施：补账。\n", "问题") == "problem-named"
    assert rule_of(LEAD + "第一，要管账。要按月对账。\n", "要按月") == "body-directive"


LINES = [
    "各科室要按月对账。",
    "财务科补齐凭证。",
    "6月底前完成盘点。",
    "建立往来款清单。",
    "严禁白条抵库。",
    "仓管科会同财务科核对库存。",
    "对逾期欠款逐笔催收。",
    "把结果张榜公布。",
]


@settings(max_examples=60, deadline=None)
@given(st.permutations(LINES))
def test_the_order_of_a_list_changes_only_the_order(lines: list[str]) -> None:
    def found(order: list[str]) -> list[tuple[str, str, bool]]:
        text = "一、下一步工作安排\n" + "\n".join(order) + "\n"
        return [(finding.kind, finding.text, finding.checkable) for finding in mine(text, DAY).findings]

    assert sorted(found(lines)) == sorted(found(LINES))
    assert [text for _, text, _ in found(lines)] == lines


@pytest.mark.parametrize("width", [16, 20, 25, 34])
def test_lines_wrapped_in_the_middle_of_words_read_alike(width: int) -> None:
    paragraph = "".join(LINES) * 8 + "各组室要把账目逐笔核清，把库存逐件盘清，确保账实相符、家底清楚。"
    text = "一、下一步工作安排\n" + paragraph + "\n"
    wrapped = "一、下一步工作安排\n"
    wrapped += "\n".join(paragraph[at : at + width] for at in range(0, len(paragraph), width)) + "\n"
    assert letters(wrapped) == letters(text)


def test_an_account_below_the_number_of_a_problem_tells_of_it() -> None:
    text = (
        "关于水务局党组的巡察反馈意见\n一、发现的主要问题\n（一）库房管理存在差距\n"
        "1.盘点制度落实不到位。2023年以来，清点制度执行不严格，库存长期不实。\n"
        "2.登记不及时。3月8日上午，现场有12件出库没有登记。\n"
    )
    assert letters(text) == "P P P P P"

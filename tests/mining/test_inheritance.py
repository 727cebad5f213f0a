"""Owners and time limits that stand outside the finding."""

from datetime import date

from tracker.mining import mine
from tracker.mining.findings import Finding

DAY = date(2024, 3, 15)


def findings(text: str) -> dict[str, Finding]:
    return {finding.text: finding for finding in mine(text, DAY).findings}


def owners(finding: Finding) -> list[str]:
    return [f"{owner.name} {owner.role.value}{' inherited' * owner.inherited}" for owner in finding.owners]


def test_a_label_line_speaks_for_the_lines_before_it() -> None:
    text = (
        "一、下一步安排\n（一）清理欠账。\n1.逐笔核对账目。\n2.核销坏账。\n"
        "责任单位：财政所；配合单位：农经站\n整改时限：6月底前\n"
        "（二）规范票据。\n1.统一印制票据。\n"
    )
    found = findings(text)
    assert owners(found["2.核销坏账。"]) == ["财政所 responsible inherited", "农经站 cooperating inherited"]
    assert owners(found["1.统一印制票据。"]) == []


def test_a_label_line_below_a_list_speaks_for_all_of_it() -> None:
    text = (
        "一、账目方面\n问题表现：\n1.台账不全。\n2.坏账不核。\n整改措施：\n1.逐笔核对账目。\n2.核销坏账。\n"
        "责任人：财政所所长\n完成时间：2024年6月底\n二、票据方面\n整改措施：\n1.统一印制票据。\n"
    )
    found = findings(text)
    for said in ("1.台账不全。", "1.逐笔核对账目。", "2.核销坏账。"):
        assert owners(found[said]) == ["财政所所长 responsible inherited"]
        assert found[said].deadline is not None
    assert owners(found["1.统一印制票据。"]) == []


def test_fields_of_a_form_belong_to_the_problem_that_opens_it() -> None:
    text = (
        "整改表\n问题：坏账不核。\n整改目标：坏账清零。\n整改措施：\n1.逐笔核销坏账。\n"
        "问题：库存不清。\n整改情况：已清点两间。\n整改措施：逐件盘点。\n下一步，全局按月对账。\n"
    )
    found = mine(text, DAY).findings
    assert [finding.parent for finding in found] == [None, 0, None, 2, 2, None]
    assert found[0].target is not None
    assert found[0].target.text == "坏账清零"


def test_a_chapter_behind_a_form_speaks_of_no_problem_in_it() -> None:
    text = "问题：坏账不核。\n整改措施：逐笔核销坏账。\n二、有关要求：\n1.各科室要按时报送账表。\n"
    assert [finding.parent for finding in mine(text, DAY).findings] == [None, 0, None]


def test_a_state_between_is_no_heading() -> None:
    text = "问题：坏账不核。\n整改情况：清退3笔。\n整改状态：正在整改\n措施：核销坏账。\n责任科室：财务科\n"
    assert owners(findings(text)["问题：坏账不核。"]) == ["财务科 responsible inherited"]


def test_a_label_line_gives_its_deadline() -> None:
    text = "一、下一步安排\n逐笔核对账目。\n整改时限：6月底前\n责任单位：财政所\n"
    (measure,) = findings(text).values()
    assert measure.deadline is not None
    assert measure.deadline.due == date(2024, 6, 30)
    assert text[measure.deadline.start : measure.deadline.end] == "6月底前"
    assert "何时" not in measure.missing


def test_a_heading_hands_its_owners_down() -> None:
    text = "一、下一步安排\n（一）清理欠账（责任单位：财政所）。\n逐笔核对。农经站要逐户核实。\n"
    found = findings(text)
    assert owners(found["（一）清理欠账（责任单位：财政所）。"]) == ["财政所 responsible"]
    assert owners(found["逐笔核对。"]) == ["财政所 responsible inherited"]
    assert owners(found["农经站要逐户核实。"]) == ["农经站 responsible"]
    assert "谁" not in found["逐笔核对。"].missing


def test_a_standing_owner_holds_for_what_follows() -> None:
    text = "一、下一步安排\n逐笔核对（财政所负责，下同）。\n核销坏账。\n农经站要逐户核实。\n"
    found = findings(text)
    assert owners(found["核销坏账。"]) == ["财政所 responsible inherited"]
    assert owners(found["农经站要逐户核实。"]) == ["农经站 responsible"]


def test_a_closing_bracket_speaks_for_its_whole_item() -> None:
    text = (
        "一、下一步安排\n（一）清理欠账。逐笔核对账目。农经站要逐户核实。按月核销坏账。（财政所牵头，各村配合）\n"
        "（二）规范票据。统一印制票据。\n"
    )
    found = findings(text)
    said = ["财政所 lead inherited", "各村 cooperating inherited"]
    assert owners(found["（一）清理欠账。"]) == said
    assert owners(found["逐笔核对账目。"]) == said
    assert "谁" not in found["逐笔核对账目。"].missing
    assert owners(found["农经站要逐户核实。"]) == ["农经站 responsible"]
    assert owners(found["按月核销坏账。（财政所牵头，各村配合）"]) == ["财政所 lead", "各村 cooperating"]
    assert owners(found["统一印制票据。"]) == []


def test_each_closing_bracket_speaks_back_to_the_one_before() -> None:
    text = (
        "一、下一步安排\n（一）清理欠账。逐笔核对账目。（财政所负责）"
        "按月核销坏账。逐户发放回执。（农经站负责）\n"
    )
    found = findings(text)
    assert owners(found["按月核销坏账。"]) == ["农经站 responsible inherited"]
    assert owners(found["逐笔核对账目。（财政所负责）"]) == ["财政所 responsible"]


def test_a_bracket_before_the_full_stop_speaks_for_its_sentence_only() -> None:
    text = "一、下一步安排\n（一）清理欠账。逐笔核对账目。按月核销坏账（财政所负责）。\n"
    assert owners(findings(text)["逐笔核对账目。"]) == []


def test_a_rule_for_reading_lists_declares_no_standing_owner() -> None:
    text = "一、下一步安排\n逐笔核对。（财政所、农经站负责。排在首位的为牵头单位，下同）\n核销坏账。\n"
    assert owners(findings(text)["核销坏账。"]) == []


def test_owners_in_a_chapters_heading_hold_for_all_below_it() -> None:
    text = (
        "粮站2024年任务清单\n一、仓容提升（牵头单位：仓储科，配合单位：财务科）\n1.新增货棚3座。\n"
        "2.换锁9把（安保科负责）。\n二、队伍建设（人事科牵头）\n1.开展培训2次。\n三、其他\n1.修订台账。\n"
    )
    found = mine(text, date(2024, 3, 15)).findings
    assert [(one.text, [owner.name for owner in one.owners]) for one in found] == [
        ("1.新增货棚3座。", ["仓储科", "财务科"]),
        ("2.换锁9把（安保科负责）。", ["安保科"]),
        ("1.开展培训2次。", ["人事科"]),
        ("1.修订台账。", []),
    ]

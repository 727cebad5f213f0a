"""What papers say of an item: short words for a table, and everything for a template."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.exchange.lists import item_texts
from tracker.exchange.papers.frame import chinese
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import Light, OwnerRole, State


def deadline_words(deadline: Deadline | None) -> str:
    """6月底前（2024年6月30日）, or what is known of it."""
    if deadline is None:
        return "未定"
    day = chinese(deadline.due)
    phrase = deadline.phrase or day or deadline.kind.word
    if deadline.due and phrase.startswith(f"{deadline.due.month}月{deadline.due.day}日"):
        phrase = f"{deadline.due.year}年{phrase}"
    if item_texts.names_day(deadline):
        phrase = day
    elif day and day not in phrase:
        phrase = f"{phrase}（{day}）"
    return f"{phrase}，待明确" if deadline.confirm else phrase


def due_words(deadline: Deadline | None) -> str:
    """The last day where there is one, else the phrase: for narrow columns."""
    if deadline is None:
        return "未定"
    return chinese(deadline.due) or deadline.phrase or deadline.kind.word


def standing_words(page: ItemPage) -> str:
    """已逾期5天, 剩余3天; where that says nothing the state."""
    row = page.row
    return row.light_words if row.light not in (Light.CLOSED, Light.STOPPED) else row.state.word


def state_words(page: ItemPage) -> str:
    """整改中，剩余3天; where time says nothing more the state alone."""
    row = page.row
    if row.state is State.CLOSED or standing_words(page) == row.state.word:
        return row.state.word
    return f"{row.state.word}，{row.light_words}"


def names(page: ItemPage, role: OwnerRole) -> str:
    """Everybody of a role."""
    return "、".join(page.owner_names(role))


def units(page: ItemPage) -> str:
    """牵头 and 责任单位."""
    both = (*page.owner_names(OwnerRole.LEAD), *page.owner_names(OwnerRole.RESPONSIBLE))
    return "、".join(dict.fromkeys(both))


def all_measures(page: ItemPage) -> str:
    """One a line, each closed alike; empty for none."""
    return "\n".join(f"{measure_line(page, one)}。" for one in page.measures)


def open_measures(page: ItemPage) -> str:
    """Measures that are not done, one a line."""
    left = [f"{measure_line(page, one)}。" for one in page.measures if one.done_on is None]
    return "\n".join(left) if left else ("已全部完成" if page.measures else "尚未制定措施")


def measure_line(page: ItemPage, measure: MeasureRow) -> str:
    """2.出台转化办法, without its closing mark; without a number where it is the only one."""
    text = unclosed(measure.text)
    return f"{measure.ordinal}.{text}" if len(page.measures) > 1 else text


def measures_with_results(page: ItemPage) -> str:
    """Each measure with what became of it, one a line."""
    several = len(page.measures) > 1
    lines = (f"{ordinal}.{said}" if several else said for ordinal, said in results(page))
    return "\n".join(lines) or "尚未制定措施"


def results(page: ItemPage) -> Iterator[tuple[int, str]]:
    """The measures by their ordinals, each with what became of it: 修订办法（2024年4月29日完成：已印发）。"""
    for one in page.measures:
        done = f"{chinese(one.done_on)}完成" if one.done_on else _unfinished(one)
        said = unclosed(one.done_note)
        note = f"：{said}" if said not in _NOTHING_MORE else ""
        yield one.ordinal, f"{unclosed(one.text)}（{done}{note}）。"


def unclosed(text: str) -> str:
    """As it stands within a line: some end in 。, some in ；, some in nothing, in one and the same list."""
    return text.rstrip("。；;，,、 \n")


_NOTHING_MORE = frozenset({"", "完成", "已完成", "已办", "已办结"})
"""Notes that say no more than that it is done."""


def _unfinished(measure: MeasureRow) -> str:
    """With its own limit how it stands by that; one that goes with its item is told with the item."""
    return f"未完成，{measure.light_words}" if measure.deadline else "未完成"


def item_fields(page: ItemPage, place: int, level: int = 0) -> dict[str, object]:
    """Everything a template may say of one item."""
    row, truths = page.row, page.truths
    return {
        "序号": place,
        "编号": row.number,
        "问题类别": item_texts.category(page),
        "问题": row.title,
        "具体表现": page.detail,
        "整改目标": page.target,
        "责任领导": names(page, OwnerRole.LEADER),
        "牵头单位": names(page, OwnerRole.LEAD),
        "责任单位": names(page, OwnerRole.RESPONSIBLE),
        "配合单位": names(page, OwnerRole.COOPERATING),
        "责任人": names(page, OwnerRole.PERSON),
        "联系人": names(page, OwnerRole.CONTACT),
        "整改类型": row.type.word,
        "整改时限": deadline_words(row.deadline),
        "预警": row.light_words,
        "办理状态": row.state.word,
        "措施": [
            {
                "序号": one.ordinal,
                "内容": one.text,
                "完成标准": one.standard,
                "时限": deadline_words(one.deadline or row.deadline),
                "情况": f"{chinese(one.done_on)}完成" if one.done_on else one.light_words,
                "完成说明": one.done_note,
            }
            for one in page.measures
        ],
        "未完成措施": open_measures(page),
        "措施及完成情况": measures_with_results(page),
        "整改进展": item_texts.progress(page),
        "完成情况": page.completion,
        "举一反三": page.inference,
        "佐证材料": item_texts.evidence(page),
        "未完成原因": truths.unfinished_reason,
        "下一步措施": truths.next_step,
        "挂号日期": chinese(page.registered_on),
        "销号日期": chinese(row.closed_on),
        "延期次数": page.extension_count,
        "轮次": row.round,
        "第几次": level,
        "备注": page.note,
    }

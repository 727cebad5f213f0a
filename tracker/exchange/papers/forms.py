"""Forms that are filled in and signed: 销号审批表, 回头看核查表, 交接清单."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tracker.exchange.lists import item_texts
from tracker.exchange.papers.frame import Frame, chinese
from tracker.exchange.papers.items import (
    deadline_words,
    due_words,
    item_fields,
    measures_with_results,
    names,
    units,
)
from tracker.exchange.papers.parts import Cell, Column, Form, FormRow, Grid, Line, LineStyle, Paper, Part
from tracker.ledger.people import Charge
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import Decision, OwnerRole
from tracker.text.lines import count_lines

_LABEL: Final = 30.0
_WHOLE: Final = 126.0
_HALF: Final = 48.0
_OPINION_HEIGHT: Final = 16.0
_ROOM: Final = 205.0
"""Millimetres of a page that are left for the rows of a form."""
_LINE: Final = 5.4
_AROUND: Final = 1.1
"""Millimetres of a line of text, and of what is above and below it."""
_CHARACTERS: Final = 0.25
"""In a millimetre of a line."""
_TIGHT: Final = 0.7
"""Of their heights are left to rows that are written in, where the form would go over its page."""
_WIDEST: Final = 30.0
"""Millimetres: an opinion gets no more, however much of the page is empty."""
_SIGNED: Final = "签字（盖章）：　　　　　　　　年　　月　　日"
_CHECKS: Final = (
    ("整改措施是否落实", "逐条对照措施，看现场、查资料"),
    ("问题是否解决", "对照问题表述，看是否还存在、是否换了样子"),
    ("制度是否执行", "形成的制度是否印发，是否照着办"),
    ("是否反弹", "销号以后有没有再次出现"),
    ("群众是否认可", "访谈、问卷，或服务对象评价"),
)
_HANDED: Final = (
    Column("序号", 11, is_centred=True),
    Column("编号", 28, is_centred=True),
    Column("问题（任务）", 62),
    Column("所任", 20, is_centred=True),
    Column("措施", 50),
    Column("整改时限", 36, is_centred=True),
    Column("情况", 24, is_centred=True),
    Column("交代", 21),
)


def closing_paper(frame: Frame, page: ItemPage) -> Paper:
    """销号申请（审批）表, filled with what the ledger knows, with room for what is signed."""
    title, number = "整改事项销号申请（审批）表", frame.number(page.row.number)
    rows = [
        *_head_rows(page),
        _row("整改目标", page.target),
        _pair("挂号日期", chinese(page.registered_on), "整改时限", deadline_words(page.row.deadline)),
        _row("整改措施及完成情况", measures_with_results(page), 18),
        _row("整改完成情况", page.completion, 16),
        _row("举一反三情况", page.inference, 12),
        _row("佐证材料", _evidence(page), 12),
        _opinion("责任单位意见", _applied(page)),
        *([_opinion("初审意见", _reviewed(page, 1))] if page.closing.review_steps > 1 else []),
        _opinion("审核（验收）意见", _reviewed(page, page.closing.review_steps)),
        _opinion("分管领导意见", ""),
        _opinion("主要领导意见", ""),
    ]
    return _form_paper(frame, page, title, number, rows)


def look_back_paper(frame: Frame, page: ItemPage) -> Paper:
    """回头看核查表: what is to be looked at on the spot."""
    title, number = "整改事项回头看核查表", frame.number(page.row.number)
    checks = [
        FormRow(
            (
                Cell(check, 40, is_label=True),
                Cell(how, 60),
                Cell("□是　□否　□部分", 56),
            ),
            7,
        )
        for check, how in _CHECKS
    ]
    rows = [
        *_head_rows(page),
        _pair("销号日期", chinese(page.row.closed_on), "轮次", f"第{page.row.round}轮"),
        _row("整改措施及完成情况", measures_with_results(page), 14),
        _row("整改完成情况", page.completion, 10),
        _row("佐证材料", _evidence(page)),
        FormRow(
            (
                Cell("核查内容", 40, is_label=True),
                Cell("核查方法", 60, is_label=True),
                Cell("核查结果", 56, is_label=True),
            )
        ),
        *checks,
        _row("核查方式", "□查阅资料　□实地查看　□个别访谈　□问卷测评　□其他"),
        _row("核查情况", "\n".join(_looked_at(page)), 16),
        _row("核查结论", "□成果巩固　□需要继续整改（回炉），理由："),
        _opinion("核查人意见", ""),
        _opinion("被核查单位意见", ""),
    ]
    return _form_paper(frame, page, title, number, rows)


def handover_paper(
    frame: Frame, charges: Sequence[Charge], old: str, new: str, pages: Sequence[ItemPage]
) -> Paper:
    """交接清单: what stands in one person's name, to be signed by three."""
    title, number = "整改工作交接清单", frame.number("")
    rows = tuple(
        (
            str(place),
            one.number,
            one.title,
            one.role.word,
            f"措施{one.measure}：{one.text}" if one.measure else "（整个事项）",
            due_words(one.deadline),
            one.light_words,
            "",
        )
        for place, one in enumerate(charges, 1)
    )
    items = len({one.number for one in charges})
    opening = (
        f"因工作变动，{old}名下没有办完的{items}个事项、{len(charges)}项工作移交{new or '　　　'}接手，"
        f"以下情况截至{frame.date}。"
    )
    blanks = [("移交人", old), ("接手人", new), ("监交人", "")]
    signing = Form(
        (
            FormRow(
                tuple(
                    cell for name, who in blanks for cell in (Cell(name, 24, is_label=True), Cell(who, 58))
                ),
                12,
            ),
            FormRow(
                tuple(cell for _ in blanks for cell in (Cell("日期", 24, is_label=True), Cell("", 58))), 12
            ),
        )
    )
    parts: list[Part] = [
        *frame.opening(title, number),
        Line(opening),
        Grid(_HANDED, rows),
        Line("以上事项及有关材料已逐项核对，当面交接清楚。"),
        signing,
    ]
    fields = {
        **frame.fields(title, number),
        "移交人": old,
        "接手人": new,
        "正文": opening,
        "项数": items,
        "交接": [
            {
                "序号": place,
                "编号": one.number,
                "问题": one.title,
                "所任": one.role.word,
                "措施": one.text,
                "整改时限": deadline_words(one.deadline),
                "预警": one.light_words,
                "办理状态": one.state.word,
            }
            for place, one in enumerate(charges, 1)
        ],
        "事项": [item_fields(page, place) for place, page in enumerate(pages, 1)],
    }
    return Paper(
        frame.kind, title, tuple(parts), frame.as_of, foot=frame.proof, is_landscape=True, fields=fields
    )


def _head_rows(page: ItemPage) -> Iterator[FormRow]:
    yield _pair("编号", page.row.number, "问题类别", item_texts.category(page))
    yield _row("反馈问题", page.row.title)
    if page.detail:
        yield _row("具体表现", page.detail)
    yield _pair("责任领导", names(page, OwnerRole.LEADER), "责任单位", units(page))
    yield _pair("责任人", names(page, OwnerRole.PERSON), "联系人", names(page, OwnerRole.CONTACT))


def _pair(first: str, one: str, second: str, other: str) -> FormRow:
    return FormRow(
        (
            Cell(first, _LABEL, is_label=True),
            Cell(one, _HALF),
            Cell(second, _LABEL, is_label=True),
            Cell(other, _HALF),
        ),
        8,
    )


def _row(label: str, text: str, height: float = 8.0) -> FormRow:
    return FormRow((Cell(label, _LABEL, is_label=True), Cell(text, _WHOLE)), height)


def _opinion(label: str, text: str) -> FormRow:
    return FormRow((Cell(label, _LABEL, is_label=True), Cell(text, _WHOLE, signed=_SIGNED)), _OPINION_HEIGHT)


def _evidence(page: ItemPage) -> str:
    """All of it in running text: a line each takes a page where there are many."""
    names = item_texts.evidence(page).split("\n")
    if len(names) < 2:
        return names[0]
    return "；".join(f"{place}.{name}" for place, name in enumerate(names, 1)) + f"（共{len(names)}份）"


def _applied(page: ItemPage) -> str:
    """What the present round's last application says."""
    own = [row for row in page.applications if row.round == page.row.round]
    if not own or own[-1].decision is Decision.WITHDRAWN:
        return ""
    return f"整改已完成，申请销号。（台账登记：{own[-1].applicant}，{chinese(own[-1].applied_on)}）"


def _reviewed(page: ItemPage, step: int) -> str:
    """What was decided at a step, as the ledger has it; the paper is still to be signed."""
    own = [row for row in page.applications if row.round == page.row.round]
    steps = [review for review in own[-1].reviews if review.step == step] if own else []
    if not steps:
        return ""
    last = steps[-1]
    said = f"：{last.opinion}" if last.opinion else ""
    return f"{last.decision.word}{said}（台账登记：{last.reviewer}，{_day(last.on)}）"


def _looked_at(page: ItemPage) -> Iterator[str]:
    for row in page.look_backs:
        yield f"{_day(row.on)}{row.by}核查：{row.finding}（{row.result.word}）"


def _day(day: dt.date) -> str:
    return chinese(day)


def _form_paper(frame: Frame, page: ItemPage, title: str, number: str, rows: Sequence[FormRow]) -> Paper:
    parts: list[Part] = [
        *frame.opening(title, number),
        Line(f"以下情况取自台账，截至{frame.date}。", LineStyle.NOTE),
        Form(_fitted(rows)),
    ]
    fields = {
        **frame.fields(title, number, units(page)),
        "事项": [item_fields(page, 1)],
        **item_fields(page, 1),
    }
    return Paper(frame.kind, title, tuple(parts), frame.as_of, units(page), is_form=True, fields=fields)


def _fitted(rows: Sequence[FormRow]) -> tuple[FormRow, ...]:
    """Lower where that may keep a form on one page, no signature alone on a second; what is left of the
    page goes to the opinions, which are written by hand.
    """
    spare = _ROOM - sum(map(_height, rows))
    if spare < 0:
        return tuple(replace(row, height=row.height * _TIGHT) for row in rows)
    opinions = [row for row in rows if _is_signed(row)]
    more = spare / len(opinions)
    return tuple(
        replace(row, height=min(_height(row) + more, _WIDEST)) if _is_signed(row) else row for row in rows
    )


def _is_signed(row: FormRow) -> bool:
    return any(cell.signed for cell in row.cells)


def _height(row: FormRow) -> float:
    lines = (
        count_lines(cell.text, int(cell.share * _CHARACTERS) * 2) + bool(cell.signed) for cell in row.cells
    )
    return max(row.height, max(lines) * _LINE + _AROUND)

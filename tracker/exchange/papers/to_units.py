"""Papers that go to a unit: 交办单, 补正函, 提醒函, 督办通知单, 告诫书."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.exchange.papers.frame import Frame, chinese, numbered
from tracker.exchange.papers.item_tables import DATE_SHARE, NUMBER_SHARE, Told, numbered_grid
from tracker.exchange.papers.items import all_measures, due_words, item_fields, open_measures, standing_words
from tracker.exchange.papers.parts import (
    Cell,
    Form,
    FormRow,
    Grid,
    Line,
    LineStyle,
    NewPage,
    Paper,
    Part,
    Signature,
)
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import Light, OwnerRole, PaperKind

MOST_INSIDE: Final = 6
MOST_CHARACTERS: Final = 700
"""Items, and characters of their table, that stand in the text; more go to a list behind it."""
_TITLES: Final = {
    PaperKind.ASSIGNMENT: "整改事项交办单",
    PaperKind.SUPPLEMENT: "关于补正整改措施的函",
    PaperKind.REMINDER: "整改工作提醒函",
    PaperKind.SUPERVISION: "整改督办通知单",
    PaperKind.ADMONITION: "整改告诫书",
}
_ASSIGNED: Final[tuple[Told[ItemPage], ...]] = (
    Told("编号", NUMBER_SHARE, lambda page: page.row.number, is_centred=True),
    Told("问题（任务）", 34, lambda page: page.row.title),
    Told("整改目标", 25, lambda page: page.target or "待明确"),
    Told("整改措施", 34, lambda page: all_measures(page) or "待制定"),
    Told("整改时限", DATE_SHARE, lambda page: due_words(page.row.deadline), is_centred=True),
)
_ASKED: Final = {
    "谁": "由谁负责、谁来做",
    "做什么": "具体做什么事",
    "到什么程度": "做到什么程度，如数量、比例、范围",
    "何时": "何时完成",
    "怎么验": "拿什么验收，如文件、记录、报告、台账",
}


@dataclass(frozen=True, slots=True)
class Vague:
    """A measure that nobody could check."""

    page: ItemPage
    measure: MeasureRow
    missing: tuple[str, ...]
    """Which of 谁、做什么、到什么程度、何时、怎么验 it leaves out."""
    soft: tuple[str, ...]
    """虚词 in it."""

    @property
    def asked(self) -> str:
        """What is to be made clear, one a line."""
        lines = [_ASKED[one] for one in self.missing]
        if self.soft:
            lines.append(f"“{'”“'.join(self.soft)}”指什么，改成看得见、查得到的事")
        return "\n".join(f"{place}.{line}" for place, line in enumerate(lines, 1))


_VAGUE: Final[tuple[Told[Vague], ...]] = (
    Told("编号", NUMBER_SHARE, lambda one: one.page.row.number, is_centred=True),
    Told("问题（任务）", 34, lambda one: one.page.row.title),
    Told("现有措施", 42, lambda one: one.measure.text),
    Told("需要补正的", 43, lambda one: one.asked),
)


def chasing_paper(frame: Frame, unit: str, pages: Sequence[ItemPage], levels: Mapping[int, int]) -> Paper:
    """提醒函, 督办通知单 or 告诫书; `levels` tells the how manieth it is of its kind for each item."""
    say = {
        PaperKind.REMINDER: _reminder,
        PaperKind.SUPERVISION: _supervision,
        PaperKind.ADMONITION: _admonition,
    }[frame.kind]
    opening, asked = say(frame, pages)
    columns: tuple[Told[ItemPage], ...] = (
        Told("编号", NUMBER_SHARE, lambda page: page.row.number, is_centred=True),
        Told(
            "问题（任务）", 35, lambda page: page.row.title + _times(frame.kind, levels.get(page.row.id, 1))
        ),
        Told("整改时限", DATE_SHARE, lambda page: due_words(page.row.deadline), is_centred=True),
        Told("情况", 24, standing_words, is_centred=True),
        Told("未完成的措施", 31, open_measures),
    )
    leaders = dict.fromkeys(name for page in pages for name in page.owner_names(OwnerRole.LEADER))
    copies = "、".join(leaders) if frame.kind is not PaperKind.REMINDER else ""
    return _paper(frame, unit, opening, asked, numbered_grid(columns, pages), pages, levels, copies=copies)


def _times(kind: PaperKind, level: int) -> str:
    return f"\n（第{level}次{_VERBS[kind]}）" if level > 1 else ""


_VERBS: Final = {PaperKind.REMINDER: "提醒", PaperKind.SUPERVISION: "督办", PaperKind.ADMONITION: "告诫"}


def _reminder(frame: Frame, pages: Sequence[ItemPage]) -> tuple[str, list[str]]:
    overdue = _overdue(pages)
    late = f"，其中{overdue}个已经逾期" if overdue else ""
    opening = (
        f"{frame.work}中由你单位牵头办理的{len(pages)}个事项需要抓紧办理{late}（截至{frame.date}），"
        "现予提醒。"
    )
    return opening, [
        "请对照整改措施逐项推进，按时限完成；已经完成的，备齐佐证材料，及时申请销号。",
        "确有客观原因不能按期完成的，请在到期之前提出延期申请，写明原因和新的时限。",
        *([f"请于{chinese(frame.due)}前反馈办理情况。"] if frame.due else []),
    ]


def _supervision(frame: Frame, pages: Sequence[ItemPage]) -> tuple[str, list[str]]:
    overdue = _overdue(pages)
    late = f"其中{overdue}个已经逾期"
    if overdue == len(pages):
        late = "均已逾期" if overdue > 1 else "已经逾期"
    if not overdue:
        late = "进展与要求还有差距"
    opening = (
        f"经核对台账，截至{frame.date}，{frame.work}中由你单位牵头办理的{len(pages)}个事项尚未完成整改，"
        f"{late}。现予督办，请按下列要求办理。"
    )
    by = f"请于{chinese(frame.due)}前" if frame.due else "请在收到本通知后及时"
    return opening, [
        "逐项对照整改措施查明没有完成的原因，明确完成时间和责任人，抓紧整改到位。",
        f"{by}书面反馈整改进展、未完成原因和下一步措施，附佐证材料。",
        "确需延期的，按程序提出申请，经批准后执行；再次逾期、整改不到位的，将予以告诫。",
    ]


def _admonition(frame: Frame, pages: Sequence[ItemPage]) -> tuple[str, list[str]]:
    opening = (
        f"经核对台账，截至{frame.date}，{frame.work}中由你单位牵头办理的{len(pages)}个事项已经逾期，"
        "至今没有完成整改。现予告诫，请按下列要求办理。"
    )
    return opening, [
        f"以{chinese(frame.due)}为最后期限，逐项整改到位，备齐佐证材料并申请销号。",
        "责任领导要亲自过问、牵头解决，书面说明逾期原因、责任落实情况和整改安排。",
        "最后期限届满仍未完成的，将按规定提出问责建议。",
    ]


def _overdue(pages: Sequence[ItemPage]) -> int:
    return sum(page.row.light is Light.OVERDUE for page in pages)


def assignment_paper(frame: Frame, unit: str, pages: Sequence[ItemPage], levels: Mapping[int, int]) -> Paper:
    """交办单, with a slip to be signed by who receives it."""
    opening = f"现将{frame.work}中由你单位牵头办理的{len(pages)}个事项交办给你单位，请组织整改。"
    by = f"请于{chinese(frame.due)}前" if frame.due else "请及时"
    asked = [
        "按照整改目标、措施和时限要求，明确责任领导和责任人，逐项推进，定期报告进展。",
        f"{by}将责任人、联系人和具体安排报来；措施待制定、目标待明确的，一并报来。",
        "完成后备齐佐证材料，写明完成情况和举一反三情况，申请销号。",
    ]
    return _paper(frame, unit, opening, asked, numbered_grid(_ASSIGNED, pages), pages, levels, with_slip=True)


def supplement_paper(frame: Frame, unit: str, vague: Sequence[Vague], levels: Mapping[int, int]) -> Paper:
    """补正函: what is to be written so that a third person can tell done from not done."""
    pages = list({one.page.row.id: one.page for one in vague}.values())
    opening = (
        f"{frame.work}中由你单位牵头办理的{len(pages)}个事项，有{len(vague)}条整改措施写得不够具体，"
        "完成与否难以判断。请予补正。"
    )
    by = f"请于{chinese(frame.due)}前" if frame.due else "请及时"
    asked = [
        "逐条写明由谁负责、做什么、做到什么程度、何时完成、怎样验收，能量化的要量化。",
        f"{by}将补正后的措施书面报来，经审核后更新台账；补正期间整改工作不停。",
    ]
    table = numbered_grid(_VAGUE, vague)
    paper = _paper(frame, unit, opening, asked, table, pages, levels)
    entries = [
        {"序号": int(place), "编号": number, "问题": title, "措施": measure, "需要补正": wanted}
        for place, number, title, measure, wanted in table.rows
    ]
    return Paper(
        paper.kind,
        paper.title,
        paper.parts,
        paper.as_of,
        paper.unit,
        fields={**paper.fields, "补正": entries},
    )


def _paper(
    frame: Frame,
    unit: str,
    opening: str,
    asked: Sequence[str],
    grid: Grid,
    pages: Sequence[ItemPage],
    levels: Mapping[int, int],
    *,
    copies: str = "",
    with_slip: bool = False,
) -> Paper:
    title, number = _TITLES[frame.kind], frame.number(unit)
    characters = sum(len(text) for row in grid.rows for text in row)
    inside = len(grid.rows) <= MOST_INSIDE and characters <= MOST_CHARACTERS
    name = {PaperKind.SUPPLEMENT: "需要补正的措施", PaperKind.ASSIGNMENT: "交办事项清单"}.get(
        frame.kind, "事项清单"
    )
    parts: list[Part] = [
        *frame.opening(title, number),
        Line(f"{unit}：", LineStyle.FLUSH),
        Line(opening + ("" if inside else f"事项见附件《{name}》。")),
        *([grid] if inside else []),
        *numbered(asked),
        *([] if inside else [Line(f"附件：{name}", LineStyle.ATTACHED)]),
        Signature(frame.issuer, frame.as_of),
    ]
    if copies:
        parts.append(Line(f"抄送：{copies}", LineStyle.COPIES))
    if with_slip:
        parts += [Line(f"签收回执（{unit}）", LineStyle.LABEL), _slip()]
    if not inside:
        parts += [NewPage(), Line("附件", LineStyle.LABEL), Line(name, LineStyle.TITLE)]
        parts += [Line(f"（{unit}，截至{frame.date}，共{len(grid.rows)}项）", LineStyle.SUBTITLE), grid]
    fields = {
        **frame.fields(title, number, unit),
        "正文": opening,
        "要求": list(asked),
        "抄送": copies,
        "项数": len(pages),
        "逾期项数": _overdue(pages),
        "事项": [item_fields(page, place, levels.get(page.row.id, 1)) for place, page in enumerate(pages, 1)],
    }
    return Paper(frame.kind, title, tuple(parts), frame.as_of, unit, fields=fields)


def _slip() -> Form:
    """签收."""
    label, blank = 22.0, 56.0
    row = ("签收人", "签收日期"), ("联系人", "联系电话")
    return Form(
        tuple(
            FormRow(
                tuple(cell for name in names for cell in (Cell(name, label, is_label=True), Cell("", blank))),
                10,
            )
            for names in row
        )
    )

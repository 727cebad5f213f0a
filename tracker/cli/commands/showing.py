"""`tracker show`: the page of one item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.cli import output
from tracker.cli.closing_objects import closing_sections
from tracker.cli.commanding import command
from tracker.cli.following_sections import following_sections
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.objects import page_object
from tracker.cli.options import as_of_option, number_argument
from tracker.cli.standing_sections import measure_parts, standing_sections
from tracker.cli.tables import Column, Table, folded, labelled
from tracker.files import size_in_words
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import ImportRow, ItemPage, MeasureRow, OwnerRow, SourceRow, StepRow
from tracker.ledger.words import OwnerRole
from tracker.text.screen import safe_for_screen

CONTEXT = 60
"""Characters of the document shown before and after the quote."""

Pairs = list[tuple[str, str]]


@command("show")
@number_argument()
@as_of_option
@pass_invocation
def show(invocation: Invocation, number: str) -> None:
    """查看一个事项的全部内容"""
    from tracker.desk.next_days import on_next_days
    from tracker.ledger.pages import item_page, steps_of

    actor = invocation.actor
    with invocation.open() as ledger, invocation.as_it_was(ledger):
        page = item_page(ledger, number, today=invocation.today)
    steps = () if invocation.as_of else steps_of(page, actor)
    page = on_next_days(page, invocation.today)
    sections = [("", _head(page)), *_sections(page), ("下一步", _steps(steps))]
    invocation.show_page(
        {
            "item": page_object(page),
            "steps": [{"step": step.action, "word": step.word, "refusals": step.refusals} for step in steps],
        },
        Table(
            (Column("部分"), Column("项目"), Column("内容")),
            [(title or "事项", label, text) for title, pairs in sections for label, text in pairs if text],
        ),
        list(_lines(page, sections, output.terminal_width())),
    )


def _lines(page: ItemPage, sections: Sequence[tuple[str, Pairs]], width: int | None) -> Iterator[str]:
    row = page.row
    yield f"{row.number}  {row.kind.word}  {row.state.word}  {row.light_words}"
    yield from folded(safe_for_screen(row.title, keep_lines=True), width)
    for title, pairs in sections:
        lines = labelled(pairs, width, indent=2 if title else 0)
        if lines:
            yield from ("", title) if title else ("",)
            yield from lines


def _head(page: ItemPage) -> Pairs:
    row = page.row
    return [
        ("四有", " ".join(f"{word}{'√' if has else '×'}" for word, has in page.four)),
        ("专项", "；并入".join((row.campaign, *page.standing))),
        ("方面", row.aspect),
        ("问题来源", row.source),
        ("问题类别", row.category),
        ("具体表现", page.detail),
        ("整改目标", page.target),
        ("整改类型", row.type.word),
        ("整改时限", _deadline(row.deadline)),
        ("首次时限", _first_deadline(page)),
        *((role.word, "、".join(page.owner_names(role))) for role in OwnerRole),
        ("挂号日期", str(page.registered_on or "")),
        ("轮次", f"第{row.round}轮" if row.round > 1 else ""),
        ("完成情况", page.completion),
        ("举一反三", page.inference),
        ("销号日期", str(row.closed_on or "")),
        ("备注", page.note),
        ("密级", page.secrecy),
        ("自用备注", page.private_note),
    ]


def _sections(page: ItemPage) -> Iterator[tuple[str, Pairs]]:
    yield "整改措施", [(f"{measure.ordinal}", _measure(measure)) for measure in page.measures]
    yield from standing_sections(page)
    yield (
        "整改进展",
        [
            (str(entry.on), f"{_of_measure(entry.measure_ordinal)}{entry.text}（{entry.by}）")
            for entry in page.progress
        ],
    )
    yield (
        "佐证材料",
        [
            (
                str(piece.dated_on or piece.added_on),
                f"{_of_measure(piece.measure_ordinal)}{piece.name}（{size_in_words(piece.size)}，{piece.added_by}）"
                + (f" {piece.note}" if piece.note else ""),
            )
            for piece in page.evidence
        ],
    )
    yield from closing_sections(page)
    yield (
        "回头看",
        [(str(entry.on), f"{entry.result.word}：{entry.finding}（{entry.by}）") for entry in page.look_backs],
    )
    yield from following_sections(page)
    yield "出处", _source(page.source)
    yield "导入来源", [pair for origin in page.imports for pair in _origin(origin)]


def _origin(origin: ImportRow) -> Iterator[tuple[str, str]]:
    """The row of a workbook, the state it was taken over in, and what no field holds."""
    where = f"“{origin.sheet}”" if origin.sheet else ""
    number = f"，原编号 {origin.number}" if origin.number else ""
    yield str(origin.on), f"{origin.file}{where}第{origin.row}行{number}（{origin.by}）"
    yield "接转时的状态", origin.state
    yield from origin.kept


def _deadline(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    meaning = str(deadline.due or deadline.kind.word)
    due = "" if meaning == deadline.phrase else f" → {meaning}"
    return f"{deadline.phrase}{due}{'（待明确）' if deadline.confirm else ''}"


def _first_deadline(page: ItemPage) -> str:
    """Only where an extension has moved it."""
    first = page.first_deadline
    if first is None or not page.extension_count:
        return ""
    return f"{first.phrase} → {first.due or ''}（已延期{page.extension_count}次）"


def _measure(measure: MeasureRow) -> str:
    parts = [measure.text]
    if measure.standard:
        parts.append(f"标准：{measure.standard}")
    if measure.deadline:
        parts.append(f"时限：{_deadline(measure.deadline)}")
    if measure.owners:
        parts.append(_owners(measure.owners))
    parts.append(f"已完成（{measure.done_on}）" if measure.done_on else measure.light_words)
    parts.extend(measure_parts(measure))
    return "　".join(parts)


def _owners(owners: Sequence[OwnerRow]) -> str:
    named = {role: [owner.name for owner in owners if owner.role is role] for role in OwnerRole}
    return "；".join(f"{role.word}：{'、'.join(names)}" for role, names in named.items() if names)


def _of_measure(ordinal: int | None) -> str:
    return f"[措施{ordinal}] " if ordinal is not None else ""


def _source(source: SourceRow | None) -> Pairs:
    """The sentence in its context, the quote itself in 【】."""
    if source is None:
        return []
    text, start, end = source.text, source.start, source.end
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    left = "……" if start - len(before) > 0 and text[start - len(before) - 1] != "\n" else ""
    right = "……" if end + len(after) < len(text) and text[end + len(after)] != "\n" else ""
    return [
        ("文件", f"《{source.title}》{source.date or ''}"),
        ("部分", " › ".join(source.section)),
        ("原文", f"{left}{before}【{text[start:end]}】{after}{right}"),
    ]


def _steps(steps: Sequence[StepRow]) -> Pairs:
    return [(step.word, "可以办理" if not step.refusals else "；".join(step.refusals)) for step in steps]

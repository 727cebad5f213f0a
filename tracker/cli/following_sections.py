"""What `tracker show` tells of an item beyond its own work: rounds, kin, self-checks, superiors asked."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.ledger.following_rows import EscalationRow, Kin, RoundRow
from tracker.ledger.rows import ItemPage

Pairs = list[tuple[str, str]]


def following_sections(page: ItemPage) -> Iterator[tuple[str, Pairs]]:
    """Sections by title; one without lines is not shown."""
    yield "轮次", [(f"第{row.round}轮", _round(row)) for row in page.rounds]
    yield "屡改屡犯", _kin(page.kin)
    yield (
        "举一反三自查",
        [(f"第{row.id}号", f"{row.on} {row.by}布置：{row.matter}　{row.words}") for row in page.self_checks],
    )
    yield "提请上级", [(row.unit, _escalation(row)) for row in page.escalations]
    yield "发文", [(str(row.on), f"{row.kind.word}：{row.words}（{row.by}）") for row in page.papers]


def _round(row: RoundRow) -> str:
    late = f"（逾期{row.days_late}天）" if row.days_late else ""
    moved = f"，首次时限{row.first_phrase}，延期{row.extension_count}次" if row.extension_count else ""
    due = f" → {row.due}" if row.due else ""
    parts = [
        f"{row.began_on or '未挂号'} 起",
        f"时限：{row.phrase}{due}{moved}" if row.phrase else "没有时限",
        row.judged,
        f"{row.closed_on}销号{late}" if row.closed_on else "",
        f"{row.ended_on}回炉：{row.reason}（依据：{row.basis}）",
        f"完成情况：{row.completion}" if row.completion else "",
    ]
    return "　".join(part for part in parts if part)


def _kin(kin: Kin) -> Pairs:
    return [
        *([("次数", f"第{kin.times}次出现")] if kin.before else []),
        *(("以前", _relative(row.number, row.title, row.closed_on)) for row in kin.before),
        *(("以后", f"{row.number} {row.title}") for row in kin.after),
    ]


def _relative(number: str, title: str, closed_on: object) -> str:
    return f"{number} {title}" + (f"（{closed_on}销号）" if closed_on else "（未销号）")


def _escalation(row: EscalationRow) -> str:
    asked = f"{row.raised_on} {row.raised_by}提请：{row.matter}　"
    if row.is_open:
        return f"{asked}待答复，已{row.days}天"
    dealing = f"，办理事项 {row.answer_number}" if row.answer_number else ""
    return f"{asked}{row.answered_on}答复：{row.answer}{dealing}"

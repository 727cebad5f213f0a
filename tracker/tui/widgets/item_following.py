"""What is asked and decided about an item, and what follows it: 延期, 公示, 销号, rounds, kin, superiors."""

from __future__ import annotations

from tracker.ledger.closing_rows import RequestRow, ReviewRow
from tracker.ledger.following_rows import EscalationRow, RoundRow
from tracker.ledger.rows import ApplicationRow, ItemPage
from tracker.ledger.words import Decision, RequestDecision
from tracker.tui.lines import Lines
from tracker.tui.spots import Spot, SpotKind, SpottedLines
from tracker.tui.widgets.item_lines import deadline_words

_DECISION_STYLES = {
    Decision.PENDING: "bold $vermilion",
    Decision.PASSED: "$lamp-extended",
    Decision.ACCEPTED: "$lamp-done",
    Decision.RETURNED: "$lamp-overdue",
    Decision.WITHDRAWN: "$muted",
}

_REQUEST_STYLES = {
    RequestDecision.PENDING: "bold $vermilion",
    RequestDecision.APPROVED: "$lamp-done",
    RequestDecision.REFUSED: "$lamp-overdue",
    RequestDecision.WITHDRAWN: "$muted",
}


def request_lines(lines: SpottedLines, page: ItemPage) -> None:
    """延期申请: what was asked, and what came of it."""
    if not page.requests:
        return
    waiting = sum(row.decision is RequestDecision.PENDING for row in page.requests)
    lines.heading("延期申请", f"待批准 {waiting}" if waiting else "", "bold $vermilion")
    for row in reversed(page.requests):
        with lines.spot(Spot(SpotKind.REQUEST, page.requests.index(row))):
            _request(lines, row)
        lines.gap()


def _request(lines: Lines, row: RequestRow) -> None:
    lines.pair(
        [(f"{row.asked_on} {row.asked_by} 申请", "$muted")],
        [(row.decision.word, _REQUEST_STYLES[row.decision])],
    )
    lines.field("时限", f"{row.previous_due or row.previous_phrase} 延到 {deadline_words(row.deadline)}")
    lines.field("理由", row.reason)
    if row.stage_goal:
        lines.field("阶段目标", f"{row.stage_goal}（{row.next_review} 复核）")
    if decided := _decided(row):
        lines.field("批准", decided)


def _decided(row: RequestRow) -> str:
    if row.decision is RequestDecision.PENDING:
        return ""
    return " ".join(part for part in (str(row.decided_on or ""), row.approver, row.opinion) if part)


def publicity_lines(lines: SpottedLines, page: ItemPage) -> None:
    """公示."""
    if not page.publicities:
        return
    lines.heading("公示")
    for number, row in enumerate(page.publicities):
        with lines.spot(Spot(SpotKind.PUBLICITY, number)):
            lines.text(f"{row.begins} 至 {row.ends} {row.place}", "$muted")
            lines.text(row.objections or "有无异议还没有登记", indent=2)
    lines.gap()


def application_lines(lines: SpottedLines, page: ItemPage) -> None:
    """销号申请, newest first: what was applied, found, answered, and decided at each step."""
    if not page.applications:
        return
    lines.heading("申请与审核")
    for entry in reversed(page.applications):
        with lines.spot(Spot(SpotKind.APPLICATION, entry.id)):
            lines.pair(
                [(f"第{entry.round}轮  {entry.applied_on} {entry.applicant} 申请", "$muted")],
                [(entry.decision.word, _DECISION_STYLES[entry.decision])],
            )
            _applied(lines, entry)
        lines.gap()


def _applied(lines: Lines, entry: ApplicationRow) -> None:
    lines.field("完成情况", entry.completion)
    lines.field("举一反三", entry.inference)
    for finding in entry.findings:
        lines.text(finding.text, "$lamp-near", indent=10, first=(f"体检{finding.ordinal}", "$muted"))
        lines.text(f"答复：{finding.answer}", indent=10)
    for review in entry.reviews:
        lines.field(review.decision.word, _reviewed(review))
    if entry.reviews:
        return
    if entry.decided_on:
        lines.field("审核", f"{entry.decided_on} {entry.reviewer}")
    if entry.opinion:
        lines.field("审核意见", entry.opinion)


def _reviewed(review: ReviewRow) -> str:
    words = f"{review.on} {review.reviewer} {review.opinion}".rstrip()
    if (signature := review.signature) is None:
        return words
    number = f"，{signature.document_number}" if signature.document_number else ""
    return f"{words}（纸质件 {signature.by} {signature.on} 签字{number}）"


def following_lines(lines: SpottedLines, page: ItemPage) -> None:
    """Earlier rounds, 屡改屡犯, self-checks elsewhere, superiors asked; only what there is."""
    if page.rounds:
        lines.heading("轮次", f"已回炉 {len(page.rounds)} 次")
        for row in page.rounds:
            _round(lines, row)
        lines.gap()
    _kin(lines, page)
    if page.self_checks:
        lines.heading("举一反三自查")
        for check in page.self_checks:
            style = "bold $lamp-overdue" if check.days_overdue else "$muted"
            with lines.spot(Spot(SpotKind.SELF_CHECK, check.id)):
                lines.text(
                    f"{check.on} {check.by} 布置：{check.matter}", indent=2, first=("· ", "$vermilion")
                )
                lines.text(check.words, style, indent=2)
        lines.gap()
    if page.escalations:
        lines.heading("提请上级")
        for escalation in page.escalations:
            with lines.spot(Spot(SpotKind.ESCALATION, escalation.id)):
                _escalation(lines, escalation)
        lines.gap()
    if page.papers:
        lines.heading("发文")
        for paper in page.papers:
            lines.text(f"{paper.on} {paper.kind.word}：{paper.words}（{paper.by}）", indent=2)
        lines.gap()


def _round(lines: Lines, row: RoundRow) -> None:
    late = f"（逾期{row.days_late}天）" if row.days_late else ""
    closed = f"，{row.closed_on} 销号{late}" if row.closed_on else ""
    lines.text(f"第{row.round}轮  {row.began_on or '未挂号'} 起{closed}", "bold $foreground")
    due = f" → {row.due}" if row.due else ""
    moved = f"（首次 {row.first_phrase}，延期 {row.extension_count} 次）" if row.extension_count else ""
    lines.field("时限", f"{row.phrase}{due}{moved}")
    lines.field("情况", row.judged)
    lines.field("回炉", f"{row.ended_on} {row.reason}（依据：{row.basis}）")
    if row.completion:
        lines.field("完成情况", row.completion, "$muted")


def _kin(lines: SpottedLines, page: ItemPage) -> None:
    kin = page.kin
    if not (kin.before or kin.after):
        return
    lines.heading("屡改屡犯", f"第 {kin.times} 次出现" if kin.before else "", "bold $lamp-overdue")
    for number, relative in enumerate(kin.before):
        closed = f"{relative.closed_on} 销号" if relative.closed_on else "未销号"
        with lines.spot(Spot(SpotKind.KIN, number)):
            lines.text(f"{relative.number} {relative.title}（{closed}）", indent=6, first=("以前", "$muted"))
    for relative in kin.after:
        lines.text(f"{relative.number} {relative.title}", indent=6, first=("以后", "$muted"))
    lines.gap()


def _escalation(lines: Lines, row: EscalationRow) -> None:
    open_words = f"待答复，已 {row.days} 天"
    lines.pair(
        [(f"{row.raised_on} {row.raised_by} 提请 {row.unit}", "$muted")],
        [(open_words, "bold $vermilion") if row.is_open else ("已答复", "$lamp-done")],
    )
    lines.text(row.matter, indent=2)
    if not row.is_open:
        dealing = f"（上级办理事项 {row.answer_number}）" if row.answer_number else ""
        lines.text(f"{row.answered_on} 答复：{row.answer}{dealing}", indent=2)

"""How an item's page tells the three truths apart, and what hangs on it: stages, regulations, scores."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.cli.commands.regulations import check_words
from tracker.ledger.parts import RegulationRow, ScoreRow, StageRow
from tracker.ledger.rows import ItemPage, MeasureRow

Pairs = list[tuple[str, str]]


def truth_pairs(page: ItemPage) -> Pairs:
    """自报 · 核实 · 时限, none said by another, and what is written with them."""
    truths = page.truths
    reported = truths.reported.word if truths.reported else "还没有自报"
    verified = truths.verified.word if truths.verified else "还没有核实"
    if truths.verified and truths.reported and not truths.is_verified_since:
        verified += "（在这次自报之前）"
    return [
        ("自报", reported + _by(truths.reported_on, truths.reported_by)),
        ("未完成原因", truths.unfinished_reason),
        ("下一步措施", truths.next_step),
        ("核实", verified + _by(truths.verified_on, truths.verified_by)),
        ("核实情况", truths.verified_note),
        ("时限", page.row.light_words),
        ("阶段性完成", str(truths.stage_done_on or "")),
        ("阶段目标", truths.stage_goal),
        ("下次复核", str(truths.next_review or "")),
        ("期限类", truths.term.word if truths.term else ""),
        ("分类盘点", truths.classification.word if truths.classification else ""),
    ]


def _by(on: object, who: str) -> str:
    return f"（{on} {who}）" if on else ""


def standing_sections(page: ItemPage) -> Iterator[tuple[str, Pairs]]:
    """The sections between what is planned and what is written along the way."""
    yield "自报 · 核实 · 时限", truth_pairs(page)
    yield "阶段", [(str(stage.ordinal), _stage(stage)) for stage in page.stages]
    yield "制度清单", [(f"制度{row.id}", _regulation(row)) for row in page.regulations]
    yield "评估测评", [(str(row.on), _score(row)) for row in page.scores]


def _stage(stage: StageRow) -> str:
    limit = f"　时限：{stage.deadline.phrase} → {stage.deadline.due}" if stage.deadline else ""
    done = f"{stage.light_words}（{stage.done_on}）" if stage.done_on else stage.light_words
    return f"{stage.goal}{limit}　{done}" + (f"　{stage.done_note}" if stage.done_note else "")


def _regulation(row: RegulationRow) -> str:
    issued = f"{row.issued_on}印发" if row.issued_on else "未印发"
    measure = f"[措施{row.measure_ordinal}] " if row.measure_ordinal is not None else ""
    number = f"，{row.document_number}" if row.document_number else ""
    return "　".join([f"{measure}《{row.name}》（{row.act.word}，{issued}{number}）", *check_words(row)])


def _score(row: ScoreRow) -> str:
    change = "" if row.change is None else f"，比上轮{row.change:+d}点"
    counts = f"好{row.good} 较好{row.fair} 一般{row.average} 差{row.poor}"
    return f"{row.survey}　{row.indicator}：{counts}，满意率{row.percent}%{change}"


def measure_parts(measure: MeasureRow) -> list[str]:
    """What a measure's line says beside its text, limit and owners."""
    parts = [f"{amount.name}：{amount.words}" for amount in measure.amounts]
    if measure.verified:
        parts.append(f"核实{measure.verified.word}{_by(measure.verified_on, measure.verified_by)}")
        parts.append(measure.verified_note)
    if measure.home:
        parts.append(f"与 {measure.home} 共用")
    return parts

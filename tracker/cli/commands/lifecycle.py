"""`tracker lifecycle`: the table of steps, as the ledger itself holds it."""

from __future__ import annotations

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.tables import labelled
from tracker.ledger.lifecycle import TRANSITIONS, Transition
from tracker.ledger.words import Role, State

MAIN_WAY = "待挂号 ─挂号→ 整改中 ─申请销号→ 申请销号 ─销号→ 已销号 ─回头看→ 已销号（巩固）"


@command("lifecycle")
@pass_invocation
def lifecycle(invocation: Invocation) -> None:
    """办理流程：每一步由谁办、要什么"""
    from tracker.cli.tables import Column, Table

    rows = [(row.word, _sources(row), row.target.word, _roles(row), _demands(row)) for row in TRANSITIONS]
    table = Table(tuple(map(Column, ("步骤", "从", "到", "谁能办", "要什么"))), rows)
    width = output.terminal_width()
    lines = [MAIN_WAY, ""]
    for word, sources, target, roles, demands in rows:
        lines.append(f"{word}：{sources} → {target}")
        lines.extend(labelled([("谁能办", roles), ("要什么", demands)], width, indent=4))
    invocation.show_page({"transitions": [_object(row) for row in TRANSITIONS]}, table, lines)


def _sources(row: Transition) -> str:
    return "、".join(state.word for state in State if state in row.sources)


def _roles(row: Transition) -> str:
    return "、".join(role.word for role in Role if role in row.roles)


def _demands(row: Transition) -> str:
    waiver = "（不齐时写明理由也可办）" if row.waivable else ""
    only = f"（限{row.condition.name}）" if row.condition else ""
    return "；".join(demand.name for demand in row.demands) + waiver + only


def _object(row: Transition) -> dict[str, object]:
    return {
        "step": row.step,
        "word": row.word,
        "from": [state for state in State if state in row.sources],
        "to": row.target,
        "roles": [role for role in Role if role in row.roles],
        "demands": [demand.name for demand in row.demands],
        "waivable": row.waivable,
        "condition": row.condition.name if row.condition else "",
    }

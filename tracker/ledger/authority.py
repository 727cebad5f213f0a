"""Who may give which command: one function for all of them, one table.

Steps of the lifecycle have their roles in `lifecycle.TRANSITIONS`, with what else they demand; here
they only ask for somebody who may write at all, so that a refusal can name everything at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.errors import NotPermitted
from tracker.ledger.actor import Actor
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.lifecycle import DECIDING, OFFICE, TRANSITIONS, WORKING, Step
from tracker.ledger.words import Role

AUTHORITY: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "add": OFFICE,
        "add_measure": OFFICE,
        "edit": OFFICE,
        "edit_measure": OFFICE,
        "follow_measures": OFFICE,
        "share_measure": OFFICE,
        "unshare_measure": OFFICE,
        "plan_amount": OFFICE,
        "remove_amount": OFFICE,
        "verify": OFFICE,
        "classify": OFFICE,
        "add_stage": OFFICE,
        "edit_stage": OFFICE,
        "check_regulation": OFFICE,
        "add_survey": OFFICE,
        "score_survey": OFFICE,
        "extend": OFFICE,
        "ask_extension": WORKING,
        "approve_extension": DECIDING,
        "refuse_extension": DECIDING,
        "withdraw_extension": WORKING,
        "sign": OFFICE,
        "publicity": OFFICE,
        "settings": OFFICE,
        "add_campaign": OFFICE,
        "remove_campaign": OFFICE,
        "link_campaign": OFFICE,
        "unlink_campaign": OFFICE,
        "move_campaign": OFFICE,
        "set_event": OFFICE,
        "remove_event": OFFICE,
        "set_aspect": OFFICE,
        "remove_aspect": OFFICE,
        "add_opinion": WORKING,
        "answer_opinion": OFFICE,
        "adopt_opinion": OFFICE,
        "remind": OFFICE,
        "issue_paper": OFFICE,
        "add_duty": OFFICE,
        "end_duty": OFFICE,
        "finish_duty": OFFICE,
        "save_view": OFFICE,
        "rename_view": OFFICE,
        "remove_view": OFFICE,
        "store_document": OFFICE,
        "accept": OFFICE,
        "reject": OFFICE,
        "edit_candidate": OFFICE,
        "link_candidate": OFFICE,
        "merge_candidates": OFFICE,
        "split_candidate": OFFICE,
        "edit_document": OFFICE,
        "add_unit": OFFICE,
        "edit_unit": OFFICE,
        "add_alias": OFFICE,
        "remove_alias": OFFICE,
        "remove_unit": OFFICE,
        "add_person": OFFICE,
        "edit_person": OFFICE,
        "remove_person": OFFICE,
        "expand_owner": OFFICE,
        "hand_over": OFFICE,
        "add_member": OFFICE,
        "remove_member": OFFICE,
        "progress": WORKING,
        "add_evidence": WORKING,
        "finish_measure": WORKING,
        "resume_measure": WORKING,
        "record_amount": WORKING,
        "report": WORKING,
        "finish_stage": WORKING,
        "add_regulation": WORKING,
        "issue_regulation": WORKING,
        "draw_sample": OFFICE,
        "confirm_lineage": OFFICE,
        "remove_lineage": OFFICE,
        "start_self_check": OFFICE,
        "answer_self_check": WORKING,
        "raise_item": OFFICE,
        "answer_raised": OFFICE,
        "submit_consequence": OFFICE,
        "decide_consequence": frozenset({Role.LEADER}),
        "import": OFFICE,
        "reconcile": OFFICE,
        "send_forms": OFFICE,
        "merge_forms": OFFICE,
        "take_added_measures": OFFICE,
        "undo": WORKING,
        "redo": WORKING,
    }
    | {step.value: WORKING for step in Step}
)
"""Roles by command; 只读 stands nowhere."""


DECISIONS = frozenset({"approve_extension", "refuse_extension", "decide_consequence", "verify"})
"""Words of a person on what another asked or said: taken back, nobody says them again in their name."""


def demand(actor: Actor, command: str) -> None:
    """Raise NotPermitted unless this actor may give this command."""
    if not actor.name.strip():
        raise NotPermitted("没有写明经办人姓名，不能改动台账")
    if actor.role not in AUTHORITY[command]:
        raise _refused(actor, f"{COMMAND_LABELS[command]}由", AUTHORITY[command], "办理")


def demand_for_any(actor: Actor, command: str) -> None:
    """Raise NotPermitted where this actor's role may give this command on no item, whatever its state."""
    roles = _of_step(command)
    if roles and actor.role not in roles:  # who may give the command may still take no such step
        raise _refused(actor, f"{COMMAND_LABELS[command]}由", roles, "办理")
    demand(actor, command)


def _of_step(command: str) -> frozenset[Role]:
    """Roles that may take this step of the lifecycle; none where it is no step."""
    return frozenset(role for row in TRANSITIONS if row.step.value == command for role in row.roles)


def demand_reversal(actor: Actor, command: str, author: str, *, redo: bool) -> None:
    """Raise NotPermitted unless this actor may undo or redo what `author` did by this command.

    Neither is a way round the tables: it takes a role that may give the command; a step or a decision is
    redone by who took it, and an application is taken back by who made it or who decides on it.
    """
    word = "重做" if redo else "撤销"
    roles = _of_step(command)
    allowed = roles or AUTHORITY[command]
    if actor.role not in allowed:
        raise _refused(actor, f"“{COMMAND_LABELS[command]}”由", allowed, word)
    if actor.is_called(author) or not (roles or command in DECISIONS):
        return
    if redo:
        raise NotPermitted(f"“{COMMAND_LABELS[command]}”只能由原操作人{author}重做")
    if command == Step.APPLY and actor.role not in DECIDING:
        raise NotPermitted(f"“{COMMAND_LABELS[command]}”由申请人{author}本人撤销，或由审核、领导撤销")


def _refused(actor: Actor, what: str, roles: frozenset[Role], does: str) -> NotPermitted:
    allowed = "、".join(role.word for role in Role if role in roles)
    return NotPermitted(f"{what}{allowed}{does}，您的角色是“{actor.role.word}”")

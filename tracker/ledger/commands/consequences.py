"""结果运用: a person submits what the figures propose, a leader decides; nothing happens by itself."""

from __future__ import annotations

import datetime as dt

from tracker.errors import NotFound, NotPermitted, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.consequences import proposals_at
from tracker.ledger.models import Consequence
from tracker.ledger.store import Ledger
from tracker.ledger.words import ConsequenceDecision, ConsequenceKind


def submit_consequence(
    ledger: Ledger,
    actor: Actor,
    unit: str,
    *,
    today: dt.date,
    kind: ConsequenceKind | None = None,
    campaign: str | None = None,
) -> tuple[int, ConsequenceKind]:
    """Put what the unit's figures say before a leader, the figures kept as they stand today.

    `kind` chooses another consequence than the figures propose. Returns the proposal's number and its kind.
    Raises Refusal where the figures say nothing, or a proposal for the unit still waits.
    """
    with ledger.transaction(actor, "submit_consequence", today=today) as work:
        home = campaign_of(work, campaign)
        found = proposals_at(
            work.session.connection(),
            today=today,
            unit=unit,
            campaign_id=None if campaign is None else home.id,
        )
        if not found:
            raise Refusal(f"“{unit.strip()}”的数字没有达到重视不够、落实不力、进展缓慢中的任何一条")
        proposal = found[0]
        if proposal.pending is not None:
            raise Refusal(
                f"“{proposal.unit}”的第{proposal.pending}号建议还在等领导决定，"
                f"见 tracker consequence show {proposal.pending}"
            )
        row = Consequence(
            campaign_id=home.id,
            unit=proposal.unit,
            kind=(kind or proposal.kind).value,
            grounds=list(proposal.grounds),
            proposed_on=today,
            proposed_by=actor.name,
            decision=ConsequenceDecision.PROPOSED.value,
        )
        work.session.add(row)
        work.session.flush()
        return row.id, ConsequenceKind(row.kind)


def decide_consequence(
    ledger: Ledger,
    actor: Actor,
    key: int,
    *,
    adopt: bool,
    today: dt.date,
    opinion: str = "",
    document_number: str = "",
) -> None:
    """A leader's decision; turning a proposal down wants a word why. It is made once."""
    with ledger.transaction(actor, "decide_consequence", today=today, reason=opinion.strip()) as work:
        row = work.session.get(Consequence, key)
        if row is None:
            raise NotFound(f"没有第{key}号结果运用建议，已有的见 tracker consequence list")
        if row.decision != ConsequenceDecision.PROPOSED.value:
            decided = ConsequenceDecision(row.decision).word
            raise Refusal(f"第{key}号建议已于{row.decided_on}由{row.decided_by}决定：{decided}")
        if actor.is_called(row.proposed_by):
            raise NotPermitted(f"第{key}号建议由您本人提出，请另一位领导决定（提出人：{row.proposed_by}）")
        if not adopt and not opinion.strip():
            raise Refusal("不采纳要写明意见（--opinion）")
        row.decision = (ConsequenceDecision.ADOPTED if adopt else ConsequenceDecision.REJECTED).value
        row.decided_on = today
        row.decided_by = actor.name
        row.opinion = opinion.strip()
        row.document_number = document_number.strip()

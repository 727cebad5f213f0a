"""How a row and its coded fields are told of in the history."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.ledger.words import (
    AmountKind,
    CampaignKind,
    CandidateKind,
    Check,
    CheckResult,
    Classification,
    ConsequenceDecision,
    ConsequenceKind,
    DeadlineKind,
    Decision,
    FormCell,
    LookBackResult,
    OwnerRole,
    PaperKind,
    RectificationType,
    RegulationAct,
    Reported,
    RequestDecision,
    Role,
    Rung,
    SelfCheckResult,
    SourceKind,
    Standing,
    State,
    Term,
    UnitAliasKind,
    Verdict,
    Verified,
    Word,
)

SAID: Mapping[str, str] = MappingProxyType(
    {
        "campaign": "name",
        "campaign_event": "name",
        "standing": "campaign_id",
        "aspect": "name",
        "opinion": "text",
        "survey": "name",
        "survey_score": "indicator",
        "consequence": "unit",
        "duty": "name",
        "duty_occurrence": "period",
        "unit": "name",
        "unit_alias": "name",
        "group_member": "unit_id",
        "person": "name",
        "member": "name",
        "document": "title",
        "candidate": "text",
        "item": "title",
        "measure": "text",
        "measure_share": "ordinal",
        "imported_row": "file",
        "amount": "detail",
        "regulation": "name",
        "regulation_check": "finding",
        "stage": "goal",
        "owner": "name",
        "progress": "text",
        "evidence": "name",
        "application": "completion",
        "application_finding": "text",
        "review": "opinion",
        "publicity": "place",
        "extension_request": "reason",
        "look_back": "finding",
        "round": "reason",
        "sample": "seed",
        "sample_item": "grounds",
        "lineage": "ancestor_id",
        "self_check": "matter",
        "self_check_answer": "unit",
        "escalation": "matter",
        "reminder": "key",
        "issued_paper": "document_number",
        "form_round": "ordinal",
        "unit_form": "unit",
        "form_return": "file",
        "form_answer": "origin",
        "reconciliation": "title",
        "reconciled_line": "deed",
        "saved_view": "query",
    }
)
"""By table, the column that says what a row is about when the whole of it was made or deleted."""

_EVERYWHERE: Mapping[str, type[Word]] = MappingProxyType(
    {
        "state": State,
        "type": RectificationType,
        "previous_type": RectificationType,
        "deadline_kind": DeadlineKind,
        "verdict": Verdict,
        "reported": Reported,
        "verified": Verified,
        "term": Term,
        "classification": Classification,
        "act": RegulationAct,
        "rung": Rung,
        "kind": CandidateKind,  # has the words of ItemKind too
        "decision": Decision,
        "result": LookBackResult,
        "role": OwnerRole,
        "source": SourceKind,
    }
)

_IN_TABLE: Mapping[tuple[str, str], type[Word]] = MappingProxyType(
    {
        ("campaign", "kind"): CampaignKind,
        ("unit_alias", "kind"): UnitAliasKind,
        ("amount", "kind"): AmountKind,
        ("consequence", "kind"): ConsequenceKind,
        ("consequence", "decision"): ConsequenceDecision,
        ("application_finding", "check"): Check,
        ("extension_request", "decision"): RequestDecision,
        ("regulation_check", "result"): CheckResult,
        ("self_check_answer", "result"): SelfCheckResult,
        ("member", "role"): Role,
        ("form_answer", "cell"): FormCell,
        ("issued_paper", "kind"): PaperKind,
        ("reconciled_line", "standing"): Standing,
    }
)

QUIET = frozenset(
    {
        "start",
        "end",
        "section",
        "marks",
        "ordinal",
        "item_id",
        "measure_id",
        "deadline_rule",
        "rules",
        "said",
        "twin_id",
        "answers",
        "gist",
        "unit_id",
        "person_id",
        "year",
        "listed",
        "score",
        "reconciliation_id",
    }
)
"""Fields that say nothing to a reader of the history."""


def words_of(table: str, field: str) -> type[Word] | None:
    """The words that a coded column is told in; None for one that is no code."""
    return _IN_TABLE.get((table, field)) or _EVERYWHERE.get(field)

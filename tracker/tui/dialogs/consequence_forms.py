"""结果运用: putting a proposal before a leader, and the leader's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.ledger.words import ConsequenceKind
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.office import Office
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.consequences import ConsequenceRow, ProposalRow
    from tracker.ledger.store import Ledger


def submit_form(office: Office, row: ProposalRow, campaign: str) -> Form:
    """What is proposed may be chosen otherwise than the figures say."""
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.ledger.commands.consequences import submit_consequence

        key, kind = submit_consequence(
            ledger,
            actor,
            row.unit,
            today=today,
            kind=ConsequenceKind(values["kind"]),
            campaign=campaign or None,
        )
        return Done(f"已提出第{key}号建议：对{row.unit}{kind.word}，等领导决定")

    kinds = tuple((kind.value, kind.word) for kind in ConsequenceKind)
    field = Field("kind", "方式", FieldKind.CHOICE, value=row.kind.value, choices=kinds)
    intro = (*row.grounds, f"数字建议{row.kind.word}；提出时的数字随建议留着，以后不变。")
    return Form("提出结果运用建议", [field], submit, intro=intro, subtitle=row.unit)


def decide_form(office: Office, row: ConsequenceRow) -> Form:
    """采纳 or 不采纳; the latter wants a word why."""
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.ledger.commands.consequences import decide_consequence

        adopt = values["adopt"] == "yes"
        decide_consequence(
            ledger,
            actor,
            row.id,
            adopt=adopt,
            today=today,
            opinion=values["opinion"],
            document_number=values["document"],
        )
        return Done(f"第{row.id}号建议已决定：{'采纳' if adopt else '不采纳'}")

    fields = [
        Field("adopt", "决定", FieldKind.CHOICE, choices=(("yes", "采纳"), ("no", "不采纳"))),
        Field("opinion", "意见", FieldKind.TEXT, rows=2, hint="不采纳的要写明意见"),
        Field("document", "文号", hint="约谈、通报、问责的文号，可以不填"),
    ]
    subtitle = f"第{row.id}号 {row.unit} {row.kind.word}"
    return Form("决定结果运用建议", fields, submit, intro=row.grounds, subtitle=subtitle)

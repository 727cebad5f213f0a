"""结果运用: what the figures propose against units, what was proposed, and what leaders decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.words import ConsequenceDecision, ConsequenceKind
from tracker.tui.dialogs.consequence_forms import decide_form, submit_form
from tracker.tui.keymap import key_for
from tracker.tui.lines import Part
from tracker.tui.rows.overview import HeadingRow, NoteRow
from tracker.tui.rows.schedule import ListRow, TextRow, spread
from tracker.tui.screens.schedule_view import Master, TwoPanes
from tracker.tui.widgets.choices import Row

if TYPE_CHECKING:
    from tracker.ledger.consequences import ConsequenceRow, ProposalRow
    from tracker.ledger.store import Ledger

LOOKS = {
    ConsequenceKind.TALK: ("◐", "$lamp-near"),
    ConsequenceKind.NOTICE: ("◕", "bold $lamp-imminent"),
    ConsequenceKind.ACCOUNTABILITY: ("▲", "bold $lamp-overdue"),
}

DECISIONS = {
    ConsequenceDecision.PROPOSED: ("○", "bold $vermilion"),
    ConsequenceDecision.ADOPTED: ("√", "$lamp-done"),
    ConsequenceDecision.REJECTED: ("×", "$muted"),
}


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """▲ 机关服务中心 通报."""

    row: ProposalRow

    number_text = ""

    @property
    def key(self) -> str:
        """The unit."""
        return f"proposal/{self.row.unit}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """One that waits for a decision says so."""
        sign, style = LOOKS[self.row.kind]
        waits = f"第{self.row.pending}号待决定 " if self.row.pending else ""
        right: list[Part] = [(waits, "$vermilion"), (self.row.kind.word, style)]
        return spread([(f"{sign} ", style), (self.row.unit, "$foreground")], right, cells)


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """○ 第3号 机关服务中心 通报 待决定."""

    row: ConsequenceRow

    number_text = ""

    @property
    def key(self) -> str:
        """Its number."""
        return f"submitted/{self.row.id}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """What was decided at the right."""
        sign, style = DECISIONS[self.row.decision]
        right: list[Part] = [(f"{self.row.kind.word} ", "$muted"), (self.row.decision.word, style)]
        head: list[Part] = [(f"{sign} ", style), (f"第{self.row.id}号 ", "$muted")]
        return spread([*head, (self.row.unit, "$foreground")], right, cells)


Found = tuple[list["ProposalRow"], list["ConsequenceRow"]]


class ConsequencesView(TwoPanes):
    """Proposals at the left, their grounds at the right."""

    NAME = "consequences"
    LETTER = "Y"
    WORD = "结果运用"
    MASTER = "proposals"
    DETAIL = "grounds"
    ACTIONS = frozenset({"submit", "decide"})

    def __init__(self) -> None:
        super().__init__(id="view-consequences")

    def reread(self) -> None:
        """What the figures say today, and what was submitted."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def found(ledger: Ledger) -> Found:
            from tracker.ledger import consequences, queries

            home = queries.campaign(ledger, campaign).id if campaign else None
            rows = consequences.consequences(ledger)
            return (
                consequences.proposals(ledger, today=today, campaign_id=home),
                [row for row in rows if campaign in ("", row.campaign)],
            )

        def arrived(rows: Found) -> None:
            self.master.show(master_rows(*rows))

        self.read(found, arrived)

    def on_master_moved(self, event: Master.Moved) -> None:
        """The grounds of the one in hand."""
        self.detail.show(grounds_rows(event.row))

    def submit(self) -> None:
        """Ctrl+T: the proposal in hand goes to the leader."""
        match self.master.current:
            case ProposalLine(row) if row.pending:
                self.tracker.say(f"第{row.pending}号建议还在等领导决定")
            case ProposalLine(row) if self.tracker.may("submit_consequence"):
                self.tracker.push_screen(submit_form(self.tracker.office, row, self.tracker.campaign))
            case ProposalLine():
                pass  # it was said who may
            case _:
                self.tracker.say("先在“按数字建议”里选一家单位")

    def decide(self) -> None:
        """Ctrl+D: of the one in hand, or the one that waits for the unit in hand."""
        wanted = self.master.current
        waiting = [
            line.row
            for line in self.master.rows
            if isinstance(line, SubmittedLine) and line.row.decision is ConsequenceDecision.PROPOSED
        ]
        if isinstance(wanted, SubmittedLine):
            waiting = [row for row in waiting if row.id == wanted.row.id]
        elif isinstance(wanted, ProposalLine):
            waiting = [row for row in waiting if row.id == wanted.row.pending]
        if not waiting:
            self.tracker.say("这里没有等领导决定的建议")
        elif self.tracker.may("decide_consequence"):
            self.tracker.push_screen(decide_form(self.tracker.office, waiting[0]))


def master_rows(proposals: list[ProposalRow], submitted: list[ConsequenceRow]) -> list[Row]:
    """按数字建议, then what was submitted, the last one first."""
    rows: list[Row] = [HeadingRow("按数字建议", f"{len(proposals)}家" if proposals else "")]
    rows += [ProposalLine(row) for row in proposals] or [NoteRow("没有单位达到重视不够、落实不力、进展缓慢")]
    waiting = sum(row.decision is ConsequenceDecision.PROPOSED for row in submitted)
    rows.append(HeadingRow("提出过的", f"{waiting}件待决定" if waiting else ""))
    rows += [SubmittedLine(row) for row in submitted] or [NoteRow("还没有提出过")]
    return rows


def grounds_rows(row: Row | None) -> list[Row]:
    """Figures and decision, and the way to the unit's items."""
    match row:
        case ProposalLine(proposal):
            return [
                HeadingRow(proposal.unit, f"建议{proposal.kind.word}"),
                *(TextRow(line, "$foreground", "  ·") for line in proposal.grounds),
                TextRow(f"数字只是建议：由人提出（{key_for('submit')}），由领导决定", "$muted", "  "),
                _items_of(proposal.unit, f"它牵头的{proposal.items}项，列入台账"),
            ]
        case SubmittedLine(submitted):
            decided = f"{submitted.decided_on} {submitted.decided_by}".strip() if submitted.decided_on else ""
            told = (
                ("提出", f"{submitted.proposed_on} {submitted.proposed_by}"),
                ("决定", f"{submitted.decision.word} {decided}".strip()),
                ("意见", submitted.opinion),
                ("文号", submitted.document_number),
            )
            return [
                HeadingRow(f"第{submitted.id}号 {submitted.unit}", submitted.kind.word),
                *(TextRow(line, "$foreground", "  ·") for line in submitted.grounds),
                *(TextRow(text, "$foreground", f"  {label}") for label, text in told if text),
                _items_of(submitted.unit, "它的事项，列入台账"),
            ]
    return []


def _items_of(unit: str, text: str) -> ListRow:
    from tracker.ledger.filtering.tree import Sign, of

    return ListRow("items", text, str(of("统计单位", unit, sign=Sign.IS)))

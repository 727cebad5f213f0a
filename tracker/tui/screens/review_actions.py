"""What is done to the candidate in hand: taken in, put right, merged, split, rejected, settled, linked."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.ledger.list_rows import Deadline
from tracker.ledger.review_rows import WAITING, CandidateRow
from tracker.ledger.words import CandidateKind, Verdict
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.pick import Pick
from tracker.tui.dialogs.review_forms import (
    OWN,
    candidate_fields,
    kind_choices,
    reason_choices,
    settling_choices,
)
from tracker.tui.dialogs.split import SplitDialog
from tracker.tui.keymap import key_for
from tracker.tui.screens.page import Page
from tracker.tui.views import Done, Review
from tracker.tui.widgets.candidate_lines import problem_choices

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.review_writes import Desk

_MERGEABLE = (*WAITING, Verdict.ACCEPTED)
"""What a candidate may be merged into."""

Writing = Callable[["Ledger", "Desk"], str]


class ReviewActions(Page):
    """The part of the review's page that writes."""

    _document_id: int
    _review: Review | None

    @property
    @abstractmethod
    def candidate(self) -> CandidateRow | None:
        """The one in hand."""

    @abstractmethod
    def move_on(self, given: int) -> None:
        """This one has its verdict: the next one opens."""

    @abstractmethod
    def take_back(self, given: int) -> None:
        """Its verdict was not to be had after all."""

    @abstractmethod
    def stay_with(self, ordinal: int) -> None:
        """The candidate of this ordinal is in hand once the document is read again."""

    # Ways to write

    def _desk(self) -> Callable[[], Desk]:
        office, document_id, review = self.tracker.office, self._document_id, self._review
        actor, today = office.actor, office.today()
        base = review.document.date if review is not None else None

        def made() -> Desk:
            from tracker.tui.workers.review_writes import Desk

            return Desk(actor, document_id, base or today, today)

        return made

    def _write(self, writing: Writing, done: Callable[[Done], None] | None = None) -> None:
        desk = self._desk()
        self.tracker.write(lambda ledger: Done(writing(ledger, desk())), done)

    def _form(self, title: str, fields: list[Field], row: CandidateRow, submit: Callable[..., str]) -> Form:
        """A form that writes with `submit(ledger, desk, values)`."""
        desk = self._desk()
        return Form(
            title,
            fields,
            lambda ledger, values: Done(submit(ledger, desk(), values)),
            intro=(row.text,),
            about=f"候选{self._document_id}-{row.ordinal + 1}",
        )

    def _waiting(self) -> CandidateRow | None:
        candidate = self.candidate
        if candidate is None:
            self.tracker.say("这里没有候选")
        elif not candidate.is_waiting:
            log = f"{key_for('show_comparison')}、{key_for('open_log')}"
            self.tracker.say(f"已经复核过（{candidate.verdict.word}）。要改：按 {log}，撤销那一次操作")
            return None
        return candidate

    # Taking in

    def action_accept(self) -> None:
        """Enter 收下: the next one opens at once, while this one is written."""
        row = self._waiting()
        if row is None:
            return
        self._take([row.id], failed=partial(self._not_taken, row.id))
        self.move_on(row.id)

    def _not_taken(self, candidate_id: int, error: BaseException) -> None:
        self.take_back(candidate_id)
        self.tracker.show_failure(error)

    def action_accept_all(self) -> None:
        """A 全部收下, after a question."""
        if self._review is None or not self._review.document.pending:
            self.tracker.say("没有待复核的候选了")
            return
        count = self._review.document.pending
        question = Confirm("全部收下", f"收下其余 {count} 条待复核的候选？", yes="收下", no="取消")
        self.tracker.push_screen(question, lambda answer: self._take(None) if answer else None)

    def _take(
        self, candidates: list[int] | None, failed: Callable[[BaseException], None] | None = None
    ) -> None:
        office, document_id = self.tracker.office, self._document_id
        actor, today = office.actor, office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import writes

            return Done(writes.accept(ledger, actor, document_id, candidates, today))

        self.tracker.write(task, failed=failed)

    # Rejecting

    def action_reject(self) -> None:
        """X 弃, with a reason."""
        row = self._waiting()
        if row is not None and self.tracker.may("reject"):
            self.tracker.push_screen(Pick("为什么弃用", reason_choices()), partial(self._reject_for, row))

    def _reject_for(self, row: CandidateRow, reason: str | None) -> None:
        if reason is None:
            return
        if reason != OWN:
            self._write(partial(_reject, row.id, reason), lambda _: self.move_on(row.id))
            return
        form = self._form(
            "弃用这条候选",
            [Field("reason", "理由", hint="写明为什么不收")],
            row,
            lambda ledger, desk, values: _reject(row.id, values["reason"], ledger, desk),
        )
        self.tracker.push_screen(form, lambda outcome: self.move_on(row.id) if outcome else None)

    # Putting right

    def action_edit(self) -> None:
        """E 改."""
        row = self.candidate
        if row is None or self._review is None or not self.tracker.may("edit_candidate"):
            return
        if not row.is_waiting and row.verdict is not Verdict.KEPT:
            self._waiting()
            return
        base = self._review.document.date or self.tracker.office.today()

        def submit(ledger: Ledger, desk: Desk, values: Values) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.edit(ledger, desk, row, values)

        fields = candidate_fields(row, base)
        self.tracker.push_screen(self._form(f"修改第{row.ordinal + 1}条", fields, row, submit))

    def action_change_kind(self) -> None:
        """K 换类别; a 成效 that is none waits again."""
        row = self.candidate
        if row is None or (not row.is_waiting and row.verdict is not Verdict.KEPT):
            self._waiting()
            return
        self.tracker.push_screen(
            Pick("换成什么类别", kind_choices(row.kind)), partial(self._change_kind, row)
        )

    def _change_kind(self, row: CandidateRow, chosen: str | None) -> None:
        if chosen is None or chosen == row.kind.value:
            return

        def writing(ledger: Ledger, desk: Desk) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.change_kind(ledger, desk, row.id, CandidateKind(chosen))

        self._write(writing)

    def action_merge(self) -> None:
        """M 并入上条; the upper one is in hand then, where it waits itself."""
        row = self._waiting()
        if row is None or self._review is None:
            return

        def writing(ledger: Ledger, desk: Desk) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.merge(ledger, desk, row.id)

        standing = [other for other in self._review.candidates if other.verdict in _MERGEABLE]
        above = standing[: standing.index(row)]
        upper = above[-1] if above else row
        if upper.is_waiting:
            self._write(writing, lambda _: self.stay_with(upper.ordinal))
        else:
            self._write(writing, lambda _: self.move_on(row.id))

    def action_split(self) -> None:
        """S 拆分: choose the cut."""
        row, review = self._waiting(), self._review
        if row is None or review is None or not self.tracker.may("split_candidate"):
            return
        quote = review.text[row.start : row.end]
        if len(quote) < 2:
            self.tracker.say("这一条太短，不能再拆")
            return
        self.tracker.push_screen(SplitDialog(quote), partial(self._split, row))

    def _split(self, row: CandidateRow, at: int | None) -> None:
        if at is None:
            return

        def writing(ledger: Ledger, desk: Desk) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.split(ledger, desk, row.id, row.start + at)

        self._write(writing)

    # Settling a time limit

    def action_settle(self) -> None:
        """D 定时限: what it may mean."""
        row = self._waiting()
        if row is None or not self.tracker.may("edit_candidate"):
            return
        document_id, today = self._document_id, self.tracker.office.today()

        def proposed(ledger: Ledger) -> list[Deadline]:
            from tracker.tui.workers import review_reads

            return review_reads.settling(ledger, document_id, row.id, today)

        self.read(proposed, partial(self._offer_limits, row), group="settling")

    def _offer_limits(self, row: CandidateRow, proposals: list[Deadline]) -> None:
        phrase = f"“{row.deadline.phrase}”" if row.deadline else "没有写时限，"
        pick = Pick(f"{phrase}定为哪一天", settling_choices(row, proposals))
        self.tracker.push_screen(pick, partial(self._settle, row, proposals))

    def _settle(self, row: CandidateRow, proposals: list[Deadline], chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen == OWN:
            self._settle_by_form(row)
            return

        def writing(ledger: Ledger, desk: Desk) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.settle(ledger, desk, row.id, proposals[int(chosen)])

        self._write(writing)

    def _settle_by_form(self, row: CandidateRow) -> None:
        base = self._review.document.date if self._review is not None else None

        def submit(ledger: Ledger, desk: Desk, values: Values) -> str:
            from tracker.tui.workers import review_writes

            return review_writes.settle_typed(ledger, desk, row.id, values)

        field = Field("deadline", "时限", FieldKind.DEADLINE, base=base)
        self.tracker.push_screen(self._form("定时限", [field], row, submit))

    # Linking

    def action_link(self) -> None:
        """L 连到问题: the likely ones first, then every other one of the document."""
        row, review = self._waiting(), self._review
        if row is None or review is None:
            return
        if row.kind is not CandidateKind.MEASURE:
            self.tracker.say(f"这一条是{row.kind.word}，只有措施可以连到问题")
            return
        choices = problem_choices(review.candidates, row)
        if not choices:
            self.tracker.say("这份文件里没有问题或任务，台账里也没有像它所回应的")
            return
        self.tracker.push_screen(Pick("这条措施回应哪个问题", choices), partial(self._link, row.id))

    def _link(self, candidate_id: int, problem: str | None) -> None:
        if problem is None:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()
        rows = self._review.candidates if self._review else ()
        name = next((f"第{row.ordinal + 1}条" for row in rows if str(row.id) == problem), f" {problem}")

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import writes

            writes.link(ledger, actor, candidate_id, problem, today)
            return Done(f"已连到{name}")

        self.tracker.write(task)


def _reject(candidate_id: int, reason: str, ledger: Ledger, desk: Desk) -> str:
    from tracker.tui.workers import review_writes

    return review_writes.reject(ledger, desk, candidate_id, reason)

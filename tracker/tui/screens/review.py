"""挖掘复核: the document with every candidate marked in its place, the one in hand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.words import CandidateKind, Verdict
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.fields import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.pick import Pick
from tracker.tui.keys import REVIEW, bindings
from tracker.tui.lines import Lines
from tracker.tui.screens.page import Page
from tracker.tui.views import Done, Review
from tracker.tui.widgets.candidate_lines import candidate_lines, marks_of, problem_choices
from tracker.tui.widgets.document_view import DocumentView
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

WIDE = 100
"""From so many cells the candidate stands beside the document, else below it."""


class ReviewScreen(Page):
    """One document's candidates, one after the other."""

    NAME = "挖掘复核"
    KEYS = REVIEW
    BINDINGS: ClassVar = bindings(REVIEW)
    CSS_PATH = "review.tcss"

    def __init__(self, document_id: int) -> None:
        super().__init__()
        self._document_id = document_id
        self._review: Review | None = None
        self._place = 0
        self._was_shown = False

    def body(self) -> Iterable[Widget]:
        """Document and candidate."""
        with Container(id="review"):
            yield DocumentView(id="document")
            with VerticalScroll(id="candidate", can_focus=False):
                yield Static(id="candidate-text", markup=False)

    def on_mount(self) -> None:
        """Read the document."""
        super().on_mount()
        self.query_one(DocumentView).can_focus = False
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read it again."""
        document_id = self._document_id

        def review(ledger: Ledger) -> Review:
            from tracker.tui import reads

            return reads.review(ledger, document_id)

        self.read(review, self._show, group="review")

    def _show(self, review: Review) -> None:
        self._review = review
        if not self._was_shown:
            self._was_shown = True
            self._place = self._next_pending(-1)
            self.query_one(DocumentView).show(review.text, marks_of(review.candidates, self._place))
        row = review.document
        day = f"{row.date}  " if row.date else ""
        head = self.query_one(Masthead)
        head.left = f"{day}{row.title}"
        head.right = f"待复核 {row.pending}  已收 {row.accepted}  已弃 {row.rejected}"
        self._lay_out()

    def tell_actor(self) -> None:
        """The head tells how far the review is instead."""

    @property
    def candidate(self) -> CandidateRow | None:
        """The one in hand."""
        if self._review is None or not 0 <= self._place < len(self._review.candidates):
            return None
        return self._review.candidates[self._place]

    def _lay_out(self) -> None:
        if self._review is None:
            return
        lines = Lines(self.query_one("#candidate", VerticalScroll).scrollable_content_region.width - 1)
        candidate_lines(lines, self._review, self._place)
        self.query_one("#candidate-text", Static).update(lines.content())
        self.query_one("#candidate").scroll_home(animate=False)
        self.query_one(DocumentView).show_marks(marks_of(self._review.candidates, self._place))

    def _next_pending(self, place: int) -> int:
        """The next one that waits, from the start again after the end; else where we are."""
        candidates = self._review.candidates if self._review else ()
        order = [*range(place + 1, len(candidates)), *range(place + 1)]
        waiting = (n for n in order if candidates[n].verdict is Verdict.PENDING)
        return next(waiting, max(place, 0))

    def action_next(self) -> None:
        """↓."""
        self._go(self._place + 1)

    def action_previous(self) -> None:
        """↑."""
        self._go(self._place - 1)

    def _go(self, place: int) -> None:
        if self._review is not None and 0 <= place < len(self._review.candidates):
            self._place = place
            self._lay_out()

    def action_accept(self) -> None:
        """Enter 收下."""
        candidate = self._waiting()
        if candidate is not None:
            self._take([candidate.id])

    def action_accept_all(self) -> None:
        """A 全部收下, after a question."""
        if self._review is None or not self._review.document.pending:
            self.tracker.say("没有待复核的候选了")
            return
        count = self._review.document.pending
        question = Confirm("全部收下", f"收下其余 {count} 条待复核的候选？", yes="收下", no="取消")
        self.tracker.push_screen(question, lambda answer: self._take(None) if answer else None)

    def _take(self, candidates: list[int] | None) -> None:
        office, document_id = self.tracker.office, self._document_id
        actor, today = office.actor, office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui import writes

            return Done(writes.accept(ledger, actor, document_id, candidates, today))

        self.tracker.write(task, done=lambda outcome: self._move_on())

    def _move_on(self) -> None:
        """The next one opens by itself; the verdict just given is on its way here."""
        self._place = self._next_pending(self._place)
        self._lay_out()

    def action_reject(self) -> None:
        """X 弃, with a reason."""
        candidate = self._waiting()
        if candidate is None:
            return
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui import writes

            return Done(writes.reject(ledger, actor, candidate.id, today, values))

        form = Form(
            "弃用这条候选",
            [Field("reason", "理由", hint="与已有事项重复、只是表态、不属本单位……")],
            submit,
            intro=(candidate.text,),
        )
        self.tracker.push_screen(form, lambda outcome: self._move_on() if outcome else None)

    def action_link(self) -> None:
        """L 连到问题: the likely ones first, then every other one of the document."""
        candidate, review = self._waiting(), self._review
        if candidate is None or review is None:
            return
        if candidate.kind is not CandidateKind.MEASURE:
            self.tracker.say(f"这一条是{candidate.kind.word}，只有措施可以连到问题")
            return
        choices = problem_choices(review.candidates, candidate)
        if not choices:
            self.tracker.say("这份文件里没有问题或任务，台账里也没有像它所回应的")
            return
        chosen = partial(self._link, candidate.id)
        self.tracker.push_screen(Pick("这条措施回应哪个问题", choices), chosen)

    def _link(self, candidate_id: int, problem: str | None) -> None:
        if problem is None:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui import writes

            return Done(writes.link(ledger, actor, candidate_id, problem, today))

        self.tracker.write(task)

    def _waiting(self) -> CandidateRow | None:
        candidate = self.candidate
        if candidate is None:
            self.tracker.say("这份文件里没有候选")
        elif candidate.verdict not in (Verdict.PENDING, Verdict.REPEATED):
            self.tracker.say(f"这一条已经复核过（{candidate.verdict.word}）")
            return None
        return candidate

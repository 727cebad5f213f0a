"""挖掘复核: the document with every finding marked in its place, the candidate in hand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.words import Verdict
from tracker.tui.keys import REVIEW, bindings
from tracker.tui.lines import Lines, assemble
from tracker.tui.screens.review_actions import ReviewActions
from tracker.tui.views import Review
from tracker.tui.widgets.candidate_lines import candidate_lines, legend, marks_of
from tracker.tui.widgets.candidate_list import CandidateList, Show, ShowTabs, belonging
from tracker.tui.widgets.document_view import DocumentView
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

GIVEN = ("accept", "edit", "merge", "split", "reject", "link", "settle")
"""Actions on a candidate that waits."""

WIDE = 100
"""From so many cells the candidate stands beside the document, else below it."""


class ReviewScreen(ReviewActions):
    """One document's candidates, one after the other."""

    NAME = "挖掘复核"
    KEYS = REVIEW
    BINDINGS: ClassVar = bindings(REVIEW)
    CSS_PATH = "review.tcss"

    def __init__(self, document_id: int, ordinal: int | None = None) -> None:
        super().__init__()
        self._document_id = document_id
        self._review: Review | None = None
        self._wanted = ordinal
        """Ordinal of the candidate to take in hand when the document is read."""
        self._current = 0
        """Id of the candidate in hand."""
        self._given: set[int] = set()
        """Candidates whose verdict is on its way into the ledger."""
        self._show_only = Show.ALL

    def body(self) -> Iterable[Widget]:
        """Document and candidate."""
        with Container(id="review"):
            with Vertical(id="document-side"):
                document = DocumentView(id="document")
                document.can_focus = False  # the arrows go from candidate to candidate
                yield document
                yield Static(id="legend", markup=False)
            with Vertical(id="candidate"):
                yield ShowTabs(id="show-tabs")
                with VerticalScroll(id="candidate-body", can_focus=False):
                    yield Static(id="candidate-text", markup=False)
                yield CandidateList(id="candidate-list")

    def on_mount(self) -> None:
        """Read the document."""
        self.query_one("#legend", Static).update(assemble(*legend()))
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < 30, "-low")
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read it again."""
        document_id, today = self._document_id, self.tracker.office.today()

        def review(ledger: Ledger) -> Review:
            from tracker.tui.workers import review_reads

            return review_reads.review(ledger, document_id, today)

        self.read(review, self._take_review, group="review")

    def _take_review(self, review: Review) -> None:
        is_first = self._review is None
        self._review = review
        if is_first and self._wanted is None:
            self._wanted = self.tracker.places.of(review.document.sha256)
        wanted = next((row.id for row in review.candidates if row.ordinal == self._wanted), None)
        self._wanted = None
        standing = {row.id: row for row in review.candidates if row.verdict is not Verdict.MERGED}
        given = self._current in self._given
        self._given &= {row.id for row in review.candidates if row.is_waiting}
        if wanted in standing and wanted is not None:
            self._current = wanted
        elif self._current not in standing:
            self._current = self._next_pending(None)
        elif given:
            self._current = self._next_pending(self._current)
        marks = marks_of(review.candidates)
        view = self.query_one(DocumentView)
        if is_first:
            view.show(review.text, marks, self._current)
        else:
            view.show_marks(marks, self._current)
        self._tell_head(review)
        self._lay_out()

    def _tell_head(self, review: Review) -> None:
        row = review.document
        day = f"{row.date}  " if row.date else ""
        head = self.query_one(Masthead)
        head.left = f"{day}{row.title}"
        head.right = f"待复核 {row.pending}  已收 {row.accepted}  已弃 {row.rejected}"

    def tell_actor(self) -> None:
        """The head tells how far the review is instead."""

    @property
    def candidate(self) -> CandidateRow | None:
        """The one in hand; none where the filter leaves none."""
        return next((row for row in self._rows if row.id == self._current), None)

    @property
    def _rows(self) -> list[CandidateRow]:
        """Those looked through; the one in hand stays among them until one moves on."""
        if self._review is None:
            return []
        shown = belonging(self._review.candidates, self._show_only)
        if any(row.id == self._current for row in shown):
            return shown
        kept = [row for row in self._review.candidates if row in shown or row.id == self._current]
        return [row for row in kept if row.verdict is not Verdict.MERGED]

    def _lay_out(self) -> None:
        if self._review is None:
            return
        rows = self._rows
        body = self.query_one("#candidate-body", VerticalScroll)
        lines = Lines(body.scrollable_content_region.width - 1)
        candidate_lines(lines, self._review, self.candidate)
        self.query_one("#candidate-text", Static).update(lines.content())
        body.scroll_home(animate=False)
        self.query_one(ShowTabs).tell(self._review.candidates, self._show_only)
        self.query_one(CandidateList).tell(rows, self._current)
        self.hide_keys(*_senseless(self.candidate, self._review.document.pending))

    # From one candidate to another

    def _next_pending(self, after: int | None) -> int:
        """Id of the next one that waits, from the start again after the end; else where we are."""
        rows = self._review.candidates if self._review else ()
        place = next((n for n, row in enumerate(rows) if row.id == after), -1)
        order = [*rows[place + 1 :], *rows[: place + 1]]
        if self._show_only is not Show.ALL:
            shown = {row.id for row in belonging(rows, self._show_only)}
            order = [row for row in order if row.id in shown] or order
        waiting = (row.id for row in order if row.verdict is Verdict.PENDING and row.id not in self._given)
        standing = (row.id for row in rows if row.verdict is not Verdict.MERGED)
        return next(waiting, after if after is not None else next(standing, 0))

    def move_on(self, given: int) -> None:
        """The next one opens by itself; the verdict just given is on its way here."""
        self._given.add(given)
        self._go_to(self._next_pending(given))

    def take_back(self, given: int) -> None:
        """What could not be written is in hand again."""
        self._given.discard(given)
        self._go_to(given)

    def stay_with(self, ordinal: int) -> None:
        """In hand once the document is read again."""
        self._wanted = ordinal

    def _go_to(self, candidate_id: int) -> None:
        self._current = candidate_id
        self.query_one(DocumentView).show_current(candidate_id)
        self._lay_out()

    def action_next(self) -> None:
        """↓."""
        self._step(1)

    def action_previous(self) -> None:
        """↑."""
        self._step(-1)

    def _step(self, by: int) -> None:
        rows = self._rows
        place = next((n for n, row in enumerate(rows) if row.id == self._current), -1)
        target = max(0, min(place + by, len(rows) - 1))
        if rows and target != place:
            self._go_to(rows[target].id)

    def action_first(self) -> None:
        """Home."""
        self._step(-len(self._rows))

    def action_last(self) -> None:
        """End."""
        self._step(len(self._rows))

    def action_next_pending(self) -> None:
        """N."""
        if self._review is not None and not self._review.document.pending:
            self.tracker.say("没有待复核的候选了")
            return
        self._go_to(self._next_pending(self._current))

    def action_text_down(self) -> None:
        """PgDn."""
        self.query_one(DocumentView).action_page_down()

    def action_text_up(self) -> None:
        """PgUp."""
        self.query_one(DocumentView).action_page_up()

    def action_open_item(self) -> None:
        """O 看事项."""
        row = self.candidate
        if row is not None and row.item_number:
            self.tracker.show_item(row.item_number)
        else:
            self.tracker.say("这一条还没有收成事项")

    def on_document_view_mark_clicked(self, event: DocumentView.MarkClicked) -> None:
        """A click in the text takes that candidate in hand."""
        self._go_to(event.key)

    def on_candidate_list_clicked(self, event: CandidateList.Clicked) -> None:
        """A click in the list does too."""
        self._go_to(event.candidate_id)

    # Which are looked through

    def action_show_all(self) -> None:
        """0."""
        self._choose(Show.ALL)

    def action_show_pending(self) -> None:
        """6."""
        self._choose(Show.PENDING)

    def action_show_lacking(self) -> None:
        """7."""
        self._choose(Show.LACKING)

    def action_show_doubtful(self) -> None:
        """8."""
        self._choose(Show.DOUBTFUL)

    def _choose(self, show: Show) -> None:
        if self._review is None:
            return
        shown = belonging(self._review.candidates, show)
        if not shown:
            self.tracker.say(f"没有{show.word}的候选")
            return
        self._show_only = show
        if not any(row.id == self._current for row in shown):
            rows = list(self._review.candidates)
            place = next((n for n, row in enumerate(rows) if row.id == self._current), 0)
            later = [row for row in rows[place:] if row in shown]
            self._current = (later or shown)[0].id
        self._go_to(self._current)

    # Coming back

    def on_screen_suspend(self) -> None:
        """Remember the place, for when one comes back."""
        self._keep_place()

    def on_unmount(self) -> None:
        """The same on leaving."""
        self._keep_place()

    def _keep_place(self) -> None:
        row, review = self.candidate, self._review
        if row is not None and review is not None:
            self.tracker.places.keep(review.document.sha256, row.ordinal)


def _senseless(row: CandidateRow | None, pending: int) -> Iterator[str]:
    """Actions that there is nothing for: the foot has room for the others."""
    if row is None or not row.is_waiting:
        yield from GIVEN
        if row is None or row.verdict is not Verdict.KEPT:
            yield "change_kind"
    if row is None or not row.item_number:
        yield "open_item"
    if not pending:
        yield from ("accept_all", "next_pending")

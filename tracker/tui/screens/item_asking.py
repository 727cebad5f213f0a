"""自报, 核实, 延期 and signatures: what would be refused is asked before anybody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.ledger.closing_rows import RequestRow
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import RequestDecision, State
from tracker.tui.dialogs.step_forms import (
    deciding_fields,
    extension_fields,
    report_fields,
    signing_fields,
    verification_fields,
)
from tracker.tui.keymap import key_for
from tracker.tui.screens.item_steps import ItemSteps
from tracker.tui.spots import SpotKind
from tracker.tui.widgets.item_lines import deadline_words, unsigned_reviews

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class ItemAsking(ItemSteps):
    """What is said of an item, asked for it and signed for it."""

    def _if_permitted(self, page: ItemPage, command: str, word: str, then: Callable[[], None]) -> None:
        """Go on where the actor may give the command, else say who may."""
        actor = self.tracker.office.actor

        def reasons(ledger: Ledger) -> tuple[str, ...]:
            from tracker.tui.workers import step_writes

            return step_writes.not_permitted(actor, command)

        def answered(lines: tuple[str, ...]) -> None:
            if lines:
                self._tell(f"{page.row.number} 不能{word}", lines)
            else:
                then()

        self.read(reasons, answered, group="reasons")

    # What is said, and what is found

    def action_report(self) -> None:
        """Alt+R 自报."""
        if (page := self._page()) and self._is_rectifying(page, "自报"):
            intro = ("只记单位怎么说，不改变办理状态、核实结果和时限。报“已完成”的，措施都要完成。",)
            self._if_permitted(
                page,
                "report",
                "自报",
                lambda: self._open_form("自报", page, report_fields(page), "report", intro=intro),
            )

    def action_verify(self) -> None:
        """Alt+V 核实."""
        if not (page := self._page()):
            return
        if page.row.state in (State.UNREGISTERED, State.STOPPED):
            reason = f"现在是“{page.row.state.word}”，挂号以后才有可核实的"
            self._tell(f"{page.row.number} 不能核实", (reason,))
            return
        truths = page.truths
        if truths.reported is None:
            said = "整项还没有自报：请选一条已完成或有进展的措施来核实。"
        else:
            said = f"{truths.reported_by} 于 {truths.reported_on} 自报“{truths.reported.word}”"
        intro = (said, "由自报人以外的人核实；不改变自报、办理状态和时限。")
        self._if_permitted(
            page,
            "verify",
            "核实",
            lambda: self._open_form(
                "登记核实",
                page,
                verification_fields(page, self.spot_key(SpotKind.MEASURE)),
                "verify",
                intro=intro,
            ),
        )

    # 延期

    def action_extend(self) -> None:
        """Ctrl+X 延期 that was approved already."""
        self._if_extensible(
            "extend", f"已经领导批准的，在这里一步办完；还没批的，用 {key_for('ask_extension')} 申请。"
        )

    def action_ask_extension(self) -> None:
        """Alt+X 申请延期."""
        if (page := self._page()) and (waiting := _waiting(page)):
            line = f"{waiting.asked_by} {waiting.asked_on} 的延期申请还待批准，一次只办一个"
            self._tell(f"{page.row.number} 不能申请延期", (line,))
        elif page:
            self._if_extensible("ask_extension", "批准以前时限不变；批准的人不能是申请人。")

    def _if_extensible(self, command: str, advice: str) -> None:
        if not (page := self._page()):
            return
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def reasons(ledger: Ledger) -> tuple[str, ...]:
            from tracker.tui.workers import step_writes

            return step_writes.extension_refusals(ledger, number, actor, today, command)

        self.read(reasons, lambda lines: self._extend(page, command, advice, lines), group="reasons")

    def _extend(self, page: ItemPage, command: str, advice: str, reasons: tuple[str, ...]) -> None:
        deadline = page.row.deadline
        if reasons or deadline is None:
            self._tell(f"{page.row.number} 不能延期", reasons)
            return
        intro = [f"现时限：{deadline_words(deadline)}"]
        if page.extension_count:
            intro.append(f"已经延期 {page.extension_count} 次")
        intro.append(f"须在到期前提出；原时限和延期次数都留着。{advice}")
        is_approved = command == "extend"
        fields = extension_fields(deadline.due, is_approved=is_approved)
        self._open_form("办理延期" if is_approved else "申请延期", page, fields, command, intro=intro)

    def action_decide_extension(self) -> None:
        """Alt+Y 批延期."""
        if not (page := self._page()):
            return
        request = _waiting(page)
        if request is None:
            self._tell(f"{page.row.number} 不能批延期", ("没有待批准的延期申请",))
            return
        wanted = (
            f"时限：{request.previous_due or request.previous_phrase} 延到 {deadline_words(request.deadline)}"
        )
        intro = [f"{request.asked_by} 于 {request.asked_on} 申请延期", wanted, f"理由：{request.reason}"]
        if request.stage_goal:
            intro.append(f"阶段目标：{request.stage_goal}，{request.next_review} 复核")
        self._if_permitted(
            page,
            "approve_extension",
            "批延期",
            lambda: self._open_form("批延期", page, deciding_fields(), "decide_extension", intro=intro),
        )

    def action_withdraw_extension(self) -> None:
        """Alt+W 撤回延期申请."""
        if not (page := self._page()):
            return
        if _waiting(page) is None:
            self._tell(f"{page.row.number} 不能撤回延期申请", ("没有待批准的延期申请",))
        else:
            self._write_now(page, "withdraw_extension")

    # 签字

    def action_sign(self) -> None:
        """Alt+S 签字."""
        if not (page := self._page()):
            return
        unsigned = unsigned_reviews(page)
        if not unsigned:
            self._tell(f"{page.row.number} 不能登记签字", ("本轮没有还没登记签字的审核",))
            return
        intro = ("纸质审批表上签的字；签字人不能是申请人。",)
        self._if_permitted(
            page,
            "sign",
            "登记签字",
            lambda: self._open_form("登记签字", page, signing_fields(unsigned), "sign", intro=intro),
        )


def _waiting(page: ItemPage) -> RequestRow | None:
    """The request that waits for a leader; there is one at most."""
    return next((row for row in page.requests if row.decision is RequestDecision.PENDING), None)

"""自报, 核实, 延期 and signatures: what would be refused is asked before anybody types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.ledger.words import RequestDecision
from tracker.tui import dialogs
from tracker.tui.keymap import key_for
from tracker.tui.screens.item_steps import ItemSteps
from tracker.tui.spots import SpotKind

if TYPE_CHECKING:
    from tracker.ledger.closing_rows import RequestRow
    from tracker.ledger.rows import ItemPage


class ItemAsking(ItemSteps):
    """What is said of an item, asked for it and signed for it."""

    # What is said, and what is found

    def action_report(self) -> None:
        """Alt+R 自报."""
        if (page := self._page(self.action_report)) and self._is_to_be_had("report"):
            intro = ("只记单位怎么说，不改变办理状态、核实结果和时限。报“已完成”的，措施都要完成。",)
            self._open_form("自报", page, dialogs.step_forms.report_fields(page), "report", intro=intro)

    def action_verify(self) -> None:
        """Alt+V 核实."""
        if not (page := self._page(self.action_verify)) or not self._is_to_be_had("verify"):
            return
        truths = page.truths
        if truths.reported is None:
            said = "整项还没有自报：请选一条已完成或有进展的措施来核实。"
        else:
            said = f"{truths.reported_by} 于 {truths.reported_on} 自报“{truths.reported.word}”"
        intro = (said, "由自报人以外的人核实；不改变自报、办理状态和时限。")
        fields = dialogs.step_forms.verification_fields(page, self.spot_key(SpotKind.MEASURE))
        self._open_form("登记核实", page, fields, "verify", intro=intro)

    # 延期

    def action_extend(self) -> None:
        """Ctrl+X 延期 that was approved already."""
        advice = f"已经领导批准的，在这里一步办完；还没批的，用 {key_for('ask_extension')} 申请。"
        self._extend("extend", "办理延期", advice)

    def action_ask_extension(self) -> None:
        """Alt+X 申请延期."""
        self._extend("ask_extension", "申请延期", "批准以前时限不变；批准的人不能是申请人。")

    def _extend(self, action: str, title: str, advice: str) -> None:
        from tracker.tui.widgets.item_lines import deadline_words

        page = self._page(partial(self._extend, action, title, advice))
        if page is None or not self._is_to_be_had(action) or (deadline := page.row.deadline) is None:
            return
        intro = [f"现时限：{deadline_words(deadline)}"]
        if page.extension_count:
            intro.append(f"已经延期 {page.extension_count} 次")
        intro.append(f"须在到期前提出；原时限和延期次数都留着。{advice}")
        fields = dialogs.step_forms.extension_fields(deadline.due, is_approved=action == "extend")
        self._open_form(title, page, fields, action, intro=intro)

    def action_decide_extension(self) -> None:
        """Alt+Y 批延期."""
        from tracker.tui.widgets.item_lines import deadline_words

        page = self._page(self.action_decide_extension)
        if page is None or not self._is_to_be_had("decide_extension") or not (request := _waiting(page)):
            return
        wanted = (
            f"时限：{request.previous_due or request.previous_phrase} 延到 {deadline_words(request.deadline)}"
        )
        intro = [f"{request.asked_by} 于 {request.asked_on} 申请延期", wanted, f"理由：{request.reason}"]
        if request.stage_goal:
            intro.append(f"阶段目标：{request.stage_goal}，{request.next_review} 复核")
        self._open_form("批延期", page, dialogs.step_forms.deciding_fields(), "decide_extension", intro=intro)

    def action_withdraw_extension(self) -> None:
        """Alt+W 撤回延期申请."""
        if (page := self._page(self.action_withdraw_extension)) and self._is_to_be_had("withdraw_extension"):
            self._write_now(page, "withdraw_extension")

    # 签字

    def action_sign(self) -> None:
        """Alt+S 签字."""
        from tracker.tui.widgets.item_lines import unsigned_reviews

        if (page := self._page(self.action_sign)) and self._is_to_be_had("sign"):
            intro = ("纸质审批表上签的字；签字人不能是申请人。",)
            self._open_form(
                "登记签字",
                page,
                dialogs.step_forms.signing_fields(unsigned_reviews(page)),
                "sign",
                intro=intro,
            )


def _waiting(page: ItemPage) -> RequestRow | None:
    """The request that waits for a leader; there is one at most."""
    return next((row for row in page.requests if row.decision is RequestDecision.PENDING), None)

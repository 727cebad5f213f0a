"""The steps of an item's life as the app takes them; what each demands is the ledger's to say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.ledger.words import Decision, State
from tracker.tui import dialogs
from tracker.tui.keymap import key_for
from tracker.tui.screens.item_in_hand import ItemInHand

if TYPE_CHECKING:
    from tracker.ledger.closing_rows import FindingRow
    from tracker.ledger.rows import ItemPage
    from tracker.ledger.store import Ledger
    from tracker.tui.dialogs.field import Field


class ItemSteps(ItemInHand):
    """From 挂号 to 销号, and what comes after."""

    def action_register(self, in_spite: bool = False) -> None:
        """F8 挂号: at once when the four 有 are there; in spite of what is missing, with a reason."""
        if not (page := self._page(self.action_register)):
            return
        if in_spite:
            lacks = self.opened.lacks("register") if self.opened is not None else ()
            self._open_form(
                "挂号",
                page,
                dialogs.step_forms.waiver_fields(),
                "register",
                intro=("四有还不齐：", *(f"· {lack.line}" for lack in lacks)),
            )
        elif self._is_to_be_had("register"):
            self._write_now(page, "register")

    def action_apply(self, in_spite: bool = False) -> None:
        """F4 申请销号: the form is to be had in spite of what is missing."""
        if not (page := self._page(self.action_apply)) or not (in_spite or self._is_to_be_had("apply")):
            return
        number, today = page.row.number, self.tracker.office.today()

        def findings(ledger: Ledger) -> tuple[FindingRow, ...]:
            from tracker.ledger.examination import examination

            return examination(ledger, number, today=today).findings

        self.read(findings, lambda found: self._apply(page, found), group="reasons")

    def _apply(self, page: ItemPage, findings: Sequence[FindingRow]) -> None:
        from tracker.ledger.openings import Mend
        from tracker.tui.widgets.item_lines import returned_words

        lacks = self.opened.lacks("apply") if self.opened is not None else ()
        missing = [lack.line for lack in lacks if lack.mend is not Mend.WRITTEN]
        returned = returned_words(page)
        intro = [f"上次 {returned}", "补上了再申请，在完成情况里写明怎样补的。"] if returned else []
        if missing:
            intro += ["除下面几栏外，现在还差：", *(f"· {line}" for line in missing)]
        if findings:
            intro += ["销号体检，逐条答复：", *(f"{row.ordinal} {row.text}" for row in findings)]
        fields = dialogs.step_forms.application_fields(page, findings)
        self._open_form("申请销号", page, fields, "apply", intro=intro)

    def action_withdraw(self) -> None:
        """Ctrl+W 撤回申请."""
        if (page := self._page(self.action_withdraw)) and self._is_to_be_had("withdraw"):
            self._write_now(page, "withdraw")

    def action_close_item(self) -> None:
        """Ctrl+K 销号."""
        fields = dialogs.step_forms.opinion_fields("审核意见", "可以不写")
        self._decide("close_item", "同意销号", fields, "close_item")

    def action_preliminary(self) -> None:
        """Alt+K 初审, where the campaign has two steps of review."""
        fields = dialogs.step_forms.opinion_fields("初审意见", "可以不写；再由另一人销号")
        self._decide("preliminary", "初审通过", fields, "pass_preliminary")

    def action_return_item(self) -> None:
        """Ctrl+B 退回."""
        fields = dialogs.step_forms.opinion_fields("补充整改要求", "至少10个字，申请人会看到", rows=4)
        self._decide("return_item", "退回补充整改", fields, "return_item")

    def _decide(self, action: str, title: str, fields: Sequence[Field], command: str) -> None:
        from tracker.tui.widgets.item_lines import returned_words

        wish = partial(self._decide, action, title, fields, command)
        if not (page := self._page(wish)) or not self._is_to_be_had(action):
            return
        last = page.applications[-1]
        intro = (
            f"{last.applicant} 于 {last.applied_on} 申请销号",
            f"完成情况：{last.completion}",
            f"举一反三：{last.inference}",
            f"佐证材料：{'、'.join(row.name for row in page.evidence) or '无'}",
            *(f"体检{row.ordinal} {row.text}——答复：{row.answer}" for row in last.findings),
            *(f"{row.reviewer} {row.decision.word} {row.opinion}" for row in last.reviews),
            *((f"上次 {returned}",) if (returned := returned_words(page)) else ()),
        )
        self._open_form(title, page, fields, command, intro=intro)

    # Later, and back

    def action_look_back(self) -> None:
        """F12 回头看."""
        if not (page := self._page(self.action_look_back)) or not self._is_to_be_had("look_back"):
            return
        intro = (
            *_closing(page),
            f"成果巩固的登记在这里，仍是已销号；不实的请办回炉（{key_for('reopen')}）。",
        )
        fields = dialogs.step_forms.look_back_fields()
        self._open_form("登记回头看", page, fields, "look_back", intro=intro)

    def action_reopen(self) -> None:
        """Ins 回炉, or 恢复办理 where the item is stopped: one command, told apart by the state."""
        from tracker.tui.deeds import word_of

        if not (page := self._page(self.action_reopen)) or not self._is_to_be_had("reopen"):
            return
        if page.row.state is State.STOPPED:
            intro: tuple[str, ...] = ("恢复办理后回到“待挂号”，四有齐备再挂号。",)
        else:
            intro = (
                *_closing(page),
                f"回炉另起第{page.row.round + 1}轮：完成情况、举一反三和佐证材料都要新的；上一轮的都留着。",
            )
        fields = dialogs.step_forms.reopening_fields(is_new_round=page.row.state is State.CLOSED)
        self._open_form(word_of("reopen", page.row.state), page, fields, "reopen", intro=intro)

    def action_take_up(self) -> None:
        """Shift+Del 恢复办理."""
        self.action_reopen()

    def action_stop(self) -> None:
        """Del 终止."""
        if not (page := self._page(self.action_stop)) or not self._is_to_be_had("stop"):
            return
        fields = dialogs.step_forms.stopping_fields()
        intro = (f"终止后不再办理，不计入未销号；以后可以恢复办理（{key_for('take_up')}）。",)
        self._open_form("终止", page, fields, "stop", intro=intro)


def _closing(page: ItemPage) -> tuple[str, ...]:
    """When and by whom the item was closed."""
    closings = [row for row in page.applications if row.decision is Decision.ACCEPTED]
    if not closings:
        return ()
    last = closings[-1]
    return (f"{last.decided_on} 由 {last.reviewer} 销号", f"完成情况：{last.completion}")

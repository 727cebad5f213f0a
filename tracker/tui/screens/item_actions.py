"""What can be done with one item, from the list and from its own page alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import State
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.fields import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.item_forms import (
    done_field,
    evidence_fields,
    item_fields,
    measure_fields,
    measure_form_fields,
    progress_fields,
)
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keys import ITEM_ACTIONS
from tracker.tui.screens.page import Page
from tracker.tui.views import Done, Opened
from tracker.tui.widgets.item_lines import hidden_actions
from tracker.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

Write = Callable[..., str]


class ItemActions(Page):
    """A page with one item in hand."""

    @property
    def opened(self) -> Opened | None:
        """The item in hand, once it was read."""
        raise NotImplementedError

    def _page(self) -> ItemPage | None:
        opened = self.opened
        if opened is None:
            self.tracker.say("请先选中一项")
            return None
        return opened.page

    def _open_form(
        self,
        title: str,
        page: ItemPage,
        fields: Sequence[Field],
        command: str,
        *,
        intro: Sequence[str] = (),
    ) -> None:
        """A form whose fields go to one of the commands on an item."""
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui import writes

            run: Write = getattr(writes, command)
            return Done(run(ledger, actor, number, today, values))

        self.tracker.push_screen(
            Form(title, fields, submit, intro=intro, subtitle=f"{number} {page.row.title}")
        )

    def _write_now(self, page: ItemPage, command: str) -> None:
        """A command that needs nothing written with it."""
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def task(ledger: Ledger) -> Done:
            from tracker.tui import writes

            run: Write = getattr(writes, command)
            return Done(run(ledger, actor, number, today, {}))

        self.tracker.write(task)

    def _refusals(self, step: str) -> tuple[str, ...] | None:
        """What is in the way of a step as the item stands; None when its state is another one."""
        opened = self.opened
        if opened is None:
            return None
        return next((row.refusals for row in opened.steps if row.action == step), None)

    def _explain(self, page: ItemPage, step: str, word: str) -> None:
        """Say why a step is not to be had now, in the lifecycle's own words."""
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def reasons(ledger: Ledger) -> tuple[str, ...]:
            from tracker.tui import writes

            return writes.refusals(ledger, number, step, actor, today)

        def told(lines: tuple[str, ...]) -> None:
            self.tracker.push_screen(Notice(f"{number} 不能{word}", lines))

        self.read(reasons, told, group="reasons")

    def _is_rectifying(self, page: ItemPage, what: str) -> bool:
        """Work is reported on items that are 整改中: say so before somebody types for nothing."""
        state = page.row.state
        if state is State.RECTIFYING:
            return True
        advice = {
            State.UNREGISTERED: "请先挂号（F8）",
            State.APPLIED: "请先撤回申请（Ctrl+W）或由审核人退回（Ctrl+B）",
            State.CLOSED: "已销号的事项请先回炉",
            State.STOPPED: "已终止的事项请先恢复办理",
        }
        self.tracker.push_screen(
            Notice(f"{page.row.number} 现在是“{state.word}”，整改中的事项才能{what}", (advice[state],))
        )
        return False

    def tell_keys(self) -> None:
        """The foot shows what makes sense for the item in hand."""
        opened = self.opened
        hidden = {key.action for key in ITEM_ACTIONS} if opened is None else hidden_actions(opened)
        self.query_one(KeyBar).hidden = frozenset(hidden)

    # Reporting

    def action_progress(self) -> None:
        """F2 进展."""
        if (page := self._page()) and self._is_rectifying(page, "登记进展"):
            self._open_form("登记进展", page, progress_fields(page, self.tracker.office.today()), "progress")

    def action_evidence(self) -> None:
        """F3 佐证."""
        if (page := self._page()) and self._is_rectifying(page, "登记佐证材料"):
            self._open_form("登记佐证材料", page, evidence_fields(page), "evidence")

    def action_finish_measure(self) -> None:
        """Ctrl+D 措施完成."""
        if not (page := self._page()) or not self._is_rectifying(page, "登记措施完成"):
            return
        if all(measure.done_on is not None for measure in page.measures):
            words = "措施已经全部完成" if page.measures else "还没有措施，按 Ctrl+T 增加"
            self.tracker.say(f"{page.row.number} {words}")
            return
        fields = done_field(page, self.tracker.office.today())
        self._open_form("措施完成", page, fields, "finish_measure")

    # Steps of the lifecycle

    def action_register(self) -> None:
        """F8 挂号: at once when the four 有 are there, else with a reason."""
        if not (page := self._page()):
            return
        refusals = self._refusals("register")
        if refusals is None:
            self._explain(page, "register", "挂号")
        elif not refusals:
            self._write_now(page, "register")
        else:
            self._open_form(
                "挂号",
                page,
                [Field("waiver", "理由", FieldKind.TEXT, hint="缺项挂号须写明理由，理由记入办理历史")],
                "register",
                intro=("四有还不齐：", *(f"· {line}" for line in refusals)),
            )

    def action_apply(self) -> None:
        """F4 申请销号."""
        if not (page := self._page()):
            return
        refusals = self._refusals("apply")
        if refusals is None:
            self._explain(page, "apply", "申请销号")
            return
        fields = [
            Field("completion", "完成情况", FieldKind.TEXT, page.completion, rows=4),
            Field("inference", "举一反三", FieldKind.TEXT, page.inference, rows=3),
        ]
        answered = ("完成情况", "举一反三")
        missing = [line for line in refusals if not any(word in line for word in answered)]
        intro = ("除下面两栏外，现在还差：", *(f"· {line}" for line in missing)) if missing else ()
        self._open_form("申请销号", page, fields, "apply", intro=intro)

    def action_withdraw(self) -> None:
        """Ctrl+W 撤回申请."""
        if page := self._page():
            if self._refusals("withdraw") == ():
                self._write_now(page, "withdraw")
            else:
                self._explain(page, "withdraw", "撤回申请")

    def action_close_item(self) -> None:
        """Ctrl+K 销号."""
        fields = [Field("opinion", "审核意见", FieldKind.TEXT, hint="可以不写")]
        self._decide("close", "销号", "同意销号", fields, "close_item")

    def action_return_item(self) -> None:
        """Ctrl+B 退回."""
        fields = [Field("opinion", "补充整改要求", FieldKind.TEXT, hint="至少10个字，申请人会看到", rows=4)]
        self._decide("return", "退回", "退回补充整改", fields, "return_item")

    def _decide(self, step: str, word: str, title: str, fields: Sequence[Field], command: str) -> None:
        if not (page := self._page()):
            return
        if self._refusals(step) != ():
            self._explain(page, step, word)
            return
        last = page.applications[-1]
        intro = (
            f"{last.applicant} 于 {last.applied_on} 申请销号",
            f"完成情况：{last.completion}",
            f"举一反三：{last.inference}",
            f"佐证材料：{'、'.join(row.name for row in page.evidence) or '无'}",
        )
        self._open_form(title, page, fields, command, intro=intro)

    # Content

    def action_edit(self) -> None:
        """Ctrl+E 修改."""
        if not (page := self._page()):
            return
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui import writes

            return Done(writes.edit_item(ledger, actor, page, today, values))

        fields = item_fields(page)
        self.tracker.push_screen(Form("修改事项", fields, submit, subtitle=page.row.number))

    def action_add_measure(self) -> None:
        """Ctrl+T 增措施."""
        if page := self._page():
            self._open_form("增加措施", page, measure_fields(), "add_measure")

    def action_edit_measure(self) -> None:
        """Ctrl+G 改措施: one at once, one of several by choice."""
        if not (page := self._page()):
            return
        if not page.measures:
            self.tracker.say(f"{page.row.number} 还没有措施，按 Ctrl+T 增加")
        elif len(page.measures) == 1:
            self._edit_measure(page, page.measures[0])
        else:
            choices = [Choice(str(m.ordinal), f"{m.ordinal}. {m.text}") for m in page.measures]
            self.tracker.push_screen(Pick("修改哪一条措施", choices), partial(self._measure_picked, page))

    def _measure_picked(self, page: ItemPage, ordinal: str | None) -> None:
        for measure in page.measures:
            if str(measure.ordinal) == ordinal:
                self._edit_measure(page, measure)

    def _edit_measure(self, page: ItemPage, measure: MeasureRow) -> None:
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui import writes

            return Done(writes.edit_measure(ledger, actor, number, measure, today, values))

        form: Form = Form(f"修改措施{measure.ordinal}", measure_form_fields(measure), submit, subtitle=number)
        self.tracker.push_screen(form)

    def action_source(self) -> None:
        """F6 原文."""
        from tracker.tui.screens.source import SourceScreen

        if not (page := self._page()):
            return
        if page.source is None:
            self.tracker.say(f"{page.row.number} 是手工新增的，没有来源文件")
        else:
            self.tracker.push_screen(SourceScreen(page))

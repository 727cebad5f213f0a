"""What is done to an item beside its steps: figures, stages, 公示, regulations, self-checks, kin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.tui import dialogs
from tracker.tui.keymap import key_for
from tracker.tui.screens.item_actions import ItemActions
from tracker.tui.spots import SpotKind

if TYPE_CHECKING:
    from tracker.ledger.following_rows import SelfCheckAnswerRow, SelfCheckRow
    from tracker.ledger.lineage import OfferRow
    from tracker.ledger.rows import EvidenceRow, ItemPage
    from tracker.ledger.store import Ledger
    from tracker.ledger.surveys import SurveyRow
    from tracker.tui.dialogs.field import Field


class ItemFurther(ItemActions):
    """Actions that have no key of their own."""

    def _form(
        self,
        action: str,
        title: str,
        fields: Callable[[ItemPage], Sequence[Field]],
        *,
        intro: Sequence[str] = (),
        command: str = "",
    ) -> None:
        """A form for an action that is open."""
        if (page := self._page(getattr(self, f"action_{action}"))) and self._is_to_be_had(action):
            self._open_form(title, page, list(fields(page)), command or action, intro=intro)

    # 措施

    def action_resume_measure(self) -> None:
        """措施恢复办理."""
        present = self.spot_key(SpotKind.MEASURE)
        self._form(
            "resume_measure", "措施恢复办理", lambda page: dialogs.deed_forms.resuming_fields(page, present)
        )

    def action_plan_amount(self) -> None:
        """数量目标."""
        present = self.spot_key(SpotKind.MEASURE)
        self._form(
            "plan_amount",
            "数量目标",
            lambda page: dialogs.deed_forms.amount_fields(page, present, is_target=True),
        )

    def action_record_amount(self) -> None:
        """数量完成数."""
        present = self.spot_key(SpotKind.MEASURE)
        self._form(
            "record_amount",
            "数量完成数",
            lambda page: dialogs.deed_forms.amount_fields(page, present, is_target=False),
        )

    def action_share_measure(self) -> None:
        """共用措施."""
        present = self.spot_key(SpotKind.MEASURE)
        intro = ("这条措施同时算在别的事项里，改一处处处都改。",)
        self._form(
            "share_measure",
            "共用措施",
            lambda page: dialogs.deed_forms.sharing_fields(page, present),
            intro=intro,
        )

    def action_unshare_measure(self) -> None:
        """取消共用."""
        present = self.spot_key(SpotKind.MEASURE)
        self._form(
            "unshare_measure", "取消共用", lambda page: dialogs.deed_forms.unsharing_fields(page, present)
        )

    # 阶段

    def action_add_stage(self) -> None:
        """增加阶段."""
        self._form("add_stage", "增加阶段", lambda page: dialogs.deed_forms.stage_fields())

    def action_edit_stage(self) -> None:
        """改阶段."""
        present = self.spot_key(SpotKind.STAGE)
        self._form(
            "edit_stage", "改阶段", lambda page: dialogs.deed_forms.stage_editing_fields(page, present)
        )

    def action_finish_stage(self) -> None:
        """阶段完成."""
        present, today = self.spot_key(SpotKind.STAGE), self.tracker.office.today()
        self._form(
            "finish_stage",
            "阶段完成",
            lambda page: dialogs.deed_forms.stage_done_fields(page, present, today),
        )

    # 销号要件

    def action_publicise(self) -> None:
        """公示."""
        today = self.tracker.office.today()
        self._form("publicise", "登记公示", lambda page: dialogs.deed_forms.publicity_fields(page, today))

    def action_object(self) -> None:
        """公示异议."""
        fields = dialogs.deed_forms.objection_fields()
        self._form("object", "公示有无异议", lambda page: fields, command="record_objections")

    def action_score(self) -> None:
        """满意度."""
        if not self._page(self.action_score) or not self._is_to_be_had("score"):
            return
        today = self.tracker.office.today()

        def rounds(ledger: Ledger) -> list[SurveyRow]:
            from tracker.ledger.surveys import surveys

            return surveys(ledger)

        def offer(found: list[SurveyRow]) -> None:
            self._form("score", "登记满意度", lambda page: dialogs.deed_forms.score_fields(found, today))

        self.read(rounds, offer, group="reasons")

    # 制度与归类

    def action_add_regulation(self) -> None:
        """登记制度."""
        self._form("add_regulation", "登记制度", dialogs.deed_forms.regulation_fields)

    def action_issue_regulation(self) -> None:
        """制度印发."""
        present, today = self.spot_key(SpotKind.REGULATION), self.tracker.office.today()
        self._form(
            "issue_regulation",
            "制度印发",
            lambda page: dialogs.deed_forms.issuing_fields(page, present, today),
        )

    def action_check_regulation(self) -> None:
        """制度检查."""
        present, today = self.spot_key(SpotKind.REGULATION), self.tracker.office.today()
        self._form(
            "check_regulation",
            "制度检查",
            lambda page: dialogs.deed_forms.regulation_check_fields(page, present, today),
        )

    def action_classify(self) -> None:
        """分类盘点, with what the facts speak for."""
        from tracker.ledger.classification import proposed_class

        if not (page := self._page(self.action_classify)):
            return
        proposed = proposed_class(page)
        intro = (f"按现在的情况，建议列入“{proposed[0].word}”：{proposed[1]}",) if proposed else ()
        first = proposed[0] if proposed else None
        self._form(
            "classify", "分类盘点", lambda page: dialogs.deed_forms.class_fields(page, first), intro=intro
        )

    # 举一反三与上级

    def action_start_self_check(self) -> None:
        """布置自查."""
        self._form("start_self_check", "布置自查", dialogs.deed_forms.self_check_fields)

    def action_answer_self_check(self) -> None:
        """自查反馈: of the list under the cursor, of the only one, or of one to choose."""

        from tracker.tui.dialogs.pick import Choice, Pick

        if not (page := self._page(self.action_answer_self_check)) or not self._is_to_be_had(
            "answer_self_check"
        ):
            return
        present = self.spot_key(SpotKind.SELF_CHECK)
        rows = [row for row in page.self_checks if present in (None, row.id)]
        if len(rows) == 1:
            self._read_self_check(page, str(rows[0].id))
        else:
            choices = [Choice(str(row.id), row.matter, remark=row.words) for row in rows]
            self.tracker.push_screen(
                Pick("哪一次自查", choices), lambda key: self._read_self_check(page, key)
            )

    def _read_self_check(self, page: ItemPage, key: str | None) -> None:
        if key is None:
            return
        today = self.tracker.office.today()

        def answers(ledger: Ledger) -> tuple[SelfCheckRow, tuple[SelfCheckAnswerRow, ...]]:
            from tracker.ledger.self_checks import self_check

            return self_check(ledger, int(key), today=today)

        def offer(found: tuple[SelfCheckRow, tuple[SelfCheckAnswerRow, ...]]) -> None:
            row, lines = found
            told = [f"{one.unit}：{one.result.word} {one.text}".rstrip() for one in lines if one.on]
            fields = dialogs.deed_forms.self_check_answer_fields(lines)
            intro = (f"查什么：{row.matter}", row.words, *told)
            self._open_form(
                "登记自查反馈", page, fields, "answer_self_check", intro=intro, fixed={"key": key}
            )

        self.read(answers, offer, group="reasons")

    def action_raise_item(self) -> None:
        """提请上级."""
        self._form("raise_item", "提请上级", lambda page: dialogs.deed_forms.raising_fields())

    def action_answer_raised(self) -> None:
        """上级答复."""
        present = self.spot_key(SpotKind.ESCALATION)
        self._form(
            "answer_raised",
            "登记上级答复",
            lambda page: dialogs.deed_forms.raised_answer_fields(page, present),
        )

    # 屡改屡犯

    def action_confirm_lineage(self) -> None:
        """屡改屡犯: choose among older problems that are like it."""
        if not (page := self._page(self.action_confirm_lineage)) or not self._is_to_be_had("confirm_lineage"):
            return
        number = page.row.number

        def like(ledger: Ledger) -> tuple[OfferRow, ...]:
            from tracker.ledger.lineage import offers

            return offers(ledger, number)

        self.read(like, lambda found: self._offer_kin(page, found), group="reasons")

    def _offer_kin(self, page: ItemPage, found: Sequence[OfferRow]) -> None:
        from tracker.tui.dialogs.confirm import Notice
        from tracker.tui.dialogs.pick import Choice, Pick

        if not found:
            line = "同一单位以前没有相近的问题"
            self.tracker.push_screen(Notice("没有可认定的", (line,), is_refusal=False))
            return
        choices = [
            Choice(
                row.number,
                f"{row.number} {row.title}",
                remark=f"{row.unit} · {f'{row.closed_on} 销号' if row.closed_on else row.state.word}"
                f" · {row.likeness.words}",
            )
            for row in found
        ]
        self.tracker.push_screen(
            Pick(f"是以前哪个问题又犯了（都不是就 {key_for('give_up', '取消')}）", choices),
            lambda number: self._kin_picked(page, "confirm_lineage", number),
        )

    def action_remove_lineage(self) -> None:
        """取消屡改屡犯."""

        from tracker.tui.dialogs.pick import Choice, Pick

        if (page := self._page(self.action_remove_lineage)) and self._is_to_be_had("remove_lineage"):
            choices = [Choice(row.number, f"{row.number} {row.title}") for row in page.kin.before]
            self.tracker.push_screen(
                Pick("取消与哪一项的屡改屡犯", choices),
                lambda number: self._kin_picked(page, "remove_lineage", number),
            )

    def _kin_picked(self, page: ItemPage, command: str, number: str | None) -> None:
        if number is not None:
            self._write_now(page, command, {"ancestor": number})

    # 佐证

    def action_open_evidence(self) -> None:
        """打开佐证: the one under the cursor, the only one, or one to choose."""

        from tracker.tui.dialogs.pick import Choice, Pick

        if not (page := self._page(self.action_open_evidence)):
            return
        present = self.spot_key(SpotKind.EVIDENCE)
        rows = [row for row in page.evidence if present in (None, row.id)]
        if not rows:
            self.tracker.say(f"{page.row.number} 还没有佐证材料，{key_for('evidence')} 登记")
        elif len(rows) == 1:
            self._open_evidence(rows[0])
        else:
            choices = [Choice(str(row.id), row.name, remark=row.note) for row in rows]
            by_id = {str(row.id): row for row in rows}
            self.tracker.push_screen(
                Pick("打开哪一份", choices), lambda key: self._open_evidence(by_id[key]) if key else None
            )

    def _open_evidence(self, row: EvidenceRow) -> None:
        def opened(ledger: Ledger) -> str:
            from tracker.tui.evidence_files import open_evidence

            return open_evidence(ledger, row)

        self.read(opened, self._said, group="evidence")

    def _said(self, sentence: str) -> None:
        from tracker.tui.dialogs.confirm import Notice

        if "请到这里打开" in sentence:
            self.tracker.push_screen(Notice("佐证材料已取出", (sentence,), is_refusal=False))
        else:
            self.tracker.say(sentence)

    def action_check_evidence(self) -> None:
        """核对佐证: every piece read again."""

        from tracker.tui.dialogs.confirm import Notice

        if not (page := self._page(self.action_check_evidence)):
            return
        rows = page.evidence

        def troubles(ledger: Ledger) -> list[str]:
            from tracker.tui.evidence_files import trouble

            return [line for row in rows if (line := trouble(ledger, row))]

        def told(lines: list[str]) -> None:
            if lines:
                self.tracker.push_screen(Notice(f"{len(rows)}份佐证材料里{len(lines)}份有问题", lines))
            else:
                line = "逐份重新算过校验码，都与登记时一致" if rows else f"{key_for('evidence')} 登记佐证材料"
                title = f"{len(rows)}份佐证材料都完好" if rows else "还没有佐证材料"
                self.tracker.push_screen(Notice(title, (line,), is_refusal=False))

        self.read(troubles, told, group="evidence")

    def action_flow(self) -> None:
        """流程图."""

        from tracker.tui.dialogs.flow import FlowDialog

        if self._page(self.action_flow) and self.opened is not None:
            self.tracker.push_screen(FlowDialog(self.opened), self._mend_later)

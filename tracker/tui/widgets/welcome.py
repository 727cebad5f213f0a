"""What an empty ledger says: what to press first."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import pad, width
from tracker.tui.lines import Part, assemble

_STEPS: tuple[tuple[str, str, str], ...] = (
    ("F7", "挖掘一份文件", "讲话、反馈意见、整改方案（Word、PDF、Excel、文本）"),
    ("Ctrl+N", "手工新增一项", "问题或任务，措施、责任、时限一并填写"),
    ("Ctrl+R", "复核候选", "逐条收下或弃用挖掘出来的问题、任务和措施"),
    ("Ctrl+U", "写明您是谁", "姓名和角色，记录里有名有姓，下次还记得"),
    ("?", "看全部按键", "以及预警记号和办理流程"),
)


SLOGAN = "列出清单挂号，对账落实销号"


class Welcome(Widget):
    """The field's own maxim, and the first keys."""

    pending: reactive[int] = reactive(0)

    def render(self) -> RenderResult:
        """A few lines in the middle."""
        lines: list[list[Part]] = [
            [(SLOGAN, "bold $vermilion")],
            [("━" * width(SLOGAN), "$primary")],
            [],
            [("台账还是空的。从这里开始：", "$foreground")],
            [],
        ]
        for shown, word, says in _STEPS:
            lines.append(
                [
                    (f"{shown:>6}", "bold $vermilion"),
                    (f"  {pad(word, 14)}", "bold $foreground"),
                    (says, "$muted"),
                ]
            )
        if self.pending:
            lines += [[], [(f"有 {self.pending} 条候选等待复核，按 Ctrl+R 继续", "bold $lamp-near")]]
        widest = max(sum(width(text) for text, _ in line) for line in lines)
        left = max(0, (self.size.width - widest) // 2)
        above = max(0, (self.size.height - len(lines)) // 2 - 1)
        body = [assemble((" " * left, ""), *line) for line in lines]
        return Content("\n").join([*[Content("")] * above, *body])

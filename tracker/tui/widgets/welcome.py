"""What an empty ledger says: what to press first."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, pad, width
from tracker.tui.clicking import run_clicked
from tracker.tui.keymap import key_for
from tracker.tui.lines import Part, assemble

_STEPS: tuple[tuple[str, str, str], ...] = (
    ("tour", "走一遍导览", "在样例台账上，几分钟，看一件事从讲话到销号"),
    ("mine", "挖掘一份文件", "讲话、反馈意见、整改方案（Word、PDF、Excel、文本）"),
    ("import_ledger", "导入一本台账", "以前的、别处的 Excel 台账，先逐行看，再一次导入"),
    ("directory", "填报单位和人员", "本单位名称印在台账和公文上；单位、人员、反馈日期"),
    ("add_item", "手工新增一项", "问题或任务，措施、责任、时限一并填写"),
    ("review", "复核候选", "逐条收下或弃用挖掘出来的问题、任务和措施"),
    ("switch_actor", "写明您是谁", "姓名和角色，记录里有名有姓，下次还记得"),
    ("help", "看全部按键", "以及预警记号和办理流程"),
)
"""Action, what it is, what comes of it."""

SLOGAN = "列出清单挂号，对账落实销号"


class Welcome(Widget):
    """The field's own maxim, and the first keys."""

    pending: reactive[int] = reactive(0)

    _places: dict[int, str]
    """Action by line."""

    def render(self) -> RenderResult:
        """A few lines in the middle."""
        lines: list[list[Part]] = [
            [(SLOGAN, "bold $vermilion")],
            [("━" * width(SLOGAN), "$primary")],
            [],
            [("台账还是空的。从这里开始：", "$foreground")],
            [],
        ]
        self._places = {}
        for action, word, says in _STEPS:
            shown = key_for(action)
            self._places[len(lines)] = action
            lines.append(
                [
                    (f"{shown:>6}", "bold $vermilion"),
                    (f"  {pad(word, 16)}", "bold $foreground"),
                    (cut(says, max(0, self.size.width - 26)), "$muted"),
                ]
            )
        if self.pending:
            lines += [
                [],
                [(f"有 {self.pending} 条候选等待复核，按 {key_for('review')} 继续", "bold $lamp-near")],
            ]
        widest = max(sum(width(text) for text, _ in line) for line in lines)
        left = max(0, (self.size.width - widest) // 2)
        above = max(0, (self.size.height - len(lines)) // 2 - 1)
        self._places = {line + above: action for line, action in self._places.items()}
        body = [assemble((" " * left, ""), *line) for line in lines]
        return Content("\n").join([*[Content("")] * above, *body])

    def on_click(self, event: events.Click) -> None:
        """A click on a line does what its key does."""
        action = self._places.get(event.y)
        if action is not None:
            event.stop()
            own = callable(getattr(self.screen, f"action_{action}", None))
            run_clicked(self, f"screen.{action}" if own else f"app.{action}")

"""盘点: the five classes side by side, cards moved between them, and what each class wants first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.words import Classification
from tracker.tui.app_words import in_app_words
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keymap import key_for
from tracker.tui.lamps import LAMPS
from tracker.tui.lines import Lines
from tracker.tui.screens.schedule_view import ScheduleView
from tracker.tui.views import Done
from tracker.tui.widgets.board import Board

if TYPE_CHECKING:
    from tracker.ledger.board import BoardColumn, Judgement, Proposals
    from tracker.ledger.list_rows import ItemRow
    from tracker.ledger.store import Ledger

LOW = 18
"""Lines below which the judgement stands short."""


class BoardView(ScheduleView):
    """The board, and below it what is said of the card in hand."""

    NAME = "board"
    LETTER = "P"
    WORD = "盘点"
    ACTIONS = frozenset({"classify", "move_left", "move_right", "take_proposals"})

    def __init__(self) -> None:
        super().__init__(id="view-board")
        self._judgement: Judgement | None = None

    def compose(self) -> Iterable[Widget]:
        """Both."""
        yield Board()
        yield Static(id="judgement", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Short where there are few lines."""
        self.set_class(event.size.height < LOW, "-low")
        self.call_after_refresh(self._tell)

    @property
    def _board(self) -> Board:
        return self.query_one(Board)

    def focus_first(self) -> None:
        """The board."""
        self._board.focus()

    def reread(self) -> None:
        """Every column."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def columns(ledger: Ledger) -> tuple[BoardColumn, ...]:
            from tracker.ledger.board import board
            from tracker.tui.workers.overview_reads import within

            return board(ledger, within(campaign), today=today)

        self.read(columns, self._board.show)

    def on_board_moved(self, event: Board.Moved) -> None:
        """Judge the card in hand."""
        self._judgement = None
        self._tell()
        if event.card is None:
            return
        number, today = event.card.number, self.tracker.office.today()

        def judged(ledger: Ledger) -> Judgement:
            from tracker.ledger.board import judged as judge

            return judge(ledger, number, today=today)

        self.read(judged, self._judged, "judgement")

    def _judged(self, judgement: Judgement) -> None:
        card = self._board.card
        if card is not None and card.number == judgement.number:
            self._judgement = judgement
            self._tell()

    def _tell(self) -> None:
        board, place = self._board, self.query_one("#judgement", Static)
        place.update(told(board.column, board.card, self._judgement, place.size.width))

    def on_board_opened(self, event: Board.Opened) -> None:
        """A card opens its page, a head the list of its class."""
        if event.card is not None:
            self.tracker.show_item(event.card.number)
        else:
            self.tracker.show_list(str(event.column.query))

    def open_row(self) -> None:
        """What is in hand."""
        self._board.open()

    # Moving cards

    def classify(self) -> None:
        """F8: choose the class, each told with what it wants."""
        judgement = self._judgement
        if judgement is None:
            known = self._board.card is not None
            self.tracker.say("还在看这一项缺什么，请再按一次" if known else "先选一张卡片")
            return
        choices = [
            Choice(name.word, name.word, remark=_remark(judgement, name))
            for name in Classification
            if name is not judgement.present
        ]

        def picked(word: str | None) -> None:
            name = Classification.read(word or "")
            if name is not None:
                self._move(judgement.number, name)

        self.tracker.push_screen(Pick(f"{judgement.number} 列入哪一类", choices), picked)

    def move_card(self, by: int) -> None:
        """To the nearest class on that side that the card may go to; where there is none, what it lacks."""
        board, card = self._board, self._board.card
        if card is None:
            self.tracker.say("先选一张卡片")
            return
        place = board.place + by
        if not 0 <= place < len(board.columns):
            return
        aside = board.columns[place:] if by > 0 else board.columns[place::-1]
        names = [column.name for column in aside if column.name is not None]
        if not names:
            self.tracker.say(f"列入以后不改回“未盘点”；刚列错的，{key_for('undo')} 撤销")
            return
        judgement = self._judgement
        lacks = judgement.lacks if judgement is not None and judgement.number == card.number else {}
        passed = list(takewhile(lacks.get, names))
        if len(passed) == len(names):
            self._move(card.number, names[0])
        else:
            self._move(card.number, names[len(passed)], passed)

    def _move(self, number: str, name: Classification, passed: Sequence[Classification] = ()) -> None:
        """`passed` are those on the way that lack something."""
        over = f"，越过还缺东西的{'、'.join(f'“{one.word}”' for one in passed)}" if passed else ""
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.ledger.commands.classifying import classify

            classify(ledger, actor, [(number, name)], today=today)
            return Done(f"{number} 已列入“{name.word}”{over}")

        self.tracker.write(task)

    def take_proposals(self) -> None:
        """Ctrl+A: what is not sorted yet and wants nothing goes where its facts speak for."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def proposals(ledger: Ledger) -> Proposals:
            from tracker.ledger.board import unsorted_proposals
            from tracker.tui.workers.overview_reads import within

            return unsorted_proposals(ledger, within(campaign), today=today)

        self.read(proposals, self._ask_for_proposals, "proposals")

    def _ask_for_proposals(self, found: Proposals) -> None:
        if not found.ready:
            self.tracker.say("没有可以按建议列入的：未盘点的都还缺东西，或已盘点完")
            return
        counts = {name: sum(one is name for _, one in found.ready) for name in Classification}
        shown = "、".join(f"{name.word}{number}个" for name, number in counts.items() if number)
        left = f"；另有{found.lacking}个还缺东西，不动" if found.lacking else ""
        question = f"列入：{shown}{left}。列错了可以一次撤销。"
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.ledger.commands.classifying import classify

            changed = classify(ledger, actor, found.ready, today=today)
            return Done(f"已按建议列入{changed}个：{shown}")

        def answered(answer: bool | None) -> None:
            if answer:
                self.tracker.write(task)

        self.tracker.push_screen(Confirm("按建议列入", question, yes="列入", no="不列入"), answered)


def _remark(judgement: Judgement, name: Classification) -> str:
    lacks = judgement.lacks[name]
    proposed = "按进展建议；" if name is judgement.proposed else ""
    return proposed + ("可以列入" if not lacks else "还差：" + "；".join(map(in_app_words, lacks)))


def told(
    column: BoardColumn | None, card: ItemRow | None, judgement: Judgement | None, cells: int
) -> Content:
    """The card in hand, the class its facts speak for, and of each class what is missing."""
    lines = Lines(cells)
    if column is None:
        return lines.content()
    if card is None:
        lines.heading(f"{column.word} {column.count}项", column.asks)
        hint = f"{key_for('open_row', '打开')} 在台账里列出这一类" if column.count else "这一类还没有"
        lines.text(hint, "$muted", indent=1)
        return lines.content()
    lamp = LAMPS[card.light]
    title = f" {card.title}" + (f"　{card.lead}" if card.lead else "")
    right = [(f"  {lamp.sign} {card.light_words}", lamp.style)]
    lines.pair([(card.number, "bold $vermilion"), (title, "bold $foreground")], right)
    if judgement is None:
        return lines.content()
    if judgement.proposed is not None:
        agreed = "，已在这一类" if judgement.proposed is judgement.present else ""
        lines.cut_text(
            f"{judgement.proposed.word}（{judgement.why}）{agreed}",
            1,
            "bold $vermilion" if not agreed else "$lamp-done",
            indent=6,
            first=(" 建议", "$muted"),
        )
    for name, lacks in judgement.lacks.items():
        if name is judgement.present:
            lines.text("现在的分类", "$muted", indent=17, first=(f" ○ {name.word}", "bold $foreground"))
        elif lacks:
            missing = "；".join(map(in_app_words, lacks))
            lines.cut_text(missing, 1, "$muted", indent=17, first=(f" × {name.word}", "$muted"))
        else:
            lines.text("可以列入", "$lamp-done", indent=17, first=(f" √ {name.word}", "$lamp-done"))
    return lines.content()

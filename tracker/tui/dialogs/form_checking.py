"""What a form says below its fields while one types: how they are read, what is wrong, names that fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, OptionList

from tracker.errors import BadInput
from tracker.ledger.list_rows import Deadline
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.field_moving import moved
from tracker.tui.dialogs.fields import FieldBox, NameList
from tracker.tui.dialogs.form_drafts import DraftKeeping
from tracker.tui.widgets.item_lines import deadline_words

if TYPE_CHECKING:
    from tracker.tui.workers.names_reads import KnownName

Told = tuple[str, str]
"""A sentence and its style."""

FINE, WRONG, DOUBTFUL, ADVICE = "$lamp-normal", "$lamp-overdue", "$lamp-near", "$faint"

LIMITS = "可写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持"

DAYS = "可写 2025-3-31、6月12日、昨天、下周五、+2周、3个工作日"

DAYS_GONE = "可写 2025-3-31、6月12日、昨天、上周五、三天前、上月底"

WEEKDAYS = "一二三四五六日"

_SEPARATORS = "、，,；;\n"


class FieldChecking(DraftKeeping):
    """A form whose fields are read as one types, in threads."""

    _names: tuple[KnownName, ...] | None = None

    def check_all(self) -> None:
        """Every field, as the form is opened."""
        for box in self.query(FieldBox):
            self.check(box)
        if any(box.field.kind is FieldKind.NAMES for box in self.query(FieldBox)):
            self._read_names()

    def check(self, box: FieldBox) -> None:
        """Say below the field how it is read."""
        field, text = box.field, box.value
        if field.is_needed and not text.strip() and self.is_changed:
            box.say(f"{field.label}必填", DOUBTFUL)
        elif field.kind is FieldKind.DEADLINE:
            self._tell(box, partial(self._limit, text, field), empty=LIMITS)
        elif field.kind is FieldKind.DATE:
            ways = DAYS_GONE if field.is_past else DAYS
            self._tell(box, partial(_day, text, self._today, field.is_past), empty="" if field.hint else ways)
        elif field.kind is FieldKind.AMOUNT:
            self._tell(box, partial(_amount, self.values.get("kind", ""), text))
        elif field.kind is FieldKind.NUMBER:
            self._tell(box, partial(_number, text))
        elif field.kind is FieldKind.NAMES:
            self._check_names(box)
        elif field.is_needed:
            box.say(field.hint if field.kind is FieldKind.TEXT else "", ADVICE)

    @property
    def _today(self) -> dt.date:
        return self.tracker.office.today()

    def _tell(self, box: FieldBox, read: Callable[[], Told], *, empty: str = "") -> None:
        if not box.value.strip():
            box.say(empty, ADVICE)
            return
        self.in_thread(
            read,
            lambda told: box.say(*told),
            group=f"check-{box.field.name}",
            failed=lambda error: self._cannot_read(box, error),
        )

    def _cannot_read(self, box: FieldBox, error: BaseException) -> None:
        if not isinstance(error, BadInput):
            self.tracker.show_failure(error)
        elif box.field.kind is FieldKind.DEADLINE:
            box.say(f"看不懂，{LIMITS}", WRONG)
        else:
            box.say(str(error), WRONG)

    def _limit(self, phrase: str, field: Field) -> Told:
        """Counted from a document's day, else by the events of the campaign that the item is at home in."""
        from tracker.desk.deadlines import read_deadline
        from tracker.desk.reviewing import why_limit
        from tracker.desk.typed_limits import limit_of

        if field.base is not None:
            deadline = read_deadline(phrase, base=field.base)
            words, style = preview(deadline)
            return f"{words} {why_limit(deadline, field.base)}", style
        ledger, numbers = self.tracker.office.ledger(), [self._about] if self._about else []
        return preview(limit_of(ledger, phrase, numbers, self._today), field.after)

    # Names

    def _read_names(self) -> None:
        office = self.tracker.office

        def names() -> tuple[KnownName, ...]:
            from tracker.tui.workers import names_reads

            return names_reads.known_names(office.ledger())

        self.in_thread(names, self._names_read, group="names", failed=self.tracker.show_failure)

    def _names_read(self, names: tuple[KnownName, ...]) -> None:
        self._names = names
        for box in self.query(FieldBox):
            if box.field.kind is FieldKind.NAMES:
                self._check_names(box)

    def _check_names(self, box: FieldBox) -> None:
        names, text = self._names, box.value
        if names is None:
            return
        typed = last_name(text, is_one=box.field.is_one)
        has_focus = box.query_one(f"#field-{box.field.name}").has_focus

        def found() -> tuple[tuple[KnownName, ...], tuple[str, ...]]:
            from tracker.tui.workers import names_reads
            from tracker.tui.workers.writes import split_names

            whole = (text.strip(),) if box.field.is_one and text.strip() else split_names(text)
            offered = names_reads.fitting(names, typed) if has_focus and text != box.field.value else ()
            was_there = split_names(box.field.value)
            return offered, tuple(name for name in names_reads.unknown(names, whole) if name not in was_there)

        self.in_thread(
            found,
            lambda both: self._offer(box, typed, *both),
            group=f"check-{box.field.name}",
            failed=self.tracker.show_failure,
        )

    def _offer(
        self, box: FieldBox, typed: str, offered: tuple[KnownName, ...], unknown: tuple[str, ...]
    ) -> None:
        if box.value and last_name(box.value, is_one=box.field.is_one) != typed:
            return  # typed on meanwhile
        # What is written in full as a name of its own is not replaced by Enter; initials are.
        box.offer([(one.name, one.remark) for one in offered], is_marked=typed.isascii())
        if offered:
            box.say("↓ 选一个，Enter 填入；照写也可以", ADVICE)
        elif unknown:
            box.say(f"“{'、'.join(unknown)}”以前没有用过，请核对；照写也可以", DOUBTFUL)
        else:
            box.say("", ADVICE)

    def _open_names(self) -> tuple[FieldBox, NameList] | None:
        """The field that has the keys, where names are offered below it."""
        for box in self.query(FieldBox):
            if box.field.kind is FieldKind.NAMES and box.query_one(Input).has_focus:
                names = box.names
                return (box, names) if names is not None and names.display else None
        return None

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the names while one types, else from field to field."""
        found = self._open_names()
        if found is not None and event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            names = found[1]
            if event.key == "down":
                names.action_cursor_down()
            else:
                names.action_cursor_up()
        elif moved(self, event.key):
            event.stop()
            event.prevent_default()

    def took_name(self) -> bool:
        """Enter takes the name under the mark; False where none is."""
        found = self._open_names()
        if found is None or found[1].marked is None:
            return False
        self._take(found[0], found[1].marked)
        return True

    def closed_names(self) -> bool:
        """Esc closes the names first; False where none are open."""
        found = self._open_names()
        if found is None:
            return False
        found[1].display = False
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes a name."""
        names = event.option_list
        if isinstance(names, NameList):
            event.stop()
            box = next(box for box in self.query(FieldBox) if box.names is names)
            self._take(box, names.names[event.option_index])

    def _take(self, box: FieldBox, name: str) -> None:
        line = box.query_one(Input)
        line.value = with_name(line.value, name, is_one=box.field.is_one)
        line.cursor_position = len(line.value)
        if box.names is not None:
            box.names.display = False
        line.focus()


def last_name(text: str, *, is_one: bool = False) -> str:
    """The name that is being typed: what follows the last 、."""
    start = -1 if is_one else max((text.rfind(sign) for sign in _SEPARATORS), default=-1)
    return text[start + 1 :].strip()


def with_name(text: str, name: str, *, is_one: bool = False) -> str:
    """The text with the name in place of what was typed of it."""
    start = -1 if is_one else max((text.rfind(sign) for sign in _SEPARATORS), default=-1)
    return text[: start + 1] + name


def _day(phrase: str, today: dt.date, is_past: bool) -> Told:
    from tracker.desk.days import read_day
    from tracker.desk.past_days import read_day_gone

    day = read_day_gone(phrase, base=today) if is_past else read_day(phrase, base=today)
    words = f"→ {day} 周{WEEKDAYS[day.weekday()]}{_distance((day - today).days)}"
    return (f"{words}，还没到这一天", WRONG) if is_past and day > today else (words, FINE)


def _distance(days: int) -> str:
    return "（今天）" if days == 0 else f"（{days}天后）" if days > 0 else f"（{-days}天前）"


def _amount(kind: str, text: str) -> Told:
    from tracker.ledger.amounts import read_amount
    from tracker.ledger.parts import AmountRow
    from tracker.ledger.words import AmountKind

    found = AmountKind(kind or AmountKind.OTHER.value)
    count = read_amount(found, text)
    return f"→ {AmountRow(found, '', None, 0).written(count)}", FINE


def _number(text: str) -> Told:
    from tracker.tui.workers.writes import number_of

    return f"→ {number_of(text)}", FINE


def preview(deadline: Deadline, after: dt.date | None = None) -> Told:
    """What a time limit was understood as, and its style; `after` is the day it has to be later than."""
    if deadline.due is None:
        return "→ " + (deadline_words(deadline) if deadline.confirm else deadline.kind.word), FINE
    sure = "，待明确" if deadline.confirm else ""
    words = f"→ {deadline.due}（{deadline.kind.word}{sure}）"
    if after is None:
        return words, DOUBTFUL if deadline.confirm else FINE
    days = (deadline.due - after).days
    if days <= 0:
        return f"{words}，不晚于现时限 {after}", WRONG
    return f"{words}，比现时限晚{days}天", FINE

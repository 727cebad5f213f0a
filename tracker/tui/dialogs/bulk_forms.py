"""What 批量 asks: which content or step, and what is written with it."""

from __future__ import annotations

from tracker.desk.bulk_wishes import CONTENTS, STEPS, BulkStep, Content, Kind, Wish, step_named
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.pick import Choice

VALUE = "value"
"""The field of a content."""

_KINDS = {
    Kind.NAMES: FieldKind.NAMES,
    Kind.TEXT: FieldKind.LINE,
    Kind.WORD: FieldKind.CHOICE,
    Kind.LIMIT: FieldKind.DEADLINE,
}


def wish_choices(*, with_steps: bool) -> list[Choice]:
    """Every content, and every step."""
    contents = [
        Choice(content.name, f"改 {content.name}", "bold $foreground", _words(content))
        for content in CONTENTS
    ]
    if not with_steps:
        return contents
    steps = [Choice(step.code, f"办 {step.word}", "bold $vermilion") for step in STEPS]
    return [*contents[:7], *steps, *contents[7:]]


def _words(content: Content) -> str:
    """What it can be, where that is one of a few: 类型 and 期限 are told apart by it."""
    return "、".join(word.word for word in content.words) if content.words else ""


def content_fields(content: Content) -> list[Field]:
    """What a content is to be."""
    choices = tuple((word.word, word.word) for word in content.words) if content.words else ()
    hint = "多个用顿号分开；留空就是清空" if content.kind is Kind.NAMES else ""
    if content.kind is Kind.TEXT:
        hint = "留空就是清空"
    return [
        Field(
            VALUE,
            content.name,
            _KINDS[content.kind],
            hint=hint,
            choices=choices,
            is_needed=not content.can_be_empty and content.kind is not Kind.WORD,
        )
    ]


def step_fields(step: BulkStep) -> list[Field]:
    """What is written with a step."""
    return [
        Field(
            need.name,
            need.label,
            FieldKind.CHOICE if need.words else FieldKind.TEXT,
            choices=tuple((word.value, word.word) for word in need.words) if need.words else (),
            is_needed=need.is_needed and need.words is None,
        )
        for need in step.needs
    ]


def wish_of(choice: str, values: Values, before: Wish) -> Wish:
    """The wish with what was chosen and written; contents join those of before."""
    if any(choice == content.name for content in CONTENTS):
        return Wish({**before.contents, choice: values[VALUE]})
    return Wish(step=step_named(choice).code, written=values)

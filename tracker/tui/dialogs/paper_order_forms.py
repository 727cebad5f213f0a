"""What 出文 asks for: what stands in the paper, where it goes, and whether it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from tracker.errors import NotPermitted
from tracker.ledger.actor import Actor
from tracker.ledger.words import PaperKind
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.wish_form import WishForm, wish_form
from tracker.tui.office import Office
from tracker.tui.paper_choices import ASKING, REPORTS, PaperChoice, Preview
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

_SECRET: Final = (("no", "不写入"), ("yes", "也写入，密级印在左上角"))


class FillForm(WishForm):
    """What stands in the paper."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "看样子"}


class WriteForm(Form):
    """Where it goes."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "写出"}


def fill_form(choice: PaperChoice, check: Callable[[Ledger, Values], None]) -> WishForm:
    """The fields of one kind of paper, as they were filled in before."""
    intro = "填好就看样子，还没有写出；各种公文同名的栏目共用，换一种公文不用再填。"
    return wish_form(f"填写{choice.kind.word}", _fields(choice), check, intro, form=FillForm)


def _fields(choice: PaperChoice) -> list[Field]:
    kind, values = choice.kind, choice.values
    fields: list[Field] = []
    if kind is PaperKind.HANDOVER:
        fields += [
            Field("who", "谁名下", FieldKind.NAMES, is_needed=True, is_one=True, hint="没有办完的都列上"),
            Field("to", "接手人", FieldKind.NAMES, is_one=True, hint="不填就留空，手填"),
        ]
    if kind in ASKING:
        word = "最后期限" if kind is PaperKind.ADMONITION else "反馈期限"
        needed = kind is PaperKind.ADMONITION
        fields.append(Field("due", word, FieldKind.DATE, hint="可以写 +1周", is_needed=needed))
    if kind is PaperKind.BETWEEN:
        fields.append(
            Field("since", "上次会议", FieldKind.DATE, is_needed=True, is_past=True, hint="从这天晚上算起")
        )
    if kind in REPORTS:
        fields += [
            Field("day", "截至", FieldKind.DATE, is_past=True, hint="不填：今天"),
            Field("title", "标题", hint="不填：专项名称加公文名称"),
        ]
    else:
        fields.append(Field("number", "从几号编", hint="不填：接着今年的编"))
    fields += [
        Field("issuer", "落款", hint="不填：版式里的落款或专项的填报单位"),
        Field("label", "密级", hint="左上角；事项自己的密级总会印上"),
        Field("secret", "密级事项", FieldKind.CHOICE, choices=_SECRET),
        Field("template", "模板", hint="自己的 .docx；不填：公文版式里定的，没有就按国标"),
    ]
    return [_filled(field, values) for field in fields]


def _filled(field: Field, values: Values) -> Field:
    return replace(field, value=values.get(field.name, field.value))


def write_form(office: Office, preview: Preview, folder: Path) -> Form:
    """Where it goes; a draft, or numbered and recorded."""
    from tracker.tui.workers.writes import past_day_or_none

    choice, actor, today = preview.choice, office.actor, office.today()
    kind = choice.kind
    is_issuable = kind not in REPORTS
    refusal = issuing_refusal(actor) if is_issuable else ""

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import paper_work

        is_issued = values.get("issue") == "yes"
        path, told = paper_work.write(ledger, choice, values, today, actor if is_issued else None)
        return Done(told, can_undo=is_issued, subject=str(path))

    fields = []
    if is_issuable and not refusal:
        issued = f"编号（{preview.number}起），登记为已发出" if preview.number else "登记为已发出"
        fields.append(
            Field(
                "issue",
                "登记",
                FieldKind.CHOICE,
                choices=(("no", "先看草稿，台账不动"), ("yes", issued)),
            )
        )
    until = past_day_or_none(choice.values.get("day", ""), today) or today
    path = folder / f"{kind.word}_{until:%Y%m%d}.docx"
    fields.append(Field("path", "文件", value=str(path), is_needed=True))
    intro = [f"{kind.word}{len(preview.papers)}份，{preview.items}个事项。"]
    if kind in ASKING and len(preview.papers) > 1:
        intro.append("一个单位一份，文件名后面加单位。")
    if refusal:
        intro.append(refusal)
    elif is_issuable:
        intro.append("登记以后，事项上留有文号，可以撤销；同一天不重复发同一份。")
    return WriteForm(f"出文：{kind.word}", fields, submit, intro=intro)


def issuing_refusal(actor: Actor) -> str:
    """Why this person writes drafts only; empty where they may number papers and record them as sent."""
    from tracker.ledger.authority import demand

    try:
        demand(actor, "issue_paper")
    except NotPermitted as refusal:
        return f"只写草稿：{refusal.summary}。"
    return ""


def sample_form(kind: PaperKind, folder: Path) -> Form:
    """A template to begin with."""

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import paper_work

        path, told = paper_work.sample(kind, values)
        return Done(told, can_undo=False, subject=str(path))

    intro = ("一份能用的样本，字段写成 {{ 标题 }} 这样；改好以后填在“模板”里，或写进公文版式文件。",)
    field = Field("path", "文件", value=str(folder / f"{kind.word}模板.docx"), is_needed=True)
    return WriteForm(f"{kind.word}模板样本", [field], submit, intro=intro)

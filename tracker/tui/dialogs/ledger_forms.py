"""Forms and choices about the ledger as a whole: new items, exports, quick filters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.list_wishes import ListKind
from tracker.ledger.filtering.reading import written_out
from tracker.ledger.rows import ViewRow
from tracker.ledger.words import OPEN_STATES, Light, Pace, State
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.item_forms import new_item_fields
from tracker.tui.dialogs.pick import Choice
from tracker.tui.lamps import LAMPS, STATE_STYLES
from tracker.tui.list_views import ListFigures, Listing
from tracker.tui.office import Office
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.campaigns import CampaignOverview
    from tracker.ledger.store import Ledger


SAVE_VIEW, RENAME_VIEW, REMOVE_VIEW = "save", "rename", "remove"
"""Choices beside the views themselves, which begin with @."""


def new_item_form(office: Office, campaign: str) -> Form:
    """手工新增, in the 专项 that is shown; in the default one where all are."""
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import writes

        told, item = writes.add_item(ledger, actor, today, values, campaign)
        return Done(told, subject=str(item))

    intro: tuple[str, ...] = (
        "只有“问题（任务）”必填；目标、措施、责任、时限可以现在写，也可以挂号之前再补。",
    )
    if campaign:
        intro = (f"归到专项：{campaign}。", *intro)
    return Form("新增事项", new_item_fields(), submit, intro=intro, about="")


def export_form(
    office: Office, figures: ListFigures, listing: Listing, marked: Sequence[int], folder: Path
) -> Form:
    """导出 a list, or all of them, of what is marked, else of what the list shows; to a dated name."""
    today, wanted = office.today(), listing.wanted

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import export_writes

        return Done(export_writes.export(ledger, wanted, today, values, marked=marked), can_undo=False)

    path = folder / f"{_file_name(figures.campaign.name)}_{today:%Y%m%d}.xlsx"
    chosen = "" if wanted.is_everything else f"，条件：{wanted}"
    what = f"导出标记的 {len(marked)} 项" if marked else f"导出列表里的 {len(listing.ids)} 项{chosen}"
    lists = tuple((kind.value, kind.word) for kind in ListKind)
    editions = (("", "内部版"), ("public", "公开版（责任人、电话、佐证、备注等不在其中）"))
    fields = [
        Field(
            "list",
            "清单",
            FieldKind.CHOICE,
            ListKind.LEDGER.value,
            choices=(*lists, ("", "全套清单，合在一个工作簿")),
        ),
        Field("edition", "版本", FieldKind.CHOICE, choices=editions),
        Field("path", "文件", value=str(path), hint="写成 .csv、.json 就是数据文件"),
    ]
    return Form("导出", fields, submit, intro=(what,), focus="path")


def _file_name(name: str) -> str:
    """A campaign's name without what file systems refuse."""
    kept = "".join(sign for sign in name if sign.isalnum() or sign in "-_（）()")
    return kept[:60] or "整改台账"


def state_choices(figures: ListFigures) -> list[Choice]:
    """States that occur, with their figures; 未销号 first."""
    still_open = sum(figures.states.get(state.value, 0) for state in OPEN_STATES)
    return [
        Choice("状态:未销号", "未销号", "bold $foreground", f"{still_open}"),
        *(
            Choice(f"状态:{state.word}", state.word, STATE_STYLES[state], str(count))
            for state in State
            if (count := figures.states.get(state.value, 0))
        ),
    ]


def light_choices(figures: ListFigures) -> list[Choice]:
    """Lights that occur, with their figures; 滞后, which is told beside the light, comes last."""
    return [
        *(
            Choice(f"预警:{light.word}", f"{LAMPS[light].sign} {light.word}", LAMPS[light].style, str(count))
            for light in Light
            if (count := figures.lights.get(light.value, 0))
        ),
        Choice(f"进度:{Pace.BEHIND.word}", f"≫ {Pace.BEHIND.word}", "$lamp-near", "措施落后于时间"),
    ]


def campaign_choices(overviews: Sequence[CampaignOverview]) -> list[Choice]:
    """All campaigns together, or one of them."""
    return [
        Choice("", "全部专项", "bold $foreground"),
        *(
            Choice(
                row.settings.name,
                row.settings.name,
                remark=f"已销号 {row.closed}/{row.items + row.standing}",
            )
            for row in overviews
        ),
    ]


def view_choices(views: Sequence[ViewRow], line: str) -> list[Choice]:
    """Every saved view, and what can be done about them."""
    choices = [Choice(f"@{view.name}", view.name, "bold $foreground", view.query) for view in views]
    if line.strip():
        choices.append(Choice(SAVE_VIEW, "把现在的筛选存为视图……", "$vermilion", line))
    if views:
        choices.append(Choice(RENAME_VIEW, "给一个视图改名……", "$muted"))
        choices.append(Choice(REMOVE_VIEW, "删除一个视图……", "$muted"))
    return choices


def view_form(office: Office, line: str, views: Sequence[ViewRow]) -> Form:
    """保存视图: of a view with more conditions the whole of them, under its own name again."""
    known = {view.name: view.query for view in views}
    called = next((name for name in known if line.split()[:1] == [f"@{name}"]), "")
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import writes

        return Done(writes.save_view(ledger, actor, today, values))

    fields = [
        Field("name", "名称", value=called, hint="如 本月到期"),
        Field("line", "筛选条件", value=written_out(line, known)),
    ]
    intro = ("同事也看得到；名称已有的，换成这次的条件。在筛选栏里写 @名称 就是它。",)
    return Form("保存视图", fields, submit, intro=intro)


def rename_form(office: Office, name: str) -> Form:
    """视图改名."""
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import writes

        told, new = writes.rename_view(ledger, actor, name, today, values)
        return Done(told, subject=new)

    return Form("视图改名", [Field("name", "新名称", value=name)], submit, intro=(f"现在叫“{name}”。",))


def unit_choices(names: list[str]) -> list[Choice]:
    """Every unit; a name with blanks is quoted as the filter wants it."""
    return [Choice(f'单位:"{name}"' if " " in name else f"单位:{name}", name) for name in names]

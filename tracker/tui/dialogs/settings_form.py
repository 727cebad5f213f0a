"""设置: who works here, how the app looks, where it opens and where exports go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import paths
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.words import Role
from tracker.settings import Settings, load, put_aside, save, settings_file
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.keymap import key_for, keys_file
from tracker.tui.sections import SECTIONS
from tracker.tui.themes import themes
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.office import Office

_AMBIGUOUS = (
    ("0", "问终端（一般不用改）"),
    ("1", "一格宽"),
    ("2", "两格宽（竖线、引号对不齐时选这个）"),
)

_COLUMNS = (("keep", "照现在的"), ("reset", "恢复原来的列、排序和分组（下次打开时）"))


@dataclass(frozen=True, slots=True)
class SettingsDone(Done):
    """What was chosen."""

    settings: Settings = field(default_factory=Settings)


def settings_form(office: Office, theme: str, own_folder: Path | None) -> Form:
    """Everything on one page; keys have a page of their own."""
    try:
        kept, broken = load(), ""
    except BadInput as problem:
        kept, broken = Settings(), str(problem)

    def submit(ledger: Ledger, values: Values) -> Done:
        chosen = _chosen(values, kept)
        if own_folder is not None:
            aside = put_aside() if broken else None
            save(chosen)
        else:
            aside = None
        if chosen.actor is not None:
            office.actor = chosen.actor
        told = f"设置已保存{'，原来写错的文件改名为 ' + aside.name if aside else ''}"
        again = f"改回去再按 {key_for('settings')}" if own_folder is not None else "样例里只管这一次"
        return SettingsDone(f"{told}；{again}", can_undo=False, settings=chosen)

    return Form("设置", _fields(office, kept, theme), submit, intro=_intro(own_folder, broken))


def _intro(own_folder: Path | None, broken: str) -> tuple[str, ...]:
    lines = [
        f"文件：{shown(settings_file())}；按键另有一页（{key_for('keymap')}），文件：{keys_file().name}",
    ]
    if broken:
        lines.append(f"{broken}。保存就写一份新的，原来的改名留着。")
    if own_folder is None:
        lines.append("这是样例台账：改了只管这一次，不影响您自己的设置。")
    return tuple(lines)


def _fields(office: Office, kept: Settings, theme: str) -> list[Field]:
    choice = FieldKind.CHOICE
    roles = tuple((role.value, role.word) for role in Role)
    looks = tuple((one.name, one.name) for one in themes())
    starts = tuple((section.name, section.key.word) for section in SECTIONS)
    exports = str(kept.exports or "")
    return [
        Field("name", "姓名", value=office.actor.name, is_needed=True, is_replaced=True),
        Field("role", "角色", choice, office.actor.role.value, choices=roles),
        Field("unit", "单位", value=office.actor.unit, hint="承办必填：只看本单位的事项"),
        Field("theme", "主题", choice, theme, choices=looks),
        Field("start", "打开时", choice, kept.start or SECTIONS[0].name, choices=starts),
        Field("exports", "导出到", value=exports, hint=f"不填：{shown(paths.exports_dir())}"),
        Field("columns", "台账的列", choice, "keep", choices=_COLUMNS),
        Field("ambiguous", "“”—●的宽度", choice, str(kept.ambiguous), choices=_AMBIGUOUS),
    ]


def _chosen(values: Values, kept: Settings) -> Settings:
    """The settings as filled in. Raises BadInput."""
    name, exports = values["name"].strip(), values["exports"].strip()
    if not name:
        raise BadInput("请写明姓名")
    folder = paths.chosen_exports_dir(exports) if exports else None
    if folder is not None and folder.exists() and not folder.is_dir():
        raise BadInput(f"导出到“{shown(folder)}”：这是文件，请写文件夹")
    if folder is not None and not folder.is_absolute():
        raise BadInput(f"导出到“{shown(folder)}”：请写完整路径，如 {shown(Path.home() / '整改台账')}")
    chosen = replace(
        kept,
        actor=Actor(name, Role(values["role"]), values["unit"].strip()),
        theme=values["theme"],
        start="" if values["start"] == SECTIONS[0].name else values["start"],
        exports=folder,
        ambiguous=int(values["ambiguous"]),
    )
    return replace(chosen, columns=(), sort="", group="") if values["columns"] == "reset" else chosen

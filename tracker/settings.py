"""The user's own settings: who they are, how the app looks, where exports go; one small TOML file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Final

from tracker import paths
from tracker.errors import BadInput, OutputFailed
from tracker.files import read_plain, replacing, shown, why_not_written
from tracker.ledger.actor import Actor
from tracker.ledger.roles import Role

_LARGEST: Final = 1 << 16
_REMEDY: Final = "请改正它，或删去它恢复默认设置"
_UPDATING: Final = Lock()


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept between runs; each is empty until somebody sets it."""

    actor: Actor | None = None
    """Who uses this machine."""
    theme: str = ""
    """Name of the app's theme."""
    exports: Path | None = None
    """Where workbooks go."""
    ambiguous: int = 0
    """Cells that the terminal draws “ ” — ● in, 1 or 2; 0: the app asks it."""
    columns: tuple[str, ...] = ()
    """Columns of the list from left to right, as `lead` or `lead:12`; empty: as the app is delivered."""
    sort: str = ""
    """The column that the list is sorted by, `-deadline` from the end."""
    group: str = ""
    """What the list is grouped by."""
    start: str = ""
    """Name of the section that the app opens on; empty: 总览."""


def settings_file() -> Path:
    """Where the settings lie; there need be nothing."""
    return paths.config_dir() / "settings.toml"


def load() -> Settings:
    """The settings as kept, the defaults where there are none. Raises BadInput for a broken file."""
    path = settings_file()
    if not path.exists():
        return Settings()
    import tomllib

    try:
        content = tomllib.loads(read_plain(path, _LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise BadInput(f"设置文件“{shown(path)}”不是 UTF-8 编码，{_REMEDY}") from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(f"设置文件“{shown(path)}”写法有误，{_REMEDY}") from problem
    name, word, unit, theme, exports, sort, group, start = (
        _text(content, key, path)
        for key in ("actor", "role", "unit", "theme", "exports", "sort", "group", "start")
    )
    columns = content.get("columns", [])
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        raise BadInput(f'设置文件“{shown(path)}”中的 columns 要写成 ["number", "title"]，{_REMEDY}')
    role = Role.read(word) if word else Role.OPERATOR
    if role is None:
        raise BadInput(
            f"设置文件“{shown(path)}”中的角色 role 可用：{' '.join(role.word for role in Role)}。{_REMEDY}"
        )
    ambiguous = content.get("ambiguous", 0)
    if ambiguous not in (0, 1, 2):
        raise BadInput(f"设置文件“{shown(path)}”中的 ambiguous 可写 1 或 2，{_REMEDY}")
    return Settings(
        ambiguous=int(ambiguous),
        actor=Actor(name, role, unit) if name else None,
        theme=theme,
        columns=tuple(columns),
        sort=sort,
        group=group,
        start=start,
        exports=paths.chosen_exports_dir(exports) if exports else None,
    )


def save(settings: Settings) -> None:
    """Keep the settings, whole or not at all. Raises OutputFailed."""
    path = settings_file()
    fields = {
        "actor": settings.actor.name if settings.actor else "",
        "role": settings.actor.role.word if settings.actor else "",
        "unit": settings.actor.unit if settings.actor else "",
        "theme": settings.theme,
        "exports": str(settings.exports or ""),
        "sort": settings.sort,
        "group": settings.group,
        "start": settings.start,
    }
    lines = [f"{key} = {quoted(value)}" for key, value in fields.items() if value]
    if settings.columns:
        lines.append(f"columns = [{', '.join(map(quoted, settings.columns))}]")
    if settings.ambiguous:
        lines.append(f"ambiguous = {settings.ambiguous}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    with replacing(path) as temporary:
        temporary.write_text("\n".join([*lines, ""]), encoding="utf-8")


def put_aside() -> Path:
    """Rename a file that cannot be read, for a new one to take its place. Raises OutputFailed."""
    path = settings_file()
    aside = path.with_name(f"{path.stem}.旧{path.suffix}")
    try:
        path.replace(aside)
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    return aside


def update(**chosen: Any) -> None:
    """Change some of the settings and leave the others as they are kept now. Raises as both do."""
    with _UPDATING:
        save(replace(load(), **chosen))


def exports_dir() -> Path:
    """The folder of the settings, else the usual one; not made here."""
    return load().exports or paths.exports_dir()


def _text(content: dict[str, object], key: str, path: Path) -> str:
    value = content.get(key, "")
    if not isinstance(value, str):
        raise BadInput(f"设置文件“{shown(path)}”中的 {key} 要写成带引号的文字，{_REMEDY}")
    return value.strip()


def quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes, and DEL which JSON leaves raw."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

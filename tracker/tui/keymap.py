"""按键: the user's own keys, one small TOML file, and why a key cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import BadInput, OutputFailed, TrackerError
from tracker.files import read_plain, replacing, shown, why_not_written
from tracker.settings import quoted
from tracker.text.cleaning import one_line
from tracker.tui.keys import EVERYWHERE, ITEM, LEAVE, LIST, PAGES, Key
from tracker.tui.keys.present import TWINS, Chosen, as_configured, normal, shown_key

_LARGEST: Final = 1 << 16

DIALOGS: Final = {"填写", "与别人同时修改", "挖掘", "粘贴文字", "补成文日期", "拆分候选"}
"""Of PAGES: they stand above a page, whose keys are out of reach meanwhile."""

TYPED_IN: Final = {"填写", "挖掘", "粘贴文字", "补成文日期"}
"""Dialogs with fields: letters, and the keys that edit them, are the fields' own."""

_TERMINALS: Final = {
    **dict.fromkeys(
        ("ctrl+@", "ctrl+space", "ctrl+shift+p", "alt+enter", "f11", "alt+f4", "alt+tab", "shift+insert"),
        "终端或输入法自己要用",
    ),
    **dict.fromkeys(("ctrl+s", "ctrl+q"), "有的终端用来停住、放行屏幕"),
    **dict.fromkeys(("alt+b", "alt+f"), "终端里就是 Ctrl+← 和 Ctrl+→"),
    "ctrl+i": "终端里就是 Tab",
    "ctrl+m": "终端里就是 Enter",
    "ctrl+j": "终端里就是 Enter",
    "ctrl+h": "有的终端里就是退格",
    "ctrl+left_square_bracket": "终端里就是 Esc",
}

_MOVING: Final = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"),
    *("enter", "escape", "backspace", "j", "k"),
}
"""For going about in lists, forms and texts."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """What the user chose, and what of the file could not be taken."""

    chosen: Chosen = field(default_factory=dict)
    told: str = ""
    """One line; empty where there is nothing to tell."""

    def keys_of(self, key: Key) -> tuple[str, ...]:
        """Its keys now."""
        return self.chosen.get(key.id, key.keys)

    def textual(self) -> Mapping[str, str]:
        """As Textual takes them; no key is told by a name that no terminal sends."""
        known = configurable()
        return {
            id: ",".join(normal(name) for name in keys) or known[id].no_key
            for id, keys in self.chosen.items()
            if id in known
        }

    def with_keys(self, key: Key, keys: tuple[str, ...]) -> Keymap:
        """This action by these keys; as delivered, nothing of it is kept. Raises BadInput for a clash."""
        complete = _with_twins(keys)
        for name in complete:
            if why := self.refusal(key, name):
                raise BadInput(why)
        chosen = {id: others for id, others in self.chosen.items() if id != key.id}
        if complete != key.keys:
            chosen[key.id] = complete
        return replace(self, chosen=chosen)

    def without(self, key: Key) -> Keymap:
        """As it is delivered. Raises BadInput where that would clash with a key chosen for another."""
        return self.with_keys(key, key.keys)

    def refusal(self, key: Key, name: str) -> str:
        """Why this action cannot have this key; empty where it can."""
        wanted = normal(name)
        if wanted in {normal(own) for own in key.keys}:
            return self._clash(key, wanted)
        return _kept(key, wanted) or self._clash(key, wanted)

    def _clash(self, key: Key, wanted: str) -> str:
        for title, keys in groups():
            if not any(other.id == key.id for other in keys):
                continue
            for other in keys:
                if other.id != key.id and wanted in {normal(taken) for taken in self.keys_of(other)}:
                    return f"{shown_key(wanted)} 在“{title}”已经是“{other.word}”，请先改它或换一个键"
        return ""


@cache
def groups() -> tuple[tuple[str, tuple[Key, ...]], ...]:
    """Keys that are within reach together, by the name of their page."""
    pages: list[tuple[str, tuple[Key, ...]]] = []
    for title, keys in (*PAGES, ("台账", LIST), ("事项页", ITEM)):
        always = (LEAVE,) if title in DIALOGS else EVERYWHERE
        pages.append((title, (*keys, *(key for key in always if key not in keys))))
    return tuple(pages)


@cache
def configurable() -> dict[str, Key]:
    """Every action by its id."""
    return {key.id: key for _, keys in PAGES for key in keys}


def keys_file() -> Path:
    """Where the keys lie; there need be nothing."""
    return paths.config_dir() / "keys.toml"


def load() -> Keymap:
    """The user's keys; whatever cannot be taken is told in one line and stays as delivered."""
    path = keys_file()
    if not path.exists():
        return Keymap()
    import tomllib

    try:
        content = tomllib.loads(read_plain(path, _LARGEST).decode("utf-8-sig"))
    except (TrackerError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Keymap(told=f"按键文件“{shown(path)}”写法有误，先用原来的按键；请改正它，或在“按键”里重新设")
    return _taken(content)


def _taken(content: Mapping[str, object]) -> Keymap:
    """Line by line, so that one that is wrong costs no other."""
    known, wrong = configurable(), []
    wanted: dict[str, tuple[str, ...]] = {}
    for id, names in content.items():
        is_list = isinstance(names, list) and all(isinstance(name, str) and name.strip() for name in names)
        if id in known and is_list:
            wanted[id] = tuple(str(name).strip().lower() for name in names)  # type: ignore[attr-defined]
        else:
            why = '的键要写成 ["f5"] 这样' if id in known else "不是这里的操作"
            wrong.append(f"“{one_line(id)[:40]}”{why}")
    # All at once first: two actions may have changed places.
    keymap = Keymap({id: _with_twins(names) for id, names in wanted.items()})
    while found := _first_refusal(keymap):
        id, why = found
        wrong.append(f"“{known[id].word}”：{why}")
        keymap = Keymap({other: names for other, names in keymap.chosen.items() if other != id})
    kept = {id: names for id, names in keymap.chosen.items() if names != known[id].keys}
    more = f" 等 {len(wrong)} 处" if len(wrong) > 1 else ""
    return Keymap(kept, f"按键文件里 {wrong[0]}{more}，先用原来的按键" if wrong else "")


def _first_refusal(keymap: Keymap) -> tuple[str, str] | None:
    for id, names in keymap.chosen.items():
        for name in names:
            if why := keymap.refusal(configurable()[id], name):
                return id, why
    return None


def save(keymap: Keymap) -> None:
    """Keep the keys, whole or not at all. Raises OutputFailed."""
    path = keys_file()
    lines = ["# tracker 的按键：左边是操作，右边是它的键；删去一行就恢复原来的。在界面的“按键”里改更方便。"]
    lines += [
        f"{quoted(id)} = [{', '.join(quoted(name) for name in names)}]" for id, names in keymap.chosen.items()
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    with replacing(path) as temporary:
        temporary.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _kept(key: Key, wanted: str) -> str:
    """By whom a key is kept that no action can have."""
    *modifiers, last = wanted.split("+")
    if wanted in _TERMINALS:
        return f"{shown_key(wanted)} 不能用：{_TERMINALS[wanted]}"
    if {"ctrl", "shift"} <= set(modifiers) or {"super", "meta", "hyper"} & set(modifiers):
        return f"{shown_key(wanted)} 不能用：终端自己要用，或传不到程序里"
    if wanted in _MOVING:
        return f"{shown_key(wanted)} 不能用：要用来移动光标、确认和返回"
    for title, keys in PAGES:
        if title in TYPED_IN and any(other.id == key.id for other in keys) and _is_typed(wanted):
            return f"{shown_key(wanted)} 不能用：在“{title}”里要用来填写"
    if last == "unknown" or not last:
        return "终端没有把这个键传过来，请换一个"
    return ""


def _is_typed(wanted: str) -> bool:
    """Whether a field takes the key for itself."""
    from textual.binding import Binding
    from textual.keys import key_to_character
    from textual.widgets import Input, TextArea

    own = {
        name
        for binding in (*Input.BINDINGS, *TextArea.BINDINGS)
        if isinstance(binding, Binding)
        for name in binding.key.split(",")
    }
    return wanted in own or key_to_character(wanted) is not None


def _with_twins(keys: Iterable[str]) -> tuple[str, ...]:
    """Each punctuation key with what it sends while an input method is on."""
    complete: list[str] = []
    for name in keys:
        sign = next((sign for sign in TWINS if normal(sign) == normal(name)), "")
        twin = TWINS.get(sign, "")
        complete += [name, *([twin] if len(twin) == 1 else [])]
        if name == "space":
            complete.append("ideographic_space")
    seen: dict[str, str] = {}
    for name in complete:
        seen.setdefault(normal(name), name)
    return tuple(seen.values())


def key_for(action: str, word: str = "") -> str:
    """How an action is reached now, for a hint in a text: its first key, else the palette."""
    named = (key for key in configurable().values() if key.action == action and word in ("", key.word))
    key = as_configured(next(named))
    if not key.shown:
        palette = as_configured(next(key for key in EVERYWHERE if key.action == "command_palette"))
        return f"{palette.shown or '命令'} {key.word}"
    return key.shown

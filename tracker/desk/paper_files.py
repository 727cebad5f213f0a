"""Where papers and their 版式 lie, and writing several of them whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker import paths
from tracker.desk.targets import PAPER, target_path
from tracker.errors import BadInput, OutputFailed
from tracker.files import replacing, shown, why_not_written
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.exchange.papers.style import PaperStyle
    from tracker.ledger.words import PaperKind

VARIABLE = "TRACKER_PAPER_STYLE"
NAME = "公文版式.toml"
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST_NAME: Final = 60


def style_file() -> Path:
    """Named by TRACKER_PAPER_STYLE, so that a whole office can share one, else beside the user's settings."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen).expanduser() if chosen else paths.config_dir() / NAME


def office_style() -> PaperStyle:
    """As the file says; the standard where there is none. Raises BadInput, UnreadableFile."""
    from tracker.exchange.papers.style import PaperStyle, read_style

    path = style_file()
    if not os.environ.get(VARIABLE) and not path.exists():
        return PaperStyle()
    return read_style(path)


def style_text() -> str:
    """The file as it would have to be for what is in force."""
    from tracker.exchange.papers.style import style_sample

    return style_sample(office_style())


def make_style_file() -> Path:
    """Put the file where it is looked for. Raises BadInput where there is one, OutputFailed."""
    path = style_file()
    if path.exists():
        raise BadInput(f"公文版式文件“{shown(path)}”已经有了，直接改它就行；删去它就恢复默认")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(path.parent), why_not_written(problem, path.parent)) from problem
    text = style_text()
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def write_sample_template(typed: Path, kind: PaperKind) -> Path:
    """A template of this paper with its fields; an existing file stays. Raises OutputFailed."""
    from tracker.exchange.papers.fields import sample_template

    path = target_path(typed, PAPER)
    if path.exists():
        raise OutputFailed(shown(path), "已经有这个文件了，没有动它，请换一个文件名")
    content = sample_template(kind, office_style())
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    return path


def paths_for(path: Path, units: Sequence[str]) -> list[Path]:
    """One file for each unit, its name behind that of the file asked for; a single paper takes it itself."""
    if len(units) < 2:
        return [path]
    names: list[str] = []
    for unit in units:
        name = _NOT_IN_NAMES.sub("_", one_line(unit)).strip(". _")[:_LONGEST_NAME] or "单位"
        place = sum(known.split("~")[0].casefold() == name.casefold() for known in names)
        names.append(f"{name}~{place + 1}" if place else name)
    return [path.with_name(f"{path.stem}（{name}）{path.suffix}") for name in names]


class Replacing:
    """Files that take their places together: first all are written beside, then all are put in place."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._stack = ExitStack()
        self._beside: list[Path] = []

    def __enter__(self) -> Replacing:
        with ExitStack() as stack:
            self._beside = [stack.enter_context(replacing(path)) for path in self._paths]
            self._stack = stack.pop_all()
        return self

    def write(self, contents: Sequence[bytes]) -> None:
        """Each beside its place."""
        for path, beside, content in zip(self._paths, self._beside, contents, strict=True):
            try:
                beside.write_bytes(content)
            except OSError as problem:
                raise OutputFailed(shown(path), why_not_written(problem, path)) from problem

    def __exit__(self, *exception: object) -> bool | None:
        return self._stack.__exit__(*exception)  # type: ignore[arg-type]

"""Help pages in Chinese, aligned by cells."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Sequence

import click

from tracker.text.cells import pad, width, wrap

WIDEST = 100
"""Longer lines are hard to read."""
_LONGEST_TERM = 32


def help_page(
    command: click.Command,
    ctx: click.Context,
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
    notes: Sequence[str] = (),
) -> str:
    """Usage, text, arguments and options, then `sections` of commands, then `notes`."""
    cells = min(shutil.get_terminal_size().columns, WIDEST)
    pieces = " ".join(command.collect_usage_pieces(ctx))
    lines = [f"用法：{ctx.command_path} {pieces}", ""]
    for paragraph in inspect.cleandoc(command.help or "").split("\n"):
        lines.extend(wrap(paragraph, cells))
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    described = [(str(param.metavar), str(param.help)) for param in arguments if param.help]
    for title, rows in (
        ("参数", described),
        ("选项", [_option(option) for option in options]),
        *sections,
    ):
        if rows:
            lines += ["", f"{title}：", *_definitions(rows, cells)]
    for note in notes:
        lines += ["", *wrap(note, cells)]
    return "\n".join(lines)


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(option.opts)
    takes_value = not (option.is_flag or option.count)
    term = f"{names} {option.metavar or option.type.name}" if takes_value else names
    notes = [f"环境变量 {option.envvar}"] if option.envvar else []
    notes += ["必填"] if option.required else []
    return term, (option.help or "") + (f"（{'，'.join(notes)}）" if notes else "")


def _definitions(rows: Sequence[tuple[str, str]], cells: int) -> list[str]:
    margin = min(max(width(term) for term, _ in rows), _LONGEST_TERM) + 4
    lines: list[str] = []
    for term, text in rows:
        parts = wrap(text, max(cells - margin, 20))
        head = pad(f"  {term}", margin)
        if width(head) > margin:
            lines.append(head)
            head = " " * margin
        lines.append(head + parts[0])
        lines.extend(" " * margin + part for part in parts[1:])
    return lines

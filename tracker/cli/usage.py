"""Click's complaints about the form of a command, as one clear Chinese line."""

from __future__ import annotations

import click


def usage_line(error: click.UsageError) -> str:
    """What is wrong, and where to look."""
    path = error.ctx.command_path if error.ctx else "tracker"
    return f"{_what(error)}。用法见 {path} --help"


def _what(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_meant(error.possibilities) or _text(error.option_name)}"
        case click.exceptions.NoSuchCommand():
            return f"没有命令“{error.command_name}”{_meant(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少{_named(error.param)}"
        case click.BadParameter():
            return f"{_named(error.param)}：{error.message}"
        case click.BadOptionUsage():
            needs = "requires" in error.message
            return f"选项 {error.option_name} 后面{'要写内容' if needs else '不用写内容'}"
        case _:
            return error.message


def _meant(possibilities: list[str] | None) -> str:
    return f"，是不是 {' 或 '.join(possibilities)}" if possibilities else ""


def _text(name: str) -> str:
    """No option begins like this: it was meant as text."""
    is_option = name.lstrip("-")[:1].isascii() and name.lstrip("-")[:1].isalpha()
    return "" if is_option else "；以“-”开头的内容，前面先写 --"


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    if isinstance(param, click.Argument):
        return f"参数“{(param.metavar or param.name or '').strip('[]…')}”"
    return f"选项 {max(param.opts, key=len)}"

"""Commands and groups of this program: Chinese help, Chinese refusals, global options everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from tracker.cli.helping import help_page
from tracker.cli.invocation import Invocation
from tracker.cli.kinds import ACTOR, DATE, OneOf

LINES = "jsonl"
"""JSON lines: only where a command gives an object for each of many documents."""
FORMATS = OneOf(("table", "json", "csv", LINES), "table|json|csv")
HELP = {"help_option_names": ["--help", "-h"]}
GLOBAL_NOTE = "通用选项 --db --actor --today --format --yes 写在命令前后都可以，说明见 tracker --help。"


def _keeps(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that notes an option's value in the invocation; one left out leaves it as it is."""

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(ctx.ensure_object(Invocation), field, value)

    return keep


def global_options(*, of_root: bool) -> list[click.Parameter]:
    """The options that every command takes; shown, and read from the environment, at the root only."""

    def option(name: str, field: str, kind: Any, text: str, envvar: str | None = None) -> click.Option:
        return click.Option(
            [name, f"global_{field}"],
            type=kind,
            help=text,
            envvar=envvar if of_root else None,
            expose_value=False,
            hidden=not of_root,
            callback=_keeps(field),
            metavar=None if kind is not str else "路径或URL",
        )

    return [
        option("--db", "db", str, "台账文件，或 postgresql:// 地址；默认是自己的台账", "TRACKER_DB"),
        option("--actor", "given_actor", ACTOR, "经办人，角色默认“经办”", "TRACKER_ACTOR"),
        option("--today", "given_today", DATE, "以这一天为今天"),
        option("--format", "format", FORMATS, "输出格式；json 的结构见 docs/json.md"),
        click.Option(
            ["--yes", "global_yes"],
            is_flag=True,
            help="不再询问，直接办理",
            expose_value=False,
            hidden=not of_root,
            callback=_keeps("yes"),
        ),
    ]


class TrackerCommand(click.Command):
    """A command that takes the global options too."""

    def __init__(self, *arguments: Any, takes_lines: bool = False, **named: Any) -> None:
        named.setdefault("context_settings", {}).update(HELP)
        super().__init__(*arguments, **named)
        self.takes_lines = takes_lines
        self.params = [*self.params, *global_options(of_root=False)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click does, with a Chinese line for what is too much."""
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise click.UsageError(f"多写了“{' '.join(map(str, left))}”", ctx)
        return left

    def invoke(self, ctx: click.Context) -> Any:
        """As Click does, where the format that was asked for is one of this command's."""
        if ctx.ensure_object(Invocation).format == LINES and not self.takes_lines:
            raise click.UsageError("--format jsonl 只用于 tracker mine", ctx)
        return super().invoke(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """The page that `--help` prints."""
        return help_page(self, ctx, notes=[GLOBAL_NOTE])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Chinese where it is shown."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option


class TrackerGroup(click.Group):
    """A group of commands under one name."""

    command_class = TrackerCommand

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("context_settings", {}).update(HELP)
        named.setdefault("subcommand_metavar", "命令 …")
        named.setdefault("options_metavar", "")
        super().__init__(*arguments, **named)

    def get_help(self, ctx: click.Context) -> str:
        """The page that `--help` prints."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, command.get_short_help_str(200)))
        return help_page(self, ctx, [("命令", rows)], [GLOBAL_NOTE])


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], TrackerCommand]:
    """A command at the top of `tracker`."""
    return click.command(name, cls=TrackerCommand, options_metavar="[选项]", **settings)


def group(name: str, **settings: Any) -> Callable[[Callable[..., Any]], TrackerGroup]:
    """A group at the top of `tracker`."""
    return click.group(name, cls=TrackerGroup, **settings)

"""`tracker` itself: global options, the commands found by name when they are wanted, the app without one."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from tracker import __version__
from tracker.cli import output
from tracker.cli.commanding import HELP, global_options
from tracker.cli.failing import guarded
from tracker.cli.helping import help_page
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.registry import ENTRIES, SECTIONS

NOTES = (
    "不写命令就打开终端界面。第一次用：tracker demo 看样例；tracker mine 文件 --accept 由一份讲话建立台账。",
    "角色：经办、审核、领导、承办、只读。退出码：0 办成，1 被拒绝或出错，2 命令写法有误。",
)


class Root(click.Group):
    """Finds its commands in the registry and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.place.partition(":")
        found = getattr(import_module(f"tracker.cli.commands.{module}"), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does; what is nearly a command is asked about."""
        if args[0] not in ENTRIES and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=ENTRIES, ctx=ctx)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The page that `tracker --help` prints, from the registry alone."""
        sections = [(title, [(entry.name, entry.help) for entry in entries]) for title, entries in SECTIONS]
        return help_page(self, ctx, sections, NOTES)

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Run, say in Chinese what went wrong, exit with the code of the table in the notes."""
        invocation = Invocation()
        named |= {"prog_name": "tracker", "standalone_mode": False, "obj": invocation}
        output.prepare_streams()
        sys.exit(guarded(lambda: super(Root, self).main(*arguments, **named), invocation))


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        output.write(f"tracker {__version__}")
        ctx.exit()


@click.command(
    cls=Root,
    invoke_without_command=True,
    context_settings=HELP,
    options_metavar="[选项]",
    subcommand_metavar="[命令 …]",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本"
)
@click.pass_context
@pass_invocation
def tracker(invocation: Invocation, ctx: click.Context) -> None:
    """整改台账：从讲话、反馈意见到销号。"""
    if ctx.invoked_subcommand is None:
        from tracker.cli.opening import open_app

        open_app(invocation)


tracker.params = [*global_options(of_root=True), *tracker.params]

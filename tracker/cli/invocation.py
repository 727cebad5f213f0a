"""One run of the program: what the global options said, how the ledger is opened, how things are shown."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.errors import BadInput, Refusal
from tracker.ledger.roles import Role

if TYPE_CHECKING:
    from tracker.cli.tables import Table
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger

CHINA = dt.timezone(dt.timedelta(hours=8))
"""A deadline is a day there, wherever the machine's clock says it is."""
TAKE_BACK = "撤回：tracker undo"


@dataclass(slots=True)
class Invocation:
    """Filled by the global options, before or after the command's name."""

    db: str | None = None
    given_actor: Actor | None = None
    given_today: dt.date | None = None
    as_of: dt.date | None = None
    """`--as-of`, of the commands that have it: the ledger is read as it was at the end of this day."""
    format: str = "table"
    yes: bool = False
    changed: bool = False
    """Something was committed: whatever fails afterwards, the run was a success."""

    @property
    def today(self) -> dt.date:
        """`--as-of`, else `--today`, else the clock: read here and nowhere else."""
        return self.as_of or self.given_today or today_by_clock()

    @property
    def actor(self) -> Actor:
        """`--actor` or TRACKER_ACTOR, else the settings' person, else the login name as 经办."""
        if self.given_actor is not None:
            return self.given_actor
        from tracker.settings import load

        return load().actor or self.login

    @property
    def login(self) -> Actor:
        """Who is logged in here, as 经办."""
        return _login()

    @property
    def _viewer(self) -> Actor | None:
        """Who reads; nobody in particular sees everything."""
        from tracker.settings import load

        return self.given_actor or load().actor

    @property
    def is_json(self) -> bool:
        """Machine-readable output is wanted."""
        return self.format == "json"

    @property
    def is_csv(self) -> bool:
        """Output for a spreadsheet is wanted."""
        return self.format == "csv"

    def open(self) -> Ledger:
        """The ledger as it is there; a missing one is not made."""
        return self._open(create=False)

    def open_or_make(self) -> Ledger:
        """The ledger, made where there is none, which stderr tells."""
        return self._open(create=True)

    def _open(self, *, create: bool) -> Ledger:
        from tracker.ledger.store import Ledger

        ledger = Ledger.open(self.db, create=create, announce=output.say)
        if ledger.member is not None:
            self._sign_in(ledger.member)
        ledger.viewer = self._viewer
        if self.as_of is None and self.given_today is None and (trouble := ledger.clock_trouble(self.today)):
            output.say(f"注意：{trouble}")
        return ledger

    def _sign_in(self, member: Actor) -> None:
        """On a team's server somebody is who they signed in as. Raises Refusal where `--actor` differs."""
        given = self.given_actor
        if given is not None and not member.is_called(given.name):
            raise Refusal(f"您是以{member.name}（{member.role.word}）登录的，--actor 不能写成{given.name}")
        if given is not None and given.role not in (member.role, Role.OPERATOR):
            raise Refusal(f"您是以{member.name}（{member.role.word}）登录的，角色不能写成{given.role.word}")
        self.given_actor = member

    def as_it_was(self, ledger: Ledger) -> AbstractContextManager[None]:
        """What is read within is of the day of `--as-of`, where it was given; of now otherwise."""
        return nullcontext() if self.as_of is None else ledger.as_of(self.as_of)

    def confirm(self, question: str) -> None:
        """Go on after a yes. Raises Refusal otherwise, and where nobody can be asked."""
        if self.yes:
            return
        if not output.is_terminal(sys.stdin):
            raise Refusal(f"{question}需要确认：请加 --yes")
        answer = click.prompt(f"{question}（y 是 / n 否）", default="n", show_default=False, err=True)
        if str(answer).strip().lower() not in ("y", "yes", "是"):
            raise Refusal("已取消，没有改动")

    def done(self, line: str, **facts: Any) -> None:
        """Say what was changed; JSON gets the same as an object. The change is committed already."""
        self.changed = True
        if self.is_json:
            output.write_object(facts)
        output.say(line)

    def show_list(self, name: str, objects: Sequence[Mapping[str, Any]], table: Table, empty: str) -> None:
        """A list in the format that was asked for; `empty` says that there is nothing."""
        if self.is_json:
            output.write_object({name: objects})
        elif self.is_csv:
            output.write_csv(table)
        elif table.rows:
            from tracker.cli.tables import draw, left_out

            room = output.terminal_width()
            for line in draw(table, room):
                output.write(line)
            if missing := left_out(table, room):
                output.say(f"窗口窄，没有列出：{'、'.join(missing)}。放宽窗口，或加 --format csv")
        else:
            output.say(empty)

    def show_page(self, fields: Mapping[str, Any], table: Table, lines: Sequence[str]) -> None:
        """One thing in the format that was asked for; `lines` are safe and wrapped already."""
        if self.is_json:
            output.write_object(fields)
        elif self.is_csv:
            output.write_csv(table)
        else:
            for line in lines:
                output.write(line)


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def today_by_clock() -> dt.date:
    """The day it is in China now."""
    return dt.datetime.now(CHINA).date()


def _login() -> Actor:
    import getpass

    from tracker.ledger.actor import Actor

    try:
        return Actor(getpass.getuser(), Role.OPERATOR)
    except (OSError, KeyError, ImportError) as problem:
        raise BadInput("不知道是谁在操作，请用 --actor 姓名[:角色[:单位]] 写明") from problem

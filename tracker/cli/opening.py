"""From the command line into the terminal app."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from tracker.cli import output
from tracker.cli.invocation import Invocation
from tracker.errors import BadInput
from tracker.paths import data_dir

if TYPE_CHECKING:
    from datetime import date

    from tracker.ledger.actor import Actor
    from tracker.ledger.list_rows import ListRow
    from tracker.ledger.store import Ledger
    from tracker.settings import Settings


def open_app(invocation: Invocation, *, banner: str = "", for_trying: bool = False) -> None:
    """Run the app on the ledger of this invocation. Raises BadInput where there is no terminal.

    What is open `for_trying` changes neither the user's settings nor keeps unsaved text.
    """
    demand_terminal()
    actor, settings, broken = _settings(invocation)
    own_folder = None if for_trying else data_dir()
    told: list[str] = []

    def ledger_factory() -> Ledger:
        from tracker.ledger.store import Ledger

        return Ledger.open(invocation.db, create=True, announce=told.append)

    def first_rows(order: str, actor: Actor, today: date) -> dict[int, ListRow]:
        from tracker.ledger import first_rows

        return first_rows.first_rows(invocation.db, order, actor, today)

    gc.disable()  # loading makes much and drops nothing; the app turns it on again
    from tracker.tui.running import run

    try:
        code = run(
            ledger_factory,
            actor,
            lambda: invocation.today,
            broken or banner,
            settings,
            own_folder,
            first_rows=first_rows,
        )
    except Exception:
        invocation.changed = True  # what was done in the app before it failed is in the ledger
        raise
    finally:
        gc.enable()
        for line in told:
            output.say(line)
    if code:  # ended by a signal
        sys.exit(code)


def _settings(invocation: Invocation) -> tuple[Actor, Settings, str]:
    """Who works with what settings; the defaults and one line to tell where their file is broken."""
    from tracker.settings import Settings, load

    try:
        return invocation.actor, load(), ""
    except BadInput as problem:
        return invocation.given_actor or invocation.login, Settings(), f"{problem}；这次先用默认设置"


def demand_terminal() -> None:
    """Raise BadInput where there is no terminal to draw on."""
    if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stdout)):
        raise BadInput("终端界面要在终端里打开；这里请用命令，如 tracker list，说明见 tracker --help")

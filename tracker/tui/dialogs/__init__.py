"""Forms and questions over a page; each returns a typed result.

What they ask for is loaded when it is asked for: `dialogs.step_forms` by whoever imports this package, for a
page has many forms and its start needs none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tracker.tui.dialogs import deed_forms as deed_forms
    from tracker.tui.dialogs import item_forms as item_forms
    from tracker.tui.dialogs import step_forms as step_forms

_LATER: Final = ("deed_forms", "item_forms", "step_forms")


def __getattr__(name: str) -> ModuleType:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")

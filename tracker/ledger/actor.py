"""Who works on a ledger; apart from its other rows, for every start of the program needs one."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.ledger.roles import Role
from tracker.text.cleaning import clean, one_line


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is doing it."""

    name: str
    """Without blanks around it, and nothing that drives a screen: it is compared and journalled."""
    role: Role
    unit: str = ""
    """Of a 承办: whose items they see and work on."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean(self.name).strip())
        object.__setattr__(self, "unit", one_line(self.unit))

    def is_called(self, name: str) -> bool:
        """Whether a name is this person's, however it is written: 王 芳, 王芳科长, 王芳（办公室）."""
        from tracker.ledger.same_person import is_same_person

        return is_same_person(self.name, name)


def own_unit(actor: Actor | None) -> str:
    """The unit that an actor's sight ends with; empty: they see everything."""
    if actor is None or actor.role is not Role.UNDERTAKER:
        return ""
    return actor.unit.strip()

"""责任清单: who answers for each problem, and under which number they are reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tracker.exchange.layout import Align, Column, ListLayout
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.columns import number, of_page, ordinal
from tracker.ledger.listed import ListedItem, Telephone
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole

Telephones = Mapping[str, tuple[Telephone, ...]]

_BRACKET = re.compile(r"[（(].*")


def duties_layout(telephones: Telephones, first: str) -> ListLayout[ListedItem]:
    """The list with everybody's number; `first` is the 第一责任人 of all, or empty."""
    return ListLayout(
        key="duties",
        title="责任清单",
        columns=(
            ordinal(),
            number(),
            of_page("title", "具体问题", 34.75, Align.LEFT, lambda page: page.row.title),
            Column("first", ("第一责任人",), 10.75, Align.CENTER, lambda item, ordinal: [first]),
            of_page("leader", "责任领导", 10.75, Align.CENTER, lambda page: _lines(page, OwnerRole.LEADER)),
            of_page(
                "lead",
                "牵头单位及责任人（电话）",
                24.75,
                Align.LEFT,
                lambda page: _leading(page, telephones),
                is_public=False,
            ),
            of_page(
                "cooperating",
                "配合单位及责任人（电话）",
                24.75,
                Align.LEFT,
                lambda page: _cooperating(page, telephones),
                is_public=False,
            ),
            of_page("deadline", "整改时限", 16.75, Align.CENTER, item_texts.item_deadline),
            of_page(
                "contact",
                "联系人",
                16.75,
                Align.CENTER,
                lambda page: "\n".join(
                    _reached(name, "", telephones) for name in _names(page, OwnerRole.CONTACT)
                ),
                is_public=False,
            ),
        ),
        rows=lambda item: 1,
        frozen_columns=2,
    )


def _names(page: ItemPage, *roles: OwnerRole) -> list[str]:
    """Of the item and of its measures, each once."""
    rows = [*page.owners, *(owner for measure in page.measures for owner in measure.owners)]
    return list(dict.fromkeys(owner.name for role in roles for owner in rows if owner.role is role))


def _lines(page: ItemPage, *roles: OwnerRole) -> str:
    return "\n".join(_names(page, *roles))


def _leading(page: ItemPage, telephones: Telephones) -> str:
    """The units that lead and answer, with the 责任人 who are not known to be of a cooperating unit."""
    units = _names(page, OwnerRole.LEAD, OwnerRole.RESPONSIBLE)
    others = set(_names(page, OwnerRole.COOPERATING)) - set(units)
    persons = [name for name in _names(page, OwnerRole.PERSON) if not _units_of(name, telephones) & others]
    return _with_persons(units, persons, telephones)


def _cooperating(page: ItemPage, telephones: Telephones) -> str:
    units = _names(page, OwnerRole.COOPERATING)
    leading = set(_names(page, OwnerRole.LEAD, OwnerRole.RESPONSIBLE))
    persons = [
        name
        for name in _names(page, OwnerRole.PERSON)
        if _units_of(name, telephones) & (set(units) - leading)
    ]
    return _with_persons(units, persons, telephones)


def _with_persons(units: Iterable[str], persons: Iterable[str], telephones: Telephones) -> str:
    """Each unit with its people below it, then those of whom no unit is known."""
    waiting = list(persons)
    lines = []
    for unit in units:
        lines.append(unit)
        own = [name for name in waiting if unit in _units_of(name, telephones)]
        lines += [_reached(name, unit, telephones) for name in own]
        waiting = [name for name in waiting if name not in own]
    return "\n".join([*lines, *(_reached(name, "", telephones) for name in waiting)])


def _units_of(name: str, telephones: Telephones) -> set[str]:
    return {known.unit for known in _known(name, telephones) if known.unit}


def _reached(name: str, unit: str, telephones: Telephones) -> str:
    """王芳（62345678）; without a number where none is known, or two people of that name are."""
    known = _known(name, telephones)
    meant = [one for one in known if one.unit == unit] or list(known)
    if len(meant) != 1 or not meant[0].number or meant[0].number in name:
        return name
    return f"{name}（{meant[0].number}）"


def _known(name: str, telephones: Telephones) -> tuple[Telephone, ...]:
    return telephones.get(name) or telephones.get(_BRACKET.sub("", name), ())


DUTIES = duties_layout({}, "")

"""Names in the cells of a 台账: several by line break or 、, roles in one cell, telephone numbers apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tracker.exchange.importing.cells import NOTHING
from tracker.ledger.words import OwnerRole
from tracker.mining.findings import OwnerRole as MinedRole
from tracker.mining.owners import name_cell
from tracker.mining.owners.names import ends_like_body, has_surname, is_body
from tracker.text.numerals import half_width

ROLES: Final = {
    "leader": OwnerRole.LEADER,
    "lead": OwnerRole.LEAD,
    "responsible": OwnerRole.RESPONSIBLE,
    "cooperating": OwnerRole.COOPERATING,
    "person": OwnerRole.PERSON,
    "contact": OwnerRole.CONTACT,
}
"""Role by field."""
WITH_PERSON: Final = {
    "lead_and_person": OwnerRole.LEAD,
    "responsible_and_person": OwnerRole.RESPONSIBLE,
    "cooperating_and_person": OwnerRole.COOPERATING,
}
"""The same for columns that name the unit and who answers for it there."""
_LABEL: Final = re.compile(
    r"(?P<role>牵头|主办|主责|责任|承办|落实|配合|协办|协助|协同|参与|分管|联系|直接责任|具体责任)"
    r"(?P<what>领导|单位|部门|科室|处室|人员?|员)?(?:及(?:其)?责任人)?\s*[：:]\s*"
)
_BEHIND: Final = re.compile(
    r"(?P<name>.+?)[（(](?P<role>牵头|主办|主责|责任|承办|配合|协办|协助)(?:单位|部门)?[）)]"
)
_ASIDE: Final = re.compile(
    r"[（(]由?(?P<names>[^（）()]{2,60}?)(?P<role>牵头|主办|配合|协办|协助|协同|参与)[）)]"
)
"""（财政局配合）behind other names."""
_NUMBERED: Final = re.compile(
    r"(?:[0-9]{1,2}\s*[.．](?![0-9])|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳])\s*(?=\S)|[0-9]{1,2}$"
)
_SPACED_PERSON: Final = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,3}")
"""李 明: a short name set as wide as the others."""
_TITLED: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]\s*(?=[\u4e00-\u9fff])")
_AND: Final = re.compile(r"(?<=.{3})[和及与](?=.{3})")
_IN_BRACKETS: Final = re.compile(r"\s*[（(]([^（）()]+)[）)]$")
_PERSON: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ACTS: Final = re.compile(r"牵头[，,；;、。]|(?:牵头|配合|协助|参与|负责)$|会同")
_SEPARATORS: Final = frozenset("、，,；;\n/／\t")
_TELEPHONE: Final = re.compile(
    r"(?:(?:联系|办公)?(?:电话|手机|方式)[：:]?\s*)?(?<![0-9])(?:1[0-9]{10}|0[0-9]{2,3}[-－]?[0-9]{7,8}|[0-9]{7,8})(?![0-9])"
)
_PERSONAL: Final = frozenset({OwnerRole.LEADER, OwnerRole.PERSON, OwnerRole.CONTACT})
_EMPTY_BRACKETS: Final = re.compile(r"[（(]\s*[）)]")


def owners_in(text: str, role: OwnerRole) -> dict[OwnerRole, tuple[str, ...]]:
    """Who is named in a cell of this role's column, by the role that the cell itself gives them."""
    found: dict[OwnerRole, list[str]] = {}
    for label, part in _labelled(text, role):
        for named, given in _names(part, label):
            names = found.setdefault(given, [])
            if named not in names:
                names.append(named)
    return {given: tuple(names) for given, names in found.items()}


def _labelled(text: str, role: OwnerRole) -> Iterator[tuple[OwnerRole, str]]:
    """The parts of a cell behind labels (牵头单位：… 配合单位：…), and what stands before the first."""
    place, current = 0, role
    for label in _LABEL.finditer(text):
        if part := text[place : label.start()].strip(" 　，,；;\n"):
            yield current, part
        place, current = label.end(), _role_of(label["role"], label["what"] or "", role)
    if part := text[place:].strip(" 　，,；;。\n"):
        yield current, part


def _role_of(word: str, what: str, otherwise: OwnerRole) -> OwnerRole:
    if what == "领导" or word == "分管":
        return OwnerRole.LEADER
    if word == "联系":
        return OwnerRole.CONTACT
    if what in ("人", "人员"):
        return OwnerRole.PERSON
    match word:
        case "牵头" | "主办" | "主责":
            return OwnerRole.LEAD
        case "配合" | "协办" | "协助" | "协同" | "参与":
            return OwnerRole.COOPERATING
    return OwnerRole.RESPONSIBLE if otherwise not in _PERSONAL else otherwise


def _names(text: str, role: OwnerRole) -> Iterator[tuple[str, OwnerRole]]:
    if role not in _PERSONAL and _ACTS.search(text):
        mined = name_cell(text, 0, len(text), MinedRole(_MINED.get(role, "responsible")))
        if mined:
            yield from ((owner.name, OwnerRole(owner.role.value)) for owner in mined)
            return
    for aside in _ASIDE.finditer(text) if role not in _PERSONAL else ():
        yield from ((name, _role_of(aside["role"], "", role)) for name in _pieces(aside["names"]))
    for piece in _pieces(_ASIDE.sub("", text) if role not in _PERSONAL else text):
        name, given = piece, role
        if behind := _BEHIND.fullmatch(piece):
            name, given = behind["name"].strip(), _role_of(behind["role"], "", role)
        several = (_person(name),) if role in _PERSONAL else tuple(_bodies(name))
        yield from ((one, given) for one in several if one not in NOTHING)


def units_and_people(text: str, role: OwnerRole) -> dict[OwnerRole, tuple[str, ...]]:
    """The same of a cell that names units with the people answering there: 县委办（张三）.

    A short name that could be either (住建、城管) is a unit, unless it has a surname or stands behind a unit
    or a person.
    """
    found: dict[OwnerRole, list[str]] = {}
    for given, names in owners_in(_TELEPHONE.sub("", text), role).items():
        is_person = False
        for name in names:
            inside = _IN_BRACKETS.search(name)
            people = list(_pieces(inside[1])) if inside else []
            is_aside = bool(people) and all(map(_may_be_person, people))
            unit = name[: inside.start()] if inside and is_aside else name
            for place, one in enumerate(filter(None, re.split(r"[\s：:]+", unit))):
                is_person = _may_be_person(one) and (place > 0 or is_person or has_surname(one))
                found.setdefault(OwnerRole.PERSON if is_person else given, []).append(one)
            found.setdefault(OwnerRole.PERSON, []).extend(people if is_aside else ())
    return {given: tuple(dict.fromkeys(names)) for given, names in found.items() if names}


def _may_be_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and not ends_like_body(name)


def _person(name: str) -> str:
    """Without telephone, title in front and blanks inside."""
    bare = _TITLED.sub("", _without_telephone(name), count=1)
    return bare.replace(" ", "") if _SPACED_PERSON.fullmatch(bare) else bare


def _bodies(name: str) -> Iterator[str]:
    """办公室 人事处 and 办公室和人事处 are two, where each part by itself is a body's name."""
    for parts in (name.split(), _AND.split(name)):
        if len(parts) > 1 and all(map(is_body, parts)):
            yield from parts
            return
    yield name


_MINED: Final = {
    OwnerRole.LEAD: "lead",
    OwnerRole.RESPONSIBLE: "responsible",
    OwnerRole.COOPERATING: "cooperating",
}


def _without_telephone(name: str) -> str:
    plain = _TELEPHONE.sub("", half_width(name))
    return _EMPTY_BRACKETS.sub("", plain).strip(" 　:：") if plain != half_width(name) else name


def _pieces(text: str) -> Iterator[str]:
    """Names apart at separators outside brackets; a line that only goes on in a bracket belongs to the one
    above.
    """
    depth, piece = 0, ""
    for character in text:
        depth += (character in "（(") - (character in "）)")
        if depth <= 0 and character in _SEPARATORS:
            yield from _tidy(piece)
            piece, depth = "", 0
        else:
            piece += character
    yield from _tidy(piece)


def _tidy(piece: str) -> Iterator[str]:
    name = " ".join(piece.split()).strip(" 。等") if not piece.strip().endswith("等") else piece.strip()[:-1]
    if numbered := _NUMBERED.match(name):
        name = name[numbered.end() :]
    if name:
        yield name

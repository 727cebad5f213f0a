"""Names in the cells of a 台账: several by line break or 、, roles in one cell, telephone numbers apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tracker.ledger.words import OwnerRole
from tracker.mining.findings import OwnerRole as MinedRole
from tracker.mining.owners import name_cell
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
_LABEL: Final = re.compile(
    r"(?P<role>牵头|主办|主责|责任|承办|落实|配合|协办|协助|分管|联系|直接责任|具体责任)"
    r"(?P<what>领导|单位|部门|科室|处室|人员?|员)?(?:及(?:其)?责任人)?\s*[：:]\s*"
)
_BEHIND: Final = re.compile(
    r"(?P<name>.+?)[（(](?P<role>牵头|主办|主责|责任|承办|配合|协办|协助)(?:单位|部门)?[）)]"
)
_ACTS: Final = re.compile(r"牵头[，,；;、。]|(?:牵头|配合|协助|参与|负责)$|会同")
_SEPARATORS: Final = frozenset("、，,；;\n/／\t")
_TELEPHONE: Final = re.compile(r"(?<![0-9])(?:1[0-9]{10}|0[0-9]{2,3}[-－]?[0-9]{7,8}|[0-9]{7,8})(?![0-9])")
_PERSONAL: Final = frozenset({OwnerRole.LEADER, OwnerRole.PERSON, OwnerRole.CONTACT})
_NOBODY: Final = frozenset({"无", "/", "-", "—", "——", "空", "暂无", "同上"})
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
        case "配合" | "协办" | "协助":
            return OwnerRole.COOPERATING
    return OwnerRole.RESPONSIBLE if otherwise not in _PERSONAL else otherwise


def _names(text: str, role: OwnerRole) -> Iterator[tuple[str, OwnerRole]]:
    if role not in _PERSONAL and _ACTS.search(text):
        mined = name_cell(text, 0, len(text), MinedRole(_MINED.get(role, "responsible")))
        if mined:
            yield from ((owner.name, OwnerRole(owner.role.value)) for owner in mined)
            return
    for piece in _pieces(text):
        name, given = piece, role
        if behind := _BEHIND.fullmatch(piece):
            name, given = behind["name"].strip(), _role_of(behind["role"], "", role)
        if role in _PERSONAL:
            name = _without_telephone(name)
        if name and name not in _NOBODY:
            yield name, given


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
    if name:
        yield name

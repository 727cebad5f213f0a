"""A list of people as somebody types or pastes it: one a line, name, unit, post and telephone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.errors import BadInput, Refusal
from tracker.ledger.commands.people import PersonDraft
from tracker.ledger.naming import plain_name
from tracker.ledger.people import people
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree

_ORDINAL = re.compile(r"^\s*(?:序号|[(（]?\d{1,3}[)）.．、]|\d{1,3}(?=[\s,，]))[\s,，]*")
"""A line's number, as lists have it: 1. 2、 （3）; and what stands above them."""
_SPACED_NAME = re.compile(r"^([一-鿿])[ \u3000]+([一-鿿])(?=[\s\u3000,，;；|｜]|$)")
"""张　三: a name of two characters, set as wide as one of three."""
_BETWEEN = re.compile(r"[\s\u3000,，;；|｜]+")
_BETWEEN_NO_OTHER = "、"
"""Between the parts where nothing else is; elsewhere it belongs to a post: 党组成员、副局长."""
_AREA_CODE = re.compile(r"(?<!\d)[(（]?(0\d{2,3})[)）]?[\s－-]*(?=\d{7,8}(?!\d))")
"""Set apart from a number or in brackets: （0571）88886666."""
_TELEPHONE = re.compile(r"\+?\d[\d－()（）-]{3,}")
_HEADINGS: Mapping[str, str] = {
    "姓名": "name",
    "名字": "name",
    "单位": "unit",
    "所在单位": "unit",
    "部门": "unit",
    "科室": "unit",
    "职务": "post",
    "职位": "post",
    "电话": "telephone",
    "联系电话": "telephone",
    "手机": "telephone",
}
"""Words of a first line that is no person, and what stands below them."""


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """Who of a list is new, and who is known already."""

    drafts: tuple[PersonDraft, ...]
    known: tuple[str, ...]
    """Their names: nothing is done to them."""


def listed_people(ledger: Ledger, text: str) -> ListedPeople:
    """What making the people of a list known would do.

    Raises BadInput where there is nobody, Refusal that names every line whose unit is not known.
    """
    units = {
        plain_name(name): unit.name
        for unit in unit_tree(ledger)
        for name in (unit.name, *(alias.name for alias in unit.aliases))
    }
    listed = list(read_people(text, units))
    if not listed:
        raise BadInput("还没有写人：一行一个，如 张三 办公室 副主任 88886666")
    unknown = [
        f"第{number}行：单位“{draft.unit}”没有登记"
        for number, draft in listed
        if draft.unit and plain_name(draft.unit) not in units
    ]
    if unknown:
        raise Refusal("有的单位还没有登记，请先登记单位：", unknown)
    seen = {(plain_name(row.name), row.unit) for row in people(ledger)}
    drafts: list[PersonDraft] = []
    known: list[str] = []
    for _, draft in listed:
        unit = units.get(plain_name(draft.unit), "")
        if (key := (plain_name(draft.name), unit)) in seen:
            known.append(draft.name)
        else:
            seen.add(key)
            drafts.append(PersonDraft(draft.name, unit, draft.post, draft.telephone))
    return ListedPeople(tuple(drafts), tuple(known))


def read_people(text: str, units: Collection[str]) -> Iterator[tuple[int, PersonDraft]]:
    """Each person with the number of the line; `units` are the plain names of those that are known."""
    order: Sequence[str] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        parts = _parts(line)
        if not any(parts):
            continue
        if all(part in _HEADINGS for part in parts):
            order = [_HEADINGS[part] for part in parts]
            continue
        is_in_order = order and ("\t" in line or len(parts) == len(order))
        draft = _in_order(parts, order) if is_in_order else _as_told([part for part in parts if part], units)
        if not draft.name:
            raise BadInput(f"第{number}行没有姓名：{line.strip()}")
        yield number, draft


def _parts(line: str) -> list[str]:
    """Cells of a sheet as they stand, empty ones too; else what is typed one after the other."""
    if "\t" in line:
        cells = [_SPACED_NAME.sub(r"\1\2", cell.strip()) for cell in line.split("\t")]
        return cells[1:] if cells[0] == "序号" or (cells[0].isdecimal() and len(cells[0]) < 4) else cells
    line = _SPACED_NAME.sub(r"\1\2", _AREA_CODE.sub(r"\1-", _ORDINAL.sub("", line)).strip())
    parts = [part for part in _BETWEEN.split(line) if part]
    return [part for part in line.split(_BETWEEN_NO_OTHER) if part] if len(parts) == 1 else parts


def _in_order(parts: Sequence[str], order: Sequence[str]) -> PersonDraft:
    found = dict(zip(order, parts, strict=False))
    return PersonDraft(**{name: found.get(name, "") for name in ("name", "unit", "post", "telephone")})


def _as_told(parts: Sequence[str], units: Collection[str]) -> PersonDraft:
    telephones = [part for part in parts if _TELEPHONE.fullmatch(part)]
    words = [part for part in parts if part not in telephones]
    if not words:
        return PersonDraft("")
    usual = _usual(words, units)
    found = dict(zip(usual, words, strict=False))
    posts = [found.get("post", ""), *words[len(usual) :]]
    post = "、".join(part for part in posts if part)
    return PersonDraft(found["name"], found.get("unit", ""), post, "、".join(telephones))


def _usual(words: Sequence[str], units: Collection[str]) -> Sequence[str]:
    """姓名 单位 职务; a unit that is known is told where it stands, what else is second of two is a post."""
    is_unit = [plain_name(word) in units for word in words]
    if is_unit[0] and len(words) > 1 and not is_unit[1]:
        return ("unit", "name", "post")
    if len(words) == 2 and not is_unit[1]:
        return ("name", "post")
    if len(words) > 2 and is_unit[2] and not is_unit[1]:
        return ("name", "post", "unit")
    return ("name", "unit", "post")

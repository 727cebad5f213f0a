"""Owners in the forms of paper: `责任单位：X、Y` and `（X牵头，Y按职责分工负责）`."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.owners.names import compiled, may_end, names_in

_LONGEST_LABEL = 30


@cache
def _colon() -> re.Pattern[str]:
    return compiled("[：:]\\s?")


@cache
def _label() -> re.Pattern[str]:
    """The words of a label, right before its colon."""
    return compiled(
        r"(?:(?:牵头|主办|主责|责任|承办|落实|实施|执行|配合|协办|协助|协同|参与|参加)"
        r"(?:(?:单位|部门|科室|处室|机构|主体|[市县区校院厅局处]?领导)(?:及(?:其)?责任人)?|人员?)|"
        r"分管[市县区校院厅局]?领导|包[保联抓]领导)"
        r"(?:及(?:联系)?(?:电话|方式))?\s?(?:[（(][^（()）：\n]{1,12}[）)])?\s?$"
    )


@cache
def _field() -> re.Pattern[str]:
    """What stands behind a label, up to the next label or the bracket's end."""
    return compiled(
        r"(?:[^：:；;。（(）)〔【〕\]】\n]|[（(][^（()）：:\n]{1,40}[）)]){1,200}(?P<colon>[：:])?"
    )


@cache
def _cell() -> re.Pattern[str]:
    """A row of a table that is kept as a line: whoever has a cell alone does what the cells behind say."""
    return re.compile(r"(?<![^\t\n])[^\t\n。；]{2,60}(?=\t)")


@cache
def _brackets() -> re.Pattern[str]:
    plain = r"[^（(〔【）)〕】：:\n]"
    return compiled(
        rf"[（(〔【]({plain}{{2,200}}(?:[（(]{plain}{{1,20}}[）)]{plain}{{0,100}}){{0,8}})(?:[）)〕】]|$)"
    )


@cache
def _act() -> re.Pattern[str]:
    return compiled("负责|牵头|[主承协]办|配合|参[与加]|协助|落实|实施")


@cache
def _pieces() -> re.Pattern[str]:
    return compiled(r"(?:[^，；;。、]|(?<!牵头)(?<!负责)(?<!主办)、)+")


@cache
def _parts() -> re.Pattern[str]:
    return compiled(
        r"\s?由?(?P<names>.{2,160}?)"
        r"(?P<act>牵头|主办|承办|协办|(?:按照?|依)(?:各自)?职[责能][^，；]{0,6}(?:负责|实施|落实)|(?:共同|分工|分别|具体|联合|组织)?负责|"
        r"(?:共同)?(?:配合|参与|参加|协助)|组织实施|实施|落实)"
        r"(?:负责|实施|落实|组织|办理)?(?:制定|实施|落实)?\s?$"
    )


@cache
def _acting() -> re.Pattern[str]:
    """What the names behind a label do (按职责分工负责) goes without saying."""
    return compiled(r"(?:按照?|依)(?:各自)?职[责能][^，；、。]{0,6}(?:负责|实施|落实)[。\s]?$")


@cache
def _no_list() -> re.Pattern[str]:
    """Who is named so is spoken of, not listed."""
    return compiled(r"由|的|并$|[应须要]")


def in_forms(text: str, start: int, end: int, *, whole: bool = False) -> list[Owner]:
    """The owners behind labels and in brackets; `whole` reads all of the text as a bracket's content."""
    if whole:
        return _labelled(text, start, end) or in_list(text, start, end, strict=False)
    owners = _labelled(text, start, end)
    if text.find("\t", start, end) >= 0:
        for cell in _cell().finditer(text, start, end):
            owners += names_in(text, *cell.span(), OwnerRole.RESPONSIBLE)
    for bracket in _brackets().finditer(text, start, end):
        owners += in_list(text, *bracket.span(1), strict=False) or _closing(text, start, end, bracket)
    return owners


def _closing(text: str, start: int, end: int, bracket: re.Match[str]) -> list[Owner]:
    """Bodies alone in the bracket that closes a sentence of a numbered paragraph.

    Elsewhere, and behind another body's name, a bracket explains what stands before it.
    """
    place = bracket.start()
    if place == start or text[bracket.end() : end].strip(" 。；;") or may_end(text, place):
        return []
    if _numbered().match(text, text.rfind("\n", 0, start) + 1) is None:
        return []
    return names_in(text, *bracket.span(1), OwnerRole.RESPONSIBLE)


@cache
def _numbered() -> re.Pattern[str]:
    number = "[0-9一二三四五六七八九十]{1,3}"
    return compiled(rf"\s*(?:{number}[.．、]|[（]{number}[）]|第?[一二三四五六七八九十]{{1,2}}[是要]|[①-⑳])")


def role_of(words: str) -> OwnerRole:
    """The role that a label or an act gives."""
    if "领导" in words and not re.search("单位|部门|科室|处室|机构|主体", words):
        return OwnerRole.LEADER
    if "牵头" in words or "主办" in words:
        return OwnerRole.LEAD
    if re.search("配合|协[办助同]|参与|参加|会同|支持", words):
        return OwnerRole.COOPERATING
    return OwnerRole.RESPONSIBLE


def _labelled(text: str, start: int, end: int) -> list[Owner]:
    owners: list[Owner] = []
    for colon in _colon().finditer(text, start, end):
        label = _label().search(text, max(start, colon.start() - _LONGEST_LABEL), colon.start())
        field = _field().match(text, colon.end(), end) if label else None
        if label is None or field is None:
            continue
        stop = field.end()
        if field["colon"]:  # the last word is the next label
            low = max(colon.end(), stop - 1 - _LONGEST_LABEL)
            glued = _label().search(text, low, stop - 1)
            stop = (
                glued.start()
                if glued
                else max(colon.end(), *(text.rfind(sign, colon.end(), stop) for sign in "，,、 \t\u3000"))
            )
        if act := _acting().search(text, colon.end(), stop):
            stop = act.start()
        owners += names_in(text, colon.end(), stop, role_of(label.group()), strict=False)
    return owners


def in_list(text: str, start: int, end: int, *, strict: bool = True) -> list[Owner]:
    """Pieces that end in what their names do; names without it wait for the next that has it.

    Where the text's form does not say that names stand here (strict), they have to look like bodies."""
    owners: list[Owner] = []
    if _act().search(text, start, end) is None:
        return owners
    waiting: list[tuple[int, int]] = []
    for piece in _pieces().finditer(text, start, end):
        match = _parts().match(text, *piece.span())
        if match is None:
            waiting.append(piece.span())
            continue
        role = role_of(match["act"])
        for span in waiting:
            owners += names_in(text, *span, role)
        waiting = []
        if _no_list().search(match["names"]) is None:
            owners += names_in(text, *match.span("names"), role, strict=strict)
    return owners

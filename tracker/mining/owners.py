"""Finds who has to act: bracket forms, 由X牵头, X会同Y, and the subject of a directive."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.vocabulary import any_of, load, longest_first

_READ = 1500
_LONGEST_NAMES = 60
"""Names of the doers fill a clause's head up to here at most."""


@cache
def _labels() -> re.Pattern[str]:
    """`责任单位：X、Y` up to the next label or the bracket's end."""
    return re.compile(
        r"(?P<label>牵头(?:单位|部门|领导|人)|(?:主要|第一)?责任(?:单位|部门|领导|人)|承办单位|主办单位|配合(?:单位|部门)|协办单位|协助单位|参与单位)"
        r"\s?[：:]\s?(?P<names>[^：:；;。）)〕\]】\n]{1,200})"
    )


@cache
def _brackets() -> re.Pattern[str]:
    """`（市政府办公室牵头，各县区按职责分工负责）`."""
    return re.compile(r"[（(〔【]([^（(〔【）)〕】：:\n]{2,200})[）)〕】]")


@cache
def _bracket_parts() -> re.Pattern[str]:
    return re.compile(
        r"^\s?(?:由)?(?P<names>.{2,160}?)(?P<act>牵头|(?:按照?职责)?分工负责|按职责[^，；]{0,6}负责|负责|配合|参与|参加|协助|会同|组织实施|落实)(?:负责|实施|落实)?(?:，?下同)?$"
    )


@cache
def _led_by() -> re.Pattern[str]:
    return re.compile(
        r"由(?P<names>[^，。；：由]{2,60}?)(?P<act>牵头|负责|会同|组织|依法|统一|办成|承担|主办|具体|根据|按照?|责令|换发|审[核定批查]|督促|协调|处理|办理|实施|制定|提出|汇总|综合|签发|给予|予以|统筹|指导|确定|安排|定期)"
    )


@cache
def _cooperates() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[，；])(?P<names>[^，。；：]{2,60}?)(?:积极|密切|予以|做好|参与|主动)?配合(?=$|[，；。）])"
    )


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        r"会同(?P<names>[^，。；：]{2,60}?)(?=制定|研究|开展|负责|组织|对|加强|做好|建立|尽快|按|抓|推|提出|印发|联合|统筹|共同|处理|充分|妥善|依法|实施|落实|进行|，|。|；|$)"
    )


@cache
def _agrees() -> re.Pattern[str]:
    return re.compile(r"(?<!参)与(?P<names>[^，。；：与]{2,24}?)(?=协商|会商|沟通)")


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(
        r"[、，,；;/／\n\t ]|以及|会同|及其|尤其是|特别是|包括|"
        r"等(?:有关|相关)?(?:职能)?(?:部门|单位|机构|地区)(?=$|要|应|须|必|按|的|负|牵|配|参|组|）)|"
        r"等(?=[^，。；、]{0,12}(?:部门|单位|机构|地区))|"
        r"(?:(?<=企业)|(?<=[部委局办厅院门位关府组构处司会行署校区市县省所站队科室馆员人户]))(?:和|及|与)(?=[^，。；、]{2})"
    )


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{longest_first(load('owners')['endings'])})(?:[（(][^（()）]{{1,20}}[）)])?(?:等(?:部门|单位)?)?$"
    )


@cache
def _head() -> re.Pattern[str]:
    return any_of(load("owners")["not_at_head"])


@cache
def _told() -> re.Pattern[str]:
    return any_of(load("owners")["told"])


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{longest_first(load('owners')['before'])})[，、]?)+")


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load("owners")["nobody"])


@cache
def _functions() -> frozenset[str]:
    return frozenset(load("owners")["functions"])


@cache
def _of_every_rank() -> re.Pattern[str]:
    """“各省、自治区、直辖市人民政府” is one group of bodies."""
    rank = r"(?:自治区|自治州|自治县|直辖市|省|市|县|区|州|盟|旗|乡|镇|街道|开发区)"
    return re.compile(
        rf"各{rank}(?:[、和]{rank}){{1,5}}(?=人民|政府|党委|党组|有关|[\u4e00-\u9fff]{{1,6}}[局厅委办])"
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[12][0-9]{3}年(?:[上下]半年)?|第?[一二三四五六七八九十]{1,3}(?:[是要、]|，)|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])\s?"
    )


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(r"[^，。；：！？\n]+")


def find_owners(text: str, start: int, end: int) -> tuple[Owner, ...]:
    """The bodies named as doers in `text[start:end]`, the leading ones first."""
    end = min(end, start + _READ)
    found = [
        *_labelled(text, start, end),
        *_bracketed(text, start, end),
        *_led(text, start, end),
        *_subjects(text, start, end),
    ]
    kept: list[Owner] = []
    for owner in found:
        if not any(owner.start < other.end and other.start < owner.end for other in kept):
            kept.append(owner)
    order = list(OwnerRole)
    return tuple(sorted(kept, key=lambda owner: (order.index(owner.role), owner.start)))


def name_cell(text: str, start: int, end: int, role: OwnerRole) -> list[Owner]:
    """The names in a table's cell for them: whatever stands there is one."""
    return _names(text, start, end, role, strict=False)


def _names(text: str, start: int, end: int, role: OwnerRole, *, strict: bool = True) -> list[Owner]:
    """The names in a list; where one is no name, none is (strict) or it alone is left out."""
    owners = []
    cut = start
    separators = _outer_separators(text, start, end)
    if strict and separators and separators[-1].end() == end:  # “…等部门”: what is listed are bodies
        strict = False
    for separator in [*separators, None]:
        stop = separator.start() if separator else end
        a, b = cut, stop
        while a < b and text[a].isspace():
            a += 1
        while b > a and (text[b - 1].isspace() or text[b - 1] == "等"):
            b -= 1
        cut = separator.end() if separator else end
        if a == b:
            continue
        name = text[a:b]
        in_list = bool(separators) and name in _functions()
        if in_list or _is_name(name) or (not strict and _may_be_name(name)):
            owners.append(Owner(name, role, a, b))
        elif strict:
            return []
    return owners


def _outer_separators(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Separators outside brackets: 各县（市、区）人民政府 is one name."""
    found = []
    whole = [match.span() for match in _of_every_rank().finditer(text, start, end)]
    depth, place = 0, start
    for match in _separators().finditer(text, start, end):
        for sign in text[place : match.start()]:
            depth += (sign in "（(") - (sign in "）)")
        place = match.start()
        if depth == 0 and not any(a < match.start() < b for a, b in whole):
            found.append(match)
    return found


def _is_name(name: str) -> bool:
    return _may_be_name(name) and _ending().search(name) is not None and _within().search(name) is None


@cache
def _within() -> re.Pattern[str]:
    """No name holds these: what has them is a clause."""
    return re.compile(
        r"[已将了使让0-9.]|(?<!一)把|(?<!^)(?<!各)被(?!巡|审计|督|检查|考核|帮扶|查|评)|必须|应当|建议|在|作为|根据|提出|再次|强调|通过|我们|自己|大家|(?:农村|乡村|城市|城区|山区)$"
    )


def _may_be_name(name: str) -> bool:
    """Where the form of the text says that a name stands here, any word will do that can be one."""
    return (
        2 <= len(name) <= 30
        and name not in _nobody()
        and name.count("（") + name.count("(") == name.count("）") + name.count(")")
        and _head().match(name) is None
    )


def _role_of(label: str) -> OwnerRole:
    if label.startswith(("牵头", "主办")):
        return OwnerRole.LEAD
    if label.startswith(("配合", "协", "参与", "参加")):
        return OwnerRole.COOPERATING
    return OwnerRole.RESPONSIBLE


def _labelled(text: str, start: int, end: int) -> list[Owner]:
    return [
        owner
        for match in _labels().finditer(text, start, end)
        for owner in _names(text, *match.span("names"), _role_of(match["label"]), strict=False)
    ]


def _bracketed(text: str, start: int, end: int) -> list[Owner]:
    owners: list[Owner] = []
    for bracket in _brackets().finditer(text, start, end):
        a = bracket.start(1)
        for piece in re.split(r"([，；;])", bracket[1]):
            match = _bracket_parts().match(piece)
            if match is not None:
                role = _role_of(match["act"])
                names = (a + match.start("names"), a + match.end("names"))
                owners += _names(text, *names, role, strict=False)
            a += len(piece)
    return owners


def _led(text: str, start: int, end: int) -> list[Owner]:
    owners: list[Owner] = []
    for match in _led_by().finditer(text, start, end):
        owners += _names(text, *match.span("names"), _role_of(match["act"]))
    for pattern in (_cooperates(), _joined(), _agrees()):
        for match in pattern.finditer(text, start, end):
            owners += _names(text, *match.span("names"), OwnerRole.COOPERATING)
    return owners


def _subjects(text: str, start: int, end: int) -> list[Owner]:
    """Bodies at the head of a clause that are told to do something."""
    owners: list[Owner] = []
    for clause in _clauses().finditer(text, start, end):
        a = clause.start()
        opening = _before().match(text, a, clause.end())
        if opening is not None:
            a = opening.end()
        marker = _number().match(text, a, clause.end())
        if marker is not None:
            a = marker.end()
        for told in _told().finditer(text, a, clause.end()):
            if told.start() - a > _LONGEST_NAMES:
                break
            if told.start() - a < 2 or text[told.start() - 1] in "、和及与":
                continue
            names = _names(text, a, told.start(), OwnerRole.RESPONSIBLE)
            if names:
                owners += names
                break
    return owners

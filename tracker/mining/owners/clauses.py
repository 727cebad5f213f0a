"""Owners in running text: the subject of a directive, 由X负责, X会同Y, 与Y共同."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.owners.forms import in_list
from tracker.mining.owners.names import by_first, compiled, head_is_open, last_signs, may_end, names_in
from tracker.mining.vocabulary import load, longest_first
from tracker.mining.vocabulary.lexicon import alternatives

_LONGEST_NAMES = 60
"""Names of the doers fill a clause's head up to here at most."""
_LONGEST_HEAD = 90
"""The names with what may stand before them (“12月底前”)."""
_LONGEST_OFFICER = 20
_MOST_CHAINED = 8
"""So many clauses of nothing but names may stand before the one that tells them what to do."""


@cache
def _stops() -> re.Pattern[str]:
    return compiled(r"[，。；：！？,;:\n]|(?:(?<=牵头)|(?<=负责)|(?<=主办)|(?<=[自体]抓)|(?<=总责))、")


def _bare_verbs() -> str:
    """What tells a body what to do without a modal."""
    words = load("owners")
    acted_on = (
        rf"(?!{'|'.join(words['things'])})(?=[^，。；]{{3}})"
        r"(?![^，。；]{0,12}(?:(?<![主重需首])要|须|应(?![用急对])))"
    )
    return f"{by_first(words['tells'])}|(?:{by_first(words['tells_what'])}){acted_on}"


def _acts(more: list[str]) -> re.Pattern[str]:
    """Where a name may end, and what its body is told or does behind it (group 1)."""
    words = load("owners")
    occasion = "[^，。；]{0,40}?(?:后|时|前|中|期间)(?=，|应|要|须|必须|可)"
    days = (
        rf"{digit}[0-9]{{0,3}}(?:[年月][^，。；]{{0,6}}[前起]|个?(?:工作)?[日天]之?内|个?(?:小时|月)之?内)"
        for digit in "123456789"
    )
    told = [*words["told"], *days, *(word + occasion for word in words["after"]), *more]
    begins = _begins([*told, *words["tells"], *words["tells_what"], *words["adverbs"]])
    acts = f"(?:{by_first(words['adverbs'])})?(?:{by_first(told)}|{_bare_verbs()})"
    # What goes on as a name was no verb: 城乡|建设局, 社会|保障厅.
    in_name = (
        "(?!厅|局(?!面|部|势)|部(?!门|署|分|队|件|位|级)|[委办处科院所站组会](?:[、，和及与等要应（]|$))"
    )
    return compiled(f"[{re.escape(last_signs())}](?={begins})(?!(?<=所)[在需])(?=({acts}){in_name})")


def _begins(fragments: list[str]) -> str:
    """The first sign or the first two of any of these: what no body is told is soon passed over."""
    alone, first, second = set(), set(), set()
    for piece in (piece for fragment in fragments for piece in alternatives(fragment)):
        if re.match(r"[\u4e00-\u9fff]{2}(?![?{*])", piece):
            first.add(piece[0])
            second.add(piece[1])
        else:
            alone.add(piece[0])
    return "|".join((f"[{''.join(sorted(alone))}]", f"[{''.join(sorted(first))}][{''.join(sorted(second))}]"))


@cache
def _told() -> re.Pattern[str]:
    return _acts([])


@cache
def _done_by() -> re.Pattern[str]:
    return _acts(load("owners")["done_by"])


@cache
def _opening() -> re.Pattern[str]:
    """What may stand before a name at a clause's head: a number, a time, “同时”, “会议要求”."""
    return compiled(
        rf"(?:(?:{longest_first(load('owners')['before'])}|以及|和(?!谐|平)|及(?![时早至])|并(?![网购轨])|由(?!于|此)|再(?=是))是?(?!否)[，、]?|"
        r"[\u4e00-\u9fff·]{2,8}?(?:在[^，。；：]{2,16}[上中时])?(?:(?:强调|指出|希望)(?=[各全有]|学校|相关)|要求(?!真务实))|"
        r"第?[一二三四五六七八九十]{1,3}(?:[是要、]|，)|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9]{1,2}[.．、]|"
        r"(?:[“\"]?十[三四五六]五[”\"]?(?:时期)?|[今明去本]年|[12][0-9]{3}年|每(?:年|月|周|日|季度?|半年)|近期|近日|[上下]半年|第?[一二三四]季度|"
        r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份|[上中下]旬|[底末初])?|[0-9]{1,2}日|[年月][底末内])"
        r"[底末内初]?(?:之?前|以前|之?后|以后|起|期间|至|开始)?|[\s“‘\"]){1,8}"
    )


@cache
def _helps() -> re.Pattern[str]:
    return compiled(
        r"(?:积极|密切|主动|全力|共同|协同|予以|给予|做好)?(?:配合|协助|支持|参与|参加)(?=$|[，。；）、]|工作|支持)|配合|协助|协办|为(?:配合|协[办助])"
    )


@cache
def _leads() -> re.Pattern[str]:
    return compiled(r"(?:为|作为|是)?(?:牵头|主办)")


@cache
def _all_told() -> re.Pattern[str]:
    return compiled(rf"，(?=(?:也|更|一律)?[都均]?(?:[要应须](?!求)|必须|务必)|[都均](?:{_bare_verbs()}))")


@cache
def _with() -> re.Pattern[str]:
    return compiled(r"会同|商请|联合(?<=[\u4e00-\u9fff]{3})(?!会|体|国)")


@cache
def _reports() -> re.Pattern[str]:
    """“各科室对账情况要按月报送”: what is to be reported stands between who reports and 要."""
    return compiled(
        r"(?:^|(?<=[，。；：\s]))(?P<names>各(?:有关|相关)?(?:地区?|单位|部门|科室|处室|支部|乡镇|街道|县区|市县|[省市县区镇])"
        r"(?:[（(][^（()）]{1,14}[）)])?)(?=[^，。；要]{2,40}(?:情况|进展|方案|报告|总结|材料|信息|名单|台账)"
        r"[^，。；要]{0,8}，?[要应须](?:及时|定期|按[时期月季年])?[^，。；]{0,6}报)"
    )


@cache
def _together() -> re.Pattern[str]:
    return compiled(
        r"(?<!参)与(?P<names>[^，。；：与]{2,24}?)(?=(?:协商|会商|沟通)(?![^，。；]{0,8}[的后时]，))"
    )


@cache
def _made() -> re.Pattern[str]:
    """What is set up, with the words that say who leads it and who takes part."""
    return compiled(
        r"(?:建立|健全|成立|组建|形成|构建|完善|设立|实行|推行|打造|搭建)(?P<doers>[^，。；：]{2,60}?)的"
        r"[^，。；、的]{0,12}?(?:机制|小组|专班|格局|体系|制度|体制|局面|模式|平台|联盟|队伍|委员会|指挥部)"
    )


@cache
def _passed() -> re.Pattern[str]:
    """“经X审核后”: X has a step of its own to take; “未经X批准” only says what is forbidden."""
    return compiled(
        r"(?<![未已曾财不])经(?![费济营贸])(?P<names>[^，。；：的]{2,24}?)"
        r"(?=初审|复审|会审|审[核定批查]|复核|核[准定实]|批准|评[估审]|验收|认定|签[字章]|确认)"
    )


@cache
def _announced() -> re.Pattern[str]:
    """Who speaks, up to what is said: “李明同志就盘点工作提出三点要求：”."""
    return compiled(
        r"(?![^。；]{0,80}请)[^。；：]{2,80}(?:提出?|讲|谈|强调)了?[^，。；：]{0,8}(?:点|条|项|个方面)"
        r"[^，。；：]{0,8}(?:要求|意见|建议|希望)："
    )


def in_clauses(text: str, start: int, end: int) -> list[Owner]:
    """The owners that running text names."""
    owners: list[Owner] = []
    if announced := _announced().match(text, start, end):
        start = announced.end()
    if text.find("由", start, end) >= 0:
        owners += _agents(text, start, end)
    if (
        text.find("同", start, end) >= 0
        or text.find("请", start, end) >= 0
        or text.find("联合", start, end) >= 0
    ):
        owners += _joined(text, start, end)
    if text.find("与", start, end) >= 0:
        for match in _together().finditer(text, start, end):
            owners += names_in(text, *match.span("names"), OwnerRole.COOPERATING)
    if text.find("经", start, end) >= 0:
        for match in _passed().finditer(text, start, end):
            owners += names_in(text, *match.span("names"), OwnerRole.RESPONSIBLE)
    owners += _officers(text, start, end)
    owners += _subjects(text, start, end)
    if not owners and text.find("报", start, end) >= 0:
        for match in _reports().finditer(text, start, end):
            owners += names_in(text, *match.span("names"), OwnerRole.RESPONSIBLE)
    if owners or text.find("牵头", start, end) >= 0 or text.find("参与", start, end) >= 0:
        for made in _made().finditer(text, start, end):
            owners = [owner for owner in owners if not made.start() < owner.start < made.end()]
            owners += in_list(text, *made.span("doers"))
    return owners


@cache
def _officer() -> re.Pattern[str]:
    """Somebody by office and name, who is told to see to it: “分管副乡长张磊包案”."""
    words = load("owners")
    titles, surnames = longest_first(words["titles"]), longest_first(words["surnames"])
    return compiled(
        rf"(?:{titles})(?:{surnames})[\u4e00-\u9fff]{{1,2}}(?=(?:同志)?(?:{by_first(words['answers'])}))"
    )


def _officers(text: str, start: int, end: int) -> list[Owner]:
    owners: list[Owner] = []
    for found in _officer().finditer(text, start, end):
        head = _head(text, max(start, _clause_start(text, start, found.end())), found.end())
        if 0 <= head < found.start() + 1 and found.end() - head <= _LONGEST_OFFICER:
            owners.append(Owner(text[head : found.end()], OwnerRole.LEADER, head, found.end()))
    return owners


def _role_of(text: str, place: int, end: int) -> OwnerRole:
    if _leads().match(text, place, end):
        return OwnerRole.LEAD
    if _helps().match(text, place, end):
        return OwnerRole.COOPERATING
    return OwnerRole.RESPONSIBLE


def _subjects(text: str, start: int, end: int) -> list[Owner]:
    """Bodies at the head of a clause that are told to do something."""
    owners: list[Owner] = []
    clause, head, told = -1, -1, -1
    for act in _told().finditer(text, start, end):
        place = act.end()
        if not may_end(text, place) or text.startswith(("了", "的"), act.end(1)):
            continue
        begins = _clause_start(text, start, place)
        if begins != clause:
            clause, head, told = begins, _head(text, begins, place), -1
        elif told >= 0 and (other := text.rfind("、各", told, place)) >= 0:
            head = _head(text, other + 1, place)  # 各科要每月对账、各组要每周盘点
        if head < 0 or not 2 <= place - head <= _LONGEST_NAMES:
            continue
        names = names_in(text, head, place, _role_of(text, place, end))
        if names:
            owners += _chained(text, start, begins, names[0].role)
            owners += names
            head, told = -1, act.end(1)  # a clause has one subject, or several that are told one by one
    for match in _all_told().finditer(text, start, end):
        if match.start() > start and may_end(text, match.start()):
            owners += _chained(text, start, match.end(), OwnerRole.RESPONSIBLE)
    return owners


def _clause_start(text: str, start: int, place: int) -> int:
    """Where the clause begins that `place` stands in; -1 where that is too far for names."""
    low = max(start, place - _LONGEST_HEAD)
    stop = max(text.rfind("，", low, place), low - 1)
    while other := _stops().search(text, stop + 1, place):
        stop = other.start()
    return -1 if stop < low and low > start else stop + 1


def _head(text: str, begins: int, end: int) -> int:
    """Where a name may begin in a clause; -1 where none may."""
    if begins < 0:
        return -1
    opening = _opening().match(text, begins, end)
    head = opening.end() if opening else begins
    return head if head_is_open(text, head, end) else -1


def _chained(text: str, start: int, begins: int, role: OwnerRole) -> list[Owner]:
    """Names in the clauses before, where these hold nothing else (“各厂矿，各工会，都要…”)."""
    owners: list[Owner] = []
    aimed = text.startswith(("对", "针对"), start)
    for _ in range(_MOST_CHAINED):
        if begins <= start or text[begins - 1] not in "，,":
            break
        stop = begins - 1
        begins = _clause_start(text, start, stop)
        head = _head(text, begins, stop)
        if aimed and text.find("的", begins, stop) >= 0:
            break  # whom something is done to (对逾期不报的甲所、乙所，丙局要约谈)
        names = names_in(text, head, stop, role) if head >= 0 else []
        if not names:
            break
        owners = names + owners
    return owners


def _agents(text: str, start: int, end: int) -> list[Owner]:
    """由X负责, not “由X负责的”, which says what a thing is like."""
    owners: list[Owner] = []
    place = text.find("由", start, end)
    while place >= 0:
        first = place + 1
        if text[max(start, place - 1)] not in "消再自":  # 取消由, 不再由, 自由
            act = _first_act(text, first, end)
            if act is not None and not text.startswith("的", act.end(1)):
                owners += names_in(text, first, act.end(), _role_of(text, act.end(), end))
        place = text.find("由", first, end)
    return owners


def _first_act(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where names that begin at `start` end, and what they do."""
    limit = _clause_end(text, start, end)
    for act in _done_by().finditer(text, start, limit):
        stop = act.end()
        if stop - start > 1 and may_end(text, stop) and names_in(text, start, stop, OwnerRole.LEAD):
            return act
    return None


def _joined(text: str, start: int, end: int) -> list[Owner]:
    owners: list[Owner] = []
    for match in _with().finditer(text, start, end):
        first = match.end()
        act = _first_act(text, first, end)
        if act is not None:
            owners += names_in(text, first, act.end(), OwnerRole.COOPERATING)
        elif match.group() == "会同":
            owners += names_in(text, first, _clause_end(text, first, end), OwnerRole.COOPERATING)
    return owners


def _clause_end(text: str, start: int, end: int) -> int:
    found = _names_only().match(text, start, end)
    assert found is not None
    return found.end()


@cache
def _names_only() -> re.Pattern[str]:
    """The rest of a clause, with brackets that are closed in it."""
    return compiled(r"(?:[^，。；：！？,;:\n（(）)]|[（(][^（()）。；\n]{1,20}[）)]){0,200}")

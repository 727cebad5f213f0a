"""What a body's name looks like, and how a list of names is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.vocabulary import any_of, load, longest_first
from tracker.mining.vocabulary.lexicon import alternatives

_LONGEST = 30
_LONGEST_ENDING = 8
_LONGEST_KIND = 8
"""What is listed in “供水、供气企业” is that short."""
_REMEMBERED = 4096
"""A document names the same bodies over and over: what was found out about so many is kept."""
_BY_WHOM = "和及与暨同"


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with each full-width sign standing for its half-width twin, too."""
    twins = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"'}
    made, before, in_class = [], "", False
    for sign in pattern:
        if before != "\\":
            in_class = sign == "[" or (in_class and sign != "]")
        before = sign
        twin = twins.get(sign)
        made.append(sign if twin is None else sign + twin if in_class else f"[{sign}{twin}]")
    return re.compile("".join(made))


@cache
def _separators() -> re.Pattern[str]:
    return compiled(
        r"[、，,；;/／\n\t\u3000 （()）]|以及|会同|及其(?![他它余])|还是|尤其是|特别是|包括|"
        r"等(?:有关|相关|各有关|重点|多个?|[省市县区]级|[^，。；、等]{1,10}的)?(?:职能|主管|监管|行政|业务)?(?:部门|单位|机构|地区?|方面|处室|科室|站所)(?:（[^（）]{2,6}）)?"
        r"(?:和(?:单位|地方|地区|机构|个人))?(?:$|(?=[要应须需必按的负牵配参组分共联协）])|[和及、，])|"
        r"[两三四五六七八九十0-9]{1,2}个?(?:部门|单位|家)$|"
        r"等(?=[^，。；、等]{0,12}(?:部门|单位|机构|地区))|"
        rf"[{_BY_WHOM}](?=[^，。；、])(?!(?<=同)[时步志级意样等类期行])"
    )


@cache
def _marks() -> re.Pattern[str]:
    """What a separator begins with: most names hold none."""
    return re.compile(rf"[、，,；;/／\n\t\u3000 （(以会还尤特包等两三四五六七八九十0-9{_BY_WHOM}]")


@cache
def ends() -> frozenset[str]:
    """What a name ends in."""
    return frozenset(load("owners")["endings"])


@cache
def last_signs() -> str:
    """The characters that may stand right before what a body is told."""
    return "".join(sorted({word[-1] for word in _last_words()} | set("等）)")))


def by_first(fragments: Iterable[str]) -> str:
    """Regular expressions that begin with a plain character as one, which asks for that character once."""
    rests: dict[str, list[str]] = {}
    for fragment in fragments:
        for piece in alternatives(fragment):
            rests.setdefault(piece[0], []).append(piece[1:])
    return "|".join(f"{first}(?:{'|'.join(pieces)})" for first, pieces in rests.items())


@cache
def _no_head() -> re.Pattern[str]:
    """A name never begins like these, nor with a directive's verb, but for whom that makes (带队领导)."""
    words = load("owners")
    kinds = f"(?!{'|'.join(words['made_by_verbs'])})"
    listed = words["not_at_head"]
    verbs = sorted({found[0] for word in words["tells"] if (found := re.match(r"[\u4e00-\u9fff]{2,}", word))})
    heads = {entry[:length] for entry in listed for length in range(len(entry) + 1)}
    unlisted = (verb for verb in verbs if verb not in heads)
    return re.compile(by_first([*listed, *(verb + kinds for verb in unlisted)]))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load("owners")["nobody"])


@cache
def functions() -> frozenset[str]:
    """What bodies do, which names them in a list (组织、纪检、审计)."""
    return frozenset(load("owners")["functions"])


@cache
def _groups() -> re.Pattern[str]:
    return any_of(load("owners")["groups"])


@cache
def _titled() -> re.Pattern[str]:
    """A person called by surname and title: whom that means stands elsewhere."""
    words = load("owners")
    return re.compile(
        rf"(?:{longest_first(words['surnames'])})[\u4e00-\u9fff]{{0,2}}(?:{longest_first(words['titles'])})$"
    )


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?:{longest_first(load('owners')['surnames'])})[\u4e00-\u9fff]{{1,2}}$")


@cache
def _spaced_person() -> re.Pattern[str]:
    """王 敏: a name of two signs set as wide as one of three."""
    surname = longest_first(load("owners")["surnames"])
    return re.compile(rf"\s{{0,4}}(?:{surname})[ \u3000]{{1,4}}[\u4e00-\u9fff](?![\u4e00-\u9fff])")


@cache
def _of_every_rank() -> re.Pattern[str]:
    """“各省、自治区、直辖市人民政府” and “市、区两级法院” are one group of bodies."""
    rank = r"(?:自治区|自治州|自治县|直辖市|省|市|县|区|州|盟|旗|乡|镇|村|街道|社区|开发区)"
    return re.compile(
        rf"(?:各|(?<![\u4e00-\u9fff])|(?<=[和及与是要由])){rank}(?:[、和]{rank}){{1,5}}"
        r"(?=[两三四]级|人民|政府|党委|党组|有关|[\u4e00-\u9fff]{1,12}(?:[局厅委办]|委员会|部门|机关|机构|政府|法院|组)|$)"
    )


@cache
def _within() -> re.Pattern[str]:
    """No name holds these: what has them is a clause."""
    return re.compile(
        r"[已了使让向须由.《》]|[0-9](?![0-9]{0,2}[个支家名])|将|(?<![供响适反对相])应(?![急用对])|(?<![主重首])要(?!素)|对(?![外口台])|(?<!一)把|(?<!^)(?<!各)被(?!巡|审计|督|检查|考核|帮扶|查|评)|必须|应当|建议|(?<!所)在|作为|根据|提出|推动|移交|提交|送交|转交|促使|带动|引导|深刻|再次|强调|通过|我们|自己|大家|(?:农村|乡村|(?<![各关点类心])城市|城区|山区|保险基金)$"
    )


@cache
def _no_name() -> re.Pattern[str]:
    """What else stands in a field for names: telephone numbers, days, labels."""
    return re.compile(
        r"[^\u4e00-\u9fffA-Za-z]+$|[^年月日]{0,6}[0-9一二三四五六七八九十]{1,4}(?:年|月|日|个月)|.*(?:时限|期限|时间|电话)$"
    )


def head_is_open(text: str, start: int, end: int) -> bool:
    """A name may begin here."""
    return _no_head().match(text, start, end) is None


@cache
def _alone() -> frozenset[str]:
    return frozenset(load("owners")["alone"])


@lru_cache(_REMEMBERED)
def is_body(name: str) -> bool:
    """The word ends like a body and holds nothing that no name holds."""
    if name in _alone():
        return True
    return ends_like_body(name) and may_be_name(name) and _within().search(_plain(name)) is None


def has_surname(name: str) -> bool:
    """The word is one of the usual surnames with one or two signs behind it."""
    return _person().match(name) is not None


def ends_like_body(name: str) -> bool:
    plain = _plain(name)
    if _seems(plain):
        return False
    return plain.endswith(_by_last_sign(ends()).get(plain[-1:], ()))


def _seems(words: str) -> bool:
    """They end in what looks like a body (合办), and not in one that ends so (综合办)."""
    return words[-2:] in _seeming() and words[-3:] not in ends()


@cache
def _seeming() -> frozenset[str]:
    return frozenset(load("owners")["seeming"])


@cache
def _last_words() -> frozenset[str]:
    return ends() | functions() | _alone()


def may_end(text: str, place: int) -> bool:
    """A name, or a list of them, may end at `place`; most clauses are done with after this."""
    if text[place - 1] in "等）)" or text.startswith("等地", place - 2):
        return True
    tail = text[max(0, place - _LONGEST_ENDING) : place]
    if _seems(tail):
        return False
    return tail.endswith(_last_ones().get(tail[-1:], ()))


@cache
def _last_ones() -> dict[str, tuple[str, ...]]:
    return _by_last_sign(_last_words())


@cache
def _by_last_sign(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Every word ends in few of the signs that a text has, and few words end in the same."""
    sorted_words: dict[str, list[str]] = {}
    for word in sorted(words, key=len):
        found = sorted_words.setdefault(word[-1], [])
        if not word.endswith(tuple(found)):
            found.append(word)
    return {sign: tuple(found) for sign, found in sorted_words.items()}


def _plain(name: str) -> str:
    """The name without a bracket or 等 at its end."""
    if name[-1:] in "）)":
        cut = max(name.rfind("（"), name.rfind("("))
        return name[:cut] if cut > 0 else name
    return name


@lru_cache(_REMEMBERED)
def may_be_name(name: str) -> bool:
    """Where the form of the text says that a name stands here, any word will do that can be one."""
    return (
        2 <= len(name) <= _LONGEST
        and name not in _nobody()
        and (name.isalnum() or _closes(name))
        and _no_head().match(name) is None
        and _no_name().match(name) is None
    )


def _closes(name: str) -> bool:
    """Each bracket in it has its other half."""
    return name.count("（") + name.count("(") == name.count("）") + name.count(")")


@lru_cache(_REMEMBERED)
def is_group(name: str) -> bool:
    """It stands for several bodies: a person has to say which."""
    return _groups().search(name) is not None


@lru_cache(_REMEMBERED)
def is_titled_person(name: str) -> bool:
    """王书记, 李明局长; not 区委书记."""
    found = _titled().match(name)
    if found is None:
        return False
    before = next(len(name) - len(title) for title in _titles() if name.endswith(title))
    return not any(name[:before].endswith(word) for word in ends())


@cache
def _titles() -> tuple[str, ...]:
    return tuple(sorted(load("owners")["titles"], key=len, reverse=True))


def names_in(text: str, start: int, end: int, role: OwnerRole, *, strict: bool = True) -> list[Owner]:
    """The names in a list; where one is no name, none is (strict) or it alone is left out."""
    owners: list[Owner] = []
    cuts = _cuts(text, start, end, strict=strict)
    in_list = len(cuts) > 1
    if strict and in_list:
        strict = not _lists_bodies(text, start, cuts, end)
    place = start
    for cut, after in cuts:
        a, b = place, cut
        if a >= 2 and text.startswith("会同", a - 2):
            role = OwnerRole.COOPERATING
        place = after
        while a < b and text[a].isspace():
            a += 1
        while b > a and (text[b - 1].isspace() or text[b - 1] == "等"):
            b -= 1
        if a == b:
            continue
        name = text[a:b]
        if (in_list and name in functions()) or is_body(name) or (not strict and may_be_name(name)):
            if not is_titled_person(name) or not strict:
                owners.append(Owner(name, role, a, b, is_group=is_group(name)))
        elif strict:
            return []
    return owners


def _lists_bodies(text: str, start: int, cuts: list[tuple[int, int]], end: int) -> bool:
    """Behind the list stands what all of it are: “X、Y等部门”, “供水、供气企业”."""
    if cuts[-2][1] == end:
        return True
    last = text[cuts[-2][1] : end]
    if not last.endswith(("企业", "部门", "单位", "机构")) or not is_body(last):
        return False
    return all(cut - after <= _LONGEST_KIND for (_, after), (cut, _) in pairwise([(0, start), *cuts[:-1]]))


def _cuts(text: str, start: int, end: int, *, strict: bool) -> list[tuple[int, int]]:
    """Where the list is cut, each as (end of a name, beginning of the next); none inside brackets."""
    if _marks().search(text, start, end) is None:
        return [(end, end)]
    cuts: list[tuple[int, int]] = []
    whole: list[tuple[int, int]] | None = None
    depth, place = 0, start
    for match in _separators().finditer(text, start, end):
        a, sign = match.start(), match.group()
        if sign in "（(":
            depth += 1
            continue
        if sign in "）)":
            depth = max(0, depth - 1)
            continue
        if depth > 0 or (sign in " \u3000" and _spaced_person().match(text, place, end)):
            continue
        if sign in "、和":
            if whole is None:
                whole = [found.span() for found in _of_every_rank().finditer(text, start, end)]
            if any(b < a < c for b, c in whole):
                continue
        if sign in _BY_WHOM and not _joins(text[place:a], text[match.end() : end], strict=strict):
            continue
        cuts.append((a, match.end()))
        place = match.end()
    cuts.append((end, end))
    return cuts


def _joins(left: str, right: str, *, strict: bool) -> bool:
    """A 和 between two names, none inside one (住房和城乡建设局)."""
    left = left.strip()
    if left in functions():
        return re.match(r"[^、和及与]{2,8}(?:部门|机关)", right) is not None
    return is_body(left) or (not strict and has_surname(left))

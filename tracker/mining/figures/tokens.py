"""The words and numbers of a sentence that may belong to a figure, in their order, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tracker.mining.figures.stated import Bound, Quantity
from tracker.mining.vocabulary import load, longest_first
from tracker.text.numerals import half_width, read_number

_CHINESE = "〇零一二两三四五六七八九十百千"
_DIGITS = "[0-9]{1,30}"
"""More in a row are an account or a telephone, not a number."""
_TENTHS = {"一": 10, "二": 20, "两": 20, "三": 30, "四": 40, "五": 50, "六": 60, "七": 70, "八": 80, "九": 90}

_TIME = r"(?:上个?(?:周|星期|旬|月|季度?|年度?)|去年|年初|(?:去年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|份)?)"
_WHEN = rf"{_TIME}(?:同期)?(?:底|末|初)?"
_AGAINST = (
    rf"(?P<against>(?:[较比](?P<when>{_WHEN})(?:相比较?)?|[与和同](?P<beside>{_WHEN})(?:相比较?|持平)"
    r"|同比|环比)(?P<way>[多少])?)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    kind: str
    """`object`, `status`, `facet`, `rate`, a class of [words], `loose`, `change`, `against` (the time that
    something is compared with), `number`, `foreign` (a number of something else), `name`, `period`, `as_of`,
    `skip`, `weak`, `strong`, `stop`, or `gap` for what is known as nothing."""
    text: str
    start: int
    end: int
    code: str = ""
    quantity: Quantity | None = None


def tokens_of(text: str, names: Sequence[str] = ()) -> Iterator[Token]:
    """All of a text, gaps included; `names` are those of units and the like that it may speak of."""
    plain = half_width(text)
    end = 0
    for match in _pattern(tuple(names)).finditer(plain):
        if match.start() > end:
            yield Token("gap", text[end : match.start()], end, match.start())
        yield _token(match, text)
        if match["way"]:  # 比上月多销号3项
            yield Token("change", match["way"], match.end() - 1, match.end(), words_of_change()[match["way"]])
        end = match.end()
    if end < len(text):
        yield Token("gap", text[end:], end, len(text))


def _token(match: re.Match[str], text: str) -> Token:
    kind = match.lastgroup or ""
    start, end = match.span()
    said = text[start:end]
    if kind == "word":
        kind, code = words()[match.group()]
        return Token(kind, said, start, end, code)
    if kind == "against":
        said = said.removesuffix(match["way"] or "")
        return Token(kind, said, start, start + len(said), match["when"] or match["beside"] or said)
    if kind in ("percent", "hundredth", "tenths", "half", "count"):
        return _number(kind, match, said)
    return Token(kind, said, start, end, match.group())


def _number(kind: str, match: re.Match[str], said: str) -> Token:
    start, end = match.span()
    written = match.group()
    match kind:
        case "percent":
            quantity = _share(written.rstrip("%％ "))
        case "hundredth":
            quantity = _share(_pointed(written.removeprefix("百分之")))
        case "half":
            quantity = Quantity(Decimal(50), True, Bound.MORE if written == "过半" else Bound.EXACT)
        case "tenths":
            whole, _, rest = written.partition("成")
            value = _TENTHS[whole] + (_TENTHS[rest] // 10 if rest in _TENTHS else 0)
            is_odd = rest in ("多", "余")
            step = 10 if rest not in _TENTHS else 1
            # A tenth is said in whole tenths: 七成 is near 70%.
            bound = Bound.ODD if is_odd else Bound.ABOUT
            quantity = Quantity(Decimal(value), True, bound, step=step)
        case _:
            return _count(match, said)
    return Token("number", said, start, end, "%", quantity)


def _share(written: str) -> Quantity:
    places = len(written.partition(".")[2])
    return Quantity(Decimal(written or "0"), True, places=places)


def _pointed(chinese: str) -> str:
    """六十七点九 as 67.9."""
    whole, point, rest = chinese.partition("点")
    digits = "".join(str(read_number(sign) or 0) for sign in rest)
    return f"{read_number(whole) or 0}{'.' if point else ''}{digits}"


def _count(match: re.Match[str], said: str) -> Token:
    start, end = match.span()
    written = match["digits"].replace(",", "")
    counter = match["counter"] or ""
    if "." in written:
        value, places = Decimal(written), len(written.partition(".")[2])
    else:
        number = read_number(written)
        value, places = Decimal(written if number is None and written.isdigit() else number or 0), 0
    step = 10 ** max(len(written) - len(written.rstrip("0")), 0) if written.isdigit() else 10
    bound = Bound.ODD if match["odd"] else Bound.EXACT
    counters = load("figures")["counters"]
    is_share = counter in counters["points"]
    is_known = not counter or is_share or counter in counters["items"]
    quantity = Quantity(value, is_share, bound, places, step)
    return Token("number" if is_known else "foreign", said, start, end, counter, quantity)


@cache
def words() -> dict[str, tuple[str, str]]:
    """What each word is and its code; of a word in several lists the last one holds."""
    found = load("figures")
    known: dict[str, tuple[str, str]] = {}
    plain = ("filler", "among", "modifier", "in_all", "whole", "all", "none", "share", "comparison", "plan")
    for name in plain:
        known |= dict.fromkeys(found["words"][name], (name, ""))
    known |= dict.fromkeys(found["elsewhere"]["nouns"], ("elsewhere", ""))
    for kind in ("about", "more", "fewer"):
        known |= dict.fromkeys(found["loose"][kind], ("loose", kind))
    known |= {word: ("change", way) for word, way in words_of_change().items() if len(word) > 1}
    for kind in ("status", "facet", "rate", "object"):
        for code, said in found[kind].items():
            known |= dict.fromkeys(said, (kind, code))
    return known


def yuan_of(unit: str) -> int:
    """What one of a unit of money is in 元; 0 for what is no money."""
    return int(load("figures")["money"].get(unit, 0))


@cache
def words_of_change() -> dict[str, str]:
    """Which way each word says that something went; 多 and 少 say it right behind the other time only."""
    return {word: way for way, said in load("figures")["change"].items() for word in said}


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    counters = load("figures")["counters"]
    groups = (counters["items"], counters["points"], counters["others"], load("figures")["money"])
    counted = longest_first([counter for group in groups for counter in group])
    odd = "[余多来]"
    parts = [
        r"(?P<stop>[。！？!?\n])|(?P<strong>[；;])|(?P<weak>[，,、（）()\t])",
        r"(?P<as_of>截[至止]到?\s?(?:(?:[0-9]{4})年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}[日号]|底|末|份)?"
        r"|截[至止]到?\s?[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})",
        r"(?P<plan>(?:[0-9]{4}年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}[日号]|底|末|份)?之?前)",
        _AGAINST,
        r"(?P<period>(?:本|上|当)(?:周|月|季度?)(?![底末前])|今年(?:以来)?|本年度?|[上下]半年|第?[一二三四]季度(?![底末前])"
        r"|(?:[0-9]{4}年|今年|去年)?[0-9]{1,2}月(?:份|(?=以来|新增|销号|共|完成|已)))",
        rf"(?P<skip>[〔\[【（(][0-9]{{4}}[〕\]】）)]\s?[0-9]{{1,5}}号|第\s?[0-9{_CHINESE}]{{1,5}}|[0-9]{{1,9}}/[0-9]{{1,9}}"
        r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{2,4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?"
        r"|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[0-9]{1,2}[日号]|[一二三四五六七八九十]{1,3}月|[0-9]{31}[0-9]*+"
        rf"|{_saying()})",
        rf"(?P<percent>{_DIGITS}(?:\.[0-9]{{1,6}})?\s?[%％])",
        rf"(?P<hundredth>百分之[{_CHINESE}]{{1,9}}(?:点[{_CHINESE}]{{1,6}})?)",
        r"(?P<tenths>[一二两三四五六七八九]成(?:[一二三四五六七八九多余](?!个|项|件|条))?)|(?P<half>过半|半数)",
        rf"(?P<count>(?:(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,9}}|{_DIGITS}(?:\.[0-9]{{1,6}})?"
        rf"|[{_CHINESE}]{{1,9}}(?={odd}?\s?(?:{counted})))(?P<odd>{odd})?\s?(?P<counter>{counted})?))",
    ]
    if names:
        # 党的领导方面4个 names a category as 党的领导4个 does, and counts no 方面.
        parts.insert(0, f"(?P<name>(?:{longest_first(names)})(?:方面|类(?![别型]))?)")
    parts.append(f"(?!约[谈见])(?P<word>{longest_first(words())})")
    return re.compile("|".join(parts))


def _saying() -> str:
    """成熟一个、销号一个: what is always done, not a count."""
    found = load("figures")["saying"]
    first, then = longest_first(found["first"]), longest_first(found["then"])
    return rf"(?:{first})一(?P<each>[个项件条批])[、，]\s?(?:就)?(?:{then})一(?P=each)"

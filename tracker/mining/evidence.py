"""Finds again the very words of a text that made a rule fire, for those who ask why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tracker.mining.cues import cue_pattern, without_quotes
from tracker.mining.findings import Finding, Owner
from tracker.mining.outline import find_marker
from tracker.mining.sentences import LONGEST_HEAD, Sentence
from tracker.mining.vocabulary import any_of, load

_LONGEST_QUOTE = 24
_LONGEST_LEAD_IN = 60
_LONGEST_LEAD = 4
_LONGEST_LABEL_LINE = 200


_NUMBERS = "一二三四五六七八九十（）()0123456789、.．：:是 \u3000"
"""What may stand before the first word of a directive."""
_CLAUSE_ENDS = "，。；：！？,;:\n"


def shortened(quote: str) -> str:
    """A quote on one line, its middle left out where it is long (“制定……办法”)."""
    quote = " ".join(quote.split()).strip("，。；：、 ")
    half = _LONGEST_QUOTE // 2
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: half - 1]}……{quote[1 - half :]}"


def cue_words(cue: str, sentence: str) -> str:
    """The words that make a sentence have the cue; empty where they are not found again."""
    plain = without_quotes(sentence[:LONGEST_HEAD])
    pattern = _cue_pattern(cue)
    for begins in _bodies(plain):
        found = pattern.search(plain[begins:])
        if found is not None and found.group():
            return sentence[begins + found.start() : begins + found.end()]
    return ""


@cache
def _cue_pattern(cue: str) -> re.Pattern[str]:
    return cue_pattern(cue)


def _bodies(sentence: str) -> Iterator[int]:
    """Where the sentence may begin: behind its number, behind who says it, or with its first sign."""
    whole = Sentence(0, len(sentence), 0, opens_paragraph=True, closes_paragraph=True)
    marker = find_marker(sentence, whole)
    begins = marker.end if marker else 0
    begins += len(sentence[begins:]) - len(sentence[begins:].lstrip())
    yield begins
    for stop in re.compile("[，：:]").finditer(sentence, begins, begins + _LONGEST_LEAD_IN):
        yield stop.end()
    yield 0


def sign_words(sign: str, directive: str) -> str:
    """The words that are a sign of concreteness (or of the lack of it); empty where none are."""
    pattern = _sign_pattern(sign)
    found = pattern.search(directive[:LONGEST_HEAD]) if pattern else None
    words = found.group() if found else ""
    return words.lstrip(_NUMBERS) if sign.endswith("-opening") else words


@cache
def _sign_pattern(sign: str) -> re.Pattern[str] | None:
    entry = load("concreteness").get(sign)
    return any_of(entry["any"]) if entry else None


def role_words(kind: str, role: str, words: str) -> str:
    """What in a heading, turn or title says that a part is for the role; empty where nothing does."""
    for said, pattern, unless in _role_patterns(kind):
        found = pattern.search(words) if said == role else None
        if found is not None and not (unless and unless.search(words)):
            return found.group()
    return ""


@cache
def _role_patterns(kind: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (entry["role"], any_of(entry["any"]), any_of([entry["unless"]]) if "unless" in entry else None)
        for entry in load("roles")[kind]
    )


def naming_words(text: str, finding: Finding) -> str:
    """What around a problem's name says that it is one (“整治……”, “解决……等突出问题”)."""
    before = text[max(0, finding.start - _LONGEST_LEAD) : finding.start]
    lead = re.split("[，。；：（()）\\n]", before)[-1]
    head = _naming().match(text, finding.end)
    return f"{lead}……{head.group() if head else ''}"


@cache
def _naming() -> re.Pattern[str]:
    heads = "|".join(load("named_problems")["heads"])
    return re.compile(rf"[^，。；：\n]{{0,30}}?(?:{heads})")


def owner_form(text: str, finding: Finding, owner: Owner) -> tuple[str, str]:
    """How a body is named that stands in the finding itself, as a name in `[owners]`, and the words there."""
    before = text[finding.start : owner.start]
    bracket = max(before.rfind(sign) for sign in "（(〔【")
    is_bracketed = bracket > max(before.rfind(sign) for sign in "）)〕】")
    label = _label().search(before[-_LONGEST_LABEL_LINE:])
    if label is not None:
        return "owner-label", label["label"] + owner.name
    if is_bracketed and (closing := _closing().search(text, owner.end, finding.end)):
        return "owner-bracket", text[finding.start + bracket + 1 : closing.start()]
    stop = _clause_end().search(text, owner.end, finding.end)
    begins = max(before.rfind(sign) for sign in _CLAUSE_ENDS) + 1
    lead = before[begins:]
    clause = lead + text[owner.start : stop.start() if stop else finding.end]
    joined = max(lead.rfind(word) for word in ("会同", "联合", "与"))
    agent = lead.rfind("由")
    if joined > agent:
        return "owner-joined", clause[joined:]
    return ("owner-agent", clause[agent:]) if agent >= 0 else ("owner-subject", clause)


@cache
def _label() -> re.Pattern[str]:
    """A label whose names go on to the end."""
    return re.compile(r"(?P<label>[^，。；：:、（(〔【\s]{2,12}\s?[：:]\s?)[^：:。；;）)〕】\n]{0,160}$")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile("[）)〕】]")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(f"[{_CLAUSE_ENDS}]")

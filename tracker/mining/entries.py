"""A finding's quote as it reads when it stands alone in a list."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.outline import find_marker
from tracker.mining.sentences import Sentence, speaks_for_sentence, words_of
from tracker.mining.vocabulary import any_of, load

_STOPS = "。；;，,、 "


@cache
def _last_bracket() -> re.Pattern[str]:
    return re.compile(r"[（(〔【]([^（(〔【）)〕】]{2,200})[）)〕】]$")


@cache
def _asides() -> re.Pattern[str]:
    return any_of(load("owners")["asides"])


def entry_text(quote: str) -> str:
    """The quote without its number, its lead-in (“主要表现在：一是”) and the stop at its end; also without
    a bracket there that names owners or the time limit, which a list shows in columns of their own.

    The 要 of a “一要” is kept: it belongs to the directive. Of “关于台账不全的问题” and “问题：台账不全” the
    problem is left, of “整改措施：补齐台账” the measure.
    """
    marker = find_marker(quote, Sentence(0, len(quote), 0, opens_paragraph=True, closes_paragraph=True))
    start = marker.end if marker else 0
    if marker and quote[marker.start : marker.end].endswith("要"):
        start -= 1
    label = _label().match(quote, start)
    text = _without_asides(quote[label.end() if label else start :].strip().rstrip(_STOPS)) or quote.strip()
    quoted = _quoted_problem().fullmatch(text)
    return quoted[1] if quoted else text


@cache
def _label() -> re.Pattern[str]:
    """What a line of a form opens with."""
    return any_of([*load("roles")["problem_label"], *load("roles")["measure_label"]])


@cache
def _quoted_problem() -> re.Pattern[str]:
    return re.compile(r"关于([^，。；]{4,60}?)的?问题(?:的?整改(?:落实)?情况)?")


def entry_name(quote: str) -> str:
    """An owner's name without the blanks that a paper sets it apart with (王　敏)."""
    return words_of(quote, 0, len(quote))


def _without_asides(text: str) -> str:
    bracket = _last_bracket().search(text)
    if bracket is None:
        return text
    names = bracket.start() > 0 and text[bracket.start() - 1] == "。" and speaks_for_sentence(bracket.group())
    if not names and _asides().search(bracket.group(1)) is None:
        return text
    return _without_asides(text[: bracket.start()].rstrip(_STOPS))

"""The lines of a form: 问题：… opens one, and what its other fields say goes to that problem."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.sentences import Sentence
from tracker.mining.vocabulary import any_of, load


class Form:
    """Which problem the lines of a form belong to, for as long as they are its fields or numbered."""

    __slots__ = ("problem",)

    def __init__(self) -> None:
        self.problem: int | None = None
        """Index of the finding that “问题：…” is; None outside of forms."""

    def follow(self, text: str, sentence: Sentence, *, numbered: bool, chapter: bool) -> None:
        """Ends the form where a chapter begins (二、工作要求：), or a paragraph that is neither one of its
        fields nor numbered in one.
        """
        goes_on = numbered or not sentence.opens_paragraph or _field().match(text, sentence.start)
        if chapter or not goes_on:
            self.problem = None


def opens_problem(text: str, sentence: Sentence) -> bool:
    """The sentence begins a paragraph with 问题：."""
    return sentence.opens_paragraph and _problem().match(text, sentence.start) is not None


@cache
def _problem() -> re.Pattern[str]:
    return any_of(load("roles")["problem_label"])


class Goal:
    """Follows the sentences for what stands behind 整改目标：, or in the paragraph below it."""

    __slots__ = ("_is_awaited", "start")

    def __init__(self) -> None:
        self.start: int | None = None
        """Where the words of the goal begin, in the paragraph that tells them."""
        self._is_awaited = False

    def follow(self, text: str, sentence: Sentence, body: str, *, numbered: bool) -> None:
        """`body` is the sentence without its number; `numbered` whether it has one."""
        if not sentence.opens_paragraph:
            return
        label = _goal().match(text, sentence.start, sentence.end)
        goes_on = self._is_awaited and not numbered and not _field().match(text, sentence.start)
        self.start = label.end() if label else sentence.start if goes_on else None
        self._is_awaited = sentence.closes_paragraph and _goal_alone().fullmatch(body) is not None


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"[^，。；：:]{1,10}[：:]")


@cache
def _goal() -> re.Pattern[str]:
    return any_of(load("roles")["goal_label"])


@cache
def _goal_alone() -> re.Pattern[str]:
    return any_of(load("roles")["goal_alone"])

"""What each sentence's surroundings are for: results, problems, directives, lessons, closing…"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from functools import cache

from tracker.mining.form import opens_problem
from tracker.mining.headlines import ends_as_title
from tracker.mining.outline import CHAPTER, LINE, ORDINAL, Outline
from tracker.mining.roles import OPEN, Placed, Role, Sign, match_sign
from tracker.mining.sentences import Sentence, is_bare_line, words_of
from tracker.mining.vocabulary import Words, any_of, load
from tracker.mining.votes import count_votes

_LONGEST_TAIL = 5
_LONGEST_FAREWELL = 8
_LONGEST_LIST = 24
"""So many lines a list of attachments, with the signature below it, may have."""
_LONGEST_HEADING = 45
_LONGEST_DATE = 16
_HEAD = 16
"""The name of a part is found in so many signs where it runs into its text."""
_TITLE_LINES = 3
_MOST_POINTS = 12
_MANY_REPORTS = 5
"""So many sentences that report make a text without chapters a report."""
_MANY_DIRECTIVES = 8
"""So many bare directives, half its sentences, make a text directive."""
_FEWEST_RULES = 3
"""So many numbered points make a list of rules."""
_OFTEN = 800
"""“我们” stands in a speech more than once in so many signs."""
_TURN_REACH = 8
"""A turn within a paragraph holds for so many sentences; copies may have lost the line ends."""
_MANY_FAULTS = 3
"""So many sentences that tell of shortcomings, a third of a part's, make it one of problems."""
_MANY_LESSONS = 2
"""So many “实践证明”, in half its groups, make a chapter one of lessons, whatever its heading says."""


def place(
    text: str,
    sentences: tuple[Sentence, ...],
    outline: Outline,
    turns: Sequence[Sign | None],
    cues: Sequence[Container[str]],
) -> tuple[Placed, ...]:
    """The role of every sentence, read from its headings and the turns before it.

    `turns` and `cues` are what `find_turn` and `read_cues` found in each.
    """
    return _Walk(text, sentences, outline, turns, cues).run()


class _Walk:
    """Goes through the sentences once, keeping a role for each open part."""

    def __init__(
        self,
        text: str,
        sentences: tuple[Sentence, ...],
        outline: Outline,
        turns: Sequence[Sign | None],
        cues: Sequence[Container[str]],
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.outline = outline
        self.cues = cues
        self.tail = _find_tail(text, sentences)
        self.farewell = _find_farewell(text, sentences, outline)
        self.attachments = _find_attachments(text, sentences)
        self.turns = turns
        self.votes = count_votes(outline, cues)
        self.part_roles: dict[int, Placed] = {0: self._role_of_text()}
        self.paragraph_role: Placed | None = None
        self.paragraph = -1
        self.turned_at = 0
        self.leads_in = False
        self.led = -1
        """The paragraph whose 1.…2.…3.… a turn leads in (“发现以下问题：1.…”)."""

    def run(self) -> tuple[Placed, ...]:
        return tuple(self._place(index) for index in range(len(self.sentences)))

    def _role_of_text(self) -> Placed:
        """What the title says the text is for, unless a turn will say it (“现通知如下：”)."""
        lines = [s for s in self.sentences[:_TITLE_LINES] if is_bare_line(self.text, s)]
        signs = [match_sign("title", Words(words_of(self.text, line.start, line.end))) for line in lines]
        roles = [sign.role for sign in signs if sign is not None]
        if roles and not any(self._sets_all(index) for index in range(len(self.sentences))):
            return Placed(roles[0], f"title-{roles[0]}")
        if self._mostly_reports():
            return Placed(Role.RESULT, "body-result")
        if self._mostly_asks() or self._lists_rules():
            return Placed(Role.DIRECTIVE, "body-directive")
        return Placed(Role.NEUTRAL, "role-unknown")

    def _mostly_reports(self) -> bool:
        """A text without numbered chapters that tells of what was done, and hardly asks for anything."""
        done, modal = self.votes.done[0], self.votes.modal[0]
        return not self._has_chapters() and done >= _MANY_REPORTS and done >= 3 * modal

    def _has_chapters(self) -> bool:
        return any(
            marker.rank == CHAPTER and marker.style != LINE
            for child in self.outline.parts[0].children
            if (marker := self.outline.parts[child].marker)
        )

    def _mostly_asks(self) -> bool:
        """A text without numbered chapters that is nothing but bare directives, though no title says so."""
        bare, votes = self.votes.bare[0], self.votes
        prevail = 2 * bare >= votes.all[0] and bare >= 10 * votes.done[0]
        return bare >= _MANY_DIRECTIVES and prevail and not self._has_chapters()

    def _lists_rules(self) -> bool:
        """A text without a title that is nothing but numbered points, none of which tells what was done."""
        points, votes = self.outline.parts[0].children, self.votes
        if len(points) < _FEWEST_RULES or len(self.outline.parts[0].sentences) > _TITLE_LINES:
            return False
        groups = any(self.outline.has_groups(part) or self._is_line(part) for part in points)
        asks = 3 * (votes.modal[0] + votes.bare[0]) >= votes.all[0]
        return not groups and asks and not votes.done[0] and 3 * votes.fault[0] < votes.all[0]

    def _is_line(self, part: int) -> bool:
        marker = self.outline.parts[part].marker
        return marker is not None and marker.style == LINE

    def _sets_all(self, index: int) -> bool:
        turn = self.turns[index]
        return turn is not None and turn.scope == "document"

    def _place(self, index: int) -> Placed:
        sentence = self.sentences[index]
        part = self.outline.part_of[index]
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            if not self._continues_ordinals(index, part):
                self.paragraph_role = None
        elif index - self.turned_at > _TURN_REACH and not self.leads_in:
            self.paragraph_role = None
        turn = self.turns[index]
        if part not in self.part_roles:
            self._open(index, part, turn)
        elif turn is not None and not self._tells_of_problem(part, turn):
            opening = turn.scope == "opening" and sentence.opens_paragraph
            self._turn(index, part, turn, lasting=opening or _announces(self.text, sentence))
        if index >= self.farewell:
            return Placed(Role.CLOSING, "turn-closing")
        if self._is_frame(index, part):
            return Placed(Role.FRAME, "frame")
        if self._names_problem(index, part):
            return Placed(Role.PROBLEM, "problem-named")
        return self.paragraph_role or self.part_roles[part]

    def _tells_of_problem(self, part: int, turn: Sign) -> bool:
        """An account below a problem's number (1.学习不深入。2024年以来，…) tells how it showed itself."""
        marker = self.outline.parts[part].marker
        is_numbered = marker is not None and marker.rank > CHAPTER
        return turn.role is Role.ACCOUNT and is_numbered and self.part_roles[part].role is Role.PROBLEM

    def _names_problem(self, index: int, part: int) -> bool:
        """A heading that quotes what was found (“关于台账不全的问题”), above what was done about it; or a
        line of a form that opens with 问题：."""
        marker = self.outline.parts[part].marker
        if not self.outline.is_heading(index):
            return opens_problem(self.text, self.sentences[index])
        if marker is None or marker.rank >= ORDINAL or marker.style == LINE:
            return False
        if self._is_put_right(index):
            return True
        if marker.rank == CHAPTER:
            return False
        words = words_of(self.text, marker.end, self.sentences[index].end)
        if "shortcoming" in self.cues[index] and _problem_quoted().match(words):
            return True
        return _problem_named().match(words) is not None

    def _is_put_right(self, index: int) -> bool:
        """A heading that asks for nothing, right above the line of a form that tells how it is put right."""
        if index + 1 == len(self.sentences):
            return False
        below, cues = self.sentences[index + 1], self.cues[index]
        asks = ("modal" in cues or "bare-directive" in cues) and "shortcoming" not in cues
        return (
            below.opens_paragraph and not asks and _problem_field().match(self.text, below.start) is not None
        )

    def _continues_ordinals(self, index: int, part: int) -> bool:
        """A paragraph that goes on with 二是 keeps the role that the lead-in gave to 一是."""
        marker = self.outline.parts[part].marker
        return (
            self.leads_in
            and marker is not None
            and marker.rank >= ORDINAL
            and (self.outline.is_heading(index) or self.outline.parts[part].opened_paragraph)
        )

    def _open(self, index: int, part: int, turn: Sign | None) -> None:
        opened = self.outline.parts[part]
        marker, sentence = opened.marker, self.sentences[index]
        assert opened.parent is not None and marker is not None
        inherited = self.part_roles.get(opened.parent, self.part_roles[0])
        is_point = marker.rank > CHAPTER or self.text[sentence.end - 1] == "；"
        if turn is not None and is_point and marker.start > sentence.start:
            self.led = sentence.paragraph
        self.leads_in = marker.rank >= ORDINAL or self.led == sentence.paragraph
        if self.leads_in:
            self.part_roles[part] = inherited
            if turn is not None:
                self._turn(index, opened.parent, turn)
                self.part_roles[part] = self.part_roles[opened.parent]
            current = self.paragraph_role or self.part_roles[part]
            if current.role in OPEN and self._asks_in_turn(part):
                self.part_roles[part], self.paragraph_role = Placed(Role.DIRECTIVE, "body-directive"), None
            return
        self.paragraph_role = None
        self.part_roles[part] = self._role_of_heading(index, part, inherited)

    def _asks_in_turn(self, part: int) -> bool:
        """The points numbered from this one on, up to the next 一是, ask for more than they tell."""
        parent = self.outline.parts[part].parent
        assert parent is not None
        siblings = self.outline.parts[parent].children
        here = bisect_left(siblings, part)
        balance = 0
        for point in siblings[here : here + _MOST_POINTS]:
            marker = self.outline.parts[point].marker
            if point != part and marker is not None and marker.first:
                break
            balance += self.votes.modal[point] - self.votes.done[point]
        return balance > 0

    def _role_of_heading(self, index: int, part: int, inherited: Placed) -> Placed:
        sentence = self.sentences[index]
        marker = self.outline.parts[part].marker
        assert marker is not None
        heading = words_of(self.text, marker.end, sentence.end).strip().rstrip("。；：")
        groups = len(self.outline.parts[part].children)
        if marker.rank == CHAPTER and self.votes.proof[part] >= max(_MANY_LESSONS, groups / 2):
            return Placed(Role.LESSON, "body-lesson")
        runs_on = len(heading) > _LONGEST_HEADING and not sentence.opens_paragraph
        if runs_on:
            heading = heading[:_HEAD]  # its text follows at once where line ends are lost
        sign = match_sign("heading", Words(heading)) if len(heading) <= _LONGEST_HEADING else None
        if sign is not None and runs_on and sign.role is Role.RESULT:
            sign = None  # “成效” may be a word of the text
        if sign is not None and sign.role is Role.PROBLEM and "，" in heading:
            sign = None  # a sentence about difficulties, not the name of a part
        if sign is not None and sign.role is Role.CRITERIA:
            return Placed(Role.CRITERIA, "heading-criteria")
        settled = inherited.role not in (Role.NEUTRAL, Role.BACKGROUND)
        if marker.rank != CHAPTER and settled:
            names_one = inherited.role is Role.RESULT and "falls-short" in self.cues[index]
            asks = inherited.role is Role.DIRECTIVE
            if sign is not None and sign.role is Role.PROBLEM and not names_one and not asks:
                return Placed(Role.PROBLEM, "heading-problem")
            return inherited
        if sign is not None and not (marker.style == LINE and self._tells_only(part, sign)):
            return Placed(sign.role, f"heading-{sign.role}")
        return self._voted(part, inherited)

    def _tells_only(self, part: int, sign: Sign) -> bool:
        """Its words speak of directives (征求意见建议), its sentences report."""
        return sign.role is Role.DIRECTIVE and self.votes.done[part] > self.votes.modal[part]

    def _voted(self, part: int, inherited: Placed) -> Placed:
        """What most sentences of the part do, where its heading does not tell.

        A bare verb phrase (加强管理) both reports and asks; only many of them outweigh a 了.
        """
        votes = self.votes
        done, modal, bare = votes.done[part], votes.modal[part], votes.bare[part]
        if done > modal and 3 * done >= bare:
            return Placed(Role.RESULT, "body-result")
        faults = votes.fault[part]
        if faults >= _MANY_FAULTS and 3 * faults >= votes.all[part] and faults > modal + done:
            return Placed(Role.PROBLEM, "body-problem")
        asks = modal + bare
        marker = self.outline.parts[part].marker
        if marker is not None and marker.style == LINE and (2 * asks < votes.all[part] or done > modal == 0):
            return inherited  # a heading without a number may stand over a tale
        if asks > done:
            return Placed(Role.DIRECTIVE, "body-directive")
        return inherited

    def _turn(self, index: int, part: int, turn: Sign, *, lasting: bool = False) -> None:
        if turn.role is Role.ACCOUNT and part and self.part_roles[part].role is Role.DIRECTIVE:
            return  # a look back within a part that asks does not change what the part is for
        below = turn.role is Role.PROBLEM and turn.scope == "part"
        lists = below or (lasting and opens_problem(self.text, self.sentences[index]))
        placed = Placed(turn.role, "problem-listed" if lists else f"turn-{turn.role}")
        if turn.scope == "document":
            self.part_roles[0] = placed
            self.part_roles[part] = placed
            self.paragraph_role = None
        elif turn.scope == "part" or lasting:
            self.part_roles[part] = placed
            self.paragraph_role = None
        else:
            self.paragraph_role = placed
            self.turned_at = index

    def _is_frame(self, index: int, part: int) -> bool:
        sentence = self.sentences[index]
        if index >= self.attachments or _is_date(self.text, sentence):
            return True
        if not is_bare_line(self.text, sentence) or self.outline.is_heading(index):
            return False
        if index >= self.tail or _announces(self.text, sentence):
            return True
        if opens_problem(self.text, sentence):
            return False
        asks = self.part_roles[0].role is Role.DIRECTIVE and "bare-directive" in self.cues[index]
        words = words_of(self.text, sentence.start, sentence.end)
        return part == 0 and not (asks and index >= _TITLE_LINES and not ends_as_title(words))


@cache
def _problem_named() -> re.Pattern[str]:
    return any_of(load("roles")["problem_named"])


@cache
def _problem_field() -> re.Pattern[str]:
    return any_of(load("roles")["problem_field"])


@cache
def _problem_quoted() -> re.Pattern[str]:
    return any_of(load("roles")["problem_quoted"])


def is_spoken(text: str) -> bool:
    """Somebody speaks, or is reported to: addressed are comrades, and what “we” do."""
    return "同志们" in text or _OFTEN * text.count("我们") > len(text) or len(_sayings().findall(text)) >= 3


@cache
def _sayings() -> re.Pattern[str]:
    return re.compile(r"(?:强调|指出|要求)，")


def _is_date(text: str, sentence: Sentence) -> bool:
    """A day and nothing else: the signature's, whose line end may be lost."""
    if sentence.end - sentence.start > _LONGEST_DATE or text[sentence.end - 1] != "日":
        return False
    return _date().fullmatch(text, sentence.start, sentence.end) is not None


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"[0-9０-９〇○Ｏ零一二三四五六七八九十]{4}\s?年[^，。；年日]{1,5}月[^，。；月]{1,5}日")


def _announces(text: str, sentence: Sentence) -> bool:
    """A paragraph that breaks off: what it announces follows in paragraphs of their own."""
    return sentence.closes_paragraph and text[sentence.end - 1] in "：:，,"


def _find_tail(text: str, sentences: tuple[Sentence, ...]) -> int:
    """Index of the first of the bare lines (signature, date, 此件公开) that end the text."""
    first = len(sentences)
    while first > max(0, len(sentences) - _LONGEST_TAIL) and is_bare_line(text, sentences[first - 1]):
        first -= 1
    return first


def _find_farewell(text: str, sentences: tuple[Sentence, ...], outline: Outline) -> int:
    """Index of the “同志们，” that opens the last few sentences, without a number; else their count."""
    earliest = max(len(sentences) - 1 - _LONGEST_FAREWELL, len(sentences) // 2)
    for index in range(len(sentences) - 1, earliest, -1):
        if outline.is_heading(index):
            break
        if text.startswith(("同志们，", "同志们！"), sentences[index].start):
            return index
    return len(sentences)


def _find_attachments(text: str, sentences: tuple[Sentence, ...]) -> int:
    """Index of the line that begins the list of attachments at the end, else the number of sentences."""
    for index in range(len(sentences) - 1, max(-1, len(sentences) - 1 - _LONGEST_LIST), -1):
        if not is_bare_line(text, sentences[index]):
            break
        if text.startswith("附件", sentences[index].start):
            return index
    return len(sentences)

"""Why each finding is what it is, in words that a reader of the field understands (`--explain`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.mining.classification import act_of_somebody
from tracker.mining.deadlines import explain_deadline
from tracker.mining.evidence import cue_words, naming_words, owner_form, role_words, shortened, sign_words
from tracker.mining.findings import Deadline, Finding, FindingKind, Mined, Owner
from tracker.mining.roles import find_turn
from tracker.mining.sentences import LONGEST_HEAD, split, words_of
from tracker.mining.twins import normal
from tracker.mining.vagueness import name_signs
from tracker.mining.vocabulary import Words, load
from tracker.mining.wrapping import unwrap

_TITLE_LINES = 3
_OWNER_RULES = ("owner-of-heading", "standing-owner", "closing-bracket", "label-line")
_BESIDE = "column-beside"
"""What stands in another cell of a table's row."""
_ASSESSED = (FindingKind.TASK, FindingKind.MEASURE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule and what it says."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for what was found, or against it."""

    rule: str
    """Its name: a rule, cue or sign of the vocabulary."""
    words: str
    """What it says."""
    quote: str = ""
    """The words of the text that made it fire; empty where it is not words that did."""
    weight: float = 0.0
    """How much it counts, below 0 against; 0 where nothing is weighed."""

    @property
    def sentence(self) -> str:
        """What it says, with the words that fired."""
        return f"{self.words}：{self._quoted}" if self.quote else self.words

    @property
    def aside(self) -> str:
        """The same, the words that fired in brackets: one of several in a line."""
        return f"{self.words}（{self._quoted}）" if self.quote else self.words

    @property
    def _quoted(self) -> str:
        return "“" + self.quote.replace("“", "‘").replace("”", "’") + "”"


@dataclass(frozen=True, slots=True)
class ExplainedLink:
    """Why a task or measure seems to answer a problem."""

    problem: int
    """Index of the problem among the findings."""
    score: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """All that speaks for what a finding is said to be."""

    label: tuple[Ground, ...]
    """What its part is for, and the cue or the place that decided."""
    checkable: tuple[Ground, ...]
    """The signs for and against, the weightiest first; empty where nobody is asked for anything."""
    deadlines: tuple[Ground, ...]
    """Each time limit in it, the governing one among them."""
    owners: tuple[Ground, ...]
    """Which form told of each; the quote is that form."""
    answers: tuple[ExplainedLink, ...]
    same: Ground | None
    """Why it says the same as the finding `same_as`."""


def explain(rules: Iterable[str]) -> tuple[Explanation, ...]:
    """The words of each rule, of findings (`cue-modal`) and of time limits (`month-end`) alike.

    Raises `KeyError` for a name that no rule has.
    """
    return tuple(Explanation(rule, _words(rule)) for rule in rules)


def _words(rule: str) -> str:
    texts = load("explanations")
    if rule in texts["rules"]:
        return str(texts["rules"][rule])
    kind, _, name = rule.partition("-")
    if kind == "cue" and name in load("cues"):
        return str(load("cues")[name]["meaning"])
    if kind in texts["kinds"] and name in texts["roles"]:
        return str(texts["kinds"][kind]).format(role=texts["roles"][name])
    for pattern in load("deadlines")["pattern"]:
        if pattern["name"] == rule:
            return str(pattern["means"])
    raise KeyError(rule)


def sign_meaning(sign: str) -> str:
    """What a sign of checkable.toml says. Raises KeyError for a name that no sign has."""
    own: dict[str, str] = load("explanations")["signs"]
    return own[sign] if sign in own else str(load("concreteness")[sign]["means"])


class Explainer:
    """Explains the findings of one document; what it needs of the text is looked for once."""

    def __init__(self, text: str, mined: Mined) -> None:
        """`text` is the document as it was mined."""
        self._text = unwrap(text)
        self._date: date = mined.date
        self._findings: Sequence[Finding] = mined.findings
        self._sentences = split(self._text)
        self._turns: dict[str, tuple[list[int], list[str]]] | None = None
        """By role: where the sentences that turn to it begin, and the words that do."""

    def explain(self, index: int) -> Explained:
        """Why the finding of that index is what it is."""
        finding = self._findings[index]
        return Explained(
            label=tuple(self._label(rule, finding) for rule in finding.rules if rule not in _OWNER_RULES),
            checkable=self._signs(finding) if finding.kind in _ASSESSED else (),
            deadlines=tuple(self._deadline(limit, finding) for limit in _limits(finding)),
            owners=tuple(self._owner(owner, finding) for owner in finding.owners),
            answers=tuple(
                ExplainedLink(link.problem, link.score, _grounds(link.grounds)) for link in finding.answers
            ),
            same=self._same(finding),
        )

    def _label(self, rule: str, finding: Finding) -> Ground:
        return Ground(rule, _words(rule), shortened(self._fired(rule, finding)))

    def _fired(self, rule: str, finding: Finding) -> str:
        """The words that made a rule of a label fire."""
        said = words_of(self._text, finding.start, finding.end)
        kind, _, name = rule.partition("-")
        if kind == "cue":
            return cue_words(name, said)
        if kind == "heading" and name:
            headings = (*finding.section, said)  # the outermost that says so decides
            return next((heading for heading in headings if role_words(kind, name, heading)), "")
        if kind == "title":
            title = (self._text[line.start : line.end] for line in self._sentences[:_TITLE_LINES])
            return next((line for line in title if role_words(kind, name, line)), "")
        if kind == "turn":
            return self._turn(name, finding.start)
        if rule == "agent-acts":
            acts = act_of_somebody().search(said[:LONGEST_HEAD])
            return acts.group() if acts else ""
        return naming_words(self._text, finding) if rule == "named-problem" else ""

    def _turn(self, role: str, place: int) -> str:
        """The words that last turned to the role before the place, or in its sentence."""
        if self._turns is None:
            self._turns = self._find_turns()
        starts, words = self._turns.get(role, ([], []))
        last = bisect_right(starts, place) - 1
        return words[last] if last >= 0 else ""

    def _find_turns(self) -> dict[str, tuple[list[int], list[str]]]:
        turns: dict[str, tuple[list[int], list[str]]] = {}
        for sentence in self._sentences:
            words = words_of(self._text, sentence.start, min(sentence.end, sentence.start + LONGEST_HEAD))
            turn = find_turn(Words(words))
            if turn is not None:
                starts, found = turns.setdefault(turn.role.value, ([], []))
                starts.append(sentence.start)
                found.append(role_words("turn", turn.role.value, words))
        return turns

    def _signs(self, finding: Finding) -> tuple[Ground, ...]:
        """What was weighed when the sentence was read: not what was handed to it from elsewhere."""
        said = words_of(self._text, finding.start, min(finding.end, finding.start + LONGEST_HEAD))
        limit = finding.deadline
        is_own = limit is not None and ("label-line" not in finding.rules or _is_inside(limit, finding))
        owners = [owner for owner in finding.owners if not owner.inherited]
        is_heading = finding.kind is FindingKind.TASK
        signs = name_signs(Words(said), limit if is_own else None, owners, is_heading=is_heading)
        weights: dict[str, float] = load("checkable")["weights"]
        quotes = {
            "deadline": limit.text if limit else "",
            "named-body": next((owner.name for owner in owners if not owner.is_group), ""),
            "group-of-bodies": owners[0].name if owners else "",
        }
        grounds = [
            Ground(
                sign,
                sign_meaning(sign),
                shortened(quotes.get(sign) or sign_words(sign, said)),
                weights[sign],
            )
            for sign in ("always", *sorted(signs))
            if sign in weights
        ]
        return tuple(sorted(grounds, key=lambda ground: -abs(ground.weight)))

    def _deadline(self, limit: Deadline, finding: Finding) -> Ground:
        words = explain_deadline(limit, self._date)
        if not _is_inside(limit, finding):
            rule = "label-line" if "label-line" in finding.rules else _BESIDE
            words = f"{words}{_words(rule)}"
        return Ground(limit.rule, words)

    def _owner(self, owner: Owner, finding: Finding) -> Ground:
        if finding.start <= owner.start < finding.end:
            form, quote = owner_form(self._text, finding, owner)
            return Ground(form, str(load("explanations")["owners"][form]), shortened(quote))
        rule = _handed_by(finding)
        return Ground(rule, _words(rule), shortened(owner.name))

    def _same(self, finding: Finding) -> Ground | None:
        if finding.same_as is None:
            return None
        one, other = normal(finding.text), normal(self._findings[finding.same_as].text)
        rule = "twin-equal" if one == other else "twin-named" if one in other else "twin-near"
        return Ground(rule, _words(rule))


def _grounds(rules: Iterable[str]) -> tuple[Ground, ...]:
    return tuple(Ground(rule, _words(rule)) for rule in rules)


def _limits(finding: Finding) -> tuple[Deadline, ...]:
    """Every time limit of the finding, with the governing one where it stands elsewhere."""
    governing = finding.deadline
    if governing is None or any(limit.start == governing.start for limit in finding.deadlines):
        return finding.deadlines
    return (governing, *finding.deadlines)


def _is_inside(limit: Deadline, finding: Finding) -> bool:
    return finding.start <= limit.start < finding.end


def _handed_by(finding: Finding) -> str:
    """Which rule handed the finding its owners, that stand elsewhere."""
    return next((rule for rule in reversed(finding.rules) if rule in _OWNER_RULES), _BESIDE)

"""The headings above a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.mining.outline import Outline
from tracker.mining.roles import Placed
from tracker.mining.sentences import Sentence

_LONGEST = 60
_PRAISES = ("heading-lesson", "heading-result", "body-lesson", "body-result")


class Sections:
    """Looks up what a sentence stands under, each part once."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], outline: Outline, placed: Sequence[Placed]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._outline = outline
        self._placed = placed
        self._above: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._headings: dict[tuple[int, ...], tuple[str, ...]] = {}

    def parts_above(self, sentence: int) -> tuple[int, ...]:
        """The parts it stands in, outermost first, without the one it heads."""
        part = self._outline.part_of[sentence]
        place = part, self._outline.is_heading(sentence)
        above = self._above.get(place)
        if above is None:
            above = tuple(self._outline.ancestors(part))
            if place[1] or (above and not self._outline.is_elaborated(above[-1])):
                above = above[:-1]
            self._above[place] = above
        return above

    def headings_above(self, sentence: int) -> tuple[str, ...]:
        """The headings of these parts, each without its end sign; one tuple for all of a part."""
        above = self.parts_above(sentence)
        if self._placed[sentence].rule == "turn-problem":  # faults, though the heading promises lessons
            above = tuple(part for part in above if not self._praises(part))
        headings = self._headings.get(above)
        if headings is None:
            headings = self._headings[above] = tuple(self._heading(part) for part in above)
        return headings

    def _praises(self, part: int) -> bool:
        heading = self._outline.parts[part].heading
        return heading is not None and self._placed[heading].rule in _PRAISES

    def _heading(self, part: int) -> str:
        outlined = self._outline.parts[part]
        assert outlined.heading is not None and outlined.marker is not None
        end = self._sentences[outlined.heading].end
        heading = self._text[outlined.marker.start : end].rstrip("。；：！")
        return heading if len(heading) <= _LONGEST else heading[:_LONGEST] + "…"

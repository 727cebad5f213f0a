"""Counts what the sentences of each part of a text do: report, ask, tell of faults, draw lessons."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from tracker.mining.outline import Outline

_FAULTS = ("shortcoming", "some", "some-fail", "faults")
"""Cues of a sentence that tells of a shortcoming, where it asks for nothing."""


@dataclass(frozen=True, slots=True)
class Votes:
    """For each part, with all parts inside it, how many of its sentences do what."""

    done: list[int]
    modal: list[int]
    bare: list[int]
    proof: list[int]
    fault: list[int]
    all: list[int]


def count_votes(outline: Outline, cues: Sequence[Container[str]]) -> Votes:
    return Votes(
        done=_sum_up(outline, ["done" in found and "modal" not in found for found in cues]),
        modal=_sum_up(outline, ["modal" in found for found in cues]),
        bare=_sum_up(outline, ["bare-directive" in found and "done" not in found for found in cues]),
        proof=_sum_up(outline, ["proof" in found for found in cues]),
        fault=_sum_up(
            outline, ["modal" not in found and any(cue in found for cue in _FAULTS) for found in cues]
        ),
        all=_sum_up(outline, [True] * len(cues)),
    )


def _sum_up(outline: Outline, counted: list[bool]) -> list[int]:
    """How many sentences of each part, with all parts inside it, are counted."""
    sums = [0] * len(outline.parts)
    for part, counts in zip(outline.part_of, counted, strict=True):
        sums[part] += counts
    for part in range(len(outline.parts) - 1, 0, -1):
        parent = outline.parts[part].parent
        assert parent is not None
        sums[parent] += sums[part]
    return sums

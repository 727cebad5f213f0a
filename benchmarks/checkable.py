"""Fits the weights of `checkable.toml` on hand-labelled documents, and says how well they do on others.

`python benchmarks/checkable.py GOLD DOCS [GOLD DOCS …]`: folders of labels and of the texts they belong to,
as the corpus has them. Printed are F1 on the documents each left out in turn, and the weights: a logistic
regression with few features, each a named list of words, so that every answer can be explained.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.mining.deadlines import find_deadlines
from tracker.mining.owners import find_owners
from tracker.mining.vagueness import name_signs
from tracker.mining.vocabulary import Words

_SEGMENT = re.compile(r"[^。！？；\n]*[。！？；]?[\"”』」）]?")
_ALWAYS = "always"
_PENALTY = 2.0
_ROUNDS = 25
_FAVOUR = 0.45
"""Added to the sum: a checkable directive missed costs more than one marked too many."""
_NO_WEIGHT = frozenset(["degree", "work", "proof"])


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled directive."""

    document: str
    signs: frozenset[str]
    checkable: bool


def read_examples(gold: Path, documents: Path) -> list[Example]:
    """Every directive of a folder whose label two careful people agree on."""
    examples = []
    for path in sorted(gold.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        text = (documents / labels["file"]).read_text(encoding="utf-8-sig")
        segments = [match for match in _SEGMENT.finditer(text) if match.group().strip()]
        for match, label in zip(segments, labels["segments"], strict=True):
            if label["label"] not in "TM" or "hard" not in label or label.get("debatable"):
                continue
            words = match.group().strip()
            limits = find_deadlines(words, dt.date.fromisoformat(labels["date"]))
            owners = find_owners(words, 0, len(words))
            limit = next(iter(limits), None)
            signs = name_signs(Words(words), limit, owners, is_heading=label["label"] == "T")
            examples.append(Example(path.stem, signs - _NO_WEIGHT | {_ALWAYS}, label["hard"]))
    return examples


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by penalised logistic regression (Newton's method)."""
    names = sorted({sign for example in examples for sign in example.signs})
    place = {name: number for number, name in enumerate(names)}
    rows = [[place[sign] for sign in sorted(example.signs)] for example in examples]
    weights = [0.0] * len(names)
    for _ in range(_ROUNDS):
        slope = [0.0 if name == _ALWAYS else -_PENALTY * w for name, w in zip(names, weights, strict=True)]
        bend = [
            [_PENALTY * (i == j and names[i] != _ALWAYS) for j in range(len(names))]
            for i in range(len(names))
        ]
        for row, example in zip(rows, examples, strict=True):
            chance = 1 / (1 + math.exp(-sum(weights[i] for i in row)))
            for i in row:
                slope[i] += example.checkable - chance
                for j in row:
                    bend[i][j] += chance * (1 - chance)
        weights = [w + step for w, step in zip(weights, _solve(bend, slope), strict=True)]
    found = dict(zip(names, weights, strict=True))
    found[_ALWAYS] += _FAVOUR
    return found


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; the penalty keeps the matrix positive definite, so no pivots are sought."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        for other in rows[i + 1 :]:
            factor = other[i] / rows[i][i]
            for j in range(i, size + 1):
                other[j] -= factor * rows[i][j]
    answer = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * answer[j] for j in range(i + 1, size))
        answer[i] = (rows[i][size] - known) / rows[i][i]
    return answer


def count(weights: dict[str, float], examples: Iterable[Example]) -> tuple[int, int, int]:
    """Hits, false finds and misses."""
    hit = wrong = missed = 0
    for example in examples:
        found = sum(weights.get(sign, 0.0) for sign in example.signs) > 0
        hit += found and example.checkable
        wrong += found and not example.checkable
        missed += not found and example.checkable
    return hit, wrong, missed


def _score(counts: Iterable[tuple[int, int, int]]) -> float:
    hit, wrong, missed = map(sum, zip(*counts, strict=True))
    return float(2 * hit / (2 * hit + wrong + missed))


def main(folders: Sequence[str]) -> None:
    """Print F1 on documents left out, by folder and in all, and the weights fitted on all of them."""
    groups = [
        read_examples(Path(gold), Path(texts))
        for gold, texts in zip(folders[::2], folders[1::2], strict=True)
    ]
    everything = [example for group in groups for example in group]
    left_out = {}
    for document in sorted({example.document for example in everything}):
        weights = fit([example for example in everything if example.document != document])
        left_out[document] = count(
            weights, [example for example in everything if example.document == document]
        )
    for name, group in zip([*folders[::2], "all"], [*groups, everything], strict=True):
        documents = {example.document for example in group}
        score = _score(left_out[document] for document in documents)
        size = f"{len(group)} directives of {len(documents)} documents"
        print(f"{name}: {size}, each left out in turn: F1 {score:.3f}")
    print("[weights]")
    for name, weight in fit(everything).items():
        print(f"{name} = {weight:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])

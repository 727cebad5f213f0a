"""Why each finding is what it is, as part of the documented JSON (`tracker mine --explain`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.mining.explanations import Explained, Explainer, Ground
from tracker.mining.findings import Mined


def with_explanations(found: Mapping[str, Any], content: str, mined: Mined) -> dict[str, Any]:
    """The object of a document, each of its items with an `explanation`."""
    explainer = Explainer(content, mined)
    items = [
        {**item, "explanation": _explanation(explainer.explain(index))}
        for index, item in enumerate(found["items"])
    ]
    return {**found, "items": items}


def _explanation(explained: Explained) -> dict[str, object]:
    return {
        "label": [_ground(ground) for ground in explained.label],
        "checkable": [{**_ground(ground), "weight": ground.weight} for ground in explained.checkable],
        "deadlines": [_ground(ground) for ground in explained.deadlines],
        "owners": [_ground(ground) for ground in explained.owners],
        "answers": [
            {
                "problem": link.problem,
                "score": link.score,
                "grounds": [_ground(ground) for ground in link.grounds],
            }
            for link in explained.answers
        ],
        "same": None if explained.same is None else _ground(explained.same),
    }


def _ground(ground: Ground) -> dict[str, object]:
    return {"rule": ground.rule, "words": ground.words, "quote": ground.quote}

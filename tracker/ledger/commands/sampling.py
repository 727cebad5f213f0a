"""Drawing closed items for 回头看."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.drawing import draw
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.models import LookBack, Sample, SampleItem
from tracker.ledger.sampling import cases, nothing_to_draw, refuse_impossible
from tracker.ledger.store import Ledger


def draw_sample(
    ledger: Ledger,
    actor: Actor,
    *,
    percent: int,
    seed: str,
    today: dt.date,
    query: Query = EVERYTHING,
    again: bool = False,
) -> int:
    """Draw so many in a hundred of the closed items meant, and keep the draw; returns its number.

    What was looked at in its present round is left out unless `again`. The same draw twice on one day is
    refused: nothing new would come of it.
    """
    refuse_impossible(percent, seed)
    with ledger.transaction(actor, "draw_sample", today=today) as work:
        same = work.session.scalar(
            select(Sample.id).where(
                Sample.on == today, Sample.percent == percent, Sample.seed == seed, Sample.query == str(query)
            )
        )
        if same is not None:
            raise Refusal(
                f"今天已经这样抽过：第{same}次抽查（种子“{seed}”），见 tracker sample show {same}；"
                "要另抽一次，请换个种子：--seed"
            )
        population = cases(work.session.connection(), query, today=today, again=again)
        if not population:
            raise Refusal(nothing_to_draw(again=again))
        sample = Sample(
            on=today,
            by=actor.name,
            percent=percent,
            seed=seed,
            query=str(query),
            population=len(population),
        )
        work.session.add(sample)
        work.session.flush()
        work.session.add_all(
            SampleItem(
                sample_id=sample.id,
                item_id=one.case.item_id,
                weight=one.weight,
                grounds=list(one.grounds),
            )
            for one in draw(population, percent, seed)
        )
        return sample.id


def waiting_sample(session: Session, item_id: int) -> int | None:
    """The last draw in which the item still waits to be looked at; None where it is in none."""
    done = exists(
        select(LookBack.id).where(
            LookBack.sample_id == SampleItem.sample_id, LookBack.item_id == SampleItem.item_id
        )
    )
    return session.scalar(
        select(SampleItem.sample_id)
        .where(SampleItem.item_id == item_id, ~done)
        .order_by(SampleItem.sample_id.desc())
        .limit(1)
    )

"""The light is one rule, told twice: in Python and in SQL."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session

from tracker.ledger.light_expression import light_expression
from tracker.ledger.lights import Thresholds, light_of, light_words
from tracker.ledger.list_rows import CampaignRow, Deadline
from tracker.ledger.models import Base, Campaign, Item, Measure, MeasureShare
from tracker.ledger.queries import row_columns
from tracker.ledger.row_reading import item_row
from tracker.ledger.words import OPEN_STATES, DeadlineKind, Light, State

TODAY = dt.date(2024, 6, 18)
DATES = st.dates(TODAY - dt.timedelta(days=30), TODAY + dt.timedelta(days=30))


@pytest.mark.parametrize(
    ("due", "words", "light"),
    [
        (TODAY - dt.timedelta(days=5), "已逾期5天", Light.OVERDUE),
        (TODAY, "今日到期", Light.IMMINENT),
        (TODAY + dt.timedelta(days=3), "剩余3天", Light.IMMINENT),
        (TODAY + dt.timedelta(days=4), "剩余4天", Light.NEAR),
        (TODAY + dt.timedelta(days=7), "剩余7天", Light.NEAR),
        (TODAY + dt.timedelta(days=8), "剩余8天", Light.NORMAL),
    ],
)
def test_the_last_day_counts_in(due: dt.date, words: str, light: Light) -> None:
    deadline = Deadline("", DeadlineKind.DATE, due)
    found = light_of(
        deadline,
        extended=False,
        state=State.RECTIFYING,
        closed_on=None,
        today=TODAY,
        thresholds=Thresholds(),
    )
    assert found is light
    assert light_words(found, deadline, None, TODAY) == words


def test_a_recurring_duty_goes_on_after_its_first_date() -> None:
    deadline = Deadline("每月25日前", DeadlineKind.RECURRING, dt.date(2024, 5, 25))
    common = {"extended": False, "state": State.RECTIFYING, "closed_on": None, "thresholds": Thresholds()}
    assert light_of(deadline, today=dt.date(2024, 5, 24), **common) is Light.IMMINENT
    assert light_of(deadline, today=TODAY, **common) is Light.CONTINUING
    assert light_words(Light.CONTINUING, deadline, None, TODAY) == "周期办理"


def test_an_approved_extension_is_not_overdue_and_late_closing_stays_visible() -> None:
    due = Deadline("", DeadlineKind.DATE, TODAY + dt.timedelta(days=1))
    closed = TODAY + dt.timedelta(days=4)
    common = {"today": closed, "thresholds": Thresholds()}
    extended = light_of(
        due, extended=True, state=State.RECTIFYING, closed_on=None, today=TODAY, thresholds=Thresholds()
    )
    assert light_words(extended, due, None, TODAY) == "延期办理，剩余1天"
    late = light_of(due, extended=True, state=State.CLOSED, closed_on=closed, **common)
    assert light_words(late, due, closed, closed) == "逾期3天完成"


def test_a_dated_limit_that_goes_on_is_held_to_its_date_until_it_is_kept() -> None:
    deadline = Deadline("5月底前，并长期坚持", DeadlineKind.DATE, dt.date(2024, 5, 31))
    common = {"extended": False, "state": State.RECTIFYING, "closed_on": None, "thresholds": Thresholds()}
    assert light_of(deadline, today=TODAY, **common) is Light.OVERDUE
    kept = dt.date(2024, 6, 3)
    assert light_of(deadline, today=TODAY, stage_done_on=kept, **common) is Light.CONTINUING


@pytest.mark.parametrize(
    ("review", "words"),
    [
        (TODAY + dt.timedelta(days=20), "长期坚持，20天后复核"),
        (TODAY, "长期坚持，今日复核"),
        (TODAY - dt.timedelta(days=4), "长期坚持，复核已过期4天"),
        (None, "长期坚持"),
    ],
)
def test_what_goes_on_says_when_it_is_looked_at_next(review: dt.date | None, words: str) -> None:
    deadline = Deadline("长期坚持", DeadlineKind.CONTINUING, None)
    assert light_words(Light.CONTINUING, deadline, None, TODAY, next_review=review) == words


def test_what_was_kept_late_stays_visible() -> None:
    deadline = Deadline("5月底前，并长期坚持", DeadlineKind.DATE, dt.date(2024, 5, 31))
    words = light_words(
        Light.CONTINUING,
        deadline,
        None,
        TODAY,
        next_review=TODAY + dt.timedelta(days=1),
        stage_done_on=dt.date(2024, 6, 3),
    )
    assert words == "长期坚持，逾期3天阶段性完成，1天后复核"


DEADLINES = st.none() | st.builds(
    Deadline,
    st.just("时限"),
    st.sampled_from(DeadlineKind),
    st.none() | DATES,
    st.just(""),
    st.booleans(),
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            DEADLINES,
            st.integers(0, 2),
            st.sampled_from(State),
            st.none() | DATES,
            st.integers(1, 2),
            st.none() | DATES,
        ),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 10),
    st.integers(0, 5),
)
def test_python_and_sql_say_the_same(
    items: list[tuple[Deadline | None, int, State, dt.date | None, int, dt.date | None]],
    near: int,
    imminent: int,
) -> None:
    campaigns = (
        CampaignRow(1, "甲", "", "ZG", near + imminent, imminent),
        CampaignRow(2, "乙", "", "ZG", 20, 10),
    )
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Campaign), [{"id": row.id, "name": row.name} for row in campaigns])
        for key, (deadline, extensions, state, closed_on, campaign, stage_done_on) in enumerate(
            items, start=1
        ):
            row = Item(deadline=deadline)
            connection.execute(
                insert(Item).values(
                    id=key,
                    campaign_id=campaign,
                    number=f"ZG-2024-{key:04d}",
                    kind="problem",
                    title="",
                    type="time_limited",
                    state=state.value,
                    extension_count=extensions,
                    closed_on=closed_on,
                    stage_done_on=stage_done_on,
                    deadline_phrase=row.deadline_phrase,
                    deadline_kind=row.deadline_kind,
                    deadline_due=row.deadline_due,
                    deadline_confirm=row.deadline_confirm,
                )
            )
        said = list(connection.scalars(select(light_expression(campaigns, TODAY)).order_by(Item.id)))
    expected = [
        light_of(
            deadline,
            extended=extensions > 0,
            state=state,
            closed_on=closed_on,
            today=TODAY,
            thresholds=Thresholds(campaigns[campaign - 1].near_days, campaigns[campaign - 1].imminent_days),
            stage_done_on=stage_done_on,
        ).value
        for deadline, extensions, state, closed_on, campaign, stage_done_on in items
    ]
    assert said == expected


OWN_DAYS = (None, *(TODAY + dt.timedelta(days) for days in (-1, 0, 1)))
OWN_LIMITS = (
    None,
    *(
        Deadline("时限", kind, due, "", confirm)
        for kind, due, confirm in product(DeadlineKind, OWN_DAYS, (False, True))
    ),
)


@pytest.mark.parametrize("state", State)
def test_a_row_counts_the_measures_that_are_overdue_by_a_day_of_their_own(state: State) -> None:
    """One item for each measure, and a last one that all of them serve.

    The items are overdue themselves: a measure without a day of its own has their light, and is not counted.
    """
    measures = tuple(product(OWN_LIMITS, (None, TODAY)))
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Campaign(id=1, name="甲"))
        for place, (own, done_on) in enumerate([*measures, (None, TODAY)], start=1):
            item = Item(id=place, campaign_id=1, number=f"ZG-2024-{place:04d}", kind="problem", title="")
            item.type, item.state = "time_limited", state.value
            item.deadline = Deadline("时限", DeadlineKind.DATE, TODAY - dt.timedelta(days=9))
            session.add(item)
            session.add(Measure(id=place, item_id=place, ordinal=1, text="", deadline=own, done_on=done_on))
        session.flush()
        session.add_all(
            MeasureShare(measure_id=place, item_id=len(measures) + 1, ordinal=place)
            for place in range(1, len(measures) + 1)
        )
        session.flush()
        rows = [
            item_row(row, Thresholds(), TODAY) for row in session.execute(row_columns().order_by(Item.id))
        ]

    def is_overdue(own: Deadline) -> bool:
        light = light_of(
            own, extended=False, state=state, closed_on=None, today=TODAY, thresholds=Thresholds()
        )
        return light is Light.OVERDUE

    expected = [int(own is not None and done_on is None and is_overdue(own)) for own, done_on in measures]
    assert any(expected) == (state in OPEN_STATES)
    assert [row.measures_past_own_day for row in rows] == [*expected, sum(expected)]

"""Each figure is the number of what it lists, by any breakdown, and means what its words say."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from tests.ready import Beginning
from tracker.errors import BadInput
from tracker.ledger import models
from tracker.ledger.actor import Actor
from tracker.ledger.figures.campaigns import campaign_paces
from tracker.ledger.figures.counting import Tally, tallies, tally
from tracker.ledger.figures.definitions import (
    ITEM_FIGURES,
    ITEM_RATES,
    MEASURE_FIGURES,
    figure_named,
    item_figures,
)
from tracker.ledger.figures.listing import Group, counted_items, counted_measures
from tracker.ledger.figures.trends import trend
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.pages import item_pages
from tracker.ledger.queries import item_ids
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    Classification,
    DeadlineKind,
    Dimension,
    Light,
    OwnerRole,
    Pace,
    RectificationType,
    RegulationAct,
    Reported,
    RequestDecision,
    Role,
    State,
)
from tracker.text.periods import Grain, period_of

TODAY = dt.date(2024, 6, 18)
ACTOR = Actor("李明", Role.OPERATOR)
UNITS = ("组织部", "办公室", "教育局")


def _filled(ledger: Ledger, seed: int) -> None:
    """Forty items with measures, of every state, type and kind of limit."""
    chance = random.Random(seed)

    def day() -> dt.date:
        return TODAY + dt.timedelta(chance.choice((-60, -30, -9, -1, 0, 1, 5, 20, 60)))

    with ledger.transaction(ACTOR, "add", today=TODAY) as work:
        add = work.session.add
        for key, name in enumerate(("巡察整改", "审计整改"), start=1):
            add(
                models.Campaign(
                    id=key,
                    name=name,
                    near_days=7 * key,
                    lag_percent=20 * key,
                    begins=TODAY - dt.timedelta(60),
                    ends=TODAY + dt.timedelta(40),
                )
            )
        work.session.flush()
        add(models.Aspect(id=1, campaign_id=1, ordinal=1, name="作风"))
        work.session.flush()
        for key in range(1, 41):
            item = models.Item(
                id=key,
                campaign_id=chance.choice((1, 1, 2)),
                number=f"ZG-2024-{key:04}",
                kind=chance.choice(("problem", "task")),
                category=chance.choice(("", "作风建设", "基层党建")),
                source=chance.choice(("", "public", "自查发现")),
                aspect_id=chance.choice((None, 1)),
                title=f"问题{key}",
                type=chance.choice(list(RectificationType)).value,
                state=chance.choice(list(State)).value,
                round=chance.choice((1, 1, 2)),
                reported=chance.choice(("", Reported.STAGE_DONE.value, Reported.CONTINUING.value)),
                classification=chance.choice(("", *(word.value for word in Classification))),
                registered_on=chance.choice((None, day())),
                closed_on=chance.choice((None, day())),
                extension_count=chance.choice((0, 0, 1)),
            )
            _limit(item, chance, day)
            add(item)
            work.session.flush()
            if chance.random() < 0.2:
                add(models.Standing(campaign_id=3 - item.campaign_id, item_id=key))
            for ordinal in range(1, chance.randint(1, 4)):
                measure = models.Measure(
                    item_id=key, ordinal=ordinal, text="措施", done_on=chance.choice((None, day()))
                )
                if chance.random() < 0.5:
                    _limit(measure, chance, day)
                add(measure)
                work.session.flush()
                if chance.random() < 0.3:
                    _owner(add, key, measure.id, OwnerRole.RESPONSIBLE, chance)
            for role in (OwnerRole.LEAD, OwnerRole.RESPONSIBLE, OwnerRole.LEADER, OwnerRole.LEADER):
                if chance.random() < 0.6:
                    _owner(add, key, None, role, chance)
            if chance.random() < 0.3:
                add(
                    models.ExtensionRequest(
                        item_id=key,
                        round=1,
                        asked_on=TODAY,
                        asked_by="",
                        reason="",
                        decision=chance.choice(list(RequestDecision)).value,
                    )
                )
            if chance.random() < 0.5:
                add(
                    models.Regulation(
                        item_id=key,
                        name="办法",
                        act=chance.choice(list(RegulationAct)).value,
                        issued_on=chance.choice((None, day())),
                    )
                )


def _limit(row: Any, chance: random.Random, day: Any) -> None:
    kind = chance.choice((None, *DeadlineKind))
    if kind is not None:
        row.deadline_kind = kind.value
        row.deadline_phrase = chance.choice(("6月底前", "即知即改"))
        row.deadline_due = None if kind is DeadlineKind.CONTINUING else chance.choice((None, day(), day()))
        row.deadline_rule = ""
        row.deadline_confirm = chance.random() < 0.1


def _owner(add: Any, item: int, measure: int | None, role: OwnerRole, chance: random.Random) -> None:
    names = ("周正", "吴刚") if role is OwnerRole.LEADER else UNITS
    add(models.Owner(item_id=item, measure_id=measure, role=role.value, name=chance.choice(names), ordinal=1))


@pytest.fixture(params=[1, 2])
def filled(request: pytest.FixtureRequest, ledger: Ledger) -> Ledger:
    """A ledger of random items."""
    Beginning(ledger).made((_filled, request.param), lambda: _filled(ledger, request.param))
    return ledger


def test_a_figure_is_the_number_of_items_its_query_lists(filled: Ledger) -> None:
    line = "单位:组织部 未销号 或 回炉>=1"
    wanted = read_query(line)
    found = tally(filled, wanted, today=TODAY)
    for figure in ITEM_FIGURES:
        both = read_query(f"({line}) 且 ({figure.query})")
        assert found.counts[figure.code] == len(item_ids(filled, both, today=TODAY)), figure.word
    for measure in MEASURE_FIGURES:
        listed_measures = counted_measures(filled, measure, wanted, today=TODAY)
        assert found.counts[measure.code] == len(listed_measures), measure.word


def test_every_name_of_a_breakdown_lists_its_own(filled: Ledger) -> None:
    total = tally(filled, today=TODAY)
    for by in Dimension:
        _lists_its_own(filled, by, total)


def _lists_its_own(filled: Ledger, by: Dimension, total: Tally) -> None:
    rows = tallies(filled, by, today=TODAY)
    assert [row.name for row in rows] == sorted({row.name for row in rows})
    for code in ("items", "overdue"):
        figure = item_figures()[code]
        for row in rows:
            listed = counted_items(filled, figure, today=TODAY, group=Group(by, row.name))
            assert row.counts[code] == len(listed), (code, row.name)
        if by not in (Dimension.LEADER, Dimension.CAMPAIGN):
            assert sum(row.counts[code] for row in rows) == total.counts[code], code
    for measure in MEASURE_FIGURES[1:3]:
        for row in rows:
            group = Group(by, row.name)
            listed_measures = counted_measures(filled, measure, today=TODAY, group=group)
            assert row.counts[measure.code] == len(listed_measures), (measure.word, row.name)


def test_the_figures_say_what_the_lights_say(filled: Ledger) -> None:
    pages = item_pages(filled, item_ids(filled, today=TODAY), today=TODAY)
    found = tally(filled, today=TODAY).counts
    lights = Counter(page.row.light for page in pages)
    assert found["overdue"] == lights[Light.OVERDUE]
    assert found["closed_late"] == lights[Light.CLOSED_LATE]
    assert found["extended"] == lights[Light.EXTENDED]
    assert found["items"] == sum(page.row.state is not State.STOPPED for page in pages)
    measures = [measure for page in pages if page.row.state is not State.STOPPED for measure in page.measures]
    waiting = Counter(measure.light for measure in measures if measure.done_on is None)
    late = sum(measure.light is Light.CLOSED_LATE for measure in measures if measure.done_on)
    assert found["measures"] == len(measures)
    assert found["measures_done"] == sum(measure.done_on is not None for measure in measures)
    assert found["measures_overdue"] == waiting[Light.OVERDUE]
    assert found["measures_extended"] == waiting[Light.EXTENDED]
    assert found["measures_continuing"] == waiting[Light.CONTINUING]
    assert found["measures_late"] == late


def test_every_item_is_somewhere_and_nowhere_twice(filled: Ledger) -> None:
    """What is done and what is under way add up; the figures of item 3 stand beside them, not within."""
    found = figures(filled, today=TODAY)
    parts = found.unregistered + found.rectifying + found.continuing + found.applied + found.closed
    assert parts == found.items == found.problems + found.tasks - found.stopped
    assert found.stage_done + found.ongoing <= found.items - found.closed
    assert tally(filled, today=TODAY).counts["at_once"] <= found.items


def test_rates_are_of_what_they_say(filled: Ledger) -> None:
    found = tally(filled, today=TODAY)
    for rate in ITEM_RATES:
        if found.counts[rate.whole]:
            assert 0 <= found.rates[rate.code] <= 1
            assert found.rates[rate.code] == found.counts[rate.part] / found.counts[rate.whole]
        else:
            assert rate.code not in found.rates


def test_an_empty_ledger_has_figures(ledger: Ledger) -> None:
    assert set(tally(ledger, today=TODAY).counts.values()) == {0}
    assert tallies(ledger, Dimension.UNIT, today=TODAY) == ()


def test_a_figure_is_found_by_word_or_code() -> None:
    assert figure_named("逾期未完") is figure_named("overdue")
    assert figure_named("逾期未完措施").code == "measures_overdue"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("逾期没完", "没有统计项“逾期没完”，是不是“逾期未完”"),
        ("新建修订制度", "用 tracker regulation list 列出"),
        ("措施完成率", "“措施完成率”是比例，列不出事项：请列“已完成措施”或“措施”"),
        ("overdue_rate", "“逾期率”是比例，列不出事项：请列“逾期未完”或“应整改”"),
    ],
)
def test_a_figure_that_lists_nothing_says_what_does(name: str, answer: str) -> None:
    with pytest.raises(BadInput, match=answer):
        figure_named(name)


def test_a_unit_counts_under_the_name_it_is_known_by(office: Any) -> None:
    """Statistics by unit put 市委办 and 市委办公室 together once the ledger knows them for one."""
    first, second = office.registered("一"), office.registered("二")
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        work.session.add(models.Unit(id=1, name="市委办公室"))
        work.session.flush()
        for owner in work.session.query(models.Owner).order_by(models.Owner.id):
            owner.unit_id = 1
    rows = tallies(office.ledger, Dimension.UNIT, today=office.today)
    assert [(row.name, row.counts["items"]) for row in rows] == [("市委办公室", 2)]
    assert first != second


def test_the_trend_counts_earlier_rounds_too(office: Any) -> None:
    number = office.registered(due=office.today - dt.timedelta(days=30))
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        item = work.session.query(models.Item).filter_by(number=number).one()
        work.session.add(
            models.Round(
                item_id=item.id,
                round=1,
                type=item.type,
                extension_count=0,
                completion="",
                inference="",
                closed_on=office.today - dt.timedelta(days=31),
                ended_on=office.today,
                reason="",
                basis="",
            )
        )
    may, june = trend(office.ledger, Grain.MONTH, 2, today=office.today)
    assert (may.period.key, may.added, may.closed, may.missed) == ("2024-05", 0, 1, 1)
    assert (june.period.key, june.added, june.closed, june.closed_in_all) == ("2024-06", 1, 0, 1)


def test_a_campaign_has_its_own_pace(filled: Ledger) -> None:
    for row in campaign_paces(filled, today=TODAY):
        assert row.pace.time_percent == 60
        behind = row.pace.pace is Pace.BEHIND
        lag = 20 if row.campaign == "巡察整改" else 40
        assert behind == (60 * row.measures - 100 * row.measures_done >= lag * row.measures)


@pytest.mark.parametrize(
    ("grain", "key"),
    [
        (Grain.WEEK, "2024-W25"),
        (Grain.TEN_DAYS, "2024-06-中旬"),
        (Grain.MONTH, "2024-06"),
        (Grain.QUARTER, "2024-Q2"),
        (Grain.HALF_YEAR, "2024-H1"),
        (Grain.YEAR, "2024"),
        (Grain.DAY, "2024-06-18"),
    ],
)
def test_the_periods_of_a_day(grain: Grain, key: str) -> None:
    found = period_of(TODAY, grain)
    assert found.key == key
    assert found.first <= TODAY <= found.last
    assert period_of(found.last, grain) == period_of(found.first, grain) == found
    assert period_of(found.last + dt.timedelta(1), grain).first == found.last + dt.timedelta(1)

"""What a query finds: the SQL on both databases against a plain reading of the same rows."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ready import Beginning
from tracker.ledger import models
from tracker.ledger.actor import Actor
from tracker.ledger.filtering import tree
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.fields import FIELDS, Kind
from tracker.ledger.filtering.initials import answers_to, may_be_initials
from tracker.ledger.filtering.reading import DEEPEST, MOST, read_query
from tracker.ledger.filtering.tree import Comparison, Every, Not, Presence, Query, Sign, Some, Text, Value
from tracker.ledger.lights import Thresholds, light_of
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pace import pace_of
from tracker.ledger.queries import item_ids
from tracker.ledger.search import OWN_TEXTS
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import (
    Classification,
    DeadlineKind,
    Decision,
    EscalationState,
    ItemKind,
    LookBackResult,
    OwnerRole,
    Pace,
    RectificationType,
    Reported,
    RequestDecision,
    ReviewStage,
    Role,
    SourceKind,
    State,
    Term,
    Verified,
    Word,
    source_word,
)

TODAY = dt.date(2024, 6, 18)
ACTOR = Actor("李明", Role.OPERATOR)
WORDS = ("会议", "会议记录", "GDP核算", "调研走过场", "100%_达标", "", "gdp")
NAMES = ("组织部", "县委组织部", "办公室", "办公室 一科", "曾琦", "IT中心", "组织处")
CAMPAIGNS = (("巡察整改", Thresholds(7, 3)), ("审计整改", Thresholds(30, 10)))
PHRASES = ("6月底前", "即知即改", "立行立改，长期坚持", "")
LAGS = (10, 40)
"""滞后 by campaign, in points."""
TITLES = ("在会议上的讲话", "反馈意见")
ASPECTS = ("会议文风", "调查研究")


@dataclass(frozen=True)
class Row:
    """An item with everything that hangs on it, and nothing of any database."""

    number: str
    kind: ItemKind
    type: RectificationType
    state: State
    campaign: int
    document: int | None
    texts: dict[str, str]
    deadline: Deadline | None
    first_due: dt.date | None
    registered_on: dt.date | None
    closed_on: dt.date | None
    extensions: int
    round: int
    owners: tuple[tuple[OwnerRole, str], ...]
    measures: tuple[tuple[str, dt.date | None, tuple[tuple[OwnerRole, str], ...]], ...]
    progress: tuple[tuple[dt.date, str], ...]
    evidence: tuple[str, ...]
    decisions: tuple[Decision, ...]
    passed: bool
    """What is still to be decided has passed 初审."""
    look_backs: tuple[LookBackResult, ...]
    reported: Reported | None
    verified: Verified | None
    term: Term | None
    next_review: dt.date | None
    stage_done_on: dt.date | None
    regulations: tuple[str, ...]
    classification: Classification | None
    requests: tuple[RequestDecision, ...]
    aspect: int | None
    stands_in_other: bool
    """It stands in the other campaign too."""
    made_on: dt.date
    touched_on: dt.date | None
    """When a part was last changed."""


def _made(chance: random.Random, number: int) -> Row:
    def day() -> dt.date:
        return TODAY + dt.timedelta(chance.choice((-200, -60, -18, -17, -8, -1, 0, 1, 3, 7, 8, 12, 13, 90)))

    def maybe() -> dt.date | None:
        return day() if chance.random() < 0.6 else None

    def owners(most: int) -> tuple[tuple[OwnerRole, str], ...]:
        return tuple(
            (chance.choice(list(OwnerRole)), chance.choice(NAMES)) for _ in range(chance.randint(0, most))
        )

    kind = chance.choice([None, *DeadlineKind])
    made_on = TODAY - dt.timedelta(chance.choice((0, 1, 18, 60)))
    return Row(
        number=f"ZG-2024-{number:04d}",
        kind=chance.choice(list(ItemKind)),
        type=chance.choice(list(RectificationType)),
        state=chance.choice(list(State)),
        campaign=chance.randrange(2),
        document=chance.choice((None, 0, 1)),
        texts={name: chance.choice(WORDS) for name in TEXT_COLUMNS.values()}
        | {"completion": chance.choice(WORDS), "source": chance.choice((*WORDS, *SourceKind))},
        deadline=Deadline(chance.choice(PHRASES), kind, maybe(), confirm=chance.random() < 0.1)
        if kind
        else None,
        first_due=maybe(),
        registered_on=maybe(),
        closed_on=maybe(),
        extensions=chance.choice((0, 0, 1, 2)),
        round=chance.choice((1, 1, 2, 3)),
        owners=owners(4),
        measures=tuple((chance.choice(WORDS), maybe(), owners(1)) for _ in range(chance.randint(0, 3))),
        progress=tuple((day(), chance.choice(WORDS)) for _ in range(chance.randint(0, 3))),
        evidence=tuple(chance.choice(WORDS) for _ in range(chance.randint(0, 2))),
        decisions=tuple(chance.choice(list(Decision)) for _ in range(chance.randint(0, 3))),
        passed=chance.random() < 0.5,
        look_backs=tuple(chance.choice(list(LookBackResult)) for _ in range(chance.randint(0, 2))),
        reported=chance.choice((None, *Reported)),
        verified=chance.choice((None, *Verified)),
        term=chance.choice((None, *Term)),
        next_review=maybe(),
        stage_done_on=chance.choice((None, None, day())),
        regulations=tuple(chance.choice(WORDS) for _ in range(chance.randint(0, 2))),
        classification=chance.choice((None, *Classification)),
        requests=tuple(chance.choice(list(RequestDecision)) for _ in range(chance.randint(0, 2))),
        aspect=chance.choice((None, 0, 1)),
        stands_in_other=chance.random() < 0.3,
        made_on=made_on,
        touched_on=chance.choice((None, made_on, TODAY)),
    )


TEXT_COLUMNS = {
    "问题": "title",
    "具体表现": "detail",
    "问题类别": "category",
    "目标": "target",
    "备注": "note",
    "问题来源": "source",
    "密级": "secrecy",
}
DATE_COLUMNS = {
    "首次时限": "first_due",
    "挂号时间": "registered_on",
    "销号时间": "closed_on",
    "复核": "next_review",
}
CODES = {
    "状态": "state",
    "类型": "type",
    "类别": "kind",
    "自报": "reported",
    "核实": "verified",
    "分类": "classification",
    "期限类": "term",
}
LEADING = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE)
RAISED = {EscalationState.OPEN: 4, EscalationState.ANSWERED: 7}
ROWS = tuple(_made(random.Random(number), number) for number in range(1, 61))
DAYS = sorted({row.made_on for row in ROWS} | {row.touched_on for row in ROWS if row.touched_on})


# The plain reading


def holds(query: Query, row: Row) -> bool:
    """Whether the item is meant."""
    match query:
        case Every(parts):
            return all(holds(part, row) for part in parts)
        case Some(parts):
            return any(holds(part, row) for part in parts)
        case Not(part):
            return not holds(part, row)
        case Text(word):
            own = [text for name, text in row.texts.items() if name in OWN_TEXTS]
            texts = [row.number, *own, *_said(row, "措施"), *_said(row, "进展"), *row.evidence]
            names = [name for _, name in _all_owners(row)]
            return any(_in(word, text) for text in texts) or any(_named(word, name) for name in names)
        case Comparison(field, sign, values):
            return any(_one_holds(field, sign, value, row) for value in values)


def _one_holds(field: str, sign: Sign, value: Value, row: Row) -> bool:
    match FIELDS[field].kind:
        case Kind.NUMBER:
            return row.number == value
        case Kind.WORD:
            return _is_word(field, value, row)
        case Kind.COUNT:
            assert isinstance(value, int)
            return _ordered(_count(field, row), sign, value, value)
        case Kind.DATE:
            return _dated(field, sign, value, row)
        case Kind.OWNER:
            return _owned(field, sign, value, row)
        case Kind.TEXT:
            texts = _said(row, field)
            if isinstance(value, Presence):
                return any(texts) is (value is Presence.SOME)
            return any(text == value if sign is Sign.IS else _in(str(value), text) for text in texts)


def _waited_for(row: Row) -> ReviewStage | None:
    """The second campaign reviews in two steps."""
    if row.state is not State.APPLIED:
        return None
    passed = row.passed and Decision.PENDING in row.decisions
    return ReviewStage.FIRST if row.campaign == 1 and not passed else ReviewStage.FINAL


def _is_word(field: str, value: Value, row: Row) -> bool:
    match field:
        case "预警":
            return _light(row) == value
        case "进度":
            return _pace(row) is value
        case "提请上级":
            return value in _raised(row)
        case "审核":
            return value is _waited_for(row)
        case "延期申请":
            return value in row.requests
        case "回头看":
            return value in row.look_backs
        case _ if isinstance(value, Presence):
            return (getattr(row, CODES[field]) is not None) is (value is Presence.SOME)
        case _:
            return bool(getattr(row, CODES[field]) == value)


def _in(word: str, text: str) -> bool:
    return word.lower() in text.lower()


def _named(word: str, name: str) -> bool:
    return _in(word, name) or (may_be_initials(word) and answers_to(name, word))


def _said(row: Row, field: str) -> list[str]:
    match field:
        case "问题":
            return [row.texts["title"], row.texts["detail"]]
        case "统计单位":
            return [name for wanted in LEADING for role, name in row.owners if role is wanted][:1]
        case "时限表述":
            return [row.deadline.phrase if row.deadline else ""]
        case "专项":
            return [
                name
                for place, (name, _) in enumerate(CAMPAIGNS)
                if place == row.campaign or row.stands_in_other
            ]
        case "方面":
            return [] if row.aspect is None else [ASPECTS[row.aspect]]
        case "问题来源":
            return [source_word(row.texts["source"])]
        case "文件":
            return [] if row.document is None else [TITLES[row.document]]
        case "措施":
            return [text for text, _, _ in row.measures]
        case "进展":
            return [text for _, text in row.progress]
        case "佐证":
            return list(row.evidence)
        case "制度":
            return list(row.regulations)
        case _:
            return [row.texts[TEXT_COLUMNS[field]]]


def _all_owners(row: Row) -> list[tuple[OwnerRole, str]]:
    return [*row.owners, *(owner for _, _, owners in row.measures for owner in owners)]


def _owned(field: str, sign: Sign, value: Value, row: Row) -> bool:
    roles = FIELDS[field].roles
    names = [name for role, name in _all_owners(row) if role in roles]
    if isinstance(value, Presence):
        return bool(names) is (value is Presence.SOME)
    if field == "牵头" and not any(role is OwnerRole.LEAD for role, _ in row.owners):
        names += [name for role, name in row.owners if role is OwnerRole.RESPONSIBLE][:1]
    return any(name == value if sign is Sign.IS else _named(str(value), name) for name in names)


def _light(row: Row) -> Word:
    return light_of(
        row.deadline,
        extended=row.extensions > 0,
        state=row.state,
        closed_on=row.closed_on,
        today=TODAY,
        thresholds=CAMPAIGNS[row.campaign][1],
        stage_done_on=row.stage_done_on,
    )


def _pace(row: Row) -> Pace:
    found = pace_of(
        row.deadline,
        state=row.state,
        registered_on=row.registered_on,
        measures=len(row.measures),
        measures_done=sum(done is not None for _, done, _ in row.measures),
        today=TODAY,
        lag_percent=LAGS[row.campaign],
    )
    return found.pace if found else Pace.NONE


def _count(field: str, row: Row) -> int:
    return {
        "延期次数": row.extensions,
        "回炉": row.round - 1,
        "退回": row.decisions.count(Decision.RETURNED),
        "措施数": len(row.measures),
        "未完措施": sum(done is None for _, done, _ in row.measures),
        "佐证数": len(row.evidence),
        "屡改屡犯": _times_before(row),
        "新增于": _made_by(row),
    }[field]


def _made_by(row: Row) -> int:
    """The number of the action that `filled` makes it by; one that changes nothing has none."""
    actions = 1
    for day in DAYS:
        actions += any(other.made_on == day for other in ROWS)
        if row.made_on == day:
            break
        actions += any(other.touched_on == day for other in ROWS)
    return actions


def _key(row: Row) -> int:
    return int(row.number[-4:])


def _times_before(row: Row) -> int:
    """Chains of three: 8, 9, 10; 18, 19, 20 …, each linked to the one before only."""
    return max(_key(row) % 10 - 8, 0) if _key(row) % 10 else 2


def _raised(row: Row) -> list[EscalationState]:
    """What was asked of superiors: now and then nothing, an open matter, an answered one, or both."""
    return [state for state, rest in RAISED.items() if _key(row) % rest == 0]


def _dates(field: str, row: Row) -> list[dt.date | None]:
    match field:
        case "时限":
            return [row.deadline.due if row.deadline else None]
        case "完成时间":
            return [done for _, done, _ in row.measures]
        case "进展时间":
            return [max((on for on, _ in row.progress), default=None)]
        case "更新":
            return [max(row.made_on, row.touched_on or row.made_on)]
        case _:
            return [getattr(row, DATE_COLUMNS[field])]


def _dated(field: str, sign: Sign, value: Value, row: Row) -> bool:
    known = [date for date in _dates(field, row) if date is not None]
    if isinstance(value, Presence):
        return bool(known) is (value is Presence.SOME)
    assert isinstance(value, When)
    return any(_ordered(date, sign, *value.span(TODAY)) for date in known)


def _ordered(found: Any, sign: Sign, first: Any, last: Any) -> bool:
    match sign:
        case Sign.LESS:
            return found < first
        case Sign.AT_MOST:
            return found <= last
        case Sign.MORE:
            return found > last
        case Sign.AT_LEAST:
            return found >= first
        case _:
            return first <= found <= last


# The same rows in a ledger


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger that holds the rows, each made and touched on its days."""
    Beginning(ledger).made(_fill, lambda: _fill(ledger))
    return ledger


def _fill(ledger: Ledger) -> None:
    with ledger.transaction(ACTOR, "settings", today=dt.date(2024, 1, 1)) as work:
        for place, (name, thresholds) in enumerate(CAMPAIGNS, start=1):
            work.session.add(
                models.Campaign(
                    id=place,
                    name=name,
                    near_days=thresholds.near_days,
                    imminent_days=thresholds.imminent_days,
                    lag_percent=LAGS[place - 1],
                    review_steps=place,
                )
            )
        work.session.flush()
        for place, name in enumerate(ASPECTS, start=1):
            work.session.add(models.Aspect(id=place, campaign_id=1, ordinal=place, name=name))
        for place, title in enumerate(TITLES, start=1):
            work.session.add(
                models.Document(
                    id=place,
                    campaign_id=1,
                    title=title,
                    source_name="",
                    source_sha256="",
                    sha256=title,
                    text="",
                )
            )
    for day in DAYS:
        with ledger.transaction(ACTOR, "add", today=day) as work:
            for key, row in enumerate(ROWS, start=1):
                if row.made_on == day:
                    _add(work, key, row)
        with ledger.transaction(ACTOR, "apply", today=day) as work:
            for key, row in enumerate(ROWS, start=1):
                if row.touched_on == day:
                    work.session.add(models.Application(**_application(key, Decision.WITHDRAWN)))
    with ledger.transaction(ACTOR, "confirm_lineage", today=TODAY) as work:
        for key, row in enumerate(ROWS, start=1):
            if _times_before(row):
                work.session.add(models.Lineage(ancestor_id=key - 1, descendant_id=key, on=TODAY, by=""))


def _application(key: int, decision: Decision) -> dict[str, object]:
    return {
        "item_id": key,
        "round": 1,
        "applied_on": TODAY,
        "applicant": "",
        "completion": "",
        "inference": "",
        "decision": decision.value,
    }


def _add(work: Work, key: int, row: Row) -> None:
    item = models.Item(
        id=key,
        campaign_id=row.campaign + 1,
        number=row.number,
        kind=row.kind.value,
        type=row.type.value,
        state=row.state.value,
        round=row.round,
        first_deadline_due=row.first_due,
        extension_count=row.extensions,
        registered_on=row.registered_on,
        closed_on=row.closed_on,
        reported=row.reported.value if row.reported else "",
        verified=row.verified.value if row.verified else "",
        term=row.term.value if row.term else "",
        next_review=row.next_review,
        stage_done_on=row.stage_done_on,
        classification=row.classification.value if row.classification else "",
        document_id=None if row.document is None else row.document + 1,
        aspect_id=None if row.aspect is None else row.aspect + 1,
        **row.texts,
    )
    item.deadline = row.deadline
    work.session.add(item)
    work.session.flush()
    if row.stands_in_other:
        work.session.add(models.Standing(campaign_id=2 - row.campaign, item_id=key))
    _add_owners(work, key, None, row.owners)
    for ordinal, (text, done_on, owners) in enumerate(row.measures, start=1):
        measure = models.Measure(item_id=key, ordinal=ordinal, text=text, done_on=done_on)
        work.session.add(measure)
        work.session.flush()
        _add_owners(work, key, measure.id, owners)
    for on, text in row.progress:
        work.session.add(models.Progress(item_id=key, on=on, text=text, by=""))
    for name in row.evidence:
        work.session.add(
            models.Evidence(item_id=key, name=name, sha256="", size=0, added_on=TODAY, added_by="")
        )
    for decision in row.decisions:
        application = models.Application(**_application(key, decision))
        work.session.add(application)
        if row.passed and decision is Decision.PENDING:
            work.session.flush()
            work.session.add(
                models.Review(
                    application_id=application.id,
                    step=1,
                    on=TODAY,
                    reviewer="",
                    decision=Decision.PASSED.value,
                )
            )
    for state in _raised(row):
        is_open = state is EscalationState.OPEN
        work.session.add(
            models.Escalation(
                item_id=key,
                unit="市委",
                matter="",
                raised_on=TODAY,
                raised_by="",
                answered_on=None if is_open else TODAY,
            )
        )
    for request in row.requests:
        work.session.add(
            models.ExtensionRequest(
                item_id=key, round=1, asked_on=TODAY, asked_by="", reason="", decision=request.value
            )
        )
    for name in row.regulations:
        work.session.add(models.Regulation(item_id=key, name=name, act="new"))
    for result in row.look_backs:
        work.session.add(
            models.LookBack(item_id=key, round=1, on=TODAY, by="", result=result.value, finding="")
        )


def _add_owners(work: Work, key: int, measure: int | None, owners: tuple[tuple[OwnerRole, str], ...]) -> None:
    for ordinal, (role, name) in enumerate(owners):
        work.session.add(
            models.Owner(item_id=key, measure_id=measure, role=role.value, name=name, ordinal=ordinal)
        )


# What is asked


def _comparisons(name: str) -> st.SearchStrategy[Query]:
    field = FIELDS[name]
    equal = st.sampled_from([Sign.HAS, Sign.IS])
    ordered = st.sampled_from([Sign.LESS, Sign.AT_MOST, Sign.MORE, Sign.AT_LEAST])
    values: st.SearchStrategy[Value]
    match field.kind:
        case Kind.WORD:
            assert field.words is not None
            values = st.sampled_from([*field.words, *(Presence if field.optional else ())])
        case Kind.COUNT:
            values = st.integers(0, 3)
        case Kind.DATE:
            phrases = [
                "今天",
                "今天+7",
                "今天-8",
                "本月",
                "上月",
                "近30天",
                "2024-06-01",
                "6月底",
                "上半年",
                "去年",
            ]
            values = st.sampled_from([When(phrase) for phrase in phrases])
        case Kind.NUMBER:
            values = st.sampled_from([row.number for row in ROWS[:5]] + ["ZG-1999-0001"])
        case Kind.OWNER:
            values = st.sampled_from([*NAMES, "组织", "zzb", "it", "B", *Presence])
        case Kind.TEXT:
            values = st.sampled_from(
                ["会议", "GDP", "gdp核算", "%", "_", "审计", "讲话", *WORDS[:5], *Presence]
            )
    lists = st.lists(values, min_size=1, max_size=2)
    found = st.builds(lambda sign, chosen: tree.of(name, *chosen, sign=sign), equal, lists)
    if field.kind in (Kind.COUNT, Kind.DATE):
        found |= st.builds(lambda sign, value: tree.of(name, value, sign=sign), ordered, values)
    if field.kind is Kind.DATE:
        found |= st.sampled_from([tree.of(name, presence) for presence in Presence])
    return found


QUERIES = st.recursive(
    st.sampled_from(list(FIELDS)).flatmap(_comparisons)
    | st.sampled_from(["会议", "GDP", "组织", "zzb", "%_", "zg-2024-0003", "过场"]).map(Text),
    lambda inner: (
        st.lists(inner, max_size=3).map(tree.every)
        | st.lists(inner, min_size=1, max_size=3).map(tree.some)
        | inner.map(tree.negation)
    ),
    max_leaves=6,
)


def test_the_sql_means_what_the_query_says(filled: Ledger) -> None:
    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(QUERIES)
    def compare(query: Query) -> None:
        expected = [key for key, row in enumerate(ROWS, start=1) if holds(query, row)]
        assert item_ids(filled, query, today=TODAY) == expected, str(query)

    compare()


def test_each_field_finds_some_and_not_all(filled: Ledger) -> None:
    """So that the property above compares something."""
    lines = {
        "编号": "编号:ZG-2024-0003", "单位": "单位:组织部", "系统": "系统:组织部",
        "牵头": "牵头:办公室", "统计单位": "统计单位:办公室", "责任": "责任:zzb",
        "配合": "配合:it", "领导": "领导:曾琦", "责任人": "责任人=组织处", "联系人": "联系人:无",
        "状态": "状态:整改中", "预警": "预警:已逾期", "类型": "立行立改", "类别": "类别:任务",
        "回头看": "回头看:回炉", "问题类别": "类别:会议", "专项": "专项:审计", "文件": "来源:讲话",
        "问题": "问题:会议", "目标": "目标:有", "措施": "措施:调研", "进展": "进展:无", "佐证": "佐证:GDP",
        "备注": "备注=会议", "时限": "时限<今天", "首次时限": "首次时限:无", "挂号时间": "挂号时间:本月",
        "完成时间": "完成时间:无", "销号时间": "销号时间>=上月", "进展时间": "进展时间<今天-30",
        "更新": "更新<今天-10", "延期次数": "延期>=1", "回炉": "回炉>=1", "退回": "退回:1",
        "进度": "滞后", "自报": "自报:持续整改", "分类": "分类:效果不明显", "延期申请": "延期申请:待批准",
        "审核": "审核:待初审",
        "核实": "核实:无", "期限类": "期限类:中长期", "复核": "复核<今天", "制度": "制度:会议",
        "问题来源": "问题来源:会议", "密级": "密级:会议", "时限表述": "时限表述:即知即改",
        "措施数": "措施数>2", "未完措施": "未完措施:0", "佐证数": "佐证数<1",
        "方面": "方面:会议", "屡改屡犯": "屡改屡犯:2", "提请上级": "提请上级:已答复",
        "新增于": "新增于<6",
    }  # fmt: skip
    assert set(lines) == set(FIELDS)
    for line in lines.values():
        query = read_query(line)
        expected = [key for key, row in enumerate(ROWS, start=1) if holds(query, row)]
        assert item_ids(filled, query, today=TODAY) == expected, line
        assert 0 < len(expected) < len(ROWS), line


def test_the_most_conditions_that_are_read_can_be_asked(filled: Ledger) -> None:
    line = " 或 ".join(f"没有{number}字" for number in range(MOST - 10)) + " 或 更新:去年" * 10
    assert item_ids(filled, read_query(line), today=TODAY) == []
    line = "措施:" + "、".join(f"没有{number}字" for number in range(MOST))
    assert item_ids(filled, read_query(line), today=TODAY) == []
    nested = (
        "(zzb " + "或 (办公室 且 (会议 " * (DEEPEST // 2 - 1) + "或 逾期" + "))" * (DEEPEST // 2 - 1) + ")"
    )
    assert item_ids(filled, read_query(nested), today=TODAY)


@pytest.mark.parametrize("line", ["", "逾期 或 会议", "非 单位:组织部 措施:会议", "更新:本月 zzb"])
def test_figures_are_of_the_items_that_are_listed(filled: Ledger, line: str) -> None:
    query = read_query(line)
    meant = [row for row in ROWS if holds(query, row)]
    found = figures(filled, query, today=TODAY)
    assert found.problems + found.tasks == len(meant)
    assert found.measures == sum(len(row.measures) for row in meant if row.state is not State.STOPPED)

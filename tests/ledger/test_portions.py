"""Many items at once: no statement binds a value for each of them, which databases take only so many of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tracker.ledger import differences, listed, pages, papers, people, portions, queries, retracing
from tracker.ledger.campaigns import home_of
from tracker.ledger.commands.bulk import in_bulk, rehearse
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.commands.undoing import undo
from tracker.ledger.words import OwnerRole, PaperKind

Office = Any

MANY = 24
LIST = re.compile(r"\bIN \(((?:[^()]|\([^()]*\))*)\)")


def test_keys_keep_their_order() -> None:
    count = 2 * portions.TOGETHER + 1
    given = [list(portion) for portion in portions.portions(range(count))]
    assert [len(portion) for portion in given] == [portions.TOGETHER, portions.TOGETHER, 1]
    assert [key for portion in given for key in portion] == list(range(count))
    assert list(portions.portions(())) == []


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Portions of four, and a list of values as long as the items are many is an error."""
    monkeypatch.setattr(portions, "TOGETHER", 4)

    def refuse(_: object, __: object, statement: str, *___: object) -> None:
        for found in LIST.findall(statement):
            assert found.count(",") < MANY // 2, statement

    event.listen(Engine, "before_cursor_execute", refuse)
    yield
    event.remove(Engine, "before_cursor_execute", refuse)


def test_no_statement_names_every_item(office: Office, few_at_once: None) -> None:
    ledger, actor, today = office.ledger, office.operator, office.today
    numbers = [office.planned(f"第{key}个问题") for key in range(MANY)]

    def give(number: str) -> object:
        edit = ItemEdit(note="周报", owners={OwnerRole.LEADER: ("张伟",)})
        return edit_items(ledger, actor, [number], edit, today=today)

    assert len(rehearse(ledger, actor, numbers, give, today=today)) == MANY
    in_bulk(ledger, actor, numbers, give, today=today)
    assert len(home_of(ledger, numbers)) == 1
    rows = queries.list_items(ledger, today=today)
    ids = [row.id for row in rows]
    assert list(queries.items_by_id(ledger, ids, today=today)) == ids
    assert [page.row.id for page in pages.item_pages(ledger, ids, today=today)] == ids
    assert [item.number for item in listed.named_items(ledger, ids)] == numbers
    assert len(people.charges(ledger, "张伟", today=today)) == MANY
    assert set(papers.leading_units(ledger, ids).values()) == {"办公室"}
    assert papers.issued_before(ledger, PaperKind.SUPERVISION, ids) == {}
    assert queries.evidence(ledger, numbers) == []
    yesterday = today.fromordinal(today.toordinal() - 1)
    assert any(differences.differences(ledger, yesterday, today).lists.values())
    way = retracing.way_back(ledger, actor, ledger.head().count - MANY)
    assert len(way.steps) == MANY + 1
    undo(ledger, actor, today=today)
    assert people.charges(ledger, "张伟", today=today) == []

"""What is read again and again is asked by statements that were made once."""

from __future__ import annotations

from sqlalchemy import Executable, event
from sqlalchemy.engine import Engine

from tests.ledger.conftest import Office
from tracker.ledger.history import keys_of_item
from tracker.ledger.ordering import list_rows
from tracker.ledger.pages import item_page, item_pages
from tracker.ledger.queries import items_by_id


def test_what_is_read_again_is_asked_by_the_statements_of_before(sqlite_office: Office) -> None:
    ledger, today = sqlite_office.ledger, sqlite_office.today
    numbers = [sqlite_office.planned("甲"), sqlite_office.applied("乙")]
    ids = [item_page(ledger, number, today=today).row.id for number in numbers]

    def read(number: str, keys: list[int]) -> list[Executable]:
        asked: list[Executable] = []

        def remember(_: object, statement: Executable, *__: object) -> None:
            asked.append(statement)

        event.listen(Engine, "before_execute", remember)
        try:
            item_page(ledger, number, today=today)
            item_pages(ledger, keys, today=today)
            items_by_id(ledger, keys, today=today)
            list_rows(ledger, keys, today=today)
            with ledger.read() as connection:
                keys_of_item(connection, number)
        finally:
            event.remove(Engine, "before_execute", remember)
        return asked

    before, again = read(numbers[0], ids[:1]), read(numbers[1], ids)
    made_anew = [str(now) for now, then in zip(again, before, strict=True) if now is not then]
    assert not made_anew

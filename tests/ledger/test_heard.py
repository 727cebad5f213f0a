"""How far a long piece of work is: told in every part of it, and given up as a whole where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ledger.test_undoing_many import imported, rows
from tracker.ledger import heard
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.heard import telling
from tracker.ledger.verifying import verify

Office = Any
ENTERED = ("汇总改动", "编制检索", "计算校验值", "记入操作记录")


class Stopped(Exception):
    """Somebody has seen enough."""


class Hearing:
    """Notes what it is told; stops the work in the part that it is given, if any."""

    def __init__(self, stops_in: str = "") -> None:
        self.stops_in = stops_in
        self.parts: dict[str, list[tuple[int, int]]] = {}

    def __call__(self, doing: str, done: int, total: int) -> None:
        self.parts.setdefault(doing, []).append((done, total))
        if doing == self.stops_in and done:
            raise Stopped


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "_BETWEEN", 7)


def take_back(office: Office, hearing: Hearing) -> None:
    undo(office.ledger, office.operator, today=office.today, heard=hearing)


def bring_again(office: Office, hearing: Hearing) -> None:
    redo(office.ledger, office.operator, today=office.today, heard=hearing)


def take_in(office: Office, hearing: Hearing) -> None:
    imported(office, 9, heard=hearing)


def test_every_part_is_told_from_nothing_to_all(office: Office) -> None:
    for work, before in ((take_in, ()), (take_back, ("核对", "撤销")), (bring_again, ("核对", "重做"))):
        hearing = Hearing()
        work(office, hearing)
        assert tuple(hearing.parts) == (*before, *ENTERED)
        for told in hearing.parts.values():
            done, totals = zip(*told, strict=True)
            assert list(done) == sorted(done)
            assert (done[0], {done[-1]}) == (0, set(totals))


@pytest.mark.parametrize("part", ENTERED)
@pytest.mark.parametrize("work", [take_in, take_back, bring_again])
def test_stopped_in_any_part_nothing_of_it_stays(
    office: Office, work: Callable[[Office, Hearing], None], part: str
) -> None:
    for earlier in (take_in, take_back, bring_again)[: (take_in, take_back, bring_again).index(work)]:
        earlier(office, Hearing())
    before, head = rows(office), office.ledger.head()
    with pytest.raises(Stopped):
        work(office, Hearing(stops_in=part))
    assert (rows(office), office.ledger.head()) == (before, head)
    work(office, Hearing())
    assert verify(office.ledger) == ()


def test_rows_are_told_of_after_they_were_dealt_with() -> None:
    hearing = Hearing()
    assert list(telling(hearing, "核对", "一二三四五六七八", 8)) == list("一二三四五六七八")
    assert hearing.parts == {"核对": [(0, 8), (7, 8), (8, 8)]}

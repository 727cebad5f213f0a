"""`tracker deadline`: which day a phrase means, and why."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli.commanding import command
from tracker.cli.commands.mining import EVENT_HELP
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput
from tracker.ledger.words import DeadlineKind

COLUMNS = (
    Column("表述"),
    Column("类别"),
    Column("到期"),
    Column("待明确"),
    Column("规则"),
    Column("说明", flexible=True),
)


@command("deadline")
@click.argument("text", metavar="表述", help="如 11月底前、反馈后1个月内、立行立改")
@click.option("--date", type=DATE, help="成文日期，时限从这一天算起；默认今天")
@click.option("--event", "events", multiple=True, metavar="事件=日期", help=EVENT_HELP)
@pass_invocation
def deadline(invocation: Invocation, text: str, date: dt.date | None, events: tuple[str, ...]) -> None:
    """说明一个时限表述是哪一天、按什么规则

    例：tracker deadline 收到反馈意见后2个月内报告 --date 2026-9-1 --event 反馈=2026-09-30
    """
    from tracker.desk.deadlines import explain_limit, read_events, understand_limit
    from tracker.desk.mined_json import deadline_object
    from tracker.mining import find_deadlines

    base, given = date or invocation.today, read_events(events)
    found = find_deadlines(text, base, events=given)
    if len(found) < 2:  # by itself: what a form or a cell would take it for
        try:
            found = (understand_limit(text, base=base, events=given),)
        except BadInput:
            if not found:
                raise
    explained = [(limit, explain_limit(limit, base)) for limit in found]
    rows = [
        (
            limit.text,
            DeadlineKind(limit.kind.value).word,
            str(limit.due or "无日期"),
            "是" if limit.confirm else "",
            limit.rule,
            words,
        )
        for limit, words in explained
    ]
    invocation.show_list(
        "deadlines",
        [{**deadline_object(limit), "explanation": words} for limit, words in explained],
        Table(COLUMNS, rows),
        "",
    )

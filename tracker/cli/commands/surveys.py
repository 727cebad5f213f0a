"""`tracker survey`: 评估测评 in rounds, by indicator, next to the items they judge."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, NUMBER, CountKind
from tracker.cli.part_objects import score_object
from tracker.cli.tables import Column, Table

if TYPE_CHECKING:
    from tracker.ledger.parts import ScoreRow

PEOPLE = CountKind("人数", smallest=0)
ROUNDS = (
    Column("测评", flexible=True),
    Column("日期"),
    Column("登记人", spare=2),
    Column("得分项", align="right"),
    Column("专项", flexible=True, spare=1),
)
SCORES = (
    Column("测评", flexible=True),
    Column("指标", flexible=True),
    Column("事项", spare=1),
    Column("好", align="right"),
    Column("较好", align="right"),
    Column("一般", align="right"),
    Column("差", align="right"),
    Column("满意率", align="right"),
    Column("比上轮", align="right", spare=2),
)


@group("survey")
def survey() -> None:
    """评估测评：各轮问卷按指标的好、较好、一般、差"""


@survey.command("add", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="这一轮的名称，如 2024年第二轮")
@click.option("--on", type=DATE, help="测评的日期，默认今天")
@click.option("--campaign", metavar="专项", help="哪个专项的，默认是默认专项")
@pass_invocation
def add(invocation: Invocation, name: str, on: dt.date | None, campaign: str | None) -> None:
    """新增一轮测评"""
    from tracker.ledger.commands.surveys import add_survey

    today = invocation.today
    with invocation.open() as ledger:
        add_survey(ledger, invocation.actor, name, on=on or today, campaign=campaign, today=today)
    line = f"已新增测评“{name}”，登记得分：tracker survey score {name} 指标 --good 人数 …"
    invocation.done(f"{line}。{TAKE_BACK}", done="add_survey", survey=name)


@survey.command("score", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="哪一轮，写一部分也行")
@click.argument("indicator", metavar="指标", help="测评的指标，如 整改效果")
@click.option("--item", type=NUMBER, help="测评的是这个事项；不写是总体")
@click.option("--good", type=PEOPLE, default=0, help="答“好”的人数")
@click.option("--fair", type=PEOPLE, default=0, help="答“较好”的人数")
@click.option("--average", type=PEOPLE, default=0, help="答“一般”的人数")
@click.option("--poor", type=PEOPLE, default=0, help="答“差”的人数")
@pass_invocation
def score(
    invocation: Invocation,
    name: str,
    indicator: str,
    item: str | None,
    good: int,
    fair: int,
    average: int,
    poor: int,
) -> None:
    """登记一个指标的得分；同一轮同一指标再登记，换成新的

    例：tracker survey score 第二轮 整改效果 --item ZG-2024-0007 --good 60 --fair 25 --average 10 --poor 5
    """
    from tracker.ledger.commands.surveys import Answers, score_survey

    answers = Answers(good, fair, average, poor)
    with invocation.open() as ledger:
        replaced = score_survey(
            ledger, invocation.actor, name, indicator, answers, item=item, today=invocation.today
        )
    percent = (good + fair) * 100 // answers.total
    about = f"（{item}）" if item else ""
    line = f"已{'改为' if replaced else '登记'} {indicator}{about}：{answers.total}人作答，满意率{percent}%"
    invocation.done(
        f"{line}。{TAKE_BACK}", done="score_survey", survey=name, indicator=indicator, percent=percent
    )


@survey.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出各轮测评"""
    from tracker.ledger.surveys import surveys

    with invocation.open() as ledger:
        rows = surveys(ledger)
    invocation.show_list(
        "surveys",
        [
            {"survey": row.name, "on": row.on, "by": row.by, "scores": row.scores, "campaign": row.campaign}
            for row in rows
        ],
        Table(ROUNDS, [(row.name, str(row.on), row.by, row.scores, row.campaign) for row in rows]),
        "还没有测评，新增：tracker survey add 名称",
    )


@survey.command("show", options_metavar="[选项]")
@click.argument("name", metavar="[名称]", required=False, help="只看这一轮，写一部分也行；不写看各轮")
@click.option("--item", type=NUMBER, help="只看这个事项的")
@pass_invocation
def show(invocation: Invocation, name: str | None, item: str | None) -> None:
    """查看得分，和比上一轮升降多少"""
    from tracker.ledger.surveys import scores

    with invocation.open() as ledger:
        rows = [row for row in scores(ledger, name) if item in (None, row.item_number)]
    invocation.show_list(
        "scores",
        [score_object(row) for row in rows],
        Table(SCORES, [_cells(row) for row in rows]),
        "还没有登记得分",
    )


def _cells(row: ScoreRow) -> tuple[str | int, ...]:
    """Counts with their shares; the change in points."""
    counts = (
        f"{count}（{count / row.answers:.0%}）" for count in (row.good, row.fair, row.average, row.poor)
    )
    change = "" if row.change is None else f"{row.change:+d}点"
    return (row.survey, row.indicator, row.item_number, *counts, f"{row.percent}%", change)

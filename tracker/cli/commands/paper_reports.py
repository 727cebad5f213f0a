"""`tracker paper week` and the like: papers that report on the ledger as it stands, or stood."""

from __future__ import annotations

from typing import Any

import click

from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.commands.paper_options import COMMON, OUTPUT, Decorator, decorated, tell, wish_of
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.options import as_of_option, query_argument
from tracker.ledger.words import PaperKind


def _reporting(*own: Decorator) -> Decorator:
    """What a paper that reports on the ledger takes."""
    options: list[Decorator] = [
        query_argument,
        OUTPUT,
        *own,
        click.option("--title", metavar="文字", help="标题；默认由专项名称加公文名称而成"),
        *COMMON,
        as_of_option,
        pass_invocation,
    ]
    return decorated(options)


@command("week")
@_reporting()
def week(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """周调度：本周进展、变动和要盯办的

    例：tracker paper week -o 周调度.docx
    """
    _report(invocation, PaperKind.WEEK, query, options)


@command("ten-days")
@_reporting()
def ten_days(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """旬分析：在周调度之外，按问题类别分析

    例：tracker paper ten-days --as-of 2024-6-20 -o 旬分析.docx
    """
    _report(invocation, PaperKind.TEN_DAYS, query, options)


@command("month")
@_reporting()
def month(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """月小结：再加分类盘点

    例：tracker paper month 专项:巡察 --as-of 2024-6-30 -o 月小结.docx
    """
    _report(invocation, PaperKind.MONTH, query, options)


@command("report")
@_reporting()
def report(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """整改情况报告：总体、各单位、逐项、尚未销号的

    例：tracker paper report 专项:巡察 -o 整改情况报告.docx
    """
    _report(invocation, PaperKind.REPORT, query, options)


@command("between")
@_reporting(click.option("--since", type=DATE, required=True, help="上一次会的日期，从这天晚上算起"))
def between(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """两会之间：上次会以来的变动，两个时点的数字对照

    例：tracker paper between --since 2024-6-1 -o 两会之间.docx
    """
    _report(invocation, PaperKind.BETWEEN, query, options)


def _report(invocation: Invocation, kind: PaperKind, query: tuple[str, ...], options: dict[str, Any]) -> None:
    """A paper on the ledger as it stands, or stood."""
    from tracker.desk.paper_files import office_style
    from tracker.desk.report_papers import write_report

    wish = wish_of(options)
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        with invocation.as_it_was(ledger):
            written = write_report(
                ledger,
                options["target"],
                kind,
                wanted,
                today=invocation.today,
                style=office_style(),
                wish=wish,
                since=options.get("since"),
                title=(options["title"] or "").strip(),
            )
    tell(invocation, written)

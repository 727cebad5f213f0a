"""`tracker campaign`: the 专项, their settings, and items that stand in several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.commands.campaign_aspects import aspect
from tracker.cli.commands.campaign_events import event
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, CountKind, Emptied, OrNothing, WordKind
from tracker.cli.objects import campaign_object
from tracker.cli.options import number_argument
from tracker.cli.tables import Column, Table, labelled
from tracker.errors import BadInput
from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.standards import Standard
from tracker.ledger.words import CampaignKind
from tracker.text.numerals import half_width
from tracker.text.screen import safe_for_screen

DAYS = CountKind("天数", smallest=0)
PERCENT = CountKind("百分数", smallest=0)
STEPS = CountKind("步数")

COLUMNS = (
    Column(""),
    Column("专项", flexible=True),
    Column("类型", spare=3),
    Column("期间", spare=2),
    Column("编号前缀", spare=4),
    Column("事项", align="right"),
    Column("并入", align="right"),
    Column("已销号", align="right"),
    Column("事件", flexible=True, spare=1),
)

_OF_CONSEQUENCES = tuple(standard for standard in Standard if standard is not Standard.BETWEEN)
_NAME_HELP = "专项名称，写一部分也行"


@group("campaign")
def campaign() -> None:
    """专项：设置、事件、方面，一个事项并入几个专项"""


campaign.add_command(event)
campaign.add_command(aspect)


@campaign.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出各个专项和进度"""
    from tracker.ledger.campaigns import overviews

    with invocation.open() as ledger:
        rows = overviews(ledger)
    cells = [
        (
            "默认" if row.settings.is_default else "",
            row.settings.name,
            _kind(row.settings),
            _period(row.settings),
            row.settings.number_prefix,
            row.items,
            row.standing,
            row.closed,
            "、".join(f"{name}{on}" for name, on in row.events),
        )
        for row in rows
    ]
    objects = [
        {
            **campaign_object(row.settings),
            "items": row.items,
            "standing": row.standing,
            "closed": row.closed,
            "events": dict(row.events),
        }
        for row in rows
    ]
    invocation.show_list(
        "campaigns", objects, Table(COLUMNS, cells), "还没有专项，新建：tracker campaign add 名称"
    )


@campaign.command("show", options_metavar="[选项]")
@click.argument("name", metavar="[专项]", required=False, help=f"{_NAME_HELP}；不写就是默认专项")
@pass_invocation
def show(invocation: Invocation, name: str | None) -> None:
    """查看专项设置"""
    from tracker.ledger import queries
    from tracker.ledger.campaigns import events_of

    with invocation.open() as ledger, ledger.snapshot():
        row = queries.campaign(ledger, name)
        events = events_of(ledger, name)
    days = "、".join(f"{event} {on}" for event, on in events.items())
    pairs = [*_settings(row), ("事件", days or "（未登记）")]
    invocation.show_page(
        {"campaign": {**campaign_object(row), "events": events}},
        Table((Column("项目"), Column("内容")), pairs),
        labelled(pairs, output.terminal_width()),
    )


def _settings(row: CampaignRow) -> list[tuple[str, str]]:
    return [
        ("专项名称", row.name + ("（默认）" if row.is_default else "")),
        ("类型", _kind(row) or "（未填）"),
        ("期间", _period(row) or "（未填）"),
        ("填报单位", row.reporting_unit or "（未填）"),
        ("编号前缀", row.number_prefix),
        ("临期", f"到期前{row.near_days}天起"),
        ("即将到期", f"到期前{row.imminent_days}天起"),
        ("立行立改", f"挂号后{row.immediate_days}天内" if row.immediate_days else "不设期限"),
        ("滞后", f"措施完成比例落后时间进度{row.lag_percent}个百分点起"),
        ("销号审核", "两步：先初审，再由另一人审核" if row.review_steps == 2 else "一步"),
        ("销号前公示", f"{row.publicity_days}天" if row.publicity_days else "不要求"),
        ("群众满意度", f"不低于{row.satisfaction_percent}%" if row.satisfaction_percent else "不要求"),
        ("催办", f"逾期后每{row.standards.between}天升一级"),
        ("结果运用", "、".join(f"{one.word}{row.standards.of(one)}" for one in _OF_CONSEQUENCES) + "起"),
        ("自加的问题来源", "、".join(row.sources) or "无"),
    ]


def _kind(row: CampaignRow) -> str:
    kind = CampaignKind.read(row.kind)
    return kind.word if kind else row.kind


def _period(row: CampaignRow) -> str:
    if row.begins is None and row.ends is None:
        return ""
    return f"{row.begins or ''}至{row.ends or ''}"


def _read_standards(
    context: click.Context, parameter: click.Parameter, typed: tuple[str, ...]
) -> dict[Standard, int]:
    found = {}
    for text in typed:
        name, _, count = half_width(text).replace("＝", "=").partition("=")
        standard = Standard.read(name)
        if standard is None or not count.strip().isdecimal():
            known = "、".join(standard.word for standard in Standard)
            raise BadInput(
                f"标准“{safe_for_screen(text)}”看不懂，请写成 名称=数，如 催办间隔天数=10；名称有：{known}"
            )
        found[standard] = int(count)
    return found


def _setting_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """One option for each setting; what is not given stays as it is."""
    options = (
        click.option(
            "--kind",
            type=OrNothing(WordKind(CampaignKind, "类型")),
            help='上级巡视、巡察、审计、专项整治……；写成 "" 是清空',
        ),
        click.option("--begins", type=OrNothing(DATE), help='开始日期；写成 "" 是清空'),
        click.option("--ends", type=OrNothing(DATE), help='结束日期；写成 "" 是清空'),
        click.option("--reporting-unit", metavar="单位", help="填报单位"),
        click.option("--prefix", "number_prefix", metavar="字母", help="新事项的编号前缀，如 XC"),
        click.option("--near-days", type=DAYS, help="到期前几天起算临期"),
        click.option("--imminent-days", type=DAYS, help="到期前几天起算即将到期"),
        click.option("--immediate-days", type=DAYS, help="立行立改从挂号起几天内完成；0 是不设期限"),
        click.option("--lag-percent", type=PERCENT, help="措施完成比例落后时间进度多少个百分点算滞后"),
        click.option("--review-steps", type=STEPS, help="销号审核几步：1，或 2（先初审，再由另一人审核）"),
        click.option("--publicity-days", type=DAYS, help="销号前公示几天；0 是不要求"),
        click.option("--satisfaction-percent", type=PERCENT, help="销号前群众满意度不低于多少；0 是不要求"),
        click.option(
            "--standard",
            "standards",
            multiple=True,
            metavar="名称=数",
            callback=_read_standards,
            help=f"催办和结果运用的标准，可写几次：{'、'.join(standard.word for standard in Standard)}",
        ),
        click.option(
            "--add-source", "add_sources", multiple=True, metavar="词", help="加一个问题来源，可写几次"
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _settings_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as the ledger's command takes them: what is emptied by its name."""
    emptied = [name for name, value in options.items() if value is Emptied.EMPTIED]
    return {name: value for name, value in options.items() if name not in emptied} | {"emptied": emptied}


@campaign.command("add", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="专项名称，即台账的标题")
@_setting_options
@pass_invocation
def add(invocation: Invocation, /, name: str, **options: Any) -> None:
    """新建专项

    例：tracker campaign add 2026年首轮巡察整改 --kind 巡察 --prefix XC --begins 2026-9-1
    """
    from tracker.ledger.commands.campaigns import add_campaign

    with invocation.open_or_make() as ledger:
        add_campaign(ledger, invocation.actor, name, today=invocation.today, **_settings_of(options))
    invocation.done(f"已新建专项“{name}”。{TAKE_BACK}", done="add_campaign", campaign=name)


@campaign.command("set", options_metavar="[选项]")
@click.argument("target", metavar="[专项]", required=False, help=f"{_NAME_HELP}；不写就是默认专项")
@click.option("--name", metavar="文字", help="新的名称，即台账的标题")
@_setting_options
@click.option("--remove-source", "remove_sources", multiple=True, metavar="词", help="去掉一个自加的问题来源")
@pass_invocation
def set_(invocation: Invocation, /, target: str | None, **options: Any) -> None:
    """修改专项设置

    例：tracker campaign set 巡察 --near-days 10 --review-steps 2
    """
    if all(value in (None, (), {}) for value in options.values()):
        raise BadInput("没有写要改什么，如 --name 名称、--reporting-unit 单位")
    from tracker.ledger.commands.campaigns import set_campaign

    with invocation.open_or_make() as ledger:
        settings = _settings_of(options)
        whole = set_campaign(ledger, invocation.actor, today=invocation.today, campaign=target, **settings)
    invocation.done(f"已修改专项“{whole}”的设置。{TAKE_BACK}", done="settings", campaign=whole)


@campaign.command("default", options_metavar="[选项]")
@click.argument("name", metavar="专项", help=_NAME_HELP)
@pass_invocation
def default(invocation: Invocation, name: str) -> None:
    """以后新增的事项默认归到这个专项"""
    from tracker.ledger.commands.campaigns import set_default

    with invocation.open() as ledger:
        whole = set_default(ledger, invocation.actor, name, today=invocation.today)
    invocation.done(f"默认专项是“{whole}”。{TAKE_BACK}", done="settings", campaign=whole)


@campaign.command("remove", options_metavar="[选项]")
@click.argument("name", metavar="专项", help=_NAME_HELP)
@pass_invocation
def remove(invocation: Invocation, name: str) -> None:
    """删除一个空的专项"""
    from tracker.ledger import queries
    from tracker.ledger.commands.campaigns import remove_campaign

    with invocation.open() as ledger:
        whole = queries.campaign(ledger, name).name
        invocation.confirm(f"删除专项“{whole}”")
        remove_campaign(ledger, invocation.actor, whole, today=invocation.today)
    invocation.done(f"已删除专项“{whole}”。{TAKE_BACK}", done="remove_campaign", campaign=whole)


@campaign.command("link", options_metavar="[选项]")
@number_argument(many=True)
@click.option("--campaign", "target", required=True, metavar="专项", help=_NAME_HELP)
@pass_invocation
def link(invocation: Invocation, numbers: tuple[str, ...], target: str) -> None:
    """把事项并入另一个专项：只有一条，改一处两边都变

    例：tracker campaign link ZG-2026-0007 --campaign 巡视
    """
    from tracker.ledger import queries
    from tracker.ledger.commands.campaigns import link_items

    with invocation.open() as ledger:
        whole = queries.campaign(ledger, target).name
        count = link_items(ledger, invocation.actor, numbers, campaign=whole, today=invocation.today)
    shown = "、".join(numbers)
    line = (
        f"已把 {shown} 并入专项“{whole}”。{TAKE_BACK}" if count else f"{shown} 已在专项“{whole}”里，没有改动"
    )
    invocation.done(line, done="link_campaign", numbers=numbers, campaign=whole, changed=count)


@campaign.command("unlink", options_metavar="[选项]")
@number_argument(many=True)
@click.option("--campaign", "target", required=True, metavar="专项", help=_NAME_HELP)
@pass_invocation
def unlink(invocation: Invocation, numbers: tuple[str, ...], target: str) -> None:
    """把并入的事项移出一个专项，原来的专项里不变"""
    from tracker.ledger import queries
    from tracker.ledger.commands.campaigns import unlink_items

    with invocation.open() as ledger:
        whole = queries.campaign(ledger, target).name
        unlink_items(ledger, invocation.actor, numbers, campaign=whole, today=invocation.today)
    invocation.done(
        f"已把 {'、'.join(numbers)} 移出专项“{whole}”。{TAKE_BACK}",
        done="unlink_campaign",
        numbers=numbers,
        campaign=whole,
    )


@campaign.command("move", options_metavar="[选项]")
@number_argument(many=True)
@click.option("--campaign", "target", required=True, metavar="专项", help=_NAME_HELP)
@pass_invocation
def move(invocation: Invocation, numbers: tuple[str, ...], target: str) -> None:
    """把事项改归另一个专项，编号不变

    归错了专项时用；两边都要的，用 campaign link 并入。
    """
    from tracker.ledger import queries
    from tracker.ledger.commands.campaigns import move_items

    with invocation.open() as ledger:
        whole = queries.campaign(ledger, target).name
        count = move_items(ledger, invocation.actor, numbers, campaign=whole, today=invocation.today)
    shown = "、".join(numbers)
    line = f"已把 {shown} 改归专项“{whole}”，编号不变。{TAKE_BACK}"
    invocation.done(
        line if count else f"{shown} 本来就是专项“{whole}”的事项，没有改动",
        done="move_campaign",
        numbers=numbers,
        campaign=whole,
        changed=count,
    )

"""`tracker person`: people with unit, post and telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.tables import Column, Table, draw
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.person_list import ListedPeople

COLUMNS = (
    Column("姓名"),
    Column("单位", flexible=True),
    Column("职务", flexible=True, spare=2),
    Column("电话", spare=1),
    Column("在任"),
    Column("未销号", align="right"),
)
WHO = click.argument("who", metavar="姓名", help="有同名的写成 姓名（单位）")


@group("person")
def person() -> None:
    """人员：单位、职务、电话、离任"""


@person.command("add", options_metavar="[选项]")
@click.argument("name", metavar="姓名", help="姓名")
@click.option("--unit", default="", metavar="单位", help="所在单位，须已登记")
@click.option("--post", default="", metavar="职务", help="职务")
@click.option("--telephone", default="", metavar="电话", help="电话")
@pass_invocation
def add(invocation: Invocation, name: str, unit: str, post: str, telephone: str) -> None:
    """登记一个人，台账里写着这个姓名的就此认得

    例：tracker person add 张三 --unit 办公室 --post 副主任 --telephone 88886666
    """
    from tracker.ledger.commands.people import PersonDraft, add_person

    draft = PersonDraft(name, unit, post, telephone)
    with invocation.open_or_make() as ledger:
        found = add_person(ledger, invocation.actor, draft, today=invocation.today)
    _done(invocation, "add_person", f"已登记“{found.name}”", found.name, found.owners)


@person.command("import", options_metavar="[选项]")
@click.argument("file", metavar="文件", type=FILE, help="文本文件，一行一个人")
@click.option("--dry-run", is_flag=True, help="只看认成什么样，不登记")
@pass_invocation
def import_(invocation: Invocation, file: Path, dry_run: bool) -> None:
    """从文本文件登记很多人，作为一次操作

    一行一个：张三 办公室 副主任 88886666，空格、逗号、顿号、制表符隔开都行，有表头的照表头认；
    单位要先登记，登记过的人跳过。
    """
    from tracker.desk.person_list import listed_people
    from tracker.desk.written_lists import read_written_list
    from tracker.ledger.commands.people import add_people

    text = read_written_list(file)
    with invocation.open() if dry_run else invocation.open_or_make() as ledger:
        listed = listed_people(ledger, text)
        if dry_run:
            _show_listed(invocation, listed)
            return
        drafts = listed.drafts
        found = add_people(ledger, invocation.actor, drafts, today=invocation.today) if drafts else ()
    count = found[0].owners if found else 0
    skipped = f"，{len(listed.known)}人登记过，跳过" if listed.known else ""
    line = f"已登记{len(found)}人{skipped}{_recognised(count)}。{TAKE_BACK}"
    invocation.done(
        line if found else "这些人都登记过了，没有改动",
        done="add_person",
        **_listed_object(listed),
        recognised=count,
    )


def _show_listed(invocation: Invocation, listed: ListedPeople) -> None:
    cells = [(one.name, one.unit, one.post, one.telephone) for one in listed.drafts]
    table = Table(COLUMNS[:4], cells)
    lines = list(draw(table, output.terminal_width())) if cells else []
    invocation.show_page(_listed_object(listed), table, lines)
    known = f"登记过的跳过：{'、'.join(map(safe_for_screen, listed.known))}。" if listed.known else ""
    output.say(f"{known}会登记{len(cells)}人。没有登记；去掉 --dry-run 就登记")


def _listed_object(listed: ListedPeople) -> dict[str, object]:
    people = [
        {"name": one.name, "unit": one.unit, "post": one.post, "telephone": one.telephone}
        for one in listed.drafts
    ]
    return {"people": people, "known": list(listed.known)}


@person.command("list", options_metavar="[选项]")
@click.option("--unit", default="", metavar="单位", help="只列这个单位的")
@pass_invocation
def list_(invocation: Invocation, unit: str) -> None:
    """列出人员"""
    from tracker.ledger.people import people

    with invocation.open() as ledger:
        rows = people(ledger, unit=unit)
    cells = [
        (row.name, row.unit, row.post, row.telephone, "离任" if row.left else "在任", row.open_items)
        for row in rows
    ]
    objects = [
        {
            "name": row.name,
            "unit": row.unit,
            "post": row.post,
            "telephone": row.telephone,
            "left": row.left,
            "open_items": row.open_items,
        }
        for row in rows
    ]
    empty = "还没有登记人员，登记一个：tracker person add 姓名 --unit 单位"
    invocation.show_list("people", objects, Table(COLUMNS, cells), empty)


@person.command("set", options_metavar="[选项]")
@WHO
@click.option("--name", metavar="姓名", help="改姓名")
@click.option("--unit", metavar="单位", help="改单位")
@click.option("--post", metavar="职务", help="改职务")
@click.option("--telephone", metavar="电话", help="改电话")
@click.option("--returned", is_flag=True, help="登记为离任的，又在任了")
@pass_invocation
def set_(invocation: Invocation, /, who: str, returned: bool, **fields: str | None) -> None:
    """改一个人的姓名、单位、职务、电话"""
    from tracker.ledger.commands.people import PersonEdit, edit_person

    if not returned and all(value is None for value in fields.values()):
        raise click.UsageError("没有写明改什么")
    edit = PersonEdit(**fields, left=False if returned else None)
    with invocation.open() as ledger:
        found = edit_person(ledger, invocation.actor, who, edit, today=invocation.today)
    _done(invocation, "edit_person", f"已修改“{found.name}”", found.name, found.owners)


@person.command("leave", options_metavar="[选项]")
@WHO
@pass_invocation
def leave(invocation: Invocation, who: str) -> None:
    """登记离任；名下没有办完的另用 tracker handover 移交"""
    from tracker.ledger.commands.people import PersonEdit, edit_person
    from tracker.ledger.people import charges

    with invocation.open() as ledger:
        held = charges(ledger, who, today=invocation.today)
        found = edit_person(ledger, invocation.actor, who, PersonEdit(left=True), today=invocation.today)
    left = f"，名下还有{len(held)}项没有办完，移交：tracker handover do {who} 接手人" if held else ""
    invocation.done(
        f"已登记“{found.name}”离任{left}。{TAKE_BACK}", done="edit_person", name=found.name, held=len(held)
    )


@person.command("remove", options_metavar="[选项]")
@WHO
@pass_invocation
def remove(invocation: Invocation, who: str) -> None:
    """删除登记错的人；台账里写着的姓名不变"""
    from tracker.ledger.commands.people import remove_person

    with invocation.open() as ledger:
        found = remove_person(ledger, invocation.actor, who, today=invocation.today)
    unknown = f"，台账里{found.owners}处不再认得" if found.owners else ""
    invocation.done(
        f"已删除“{found.name}”{unknown}。{TAKE_BACK}",
        done="remove_person",
        name=found.name,
        unknown=found.owners,
    )


def _done(invocation: Invocation, command: str, line: str, name: str, count: int) -> None:
    invocation.done(f"{line}{_recognised(count)}。{TAKE_BACK}", done=command, name=name, recognised=count)


def _recognised(count: int) -> str:
    return f"，台账里{count}处就此认得" if count else ""

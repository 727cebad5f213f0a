"""`tracker paper fields`, `style` and `list`: templates, the office's layout, and what was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE, WordKind
from tracker.cli.tables import Column, Table
from tracker.files import shown
from tracker.ledger.words import PaperKind

if TYPE_CHECKING:
    from pathlib import Path


@command("fields")
@click.argument("kind", metavar="公文", type=WordKind(PaperKind, "公文"), help="如 督办通知单")
@click.option("--make", "target", type=FILE, metavar="文件", help="写一份能用的模板样本（.docx），供改动")
@pass_invocation
def fields(invocation: Invocation, kind: PaperKind, target: Path | None) -> None:
    """自己的模板里可以写哪些字段

    在 Word 里写 {{ 标题 }}；表格里重复的行，上下各加一行 {%tr for 项 in 事项 %} 和 {%tr endfor %}，
    中间一行写 {{ 项.编号 }}。例：tracker paper fields 督办通知单 --make 模板.docx
    """
    from tracker.exchange.papers.fields import COMMON, lists_of, own_fields

    if target is not None:
        from tracker.desk.paper_files import write_sample_template

        path = write_sample_template(target, kind)
        if invocation.is_json:
            output.write_object({"done": "paper_template", "file": str(path)})
        output.say(f"已写出{kind.word}的模板样本：{shown(path)}")
        return
    rows = [(name, means) for name, means in {**COMMON, **own_fields(kind)}.items()]
    rows += [
        (f"{name}的{field}", means)
        for name, below in lists_of(kind).items()
        for field, means in below.items()
    ]
    objects = [
        {"list": None, "name": name, "means": means} for name, means in {**COMMON, **own_fields(kind)}.items()
    ]
    objects += [
        {"list": name, "name": field, "means": means}
        for name, below in lists_of(kind).items()
        for field, means in below.items()
    ]
    table = Table((Column("字段"), Column("说明", flexible=True)), rows)
    invocation.show_list("fields", objects, table, "")


@command("style")
@click.option("--make", is_flag=True, help="写成文件，放在程序找它的地方，供改动")
@pass_invocation
def style(invocation: Invocation, make: bool) -> None:
    """公文的版式：字体、字号、页边距、行距、代字、落款

    默认按 GB/T 9704。环境变量 TRACKER_PAPER_STYLE 写共用的文件，全办公室同一个版式。
    """
    from tracker.desk.paper_files import make_style_file, style_text

    if make:
        path = make_style_file()
        invocation.done(f"已写成公文版式文件：{shown(path)}", done="paper_style", file=str(path))
        return
    text = style_text()
    if invocation.is_json:
        output.write_object({"content": text})
        return
    for line in text.splitlines():
        output.write(line)


@command("list")
@click.option("--kind", type=WordKind(PaperKind, "公文"), help="只要这一种，如 督办通知单")
@pass_invocation
def list_(invocation: Invocation, kind: PaperKind | None) -> None:
    """列出登记过的发文，新的在前"""
    from tracker.ledger.papers import issued_sheets

    with invocation.open() as ledger:
        sheets = issued_sheets(ledger, kind)
    objects = [
        {
            "kind": sheet.kind,
            "document_number": sheet.document_number,
            "unit": sheet.unit,
            "due": sheet.due,
            "on": sheet.on,
            "by": sheet.by,
            "numbers": list(sheet.numbers),
        }
        for sheet in sheets
    ]
    table = Table(
        (
            Column("文号"),
            Column("公文", spare=1),
            Column("发往", flexible=True),
            Column("日期"),
            Column("期限", spare=2),
            Column("事项", flexible=True),
            Column("登记人", spare=3),
        ),
        [
            (
                sheet.document_number,
                sheet.kind.word,
                sheet.unit,
                str(sheet.on),
                str(sheet.due or ""),
                "、".join(sheet.numbers),
                sheet.by,
            )
            for sheet in sheets
        ],
    )
    invocation.show_list("papers", objects, table, "还没有登记过发文")

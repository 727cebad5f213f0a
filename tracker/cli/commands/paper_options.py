"""What every `tracker paper` that writes one takes, and tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.invocation import TAKE_BACK, Invocation
from tracker.cli.kinds import FILE
from tracker.files import shown

if TYPE_CHECKING:
    from tracker.desk.papers import PaperWish, Written

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

OUTPUT = click.option(
    "-o", "--output", "target", type=FILE, required=True, metavar="文件", help="写到哪里（.docx）"
)
COMMON: tuple[Decorator, ...] = (
    click.option(
        "--template", type=FILE, metavar="文件", help="用自己的 .docx 模板；字段见 tracker paper fields"
    ),
    click.option("--from", "issuer", metavar="单位", help="落款；默认是版式里的落款或专项的填报单位"),
    click.option("--label", metavar="文字", help="左上角的密级；事项自己的密级总会印上"),
    click.option("--secret", is_flag=True, help="标有密级的事项也写入"),
)


def decorated(options: list[Decorator]) -> Decorator:
    """All of them, in the order in which help lists them."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def wish_of(options: dict[str, Any]) -> PaperWish:
    """What the options wish. Raises UsageError."""
    from tracker.desk.papers import PaperWish

    if options.get("number") is not None and not options["issue"]:
        raise click.UsageError("--number 要和 --issue 一起写：登记发出的才编号")
    return PaperWish(
        template=options["template"],
        due=options.get("due"),
        issuer=(options["issuer"] or "").strip(),
        label=(options["label"] or "").strip(),
        with_secret=options["secret"],
        first_number=options.get("number"),
    )


def tell(invocation: Invocation, written: Written) -> None:
    """What was written, and the numbers given."""
    files = [str(path) for path in written.files]
    where = shown(files[0]) if len(files) == 1 else f"{shown(files[0])} 等{len(files)}个文件"
    facts = {
        "done": "issue_paper" if written.numbers else "paper",
        "kind": written.kind,
        "files": files,
        "items": written.items,
        "document_numbers": list(written.numbers),
        "withheld": written.withheld,
        "others": written.others,
        "without_unit": list(written.homeless),
    }
    if written.numbers:
        invocation.done(f"{written.words}：{where}。{TAKE_BACK}", **facts)
        return
    if invocation.is_json:
        output.write_object(facts)
    output.say(f"{written.words}：{where}")

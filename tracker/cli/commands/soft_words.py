"""`tracker soft-words`: the words that commit to nothing, shipped and the office's own."""

from __future__ import annotations

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.tables import Column, Table, labelled
from tracker.files import shown

COLUMNS = (Column("类别"), Column("词"), Column("来源"), Column("说明", flexible=True))


@command("soft-words")
@click.option("--write", is_flag=True, help="放一份带说明的虚词文件，供自己增减；已有的不动")
@pass_invocation
def soft_words(invocation: Invocation, write: bool) -> None:
    """列出虚词：挖掘时在任务、措施里标出的词

    例：tracker soft-words --write

    自己的虚词文件一行一个词，词前写减号是去掉自带的词；改了就生效，已收入台账的不变。
    """
    from tracker.desk.soft_words import groups, load_own, own_file, write_template

    path = own_file()
    if write:
        write_template()
    own = load_own()
    in_force = groups(own)
    count = sum(len(group.words) for group in in_force)
    rows = [
        (group.name, word, "自加" if group.is_own else "自带", group.means)
        for group in in_force
        for word in group.words
    ]
    pairs = [(group.name, f"{group.means}：\n{'、'.join(group.words)}") for group in in_force]
    pairs.append(("去掉的", "、".join(own.removed)))
    state = "" if path.exists() else "（还没有；tracker soft-words --write 放一份来改）"
    pairs.append(("自己的", f"{shown(path)}{state}"))
    invocation.show_page(
        {
            "file": shown(path),
            "file_exists": path.exists(),
            "groups": [
                {"name": group.name, "means": group.means, "own": group.is_own, "words": list(group.words)}
                for group in in_force
            ],
            "removed": list(own.removed),
        },
        Table(COLUMNS, rows),
        [f"现用虚词{count}个", *labelled(pairs, output.terminal_width())],
    )
    if write:
        output.say(f"已写好“{shown(path)}”，用记事本一类的编辑器打开，一行一个词")

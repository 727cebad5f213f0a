"""`tracker demo`: the sample ledger, in a place of its own."""

from __future__ import annotations

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.opening import demand_terminal, open_app


@command("demo")
@click.option("--no-app", is_flag=True, help="只建样例台账，写出它在哪里，不打开界面")
@click.option("--fresh", is_flag=True, help="重新建立，丢掉在样例里试过的改动")
@pass_invocation
def demo(invocation: Invocation, no_app: bool, fresh: bool) -> None:
    """打开样例台账试用

    样例放在自己的文件夹里，怎么改都不影响正式台账；日期停在样例当天。
    """
    from tracker.desk.demo import build_demo, demo_folder

    if not no_app:
        demand_terminal()
    if fresh or not demo_folder().exists():
        output.say("正在由样例讲话、反馈意见和方案建立样例台账，要几秒钟……")
    built = build_demo(demo_folder(), announce=output.say, fresh=fresh)
    if no_app:
        if invocation.is_json:
            output.write_object({"ledger": str(built.ledger), "today": built.today})
        else:
            output.write(str(built.ledger))
            output.say(f"试用命令：tracker list --db {built.ledger} --today {built.today}")
        return
    invocation.db = str(built.ledger)
    invocation.given_actor = invocation.given_actor or built.actor
    invocation.given_today = invocation.given_today or built.today
    banner = f"样例台账，今天是{invocation.today}；随便试，F9 撤销，? 看帮助"
    open_app(invocation, banner=banner, for_trying=True)

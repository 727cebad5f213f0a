"""What a run comes to when something goes wrong: one clear line, and the right exit code."""

from __future__ import annotations

import datetime as dt
import platform
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tracker import __version__
from tracker.cli import output
from tracker.cli.invocation import Invocation
from tracker.cli.usage import usage_line
from tracker.errors import Refusal, TrackerError

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def guarded(run: Callable[[], Any], invocation: Invocation) -> int:
    """Run, and give the exit code; it follows the ledger: what was committed is a success."""
    try:
        code = run()
        output.flush()
    except output.StdoutFailed as problem:
        return _stdout_failed(problem, invocation)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        for line in help_wanted.format_message().split("\n"):
            output.say(line)
        return MISUSED
    except click.UsageError as problem:
        output.say(usage_line(problem))
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        output.say("已中断；先前办成的已经保存" if invocation.changed else "已中断；没有办成的都没有改动")
        return INTERRUPTED
    except TrackerError as problem:
        _tell(problem)
        return FAILED
    except Exception as problem:  # noqa: BLE001 - the outermost handler of this face
        return _unexpected(problem, invocation)
    return code if isinstance(code, int) else DONE


def _tell(problem: TrackerError) -> None:
    """A refusal's reasons are data: one safe line each."""
    if isinstance(problem, Refusal):
        output.say(problem.summary)
        for reason in problem.reasons:
            output.say(f"  · {reason}")
    else:
        for line in str(problem).split("\n"):
            output.say(line)


def _stdout_failed(problem: output.StdoutFailed, invocation: Invocation) -> int:
    """A reader who has gone has seen enough; a full disk lost data, unless the ledger has it."""
    output.abandon_stdout()
    if problem.is_closed_pipe:
        return DONE
    output.say("输出没有写完：标准输出写不进去（磁盘已满？）")
    return DONE if invocation.changed else FAILED


def _unexpected(problem: Exception, invocation: Invocation) -> int:
    saved = "先前办成的已经保存。" if invocation.changed else "台账没有改动。"
    try:
        where = f"经过已记入 {_log(problem)}，请把这个文件发给维护者"
    except OSError:
        where = "日志也写不进去，请检查磁盘"
    output.say(f"程序出错（{type(problem).__name__}），{saved}{where}")
    return FAILED


def _log(problem: BaseException) -> Path:
    """Append where it happened, never what was in it: no message, no values."""
    from tracker.paths import data_dir

    path = data_dir() / "tracker.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    moment = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    lines = [f"{moment} tracker {__version__} Python {platform.python_version()} {platform.system()}"]
    cause: BaseException | None = problem
    while cause is not None:
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            lines.append(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    with path.open("a", encoding="utf-8") as log:
        log.write("\n".join(lines) + "\n")
    return path

"""The parent's side of reading what takes taking apart: a child process that may die without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Final

from tracker.reading.refused import Refused
from tracker.reading.texts import Words

WALL_SECONDS: Final = 20.0
"""How long a child may take by the clock; its processor time is limited by itself."""
_TOO_MUCH: Final = "文档过于复杂，读取超出了时间或内存上限，请用 WPS 或 Office 另存为新的文件，或拆分后再试"


def read_in_child(kind: str, content: bytes, seconds: float = WALL_SECONDS) -> Words:
    """What the child reads in a `package`, `pdf` or `html`. Raises Refused.

    The child gets the bytes and no path: it has no reason to open a file. `-P` and our own module path
    keep a `zipfile.py` lying in the current folder from being imported.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "tracker.reading.child", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)},
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(_TOO_MUCH) from late
    except OSError as problem:
        raise Refused(f"无法启动读取程序（{problem.strerror}），请重启 tracker 后再试") from problem
    if done.returncode:
        raise Refused(_TOO_MUCH)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return Words(
        text=answer["text"],
        format=answer["format"],
        headings=tuple((start, level) for start, level in answer["headings"]),
        warnings=tuple(answer["warnings"]),
        encoding=answer["encoding"],
    )

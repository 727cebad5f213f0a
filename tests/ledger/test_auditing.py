"""The script and the worked example for auditors agree with the program."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from tracker.ledger.verifying import verify

Office = Any
DOCS = Path(__file__).parents[2] / "docs"
SCRIPT = DOCS / "校验操作记录.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_script_says_what_verify_says(sqlite_office: Office) -> None:
    office = sqlite_office
    office.applied("会议记录“不规范”\n\\第二行")
    path = str(office.ledger.location.path)
    head = office.ledger.head()
    good = run(path, f"{head.count}:{head.hash[:12]}")
    assert (good.returncode, good.stdout.strip()) == (0, f"{head.count}:{head.hash}")
    assert run(path, f"{head.count + 1}:{head.hash}").returncode == 1
    assert run(path, f"{head.count}:{'f' * 64}").returncode == 1
    for statement in (
        "UPDATE change SET after = '\"x\"' WHERE action_id = 3 AND ordinal = 0",
        "UPDATE action SET reason = '补' WHERE id = 2",
        "DELETE FROM action WHERE id = 2",
    ):
        engine = create_engine(office.ledger.location.url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()
        bad = run(path)
        (line, *_) = verify(office.ledger)
        number = re.search(r"第(\d+)条", line)
        assert bad.returncode == 1
        assert number
        assert f"第{number[1]}条操作记录" in bad.stderr


def test_the_worked_example_is_right() -> None:
    page = (DOCS / "校验操作记录.md").read_text(encoding="utf-8")
    form, digest = re.findall(r"```\n(\{.*?\}|[0-9a-f]{64})\n```", page)
    assert hashlib.sha256(form.encode()).hexdigest() == digest

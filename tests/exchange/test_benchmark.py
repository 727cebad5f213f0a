"""The benchmark of workbooks runs, small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "exchange.py"


def test_the_benchmark_runs() -> None:
    pytest.importorskip("xlsxwriter")
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), "--sizes", "60", "--rounds", "1", "--only", "write"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        *("write", "openpyxl", "XlsxWriter", "floor", "ours"),
    ]

"""How much faster an archive is mined by several processes than by one, as a ratio.

Side by side in one run, interleaved, medians of whole commands, their start included. The processor time of
all processes together is printed beside it: on a busy machine it says more than the clock.
`python benchmarks/archive.py [--rounds 5] [--files 200] [--sentences 300] [--jobs 2]`. Both write the same
bytes, which is checked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BEGINNING = "讲话\n\n一、存在的问题\n一是会议记录不规范。二是调查研究还存在走过场的现象。\n\n二、下一步工作\n"
SENTENCES = (
    "办公室要在{month}月底前修订会议记录办法。",
    "各科室要完成一项专题调研，由督查科牵头，人事科配合。",
    "过去一年，大家做了不少工作，也积累了一些经验。",
    "对检查中发现的问题，要列出清单，逐项整改，{month}月20日前报告结果。",
)
DATE = dt.date(2024, 3, 15)


def make_archive(folder: Path, files: int, sentences: int) -> int:
    """Write the files; how many characters they hold."""
    characters = 0
    for number in range(files):
        parts = (
            SENTENCES[(number + place) % len(SENTENCES)].format(month=place % 9 + 4)
            + ("\n" if place % 5 == 4 else "")
            for place in range(sentences + number % 7)
        )
        text = BEGINNING + "".join(parts) + "\n"
        characters += len(text)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return characters


def seconds(folder: Path, jobs: int, into: Path) -> tuple[float, float]:
    """One whole command: by the clock, and processor time (0 on Windows)."""
    into.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tracker", "mine", str(folder), "--date", DATE.isoformat()]
    before, begun = os.times(), time.perf_counter()
    subprocess.run(
        [*command, "--format", "jsonl", "-o", str(into), "--jobs", str(jobs)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    taken, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return taken, used


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("rounds", 5), ("files", 200), ("sentences", 300), ("jobs", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    times: dict[int, list[tuple[float, float]]] = {1: [], chosen.jobs: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        folder.mkdir()
        characters = make_archive(folder, chosen.files, chosen.sentences)
        results = {jobs: Path(name) / f"{jobs}.jsonl" for jobs in times}
        for _ in range(chosen.rounds):
            for jobs, taken in times.items():
                taken.append(seconds(folder, jobs, results[jobs]))
        if len({result.read_bytes() for result in results.values()}) != 1:
            sys.exit("the results differ")
    clock = {jobs: statistics.median(by_clock for by_clock, _ in taken) for jobs, taken in times.items()}
    used = {jobs: statistics.median(processor for _, processor in taken) for jobs, taken in times.items()}
    print(f"{chosen.files} files, {characters:,} characters, median of {chosen.rounds} rounds")
    print(f"--jobs 1: {clock[1]:.2f} s = 1.00, {characters / clock[1] / 1e6:.2f} M characters a second")
    more = used[chosen.jobs] / used[1] if used[1] else 0.0
    print(
        f"--jobs {chosen.jobs}: {clock[1] / clock[chosen.jobs]:.2f} times as fast, processor time {more:.2f}"
    )


if __name__ == "__main__":
    main()

"""How fast the whole miner is, beside JioNLP's time extraction and jieba's cut of the same text.

`python benchmarks/mining.py [--rounds 5] [FILE …]` needs the extra `benchmarks`. One process, one core,
interleaved, best of the rounds; the texts are the seeds unless files are given. Printed are characters a
second and the ratio to jieba, then how time grows with one endless line, what memory is taken, and what an
import of the package costs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from tracker.mining import mine
from tracker.reading import read

DATE = dt.date(2024, 3, 15)
_SEEDS = Path(__file__).parents[1] / "seeds"
_LENGTH = 200_000
_HOSTILE = {
    "one line": "各单位要在11月底前完成整改，由办公室牵头，形成报告，",
    "一是一是": "一是",
    "digits": "2024",
    "brackets": "（（",
    "月日": "3月5日",
    "、、": "办公室、",
}


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def compare(texts: list[str], rounds: int) -> dict[str, float]:
    """Characters a second, best of the rounds, all three in turn in each."""
    import jieba
    import jionlp

    logging.disable(logging.ERROR)  # JioNLP logs a traceback for each time that it cannot read
    sentences = [line for text in texts for line in text.replace("。", "。\n").split("\n") if line]
    works: dict[str, Callable[[], object]] = {
        "tracker, every field": lambda: [mine(text, DATE) for text in texts],
        "jieba, cut": lambda: [list(jieba.cut(line)) for line in sentences],
        "JioNLP, times": lambda: [jionlp.ner.extract_time(line, time_base=DATE_BASE) for line in sentences],
    }
    best = dict.fromkeys(works, float("inf"))
    for round_number in range(rounds + 1):
        for name, work in works.items():
            taken = seconds(work)
            if round_number:  # the first round loads dictionaries and compiles patterns
                best[name] = min(best[name], taken)
    size = sum(map(len, texts))
    return {name: size / taken for name, taken in best.items()}


DATE_BASE = {"year": DATE.year, "month": DATE.month, "day": DATE.day}


def growth(sign: str) -> float:
    """Time for eight times the text over the time for the text; 8 is linear."""
    small = sign * (_LENGTH // len(sign))
    return min(seconds(lambda: mine(small * 8, DATE)) for _ in range(2)) / min(
        seconds(lambda: mine(small, DATE)) for _ in range(2)
    )


def memory(text: str) -> tuple[float, float]:
    """Highest memory taken while mining, and what its findings keep, over the memory of the text."""
    tracemalloc.start()
    mined = mine(text, DATE)
    kept, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del mined
    return highest / sys.getsizeof(text), kept / sys.getsizeof(text)


def imported() -> tuple[float, list[str]]:
    """Milliseconds to import the package, and third-party modules that this brings."""
    code = (
        "import sys,time;a=time.perf_counter();import tracker.mining;"
        "print((time.perf_counter()-a)*1000,*sorted({m.partition('.')[0] for m in sys.modules}"
        "-set(sys.stdlib_module_names)-{'tracker'}))"
    )
    runs = [
        subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in range(5)
    ]
    return min(float(run.split()[0]) for run in runs), runs[0].split()[1:]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args()
    files = chosen.files or sorted(_SEEDS.glob("*.txt"))
    texts = [read(path).content for path in files]
    texts *= max(1, _LENGTH // sum(map(len, texts)))
    text = "\n".join(texts)
    print(f"{len(text):,} characters, one core, best of {chosen.rounds}")
    rates = compare(texts, chosen.rounds)
    for name, rate in rates.items():
        print(f"{name:24}{rate / 1e6:8.2f} million a second{rate / rates['jieba, cut']:8.2f}")
    highest, kept = memory(text)
    print(f"memory: {highest:.1f} times the text at most, {kept:.1f} times in the findings")
    took, others = imported()
    print(f"import tracker.mining: {took:.0f} ms; third-party: {' '.join(others) or 'none'}")
    for name, sign in _HOSTILE.items():
        print(f"{name}: 8 times the text takes {growth(sign):.1f} times as long")


if __name__ == "__main__":
    main()

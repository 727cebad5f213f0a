"""The miner stands on the standard library alone, and costs nothing until it is called."""

import subprocess
import sys

SCRIPT = """
import sys
{work}
own = {{"tracker", "__main__", "__mp_main__"}}
roots = {{name.partition(".")[0] for name in sys.modules}}
print(*sorted(roots - set(sys.stdlib_module_names) - own - set(before)))
"""
BEFORE = "before = [name.partition('.')[0] for name in sys.modules]\n"
MINING = "import datetime, tracker.mining\n"
CALL = "tracker.mining.mine('下一步\\n各单位要在11月底前完成自查。', datetime.date(2024, 3, 15))\n"


def brought(work: str) -> list[str]:
    script = "import sys\n" + BEFORE + SCRIPT.format(work=work)
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return run.stdout.split()


def test_importing_it_brings_no_third_party() -> None:
    assert brought(MINING) == []


def test_mining_brings_no_third_party() -> None:
    assert brought(MINING + CALL) == []


def test_importing_it_compiles_no_pattern_and_reads_no_vocabulary() -> None:
    work = MINING + "print(*[m for m in sys.modules if m in ('tracker.mining.miner', 'tomllib')])"
    assert brought(work) == []

"""What `mine` shows without --explain: short, under its headings, each thing told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.text.cells import width

CommandLine = Any

PLAN = """县档案馆整改方案
（2024年3月20日）
一、整改任务
（一）关于“库房巡查记录不完整”的问题
1.修订库房巡查办法。（牵头单位：保管科；配合单位：办公室；完成时限：5月底前）
2.开展一次库房检查，4月底前完成自查，6月底前完成复查。（责任单位：保管科）
3.补齐缺失记录。（保管科负责，经馆务会议同意后办理，5月底前）
二、已经做到的
目前已整改12项，新建制度3项。
三、问题清单
库房巡查记录不完整
"""


@pytest.fixture
def shown(nowhere: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines for a terminal of 60 columns."""
    from tracker.cli import output

    monkeypatch.setattr(output, "terminal_width", lambda: 60)
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    lines: list[str] = nowhere.well("mine", str(path)).stdout.splitlines()
    return lines


def test_headings_stand_above_once(shown: list[str]) -> None:
    assert shown.count("一、整改任务") == 1
    assert sum("关于“库房巡查记录不完整”" in line for line in shown) == 1


def test_a_bracket_that_is_told_below_is_not_quoted(shown: list[str]) -> None:
    (place,) = [place for place, line in enumerate(shown) if "1.修订库房巡查办法。（…）" in line]
    below = " ".join(shown[place + 1 : place + 3]).split()
    assert below[:5] == ["牵头：保管科", "配合：办公室", "时限：5月底前", "→", "2024-05-31"]


def test_a_bracket_that_says_more_is_quoted(shown: list[str]) -> None:
    assert "经馆务会议同意后办理" in "".join(line.strip() for line in shown)


def test_acts_with_their_own_limits_are_told_one_by_one(shown: list[str]) -> None:
    acts = [line.strip() for line in shown if line.strip().startswith("·")]
    assert [act.rpartition(" → ")[2] for act in acts] == ["2024-04-30", "2024-06-30"]


def test_what_was_done_comes_last_and_in_one_line_each(shown: list[str]) -> None:
    place = next(place for place, line in enumerate(shown) if line.startswith("成效"))
    assert any("已整改12项" in line for line in shown[place:])
    assert not any("措施 " in line for line in shown[place:])


def test_lines_fit_the_terminal(shown: list[str]) -> None:
    assert max(map(width, shown)) <= 60

"""The statistics sentence, as an office would say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.exchange.sentences import statistics_sentence
from tracker.ledger.rows import Figures


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            {"problems": 25, "closed": 19, "rectifying": 5, "continuing": 1, "measures": 87}
            | {"measures_done": 80, "extension_asked": 1, "regulations": 12},
            "共反馈问题25个，已销号19个，正在整改5个，长期坚持1个，整改完成率76%；"
            "制定措施87条，已完成80条；其中逾期0个，申请延期1个；新建修订制度12项。",
        ),
        (
            {"problems": 3, "closed": 1, "rectifying": 2, "stage_done": 1, "ongoing": 1},
            "共反馈问题3个，已销号1个，正在整改2个，整改完成率33.3%；"
            "制定措施5条，已完成2条；其中逾期0个，自报已阶段性完成并长期坚持1个，自报持续整改1个。",
        ),
        (
            {"problems": 2, "tasks": 4, "closed": 0, "rectifying": 3, "applied": 1, "unregistered": 1}
            | {"stopped": 1, "overdue": 2, "measures": 0, "measures_done": 0},
            "共反馈问题2个、部署任务4项，已销号0个，申请销号1个，正在整改3个，待挂号1个，"
            "终止1个（不计入完成率），整改完成率0%；尚未制定措施；其中逾期2个。",
        ),
        (
            {"problems": 0, "tasks": 3, "closed": 2, "rectifying": 1, "closed_late": 1},
            "共部署任务3项，已销号2个，正在整改1个，整改完成率66.7%；"
            "制定措施5条，已完成2条；其中逾期0个，逾期完成1个。",
        ),
        (
            {"problems": 5000, "closed": 4999, "rectifying": 1},
            "共反馈问题5000个，已销号4999个，正在整改1个，整改完成率99.9%；"
            "制定措施5条，已完成2条；其中逾期0个。",
        ),
        (
            {"problems": 1, "closed": 0, "rectifying": 0, "stopped": 1},
            "共反馈问题1个，已销号0个，终止1个（不计入完成率）；制定措施5条，已完成2条；其中逾期0个。",
        ),
        (
            {"problems": 2, "closed": 1, "rectifying": 0, "stopped": 1, "measures": 0, "measures_done": 0},
            "共反馈问题2个，已销号1个，终止1个（不计入完成率），整改完成率100%；其中逾期0个。",
        ),
        ({"problems": 0, "closed": 0, "rectifying": 0}, "尚无问题和任务。"),
    ],
)
def test_sentence(make_figures: Callable[..., Figures], figures: dict[str, int], sentence: str) -> None:
    assert statistics_sentence(make_figures(**figures)) == sentence

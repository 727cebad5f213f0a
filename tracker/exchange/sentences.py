"""The sentence of figures that stands below a 整改台账."""

from __future__ import annotations

from tracker.ledger.rows import Figures


def statistics_sentence(figures: Figures) -> str:
    """E.g. 共反馈问题25个，已销号19个，…；制定措施87条，已完成80条；其中逾期0个；新建修订制度12项。

    What offices always state is stated when it is zero too (已销号, 逾期); the rest only where there
    is some.
    """
    if not figures.problems + figures.tasks:
        return "尚无问题和任务。"
    parts = [_progress(figures), *_measures(figures), _times(figures)]
    if figures.regulations:
        parts.append(f"新建修订制度{figures.regulations}项")
    return "；".join(parts) + "。"


def _progress(figures: Figures) -> str:
    named = [f"反馈问题{figures.problems}个"] if figures.problems else []
    named += [f"部署任务{figures.tasks}项"] if figures.tasks else []
    parts = [
        f"共{'、'.join(named)}",
        f"已销号{figures.closed}个",
        *_some("申请销号", figures.applied),
        *_some("正在整改", figures.rectifying),
        *_some("长期坚持", figures.continuing),
        *_some("待挂号", figures.unregistered),
    ]
    if figures.stopped:
        parts.append(f"终止{figures.stopped}个（不计入完成率）")
    if figures.items:
        parts.append(f"整改完成率{percent(figures.closed, figures.items)}")
    return "，".join(parts)


def _measures(figures: Figures) -> list[str]:
    """That there are none yet is said of items still under way: stopped and closed ones wait for none."""
    if figures.measures:
        return [f"制定措施{figures.measures}条，已完成{figures.measures_done}条"]
    return ["尚未制定措施"] if figures.items > figures.closed else []


def _times(figures: Figures) -> str:
    parts = [
        f"其中逾期{figures.overdue}个",
        *_some("逾期完成", figures.closed_late),
        *_some("申请延期", figures.extension_asked),
        *_some("自报已阶段性完成并长期坚持", figures.stage_done),
        *_some("自报持续整改", figures.ongoing),
    ]
    return "，".join(parts)


def _some(word: str, count: int) -> list[str]:
    return [f"{word}{count}个"] if count else []


def percent(part: int, whole: int) -> str:
    """With one decimal where it does not come out even; 100% only when nothing is left."""
    tenths = round(part * 1000 / whole)
    if part < whole:
        tenths = min(tenths, 999)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"

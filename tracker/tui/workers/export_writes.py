"""导出: the lists that a form asks for, by the office's own layout; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.desk import exporting
from tracker.desk.list_wishes import ExportWish, ListKind
from tracker.desk.paper_style import office_style
from tracker.desk.targets import WORKBOOK, target_path
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.filtering.tree import Query, Sign, of
from tracker.ledger.ordering import numbers_of
from tracker.ledger.store import Ledger


def export(
    ledger: Ledger,
    wanted: Query,
    today: dt.date,
    values: Mapping[str, str],
    *,
    marked: Sequence[int] = (),
) -> str:
    """What is meant, or what is marked of the ledger, to the place in the form. Raises BadInput, Refusal."""
    typed = values["path"].strip()
    if not typed:
        raise BadInput("请写明导出到哪个文件")
    try:
        path = target_path(Path(typed).expanduser(), WORKBOOK)
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, RuntimeError) as problem:
        raise BadInput(f"不能写到“{shown(typed)}”：文件夹不存在或不能写入，请换一个位置") from problem
    told = ""
    if marked:
        numbers = numbers_of(ledger, marked)
        wanted, told = of("编号", *numbers, sign=Sign.IS), f"标记的{len(numbers)}项"
    style = office_style()
    order = (style.order if style else ()) or list(ListKind)
    kinds = [ListKind(values["list"])] if values["list"] else [ListKind(kind) for kind in order]
    wish = ExportWish(told=told, is_public=values["edition"] == "public", settings=style)
    exported = exporting.export_lists(ledger, path, kinds, today=today, wanted=wanted, wish=wish)
    return f"{exported.words}：{shown(str(path))}"

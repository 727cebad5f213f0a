"""Awkward 台账 of higher offices: three tiers, problems below problems, sections, units with people in one cell."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook

from tests.exchange.importing.awkward import Ledger


def _merged(book: Workbook, *ranges: str) -> None:
    for cells in ranges:
        book.active.merge_cells(cells)


# ruff: noqa: E501 - a line a row of the sheet


def _problems_below_problems(book: Workbook) -> None:
    for row in (
        ["附件2"],
        ["某市落实巡视反馈意见整改任务台账"],
        ["序号", "反馈问题", None, None, "整改任务", None, None, "责任落实", None, None, "完成时限", None],
        [None, "问题类别", "问题表述", "具体问题", "整改目标", "整改措施", None, "牵头市领导", "牵头单位", "责任人", "计划", "实际"],
        [None, None, None, None, None, "序号", "措施内容"],
        [1, "从严治党", "责任落实不到位", "专题研究少", "压紧压实", 1, "每半年研究一次", "陈建国\n刘　敏", "市委办", "李  明", "2024年6月底前", "2024.6.20"],
        [None, None, None, None, None, 2, "修订责任清单", None, None, None, "2024年9月底前"],
        [None, None, None, "约谈流于形式", "约谈到位", 1, "制定工作规程", "陈建国", "市纪委监委机关", "王强", "2024年5月底前"],
        [2, "选人用人", "档案审核不严", None, "应审尽审", 1, "开展专项审核", "周　华", "市委组织部", "赵 静", "12月31日"],
    ):  # fmt: skip
        book.active.append(row)
    _merged(book, "A3:A5", "B3:D3", "E3:G3", "F4:G4", "H3:J3", "K3:L3")
    _merged(book, *(f"{column}4:{column}5" for column in "BCDEHIJKL"))
    _merged(book, *(f"{column}6:{column}8" for column in "ABC"))
    _merged(book, *(f"{column}6:{column}7" for column in "DEHIJ"))


def _numbered_sections(book: Workbook) -> None:
    for row in (
        ["序号", "反馈问题", "整改措施", "责任单位\n责任人", "完成\n时限", "工作进展及成效\n（截至7月底）", "完成情况\n（已完成/正在推进）", "佐证材料目录"],
        ["（一）", "党的领导弱化方面"],
        ["1", "决策不规范", "1.修订议事规则；2.建立表态制度", "县委办\n（张三）", "2024年7月底前", "已印发规则", "已完成", "《议事规则》"],
        ["2", "意识形态责任不实", "（1）每季度研判（2）开展检查", "县委宣传部（李四）", "持续坚持", "检查2次", "正在推进", None],
        ["（二）", "党的建设缺失方面"],
        ["3", "“三会一课”走过场", "开展督查", "县委组织部\n县直机关工委", "9月30日前", "督查18个支部", "正在推进", None],
    ):  # fmt: skip
        book.active.append(row)
    _merged(book, "B2:H2")


def _people_first(book: Workbook) -> None:
    for row in (
        ["领导班子成员个人问题清单"],
        ["姓名", "职务", "检视问题", "整改举措", "要求整改期限"],
        ["王大明", "局长", "深入一线少", "每月下基层两次", "持续坚持"],
        [None, None, "学习碎片化", "制定读书计划", "24.9.30"],
    ):
        book.active.append(row)
    _merged(book, "A3:A4", "B3:B4")


def _units_in_every_dress(book: Workbook) -> None:
    book.active.append(["序号", "隐患描述", "责任单位", "责任人及电话", "是否闭环"])
    for place, (units, people) in enumerate(
        [
            ("市委组织部、市人社局\n（市财政局配合）", "张三 电话：82345678"),
            ("1.办公室\n2.人事处", "主任：钱九"),
            ("办公室 人事处", "王 晓 明"),
            ("办公室和人事处", "冯二（办公室主任）"),
            ("主责：办公室\n协同：人事处", "阿不都·热依木"),
            ("市文化和旅游局", "李四\n周五"),
        ],
        start=1,
    ):
        book.active.append([place, f"隐患{place}", units, people, "是"])


_YEAR_END = dt.date(2024, 12, 31)
_SEPTEMBER = dt.date(2024, 9, 30)

LAYERED = [
    Ledger("问题之下有问题", _problems_below_problems, [
        {"title": "责任落实不到位", "detail": "专题研究少", "category": "从严治党", "target": "压紧压实", "leader": ("陈建国", "刘敏"), "lead": ("市委办",), "person": ("李明",), "measures": ["每半年研究一次", "修订责任清单"], "due": _SEPTEMBER},
        {"title": "责任落实不到位", "detail": "约谈流于形式", "category": "从严治党", "target": "约谈到位", "leader": ("陈建国",), "lead": ("市纪委监委机关",), "person": ("王强",), "measures": ["制定工作规程"], "due": dt.date(2024, 5, 31)},
        {"title": "档案审核不严", "leader": ("周华",), "person": ("赵静",), "due": _YEAR_END},
    ]),
    Ledger("编号的分类行", _numbered_sections, [
        {"title": "决策不规范", "category": "党的领导弱化方面", "measures": ["修订议事规则", "建立表态制度"], "responsible": ("县委办",), "person": ("张三",), "progress": "已印发规则", "state": "rectifying", "evidence": ("《议事规则》",)},
        {"title": "意识形态责任不实", "category": "党的领导弱化方面", "measures": ["每季度研判", "开展检查"], "responsible": ("县委宣传部",), "person": ("李四",), "kind": "continuing"},
        {"title": "“三会一课”走过场", "category": "党的建设缺失方面", "responsible": ("县委组织部", "县直机关工委"), "due": _SEPTEMBER},
    ]),
    Ledger("个人问题", _people_first, [
        {"title": "深入一线少", "person": ("王大明",), "kind": "continuing"},
        {"title": "学习碎片化", "person": ("王大明",), "due": _SEPTEMBER},
    ]),
    Ledger("各样的单位", _units_in_every_dress, [
        {"title": "隐患1", "responsible": ("市委组织部", "市人社局"), "cooperating": ("市财政局",), "person": ("张三",)},
        {"title": "隐患2", "responsible": ("办公室", "人事处"), "person": ("钱九",)},
        {"title": "隐患3", "responsible": ("办公室", "人事处"), "person": ("王晓明",)},
        {"title": "隐患4", "responsible": ("办公室", "人事处"), "person": ("冯二（办公室主任）",)},
        {"title": "隐患5", "lead": ("办公室",), "cooperating": ("人事处",), "person": ("阿不都·热依木",)},
        {"title": "隐患6", "responsible": ("市文化和旅游局",), "person": ("李四", "周五"), "state": "rectifying"},
    ]),
]  # fmt: skip

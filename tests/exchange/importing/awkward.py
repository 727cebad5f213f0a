"""Awkward 台账 as offices keep them, built by code, each with what a person reads in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Truth = list[dict[str, Any]]
"""By problem: title, due, lead, responsible, cooperating, leader, measures, state, closed_on … as expected."""


@dataclass(frozen=True)
class Ledger:
    """A workbook and its truth."""

    name: str
    build: Callable[[Workbook], None]
    truth: Truth

    def save(self, folder: Path) -> Path:
        book = Workbook()
        self.build(book)
        path = folder / f"{self.name}.xlsx"
        book.save(path)
        return path


def _rows(sheet: Worksheet, *rows: list[Any]) -> None:
    for row in rows:
        sheet.append(row)


def _title_rows(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["某局2024年巡察整改台账"],
        ["填报单位：某局", None, None, "截至2024年6月30日"],
        [],
        ["序号", "存在问题", "整改举措", "责任部门", "完成期限", "销号日期"],
        [1, "学习不深", "制定计划", "办公室", "6月底前", None],
        [2, "会风不实", "精简会议", "人事科", "年底前", None],
    )
    sheet.merge_cells("A1:F1")


def _two_tiers(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "责任落实", None, None, "办理时限"],
        [None, None, "牵头领导", "牵头单位", "协助单位"],
        [1, "制度不全", "张三", "财务科", "办公室、人事科", dt.date(2024, 9, 30)],
    )
    sheet.merge_cells("C1:E1")
    for letter in "ABF":
        sheet.merge_cells(f"{letter}1:{letter}2")


def _three_tiers(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["整改台账（2024年）"],
        ["序号", "问题", "整改", None, None, None],
        [None, None, "措施", "责任", None, "时限"],
        [None, None, None, "牵头单位", "配合单位", None],
        [1, "账实不符", "全面盘点", "财务科", "资产科", "2024.9.30"],
    )
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("C2:F2")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("F3:F4")


def _merged_problems(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "整改措施", "责任单位", "整改时限"],
        [1, "工程监管不严", "修订办法", "工程科", "2024年6月底前"],
        [None, None, "开展检查", "质监站", "2024年9月底前"],
        [2, "水质检测不足", "增配设备", "供水科", "2024年8月底前"],
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")


def _hidden_texts_in_merges(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["编号", "反馈问题", "整改措施", "责任单位"],
        ["A-1", "公车管理乱", "装定位", "后勤科"],
        ["A-1", "公车管理乱", "定期公示", "后勤科"],
    )
    for letter in "ABD":
        sheet.merge_cells(f"{letter}2:{letter}3")
        sheet[f"{letter}2"] = sheet[f"{letter}2"].value


def _repeated_problem(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "整改措施", "责任单位", "完成时限"],
        [1, "作风漂浮", "下沉一线", "办公室", "长期坚持"],
        [2, "作风漂浮", "减少文件", "办公室", "长期坚持"],
        [3, "接待超标", "立即清退", "后勤科", "立行立改"],
    )


def _blank_continuation(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "问题描述", "整改措施", "承办单位", "截止时间"],
        [1, "档案不全", "补齐档案", "档案室", "2024/8/3"],
        [None, None, "建立制度", None, None],
        [],
        [2, "票据不规范", "集中培训", "财务科", "2024-10-31"],
    )


def _numbered_in_one_cell(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "整改措施", "责任单位"],
        [1, "内控薄弱", "1.修订手册；\n2.每季自查。\n3.纳入考核", "审计科"],
        [2, "采购分散", "（1）归口管理\n（2）统一平台", "采购中心"],
    )


def _serials(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "整改时限", "是否销号", "销号时间"],
        [1, "路灯不亮", 45504, "是", dt.date(2024, 5, 6)],
        [2, "井盖缺失", dt.datetime(2024, 8, 3), "否", None],
    )
    sheet["C3"].number_format = 'yyyy"年"m"月"d"日"'


def _from_1904(book: Workbook) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    _rows(
        book.active,
        ["序号", "反馈问题", "整改时限"],
        [1, "绿化缺株", dt.date(2024, 8, 3)],
        [2, "垃圾积存", 44042],
    )


def _month_formats(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "整改时限"],
        [1, "标识不清", dt.date(2024, 6, 1)],
        [2, "设施老旧", "2024.11"],
        [3, "巡查不够", "2024年10月"],
    )
    sheet["C2"].number_format = 'yyyy"年"m"月"'


def _status_in_deadline(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "责任单位", "整改时限"],
        [1, "费用超支", "财务科", "已完成"],
        [2, "公章乱用", "办公室", "2024年6月底前（已完成）"],
        [3, "考勤松散", "人事科", "2024年7月31日，正在推进"],
    )


def _owners_in_one_cell(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "责任单位", "责任领导", "责任人及联系电话"],
        [1, "应急不力", "牵头单位：应急局\n配合单位：消防队、气象局", "张三\n李四", "王五 13800000000"],
        [2, "消防隐患", "住建局（牵头）、城管局（配合）", "赵六、钱七", "孙八（0571-88880000）"],
    )


def _totals_and_notes(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "责任单位", "整改时限"],
        ["一、党的建设方面（2个）"],
        [1, "组织生活少", "组织处", "2024年6月底"],
        [2, "换届超期", "组织处", "2024年9月底"],
        ["小计", 2],
        ["二、作风建设方面（1个）"],
        [3, "文山会海", "办公室", "2024年12月底"],
        ["合  计", 3],
        ["注：1.本表按月报送。"],
        ["审核人：", None, "填报人：", "联系电话："],
    )
    for row in (2, 6, 9):
        sheet.merge_cells(f"A{row}:D{row}")


def _repeated_headers(book: Workbook) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任单位"]
    _rows(
        book.active,
        head,
        ["（1）", "（2）", "（3）", "（4）"],
        [1, "窗口态度差", "培训", "政务中心"],
        head,
        [2, "办件超时", "督办", "政务中心"],
    )


def _several_sheets(book: Workbook) -> None:
    _rows(book.active, ["填表说明"], ["请如实填写"])
    book.active.title = "说明"
    _rows(book.create_sheet("党建"), ["序号", "反馈问题", "责任单位"], [1, "党费迟缴", "机关党委"])
    _rows(book.create_sheet("业务"), ["序号", "存在的问题", "责任科室"], [1, "审批慢", "审批科"])
    hidden = book.create_sheet("旧表")
    _rows(hidden, ["序号", "反馈问题", "责任单位"], [1, "去年的问题", "办公室"])
    hidden.sheet_state = "hidden"


def _hidden_rows(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["序号", "反馈问题", "责任单位"],
        [1, "占道经营", "城管局"],
        [2, "违章停车", "交警队"],
    )
    sheet.row_dimensions[3].hidden = True


def _category_merged(book: Workbook) -> None:
    sheet = book.active
    _rows(
        sheet,
        ["问题类别", "序号", "反馈问题", "责任领导", "责任单位"],
        ["党的建设", 1, "学用脱节", "张三", "宣传科"],
        [None, 2, "谈话走过场", None, "组织科"],
        ["作风", 3, "调研扎堆", "李四", "办公室"],
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D2:D3")


def _states(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "整改状态", "销号时间", "完成时间", "整改时限"],
        [1, "甲问题", "已销号", "2024年3月5日", None, "2024年3月底前"],
        [2, "乙问题", "整改中", None, None, "2024年9月底前"],
        [3, "丙问题", "持续推进", None, None, "长期坚持"],
        [4, "丁问题", "已销号", None, "2024.4.9", "2024年4月底前"],
        [5, "戊问题", "未启动", None, None, "2024年12月底前"],
    )


def _line_breaks_in_headings(book: Workbook) -> None:
    _rows(
        book.active,
        ["序\n号", "反馈\n问题", "具体整改\n措施", "牵头\n单位", "完成\n时限\n（年月日）", "备 注"],
        [1, "数据打架", "统一口径", "统计科", "２０２４年６月２０日前", "每周报"],
    )


def _progress_columns(book: Workbook) -> None:
    _rows(
        book.active,
        ["序号", "反馈问题", "责任单位", "6月底进展情况", "7月份整改进展", "整改时限"],
        [1, "信访积案", "信访局", "已约谈", "化解3件", "2024年12月底前"],
    )


def _task_list(book: Workbook) -> None:
    _rows(
        book.active,
        ["2024年重点任务清单"],
        ["序号", "工作任务", "工作举措", "主办单位", "协办单位", "完成时间"],
        [1, "推进数字化", "上线平台", "信息中心", "各科室", "2024年二季度末"],
        [2, "优化流程", "压减环节", "审批科", "无", "2024年上半年"],
    )


def _sorted_after_filling(book: Workbook) -> None:
    _rows(
        book.active,
        ["编号", "反馈问题", "整改措施", "责任单位", "整改时限"],
        ["ZG-2024-0002", "档案缺页", "逐卷核对", "办公室", "2024-9-30"],
        ["ZG-2024-0001", "公车管理乱", "定期公示", "办公室", "2024-8-31"],
        ["ZG-2024-0002", "档案缺页", "补齐目录", "档案室", "2024-9-30"],
        ["ZG-2024-0001", "公车管理乱", "装定位", "后勤科", "2024-8-31"],
        ["合计", "2项", "4条"],
    )


def _p(title: str, **fields: Any) -> dict[str, Any]:
    return {"title": title, **fields}


def _d(month: int, day: int) -> dt.date:
    return dt.date(2024, month, day)


# ruff: noqa: E501 - a line a problem
LEDGERS = [
    Ledger("标题行", _title_rows, [
        _p("学习不深", due=_d(6, 30), responsible=("办公室",), measures=["制定计划"]),
        _p("会风不实", due=_d(12, 31), responsible=("人事科",), measures=["精简会议"]),
    ]),
    Ledger("两层表头", _two_tiers, [
        _p("制度不全", leader=("张三",), lead=("财务科",), cooperating=("办公室", "人事科"), due=_d(9, 30)),
    ]),
    Ledger("三层表头", _three_tiers, [
        _p("账实不符", measures=["全面盘点"], lead=("财务科",), cooperating=("资产科",), due=_d(9, 30)),
    ]),
    Ledger("合并的问题", _merged_problems, [
        _p("工程监管不严", measures=["修订办法", "开展检查"], due=_d(9, 30), measure_dues=[_d(6, 30), _d(9, 30)]),
        _p("水质检测不足", measures=["增配设备"], due=_d(8, 31), responsible=("供水科",)),
    ]),
    Ledger("合并格里藏字", _hidden_texts_in_merges, [
        _p("公车管理乱", number="A-1", measures=["装定位", "定期公示"], responsible=("后勤科",)),
    ]),
    Ledger("问题逐行重复", _repeated_problem, [
        _p("作风漂浮", measures=["下沉一线", "减少文件"], kind="continuing", responsible=("办公室",)),
        _p("接待超标", measures=["立即清退"], kind="immediate"),
    ]),
    Ledger("空白续行", _blank_continuation, [
        _p("档案不全", measures=["补齐档案", "建立制度"], due=_d(8, 3), responsible=("档案室",)),
        _p("票据不规范", measures=["集中培训"], due=_d(10, 31)),
    ]),
    Ledger("一格多条措施", _numbered_in_one_cell, [
        _p("内控薄弱", measures=["修订手册；", "每季自查。", "纳入考核"], responsible=("审计科",)),
        _p("采购分散", measures=["归口管理", "统一平台"]),
    ]),
    Ledger("日期序列", _serials, [
        _p("路灯不亮", due=_d(7, 31), state="closed", closed_on=_d(5, 6)),
        _p("井盖缺失", due=_d(8, 3), state="rectifying"),
    ]),
    Ledger("1904日期", _from_1904, [_p("绿化缺株", due=_d(8, 3)), _p("垃圾积存", due=_d(7, 31))]),
    Ledger("只有年月", _month_formats, [
        _p("标识不清", due=_d(6, 30)), _p("设施老旧", due=_d(11, 30)), _p("巡查不够", due=_d(10, 31)),
    ]),
    Ledger("时限里写状态", _status_in_deadline, [
        _p("费用超支", due=None, state="rectifying"),
        _p("公章乱用", due=_d(6, 30), state="rectifying"),
        _p("考勤松散", due=_d(7, 31), state="rectifying"),
    ]),
    Ledger("责任同格", _owners_in_one_cell, [
        _p("应急不力", lead=("应急局",), cooperating=("消防队", "气象局"), leader=("张三", "李四"), person=("王五",)),
        _p("消防隐患", lead=("住建局",), cooperating=("城管局",), leader=("赵六", "钱七"), person=("孙八",)),
    ]),
    Ledger("小计和注", _totals_and_notes, [
        _p("组织生活少", category="党的建设方面", due=_d(6, 30)),
        _p("换届超期", category="党的建设方面", due=_d(9, 30)),
        _p("文山会海", category="作风建设方面", due=_d(12, 31)),
    ]),
    Ledger("重复表头", _repeated_headers, [
        _p("窗口态度差", measures=["培训"]), _p("办件超时", measures=["督办"]),
    ]),
    Ledger("几个工作表", _several_sheets, [
        _p("党费迟缴", responsible=("机关党委",)), _p("审批慢", responsible=("审批科",)),
    ]),
    Ledger("隐藏的行", _hidden_rows, [
        _p("占道经营", responsible=("城管局",)), _p("违章停车", responsible=("交警队",)),
    ]),
    Ledger("类别合并", _category_merged, [
        _p("学用脱节", category="党的建设", leader=("张三",), responsible=("宣传科",)),
        _p("谈话走过场", category="党的建设", leader=("张三",), responsible=("组织科",)),
        _p("调研扎堆", category="作风", leader=("李四",)),
    ]),
    Ledger("状态", _states, [
        _p("甲问题", state="closed", closed_on=_d(3, 5), due=_d(3, 31)),
        _p("乙问题", state="rectifying", due=_d(9, 30)),
        _p("丙问题", state="rectifying", kind="continuing"),
        _p("丁问题", state="closed", closed_on=_d(4, 9), due=_d(4, 30)),
        _p("戊问题", state="unregistered", due=_d(12, 31)),
    ]),
    Ledger("表头换行", _line_breaks_in_headings, [
        _p("数据打架", measures=["统一口径"], lead=("统计科",), due=_d(6, 20), note="每周报"),
    ]),
    Ledger("几列进展", _progress_columns, [
        _p("信访积案", responsible=("信访局",), due=_d(12, 31), progress="已约谈\n化解3件"),
    ]),
    Ledger("填满再排序", _sorted_after_filling, [
        _p("档案缺页", number="ZG-2024-0002", measures=["逐卷核对", "补齐目录"], due=_d(9, 30)),
        _p("公车管理乱", number="ZG-2024-0001", measures=["定期公示", "装定位"], due=_d(8, 31)),
    ]),
    Ledger("任务清单", _task_list, [
        _p("推进数字化", measures=["上线平台"], lead=("信息中心",), cooperating=("各科室",), due=_d(6, 30)),
        _p("优化流程", measures=["压减环节"], lead=("审批科",), cooperating=(), due=_d(6, 30)),
    ]),
]  # fmt: skip

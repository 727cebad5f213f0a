"""The fields that a template may name, paper by paper, and a sample template that names them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from tracker.exchange.papers.parts import Column, Grid, Line, LineStyle, Paper, Part
from tracker.exchange.papers.style import PaperStyle
from tracker.exchange.papers.writing import paper_bytes
from tracker.ledger.papers import STATES, TO_UNITS
from tracker.ledger.words import PaperKind

Fields = Mapping[str, str]
"""Names with what they mean."""

COMMON: Final[Fields] = {
    "标题": "公文的标题",
    "文号": "如 督办〔2024〕3号；草稿留空号；调度和报告没有",
    "主送": "发往的单位",
    "落款": "出文时写明的，没有写就是版式里的落款或专项的填报单位",
    "日期": "成文日期，如 2024年6月18日",
    "截至": "数字截至的日期",
    "反馈期限": "出文时写明的反馈期限",
    "专项": "专项的名称",
    "范围": "筛选条件，没有就是 全部事项",
    "密级": "出文时写明的，没有写就是事项的密级",
    "校验码": "台账校验码：操作条数和链头",
}
ITEM: Final[Fields] = {
    "序号": "1、2、3……",
    "编号": "如 ZG-2024-0007",
    "问题类别": "",
    "问题": "反馈问题，或任务",
    "具体表现": "",
    "整改目标": "",
    "责任领导": "",
    "牵头单位": "",
    "责任单位": "",
    "配合单位": "",
    "责任人": "",
    "联系人": "",
    "整改类型": "",
    "整改时限": "",
    "预警": "如 已逾期5天",
    "办理状态": "",
    "措施": "一条一项，见下",
    "未完成措施": "没有完成的，一行一条",
    "措施及完成情况": "全部措施，一行一条",
    "整改进展": "带日期，一行一条",
    "完成情况": "",
    "举一反三": "",
    "佐证材料": "名称，一行一件",
    "未完成原因": "",
    "下一步措施": "",
    "挂号日期": "",
    "销号日期": "",
    "延期次数": "",
    "轮次": "第几轮",
    "第几次": "这种公文在本轮是第几次",
    "备注": "",
}
MEASURE: Final[Fields] = {
    "序号": "",
    "内容": "",
    "完成标准": "",
    "时限": "",
    "情况": "如 2024年6月1日完成、剩余3天",
    "完成说明": "",
}
_TO_UNIT: Final[Fields] = {
    "正文": "开头一段",
    "要求": "一条一项",
    "抄送": "责任领导",
    "项数": "事项的个数",
    "逾期项数": "其中逾期的个数",
    "事项": "一个一项，见下",
}
_REPORT: Final[Fields] = {
    "期间": "如 2024年第25周",
    "统计语句": "共反馈问题……",
    "变动语句": "新增3个，销号2个……",
    "数字": "按统计项的名称，如 数字.已销号，与统计一致",
    "单位": "各单位的数字，一个一项",
    "问题类别": "各类别的数字，一个一项",
    "逾期事项": "一个一项",
    "到期事项": "一个一项",
    "变动": "按变动的名称，如 变动.销号，一个一项",
    "事项": "整改情况报告的逐项，一个一项，见下",
}
VAGUE: Final[Fields] = {"序号": "", "编号": "", "问题": "", "措施": "现有措施", "需要补正": "一行一点"}
CHARGE: Final[Fields] = {
    "序号": "",
    "编号": "",
    "问题": "",
    "所任": "责任领导、责任人等",
    "措施": "",
    "整改时限": "",
    "预警": "",
    "办理状态": "",
}
STANDING: Final[Fields] = {
    "名称": "",
    "应整改": "",
    "已销号": "",
    "完成率": "",
    "正在整改": "",
    "逾期未完": "",
    "申请延期": "",
    "措施": "",
    "已完成措施": "",
}
PRESSING: Final[Fields] = {"序号": "", "编号": "", "问题": "", "牵头单位": "", "整改时限": "", "预警": ""}
CHANGE: Final[Fields] = {"序号": "", "编号": "", "问题": "", "牵头单位": "", "由": "", "到": ""}


def own_fields(kind: PaperKind) -> Fields:
    """What a paper of this kind has beside the common ones."""
    match kind:
        case PaperKind.CLOSING | PaperKind.LOOK_BACK:
            return {**ITEM, "事项": "这一个事项，见下"}
        case PaperKind.HANDOVER:
            return {
                "移交人": "",
                "接手人": "",
                "正文": "开头一段",
                "项数": "事项的个数",
                "交接": "一项工作一项，见下",
                "事项": "一个一项，见下",
            }
        case PaperKind.SUPPLEMENT:
            return {**_TO_UNIT, "补正": "一条措施一项，见下"}
        case _:
            return _TO_UNIT if kind in TO_UNITS else _REPORT


def lists_of(kind: PaperKind) -> Mapping[str, Fields]:
    """The lists among the fields, with the fields of each entry."""
    found: dict[str, Fields] = {}
    if kind is PaperKind.HANDOVER:
        found["交接"] = CHARGE
    if kind is PaperKind.SUPPLEMENT:
        found["补正"] = VAGUE
    if kind not in STATES:
        found |= {
            "单位": STANDING,
            "问题类别": STANDING,
            "逾期事项": PRESSING,
            "到期事项": PRESSING,
            "变动.销号": CHANGE,
        }
    return {**found, "事项": ITEM, "事项.措施": MEASURE}


def sample_template(kind: PaperKind, style: PaperStyle) -> bytes:
    """A template with the common fields and a table for each list, to be put into the office's form."""
    parts: list[Part] = [
        Line("{{ 标题 }}", LineStyle.TITLE),
        Line("{{ 文号 }}", LineStyle.NUMBER),
        *_sample_parts(kind),
        Line("{{ 落款 }}"),
        Line("{{ 日期 }}"),
        Line("范围：{{ 范围 }}，截至{{ 截至 }}。", LineStyle.NOTE),
    ]
    return paper_bytes([Paper(kind, f"{kind.word}模板", tuple(parts), dt.date(2024, 1, 1))], style)


def _sample_parts(kind: PaperKind) -> Iterator[Part]:
    own = own_fields(kind)
    if kind in TO_UNITS:
        yield Line("{{ 主送 }}：", LineStyle.FLUSH)
    for name in ("正文", "统计语句", "变动语句"):
        if name in own:
            yield Line(f"{{{{ {name} }}}}")
    if "要求" in own:
        yield Line("{%p for 条 in 要求 %}")
        yield Line("{{ loop.index }}.{{ 条 }}")
        yield Line("{%p endfor %}")
    if "数字" in own:
        yield Line("应整改{{ 数字.应整改 }}个，已销号{{ 数字.已销号 }}个，完成率{{ 数字.完成率 }}。")
    for name, fields in lists_of(kind).items():
        shown = [field for field in _FEW.get(name, tuple(fields)) if field in fields]
        if name != "事项.措施":
            yield Line(name.split(".")[-1], LineStyle.HEAD1)
            yield _loop(name, shown)


_FEW: Final = {"事项": ("序号", "编号", "问题", "整改时限", "预警", "措施及完成情况")}


def _loop(name: str, fields: list[str]) -> Grid:
    """Rows that docxtpl repeats: the tag of a loop takes a row of its own, which goes."""
    blank = ("",) * (len(fields) - 1)
    return Grid(
        tuple(Column(field, 1) for field in fields),
        (
            ("{%tr for 项 in " + name + " %}", *blank),
            tuple(f"{{{{ 项.{field} }}}}" for field in fields),
            ("{%tr endfor %}", *blank),
        ),
        is_pattern=True,
    )

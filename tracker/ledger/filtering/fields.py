"""What a query may ask of an item: each field with its names, its kind and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import MappingProxyType

from tracker.ledger.words import (
    OPEN_STATES,
    Classification,
    EscalationState,
    ItemKind,
    Light,
    LookBackResult,
    OwnerRole,
    Pace,
    RectificationType,
    Reported,
    RequestDecision,
    ReviewStage,
    State,
    Term,
    Verified,
    Word,
)


class Kind(Enum):
    """What a field is compared with."""

    NUMBER = auto()
    """编号."""
    OWNER = auto()
    WORD = auto()
    TEXT = auto()
    COUNT = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One name that may stand before a sign."""

    name: str
    kind: Kind
    means: str
    """For the error lines and the manual."""
    aliases: tuple[str, ...]
    """Other names, the English code last."""
    words: type[Word] | None = None
    roles: tuple[OwnerRole, ...] = ()
    optional: bool = False
    """Of a word: an item may have none, and 无 and 有 may be asked."""
    counted: str = ""
    """Of a text that lists print as a figure: the field that counts it."""


UNITS = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE, OwnerRole.COOPERATING)

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in (
            Field("编号", Kind.NUMBER, "事项编号", ("number",)),
            Field(
                "单位", Kind.OWNER, "牵头、责任或配合单位；登记过的，写哪个名称都行", ("unit",), roles=UNITS
            ),
            Field("系统", Kind.OWNER, "这个单位和它的下级单位", ("unit_tree",), roles=UNITS),
            Field(
                "牵头",
                Kind.OWNER,
                "牵头单位；没有写牵头的，是第一个责任单位",
                ("牵头单位", "lead"),
                roles=(OwnerRole.LEAD,),
            ),
            Field(
                "统计单位",
                Kind.TEXT,
                "统计表里归在哪个单位名下：牵头单位，没有的是第一个责任单位",
                ("counted_unit",),
            ),
            Field(
                "责任", Kind.OWNER, "责任单位", ("责任单位", "responsible"), roles=(OwnerRole.RESPONSIBLE,)
            ),
            Field(
                "配合", Kind.OWNER, "配合单位", ("配合单位", "cooperating"), roles=(OwnerRole.COOPERATING,)
            ),
            Field("领导", Kind.OWNER, "责任领导", ("责任领导", "leader"), roles=(OwnerRole.LEADER,)),
            Field("责任人", Kind.OWNER, "责任人", ("person",), roles=(OwnerRole.PERSON,)),
            Field("联系人", Kind.OWNER, "联系人", ("contact",), roles=(OwnerRole.CONTACT,)),
            Field("状态", Kind.WORD, "办理状态", ("办理状态", "state"), words=State),
            Field("预警", Kind.WORD, "按今天算出的预警", ("light",), words=Light),
            Field(
                "进度",
                Kind.WORD,
                "序时进度：措施完成的比例与时间过去的比例相比",
                ("序时进度", "pace"),
                words=Pace,
            ),
            Field("类型", Kind.WORD, "整改类型", ("整改类型", "type"), words=RectificationType),
            Field("类别", Kind.WORD, "问题还是任务；写别的词，就是问题类别", ("kind",), words=ItemKind),
            Field("回头看", Kind.WORD, "做过的回头看的结果", ("look_back",), words=LookBackResult),
            Field("自报", Kind.WORD, "责任单位自报的情况", ("reported",), words=Reported, optional=True),
            Field("核实", Kind.WORD, "核实的结果", ("verified",), words=Verified, optional=True),
            Field(
                "分类",
                Kind.WORD,
                "分类盘点",
                ("分类盘点", "classification"),
                words=Classification,
                optional=True,
            ),
            Field("期限类", Kind.WORD, "短期还是中长期整改", ("term",), words=Term, optional=True),
            Field("延期申请", Kind.WORD, "有这样一份延期申请", ("extension_request",), words=RequestDecision),
            Field("审核", Kind.WORD, "申请销号的等初审还是等终审", ("review",), words=ReviewStage),
            Field("提请上级", Kind.WORD, "提请上级解决的答复情况", ("raised",), words=EscalationState),
            Field("密级", Kind.TEXT, "标了密级的，导出时默认不带", ("secrecy",)),
            Field("问题来源", Kind.TEXT, "问题来源：学习研讨查摆、调研发现……", ("source",)),
            Field("问题类别", Kind.TEXT, "问题类别", ("category",)),
            Field("专项", Kind.TEXT, "所属专项和并入的专项的名称", ("campaign",)),
            Field("方面", Kind.TEXT, "专项里的方面的名称", ("aspect",)),
            Field("文件", Kind.TEXT, "来源文件的标题", ("来源", "来源文件", "document")),
            Field("问题", Kind.TEXT, "问题（任务）和具体表现的文字", ("title",)),
            Field("目标", Kind.TEXT, "整改目标的文字", ("整改目标", "target")),
            Field(
                "措施",
                Kind.TEXT,
                "措施的文字；写数问有几条，如 措施=0",
                ("整改措施", "measure"),
                counted="措施数",
            ),
            Field("进展", Kind.TEXT, "进展的文字", ("整改进展", "progress")),
            Field(
                "佐证",
                Kind.TEXT,
                "佐证材料的名称；写数问有几件，如 佐证=0",
                ("佐证材料", "evidence"),
                counted="佐证数",
            ),
            Field("制度", Kind.TEXT, "形成的制度的名称", ("制度清单", "regulation")),
            Field("备注", Kind.TEXT, "备注的文字", ("note",)),
            Field("时限", Kind.DATE, "现在的整改时限", ("整改时限", "due")),
            Field("时限表述", Kind.TEXT, "时限的文字，如即知即改", ("deadline_phrase",)),
            Field("首次时限", Kind.DATE, "挂号时的时限", ("first_due",)),
            Field("挂号时间", Kind.DATE, "挂号的日子", ("挂号日期", "registered")),
            Field("完成时间", Kind.DATE, "有措施在这时完成", ("done",)),
            Field("销号时间", Kind.DATE, "销号的日子", ("销号日期", "closed")),
            Field("进展时间", Kind.DATE, "最近一次进展的日子", ("progressed",)),
            Field("复核", Kind.DATE, "下次复核的日子", ("下次复核", "next_review")),
            Field("更新", Kind.DATE, "最近一次改动的日子", ("更新时间", "updated")),
            Field("延期次数", Kind.COUNT, "批准过几次延期", ("延期", "extensions")),
            Field("回炉", Kind.COUNT, "回炉过几次", ("回炉次数", "reopened")),
            Field("退回", Kind.COUNT, "销号申请被退回过几次", ("退回次数", "returned")),
            Field("屡改屡犯", Kind.COUNT, "同一问题以前出现过几次（经确认）", ("came_before",)),
            Field("新增于", Kind.COUNT, "由第几条操作新增的：一次导入的、一份文件收下的", ("added_by",)),
            Field("措施数", Kind.COUNT, "有几条措施", ("measures",)),
            Field("未完措施", Kind.COUNT, "有几条措施没有完成", ("未完成措施", "open_measures")),
            Field("佐证数", Kind.COUNT, "有几件佐证材料", ("evidences",)),
        )
    }
)


@cache
def by_name() -> Mapping[str, Field]:
    """Every field by each of its names; codes in lower case."""
    return {name: field for field in FIELDS.values() for name in (field.name, *field.aliases)}


@cache
def shorthands() -> Mapping[str, tuple[str, tuple[Word, ...]]]:
    """Bare words that stand for a state, a light or a type: the field and its values."""
    found: dict[str, tuple[str, tuple[Word, ...]]] = {}
    for field in ("状态", "预警", "类型", "进度", "审核"):
        words = FIELDS[field].words
        assert words is not None
        for word in words:
            found.setdefault(word.word, (field, (word,)))
    return found | {
        "未销号": ("状态", OPEN_STATES),
        "逾期": ("预警", (Light.OVERDUE,)),
        "临期": ("预警", (Light.NEAR, Light.IMMINENT)),  # wider than the light of that name
    }

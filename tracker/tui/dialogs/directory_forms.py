"""The forms of the page of 专项, units and people."""

from __future__ import annotations

from datetime import date

from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.people import PersonRow
from tracker.ledger.units import UnitRow
from tracker.ledger.words import CampaignKind
from tracker.tui.dialogs.field import Field, FieldKind, either


def campaign_fields(row: CampaignRow | None) -> list[Field]:
    """Everything that is set of a 专项; of a new one, what is usual."""
    usual = row or CampaignRow(0, "", "", "ZG", 7, 3)
    kinds = (("", "不写"), *((kind.value, kind.word) for kind in CampaignKind))
    return [
        Field("name", "名称", value=usual.name, is_needed=True, hint="2026年县委巡察整改"),
        Field(
            "reporting_unit", "填报单位", value=usual.reporting_unit, hint="印在台账和公文上，如 某局整改办"
        ),
        Field("kind", "来自", FieldKind.CHOICE, usual.kind, choices=kinds),
        Field(
            "number_prefix",
            "编号前缀",
            value=usual.number_prefix,
            hint="ZG 就是 ZG-2026-0001；已有的编号不变",
        ),
        _day("begins", "开始", usual.begins),
        _day("ends", "结束", usual.ends),
        _count("near_days", "临期天数", usual.near_days),
        _count("imminent_days", "即将到期", usual.imminent_days),
        _count("immediate_days", "立行立改", usual.immediate_days),
        _count("review_steps", "审核几步", usual.review_steps),
        _count("publicity_days", "公示天数", usual.publicity_days),
        _count("satisfaction_percent", "满意度", usual.satisfaction_percent),
    ]


CAMPAIGN_TOLD = (
    "临期、即将到期：离到期还有几天；立行立改：挂号起几天内完成，0 是不设日期；"
    "审核 2 步：一人初审，另一人销号；"
    "公示、满意度（百分之几）：销号前的要求，0 是不要求。"
)
"""What the numbers of a 专项 mean."""

PEOPLE_TOLD = (
    "一行一个：姓名 单位 职务 电话，中间空开或用逗号隔开都行，也可以从表格里整块粘贴过来；"
    "单位要先登记。保存前先列出来看。"
)
"""How a list of people is written."""


def _day(name: str, label: str, day: date | None) -> Field:
    return Field(name, label, value=str(day or ""), hint="2026-09-01，可以不填")


def _count(name: str, label: str, count: int) -> Field:
    return Field(name, label, value=str(count), hint="0、3、7 这样的数")


def event_fields() -> list[Field]:
    """An event and its day."""
    return [
        Field("name", "事件", value="反馈", is_needed=True, hint="反馈、印发、移交……照时限里的说法"),
        Field("on", "日期", value="", hint="2026-09-18；空着就是去掉这个日期"),
    ]


def units_fields() -> list[Field]:
    """Many units at once."""
    return [
        Field("units", "单位", FieldKind.TEXT, hint="某局＝局机关（下一行缩进两格写 办公室＝局办）", rows=10)
    ]


def people_fields(text: str) -> list[Field]:
    """Many people at once."""
    hint = "张三 办公室 副主任 88886666"
    return [Field("people", "人员", FieldKind.TEXT, text, hint=hint, rows=10)]


def unit_fields(row: UnitRow) -> list[Field]:
    """What is known of a unit."""
    return [
        Field("name", "名称", value=row.name, is_needed=True, hint="改了名，旧名自动记为曾用名"),
        Field("parent", "上级单位", FieldKind.NAMES, row.parent, is_one=True, hint="没有就不写"),
        Field(
            "aliases",
            "又叫",
            value="、".join(alias.name for alias in row.aliases),
            hint="简称、曾用名，用顿号分开",
        ),
        either("is_group", "是不是一组", "一个单位", "一组单位，如 各股室", is_other=row.is_group),
        Field(
            "members", "成员单位", FieldKind.NAMES, "、".join(row.members), hint="一组单位有哪些，用顿号分开"
        ),
    ]


def person_fields(row: PersonRow | None, name: str = "") -> list[Field]:
    """What is known of a person."""
    fields = [
        Field("name", "姓名", value=row.name if row else name, is_needed=True),
        Field("unit", "单位", FieldKind.NAMES, row.unit if row else "", is_one=True, hint="先登记单位"),
        Field("post", "职务", value=row.post if row else "", hint="副局长"),
        Field("telephone", "电话", value=row.telephone if row else "", hint="印在责任清单和催办通知上"),
    ]
    if row is not None:
        fields.append(either("left", "在任", "在任", "已离任", is_other=row.left))
    return fields

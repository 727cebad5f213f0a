"""批量: which contents and steps many items can be given at once; free of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from tracker.errors import BadInput
from tracker.ledger.words import Classification, OwnerRole, RectificationType, Term, Word


class Kind(Enum):
    """How a value is typed."""

    NAMES = auto()
    TEXT = auto()
    WORD = auto()
    """One of a few."""
    LIMIT = auto()


@dataclass(frozen=True, slots=True)
class Content:
    """One content of an item that can be the same for many."""

    name: str
    """As it stands in the ledger."""
    kind: Kind
    field: str
    """Of an `ItemEdit`; of a role its code."""
    others: tuple[str, ...] = ()
    """How it is called too."""
    words: type[Word] | None = None
    can_be_empty: bool = True


def _owner(role: OwnerRole, *others: str) -> Content:
    return Content(role.word, Kind.NAMES, role.value, others)


CONTENTS: Final = (
    _owner(OwnerRole.LEAD, "牵头"),
    _owner(OwnerRole.RESPONSIBLE, "责任"),
    _owner(OwnerRole.COOPERATING, "配合"),
    _owner(OwnerRole.LEADER, "领导"),
    _owner(OwnerRole.PERSON),
    _owner(OwnerRole.CONTACT),
    Content("时限", Kind.LIMIT, "deadline", ("整改时限",), can_be_empty=False),
    Content("类别", Kind.TEXT, "category", ("问题类别",)),
    Content("类型", Kind.WORD, "type", ("整改类型",), RectificationType, can_be_empty=False),
    Content("期限", Kind.WORD, "term", (), Term, can_be_empty=False),
    Content("目标", Kind.TEXT, "target", ("整改目标",)),
    Content("来源", Kind.TEXT, "source", ("问题来源",)),
    Content("方面", Kind.TEXT, "aspect"),
    Content("完成情况", Kind.TEXT, "completion"),
    Content("举一反三", Kind.TEXT, "inference"),
    Content("备注", Kind.TEXT, "note"),
    Content("自用备注", Kind.TEXT, "private_note"),
    Content("密级", Kind.TEXT, "secrecy"),
)
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is written with a step."""

    name: str
    label: str
    is_needed: bool = False
    words: type[Word] | None = None


@dataclass(frozen=True, slots=True)
class BulkStep:
    """One step that many items can take."""

    code: str
    word: str
    needs: tuple[Need, ...] = ()

    @property
    def command(self) -> str:
        """Of the ledger, that it gives."""
        return "follow_measures" if self.code == "follow" else self.code.replace("-", "_")


STEPS: Final = (
    BulkStep("follow", "照措施补齐"),
    BulkStep("register", "挂号", (Need("reason", "缺项理由"),)),
    BulkStep("progress", "进展", (Need("reason", "进展情况", is_needed=True),)),
    BulkStep("classify", "分类盘点", (Need("class", "列入", is_needed=True, words=Classification),)),
    BulkStep("apply", "申请销号"),
    BulkStep("withdraw", "撤回申请"),
    BulkStep("preliminary", "初审", (Need("reason", "初审意见"),)),
    BulkStep("close", "销号", (Need("reason", "审核意见"),)),
    BulkStep("return", "退回", (Need("reason", "补充整改要求", is_needed=True),)),
    BulkStep("look-back", "回头看", (Need("reason", "核查情况", is_needed=True),)),
    BulkStep(
        "reopen",
        "回炉",
        (Need("reason", "理由", is_needed=True), Need("basis", "依据", is_needed=True)),
    ),
    BulkStep("stop", "终止", (Need("reason", "理由", is_needed=True),)),
)
"""What is a step of the lifecycle, and what is filled in, reported or judged as often for many."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What many items are to be given: contents, or one step with what is written with it."""

    contents: Mapping[str, str] = field(default_factory=dict)
    """By name, as typed; empty empties it."""
    step: str = ""
    """Its code or its word."""
    written: Mapping[str, str] = field(default_factory=dict)
    """By the name of a need."""

    @property
    def words(self) -> str:
        """责任领导 改为 周正；备注 清空. 挂号."""
        if self.step:
            step = step_named(self.step)
            told = [f"{need.label} {_shown(need, self.written.get(need.name, ''))}" for need in step.needs]
            return "，".join([step.word, *(words for words in told if not words.endswith(" "))])
        return "；".join(
            f"{content_named(name).name} 改为 {value.strip()}" if value.strip() else f"{name} 清空"
            for name, value in self.contents.items()
        )


def _shown(need: Need, value: str) -> str:
    word = need.words.read(value) if need.words is not None else None
    return word.word if word is not None else value.strip()


def content_named(name: str) -> Content:
    """The content of this name, or of another it goes by. Raises BadInput."""
    for content in CONTENTS:
        if name in (content.name, *content.others):
            return content
    known = " ".join(each for content in CONTENTS for each in (content.name, *content.others))
    raise BadInput(f"不能批量修改“{name}”，可用：{known}")


def step_named(step: str) -> BulkStep:
    """The step of this code or word. Raises BadInput."""
    for each in STEPS:
        if step in (each.code, each.word):
            return each
    raise BadInput(f"没有步骤“{step}”，可用：{' '.join(each.word for each in STEPS)}")

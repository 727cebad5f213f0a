"""What stands on every paper: title, 文号, addressee, date, what it covers, and what proves its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.exchange.papers.parts import Line, LineStyle, Part
from tracker.ledger.rows import JournalHead
from tracker.ledger.words import PaperKind

DRAFT_NUMBER = "　"
"""Between 〕 and 号 while the paper has no number yet."""
_SEVERAL = "各专项"
"""How papers about more than one campaign call them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the papers of one print have in common."""

    kind: PaperKind
    campaign: str
    """Empty where it is about several."""
    issuer: str
    """落款."""
    as_of: dt.date
    head: JournalHead
    filter_words: str = ""
    """Which items were chosen, as typed; empty for all."""
    due: dt.date | None = None
    """By when it asks for something."""
    label: str = ""
    """密级."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """文号 by unit, or by 编号 of an item where each has a paper; what has none is a draft."""
    code: str = ""
    """代字."""

    @property
    def date(self) -> str:
        """2024年6月18日."""
        return chinese(self.as_of)

    @property
    def work(self) -> str:
        """“2024年首轮巡察整改”, as it stands within a sentence."""
        return f"“{self.campaign}”" if self.campaign else f"{_SEVERAL}整改台账"

    @property
    def work_name(self) -> str:
        """2024年首轮巡察整改, for titles: a campaign may be called so, or …台账."""
        return f"{(self.campaign or _SEVERAL).removesuffix('台账').removesuffix('整改')}整改"

    @property
    def range_words(self) -> str:
        """统计范围."""
        return self.filter_words or "全部事项"

    def number(self, key: str) -> str:
        """文号 of one paper; with a blank to be filled in where it has none yet."""
        return self.numbers.get(key) or f"{self.code}〔{self.as_of.year}〕{DRAFT_NUMBER}号"

    @property
    def proof(self) -> str:
        """At the foot of a report."""
        return f"截至{self.date}　范围：{self.range_words}　台账校验码 {self.head.count}:{self.head.hash}"

    def fields(self, title: str, number: str = "", unit: str = "") -> dict[str, object]:
        """What every template may name."""
        return {
            "标题": title,
            "文号": number,
            "主送": unit,
            "落款": self.issuer,
            "日期": self.date,
            "截至": self.date,
            "反馈期限": chinese(self.due),
            "专项": self.campaign or _SEVERAL,
            "范围": self.range_words,
            "密级": self.label,
            "校验码": f"{self.head.count}:{self.head.hash}",
        }

    def opening(self, title: str, below: str, style: LineStyle = LineStyle.NUMBER) -> list[Part]:
        """密级, title, and the line under it, of which 文号 is the usual one."""
        parts: list[Part] = [Line(self.label, LineStyle.LABEL)] if self.label else []
        parts.append(Line(title, LineStyle.TITLE))
        if below:
            parts.append(Line(below, style))
        return parts


def chinese(day: dt.date | None) -> str:
    """2024年6月18日; empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def numbered(lines: Iterable[str]) -> list[Part]:
    """一、… 二、… as paragraphs of their own."""
    return [Line(f"{chinese_ordinal(place)}、{line}") for place, line in enumerate(lines, 1)]


def chinese_ordinal(number: int) -> str:
    """一, 二 … 十 … 九十九; in figures from 100 on."""
    if number > 99:
        return str(number)
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")

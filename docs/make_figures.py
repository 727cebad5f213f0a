"""Writes 统计口径.md out of the table of figures: python docs/make_figures.py."""

from __future__ import annotations

from pathlib import Path

from tracker.ledger.figures.definitions import definitions

PAGE = Path(__file__).with_name("统计口径.md")

HEAD = """# 统计口径

每个统计项是什么意思、由哪个条件列出。数字就是这个条件列出的事项数，`tracker stats --items 统计项` 逐项列出；
`tracker stats --define` 显示同一张表。本页由 `docs/make_figures.py` 生成，不要手改。

- 问题和措施分开统计：`tracker stats --by 单位` 是事项，加 `--measures` 是措施。
- 已阶段性完成并长期坚持、持续整改、申请延期、逾期完成各是各的数字：
  前三样不算已销号，批准的延期没有到期的不算逾期，逾期完成的算已销号、另外列出。
- 单位按牵头单位，没有写牵头的按第一个责任单位；措施有自己的责任单位的，按措施的。
  领导、专项有几个的，各算一次，所以分开的数字加起来可能大于合计。
- 序时进度：挂号那天到最后期限之间，
  时间过去的百分数减去措施完成的百分数，达到专项设置的百分点（默认10）就是滞后。
- 走势里，新增按挂号日期，销号按销号日期（回炉前那一轮的销号也算），逾期按错过的那个最后期限。
- 除数是零的比率不算，显示为 —。

| 统计项 | 代码 | 意思 | 由什么列出 |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = (f"| {row.word} | `{row.code}` | {row.meaning} | `{row.listed_by}` |" for row in definitions())
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

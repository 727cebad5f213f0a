"""What desk and ledger tell in the words of the command line, said in those of the app."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Final

from tracker.errors import Refusal, TrackerError
from tracker.tui.keymap import key_for

_KEYS: Final = {
    "choose_manner": "改做法",
    "choose_columns": "改列",
    "say_item": "是哪一项",
    "sample": "模板样本",
    "added_rows": "单位加的行",
    "open_log": "操作记录",
    "directory": "单位、人员和专项",
    "undo": "撤销",
    "edit": "修改",
}
"""The actions that are named, with their words: pages that are not meant have actions of the same name."""

PHRASES: Final = (
    # 导入、填表、收发
    ("要从别的日子算，加 --base 日期", "要从别的日子算，按 {choose_manner} 改做法"),
    ("加 --foreign-numbers 作新事项", "按 {choose_manner} 改做法，作新事项"),
    ("或加 --as-new 不带状态", "或按 {choose_manner} 改做法，不带状态"),
    ("文件请用 tracker evidence add 登记", "文件请到事项页登记"),
    ("；要读进来，写 --map 列=字段", "；要读进来，按 {choose_columns} 改列"),
    ("请用 --map 列=反馈问题 指定", "请按 {choose_columns} 指定"),
    ("：写 --map {}，不要这一列写 --map {}=不要", "，请按 {choose_columns} 指定"),
    ("，用 --dry-run 看全部", ""),
    ("，或加 --skip-refused 先导入其余各项", ""),
    ("，或加 --skip-refused 先合并其余的", ""),
    ("请写成 --match 行=编号，如 --match 12=ZG-2024-0007", "请按 {say_item} 选定"),
    ("--match {}：", "{0}："),
    ("要填别的列，加 --columns 列名", "要填别的列，按 {choose_manner} 改做法"),
    ("加 --fit-rows 就加高这些行", "按 {choose_manner} 改做法就加高这些行"),
    ("--take theirs 都用单位的，--take ours 都用台账的；或逐处写 --cell 编号:栏目=选哪个", "请逐处选定"),
    ("（要收为措施：tracker form rows）", "（要收为措施，按 {added_rows} 看单位加的行）"),
    # 措施
    ("请加 --reason 理由", "请在“后移理由”里写明"),
    # 出文、汇报稿核对
    ("确要写入请写明 --secret", "确要写入请在“填写”里选“也写入”"),
    ("：--due 日期", "，请在“填写”里写明"),
    ("：--since 日期，早于截至的那一天", "（早于截至的那一天），请在“填写”里写明"),
    ("写 --from，或", "填“落款”，或"),
    ("（tracker measure amount）", "，先到事项页登记数量目标和完成数"),
    ("可用的字段见 tracker paper fields", "可用的字段按 {sample} 看模板样本"),
    ("请从 tracker paper fields --make 的样本改起", "请从模板样本（{sample}）改起"),
    # 文件
    ("请用 --date 年-月-日 指明", "请写明"),
    ("请用 tracker edit 改", "请到事项页按 {edit} 改"),
    # 办理
    ("时限请用 tracker edit {} --deadline 修改", "时限请按 {edit} 修改"),
    ("先用 edit --deadline 写明日期", "先按 {edit} 写明日期"),
    ("（tracker verify、look-back）", ""),
    ("（tracker stage add）", ""),
    ("先改到别的方面：tracker edit 编号… --aspect 方面", "先把这些事项改到别的方面"),
    ("从哪一天开始（--from）", "从哪一天开始"),
    ("：tracker publicity {} --objections 文字", "，在办理菜单里选“公示异议”"),
    ("登记制度：tracker regulation add {} 名称 --measure 序号", "在办理菜单里选“登记制度”"),
    ("，如 --detail 整治点位", "，如整治点位"),
    ("须写明是哪条措施（--measure N）", "须选定是哪条措施"),
    ("，请写明 --good --fair --average --poor 各多少人", "，请写明满意、比较满意、一般、不满意各多少人"),
    ("请用 --unit 写明是谁的答复", "请写明是谁的答复"),
    ("请用 --matter 写明答复的是哪一件", "请写明答复的是哪一件"),
    ("，见 tracker raise list", "，请核对提请了谁"),
    ("要用别的词，先加进专项：tracker campaign set {} --add-source 词", "要用别的词，请整改办先加进专项"),
    ("要写明检查情况（--finding）", "要写明检查情况"),
    ("，用 tracker regulation list 查看", "，请在事项页核对"),
    ("请用 --units 写明，或先用 tracker unit add 登记单位", "请写明单位"),
    ("，才登记为新的问题（--add）", "，才登记为新的问题"),
    (
        "请去掉 --add 再登记一次：写明的情况整改办在 tracker self-check show 里看得到",
        "请选不登记，再登记一次：写明的情况整改办看得到",
    ),
    ("自查发现的情况（--text）", "自查发现的情况"),
    ("，见 tracker self-check show {}", "，请核对单位"),
    ("，见 tracker consequence show {}", "，请在“结果运用”里看"),
    ("不采纳要写明意见（--opinion）", "不采纳要写明意见"),
    ("，见 tracker opinion list", "，请核对序号"),
    ("，用 tracker duty add 名称 --when 时间 设一项", "，请整改办先设一项"),
    ("，见 tracker sample show {}；要另抽一次，请换个种子：--seed", "；要另抽一次，请换个种子"),
    ("；要一起抽，加 --again）", "）"),
    # 单位和人
    ("，先用 tracker unit add 登记；已有的见 tracker unit list", "，请核对名称；新单位先按 {directory} 登记"),
    (
        "，先用 tracker person add 登记；已有的见 tracker person list",
        "，请核对姓名；新来的先按 {directory} 登记",
    ),
    (
        "登记：tracker unit add {} --members 甲、乙（已登记的用 unit set）",
        "先按 {directory} 写明它包括哪些单位",
    ),
    ("或只在这里写明：--only 甲、乙", "或只在这里写明是哪些单位"),
    ("；确已回任的先用 tracker person set --returned", "；确已回任的先按 {directory} 改为在任"),
    ("；成员单位用 tracker unit set --members 写明", "；成员单位按 {directory} 写明"),
    ("；只去掉别名请用 tracker unit alias --remove", "；只去掉别名按 {directory} 修改这个单位"),
    ("承办要写明是哪个单位的（--unit）", "承办要写明是哪个单位的"),
    ("请管理员先运行 tracker db team init", "请管理员先设置"),
    # 撤销和核对
    ("先用 tracker undo 撤回", "先撤销"),
    ("先 tracker undo 撤回", "先撤销"),
    ("先用 tracker undo 撤销", "先按 {undo} 撤销"),
    ("或写明序号撤销：tracker undo --action {}", "或在操作记录（“对比”页 {open_log}）里撤销这一条"),
    ("，请用 tracker journal log 核对序号", "，请在操作记录（“对比”页 {open_log}）里核对"),
    ("请先运行 tracker journal verify 查明", "请管理员先校验操作记录，查明原因"),
    ("可用的见 tracker stats --define", "请核对名称"),
    ("，已有的见 tracker {}", "，请核对"),
    # 台账打不开
    ("先用 tracker mine 文件 --accept 或 tracker add 建立，或用 --db 另指台账文件", "请核对台账文件的位置"),
    ("请用 --db 另指台账文件", "请核对台账文件的位置"),
    ("先运行 tracker db upgrade 建立", "请管理员先建立"),
    ("备份后运行 tracker db upgrade", "请管理员备份后升级"),
    ("请先运行 tracker db upgrade", "请管理员先升级台账"),
    ("请运行 tracker db upgrade", "请管理员升级台账"),
    ("请运行 tracker db reindex 重建", "请管理员重建检索索引"),
    ("请用 tracker db check 检查，并用备份恢复", "请管理员检查，并用备份恢复"),
)
"""As they say it, `{}` for whatever stands there, and as the app does; of two that fit the first is taken."""

_MARKS: Final = ("--", "tracker ")
"""Every phrase has one of these: a text without them is as it should be."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    anything = r"([^，。；：）\n]*)"
    return tuple(
        (re.compile(anything.join(map(re.escape, said.split("{}")))), instead) for said, instead in PHRASES
    )


def in_app_words(text: str) -> str:
    """A text of theirs with the app's keys in place of options and commands."""
    for pattern, instead in _patterns():
        if not any(mark in text for mark in _MARKS):
            break
        text = pattern.sub(partial(_said_instead, instead), text)
    return text


def _said_instead(instead: str, found: re.Match[str]) -> str:
    keys = {action: key_for(action, word) for action, word in _KEYS.items()}
    return instead.format(*found.groups(), **keys)


def say_in_app_words(error: BaseException) -> None:
    """Let what went wrong be told in the app's words."""
    if isinstance(error, Refusal):
        error.summary = in_app_words(error.summary)
        error.reasons = tuple(map(in_app_words, error.reasons))
    if isinstance(error, TrackerError):
        error.args = (in_app_words(str(error)),)

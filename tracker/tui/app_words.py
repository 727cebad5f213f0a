"""What desk and ledger tell in the words of the command line, said in those of the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from tracker.errors import BadInput, Refusal
from tracker.tui.keymap import key_for

T = TypeVar("T")

_KEYS: Final = {"choose_manner": "改做法", "choose_columns": "改列"}
"""The actions that are named, with their words: pages that are not meant have actions of the same name."""

PHRASES: Final = (
    ("要从别的日子算，加 --base 日期", "要从别的日子算，按 {choose_manner} 改做法"),
    ("文件请用 tracker evidence add 登记", "文件请到事项页登记"),
    ("（tracker measure amount）", "，先到事项页登记数量目标和完成数"),
    ("请用 --map 列=反馈问题 指定", "请按 {choose_columns} 指定"),
    ("要填别的列，加 --columns 列名", "要填别的列，按 {choose_manner} 改做法"),
    ("加 --fit-rows 就加高这些行", "按 {choose_manner} 改做法就加高这些行"),
    ("，用 --dry-run 看全部", ""),
    ("，或加 --skip-refused 先导入其余各项", ""),
    ("，或加 --skip-refused 先合并其余的", ""),
    ("--take theirs 都用单位的，--take ours 都用台账的；或逐处写 --cell 编号:栏目=选哪个", "请逐处选定"),
    ("确要写入请写明 --secret", "确要写入请在“填写”里选“也写入”"),
    ("：--due 日期", "，请在“填写”里写明"),
    ("：--since 日期，早于截至的那一天", "（早于截至的那一天），请在“填写”里写明"),
    ("写 --from，或", "在“填写”里写落款，或"),
    ("先用 tracker undo 撤回", "先撤销"),
    ("先 tracker undo 撤回", "先撤销"),
)
"""As they say it, and as the app does."""


def in_app_words(text: str) -> str:
    """A text of theirs with the app's keys in place of options."""
    for said, instead in PHRASES:
        if said in text:
            keys = {action: key_for(action, word) for action, word in _KEYS.items()}
            text = text.replace(said, instead.format(**keys))
    return text


def told_in_app(task: Callable[[], T]) -> T:
    """Run it; what it refuses is told in the app's words."""
    try:
        return task()
    except Refusal as refused:
        reasons = [in_app_words(one) for one in refused.reasons]
        raise Refusal(in_app_words(refused.summary), reasons) from refused
    except BadInput as wrong:
        raise BadInput(in_app_words(str(wrong))) from wrong

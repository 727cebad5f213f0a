"""不用 tracker 也能核对一个台账文件的操作记录：只用 Python 自带的库，只读打开，不改动任何内容。

用法：python3 校验操作记录.py 台账.db [条数:校验值]
校验无误时打印“条数:校验值”，退出码 0；有问题时说明是哪一条，退出码 1。
"""

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

GENESIS = "0" * 64
FIELDS = ("id", "at", "today", "actor", "role", "command", "reason", "target", "request", "previous")


def canonical(action: dict, changes: list) -> bytes:
    """一条操作的规范写法：键按字母排序、没有空白、汉字不转义的 JSON，UTF-8。"""
    text = json.dumps(
        {**action, "changes": changes}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8", errors="surrogatepass")


def check(path: str, printed: str = "") -> tuple:
    """返回（条数, 最后的校验值, 问题）；没有问题时第三项为空。"""
    ledger = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    wanted_count, _, wanted_hash = printed.partition(":")
    count, previous = 0, GENESIS
    query = f'SELECT {", ".join(FIELDS)}, hash FROM "action" ORDER BY id'
    for *values, stored in ledger.execute(query):
        action = dict(zip(FIELDS, values, strict=True))
        changes = ledger.execute(
            'SELECT "table", "key", field, before, after FROM "change" WHERE action_id = ? ORDER BY ordinal',
            (action["id"],),
        )
        if action["id"] != count + 1:
            return count, previous, f"第{count + 1}条操作记录不见了"
        computed = hashlib.sha256(canonical(action, [list(change) for change in changes])).hexdigest()
        if action["previous"] != previous or stored != computed:
            return count, previous, f"第{action['id']}条操作记录被改过，校验链从这里断开"
        count, previous = action["id"], stored
        if wanted_hash and str(count) == wanted_count and not stored.startswith(wanted_hash):
            return count, previous, f"第{count}条操作记录的校验值与打印件不符"
    if wanted_count and int(wanted_count) > count:
        return count, previous, f"打印时有{wanted_count}条操作记录，现在只有{count}条"
    strays = ledger.execute(
        'SELECT count(*) FROM "change" WHERE action_id NOT IN (SELECT id FROM "action")'
    ).fetchone()[0]
    return count, previous, f"有{strays}处改动不属于任何操作记录" if strays else ""


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    number, last, trouble = check(*sys.argv[1:])
    sys.stdout.write(f"{number}:{last}\n")
    if trouble:
        sys.exit(trouble)

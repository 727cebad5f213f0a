"""虚词: the shipped list of words that commit to nothing, as an office adds to it and takes from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import BadInput, OutputFailed, UnreadableFile
from tracker.files import read_plain, shown, why_not_written
from tracker.mining.vagueness import SoftWords, soft_word_groups, soft_word_meanings
from tracker.reading.decoding import decode
from tracker.reading.refused import Refused
from tracker.text.cleaning import one_line

OWN_GROUP: Final = "本单位"
"""Words of the office's own file stand in this group."""
_FILE_NAME: Final = "虚词.txt"
_LARGEST: Final = 1 << 16
_LONGEST_WORD: Final = 20
_MINUS: Final = ("-", "－", "−")
_TEMPLATE: Final = f"""\
# 虚词：听着像在做事、其实没有说定的词。tracker mine 在任务和措施里把它们标出来。
# 一行一个词，2至{_LONGEST_WORD}个字，不含标点；# 后面的字不算。
# 要加一个词，直接写上；要去掉一个自带的词，在前面写减号。自带的词见 tracker soft-words。
#
# 下面是例子，删去行首的 # 才算数：
# 想方设法
# -结合实际
"""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an office's file says; empty where there is none."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Words that are not to be marked, shipped or not."""


@dataclass(frozen=True, slots=True)
class SoftWordGroup:
    """Words that leave the same thing open."""

    name: str
    means: str
    words: tuple[str, ...]
    is_own: bool


def own_file() -> Path:
    """Where the office's own words lie, beside the settings; there need be nothing."""
    return paths.config_dir() / _FILE_NAME


def load_own() -> OwnWords:
    """What the office's file adds and removes. Raises BadInput for a file that cannot be followed."""
    path = own_file()
    if not path.exists():
        return OwnWords()
    try:
        text, _, _ = decode(read_plain(path, _LARGEST))
    except (Refused, UnreadableFile) as problem:
        raise BadInput(
            f"虚词文件“{shown(path)}”读不了：{problem.why}。改好它，或删去它只用自带的词"
        ) from problem
    words: dict[str, bool] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        entry = re.split("[#＃]", line, maxsplit=1)[0].strip()
        is_removed = entry.startswith(_MINUS)
        word = entry[1:].strip() if is_removed else entry
        if not entry:
            continue
        if not (2 <= len(word) <= _LONGEST_WORD and word.isalnum()):
            raise BadInput(
                f"虚词文件“{shown(path)}”第{number}行“{one_line(entry)[:_LONGEST_WORD]}”不是一个词："
                f"一行写一个，2至{_LONGEST_WORD}个字，不含标点和空格；要去掉自带的词，前面写减号"
            )
        words[word] = not is_removed  # the later line counts
    return OwnWords(
        tuple(word for word, is_added in words.items() if is_added),
        tuple(word for word, is_added in words.items() if not is_added),
    )


def groups(own: OwnWords) -> tuple[SoftWordGroup, ...]:
    """The words in force, by group, the office's own last."""
    shipped, meanings = soft_word_groups(), soft_word_meanings()
    removed = frozenset(own.removed)
    known = {word for words in shipped.values() for word in words}
    kept = [
        SoftWordGroup(
            name, meanings[name], tuple(word for word in words if word not in removed), is_own=False
        )
        for name, words in shipped.items()
    ]
    added = tuple(word for word in own.added if word not in known)
    kept.append(SoftWordGroup(OWN_GROUP, "自己加的词", added, is_own=True))
    return tuple(group for group in kept if group.words)


def in_force() -> SoftWords:
    """The words to be marked on this machine. Raises BadInput as `load_own`."""
    return soft_words_of(load_own())


@lru_cache(maxsize=4)
def soft_words_of(own: OwnWords) -> SoftWords:
    """The shipped words with what an office adds and without what it removes."""
    return SoftWords(word for group in groups(own) for word in group.words)


def write_template() -> Path:
    """Put a file to edit where the own words lie. Raises OutputFailed, also where there is one already."""
    path = own_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8-sig", newline="\r\n") as file:  # as Notepad reads and writes it
            file.write(_TEMPLATE)
    except FileExistsError as problem:
        raise OutputFailed(shown(path), "已经有这个文件了，没有动它，请直接修改") from problem
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    return path

"""The user's settings: kept whole, read back, and a broken file told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import settings
from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.words import Role


def test_there_need_be_none() -> None:
    assert settings.load() == settings.Settings()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    kept = settings.Settings(Actor("李“明\\", Role.REVIEWER), "夜间", tmp_path / "导 出", ambiguous=2)
    settings.save(kept)
    assert settings.load() == kept
    assert settings.exports_dir() == tmp_path / "导 出"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip))
def test_any_name_survives(name: str) -> None:
    kept = settings.Settings(Actor(name, Role.LEADER) if name else None)
    settings.save(kept)
    assert settings.load() == kept


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"actor = ", "写法有误"),
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"actor = 7", "actor 要写成带引号的文字"),
        ('actor = "甲"\nrole = "局长"'.encode(), "role 可用：经办"),
        (b'theme = "a"\n' * 2, "写法有误"),
    ],
)
def test_a_broken_file_is_told_in_one_line(content: bytes, said: str) -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(BadInput, match=said) as told:
        settings.load()
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("typed", ["~nobody-of-that-name/导出", "导\0出"])
def test_a_folder_for_exports_that_cannot_be_is_told(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(settings.Settings(exports=Path(typed)))
    with pytest.raises(BadInput, match=r"导出文件夹“.*”不是合规的路径"):
        settings.load()

"""Where things lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker import paths
from tracker.errors import BadInput


def test_nothing_is_made_by_asking(tmp_path_factory: pytest.TempPathFactory) -> None:
    for folder in (paths.data_dir(), paths.config_dir(), paths.exports_dir()):
        assert folder.is_relative_to(tmp_path_factory.getbasetemp())
        assert not folder.exists()


def test_exports_go_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_EXPORTS", str(tmp_path / "汇总 上报"))
    assert paths.exports_dir() == tmp_path / "汇总 上报"


def test_a_strangers_home_is_no_place_for_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_EXPORTS", "~nobody-of-that-name/导出")
    with pytest.raises(BadInput, match="TRACKER_EXPORTS"):
        paths.exports_dir()


def test_in_the_repository_exports_go_beside_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_EXPORTS")
    assert paths.exports_dir() == Path(paths.__file__).parent.parent / "exports"


def test_what_is_shipped_is_there() -> None:
    assert (paths.migrations() / "env.py").is_file()
    assert paths.seeds().is_dir()


def test_in_an_installed_wheel_it_lies_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "tracker"
    (package / "_migrations").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    monkeypatch.delenv("TRACKER_EXPORTS")
    assert paths.migrations() == package / "_migrations"
    assert paths.exports_dir() == paths.data_dir() / "exports"

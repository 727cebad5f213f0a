"""Places of ledgers as people write them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tracker import paths
from tracker.errors import BadInput
from tracker.ledger.location import locate

PASSWORD = "miMa2024"


def test_the_users_own_ledger_without_a_word() -> None:
    assert locate(None).path == (paths.data_dir() / "ledger.db").resolve()


@pytest.mark.parametrize("name", ["台账.db", "一处 两处/整改 台账.db", "50%.db", "a?b#c.db", "没有后缀"])
def test_a_file_under_any_name(name: str, tmp_path: Path) -> None:
    location = locate(str(tmp_path / name))
    assert location.path == tmp_path / name
    assert location.shown == str(tmp_path / name)
    assert location.url.database == str(tmp_path / name)
    assert location.evidence_root.parent == (tmp_path / name).parent
    assert location.evidence_root.name == Path(name).name.removesuffix(".db") + ".evidence"


def test_relative_and_home_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate("台账.db").path == tmp_path / "台账.db"
    assert locate("~/台账.db").path == Path.home() / "台账.db"


def test_links_lead_to_one_real_file(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "链接.db").symlink_to(tmp_path / "甲" / "台账.db")
    (tmp_path / "乙").symlink_to(tmp_path / "甲")
    real = locate(str(tmp_path / "甲" / "台账.db"))
    for name in ("链接.db", "乙/台账.db"):
        assert locate(str(tmp_path / name)).path == real.path
        assert locate(str(tmp_path / name)).evidence_root == real.evidence_root


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgresql://host/zhenggai", "postgresql://host/zhenggai"),
        (f"postgresql://li:{PASSWORD}@host:5433/整改", "postgresql://li@host:5433/整改"),
        (f"postgresql+psycopg://li:{PASSWORD}@host/zg", "postgresql://li@host/zg"),
        (f"postgres://li:{PASSWORD}@host/zg?sslmode=require", "postgresql://li@host/zg"),
        (f"postgresql://host/zg?user=li&password={PASSWORD}", "postgresql://host/zg"),
        (f"postgresql:///zg?host=/run/postgresql&password={PASSWORD}", "postgresql://本机/zg"),
    ],
)
def test_a_server_without_its_password(written: str, shown: str) -> None:
    location = locate(written)
    assert location.is_postgresql
    assert location.shown == shown
    assert location.url.drivername == "postgresql+psycopg"
    for text in (repr(location), str(location.url), str(location.evidence_root)):
        assert PASSWORD not in text
    assert location.evidence_root.is_relative_to(paths.data_dir())


def test_each_server_ledger_has_evidence_of_its_own() -> None:
    places = ["postgresql://h/a", "postgresql://h/b", "postgresql://h:5433/a", "postgresql://g/a"]
    assert len({locate(place).evidence_root for place in places}) == len(places)


def test_a_team_shares_one_evidence_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_EVIDENCE", str(tmp_path))
    roots = {locate(f"postgresql://{name}@host/zg").evidence_root for name in ("li", "wang")}
    assert [root.parent for root in roots] == [tmp_path]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "空的"),
        ("   ", "空的"),
        ("mysql://root:miMa2024@host/zg", "不支持“mysql://”"),
        ("sqlite:///zg.db", "不支持“sqlite://”"),
        ("http://host/zg", "不支持“http://”"),
        ("postgresql://host", "没有写明数据库名"),
        ("postgresql://li:miMa2024@host/", "没有写明数据库名"),
        ("postgresql://host/a/b", "没有写明数据库名"),
        ("postgresql://li:miMa2024@host:port/zg", "读不懂"),
        ("postgresql://li:miMa2024#5@host/zg", "读不懂"),
        ("postgresql://li:miMa2024/5@host/zg", "读不懂"),
        ("台账\0.db", "不是合规的路径"),
    ],
)
def test_nonsense_is_refused_in_one_line(written: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        locate(written)
    assert PASSWORD not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_endless_chain_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    with pytest.raises(BadInput, match="循环链接"):
        locate(str(tmp_path / "a.db"))


def test_to_locate_needs_no_database_library() -> None:
    code = (
        "import sys; from tracker.ledger.location import locate; locate(None); "
        "assert not {'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

"""Backups as one file, restoring them, and moving a ledger between databases: all of it, or a clear line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.ledger.conftest import Office
from tracker.errors import BadInput, LedgerUnusable, OutputFailed, TrackerError, UnreadableFile
from tracker.ledger import packing, queries, transfer
from tracker.ledger.commands.reporting import add_evidence
from tracker.ledger.commands.undoing import undo
from tracker.ledger.location import Location, locate
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify

NOON = datetime(2024, 6, 18, 12, 0, tzinfo=UTC)


def hash_of(location: Location) -> str:
    with transfer.reading(location) as connection:
        return transfer.canonical_hash(connection)


def pieces(location: Location) -> list[Path]:
    return sorted(path for path in location.evidence_root.rglob("*") if path.is_file())


@contextmanager
def opened(location: Location) -> Iterator[Ledger]:
    with Ledger.open(location) as ledger:
        yield ledger


@pytest.fixture
def worked_on(office: Office) -> Office:
    """A ledger with items in several states, evidence, and something taken back."""
    office.beginning.made(_work, lambda: _work(office))
    return office


def _work(office: Office) -> None:
    office.applied("甲问题")
    office.registered("乙问题")
    office.planned("丙问题")
    undo(office.ledger, office.operator, today=office.today)


@pytest.fixture
def package(worked_on: Office, tmp_path: Path) -> Path:
    path = tmp_path / "备份.zip"
    packing.pack(worked_on.ledger.location, path, NOON)
    return path


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A package for whatever is done to packages: every one holds a file, wherever its ledger was."""
    folder = tmp_path_factory.mktemp("packed")
    with Ledger.open(folder / "台账.db", create=True) as ledger:
        Office(ledger, NOON.date(), folder).applied("甲问题")
    packing.pack(locate(str(folder / "台账.db")), folder / "备份.zip", NOON)
    return (folder / "备份.zip").read_bytes()


@pytest.fixture
def spoilt(packed: bytes, tmp_path: Path) -> Path:
    """A package that is going to be."""
    path = tmp_path / "坏.zip"
    path.write_bytes(packed)
    return path


def test_a_package_holds_everything_and_comes_back_as_it_was(
    worked_on: Office, package: Path, tmp_path: Path
) -> None:
    place = locate(str(tmp_path / "新" / "台账.db"))
    manifest = packing.unpack(package, place)
    assert (manifest.actions, manifest.evidence, manifest.missing) == (worked_on.ledger.head().count, 2, ())
    assert hash_of(place) == hash_of(worked_on.ledger.location) == manifest.canonical
    with opened(place) as restored:
        assert restored.head() == worked_on.ledger.head()
        assert verify(restored) == ()
        rows = queries.list_items(worked_on.ledger, today=worked_on.today)
        assert queries.list_items(restored, today=worked_on.today) == rows
        assert all(restored.evidence.holds(piece.sha256) for piece in queries.evidence(restored))


def test_work_goes_on_in_what_was_restored(worked_on: Office, package: Path, tmp_path: Path) -> None:
    """The row that was taken back had an id and a number; neither comes again."""
    place = locate(str(tmp_path / "新.db"))
    packing.unpack(package, place)
    with opened(place) as ledger:
        number = type(worked_on)(ledger, worked_on.today, tmp_path).planned("丁问题")
        assert number.endswith("-0004")
        assert verify(ledger) == ()


def test_the_same_ledger_gives_the_same_members(worked_on: Office, tmp_path: Path) -> None:
    first = packing.pack(worked_on.ledger.location, tmp_path / "1.zip", NOON)
    second = packing.pack(worked_on.ledger.location, tmp_path / "2.zip", NOON)
    assert first.canonical == second.canonical


def test_missing_evidence_is_named_and_the_rest_is_packed(worked_on: Office, tmp_path: Path) -> None:
    place = worked_on.ledger.location
    altered, gone = pieces(place)
    altered.write_bytes(b"altered")
    gone.unlink()
    manifest = packing.pack(place, tmp_path / "包.zip", NOON)
    assert (len(manifest.missing), manifest.evidence) == (2, 0)
    packing.unpack(tmp_path / "包.zip", locate(str(tmp_path / "新.db")))


def test_a_damaged_ledger_is_named_and_not_the_copy_of_it(spoilt: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(spoilt) as archive:
        content = bytearray(archive.read("ledger.db"))
    content[4096 * 10 : 4096 * 15] = b"\xff" * 4096 * 5
    damaged = tmp_path / "坏台账.db"
    damaged.write_bytes(content)
    with pytest.raises(LedgerUnusable, match=r"坏台账\.db”：文件已损坏"):
        packing.pack(locate(str(damaged)), tmp_path / "包.zip", NOON)
    assert not (tmp_path / "包.zip").exists()


@pytest.mark.parametrize("keep", [0, 10, 0.3, 0.7, 0.999])
def test_a_package_cut_short_is_refused(spoilt: Path, tmp_path: Path, keep: float) -> None:
    content = spoilt.read_bytes()
    spoilt.write_bytes(content[: int(keep if keep > 1 else keep * len(content))])
    refuses_everything(spoilt, tmp_path)


@pytest.mark.parametrize("place", [0.05, 0.2, 0.4, 0.6, 0.8])
def test_a_byte_turned_over_is_noticed(spoilt: Path, tmp_path: Path, place: float) -> None:
    content = bytearray(spoilt.read_bytes())
    content[int(place * len(content))] ^= 0xFF
    spoilt.write_bytes(content)
    refuses_everything(spoilt, tmp_path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "evidence/../../x", "ledger.db/x", "/etc/x"])
def test_names_that_would_lead_elsewhere_are_no_package(spoilt: Path, tmp_path: Path, name: str) -> None:
    forged = tmp_path / "假.zip"
    with zipfile.ZipFile(spoilt) as source, zipfile.ZipFile(forged, "w") as target:
        told = json.loads(source.read("manifest.json"))
        told["members"].append({"name": name, "size": 1, "sha256": "0" * 64})
        target.writestr("manifest.json", json.dumps(told))
        target.writestr("ledger.db", source.read("ledger.db"))
        target.writestr(name, b"x")
    refuses_everything(forged, tmp_path)


def test_a_member_larger_than_it_says_is_not_inflated(spoilt: Path, tmp_path: Path) -> None:
    forged = tmp_path / "大.zip"
    with zipfile.ZipFile(spoilt) as source, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("manifest.json", source.read("manifest.json"))
        target.writestr("ledger.db", b"\0" * (64 << 20))
    refuses_everything(forged, tmp_path)


def test_one_name_twice_is_no_package(spoilt: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(spoilt, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("ledger.db", b"another")
    refuses_everything(spoilt, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"\0" * 1000, "普通文字".encode()])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    refuses_everything(path, tmp_path)


def refuses_everything(package: Path, tmp_path: Path) -> None:
    place = locate(str(tmp_path / "新.db"))
    with pytest.raises(UnreadableFile, match="备份"):
        packing.unpack(package, place)
    assert place.path is not None
    assert not place.path.exists()


def test_a_living_ledger_is_not_restored_over_unsaid(
    worked_on: Office, package: Path, tmp_path: Path
) -> None:
    path = tmp_path / "有.db"
    path.write_bytes(b"mine")
    with pytest.raises(LedgerUnusable, match="已经存在"):
        packing.unpack(package, locate(str(path)))
    assert path.read_bytes() == b"mine"


def test_restored_over_on_demand_with_the_old_content_kept(office: Office, tmp_path: Path) -> None:
    place = office.ledger.location
    office.applied("甲问题")
    packing.pack(place, tmp_path / "早.zip", NOON)
    early = hash_of(place)
    office.planned("乙问题")
    late = hash_of(place)
    if place.is_postgresql:
        with pytest.raises(BadInput, match="新建一个空的数据库"):
            packing.unpack_over(tmp_path / "早.zip", place, NOON)
        assert hash_of(place) == late
        return
    _, kept = packing.unpack_over(tmp_path / "早.zip", place, NOON)  # open in `office` all the while
    assert len(queries.list_items(office.ledger, today=office.today)) == 1
    assert hash_of(place) == early
    packing.unpack(kept, locate(str(tmp_path / "回.db")))
    assert hash_of(locate(str(tmp_path / "回.db"))) == late


def test_there_and_back_between_the_databases(
    worked_on: Office, bare_postgresql_location: Location, tmp_path: Path
) -> None:
    """File to server to file, or server to server to file: equal by canonical hash, evidence included."""
    source = worked_on.ledger.location
    sent, missing = transfer.move_ledger(source, bare_postgresql_location)
    assert missing == ()
    back = locate(str(tmp_path / "回.db"))
    assert transfer.move_ledger(bare_postgresql_location, back) == (sent, ())
    assert hash_of(source) == hash_of(bare_postgresql_location) == hash_of(back) == sent
    assert [path.name for path in pieces(back)] == [path.name for path in pieces(source)]
    with opened(bare_postgresql_location) as moved:
        number = type(worked_on)(moved, worked_on.today, tmp_path).planned("丁问题")
        assert number.endswith("-0004")
        assert verify(moved) == ()


def test_a_server_with_a_ledger_is_not_moved_onto(worked_on: Office, postgresql_location: Location) -> None:
    with opened(postgresql_location) as ledger:
        type(worked_on)(ledger, worked_on.today, worked_on.files).planned("戊问题")
    before = hash_of(postgresql_location)
    with pytest.raises(LedgerUnusable, match="已有台账"):
        transfer.move_ledger(worked_on.ledger.location, postgresql_location)
    assert hash_of(postgresql_location) == before


def test_a_row_that_points_to_a_later_one_of_its_table_arrives(
    sqlite_location: Location, tmp_path: Path
) -> None:
    with opened(sqlite_location) as ledger, ledger._engine.begin() as connection:
        for key, parent in ((1, 2), (2, None)):
            connection.execute(
                text("INSERT INTO unit (id, version, name, parent_id, is_group) VALUES (:k, 1, :n, :p, 0)"),
                {"k": key, "n": f"单位{key}", "p": parent if key == 2 else None},
            )
        connection.execute(text("UPDATE unit SET parent_id = 2 WHERE id = 1"))
    copy = locate(str(tmp_path / "新.db"))
    transfer.move_ledger(sqlite_location, copy)
    assert hash_of(copy) == hash_of(sqlite_location)


def test_a_full_disk_leaves_no_package(
    worked_on: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "_store", full)
    with pytest.raises(OutputFailed, match="磁盘空间不足"):
        packing.pack(worked_on.ledger.location, tmp_path / "包" / "备份.zip", NOON)
    assert list((tmp_path / "包").iterdir()) == []


def test_there_must_be_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable, match="还没有台账"):
        packing.pack(locate(str(tmp_path / "无.db")), tmp_path / "包.zip", NOON)
    with pytest.raises(BadInput, match=r"\.zip"):
        packing.demand_package(tmp_path / "包.db")


def test_evidence_added_meanwhile_is_left_to_the_next_package(worked_on: Office, tmp_path: Path) -> None:
    """Rows of one moment: what is handed in after it is in neither rows nor files."""
    packing.pack(worked_on.ledger.location, tmp_path / "早.zip", NOON)
    number = worked_on.registered("己问题")
    add_evidence(
        worked_on.ledger, worked_on.operator, number, [worked_on.file("晚.txt")], today=worked_on.today
    )
    packing.unpack(tmp_path / "早.zip", locate(str(tmp_path / "新.db")))
    assert len(pieces(locate(str(tmp_path / "新.db")))) == 2


def test_troubles_of_the_package_are_errors_of_ours(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="没有这个文件"):
        packing.read_manifest(tmp_path / "无.zip")

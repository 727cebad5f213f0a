"""The sample ledger shows every state and light, is whole, and is put in its place whole or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts import script
from tracker import paths
from tracker.desk import demo as desk_demo
from tracker.desk import documents as desk_documents
from tracker.desk.checking import Verdict, check_text
from tracker.desk.demo import Demo, build_demo, demo_folder
from tracker.desk.demo.around import AUDIT
from tracker.desk.documents import read_and_mine, store
from tracker.desk.duties import occurrences
from tracker.desk.report_papers import write_report
from tracker.errors import OutputFailed
from tracker.exchange.papers.style import PaperStyle
from tracker.ledger import history, pages, queries, reviews, schema, verifying
from tracker.ledger.blobs import Blob
from tracker.ledger.location import locate
from tracker.ledger.rows import ItemPage
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.ledger.words import Decision, Light, LookBackResult, PaperKind, State
from tracker.mining.findings import Mined
from tracker.reading import read


def _silent(line: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Built once; the tests below only read it."""
    return build_demo(tmp_path_factory.mktemp("user") / "demo", announce=_silent)


@pytest.fixture
def ledger(demo: Demo) -> Iterator[Ledger]:
    """The sample ledger, open."""
    with Ledger.open(demo.ledger) as opened:
        yield opened


def _pages(ledger: Ledger, today: dt.date) -> list[ItemPage]:
    return pages.item_pages(ledger, queries.item_ids(ledger, today=today), today=today)


def test_every_state_and_light_is_seen(ledger: Ledger, demo: Demo) -> None:
    rows = queries.list_items(ledger, today=demo.today)
    assert {row.state for row in rows} == set(State)
    assert {row.light for row in rows} == set(Light)


def test_every_turn_of_an_items_life_is_seen(ledger: Ledger, demo: Demo) -> None:
    found = _pages(ledger, demo.today)
    decisions = {entry.decision for page in found for entry in page.applications}
    assert decisions >= {Decision.PENDING, Decision.ACCEPTED, Decision.RETURNED}
    assert {entry.result for page in found for entry in page.look_backs} == set(LookBackResult)
    assert any(page.row.round == 2 for page in found)
    assert any(page.extension_count and page.first_deadline != page.row.deadline for page in found)
    assert any(not all(there for _, there in page.four) for page in found)
    assert sum(len(page.evidence) for page in found) >= 10


def test_everything_beside_an_items_own_life_is_there_to_try(ledger: Ledger, demo: Demo) -> None:
    def count(line: str) -> int:
        return len(queries.item_ids(ledger, read_line(ledger, line), today=demo.today))

    assert count("延期申请:待批准") == 1, "a leader has something to decide"
    assert count("核实:部分属实") == 1
    assert count("分类:一时难以解决") == 1
    assert count(f"专项:{AUDIT}") == 3, "two of its own, one that stands in both"
    assert {row.words for row in occurrences(ledger, today=demo.today)} >= {"已办", "已逾期4天"}
    pages = _pages(ledger, demo.today)
    assert any(page.stages for page in pages)
    assert any(page.escalations for page in pages)
    assert any(page.self_checks for page in pages)


def test_it_was_really_mined(ledger: Ledger, demo: Demo) -> None:
    mined = [
        page
        for row in queries.list_items(ledger, today=demo.today)
        if (page := pages.item_page(ledger, row.number, today=demo.today)).source is not None
    ]
    assert len(mined) >= 18
    titles = Counter(page.source.title for page in mined if page.source)
    assert len(titles) == 3
    for page in mined:
        assert page.source is not None
        assert page.source.text[page.source.start : page.source.end].strip()


def test_one_document_is_still_under_review(ledger: Ledger) -> None:
    feedback = next(row for row in reviews.documents(ledger) if row.source_name.endswith(".docx"))
    assert feedback.accepted
    assert feedback.rejected
    assert feedback.pending
    rejected = [row for row in reviews.candidates(ledger, feedback.id) if row.verdict.value == "rejected"]
    assert all(row.reason for row in rejected)


def test_name_unit_and_figures_are_filled_in(ledger: Ledger, demo: Demo) -> None:
    campaign = queries.campaign(ledger)
    assert campaign.name == "2024年首轮巡察整改"
    assert campaign.reporting_unit
    found = figures(ledger, today=demo.today)
    assert 0.1 < found.closed / found.items < 0.5


def test_journal_tables_and_evidence_are_whole(ledger: Ledger, demo: Demo) -> None:
    assert verifying.verify(ledger) == ()
    assert schema.check(locate(str(demo.ledger))) == ()
    kept = [Blob(row.sha256, row.size, row.name) for row in queries.evidence(ledger)]
    assert kept
    assert ledger.evidence.verify(kept) == ()


def test_the_story_runs_forward_and_by_several_people(ledger: Ledger, demo: Demo) -> None:
    actions = history.last_actions(ledger, limit=1000)[::-1]
    days = [action.today for action in actions]
    assert days == sorted(days)
    assert days[0] == dt.date(2024, 3, 18)
    assert days[-1] <= demo.today
    assert len({action.actor for action in actions}) >= 5


def test_its_actor_can_decide_on_what_waits(ledger: Ledger, demo: Demo) -> None:
    waiting = [page for page in _pages(ledger, demo.today) if page.row.state is State.APPLIED]
    assert waiting
    for page in waiting:
        steps = {step.action: step.refusals for step in pages.steps_of(page, demo.actor)}
        assert steps["close"] == ()


def test_its_seeds_are_known_to_it(ledger: Ledger, demo: Demo) -> None:
    head = ledger.head()
    for path in sorted(paths.seeds().glob("*.[td]*x*")):
        document = read_and_mine(path, date=None, ask=lambda title: None)
        assert not store(ledger, demo.actor, document, today=demo.today).is_new
    assert ledger.head() == head


def test_an_existing_one_is_opened_as_it_stands(demo: Demo) -> None:
    before = demo.ledger.read_bytes()
    heard: list[str] = []
    assert build_demo(demo.ledger.parent, announce=heard.append) == demo
    assert demo.ledger.read_bytes() == before
    assert heard == [f"打开已有的样例台账：{demo.ledger}"]


def test_an_earlier_edition_is_made_anew_unless_something_was_tried_in_it(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(demo.ledger.parent, folder)
    monkeypatch.setattr(
        desk_demo,
        "_build",
        lambda path, _: shutil.copytree(demo.ledger.parent, path.parent, dirs_exist_ok=True),
    )
    ledger, edition = folder / demo.ledger.name, folder / "样例台账.edition"
    edition.write_text("earlier " + edition.read_text(encoding="utf-8").split()[1], encoding="utf-8")
    ledger_then = ledger.stat().st_ino
    build_demo(folder, announce=_silent)
    assert ledger.stat().st_ino != ledger_then, "made anew"
    edition.write_text("earlier 7", encoding="utf-8")
    heard: list[str] = []
    ledger_then = ledger.stat().st_ino
    build_demo(folder, announce=heard.append)
    assert ledger.stat().st_ino == ledger_then
    assert "您试过的改动都还在" in heard[0] and "--fresh" in heard[0]


def test_made_anew_it_is_the_same_again(demo: Demo, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / demo.ledger.name).write_text("改坏了的旧样例", encoding="utf-8")
    again = build_demo(folder, announce=_silent, fresh=True)
    with Ledger.open(demo.ledger) as first, Ledger.open(again.ledger) as second:
        assert _pages(first, demo.today) == _pages(second, demo.today)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_miner_that_finds_nothing_still_leaves_every_light(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_documents, "mine", lambda text, date, **options: Mined(date, ()))
    demo = build_demo(tmp_path / "demo", announce=_silent)
    with Ledger.open(demo.ledger) as ledger:
        rows = queries.list_items(ledger, today=demo.today)
    assert {row.state for row in rows} == set(State)
    assert {row.light for row in rows} == set(Light)


def test_a_failure_leaves_the_old_one_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "样例台账.db").write_text("旧样例", encoding="utf-8")
    monkeypatch.setattr(paths, "seeds", lambda: tmp_path / "没有")
    with pytest.raises(Exception, match="没有这个文件"):
        build_demo(folder, announce=_silent, fresh=True)
    assert (folder / "样例台账.db").read_text(encoding="utf-8") == "旧样例"
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(("fresh", "has_demo"), [(False, False), (True, False), (True, True)])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, fresh: bool, has_demo: bool) -> None:
    (tmp_path / "重要.txt").write_text("别动", encoding="utf-8")
    if has_demo:
        (tmp_path / "样例台账.db").write_text("旧样例", encoding="utf-8")
    with pytest.raises(OutputFailed, match="文件夹里有别的文件"):
        build_demo(tmp_path, announce=_silent, fresh=fresh)
    assert (tmp_path / "重要.txt").read_text(encoding="utf-8") == "别动"


def test_it_lies_apart_from_the_users_own_ledger() -> None:
    assert demo_folder() == paths.data_dir() / "demo"


def test_the_word_seed_is_what_its_script_writes(tmp_path: Path) -> None:
    module = script("make_seeds")
    module.build(tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == module.SEED.read_bytes()


@pytest.mark.parametrize("kind", [PaperKind.WEEK, PaperKind.TEN_DAYS, PaperKind.MONTH, PaperKind.REPORT])
def test_our_own_papers_state_no_wrong_number(
    ledger: Ledger, demo: Demo, tmp_path: Path, kind: PaperKind
) -> None:
    paper = tmp_path / "报告.docx"
    write_report(ledger, paper, kind, today=demo.today, style=PaperStyle())
    found = check_text(ledger, read(paper).content, today=demo.today)
    assert [one.context for one in found.figures if one.verdict is Verdict.DIFFERS] == []
    assert found.count(Verdict.AGREES) > 0

"""Word papers as an office gets them: what they say, whose figures, that text stays text, byte for byte."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.desk.handover_paper import write_handover
from tracker.desk.paper_files import office_style, paths_for, write_sample_template
from tracker.desk.papers import PaperWish, Written, write_papers
from tracker.desk.report_papers import write_report
from tracker.errors import BadInput, OutputFailed, Refusal, UnreadableFile
from tracker.exchange.papers.fields import COMMON, ITEM, MEASURE, lists_of, own_fields
from tracker.exchange.papers.parts import Grid, Line, Paper
from tracker.exchange.papers.style import PaperStyle, read_style, style_sample
from tracker.exchange.papers.writing import paper_bytes
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import apply_for_closing, close, register, stop
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.reporting import add_evidence, add_progress
from tracker.ledger.differences import differences
from tracker.ledger.figures.counting import tallies, tally
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.happened import Happened
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.papers import STATES, issued_sheets
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, Dimension, OwnerRole, PaperKind, Role

CLERK = Actor("李明", Role.OPERATOR)
REVIEWER = Actor("王芳", Role.REVIEWER)
TODAY = dt.date(2024, 6, 18)
REPORTS = [kind for kind in PaperKind if kind not in STATES]
HOSTILE = '=1+1 <w:fldSimple w:instr="QUOTE"/> {{ 标题 }} {% for %} ]]> & \x07\x00\u202e\uffff {PAGE}'


def _add(
    ledger: Ledger, title: str, unit: str, *, due: dt.date = TODAY + dt.timedelta(20), **more: Any
) -> str:
    draft = ItemDraft(
        title,
        target="形成机制",
        category="作风",
        deadline=Deadline(f"{due.month}月{due.day}日前", DeadlineKind.DATE, due),
        owners={OwnerRole.LEAD: (unit,), OwnerRole.LEADER: ("周正",), OwnerRole.PERSON: ("张三",)},
        measures=(MeasureDraft("修订会议办法"), MeasureDraft("进一步加大统筹力度，持续抓好落实")),
        **more,
    )
    return add_item(ledger, CLERK, draft, today=dt.date(2024, 3, 1))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four items of two units: overdue, with time left, closed, and one with a 密级."""
    folder = tmp_path_factory.mktemp("台账")
    with Ledger.open(folder / "台账.db", create=True) as opened:
        numbers = [
            _add(opened, "会议偏多", "办公室", due=TODAY - dt.timedelta(5)),
            _add(opened, "调研走过场", "办公室"),
            _add(opened, "梯队建设不紧", "组织处"),
            _add(opened, "涉密事项标题", "组织处"),
        ]
        edit_items(opened, CLERK, numbers[3:], ItemEdit(secrecy="秘密"), today=dt.date(2024, 3, 1))
        register(opened, CLERK, numbers, today=dt.date(2024, 3, 2))
        for ordinal in (1, 2):
            file = folder / f"佐证{ordinal}.txt"
            file.write_text(file.name, encoding="utf-8")
            day = dt.date(2024, 6, 10)
            add_progress(opened, CLERK, numbers[2], "已办", measure=ordinal, done=True, today=day)
            add_evidence(opened, CLERK, numbers[2], [file], measure=ordinal, today=day)
        apply_for_closing(
            opened, CLERK, numbers[2], completion="均已完成", inference="已自查", today=dt.date(2024, 6, 11)
        )
        close(opened, REVIEWER, numbers[2], opinion="材料齐全", today=dt.date(2024, 6, 17))
    return folder / "台账.db"


@pytest.fixture(scope="module")
def shared(filled: Path) -> Iterator[Ledger]:
    """The ledger itself, to read from: its statements are compiled once for all tests."""
    with Ledger.open(filled) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """With an overdue item whose every text means harm; its unit is called so too."""
    path = tmp_path_factory.mktemp("恶意") / "台账.db"
    shutil.copy(filled, path)
    with Ledger.open(path) as opened:
        due = TODAY - dt.timedelta(1)
        number = _add(opened, f"会议{HOSTILE}", HOSTILE, due=due, detail=HOSTILE, note=f"{HOSTILE}\n二")
        register(opened, CLERK, [number], today=TODAY - dt.timedelta(2))
        yield opened


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of it, to write to."""
    shutil.copy(filled, tmp_path / "台账.db")
    with Ledger.open(tmp_path / "台账.db") as opened:
        yield opened


def _write(ledger: Ledger, path: Path, kind: PaperKind, query: str = "", **named: Any) -> Written:
    query = query or ("整改中" if kind is PaperKind.REMINDER else "")
    wish = PaperWish(**{"issuer": "局整改办", **named.pop("wish", {})})
    wanted, today = read_query(query), named.pop("today", TODAY)
    if kind in REPORTS:
        since = dt.date(2024, 6, 1) if kind is PaperKind.BETWEEN else None
        return write_report(
            ledger, path, kind, wanted, today=today, style=PaperStyle(), wish=wish, since=since, **named
        )
    if kind is PaperKind.HANDOVER:
        return write_handover(
            ledger, path, "张三", wanted, to="李四", today=today, style=PaperStyle(), wish=wish, **named
        )
    return write_papers(ledger, path, kind, wanted, today=today, style=PaperStyle(), wish=wish, **named)


def _words(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join((one.text or "") if one.tag.endswith("}t") else "\n" for one in line.xpath(".//w:t|.//w:br"))
        for line in body.xpath(".//w:p")
    )


def _tables(path: Path) -> list[list[list[str]]]:
    document: Any = docx.Document(str(path))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def _parts(path: Path, pattern: str) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        return "".join(archive.read(name).decode("utf-8") for name in sorted(names))


def _due(kind: PaperKind) -> dict[str, Any]:
    return {"wish": {"due": TODAY + dt.timedelta(10)}} if kind is PaperKind.ADMONITION else {}


@pytest.mark.parametrize("kind", list(PaperKind))
def test_each_paper_is_written_the_same_twice_and_opens(
    shared: Ledger, tmp_path: Path, kind: PaperKind
) -> None:
    head = shared.head()
    first = _write(shared, tmp_path / "一.docx", kind, **_due(kind))
    second = _write(shared, tmp_path / "二.docx", kind, **_due(kind))
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]
    assert shared.head() == head, "a draft changes nothing"
    words = _words(first.files[0])
    assert "2024年6月18日" in words
    assert "涉密事项标题" not in words
    assert "方正小标宋简体" in _parts(first.files[0], r"word/styles\.xml")


def test_a_supervision_goes_to_each_unit_with_its_own_number(ledger: Ledger, tmp_path: Path) -> None:
    register(ledger, CLERK, [_add(ledger, "第五项", "组织处")], today=TODAY)
    wish = {"due": dt.date(2024, 6, 28)}
    kind = PaperKind.SUPERVISION
    done = _write(ledger, tmp_path / "督办.docx", kind, "整改中", wish=wish, issuing=CLERK)
    assert [path.name for path in done.files] == ["督办（办公室）.docx", "督办（组织处）.docx"]
    assert done.numbers == ("督办〔2024〕1号", "督办〔2024〕2号")
    assert (done.items, done.withheld) == (3, 1)
    words = _words(done.files[0])
    for said in (
        "督办〔2024〕1号",
        "办公室：",
        "2个事项尚未完成整改，其中1个已经逾期",
        "2024年6月28日前书面",
        "局整改办",
    ):
        assert said in words
    assert _tables(done.files[0])[0][1] == [
        "1",
        "ZG-2024-0001",
        "会议偏多",
        "2024年\n6月13日",
        "已逾期\n5天",
        "1.修订会议办法。\n2.进一步加大统筹力度，持续抓好落实。",
    ]
    tomorrow = TODAY + dt.timedelta(days=1)
    again = _write(ledger, tmp_path / "再.docx", kind, "逾期", wish=wish, issuing=CLERK, today=tomorrow)
    assert "（第2次督办）" in _words(again.files[0])


def test_papers_are_numbered_and_reports_written_on_both_databases(
    location: Location, tmp_path: Path
) -> None:
    with Ledger.open(location) as ledger:
        number = _add(ledger, "会议偏多", "办公室", due=TODAY - dt.timedelta(5))
        register(ledger, CLERK, [number], today=dt.date(2024, 3, 2))
        done = _write(ledger, tmp_path / "督办", PaperKind.SUPERVISION, issuing=CLERK)
        assert done.numbers == ("督办〔2024〕1号",)
        for kind in (PaperKind.BETWEEN, PaperKind.MONTH):
            assert "共反馈问题1个" in _words(_write(ledger, tmp_path / kind.word, kind).files[0])


def test_many_items_go_to_a_list_whose_head_is_repeated(ledger: Ledger, tmp_path: Path) -> None:
    numbers = [_add(ledger, f"第{place}项", "办公室") for place in range(12)]
    register(ledger, CLERK, numbers, today=TODAY)
    done = _write(ledger, tmp_path / "督办", PaperKind.SUPERVISION, "单位:办公室 整改中")
    body = _parts(done.files[0], r"word/document\.xml")
    assert "附件：事项清单" in _words(done.files[0])
    assert body.count("<w:tblHeader/>") == 1
    assert body.count("<w:cantSplit/>") == 15
    assert len(_tables(done.files[0])[0]) == 15


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.parametrize("query", ["", "单位:办公室 或 已销号"])
def test_every_figure_is_that_of_the_statistics(
    shared: Ledger, tmp_path: Path, kind: PaperKind, query: str
) -> None:
    path = _write(shared, tmp_path / "报告", kind, query).files[0]
    overall = tally(shared, read_query(query), today=TODAY)
    words, counts = _words(path), overall.counts
    assert f"共反馈问题{counts['problems']}个，已销号{counts['closed']}个" in words
    assert f"制定措施{counts['measures']}条，已完成{counts['measures_done']}条" in words
    head = shared.head()
    assert (
        f"范围：{read_query(query) if query else '全部事项'}　台账校验码 {head.count}:{head.hash}"
        in _parts(path, r"word/footer\d*\.xml").replace("</w:t><w:t>", "")
    )
    if kind is PaperKind.BETWEEN:
        changes = differences(shared, dt.date(2024, 6, 1), TODAY, read_query(query))
        for what, rows in changes.lists.items():
            told = words.partition("相比，")[2].partition("\n")[0]
            assert (f"{what.word}{len(rows)}个" in told) == (bool(rows) and what is not Happened.DEADLINE)
        return
    codes = ("items", "closed", "rectifying", "overdue", "extension_asked", "measures", "measures_done")
    units = tallies(shared, Dimension.UNIT, read_query(query), today=TODAY)
    for row, expected in zip(_tables(path)[0][1:], [*units, overall], strict=True):
        assert row[0] == (expected.name or "合计")
        assert [int(cell) for place, cell in enumerate(row[1:], 1) if place != 3] == [
            expected.counts[code] for code in codes
        ]


def test_what_bears_a_secrecy_is_counted_and_not_named(shared: Ledger, tmp_path: Path) -> None:
    hidden = _words(_write(shared, tmp_path / "一", PaperKind.REPORT).files[0])
    assert "共反馈问题4个" in hidden
    assert "另有1个事项标有密级，计入数字，不逐项列出" in hidden
    shown = _words(_write(shared, tmp_path / "二", PaperKind.REPORT, wish={"with_secret": True}).files[0])
    assert "涉密事项标题" in shown
    assert shown.startswith("秘密\n")
    kind = PaperKind.ASSIGNMENT
    with pytest.raises(Refusal, match="1个都标有密级"):
        _write(shared, tmp_path / "三", kind, "涉密")
    words = _words(_write(shared, tmp_path / "三", kind, "涉密", wish={"with_secret": True}).files[0])
    assert words.startswith("秘密\n")


def test_a_supplement_asks_only_for_what_nobody_could_check(shared: Ledger, tmp_path: Path) -> None:
    rows = _tables(_write(shared, tmp_path / "补正", PaperKind.SUPPLEMENT, "会议偏多").files[0])[0]
    assert [row[3] for row in rows[1:]] == ["进一步加大统筹力度，持续抓好落实"]
    assert "做到什么程度" in rows[1][4]
    assert "由谁负责" not in rows[1][4], "its item says who"


def test_the_closing_form_says_what_the_ledger_knows(shared: Ledger, tmp_path: Path) -> None:
    path = _write(shared, tmp_path / "审批", PaperKind.CLOSING, "梯队").files[0]
    words = _words(path)
    for said in (
        "梯队建设不紧",
        "均已完成",
        "已自查",
        "佐证1.txt",
        "同意销号：材料齐全（台账登记：王芳，2024年6月17日）",
    ):
        assert said in words
    assert words.count("签字（盖章）") == 4


def test_a_handover_lists_all_that_stands_in_a_name(ledger: Ledger, tmp_path: Path) -> None:
    done = _write(ledger, tmp_path / "交接", PaperKind.HANDOVER, issuing=CLERK)
    assert (done.items, done.withheld, done.numbers) == (2, 1, ("交接〔2024〕1号",))
    words = _words(done.files[0])
    assert "张三名下没有办完的2个事项、2项工作移交李四接手" in words
    assert issued_sheets(ledger)[0].unit == "李四"
    assert 'w:orient="landscape"' in _parts(done.files[0], r"word/document\.xml")


@pytest.mark.parametrize("kind", list(PaperKind))
def test_text_from_data_is_text_in_every_paper_and_template(
    hostile: Ledger, tmp_path: Path, kind: PaperKind
) -> None:
    query = "梯队" if kind is PaperKind.LOOK_BACK else "会议"
    template = write_sample_template(tmp_path / "模板.docx", kind)
    for named in ({}, {"template": template}):
        wish = {**_due(kind).get("wish", {}), **named, "issuer": HOSTILE, "label": HOSTILE}
        done = _write(hostile, tmp_path / f"甲{len(named)}", kind, query, wish=wish)
        text = "".join(_words(path) for path in done.files)
        assert "<w:fldSimple" in text, "as written"
        for path in done.files:
            body = _parts(path, r"word/document\.xml")
            assert "<w:fldSimple" not in body
            assert "instrText" not in body
            assert not re.search("[\x00-\x08\u202e\uffff]", body)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_fields_are_those_that_are_documented(shared: Ledger, tmp_path: Path, kind: PaperKind) -> None:
    seen: list[Paper] = []

    def keep(template: Path, paper: Paper) -> bytes:
        seen.append(paper)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.exchange.papers.template.filled_template", keep)
        _write(shared, tmp_path / "甲", kind, wish={**_due(kind).get("wish", {}), "template": tmp_path})
    fields: Any = seen[0].fields
    assert set(fields) == {*COMMON, *own_fields(kind)}
    for name, below in lists_of(kind).items():
        first, _, second = name.partition(".")
        entries = fields[first]
        if second and first == "变动":
            entries = entries[second]
        elif second:
            entries = [part for entry in entries for part in entry[second]]
        for entry in entries:
            assert set(entry) == set(below), name
    if kind not in (*REPORTS,) or kind is PaperKind.REPORT:
        assert set(fields["事项"][0]) == set(ITEM)
        assert set(fields["事项"][0]["措施"][0]) == set(MEASURE)


def test_a_template_of_the_office_is_filled(ledger: Ledger, tmp_path: Path) -> None:
    template = tmp_path / "红头.docx"
    document: Any = docx.Document()
    document.add_paragraph("某某局文件 {{ 文号 }}")
    document.add_paragraph("{{ 主送 }}：{%p if 逾期项数 %}")
    document.add_paragraph("逾期{{ 逾期项数 }}项")
    document.add_paragraph("{%p endif %}")
    document.save(str(template))
    kind = PaperKind.SUPERVISION
    done = _write(ledger, tmp_path / "督办", kind, "逾期", wish={"template": template}, issuing=CLERK)
    assert "某某局文件 督办〔2024〕1号" in _words(done.files[0])
    style = PaperStyle(templates={kind: template})
    usual = write_papers(ledger, tmp_path / "常用", kind, today=TODAY, style=style)
    assert "某某局文件" in _words(usual.files[0]), "of the office's 版式"
    assert "逾期1项" in _words(done.files[0])


def test_a_template_that_cannot_be_filled_says_why_and_nothing_is_recorded(
    shared: Ledger, tmp_path: Path
) -> None:
    def refused(text: str, kind: type[Exception] = BadInput) -> str:
        template = tmp_path / "模板.docx"
        document: Any = docx.Document()
        document.add_paragraph(text)
        document.save(str(template))
        with pytest.raises(kind) as problem:
            _write(
                shared,
                tmp_path / "甲.docx",
                PaperKind.SUPERVISION,
                "逾期",
                wish={"template": template},
                issuing=CLERK,
            )
        return str(problem.value)

    head = shared.head()
    assert "里的字段“标提”不认得，可用的字段见 tracker paper fields 督办通知单" in refused("{{ 标提 }}")
    assert "写得不对" in refused("{% for 项 事项 %}")
    assert "填不了" in refused("{{ 标题.__class__.__mro__ }}")
    assert "填不了" in refused("{{ 项数 // 0 }}")
    assert "填不了" in refused("{% for i in range(100000000) %}x{% endfor %}")
    assert shared.head() == head
    assert not (tmp_path / "甲.docx").exists()


def test_a_hostile_template_is_refused(shared: Ledger, tmp_path: Path) -> None:
    good = write_sample_template(tmp_path / "好.docx", PaperKind.SUPERVISION).read_bytes()
    bomb = tmp_path / "弹.docx"
    with (
        zipfile.ZipFile(tmp_path / "好.docx") as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            out.writestr(name, source.read(name))
        out.writestr("word/media/a.bin", b"\0" * (70 << 20))
    entity = tmp_path / "实体.docx"
    with zipfile.ZipFile(tmp_path / "好.docx") as source, zipfile.ZipFile(entity, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)
            out.writestr(name, content)
    half = tmp_path / "半.docx"
    half.write_bytes(good[: len(good) // 2])
    text = tmp_path / "文字.docx"
    text.write_text("不是文档", encoding="utf-8")
    for path in (bomb, entity, half, text, tmp_path, tmp_path / "没有.docx"):
        with pytest.raises(UnreadableFile):
            _write(shared, tmp_path / "甲", PaperKind.SUPERVISION, "逾期", wish={"template": path})


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_recorded(shared: Ledger, tmp_path: Path) -> None:
    head = shared.head()
    for place in (tmp_path, tmp_path / "没有" / "甲.docx"):
        with pytest.raises(OutputFailed):
            _write(shared, place, PaperKind.SUPERVISION, "逾期", issuing=CLERK)
    assert shared.head() == head


def test_what_is_recorded_and_could_not_take_its_place_says_what_to_do(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "open elsewhere")

    (tmp_path / "甲.docx").write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        OutputFailed, match=r"正在 Word 中打开.*督办〔2024〕1号已经登记，先用 tracker undo 撤回再出文"
    ):
        _write(ledger, tmp_path / "甲", PaperKind.SUPERVISION, issuing=CLERK)
    assert (tmp_path / "甲.docx").read_bytes() == b"before"
    assert len(issued_sheets(ledger)) == 1
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".docx"} == {"甲.docx"}


@pytest.mark.parametrize(
    ("kind", "query", "said"),
    [
        (PaperKind.SUPERVISION, "已销号", "符合条件的1个事项都不发督办通知单：只有整改中的事项才发"),
        (PaperKind.ADMONITION, "调研", "只有已逾期的整改中的事项才发"),
        (PaperKind.REMINDER, "没有这样的", "没有符合条件的事项"),
        (PaperKind.REPORT, "没有这样的", "没有可以报告的"),
        (PaperKind.HANDOVER, "没有这样的", "没有可以交接的"),
    ],
)
def test_a_paper_about_nothing_is_refused(
    shared: Ledger, tmp_path: Path, kind: PaperKind, query: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        _write(shared, tmp_path / "甲", kind, query, **_due(kind))


def test_a_last_day_is_asked_for_and_must_be_ahead(shared: Ledger, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="告诫书要写明最后期限"):
        _write(shared, tmp_path / "甲", PaperKind.ADMONITION)
    with pytest.raises(BadInput, match="已经过了"):
        _write(shared, tmp_path / "甲", PaperKind.REMINDER, wish={"due": dt.date(2024, 6, 1)})


def test_files_of_units_never_share_a_name() -> None:
    names = [path.name for path in paths_for(Path("督办.docx"), ["甲/乙", "甲:乙", "办 公室", "…" * 99])]
    assert len({name.casefold() for name in names}) == 4
    assert names[0] == "督办（甲_乙）.docx"


def test_the_style_file_says_what_is_in_force_and_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "公文版式.toml"
    path.write_text(style_sample(PaperStyle()), encoding="utf-8")
    assert read_style(path) == PaperStyle()
    path.write_text(
        '"落款" = "局整改办"\n["字体"]\n"正文" = "仿宋"\n["代字"]\n"督办通知单" = "整督"\n', encoding="utf-8"
    )
    changed = read_style(path)
    assert (changed.issuer, changed.body.name, changed.body.points) == ("局整改办", "仿宋", 16)
    assert changed.codes[PaperKind.SUPERVISION] == "整督"
    path.write_text('["模板"]\n"督办通知单" = "督办.docx"\n', encoding="utf-8")
    assert read_style(path).templates == {PaperKind.SUPERVISION: tmp_path / "督办.docx"}
    for wrong, said in (
        ('["字体"]\n"标提" = "宋体"', "字体.标提 没有这一项"),
        ('["字号"]\n"正文" = 200', "字号.正文 要写 5 到 72 的数字"),
        ('"行距" = "大"', "行距 要写 12 到 60 的数字"),
        ('["代字"]\n"督办通知单" = ""', "代字.督办通知单 要写文字"),
        ("落款 = 1", "写法有误"),
    ):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(BadInput, match=re.escape(said)):
            read_style(path)
    assert office_style() == PaperStyle()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=60), min_size=2, max_size=2))
def test_any_text_makes_a_document_that_opens(tmp_path: Path, texts: list[str]) -> None:
    from tracker.exchange.papers.parts import Column

    grid = Grid((Column("一", 1), Column("二", 2)), (tuple(texts), tuple(texts)))
    paper = Paper(PaperKind.REPORT, texts[0], (Line(texts[1]), grid), TODAY, foot=texts[0])
    path = tmp_path / "任意.docx"
    path.write_bytes(paper_bytes([paper], PaperStyle()))
    assert len(_tables(path)[0]) == 3


def test_one_overdue_item_is_not_told_of_as_several(ledger: Ledger, tmp_path: Path) -> None:
    done = _write(ledger, tmp_path / "督办.docx", PaperKind.SUPERVISION, "逾期")
    assert done.items == 1
    assert "1个事项尚未完成整改，已经逾期。" in _words(done.files[0])


def test_no_heading_stands_over_nothing_and_no_table_is_announced_that_is_empty(
    ledger: Ledger, tmp_path: Path
) -> None:
    _add(ledger, "台账更新不及时", "办公室")
    only = _words(_write(ledger, tmp_path / "报告", PaperKind.REPORT, "待挂号").files[0])
    assert "下一步工作\n对尚未挂号的1个事项，补齐目标、措施、责任和时限，尽快挂号整改。" in only
    week = _words(_write(ledger, tmp_path / "周", PaperKind.WEEK, "梯队").files[0])
    assert "没有已经逾期的事项。\n没有下周结束前到期的事项。" in week
    stop(ledger, REVIEWER, "ZG-2024-0005", reason="机构撤并，不再办理", today=TODAY)
    assert "下一步工作" not in _words(_write(ledger, tmp_path / "终止", PaperKind.REPORT, "终止").files[0])

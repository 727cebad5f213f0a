"""Word papers about items: which items, read in one moment, numbered where they go out, written whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.duties import next_due
from tracker.desk.exporting import without_secret
from tracker.desk.paper_files import Replacing, paths_for
from tracker.desk.targets import PAPER, target_path
from tracker.desk.vague_measures import vague_measures
from tracker.errors import BadInput, Conflict, OutputFailed, Refusal
from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import heading_of
from tracker.ledger.commands.papers import PaperToIssue, issue_papers
from tracker.ledger.filtering.tree import EVERYTHING, Query, every
from tracker.ledger.pages import item_pages
from tracker.ledger.papers import STATES, TO_UNITS, USUAL, issued_before, leading_units, meant_by
from tracker.ledger.rows import ItemPage, JournalHead
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind

if TYPE_CHECKING:
    from tracker.exchange.papers.frame import Frame
    from tracker.exchange.papers.parts import Paper
    from tracker.exchange.papers.style import PaperStyle

_TRIES: Final = 5
_FEW_NUMBERS: Final = 3
"""So many are told one by one."""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """How papers are wanted, beside which items."""

    template: Path | None = None
    """The office's own .docx."""
    due: dt.date | None = None
    """By when an answer is asked for; of a 告诫书 the last day."""
    issuer: str = ""
    label: str = ""
    with_secret: bool = False
    told: str = ""
    """Which items were chosen, in words, in place of the query."""
    first_number: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was made."""

    kind: PaperKind
    files: tuple[Path, ...]
    items: int
    numbers: tuple[str, ...] = ()
    """文号, in the order of the files; empty: drafts."""
    withheld: int = 0
    """Items that stay for their 密级."""
    others: int = 0
    """Items asked for that such a paper is not about."""
    homeless: tuple[str, ...] = ()
    """编号 of items that no unit leads."""
    is_unsigned: bool = False
    """Nobody is named as its sender."""
    is_draft: bool = False
    """It could be numbered, and is not."""

    @property
    def words(self) -> str:
        """Said to whoever asked."""
        count = f"{len(self.files)}份" if len(self.files) > 1 else ""
        few = len(self.numbers) <= _FEW_NUMBERS
        told = "、".join(self.numbers) if few else f"{self.numbers[0]}至{self.numbers[-1]}"
        what = f"已登记发文{told}，" if told else ""
        tail = f"（{self.left_out}）" if self.left_out else ""
        draft = "草稿" if self.is_draft else ""
        return f"{what}已写出{self.kind.word}{draft}{count}，{self.items}个事项{tail}"

    @property
    def left_out(self) -> str:
        """What is not in them, and what they lack; empty for nothing."""
        left = [
            f"另有{self.withheld}个标有密级，没有写入" if self.withheld else "",
            f"另有{self.others}个不发{self.kind.word}" if self.others else "",
            f"{'、'.join(self.homeless[:5])}{'等' if len(self.homeless) > 5 else ''}没有牵头单位，没有写入"
            if self.homeless
            else "",
            "没有落款：写 --from，或在专项里设填报单位" if self.is_unsigned else "",
        ]
        return "；".join(line for line in left if line)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The items of one paper."""

    key: str
    """Its unit, or the 编号 of its item: what its 文号 is found by."""
    unit: str
    pages: tuple[ItemPage, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything read for one print."""

    sheets: tuple[_Sheet, ...]
    levels: Mapping[int, int]
    frame: Frame
    head: JournalHead
    withheld: int
    others: int
    homeless: tuple[str, ...]

    def papers(self, numbers: Sequence[str] = ()) -> list[Paper]:
        """As they are set; drafts without numbers."""
        known = {sheet.key: number for sheet, number in zip(self.sheets, numbers, strict=False)}
        frame = replace(self.frame, numbers=known)
        return [_paper(frame, sheet, self.levels) for sheet in self.sheets]


def write_papers(
    ledger: Ledger,
    typed: Path,
    kind: PaperKind,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    style: PaperStyle,
    wish: PaperWish | None = None,
    issuing: Actor | None = None,
) -> Written:
    """Write papers of a kind about the items meant, a file for each unit they go to.

    Where nobody says which, 督办 is about what is overdue and 提醒 about what will be soon. With `issuing`
    they are numbered and recorded on their items, in one action; a paper that cannot be written is not
    recorded. Raises Refusal, BadInput, OutputFailed, UnreadableFile.
    """
    wish = wish or PaperWish()
    if kind is PaperKind.ADMONITION and wish.due is None:
        raise BadInput("告诫书要写明最后期限：--due 日期")
    if wish.due is not None and wish.due < today:
        raise BadInput(f"期限{wish.due}已经过了，请写今天以后的日期")
    path = target_path(typed, PAPER)
    wish = replace(wish, template=wish.template or style.templates.get(kind))
    if wanted.is_everything:
        wanted = USUAL.get(kind, wanted)
    for left in reversed(range(_TRIES)):
        content = _read(ledger, kind, wanted, wish, style, today)
        try:
            return _write(ledger, path, content, style, wish, today, issuing)
        except Conflict:
            if not left:
                raise
    raise AssertionError("the last try returns or raises")


def drafted_papers(
    ledger: Ledger, kind: PaperKind, wanted: Query, wish: PaperWish, *, today: dt.date, style: PaperStyle
) -> tuple[list[Paper], Written]:
    """The papers as they would be written now, and what would be said of them; nothing is. Raises Refusal."""
    if wanted.is_everything:
        wanted = USUAL.get(kind, wanted)
    content = _read(ledger, kind, wanted, wish, style, today)
    return content.papers(), _written(content, (), ())


def _read(
    ledger: Ledger, kind: PaperKind, wanted: Query, wish: PaperWish, style: PaperStyle, today: dt.date
) -> _Content:
    from tracker.exchange.papers.frame import Frame

    with ledger.snapshot():
        asked = queries.item_ids(ledger, wanted, today=today)
        open_ones = wanted if wish.with_secret else without_secret(wanted)
        meant = every([open_ones, meant_by(kind)])
        ids = queries.item_ids(ledger, meant, today=today)
        fitting = len(queries.item_ids(ledger, every([wanted, meant_by(kind)]), today=today))
        withheld = fitting - len(ids)
        if not ids:
            raise _nothing(kind, asked=len(asked), withheld=withheld)
        pages = item_pages(ledger, ids, today=today)
        units = leading_units(ledger, ids) if kind in TO_UNITS else {}
        heading = heading_of(ledger, meant, today=today)
        frame = Frame(
            kind=kind,
            campaign=heading.campaign,
            issuer=wish.issuer or style.issuer or heading.reporting_unit,
            as_of=today,
            head=ledger.head(),
            filter_words=wish.told or ("" if wanted.is_everything else str(wanted)),
            due=wish.due,
            label=wish.label or highest_secrecy(pages),
            code=style.codes[kind],
        )
        levels = {key: count + 1 for key, count in issued_before(ledger, kind, ids).items()}
    if kind is PaperKind.SUPPLEMENT:
        pages = [page for page in pages if vague_measures(page)]
        if not pages:
            raise Refusal("没有要补正的措施：符合条件的事项，措施都写明了谁、做什么、何时、怎么验")
    sheets = _by_unit(pages, units) if kind in TO_UNITS else [_Sheet(p.row.number, "", (p,)) for p in pages]
    homeless = tuple(page.row.number for page in pages if kind in TO_UNITS and page.row.id not in units)
    if not sheets:
        raise Refusal(f"{kind.word}发给牵头单位，符合条件的{len(pages)}个事项都没有写明牵头或责任单位")
    others = 0 if wanted.is_everything else len(asked) - fitting
    return _Content(tuple(sheets), levels, frame, frame.head, withheld, others, homeless)


_SECRECY: Final = ("绝密", "机密", "秘密", "内部")


def highest_secrecy(pages: Sequence[ItemPage]) -> str:
    """密级 of a paper about these items; other words than the usual ones come after those."""
    places = {word: place for place, word in enumerate(_SECRECY)}
    words = {page.secrecy for page in pages if page.secrecy}
    return min(words, key=lambda word: (places.get(word, len(places)), word), default="")


def _nothing(kind: PaperKind, *, asked: int, withheld: int) -> Refusal:
    if withheld:
        return Refusal(f"没有可以写入的事项：符合条件的{withheld}个都标有密级，确要写入请写明 --secret")
    states = "、".join(state.word for state in STATES[kind])
    late = "已逾期的" if kind is PaperKind.ADMONITION else ""
    if asked:
        return Refusal(f"符合条件的{asked}个事项都不发{kind.word}：只有{late}{states}的事项才发")
    return Refusal("没有符合条件的事项")


def _by_unit(pages: Sequence[ItemPage], units: Mapping[int, str]) -> list[_Sheet]:
    found: dict[str, list[ItemPage]] = {}
    for page in pages:
        if unit := units.get(page.row.id):
            found.setdefault(unit, []).append(page)
    return [_Sheet(unit, unit, tuple(own)) for unit, own in found.items()]


def _paper(frame: Frame, sheet: _Sheet, levels: Mapping[int, int]) -> Paper:
    from tracker.exchange.papers import forms, to_units

    match frame.kind:
        case PaperKind.CLOSING:
            return forms.closing_paper(frame, sheet.pages[0])
        case PaperKind.LOOK_BACK:
            return forms.look_back_paper(frame, sheet.pages[0])
        case PaperKind.ASSIGNMENT:
            return to_units.assignment_paper(frame, sheet.unit, sheet.pages, levels)
        case PaperKind.SUPPLEMENT:
            vague = [
                to_units.Vague(page, one.measure, one.missing, one.soft)
                for page in sheet.pages
                for one in vague_measures(page)
            ]
            return to_units.supplement_paper(frame, sheet.unit, vague, levels)
        case _:
            return to_units.chasing_paper(frame, sheet.unit, sheet.pages, levels)


def _write(
    ledger: Ledger,
    path: Path,
    content: _Content,
    style: PaperStyle,
    wish: PaperWish,
    today: dt.date,
    issuing: Actor | None,
) -> Written:
    kind = content.frame.kind
    apart = kind in TO_UNITS or wish.template is not None
    files = paths_for(path, [sheet.key for sheet in content.sheets]) if apart else [path]
    numbers = written_and_issued(
        ledger,
        files,
        lambda given: rendered(content.papers(given), style, wish.template, apart=apart),
        Issue(issuing, kind, [_to_issue(sheet, wish) for sheet in content.sheets], content.head, today)
        if issuing
        else None,
        code=style.codes[kind],
        first=wish.first_number,
    )
    return _written(content, tuple(files), numbers)


def _written(content: _Content, files: tuple[Path, ...], numbers: tuple[str, ...]) -> Written:
    kind = content.frame.kind
    return Written(
        kind,
        files,
        sum(len(sheet.pages) for sheet in content.sheets),
        numbers,
        content.withheld,
        content.others,
        content.homeless,
        kind in TO_UNITS and not content.frame.issuer,
        is_draft=not numbers,
    )


@dataclass(frozen=True, slots=True)
class Issue:
    """Papers that go out."""

    actor: Actor
    kind: PaperKind
    papers: Sequence[PaperToIssue]
    read_at: JournalHead
    today: dt.date


def written_and_issued(
    ledger: Ledger,
    files: Sequence[Path],
    contents: Callable[[tuple[str, ...]], Sequence[bytes]],
    issue: Issue | None,
    *,
    code: str,
    first: int | None,
) -> tuple[str, ...]:
    """Write the files and record the papers; returns their numbers, none for drafts.

    The files are written beside their places before anything is committed, and put in place after it.
    """
    numbers: tuple[str, ...] = ()
    try:
        with Replacing(files) as replacing:
            if issue is None:
                replacing.write(contents(()))
            else:
                numbers = issue_papers(
                    ledger,
                    issue.actor,
                    issue.kind,
                    issue.papers,
                    today=issue.today,
                    read_at=issue.read_at,
                    code=code,
                    next_due=next_due,
                    write=lambda given: replacing.write(contents(given)),
                    first=first,
                )
    except OutputFailed as problem:
        if numbers:
            why = f"{problem.why}。{'、'.join(numbers)}已经登记，先用 tracker undo 撤回再出文"
            raise OutputFailed(problem.path, why) from problem
        raise
    return numbers


def _to_issue(sheet: _Sheet, wish: PaperWish) -> PaperToIssue:
    return PaperToIssue(tuple(page.row.id for page in sheet.pages), sheet.unit, wish.due)


def rendered(
    papers: Sequence[Paper], style: PaperStyle, template: Path | None, *, apart: bool
) -> list[bytes]:
    """The bytes of each file: by the office's template, else by its style; one file for all unless apart."""
    if template is not None:
        from tracker.exchange.papers.template import filled_template

        return [filled_template(template, paper) for paper in papers]
    from tracker.exchange.papers.writing import paper_bytes

    return [paper_bytes([paper], style) for paper in papers] if apart else [paper_bytes(papers, style)]

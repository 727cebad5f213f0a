"""What `tracker mine` does with the files and folders it is given, on however many processes."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import LINES
from tracker.cli.commands.mining import accept_document, ask_date, show_documents, store_document
from tracker.cli.failing import DONE, FAILED
from tracker.cli.invocation import Invocation
from tracker.cli.progress import Progress
from tracker.desk.archive.lines import Run, document_line, run_of
from tracker.desk.archive.mining import fitting_jobs, mine_all, mine_into
from tracker.desk.archive.walking import Walk
from tracker.desk.archive.workers import Workers, on_this_machine
from tracker.desk.soft_words import load_own
from tracker.errors import BadInput
from tracker.files import shown
from tracker.reading.reader import readable_suffixes

if TYPE_CHECKING:
    from tracker.desk.archive.working import Outcome
    from tracker.desk.documents import MinedDocument
    from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of `tracker mine` said."""

    files: tuple[Path, ...]
    date: dt.date | None
    events: dict[str, dt.date]
    accept: bool
    review: bool
    explain: bool
    link: bool
    jobs: int | None
    cluster: str | None
    into: Path | None
    campaign: str | None = None
    """专项 that what is stored goes to; None: the default one."""

    @property
    def stores(self) -> bool:
        """The ledger is to be changed."""
        return self.accept or self.review

    @property
    def folders(self) -> list[Path]:
        """Which of the files are folders."""
        return [path for path in self.files if path.is_dir()]


def mine_files(invocation: Invocation, wanted: Wanted) -> int:
    """Mine, store and show; the exit code.

    Files that are named are taken all or none, as they were meant. What lies in folders, or goes to JSON
    lines, is taken one by one: the broken ones are told, and counted in the exit code.
    """
    _demand_fitting(invocation, wanted)
    run = run_of(wanted.date, wanted.events, load_own())
    walk = Walk(wanted.files)
    for folder in wanted.folders:
        _demand_something(folder)
    with _workers(wanted, walk) as workers:
        if wanted.folders or invocation.format == LINES:
            return _Archive(invocation, wanted, run, walk, workers).take()
        _mine_named(invocation, wanted, run, walk, workers)
        return DONE


def _demand_fitting(invocation: Invocation, wanted: Wanted) -> None:
    refused = ""
    if wanted.jobs and wanted.cluster:
        refused = "--jobs 和 --cluster 只能写一个"
    elif wanted.explain and (invocation.format == LINES or (invocation.is_json and wanted.folders)):
        refused = "一行一份的 JSON 不带 --explain 的说明，请逐份文件看，如 --format json"
    elif wanted.into and invocation.format != LINES:
        refused = "-o 要和 --format jsonl 同写"
    elif wanted.into and wanted.into.suffix.lower() in readable_suffixes():
        refused = f"-o 的文件名不能以 {wanted.into.suffix} 结尾，那是文稿的后缀，请用 .jsonl"
    elif wanted.into and wanted.stores:
        refused = "-o 不能和 --accept、--review 同写"
    elif wanted.link and (wanted.folders or invocation.format == LINES or len(wanted.files) < 2):
        refused = "--link 要写出两份以上的文件，不能写文件夹，也不能和 --format jsonl 同写"
    if refused:
        raise click.UsageError(refused, click.get_current_context())


def _demand_something(folder: Path) -> None:
    walk = Walk([folder])
    if next(iter(walk), None) is None:
        skipped = walk.skipped_in_words()
        raise BadInput(f"文件夹“{shown(folder)}”里没有能读的文件{f'（跳过 {skipped}）' if skipped else ''}")


def _workers(wanted: Wanted, walk: Walk) -> AbstractContextManager[Workers]:
    if wanted.cluster is None:
        return on_this_machine(wanted.jobs or fitting_jobs(walk))
    from tracker.desk.archive.cluster import on_cluster

    return on_cluster(wanted.cluster)


def _mine_named(invocation: Invocation, wanted: Wanted, run: Run, walk: Walk, workers: Workers) -> None:
    progress = Progress(len(wanted.files), is_shown=len(wanted.files) > 1 and _is_watched())
    documents: list[MinedDocument] = []
    found = mine_all(workers, walk, run, whole=True, tell=progress.say)
    for outcome in found:
        documents.append(_document(outcome, wanted, progress))
        progress.add(outcome.found)
    progress.hide()
    told: list[str] = []
    try:
        if wanted.stores:  # before anything is shown: a reader who leaves early must not stop it
            with invocation.open_or_make() as ledger:
                told.extend(_stored(invocation, wanted, ledger, document) for document in documents)
        show_documents(invocation, documents, wanted.explain, link=wanted.link)
    finally:
        for line in told:
            output.say(line)


def _document(outcome: Outcome, wanted: Wanted, progress: Progress) -> MinedDocument:
    """The document of an outcome; its date is asked for here, where somebody sits. Raises TrackerError."""
    document = outcome.document
    if outcome.lacks_date and output.is_terminal(sys.stdin):
        from tracker.desk.documents import read_and_mine

        progress.hide()
        document = read_and_mine(Path(outcome.file), date=None, ask=ask_date, events=wanted.events)
    if document is None:
        raise BadInput(outcome.error)
    for warning in document.text.warnings:
        progress.say(f"{document.text.source_name}：{warning}")
    return document


def _stored(invocation: Invocation, wanted: Wanted, ledger: Ledger, document: MinedDocument) -> str:
    keep = accept_document if wanted.accept else store_document
    return keep(invocation, ledger, document, wanted.campaign)


def _is_watched() -> bool:
    return output.is_terminal(sys.stderr)


class _Archive:
    """Takes what a walk finds one by one, as it comes."""

    def __init__(
        self, invocation: Invocation, wanted: Wanted, run: Run, walk: Walk, workers: Workers
    ) -> None:
        self.invocation = invocation
        self.wanted = wanted
        self.run = run
        self.walk = walk
        self.workers = workers
        self.gives_lines = invocation.is_json or invocation.format == LINES
        self.failures = 0
        self.reused = 0
        self.held: list[MinedDocument] = []
        """Documents of a table for a spreadsheet, which is written whole."""
        self.stdout_problem: output.StdoutFailed | None = None
        is_shown = _is_watched() and (wanted.into is not None or not output.is_terminal(sys.stdout))
        self.progress = Progress(sum(1 for _ in walk) if is_shown else 0, is_shown=is_shown)

    def take(self) -> int:
        """The exit code."""
        try:
            if self.wanted.into is not None:
                self._write(self.wanted.into)
            elif self.gives_lines and not self.wanted.stores:
                for outcome in self._outcomes(whole=False):
                    self._tell(outcome)
                    output.write_line_of_json(outcome.line)
            else:
                self._take_documents()
        finally:
            self.progress.hide()
        output.say(self._summary())
        if self.stdout_problem is not None:
            raise self.stdout_problem
        return FAILED if self.failures else DONE

    def _outcomes(self, *, whole: bool) -> Iterator[Outcome]:
        found = mine_all(self.workers, self.walk, self.run, whole=whole, tell=self.progress.say)
        return map(self._counted, found)

    def _counted(self, outcome: Outcome) -> Outcome:
        self.progress.add(outcome.found)
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        """What a person has to know of a file, a line each."""
        self.failures += bool(outcome.error)
        for line in (outcome.error, *(f"{outcome.file}：{warning}" for warning in outcome.warnings)):
            if line:
                self.progress.say(line)

    def _write(self, into: Path) -> None:
        from tracker.desk.archive.results import result_file

        say = self.progress.say
        try:
            with result_file(into, self.run, self.wanted.files) as results:
                if results.is_continued:
                    say(f"“{shown(into)}”里已有结果：没有变动的文件不再重读，接着写")
                for outcome in mine_into(results, self.workers, self.walk, say):
                    self._tell(self._counted(outcome))
                self.reused = results.reused
        except KeyboardInterrupt:
            say(f"已读的 {self.progress.done:,} 份都已写好，同一条命令再来一次，接着读")
            raise

    def _take_documents(self) -> None:
        with ExitStack() as stack:
            ledger = stack.enter_context(self.invocation.open_or_make()) if self.wanted.stores else None
            for outcome in self._outcomes(whole=True):
                self._tell(outcome)
                if ledger is not None and outcome.document is not None:
                    self.progress.say(_stored(self.invocation, self.wanted, ledger, outcome.document))
                if self.stdout_problem is None:
                    try:
                        self._show(outcome)
                    except output.StdoutFailed as problem:
                        if ledger is None:
                            raise
                        self.stdout_problem = problem  # a reader who leaves early must not stop it
        if self.held:
            show_documents(self.invocation, self.held, self.wanted.explain)

    def _show(self, outcome: Outcome) -> None:
        document = outcome.document
        if self.gives_lines:
            line = document_line(outcome.file, self.run, document) if document else outcome.line
            output.write_line_of_json(line)
        elif document is not None and self.invocation.format == "csv":
            self.held.append(document)
        elif document is not None:
            self.progress.hide()
            show_documents(self.invocation, [document], self.wanted.explain)

    def _summary(self) -> str:
        parts = [f"已读 {self.progress.done:,} 份，发现 {self.progress.found:,} 条"]
        if self.reused:
            parts.append(f"其中 {self.reused:,} 份的结果上次已有")
        if self.failures:
            parts.append(f"读不了 {self.failures:,} 份，原因见上")
        if self.walk.skipped:
            parts.append(f"跳过 {self.walk.skipped_in_words()}")
        return "；".join(parts)

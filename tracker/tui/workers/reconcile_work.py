"""What 承诺对账 reads and writes; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from tracker.desk.documents import MinedDocument, mine_text
from tracker.desk.reconciliation import Reconciliation
from tracker.desk.reconciling import compare
from tracker.errors import BadInput
from tracker.ledger import reviews
from tracker.ledger.actor import Actor
from tracker.ledger.commands.reconciling import reconcile
from tracker.ledger.filtering.tree import every
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.reading import read
from tracker.reading.texts import Text
from tracker.text.dates import parse_date
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.reconcile import Compared, ReconcileWish
from tracker.tui.workers.overview_reads import within
from tracker.tui.workers.writes import Values, existing_file


def wish_of(ledger: Ledger, values: Values, campaign: str) -> ReconcileWish:
    """What the form asks for. Raises BadInput where it cannot be read."""
    date = parse_date(values["date"]) if values["date"].strip() else None
    read_line(ledger, values["line"])
    return ReconcileWish(
        existing_file(values["path"]), date=date, line=values["line"].strip(), campaign=campaign
    )


def compared(ledger: Ledger, actor: Actor, wish: ReconcileWish, today: dt.date, job: LongTask) -> Compared:
    """The document read and mined, and held against the open items. Raises UnreadableFile, BadInput."""
    text, date = _text(ledger, wish)
    job.begin("挖掘")
    document = mine_text(text, date=wish.date or date, ask=_ask)
    job.begin("对账")
    return compared_again(ledger, actor, document, wish, today)


def _text(ledger: Ledger, wish: ReconcileWish) -> tuple[Text, dt.date | None]:
    if wish.path is not None:
        return read(wish.path), None
    row = next(row for row in reviews.documents(ledger) if row.id == wish.document_id)
    content = reviews.document_text(ledger, row.id)
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return Text(content, row.source_name, digest, "txt", "utf-8"), row.date


def _ask(title: str) -> dt.date | None:
    raise BadInput(f"《{title}》里没有找到成文日期，请在“成文日期”里写明")


def compared_again(
    ledger: Ledger, actor: Actor, document: MinedDocument, wish: ReconcileWish, today: dt.date
) -> Compared:
    """The same document against the ledger as it is by now."""
    wanted = every([within(wish.campaign), read_line(ledger, wish.line)])
    return Compared(document, compare(ledger, actor, document, today=today, wanted=wanted))


def apply(
    ledger: Ledger, actor: Actor, found: Reconciliation, ordinals: Iterable[int], today: dt.date
) -> str:
    """Take these lines over as one action. Raises Refusal."""
    lines = found.lines(ordinals)
    done = reconcile(ledger, actor, lines, shown=found.shown, today=today)
    return f"对账已办理{len(lines)}条：{done.words}"

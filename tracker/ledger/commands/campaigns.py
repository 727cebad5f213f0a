"""Settings of the 专项."""

from __future__ import annotations

import datetime as dt

from tracker.errors import Refusal
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.making import required
from tracker.ledger.rows import Actor
from tracker.ledger.store import Ledger


def set_campaign(
    ledger: Ledger,
    actor: Actor,
    *,
    today: dt.date,
    name: str | None = None,
    reporting_unit: str | None = None,
    near_days: int | None = None,
    imminent_days: int | None = None,
) -> None:
    """Change the campaign's name, 填报单位 or the thresholds of its lights; None leaves one as it is."""
    with ledger.transaction(actor, "settings", today=today) as work:
        campaign = campaign_of(work)
        if name is not None:
            campaign.name = required(name, "专项名称")
        if reporting_unit is not None:
            campaign.reporting_unit = reporting_unit.strip()
        if near_days is not None:
            campaign.near_days = near_days
        if imminent_days is not None:
            campaign.imminent_days = imminent_days
        if not 0 <= campaign.imminent_days <= campaign.near_days <= 366:
            raise Refusal("预警天数应满足 0 ≤ 即将到期天数 ≤ 临期天数 ≤ 366")

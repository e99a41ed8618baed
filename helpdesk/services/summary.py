"""The summary of yesterday, once each morning, for who leads and who manages."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import sla_clock
from helpdesk.db.tables import customer_order as orders
from helpdesk.db.tables import rating as ratings
from helpdesk.db.tables import ticket as table
from helpdesk.domain.enums import NoticeKind, OrderStatus, Role
from helpdesk.domain.staff import StaffMember
from helpdesk.services import notices

FROM_HOUR = 7
FOR = (Role.ADMIN, Role.LEAD)
NOT_SOLD = (OrderStatus.DRAFT, OrderStatus.CANCELLED)


def watch(session: Session, timezone: str, *, now: datetime) -> None:
    """Tell of yesterday, from seven in the morning on, once."""
    local = now.astimezone(ZoneInfo(timezone))
    if local.hour < FROM_HOUR:
        return
    yesterday = local.date() - timedelta(days=1)
    start = datetime.combine(yesterday, time(), ZoneInfo(timezone))
    everybody = session.execute(select(StaffMember).filter_by(active=True)).scalars()
    notices.tell(
        session,
        [each for each in everybody if each.role in FOR],
        NoticeKind.SUMMARY,
        detail=json.dumps(figures(session, start, start + timedelta(days=1))),
        key=f"summary:{yesterday.isoformat()}",
        now=now,
    )


def figures(session: Session, start: datetime, end: datetime) -> dict[str, Any]:
    """What happened in that time: tickets that came (`new`), were `resolved`, had a clock run
    out (`late`); how many customers are `waiting` now; the mean `score` given, None for none;
    and what was `sold` in the chat, in minor units by currency.
    """

    def within(column: Any) -> tuple[Any, Any]:
        return column >= start, column < end

    def count(column: Any) -> int:
        found = select(func.count()).where(*within(column))
        return int(session.execute(found).scalar_one())

    waiting = select(func.count()).where(table.c.waiting_since.is_not(None))
    score = select(func.avg(ratings.c.score)).where(*within(ratings.c.rated_at))
    mean = session.execute(score).scalar_one()
    sold = (
        select(orders.c.currency, func.sum(orders.c.total + orders.c.fee))
        .where(*within(orders.c.created_at), orders.c.status.not_in(NOT_SOLD))
        .group_by(orders.c.currency)
    )
    return {
        "new": count(table.c.created_at),
        "resolved": count(table.c.resolved_at),
        "late": count(sla_clock.c.breached_at),
        "waiting": int(session.execute(waiting).scalar_one()),
        "score": None if mean is None else round(float(mean), 1),
        "sold": {currency: int(total) for currency, total in session.execute(sold)},
    }

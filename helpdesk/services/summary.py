"""The summary of yesterday, once each morning, for who leads and who manages."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import sla_clock
from helpdesk.db.tables import ticket as table
from helpdesk.domain.enums import NoticeKind, Role
from helpdesk.domain.staff import StaffMember
from helpdesk.services import notices

FROM_HOUR = 7
FOR = (Role.ADMIN, Role.LEAD)


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
        detail=" / ".join(map(str, figures(session, start, start + timedelta(days=1)))),
        key=f"summary:{yesterday.isoformat()}",
        now=now,
    )


def figures(session: Session, start: datetime, end: datetime) -> tuple[int, int, int]:
    """How many tickets came, were resolved, and had a clock run out, in that time."""

    def count(column: object) -> int:
        found = select(func.count()).where(column >= start, column < end)  # type: ignore[operator]
        return int(session.execute(found).scalar_one())

    return count(table.c.created_at), count(table.c.resolved_at), count(sla_clock.c.breached_at)

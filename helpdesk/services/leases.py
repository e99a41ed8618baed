"""Leases: who may work on a chat, a delivery or the poller's seat, and until when.

A holder is `host:pid:nonce`. A lease that runs out is anybody's; that of a dead process on
this host need not be waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.process_tables import lease as table
from helpdesk.db.rows import changed
from helpdesk.services import once


def take(session: Session, name: str, holder: str, *, ttl: timedelta, now: datetime) -> bool:
    """Take or keep the lease until `now + ttl`; False while somebody else has it."""
    mine = update(table).where(
        table.c.name == name, or_(table.c.holder == holder, table.c.until <= now)
    )
    taken = changed(session, mine.values(holder=holder, until=now + ttl))
    if taken == 1:
        return True
    return once.add(session, table, {"name": name, "holder": holder, "until": now + ttl})


def release(session: Session, name: str, holder: str) -> None:
    """Give the lease back; nothing happens if it is no longer ours."""
    session.execute(delete(table).where(table.c.name == name, table.c.holder == holder))


def held(session: Session, name: str, *, now: datetime) -> bool:
    """Whether anybody has the lease now."""
    found = select(table.c.name).where(table.c.name == name, table.c.until > now)
    return session.execute(found).first() is not None


def release_dead(session: Session, host: str, alive: Callable[[int], bool]) -> int:
    """Free what processes of `host` held that are gone; how many leases that were."""
    rows = session.execute(select(table.c.name, table.c.holder)).all()
    dead = [row for row in rows if _on(row.holder, host) and not alive(_pid(row.holder))]
    for row in dead:
        release(session, row.name, row.holder)
    return len(dead)


def _on(holder: str, host: str) -> bool:
    return holder.rpartition(":")[0].rpartition(":")[0] == host


def _pid(holder: str) -> int:
    return int(holder.rpartition(":")[0].rpartition(":")[2])

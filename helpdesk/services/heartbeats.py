"""Heartbeats: when each part of the house was last seen at work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.process_tables import heartbeat as table
from helpdesk.db.rows import changed
from helpdesk.domain.process import Heartbeat
from helpdesk.services import once


def beat(session: Session, process: str, *, now: datetime) -> None:
    """Note that the process (`gateway`, `rasa`, `actions`, `telegram`, …) is alive."""
    seen = changed(session, update(table).where(table.c.process == process).values(seen_at=now))
    if seen == 0:
        once.add(session, table, {"process": process, "seen_at": now})


def all(session: Session) -> list[Heartbeat]:  # noqa: A001 - reads as heartbeats.all
    """Every part that was ever seen, by name."""
    return list(session.execute(select(Heartbeat).order_by(table.c.process)).scalars())

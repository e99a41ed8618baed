"""Lease: held by one until it runs out, then anybody's, however long ago that was."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from helpdesk.db.engine import Session
from helpdesk.services import leases

TTL = timedelta(seconds=30)


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=1), timedelta(days=3)])
def test_what_has_run_out_is_anybodys(session: Session, now: datetime, late: timedelta) -> None:
    assert leases.take(session, "poller", "h:1:a", ttl=TTL, now=now)

    assert not leases.take(session, "poller", "h:2:b", ttl=TTL, now=now + TTL / 2)
    assert leases.take(session, "poller", "h:2:b", ttl=TTL, now=now + TTL + late)
    assert not leases.take(session, "poller", "h:1:a", ttl=TTL, now=now + TTL + late)

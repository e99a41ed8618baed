"""Retention period: what proves who did what goes on its last day, and not before."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from helpdesk.domain.desk import Notice
from helpdesk.domain.enums import NoticeKind
from helpdesk.services import retention, staff
from tests.unit.desk.conftest import Desk

A_MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize("kind", ["audit", "sessions", "notices"])
def test_it_goes_on_its_last_day(desk: Desk, now: datetime, tmp_path: Path, kind: str) -> None:
    staff.start_session(desk.session, desk.neema, address="127.0.0.1", now=now)
    desk.session.add(Notice(desk.neema.id or 0, NoticeKind.NEW, now))
    desk.session.flush()
    end = now + timedelta(days=retention.DAYS[kind])

    def gone(at: datetime) -> int:
        return retention.purge(desk.session, retention.DAYS, tmp_path, who="x", now=at)[kind]

    assert gone(end - A_MOMENT) == 0
    assert gone(end) > 0

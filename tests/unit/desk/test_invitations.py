"""Links by which people set their own password: how long they open, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from helpdesk.domain.errors import NotFound
from helpdesk.services import invites
from tests.cast import PASSWORD
from tests.unit.desk.conftest import Desk

A_MOMENT = timedelta(seconds=1)


def test_a_link_opens_for_three_days(desk: Desk, now: datetime) -> None:
    token = invites.renew(desk.session, desk.rehema, desk.neema, now=now)
    end = now + timedelta(days=3)

    assert invites.find(desk.session, token, now=end - A_MOMENT).username == "neema"
    with pytest.raises(NotFound):
        invites.find(desk.session, token, now=end)


def test_a_link_opens_once(desk: Desk, now: datetime) -> None:
    token = invites.renew(desk.session, desk.rehema, desk.neema, now=now)
    assert invites.accept(desk.session, token, PASSWORD, now=now) == desk.neema

    with pytest.raises(NotFound):
        invites.accept(desk.session, token, PASSWORD, now=now)


def test_a_newer_link_closes_the_older(desk: Desk, now: datetime) -> None:
    older = invites.renew(desk.session, desk.rehema, desk.neema, now=now)
    newer = invites.renew(desk.session, desk.rehema, desk.neema, now=now)

    with pytest.raises(NotFound):
        invites.find(desk.session, older, now=now)
    assert invites.find(desk.session, newer, now=now).staff_id == desk.neema.id

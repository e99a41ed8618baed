"""Last administrator: nobody is left without one, and none is kept who need not be."""

from __future__ import annotations

from datetime import datetime

import pytest

from helpdesk.domain.enums import Role
from helpdesk.domain.errors import LastAdmin
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.services import people, seen
from tests.cast import SALMA, Colleague
from tests.factories import make_staff
from tests.unit.desk.conftest import Desk


@pytest.fixture
def salma(desk: Desk, now: datetime) -> StaffMember:
    return make_staff(desk.session, SALMA, now=now)


@pytest.fixture
def other(desk: Desk, now: datetime) -> StaffMember:
    other = Colleague("juma", "Juma", Role.ADMIN, (), SALMA.language)
    return make_staff(desk.session, other, now=now)


def step_back(desk: Desk, member: StaffMember, now: datetime) -> None:
    given = {"name": member.name, "role": "agent", "language": "sw", "active": "yes"}
    form = Form({**given, "seen": seen.mark(member, people.SHOWN)}, {"speaks": ["sw"]})
    people.change(desk.session, member, member, form, departments=(), now=now)


def test_an_admin_who_has_left_counts_for_nobody(
    desk: Desk, salma: StaffMember, other: StaffMember, now: datetime
) -> None:
    other.active = False

    with pytest.raises(LastAdmin):
        step_back(desk, salma, now)
    assert salma.role is Role.ADMIN


def test_one_of_two_may_step_back(
    desk: Desk, salma: StaffMember, other: StaffMember, now: datetime
) -> None:
    step_back(desk, salma, now)

    assert (salma.role, other.role) == (Role.AGENT, Role.ADMIN)

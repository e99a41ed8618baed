"""A desk to work at: the company, two colleagues, a customer and her complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import profile
from helpdesk.services.profile import Profile
from tests.cast import NEEMA, REHEMA
from tests.factories import ROOT, make_complaint, make_contact, make_staff


@dataclass
class Desk:
    """Who and what is there."""

    session: Session
    company: Profile
    neema: StaffMember
    rehema: StaffMember
    asha: Contact
    ticket: Ticket


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    """Neema and her lead Rehema of customer service, and Asha's complaint."""
    neema, rehema = (make_staff(session, each, now=now) for each in (NEEMA, REHEMA))
    asha = make_contact(session, now=now)
    ticket = make_complaint(session, asha, now=now)
    return Desk(session, profile.read(ROOT / "company"), neema, rehema, asha, ticket)

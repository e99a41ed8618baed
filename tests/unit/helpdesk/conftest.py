"""A small desk to work at: two departments, two staff members, one customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from helpdesk.db.engine import Session
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import contacts, tickets


@dataclass
class Desk:
    """Who is there, and a way to let the customer complain."""

    session: Session
    now: datetime
    asha: Contact
    neema: StaffMember
    joseph: StaffMember

    def complaint(self, source_key: str | None = "inbox:1") -> Ticket:
        """Asha complains about her flour."""
        return tickets.open_complaint(
            self.session,
            self.asha,
            story="Unga una wadudu\nna unanuka",
            about_order=None,
            photo_id=None,
            source_key=source_key,
            now=self.now,
        )


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    """A customer who writes Swahili and two agents."""
    session.add(Department("customer_service", "Huduma kwa Wateja", "Customer Service"))
    session.add(Department("sales", "Mauzo", "Sales"))
    neema, joseph = (
        StaffMember(name.lower(), name, "", Role.AGENT, Language.SW, now)
        for name in ("Neema", "Joseph")
    )
    session.add_all([neema, joseph])
    session.flush()
    asha = contacts.meet(
        session,
        bot_id=1,
        chat_id=501,
        name="Asha Mwinyi",
        username="asha",
        language_code="sw",
        now=now,
    )
    return Desk(session, now, asha, neema, joseph)

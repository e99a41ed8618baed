"""Rows for tests, made by the same services that make them in life."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from helpdesk.config import Settings, load_settings
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import company, contacts, staff, tickets
from tests.cast import ASHA, BOT_ID, NEEMA, PASSWORD, Colleague, Customer

ROOT = Path(__file__).resolve().parent.parent


def make_settings(var: Path, **given: str) -> Settings:
    """Settings of those names over the defaults, with databases and secrets below `var`."""
    environ = {
        "OFISI_VAR": str(var),
        "OFISI_DATABASE_URL": f"sqlite:///{var}/ofisi.db",
        "OFISI_TRACKER_URL": f"sqlite:///{var}/tracker.db",
        "OFISI_COMPANY": str(ROOT / "company"),
    }
    return load_settings({**environ, **given}, dotenv=var / "no.env")


def make_company(session: Session, *, now: datetime) -> None:
    """The departments, products and hours of `company/`."""
    company.load(session, ROOT / "company", now=now)


def make_contact(session: Session, customer: Customer = ASHA, *, now: datetime) -> Contact:
    """That customer, who has been told what we keep."""
    contact = contacts.meet(
        session,
        bot_id=BOT_ID,
        chat_id=customer.chat_id,
        name=customer.name,
        username=customer.username,
        language_code=customer.language_code,
        now=now,
    )
    contact.consent_at = now
    return contact


def make_staff(session: Session, colleague: Colleague = NEEMA, *, now: datetime) -> StaffMember:
    """That colleague, who signs in with the cast's password."""
    return staff.add(
        session,
        username=colleague.username,
        name=colleague.name,
        password=PASSWORD,
        role=colleague.role,
        departments=colleague.departments,
        language=colleague.language,
        now=now,
    )


def make_complaint(
    session: Session,
    contact: Contact,
    *,
    now: datetime,
    story: str = "Nimepata unga mbovu",
    source_key: str | None = None,
) -> Ticket:
    """A complaint of that contact. The company must be loaded."""
    return tickets.open_complaint(
        session,
        contact,
        story=story,
        about_order=None,
        photo_id=None,
        source_key=source_key,
        now=now,
    )

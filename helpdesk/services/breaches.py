"""The register of breaches of personal data, which the law asks for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import breach as table
from helpdesk.domain.duties import Breach
from helpdesk.domain.errors import BadQuantity, EmptyText, NotFound
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit

REGULATOR_WITHIN = timedelta(hours=72)
"""Kenya, Data Protection Act 2019, s.43(1)(a); Tanzania asks for promptness without a number."""

LONGEST = 4000


def register(session: Session) -> list[Breach]:
    """All entries, the newest first."""
    return list(session.execute(select(Breach).order_by(table.c.id.desc())).scalars())


def add(
    session: Session,
    staff: StaffMember,
    *,
    found_at: datetime,
    what: str,
    data: str,
    people: str,
    measures: str,
    now: datetime,
) -> Breach:
    """Write down what happened. Raises EmptyText, and BadQuantity for no number of people."""
    texts = [text.strip()[:LONGEST] for text in (what, data, measures)]
    if not all(texts):
        raise EmptyText
    number = people.strip()
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadQuantity(limit=10**9)
    entry = Breach(
        found_at=found_at,
        what=texts[0],
        data=texts[1],
        people=int(number),
        measures=texts[2],
        created_by=staff.id or 0,
        created_at=now,
    )
    session.add(entry)
    session.flush()
    _log(session, staff, entry, "breach.registered", now)
    return entry


def told(session: Session, staff: StaffMember, number: int, whom: str, *, now: datetime) -> None:
    """Note that the regulator, or the people, have been told. Raises NotFound."""
    entry = session.get(Breach, number)
    if entry is None:
        raise NotFound(breach=number)
    if whom == "people":
        entry.people_told_at = entry.people_told_at or now
    else:
        entry.regulator_told_at = entry.regulator_told_at or now
    _log(session, staff, entry, f"breach.{whom}_told"[:64], now)


def _log(session: Session, staff: StaffMember, entry: Breach, what: str, now: datetime) -> None:
    subject = f"breach:{entry.id}"
    audit.record(session, who=f"staff:{staff.id}", what=what, subject=subject, now=now)

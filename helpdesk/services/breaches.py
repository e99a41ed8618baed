"""The register of breaches of personal data, which the law asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import breach as table
from helpdesk.domain.duties import Breach
from helpdesk.domain.errors import BadChoice, BadPast, BadTime, NotFound, StaleVersion
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.typed_times import read_moment
from helpdesk.services import audit

REGULATOR_WITHIN = timedelta(hours=72)
"""Kenya, Data Protection Act 2019, s.43(1)(a); Tanzania asks for promptness without a number."""

LONGEST = 4000
MOST_PEOPLE = 10**9 - 1

WHOM = ("regulator", "people")


def register(session: Session) -> list[Breach]:
    """All entries, the newest first."""
    return list(session.execute(select(Breach).order_by(table.c.id.desc())).scalars())


def add(
    session: Session,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    timezone: str,
    now: datetime,
) -> Breach:
    """Write down what happened: `found_at` (local time), `what`, `data`, `people`, `measures`.

    Raises what is wrong with them: EmptyText, TextTooLong, BadPast, BadNumber, or BadForm.
    """
    form = Form(given)
    found_at = form.read("found_at", lambda said: _past(said, timezone, now), now)
    what, data, measures = (form.text(n, longest=LONGEST) for n in ("what", "data", "measures"))
    people = form.whole("people", most=MOST_PEOPLE)
    form.check()
    entry = Breach(
        found_at=found_at,
        what=what,
        data=data,
        people=people,
        measures=measures,
        created_by=staff.id or 0,
        created_at=now,
    )
    session.add(entry)
    session.flush()
    _log(session, staff, entry, "breach.registered", now)
    return entry


def told(session: Session, staff: StaffMember, number: int, whom: str, *, now: datetime) -> None:
    """Note that the regulator, or the people, have been told.

    Raises BadChoice for anybody else, NotFound, and StaleVersion where it was noted before.
    """
    if whom not in WHOM:
        raise BadChoice(field="whom")
    entry = session.get(Breach, number, with_for_update=True)
    if entry is None:
        raise NotFound(breach=number)
    if getattr(entry, f"{whom}_told_at") is not None:
        raise StaleVersion(by="")
    setattr(entry, f"{whom}_told_at", now)
    _log(session, staff, entry, f"breach.{whom}_told"[:64], now)


def _past(said: str, timezone: str, now: datetime) -> datetime:
    try:
        found_at = read_moment(said, timezone)
    except BadTime as error:
        raise BadPast from error
    if found_at > now:
        raise BadPast
    return found_at


def _log(session: Session, staff: StaffMember, entry: Breach, what: str, now: datetime) -> None:
    subject = f"breach:{entry.id}"
    audit.record(session, who=f"staff:{staff.id}", what=what, subject=subject, now=now)

"""Noting in the audit what somebody of the staff has looked at, or taken away with them."""

from __future__ import annotations

from starlette.requests import Request

from backoffice.office import office, staff_of
from helpdesk.db.engine import Session
from helpdesk.services import audit


def note(request: Request, session: Session, what: str, subject: str) -> None:
    """Whoever asks did that: what=`order.viewed`, subject=`order:7`."""
    who, now = f"staff:{staff_of(request).id}", office(request).clock()
    audit.record(session, who=who, what=what, subject=subject, now=now)


def note_alone(request: Request, what: str, subject: str) -> None:
    """The same in a transaction of its own, for pages that only read."""
    with office(request).database.begin() as session:
        note(request, session, what, subject)

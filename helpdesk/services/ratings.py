"""Ratings: one for each time a ticket was closed, from its own customer, 1 (bad) to 5."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.tables import rating as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, TicketKind, Visibility
from helpdesk.domain.ticket import Rating, Ticket
from helpdesk.locale import say
from helpdesk.services import audit, conversations
from helpdesk.services.opening import is_open

SCORES = (1, 2, 3, 4, 5)
TIME_TO_RATE = timedelta(days=14)
LOW = 2
"""A score of no more than this is a matter for staff."""

LONGEST_COMMENT = 1000
_WORDS = {
    "moja": 1, "mbili": 2, "tatu": 3, "nne": 4, "tano": 5,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\d.,])([1-5])(?:\s*(?:/|kati ya|out of|juu ya)\s*(?:5|tano|five))?(?![\d/]|[.,]\d)"
)


def score_in(text: str) -> int | None:
    """The score in a customer's words: `4`, `5/5`, `nyota tano`, four stars; None without one."""
    stars = text.count("⭐") or text.count("🌟") or text.count("★")
    if stars:
        return stars if stars in SCORES else None
    number = _NUMBER.search(text)
    if number:
        return int(number[1])
    named = [_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS]
    return named[0] if named else None


def ask(session: Session, ticket: Ticket, *, now: datetime) -> None:
    """Note that the ticket's customer may rate this closure. Orders are not rated."""
    if ticket.kind is TicketKind.ORDER or _of(session, ticket) is not None:
        return
    session.add(Rating(ticket.id or 0, ticket.contact_id, ticket.closures, now))
    session.flush()


def choices(ticket: Ticket) -> list[dict[str, str]]:
    """The buttons under a closing word."""
    return [
        {
            "title": str(score),
            "payload": f'/rate_service{{"rating": "{score}", "reference": "{ticket.reference}"}}',
        }
        for score in SCORES
    ]


def awaiting(session: Session, contact: Contact, *, now: datetime) -> Ticket | None:
    """The contact's ticket whose closure may still be rated and was not; the newest of them."""
    found = (
        select(Rating)
        .filter_by(contact_id=contact.id, score=None)
        .where(table.c.asked_at > now - TIME_TO_RATE)
        .order_by(table.c.id.desc())
    )
    for rating in session.execute(found).scalars():
        ticket = session.get(Ticket, rating.ticket_id)
        if ticket is not None and not is_open(ticket) and ticket.closures == rating.closure:
            return ticket
    return None


def rate(session: Session, contact: Contact, ticket: Ticket, score: int, *, now: datetime) -> bool:
    """Rate the last closure of the contact's own ticket; a second score replaces the first.

    False where there is nothing to rate: the ticket is open again, or it is too long ago.
    """
    rating = _of(session, ticket)
    late = rating is None or now - rating.asked_at >= TIME_TO_RATE
    if rating is None or late or is_open(ticket) or score not in SCORES:
        return False
    rating.score, rating.rated_at = score, now
    session.flush()
    if score <= LOW:
        text = say("sw", "tickets.low_rating", score=score)
        _note(session, contact, ticket, text, f"rating:{rating.id}:{score}", now)
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what="ticket.rated",
        subject=f"ticket:{ticket.id}",
        field="score",
        new=score,
        now=now,
    )
    return True


def comment(
    session: Session, contact: Contact, ticket: Ticket, text: str, *, now: datetime
) -> None:
    """Keep what the customer adds to their score, and show it to staff."""
    rating = _of(session, ticket)
    said = " ".join(text.split())[:LONGEST_COMMENT]
    if rating is None or rating.score is None or not said:
        return
    rating.comment = said
    note = say("sw", "tickets.rating_comment", score=rating.score, comment=said)
    _note(session, contact, ticket, note, f"rating:{rating.id}:comment", now)


def last(session: Session, ticket: Ticket) -> Rating | None:
    """What the customer thought of its latest closure they have rated; None for not a word."""
    found = select(Rating).filter_by(ticket_id=ticket.id).order_by(table.c.closure.desc())
    rated: Rating | None = session.execute(
        found.where(table.c.score.is_not(None)).limit(1)
    ).scalar_one_or_none()
    return rated


def _of(session: Session, ticket: Ticket) -> Rating | None:
    found = select(Rating).filter_by(ticket_id=ticket.id, closure=ticket.closures)
    rating: Rating | None = session.execute(found).scalar_one_or_none()
    return rating


def _note(
    session: Session, contact: Contact, ticket: Ticket, text: str, key: str, now: datetime
) -> None:
    conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        source_key=key,
        now=now,
    )

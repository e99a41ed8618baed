"""A shop with a past: many customers, each with a trace in every place that keeps anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import text

from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import metadata
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, OrderStatus
from helpdesk.domain.message import Message
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Rating
from helpdesk.services import (
    attachments,
    audit,
    contacts,
    conversations,
    inbox,
    orders,
    outbox,
    tickets,
)
from tests.cast import BOT_ID, Customer
from tests.factories import make_contact
from tests.integration.gateway.fakes import message

TICKETS = 5
EVENTS = "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), data TEXT)"


@dataclass(frozen=True)
class Person:
    """Somebody whose traces can be told from everybody else's."""

    number: int

    @property
    def customer(self) -> Customer:
        """Them, at Telegram."""
        n = self.number
        return Customer(700_100_000 + n, f"Zainabu{n}x Mrisho{n}x", "sw", f"zainabu{n}x")

    @property
    def phone(self) -> str:
        """Their number, in E.164."""
        return f"+25571210{self.number:04}"

    @property
    def words(self) -> str:
        """What only they say."""
        return f"siri{self.number}x yangu"

    def traces(self) -> tuple[str, ...]:
        """What must not be found of them once they are erased."""
        n = self.number
        given = (f"Zainabu{n}x", f"Mrisho{n}x", f"zainabu{n}x", f"siri{n}x")
        return (*given, self.phone[1:], str(self.customer.chat_id))

    def left_in(self, lines: list[str]) -> list[str]:
        """The lines that still tell of them."""
        return [line for line in lines if any(trace in line for trace in self.traces())]


def settle_in(
    session: Session, person: Person, staff: StaffMember, var: Path, *, now: datetime
) -> str:
    """Give the person a past in every table and on disk; the name Rasa knows them by."""
    contact = make_contact(session, person.customer, now=now)
    contacts.set_phone(session, contact, person.phone, now=now)
    story = f"Mimi ni {contact.name}, {person.phone}: {person.words}"
    _updates(session, person, story, now)
    said = conversations.record(
        session, contact, story, author=Author.CUSTOMER, source_key=None, now=now
    )
    _file(session, said, person, var, now)
    _tickets(session, contact, staff, story, now)
    _order(session, contact, person, now)
    choice = [{"title": person.words, "payload": json.dumps({"x": story})}]
    choice[0]["payload"] = "/inform" + choice[0]["payload"]
    outbox.enqueue(session, contact, text=story, message=said, buttons=choice, now=now)
    audit.record(
        session,
        who="system",
        what="contact.phone",
        subject=f"contact:{contact.id}",
        old=person.phone,
        new=person.phone,
        now=now,
    )
    return contact.sender_id


def _updates(session: Session, person: Person, story: str, now: datetime) -> None:
    """What they wrote to us alone, and what they wrote in a group we are in."""
    group = {"id": -100200, "type": "group", "title": "Majirani"}
    number = 1_000_000 + 10 * person.number
    written = [
        message(number, person.customer, text=story),
        message(number + 1, person.customer, text=story, chat=group),
    ]
    inbox.store(session, written, bot_id=BOT_ID, now=now)
    for chat_id in (person.customer.chat_id, -100200):
        row = inbox.head(session, BOT_ID, chat_id, now=now)
        assert row is not None
        row.error = f"ValueError: {story}"
        inbox.finish(row, now=now)
        session.flush()


def _file(session: Session, said: Message, person: Person, var: Path, now: datetime) -> None:
    content = person.words.encode()
    path = f"aa/{sha256(content).hexdigest()[:32]}"
    file = var / "files" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    kept = attachments.add(
        session, said, kind="photo", file_id=person.words, name=person.words, now=now
    )
    attachments.store(
        session, kept, path=path, media_type="image/jpeg", size=len(content), sha256="0"
    )


def _tickets(
    session: Session, contact: Contact, staff: StaffMember, story: str, now: datetime
) -> None:
    for _ in range(TICKETS):
        case = tickets.open_complaint(
            session,
            contact,
            story=story,
            about_order=story,
            photo_id=None,
            packet=json.dumps({"story": story}),
            source_key=None,
            now=now,
        )
        tickets.claim(session, case, staff, now=now)
        tickets.note(session, case, staff, f"{story} ni mkali", now=now)
    tickets.reply(session, case, staff, f"Pole {story}", version=case.version, now=now)
    rating = Rating(case.id or 0, contact.id or 0, 1, now, score=2, comment=story, rated_at=now)
    session.add(rating)


def _order(session: Session, contact: Contact, person: Person, now: datetime) -> None:
    order = orders.place(
        session,
        contact,
        lines=[{"product": "maize-flour", "quantity": "1"}],
        place=person.words,
        phone=person.phone,
        source_key=None,
        now=now,
    )
    order.status = OrderStatus.DELIVERED
    order.payment_reference = order.cancel_reason = person.words


def remember(tracker: Database, told: dict[str, Person]) -> None:
    """Rasa's own table, as far as it matters here, with what each sender said."""
    with tracker.begin() as session:
        session.execute(text(EVENTS))
        for sender_id, person in told.items():
            row = {"sender": sender_id, "data": " ".join(person.traces())}
            session.execute(
                text("INSERT INTO events (sender_id, data) VALUES (:sender, :data)"), row
            )


def everything(database: Database, tracker: Database, var: Path) -> list[str]:
    """Every row of both databases and every file, as lines of text."""
    lines = []
    with database.reading() as session:
        for table in metadata.sorted_tables:
            lines += [_line(table.name, row) for row in session.execute(table.select())]
    with tracker.reading() as session:
        lines += [_line("events", row) for row in session.execute(text("SELECT * FROM events"))]
    files = [path for path in (var / "files").rglob("*") if path.is_file()]
    return sorted(lines) + [f"{path.name} {path.read_text()}" for path in sorted(files)]


def _line(table: str, row: Any) -> str:
    return f"{table} {tuple(row)!r}"

"""A small back office to walk about in: departments, staff, and what two customers brought."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session
from helpdesk.domain.company import Department, Product
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.enums import (
    AttachmentStatus,
    Author,
    Language,
    OrderStatus,
    Owner,
    Priority,
    Role,
    TicketKind,
)
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.reference import new_reference
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations, staff, tickets
from tests.integration.console.quick import cheap_passwords

START = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
PASSWORD = "mvua-za-masika"
ORIGIN = {"origin": "http://testserver"}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
STORY = "Unga wa sembe nilioletewa jana una wadudu na harufu mbaya sana."


@dataclass
class Clock:
    """The time, as the tests say."""

    now: datetime = START

    def __call__(self) -> datetime:
        """What the console takes for now."""
        return self.now

    def pass_by(self, **much: float) -> None:
        """Let some minutes or hours go by."""
        self.now += timedelta(**much)


@dataclass
class World:
    """The database with everything in it, the clock, and the references to find things by."""

    settings: Settings
    database: Database
    clock: Clock
    complaint: str = ""
    order: str = ""
    goods: str = ""
    photo: int = 0
    staff: dict[str, int] = field(default_factory=dict)


def fill(world: World) -> None:
    """People, departments, and two cases: a Swahili complaint and an English order."""
    with world.database.begin() as session, cheap_passwords():
        customer_service, sales = _departments(session)
        _staff(session, world)
        asha = _contact(session, "Asha Mwinyi", 501, Language.SW)
        john = _contact(session, "John Otieno", 502, Language.EN)
        world.complaint = _complaint(session, world, asha, customer_service)
        world.order, world.goods = _order(session, john, sales)


def say_as_customer(world: World, reference: str, text: str) -> None:
    """Let the customer of that ticket write something more about it."""
    with world.database.begin() as session:
        ticket = ticket_of(session, reference)
        contact = tickets.contact_of(session, ticket)
        conversations.record(
            session,
            contact,
            text,
            author=Author.CUSTOMER,
            ticket_id=ticket.id,
            now=world.clock(),
        )


def ticket_of(session: Session, reference: str) -> Ticket:
    """The ticket of that reference."""
    return session.query(Ticket).filter_by(reference=reference).one()


def sign_in(client: TestClient, username: str, password: str = PASSWORD) -> Any:
    """Come in by the front door."""
    return post(client, "/sign-in", at="/sign-in", username=username, password=password)


def post(client: TestClient, path: str, *, at: str, **fields: str) -> Any:
    """Post a form as the browser would from the page `at`, with what stands there hidden."""
    form = {**hidden(client, at, path), **fields}
    return client.post(path, data=form, headers=ORIGIN, follow_redirects=False)


def hidden(client: TestClient, at: str, path: str) -> dict[str, str]:
    """The hidden fields of the form that goes to `path`; of a page without it, its token."""
    page = client.get(at).text
    form = re.search(rf'action="{re.escape(path)}"(.*?)</form>', page, re.DOTALL)
    kept = dict(HIDDEN.findall(form[1])) if form else {}
    return kept or {"csrf": token(client, at)}


def token(client: TestClient, at: str) -> str:
    """The token in the forms of a page."""
    found = TOKEN.search(client.get(at).text)
    assert found is not None, f"no form on {at}"
    return found.group(1)


def _departments(session: Session) -> tuple[int, int]:
    rows = [
        Department(
            code="customer_service", name_sw="Huduma kwa Wateja", name_en="Customer Service"
        ),
        Department(code="sales", name_sw="Mauzo", name_en="Sales"),
    ]
    session.add_all(rows)
    session.flush()
    return rows[0].id or 0, rows[1].id or 0


def _staff(session: Session, world: World) -> None:
    for username, name, role, departments, language in (
        ("rehema", "Rehema Juma", Role.ADMIN, "", Language.SW),
        ("brian", "Brian Mutua", Role.AGENT, "customer_service", Language.EN),
        ("salma", "Salma Said", Role.AGENT, "sales", Language.SW),
        ("amina", "Amina Bakari", Role.AUDITOR, "", Language.EN),
        ("tatu", "Tatu Hassan", Role.TRAINER, "", Language.SW),
    ):
        member = staff.add(
            session,
            username=username,
            name=name,
            password=PASSWORD,
            role=role,
            departments=departments.split(),
            language=language,
            now=START,
        )
        world.staff[username] = member.id or 0


def _contact(session: Session, name: str, chat: int, language: Language) -> Contact:
    contact = Contact(
        channel="telegram",
        bot_id=1,
        chat_id=chat,
        sender_id=f"c-{chat}",
        name=name,
        language=language,
        created_at=START,
    )
    session.add(contact)
    session.flush()
    session.add(Conversation(contact_id=contact.id or 0, owner=Owner.QUEUE))
    return contact


def _complaint(session: Session, world: World, asha: Contact, department: int) -> str:
    ticket = _ticket(session, asha, TicketKind.COMPLAINT, department, STORY)
    ticket.priority = Priority.HIGH
    ticket.packet = json.dumps({"intent": "complain", "confidence": 0.94})
    said = START - timedelta(minutes=50)
    session.add(_message(asha.id, Author.CUSTOMER, "Habari, nataka kulalamika", said))
    session.add(_message(asha.id, Author.BOT, "Pole sana. Tafadhali nieleze.", said))
    with_photo = _message(asha.id, Author.CUSTOMER, STORY, said)
    session.add(with_photo)
    session.flush()
    world.photo = _photo(session, world.settings.var / "files", with_photo.id or 0)
    return ticket.reference


def _photo(session: Session, folder: Path, message_id: int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ab12").write_bytes(PIXEL)
    attachment = Attachment(
        message_id=message_id,
        kind="photo",
        file_id="f1",
        created_at=START,
        status=AttachmentStatus.STORED,
        name="unga\u202egpj.exe\r\nX: y.png",
        media_type="image/png",
        size=len(PIXEL),
        sha256="ab12",
        path="ab12",
    )
    session.add(attachment)
    session.flush()
    return attachment.id or 0


def _order(session: Session, john: Contact, department: int) -> tuple[str, str]:
    products = [
        Product("sugar", "Sukari", "Sugar", "", "kg", 18000, "KES", Decimal(100)),
        Product("rice", "Mchele", "Rice", "", "kg", 21050, "KES", Decimal(100)),
    ]
    order = Order(
        reference=new_reference("P"),
        contact_id=john.id or 0,
        currency="KES",
        place="Kariakoo, Msimbazi Street, house 12",
        phone="+255754123456",
        created_at=START,
        updated_at=START,
        total=99150,
        status=OrderStatus.CONFIRMED,
    )
    session.add_all([*products, order])
    session.flush()
    for product, quantity in zip(products, ("2", "3"), strict=True):
        session.add(
            OrderLine(order.id or 0, product.id or 0, Decimal(quantity), "kg", product.price)
        )
    ticket = _ticket(session, john, TicketKind.ORDER, department, "2 kg sugar, 3 kg rice")
    ticket.order_id = order.id
    session.add(_message(john.id, Author.CUSTOMER, "2 kg of sugar and 3 kg of rice", START))
    return ticket.reference, order.reference


def _ticket(
    session: Session, contact: Contact, kind: TicketKind, department: int, story: str
) -> Ticket:
    ticket = Ticket(
        reference=new_reference("T"),
        kind=kind,
        contact_id=contact.id or 0,
        department_id=department,
        subject=story[:80],
        story=story,
        language=contact.language,
        created_at=START - timedelta(minutes=45),
        updated_at=START,
        waiting_since=START - timedelta(minutes=45),
    )
    session.add(ticket)
    session.flush()
    return ticket


def _message(
    contact_id: int | None, author: Author, text: str, at: datetime, ticket_id: int | None = None
) -> Message:
    return Message(
        contact_id=contact_id or 0, author=author, text=text, created_at=at, ticket_id=ticket_id
    )

"""One text in every field that somebody else fills: a customer, or a colleague."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from backoffice.posted import storable
from helpdesk.db.engine import Session
from helpdesk.domain.company import Department, Product, StockMove
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.desk import CannedReply, Draft, Macro, Notice, Presence, SavedFilter
from helpdesk.domain.duties import Breach
from helpdesk.domain.enums import (
    AttachmentStatus,
    Author,
    DraftKind,
    Language,
    NoticeKind,
    OrderStatus,
    Owner,
    PaymentStatus,
    Role,
    StockReason,
    TicketKind,
    Visibility,
)
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.reference import new_reference
from helpdesk.domain.staff import AuditEntry, Invite, StaffMember
from helpdesk.domain.ticket import Rating, Ticket
from tests.integration.console.world import START, World

CORPUS = Path(__file__).with_name("markup.json")
SHORT = 64
"""Characters of the short columns, as PostgreSQL would cut them off."""

FREE = SHORT - 3
"""Of a user name: the rest tells two of them apart."""

LATER = START + timedelta(days=2)


@cache
def families() -> dict[str, list[str]]:
    """The corpus by family, as it can come to be in the database."""
    read = json.loads(CORPUS.read_text(encoding="utf-8"))
    return {name: [storable(each) for each in texts] for name, texts in read.items()
            if name != "sources"}  # fmt: skip


@cache
def corpus() -> tuple[str, ...]:
    """Every text of it."""
    return tuple(text for texts in families().values() for text in texts)


@dataclass(frozen=True)
class Placed:
    """Where a text was put: the pages on which everything is that text."""

    text: str
    ticket: str
    order: str
    contact: int
    staff: int
    reply: int
    macro: int
    code: str
    row: int

    def pages(self) -> Iterator[str]:
        """Their addresses; the same pages in the same order for every text.

        Those of what colleagues fill are read for every second text: for more than sixty.
        """
        ticket = f"/tickets/{self.ticket}"
        yield from (ticket, f"{ticket}/messages", f"{ticket}/history", f"{ticket}/split")
        yield from (f"/orders/{self.order}", f"/data/people/{self.contact}")
        if self.row % 2 == 0:
            yield from (f"/staff/{self.staff}", f"/replies/{self.reply}")
            yield from (f"/macros/{self.macro}", f"/stock/{self.code}")
            yield from (f"{ticket}?canned=r{self.row}", f"/welcome/{self.row}")


def fill_with(world: World, texts: Sequence[str]) -> list[Placed]:
    """Put each text everywhere: a customer, case and order for each, a colleague for each."""
    with world.database.begin() as session:
        placed = [_place(session, world, text, row) for row, text in enumerate(texts)]
    _company(world.settings.company, texts)
    return placed


def _place(session: Session, world: World, text: str, row: int) -> Placed:
    department = _add(session, Department(code=f"d{row}", name_sw=text, name_en=text))
    staff = _add(session, _colleague(text, row))
    contact = _add(session, _customer(text, row))
    session.add(Conversation(contact_id=contact.id, owner=Owner.QUEUE))
    product = _add(session, Product(f"p{row}", text, text, text, text, 100, "KES", Decimal(5)))
    order = _add(session, _order(text, contact.id))
    session.add(OrderLine(order.id, product.id, Decimal(1), text, 100))
    ticket = _add(session, _ticket(text, contact.id, department.id, staff.id, order.id))
    _say(session, text, contact.id, ticket.id, staff.id)
    reply, macro = _tools(session, text, row)
    admin = world.staff["rehema"]
    _around(session, text, row, admin, staff.id, ticket.id, contact.id, product.id)
    return Placed(
        text=text,
        ticket=ticket.reference,
        order=order.reference,
        contact=contact.id,
        staff=staff.id,
        reply=reply.id or 0,
        macro=macro.id or 0,
        code=product.code,
        row=row,
    )


def _add(session: Session, thing: Any) -> Any:
    session.add(thing)
    session.flush()
    return thing


def _colleague(text: str, row: int) -> StaffMember:
    return StaffMember(
        username=f"{text[:FREE]}{row:03}",
        name=text,
        password_hash="-",
        role=Role.AGENT,
        language=Language.SW,
        created_at=START,
        departments="sales",
    )


def _customer(text: str, row: int) -> Contact:
    return Contact(
        channel="telegram",
        bot_id=1,
        chat_id=9000 + row,
        sender_id=f"h-{row}",
        name=text,
        language=Language.EN,
        created_at=START,
        username=text[:SHORT],
        phone=text[:SHORT],
    )


def _order(text: str, contact: int) -> Order:
    return Order(
        reference=new_reference("P"),
        contact_id=contact,
        currency="KES",
        place=text,
        phone=text[:SHORT],
        created_at=START,
        updated_at=START,
        total=100,
        status=OrderStatus.CONFIRMED,
        area=text[:SHORT],
        payment_method=text[:SHORT],
        payment_status=PaymentStatus.CLAIMED,
        payment_reference=text[:SHORT],
        cancel_reason=text,
    )


def _ticket(text: str, contact: int, department: int, staff: int, order: int) -> Ticket:
    packet = {"intent": text, text: [text, {"deep": text}], "missing": text, "form": {text: text}}
    return Ticket(
        reference=new_reference("T"),
        kind=TicketKind.COMPLAINT,
        contact_id=contact,
        department_id=department,
        subject=text,
        language=Language.EN,
        created_at=START - timedelta(minutes=45),
        updated_at=START,
        waiting_since=START,
        assignee_id=staff,
        order_id=order,
        story=f"{text} ",
        about_order=text,
        packet=json.dumps(packet),
        intent=text[:SHORT],
    )


def _say(session: Session, text: str, contact: int, ticket: int, staff: int) -> None:
    def said(author: Author, **more: Any) -> Any:
        words: dict[str, Any] = {
            "contact_id": contact,
            "text": text,
            "created_at": START,
            "ticket_id": ticket,
        }
        return _add(session, Message(**words, author=author, **more))

    first = said(Author.CUSTOMER)
    said(Author.CUSTOMER, revision_of_id=first.id)
    for kind in ("location", "contact", "sticker", "voice"):
        said(Author.CUSTOMER, kind=kind)
    said(Author.BOT, buttons=json.dumps([text, {"title": text}]))
    said(Author.STAFF, staff_id=staff)
    said(Author.SYSTEM)
    said(Author.STAFF, visibility=Visibility.INTERNAL, staff_id=staff)
    captioned = said(Author.CUSTOMER, kind="photo")
    for status in AttachmentStatus:
        for media_type in ("image/png", "audio/ogg", text[:128], None):
            file = Attachment(captioned.id, "document", text, START, status, text, media_type)
            file.path, file.error = "ab12", text
            session.add(file)


def _tools(session: Session, text: str, row: int) -> tuple[CannedReply, Macro]:
    # What stands in braces would be a place to fill in, and is refused where it is typed.
    plain = text.replace("{", "(").replace("}", ")")
    reply = CannedReply(f"r{row}", plain, plain, plain, plain)
    return _add(session, reply), _add(session, Macro(f"m{row}", text, text, reply=f"r{row}"))


def _around(
    session: Session,
    text: str,
    row: int,
    admin: int,
    staff: int,
    ticket: int,
    contact: int,
    product: int,
) -> None:
    who, about = f"address:{text}"[:128], f"username:{text}"[:128]
    session.add_all(
        [
            SavedFilter(admin, text, "q=unga", START),
            Notice(admin, NoticeKind.LOW_STOCK, START, detail=text),
            Notice(admin, NoticeKind.NEW, START, ticket_id=ticket),
            Draft(admin, ticket, DraftKind.REPLY, text, 1, START),
            Draft(admin, ticket, DraftKind.NOTE, text, 1, START),
            Presence(staff, ticket, True, START),
            Breach(START, text, text, 3, text, admin, START),
            StockMove(product, staff, StockReason.COUNT, Decimal(1), Decimal(2), START, text),
            Rating(ticket, contact, 1, START, 5, text, START),
            _invite(text, row, admin),
            AuditEntry(who, "staff.sign_in_refused", about, START, "name", text, text),
            AuditEntry(f"staff:{staff}", "ticket.x", f"ticket:{ticket}", START, "x", text, text),
        ]
    )  # fmt: skip


def _invite(text: str, row: int, admin: int) -> Invite:
    """An invitation whose link ends with the number of the row."""
    key = hashlib.sha256(str(row).encode()).hexdigest()
    return Invite(key, f"i{row}", text, Role.AGENT, Language.SW, "", admin, START, LATER)


def _company(folder: Path, texts: Sequence[str]) -> None:
    """The areas goods are taken to, each called by a text; JSON is YAML."""
    rows = [
        {"code": f"a{row}", "sw": text, "en": text, "fee": 1, "hours": 1}
        for row, text in enumerate(texts)
    ]
    (folder / "delivery.yml").write_text(json.dumps({"areas": rows}), encoding="utf-8")

"""The customer's own data as one file: asked for, gathered, sent, and taken off our disk again.

In it stands what is theirs: never a staff member's name, an internal note, or anybody else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpdesk.db import tables
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, OutboxStatus, Visibility
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order
from helpdesk.domain.ticket import Rating, Ticket
from helpdesk.locale import say
from helpdesk.services import attachments, audit, conversations, orders, outbox
from helpdesk.services.currencies import money

MOST_A_DAY = 3
DAY = timedelta(days=1)
SUBJECT = "data-export"
"""What the audit entries of all exports are about: the index by subject finds them."""

ASKED = "data.asked"
KEY = "mydata:"
"""How the source key of a message with such a file begins; the entry's id follows."""

_UNDER_WAY = (OutboxStatus.QUEUED, OutboxStatus.SENDING)


def ask(session: Session, contact: Contact, *, now: datetime) -> bool:
    """Note that the contact wants their data; False if they had it MOST_A_DAY times today."""
    entries = tables.audit_entry.c
    who = f"contact:{contact.id}"
    today = (
        select(func.count())
        .select_from(tables.audit_entry)
        .where(entries.subject == SUBJECT, entries.who == who, entries.at > now - DAY)
    )
    if int(session.execute(today).scalar_one()) >= MOST_A_DAY:
        return False
    audit.record(session, who=who, what=ASKED, subject=SUBJECT, now=now)
    return True


def wanted(session: Session, *, now: datetime) -> list[tuple[int, Contact]]:
    """Whose data is to be sent, by the id of the entry that says so; oldest first."""
    entries = tables.audit_entry.c
    found = (
        select(entries.id, entries.who)
        .where(entries.subject == SUBJECT, entries.at > now - DAY)
        .order_by(entries.id)
    )
    asked = {f"{KEY}{row.id}": row for row in session.execute(found)}
    keys = tables.message.c.source_key
    answered = set(session.execute(select(keys).where(keys.in_(list(asked)))).scalars())
    people = [
        (int(row.id), session.get(Contact, int(row.who.removeprefix("contact:"))))
        for key, row in asked.items()
        if key not in answered
    ]
    return [(entry, contact) for entry, contact in people if contact and not contact.erased]


def gather(session: Session, contact: Contact, *, now: datetime) -> bytes:
    """All of the contact's data as JSON that people can read too, in UTF-8."""
    whole = {
        "about": say(contact.language, "privacy.mydata_about"),
        "made_at": _time(now),
        "contact": _contact(contact),
        "orders": [_order(session, order) for order in orders.of_contact(session, contact)],
        "tickets": [_ticket(session, case) for case in _own(session, Ticket, contact)],
        "ratings": [_rating(rating) for rating in _own(session, Rating, contact)],
        "messages": _messages(session, contact),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def send(
    session: Session,
    contact: Contact,
    entry: int,
    *,
    path: str,
    size: int,
    sha256: str,
    now: datetime,
) -> None:
    """Put the file at `path` under `var/files` on its way; once for each entry."""
    key = f"{KEY}{entry}"
    text = say(contact.language, "privacy.mydata_here")
    if session.execute(select(tables.message.c.id).filter_by(source_key=key)).first() is not None:
        return
    message = conversations.record(
        session, contact, text, author=Author.SYSTEM, kind="document", source_key=key, now=now
    )
    file = attachments.add(
        session,
        message,
        kind="document",
        file_id=f"own:{key}",
        name=say(contact.language, "privacy.mydata_file", day=f"{now:%Y-%m-%d}"),
        now=now,
    )
    kind = "application/json"
    attachments.store(session, file, path=path, media_type=kind, size=size, sha256=sha256)
    outbox.enqueue(session, contact, text=text, message=message, attachment=file, now=now)


def spent(session: Session) -> list[Attachment]:
    """Files of this kind that were delivered, or never will be: staff need not have them."""
    files, said, out = tables.attachment.c, tables.message.c, tables.outbox.c
    under_way = select(out.message_id).where(out.message_id == said.id, out.status.in_(_UNDER_WAY))
    found = (
        select(Attachment)
        .join(tables.message, said.id == files.message_id)
        .where(said.source_key.startswith(KEY), files.path.is_not(None))
        .where(~under_way.correlate(tables.message).exists())
    )
    return list(session.execute(found).scalars())


def _own(session: Session, entity: Any, contact: Contact) -> list[Any]:
    found = select(entity).filter_by(contact_id=contact.id).order_by(entity.id)
    return list(session.execute(found).scalars())


def _contact(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "username": contact.username,
        "phone": contact.phone,
        "language": contact.language,
        "channel": contact.channel,
        "chat_id": contact.chat_id,
        "first_met_at": _time(contact.created_at),
        "privacy_notice_at": _time(contact.consent_at),
    }


def _order(session: Session, order: Order) -> dict[str, object]:
    lines = orders.receipt(session, order).lines
    return {
        "reference": order.reference,
        "status": order.status,
        "placed_at": _time(order.created_at),
        "changed_at": _time(order.updated_at),
        "lines": [
            {
                "product": line.product.code,
                "quantity": f"{line.quantity:f}",
                "unit": line.product.unit,
                "amount": money(line.amount, order.currency),
                "amount_minor": line.amount,
            }
            for line in lines
        ],
        "currency": order.currency,
        "total": money(order.total, order.currency),
        "total_minor": order.total,
        "delivery_fee_minor": order.fee,
        "fulfilment": order.fulfilment,
        "area": order.area,
        "place": order.place,
        "phone": order.phone,
        "payment_method": order.payment_method,
        "payment_status": order.payment_status,
        "payment_reference": order.payment_reference,
        "cancel_reason": order.cancel_reason,
    }


def _ticket(session: Session, case: Ticket) -> dict[str, object]:
    department = session.get(Department, case.department_id)
    return {
        "reference": case.reference,
        "kind": case.kind,
        "status": case.status,
        "priority": case.priority,
        "department": department.name(case.language) if department else None,
        "opened_at": _time(case.created_at),
        "resolved_at": _time(case.resolved_at),
        "subject": case.subject,
        "story": case.story,
        "about_order": case.about_order,
    }


def _rating(rating: Rating) -> dict[str, object]:
    return {
        "asked_at": _time(rating.asked_at),
        "rated_at": _time(rating.rated_at),
        "score": rating.score,
        "comment": rating.comment,
    }


def _messages(session: Session, contact: Contact) -> list[dict[str, object]]:
    said, cases = tables.message.c, tables.ticket.c
    found = (
        select(Message, cases.reference)
        .outerjoin(tables.ticket, cases.id == said.ticket_id)
        .where(said.contact_id == contact.id, said.visibility == Visibility.PUBLIC)
        .order_by(said.id)
    )
    rows = session.execute(found).all()
    files = _files(session, contact)
    return [_message(message, reference, files) for message, reference in rows]


def _message(
    message: Message, reference: str | None, files: Mapping[int | None, list[object]]
) -> dict[str, object]:
    """One utterance. Of staff it says that it was staff, and no more: a name is theirs."""
    return {
        "at": _time(message.created_at),
        "from": message.author,
        "kind": message.kind,
        "text": message.text,
        "language": message.language,
        "ticket": reference,
        "files": files.get(message.id, []),
    }


def _files(session: Session, contact: Contact) -> dict[int | None, list[object]]:
    files, said = tables.attachment.c, tables.message.c
    found = (
        select(Attachment)
        .join(tables.message, said.id == files.message_id)
        .where(said.contact_id == contact.id)
        .order_by(files.id)
    )
    kept: dict[int | None, list[object]] = {}
    for file in session.execute(found).scalars():
        shown = {"kind": file.kind, "name": file.name, "media_type": file.media_type}
        more = {"size_bytes": file.size, "status": file.status}
        kept.setdefault(file.message_id, []).append({**shown, **more})
    return kept


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")

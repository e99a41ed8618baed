"""What the console's pages read: rows ready to show. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import tables
from helpdesk.domain.company import Department, Product
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import Author, StatusKind, TicketStatus, Visibility
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.reference import read_reference
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import KINDS, Ticket

TABS = ("open", "mine", "unassigned", "resolved")
LONGEST_LIST = 200

_UNDONE = [status for status, kind in KINDS.items() if kind is not StatusKind.DONE]
_DONE = [TicketStatus.RESOLVED, TicketStatus.CLOSED]
_t = tables.ticket.c
_m = tables.message.c


@dataclass(frozen=True)
class Scope:
    """Whose eyes a page is for. `departments` are codes; None sees every department."""

    staff_id: int
    departments: frozenset[str] | None


@dataclass(frozen=True)
class QueueRow:
    """A ticket in the list. `waiting_since` is None while we wait for the customer."""

    ticket: Ticket
    contact: Contact
    department: Department
    assignee: str | None
    waiting_since: datetime | None


@dataclass(frozen=True)
class Utterance:
    """A message with all that is shown around it."""

    message: Message
    staff: StaffMember | None
    department: Department | None
    ticket_reference: str | None
    attachments: list[Attachment] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """Everything around one ticket but what was said."""

    ticket: Ticket
    contact: Contact
    conversation: Conversation | None
    department: Department
    assignee: StaffMember | None
    order: Order | None
    lines: list[tuple[OrderLine, Product]]
    others: list[Ticket]


def queue(session: Session, scope: Scope, tab: str) -> list[QueueRow]:
    """The tickets of a tab: who waits longest comes first, the resolved ones newest first."""
    last_reply, waiting = _waiting()
    found = _rows(scope, waiting).where(_in_tab(scope, tab))
    if tab == "resolved":
        found = found.order_by(_t.updated_at.desc(), _t.id.desc())
    else:
        # Nulls sort differently in SQLite and PostgreSQL, so the order is spelled out.
        ours = and_(waiting.is_(None), last_reply.is_not(None))
        found = found.order_by(ours, func.coalesce(waiting, _t.created_at), _t.id)
    return _queue_rows(session, found)


def search(session: Session, scope: Scope, words: str) -> list[QueueRow]:
    """Tickets of any status by reference, customer's name, or a text in them; newest first."""
    _last, waiting = _waiting()
    wanted = words.strip().lower()
    matches = [
        func.lower(column).contains(wanted, autoescape=True)
        for column in (_t.reference, _t.subject, _t.story, tables.contact.c.name)
    ]
    said = and_(_m.ticket_id == _t.id, func.lower(_m.text).contains(wanted, autoescape=True))
    matches.append(exists().where(said).correlate(tables.ticket))
    spelled = read_reference(words)
    if spelled is not None:
        matches.append(_t.reference == spelled)
        ordered = tables.customer_order.c
        matches.append(
            exists()
            .where(and_(ordered.id == _t.order_id, ordered.reference == spelled))
            .correlate(tables.ticket)
        )
    found = _rows(scope, waiting).where(or_(*matches)).order_by(_t.updated_at.desc(), _t.id.desc())
    return _queue_rows(session, found)


def counts(session: Session, scope: Scope) -> dict[str, int]:
    """How many tickets each tab holds."""
    return {tab: _count(session, scope, tab) for tab in TABS}


def ticket(session: Session, scope: Scope, reference: str) -> Ticket | None:
    """The ticket of that reference, if the scope reaches it."""
    spelled = read_reference(reference)
    found = select(Ticket).where(_t.reference == spelled, _visible(scope))
    return session.execute(found).scalar_one_or_none() if spelled else None


def case(session: Session, scope: Scope, ticket: Ticket) -> Case:
    """What stands around the ticket; of the customer's other tickets those in the scope."""
    order = session.get(Order, ticket.order_id) if ticket.order_id else None
    contact: Any = session.get(Contact, ticket.contact_id)
    department: Any = session.get(Department, ticket.department_id)
    conversation = session.execute(
        select(Conversation).filter_by(contact_id=ticket.contact_id)
    ).scalar_one_or_none()
    return Case(
        ticket=ticket,
        contact=contact,
        conversation=conversation,
        department=department,
        assignee=session.get(StaffMember, ticket.assignee_id) if ticket.assignee_id else None,
        order=order,
        lines=_lines(session, order),
        others=_others(session, scope, ticket),
    )


def departments(session: Session) -> dict[str, Department]:
    """Every department there is or was, by its code."""
    return {each.code: each for each in session.execute(select(Department)).scalars()}


def conversation(
    session: Session, scope: Scope, ticket: Ticket, *, limit: int
) -> tuple[list[Utterance], bool]:
    """The newest `limit` messages, oldest first, and whether there are earlier ones.

    Shown are this ticket's, those said to the assistant, and the public ones of the customer's
    other tickets in the scope; never the internal notes of another ticket.
    """
    found = (
        select(Message, _t.reference)
        .outerjoin(tables.ticket, _t.id == _m.ticket_id)
        .where(_m.contact_id == ticket.contact_id)
        .where(
            or_(
                _m.ticket_id.is_(None),
                _m.ticket_id == ticket.id,
                and_(_m.visibility == Visibility.PUBLIC, _visible(scope)),
            )
        )
        .order_by(_m.id.desc())
        .limit(limit + 1)
    )
    rows = list(session.execute(found).all())
    return _utterances(session, list(reversed(rows[:limit]))), len(rows) > limit


def attachment(session: Session, scope: Scope, attachment_id: int) -> Attachment | None:
    """The file, if some ticket in the scope shows the message it came with."""
    shown = or_(
        _t.id == _m.ticket_id,
        and_(_m.ticket_id.is_(None), _t.contact_id == _m.contact_id),
    )
    found = (
        select(Attachment)
        .join(tables.message, _m.id == tables.attachment.c.message_id)
        .where(tables.attachment.c.id == attachment_id)
        .where(exists().where(and_(shown, _visible(scope))).correlate(tables.message))
    )
    return session.execute(found).scalar_one_or_none()  # type: ignore[no-any-return, unused-ignore]


def _visible(scope: Scope) -> Any:
    if scope.departments is None:
        return _t.id.is_not(None)
    theirs = select(tables.department.c.id).where(
        tables.department.c.code.in_(sorted(scope.departments))
    )
    return _t.department_id.in_(theirs)


def _in_tab(scope: Scope, tab: str) -> Any:
    if tab == "resolved":
        return _t.status.in_(_DONE)
    undone = _t.status.in_(_UNDONE)
    if tab == "mine":
        return and_(undone, _t.assignee_id == scope.staff_id)
    if tab == "unassigned":
        return and_(undone, _t.assignee_id.is_(None))
    return undone


def _waiting() -> tuple[Any, Any]:
    """Two scalar queries: our last public word on a ticket, and since when it wants one."""
    ours = tables.message.alias("ours")
    last_reply = (
        select(func.max(ours.c.id))
        .where(ours.c.ticket_id == _t.id, ours.c.author == Author.STAFF)
        .where(ours.c.visibility == Visibility.PUBLIC)
        .correlate(tables.ticket)
        .scalar_subquery()
    )
    theirs = tables.message.alias("theirs")
    unanswered = (
        select(func.min(theirs.c.created_at))
        .where(theirs.c.ticket_id == _t.id, theirs.c.author == Author.CUSTOMER)
        .where(theirs.c.id > last_reply)
        .correlate(tables.ticket)
        .scalar_subquery()
    )
    return last_reply, unanswered


def _rows(scope: Scope, waiting: Any) -> Any:
    last_reply, _unanswered = _waiting()
    return (
        select(
            Ticket,
            Contact,
            Department,
            tables.staff_member.c.name,
            waiting.label("waiting"),
            last_reply.label("replied"),
        )
        .join(tables.contact, tables.contact.c.id == _t.contact_id)
        .join(tables.department, tables.department.c.id == _t.department_id)
        .outerjoin(tables.staff_member, tables.staff_member.c.id == _t.assignee_id)
        .where(_visible(scope))
        .limit(LONGEST_LIST)
    )


def _queue_rows(session: Session, found: Any) -> list[QueueRow]:
    return [
        QueueRow(
            ticket=ticket,
            contact=contact,
            department=department,
            assignee=assignee,
            waiting_since=waiting if replied else ticket.created_at,
        )
        for ticket, contact, department, assignee, waiting, replied in session.execute(found)
    ]


def _count(session: Session, scope: Scope, tab: str) -> int:
    found = select(func.count()).select_from(tables.ticket)
    return int(session.execute(found.where(_in_tab(scope, tab), _visible(scope))).scalar_one())


def _lines(session: Session, order: Order | None) -> list[tuple[OrderLine, Product]]:
    if order is None:
        return []
    line, product = tables.order_line.c, tables.product.c
    found = (
        select(OrderLine, Product)
        .join(tables.product, product.id == line.product_id)
        .where(line.order_id == order.id)
        .order_by(line.id)
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def _others(session: Session, scope: Scope, ticket: Ticket) -> list[Ticket]:
    found = (
        select(Ticket)
        .where(_t.contact_id == ticket.contact_id, _t.id != ticket.id, _visible(scope))
        .order_by(_t.id.desc())
        .limit(20)
    )
    return list(session.execute(found).scalars())


def _utterances(session: Session, rows: list[Any]) -> list[Utterance]:
    messages = [row[0] for row in rows]
    ids = [message.id for message in messages]
    files = _by_message(session, Attachment, tables.attachment.c, ids)
    sendings = _by_message(session, Delivery, tables.outbox.c, ids)
    staff = _by_id(session, StaffMember, {m.staff_id for m in messages})
    departments = _by_id(session, Department, {m.department_id for m in messages})
    return [
        Utterance(
            message=message,
            staff=staff.get(message.staff_id),
            department=departments.get(message.department_id),
            ticket_reference=reference,
            attachments=files.get(message.id, []),
            deliveries=sendings.get(message.id, []),
        )
        for message, reference in rows
    ]


def _by_message(
    session: Session, entity: Any, columns: Any, ids: Collection[int]
) -> dict[int, list[Any]]:
    found = select(entity).where(columns.message_id.in_(ids)).order_by(columns.id)
    grouped: dict[int, list[Any]] = {}
    for row in session.execute(found).scalars():
        grouped.setdefault(row.message_id, []).append(row)
    return grouped


def _by_id(session: Session, entity: Any, ids: Iterable[int | None]) -> dict[int | None, Any]:
    known = [each for each in ids if each is not None]
    found = select(entity).where(entity.id.in_(known))
    return {row.id: row for row in session.execute(found).scalars()}

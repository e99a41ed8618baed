"""What the console's pages read: rows ready to show. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, tables
from helpdesk.domain.company import Department, Product
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus, Visibility
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.reference import read_reference
from helpdesk.domain.staff import AuditEntry, StaffMember
from helpdesk.domain.ticket import Ticket

LONGEST_HISTORY = 300
READ_BY_MACHINES = "api.%.read"
"""How the audit calls it when a system looks at something: no step in the life of the thing."""

_t = tables.ticket.c
_m = tables.message.c


@dataclass(frozen=True)
class Scope:
    """Whose eyes a page is for. `departments` are codes; None sees every department.

    `own` are the departments they answer for, whatever else they may see.
    """

    staff_id: int
    departments: frozenset[str] | None
    own: frozenset[str] = frozenset()


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


def ticket(session: Session, scope: Scope, reference: str) -> Ticket | None:
    """The ticket of that reference, if the scope reaches it."""
    spelled = read_reference(reference)
    found = select(Ticket).where(_t.reference == spelled, visible(scope))
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


def contact_of(session: Session, order: Order) -> Contact:
    """The customer of an order."""
    contact: Contact = session.execute(select(Contact).filter_by(id=order.contact_id)).scalar_one()
    return contact


def departments(session: Session) -> dict[str, Department]:
    """Every department there is or was, by its code."""
    return {each.code: each for each in session.execute(select(Department)).scalars()}


def colleagues(session: Session) -> list[StaffMember]:
    """The active staff, by name."""
    found = select(StaffMember).filter_by(active=True)
    return sorted(session.execute(found).scalars(), key=lambda each: each.name.lower())


def state(session: Session) -> str:
    """A mark that is another one as soon as anything pages show has changed."""
    outbox = tables.outbox.c
    waiting = outbox.status.in_((OutboxStatus.QUEUED, OutboxStatus.SENDING))
    newest = (
        select(func.max(_m.id)).scalar_subquery(),
        select(func.max(tables.audit_entry.c.id)).scalar_subquery(),
        select(func.max(outbox.id)).scalar_subquery(),
        select(func.count()).select_from(tables.outbox).where(waiting).scalar_subquery(),
    )
    return ".".join(str(each or 0) for each in session.execute(select(*newest)).one())


def names(session: Session) -> dict[str, str]:
    """The names of the staff, and of the systems that have tokens, by what the audit calls them.

    Gone ones too.
    """
    named = {}
    for kind, columns in (("staff", tables.staff_member.c), ("token", desk_tables.api_token.c)):
        found = session.execute(select(columns.id, columns.name))
        named.update({f"{kind}:{number}": name for number, name in found})
    return named


def history(session: Session, ticket: Ticket) -> list[AuditEntry]:
    """What was done with the ticket, the newest first; looking at it is left out."""
    entry = tables.audit_entry.c
    found = (
        select(AuditEntry)
        .where(entry.subject == f"ticket:{ticket.id}", entry.what != "ticket.viewed")
        .where(entry.what.not_like(READ_BY_MACHINES))
        .order_by(entry.id.desc())
        .limit(LONGEST_HISTORY)
    )
    return list(session.execute(found).scalars())


def conversation(
    session: Session, scope: Scope, ticket: Ticket, *, limit: int, before: int | None = None
) -> tuple[list[Utterance], bool]:
    """The newest `limit` messages, oldest first, and whether there are earlier ones.

    `before` is the number of a message: those are given that came before it.

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
                and_(_m.visibility == Visibility.PUBLIC, visible(scope)),
            )
        )
        .order_by(_m.id.desc())
        .limit(limit + 1)
    )
    if before is not None:
        found = found.where(_m.id < before)
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
        .where(exists().where(and_(shown, visible(scope))).correlate(tables.message))
    )
    return session.execute(found).scalar_one_or_none()


def visible(scope: Scope) -> Any:
    """The condition that a ticket is one these eyes may see."""
    if scope.departments is None:
        return _t.id.is_not(None)
    theirs = select(tables.department.c.id).where(
        tables.department.c.code.in_(sorted(scope.departments))
    )
    return _t.department_id.in_(theirs)


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
        .where(_t.contact_id == ticket.contact_id, _t.id != ticket.id, visible(scope))
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

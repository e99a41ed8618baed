"""The work list: which tickets, in which order, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import search, tables
from helpdesk.db.queries import Scope, visible
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Priority, StatusKind, TicketStatus
from helpdesk.domain.ticket import KINDS, Ticket

TABS = (
    "open",
    "mine",
    "departments",
    "unassigned",
    "waiting",
    "breaching",
    "snoozed",
    "resolved",
    "all",
)
EVERY = "every"
"""No tab of the console's: all tickets there are, merged ones too."""

SORTS = ("waiting", "due", "priority", "newest", "oldest", "updated")
PAGE = 50
MOST_PAGES = 40
MOST_COUNTED = 1000
"""Beyond this nobody works through a list; the console writes 999+."""

SOON = timedelta(hours=1)
"""A clock that runs out within this is about to be missed."""

_UNDONE = [status for status, kind in KINDS.items() if kind is not StatusKind.DONE]
_DONE = [TicketStatus.RESOLVED, TicketStatus.CLOSED]
_t = tables.ticket.c
_WEIGHT = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


@dataclass(frozen=True)
class Wanted:
    """What is to be seen. Words are searched in all tickets, whatever the tab.

    `department` is a code, `assignee` a number or 0 for nobody; None asks for all.
    """

    tab: str = "open"
    words: str = ""
    kind: str | None = None
    priority: str | None = None
    status: str | None = None
    language: str | None = None
    department: str | None = None
    assignee: int | None = None
    sort: str = "waiting"
    page: int = 1


@dataclass(frozen=True)
class Row:
    """A ticket in the list. `waiting_since` is None while we wait for the customer."""

    ticket: Ticket
    contact: Contact
    department: Department
    assignee: str | None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the customer waits for us."""
        return self.ticket.waiting_since


def rows(session: Session, scope: Scope, wanted: Wanted, *, now: datetime) -> list[Row]:
    """One page of the list, and one row more if there is another page."""
    found = _joined().where(visible(scope), *_filters(scope, wanted, now))
    page = min(max(wanted.page, 1), MOST_PAGES)
    ordered = found.order_by(*_order(wanted)).offset((page - 1) * PAGE).limit(PAGE + 1)
    if wanted.words:
        ids = search.ticket_ids(session, wanted.words, _departments(session, scope))
        ordered = ordered.where(_t.id.in_(ids))
    return [Row(*row) for row in session.execute(ordered)]


def listed(
    session: Session,
    scope: Scope,
    wanted: Wanted,
    *,
    now: datetime,
    most: int,
    updated_since: datetime | None = None,
    before: int | None = None,
) -> list[Row]:
    """The `most` newest tickets that fit, whatever their state, by their number downwards.

    A ticket keeps its number, so whoever asks again for those `before` the last one's loses and
    repeats nothing, however much is changed meanwhile.
    """
    filters = _filters(scope, replace(wanted, tab=EVERY), now)
    found = _joined().where(visible(scope), *filters)
    if updated_since is not None:
        found = found.where(_t.updated_at >= updated_since)
    if before is not None:
        found = found.where(_t.id < before)
    if wanted.words:
        ids = search.ticket_ids(session, wanted.words, _departments(session, scope))
        found = found.where(_t.id.in_(ids))
    return [Row(*row) for row in session.execute(found.order_by(_t.id.desc()).limit(most))]


def counts(
    session: Session, scope: Scope, tabs: Sequence[str], *, now: datetime
) -> dict[str, int]:
    """How many tickets those tabs hold, MOST_COUNTED at most."""
    live = [tab for tab in tabs if tab not in ("resolved", "all")]
    sums = [func.sum(case((_in_tab(scope, tab, now), 1), else_=0)).label(tab) for tab in live]
    undone = select(*sums).where(_t.status.in_(_UNDONE), visible(scope))
    found = session.execute(undone).one()
    counted = {tab: int(number or 0) for tab, number in zip(live, found, strict=True)}
    for tab in ("resolved", "all"):
        some = select(_t.id).where(_in_tab(scope, tab, now), visible(scope)).limit(MOST_COUNTED)
        total = select(func.count()).select_from(some.subquery())
        counted[tab] = int(session.execute(total).scalar_one())
    return counted


def neighbours(session: Session, scope: Scope, ticket: Ticket, *, now: datetime) -> str | None:
    """The reference of the ticket to take up next: who has waited longest after this one."""
    found = (
        select(_t.reference)
        .where(visible(scope), _in_tab(scope, "waiting", now), _t.id != ticket.id)
        .where(or_(_t.assignee_id.is_(None), _t.assignee_id == scope.staff_id))
        .order_by(*_order(Wanted(sort="waiting")))
        .limit(1)
    )
    reference: str | None = session.execute(found).scalar_one_or_none()
    return reference


def _departments(session: Session, scope: Scope) -> list[int] | None:
    if scope.departments is None:
        return None
    codes = tables.department.c.code.in_(sorted(scope.departments))
    return list(session.execute(select(tables.department.c.id).where(codes)).scalars())


def _joined() -> Any:
    return (
        select(Ticket, Contact, Department, tables.staff_member.c.name)
        .join(tables.contact, tables.contact.c.id == _t.contact_id)
        .join(tables.department, tables.department.c.id == _t.department_id)
        .outerjoin(tables.staff_member, tables.staff_member.c.id == _t.assignee_id)
    )


def _filters(scope: Scope, wanted: Wanted, now: datetime) -> list[Any]:
    chosen = [
        column == value
        for column, value in (
            (_t.kind, wanted.kind),
            (_t.priority, wanted.priority),
            (_t.status, wanted.status),
            (_t.language, wanted.language),
            (tables.department.c.code, wanted.department),
        )
        if value is not None
    ]
    if wanted.assignee is not None:
        nobody = _t.assignee_id.is_(None)
        chosen.append(_t.assignee_id == wanted.assignee if wanted.assignee else nobody)
    tab = EVERY if wanted.words else wanted.tab
    return [_in_tab(scope, tab, now), *chosen]


def _in_tab(scope: Scope, tab: str, now: datetime) -> Any:
    if tab == EVERY:
        return _t.id.is_not(None)
    if tab == "all":
        return _t.status != TicketStatus.MERGED
    if tab == "resolved":
        # Nearly all tickets are done: walking them by time beats gathering them by status, and
        # a bare comparison would have the database do the latter.
        return func.coalesce(_t.status, TicketStatus.NEW).in_(_DONE)
    asleep = and_(_t.snoozed_until.is_not(None), _t.snoozed_until > now)
    undone = _t.status.in_(_UNDONE)
    if tab == "snoozed":
        return and_(undone, asleep)
    return and_(undone, ~asleep, *_narrowed(scope, tab, now))


def _narrowed(scope: Scope, tab: str, now: datetime) -> list[Any]:
    if tab == "mine":
        return [_t.assignee_id == scope.staff_id]
    if tab == "departments":
        return [visible(replace(scope, departments=scope.own))]
    if tab == "unassigned":
        return [_t.assignee_id.is_(None)]
    if tab == "waiting":
        return [_t.waiting_since.is_not(None)]
    if tab == "breaching":
        return [_t.due_at.is_not(None), _t.due_at <= now + SOON]
    return []


def _order(wanted: Wanted) -> list[Any]:
    weight: Any = case({str(word): number for word, number in _WEIGHT.items()}, value=_t.priority)
    sort = "updated" if wanted.words or wanted.tab in ("resolved", "all") else wanted.sort
    # Nulls sort differently in SQLite and PostgreSQL, so the order is spelled out.
    first: list[Any] = {
        "waiting": [_t.waiting_since.is_(None), _t.waiting_since],
        "due": [_t.due_at.is_(None), _t.due_at],
        "priority": [weight, _t.waiting_since.is_(None), _t.waiting_since],
        "newest": [_t.created_at.desc()],
        "oldest": [_t.created_at],
        "updated": [_t.updated_at.desc()],
    }[sort]
    return [*first, _t.id.desc() if sort in ("newest", "updated") else _t.id]

"""The work list: which tickets, in which order, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, false, func, or_, select, text, true, union_all
from sqlalchemy.orm import Session

from helpdesk.db import search, tables
from helpdesk.db.listings import UNDONE
from helpdesk.db.queries import Scope
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
_IS_UNDONE = text(UNDONE)
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
    """One page of the list, and one row more if there is another page.

    Which tickets they are is read from an index that knows all that is asked and sorted by;
    only those of the page are then read whole.
    """
    eyes = _eyes(session, scope)
    found = [_t.id.in_(_found(session, eyes, wanted))] if wanted.words else []
    ids = _page_of(eyes, wanted, [*_filters(eyes, wanted, now), *found])
    ordered = _joined().where(_t.id.in_(ids)).order_by(*_order(wanted))
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
    eyes = _eyes(session, scope)
    filters = _filters(eyes, replace(wanted, tab=EVERY), now)
    found = _joined().where(eyes.all, *filters)
    if updated_since is not None:
        found = found.where(_t.updated_at >= updated_since)
    if before is not None:
        found = found.where(_t.id < before)
    if wanted.words:
        found = found.where(_t.id.in_(_found(session, eyes, wanted)))
    return [Row(*row) for row in session.execute(found.order_by(_t.id.desc()).limit(most))]


def counts(
    session: Session, scope: Scope, tabs: Sequence[str], *, now: datetime
) -> dict[str, int]:
    """How many tickets those tabs hold, MOST_COUNTED at most."""
    eyes = _eyes(session, scope)
    live = [tab for tab in tabs if tab not in ("resolved", "all")]
    sums = [func.sum(case((and_(*_live_in(eyes, tab, now)), 1), else_=0)) for tab in live]
    undone = select(func.count(), *sums).select_from(tables.ticket).where(_IS_UNDONE, eyes.all)
    found = session.execute(undone).one()
    counted = {tab: int(number or 0) for tab, number in zip(live, found[1:], strict=True)}
    for tab in ("resolved", "all"):
        some = select(_t.id).where(*_in_tab(eyes, tab, now), eyes.all).limit(MOST_COUNTED)
        total = select(func.count()).select_from(some.subquery())
        counted[tab] = int(session.execute(total).scalar_one())
    return {tab: min(number, MOST_COUNTED) for tab, number in counted.items()}


def neighbours(session: Session, scope: Scope, ticket: Ticket, *, now: datetime) -> str | None:
    """The reference of the ticket to take up next: who has waited longest after this one."""
    eyes = _eyes(session, scope)
    found = (
        select(_t.reference)
        .where(*_in_tab(eyes, "waiting", now), eyes.all, _t.id != ticket.id)
        .where(or_(_t.assignee_id.is_(None), _t.assignee_id == scope.staff_id))
        .order_by(*_order(Wanted(sort="waiting")))
        .limit(1)
    )
    reference: str | None = session.execute(found).scalar_one_or_none()
    return reference


@dataclass(frozen=True)
class _Eyes:
    """A scope in numbers of departments: those it sees (None is all), its own, and every one."""

    staff_id: int
    seen: list[int] | None
    own: list[int]
    known: dict[str, int]

    @property
    def all(self) -> Any:
        """The condition that a ticket is one these eyes may see."""
        return true() if self.seen is None else _of(self.seen)


def _eyes(session: Session, scope: Scope) -> _Eyes:
    department = tables.department.c
    rows = session.execute(select(department.code, department.id))
    known = {row[0]: row[1] for row in rows}
    seen = None if scope.departments is None else _numbers(known, scope.departments)
    return _Eyes(scope.staff_id, seen, _numbers(known, scope.own), known)


def _numbers(known: dict[str, int], codes: Iterable[str]) -> list[int]:
    return sorted(known[code] for code in codes if code in known)


def _of(departments: list[int]) -> Any:
    # With one number the index by department is already in the order asked for.
    if len(departments) == 1:
        return _t.department_id == departments[0]
    return _t.department_id.in_(departments) if departments else false()


def _page_of(eyes: _Eyes, wanted: Wanted, conditions: list[Any]) -> Any:
    """The numbers of the tickets of a page, as a subquery."""
    page = min(max(wanted.page, 1), MOST_PAGES)
    start, order = (page - 1) * PAGE, _order(wanted)
    seen = eyes.seen or []
    if len(seen) < 2 or wanted.words or wanted.tab not in ("resolved", "all"):
        ids = select(_t.id).where(*conditions, eyes.all).order_by(*order)
        return _ids(ids.offset(start).limit(PAGE + 1))
    # Each department's newest come in order from its index; the newest of all are among them.
    each = [
        select(_t.id, _t.updated_at)
        .where(*conditions, _of([department]))
        .order_by(*order)
        .limit(start + PAGE + 1)
        .subquery()
        for department in seen
    ]
    newest = union_all(*(select(some.c.id, some.c.updated_at) for some in each)).subquery()
    together = select(newest.c.id).order_by(newest.c.updated_at.desc(), newest.c.id.desc())
    return _ids(together.offset(start).limit(PAGE + 1))


def _ids(some: Any) -> Any:
    return select(some.subquery().c.id)


def _found(session: Session, eyes: _Eyes, wanted: Wanted) -> list[int]:
    return search.ticket_ids(session, wanted.words, eyes.seen)


def _joined() -> Any:
    return (
        select(Ticket, Contact, Department, tables.staff_member.c.name)
        .join(tables.contact, tables.contact.c.id == _t.contact_id)
        .join(tables.department, tables.department.c.id == _t.department_id)
        .outerjoin(tables.staff_member, tables.staff_member.c.id == _t.assignee_id)
    )


def _filters(eyes: _Eyes, wanted: Wanted, now: datetime) -> list[Any]:
    chosen: list[Any] = [
        column == value
        for column, value in (
            (_t.kind, wanted.kind),
            (_t.priority, wanted.priority),
            (_t.status, wanted.status),
            (_t.language, wanted.language),
        )
        if value is not None
    ]
    if wanted.department is not None:
        chosen.append(_of(_numbers(eyes.known, [wanted.department])))
    if wanted.status in _UNDONE:
        chosen.append(_IS_UNDONE)  # so few that their own index is the shortest way
    if wanted.assignee is not None:
        nobody = _t.assignee_id.is_(None)
        chosen.append(_t.assignee_id == wanted.assignee if wanted.assignee else nobody)
    # Words are sought in all tickets, whatever the tab.
    tab = EVERY if wanted.words else wanted.tab
    return [*_in_tab(eyes, tab, now), *chosen]


def _in_tab(eyes: _Eyes, tab: str, now: datetime) -> list[Any]:
    if tab == EVERY:
        return []
    if tab == "all":
        return [_t.status != TicketStatus.MERGED]
    if tab == "resolved":
        # Nearly all tickets are done: walking them by time beats gathering them by status, and
        # a bare comparison would have the database do the latter.
        return [func.coalesce(_t.status, TicketStatus.NEW).in_(_DONE)]
    return [_IS_UNDONE, *_live_in(eyes, tab, now)]


def _live_in(eyes: _Eyes, tab: str, now: datetime) -> list[Any]:
    """What of the tickets that are not done belongs to the tab."""
    asleep = and_(_t.snoozed_until.is_not(None), _t.snoozed_until > now)
    if tab == "snoozed":
        return [asleep]
    narrowed: dict[str, Any] = {
        "mine": _t.assignee_id == eyes.staff_id,
        "departments": _of(eyes.own),
        "unassigned": _t.assignee_id.is_(None),
        "waiting": _t.waiting_since.is_not(None),
        "breaching": and_(_t.due_at.is_not(None), _t.due_at <= now + SOON),
    }
    return [~asleep, *([narrowed[tab]] if tab in narrowed else [])]


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

"""Indexes wide enough that a list can be chosen and sorted from them alone.

Each holds what is sorted by and all that is asked, so that of a hundred thousand tickets only
those of one page are read whole (SQLite: covering indexes; PostgreSQL: index-only scans).
"""

from __future__ import annotations

from sqlalchemy import Index, text

from helpdesk.db import tables

_UNDONE = "coalesce({}status, 'new') IN ('new', 'open', 'pending_customer', 'on_hold')"
UNDONE = _UNDONE.format("ticket.")
"""That a ticket is not done, in the very words its index knows it by: no other spelling of the
same is recognised, and no other index is tempting. There are few such tickets, however many
there are in all.
"""

metadata = tables.metadata
"""All tables, with these indexes."""

_t = tables.ticket.c
_ASKED = (_t.status, _t.priority, _t.kind, _t.language)

NEWEST = Index("ix_ticket_newest", _t.updated_at, _t.id, *_ASKED, _t.assignee_id, _t.department_id)
OF_DEPARTMENT = Index(
    "ix_ticket_of_department", _t.department_id, _t.updated_at, _t.id, *_ASKED, _t.assignee_id
)
OF_ASSIGNEE = Index(
    "ix_ticket_of_assignee", _t.assignee_id, _t.updated_at, _t.id, *_ASKED, _t.department_id
)
LIVE = Index(
    "ix_ticket_undone",
    _t.department_id,
    _t.assignee_id,
    *_ASKED,
    _t.waiting_since,
    _t.due_at,
    _t.snoozed_until,
    _t.created_at,
    _t.updated_at,
    _t.id,
    sqlite_where=text(_UNDONE.format("")),
    postgresql_where=text(_UNDONE.format("")),
)

"""Work lists that somebody keeps under a name, for themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import saved_filter as table
from helpdesk.db.rows import changed
from helpdesk.domain.desk import SavedFilter
from helpdesk.domain.errors import NotFound
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember

LONGEST_NAME = 40
LONGEST_QUERY = 2000
MOST = 20
"""More than this nobody finds again; the oldest makes room."""


def of_staff(session: Session, staff: StaffMember) -> list[SavedFilter]:
    """Their kept lists, by name."""
    found = select(SavedFilter).filter_by(staff_id=staff.id).order_by(table.c.name, table.c.id)
    return list(session.execute(found).scalars())


def keep(
    session: Session, staff: StaffMember, name: str, query: str, *, now: datetime
) -> SavedFilter:
    """Keep a list; one of the same name is replaced.

    Raises EmptyText without a name, TextTooLong.
    """
    form = Form({"name": name})
    called = form.line("name", longest=LONGEST_NAME)
    form.check()
    known = of_staff(session, staff)
    same = next((each for each in known if each.name == called), None)
    if same is not None:
        same.query = query
        return same
    if len(known) >= MOST:
        drop(session, staff, min(each.id or 0 for each in known))
    kept = SavedFilter(staff.id or 0, called, query, now)
    session.add(kept)
    session.flush()
    return kept


def drop(session: Session, staff: StaffMember, filter_id: int) -> None:
    """Forget one of their own. Raises NotFound for none, and for anybody else's."""
    mine = delete(table).where(table.c.id == filter_id, table.c.staff_id == staff.id)
    if not changed(session, mine):
        raise NotFound(filter=filter_id)

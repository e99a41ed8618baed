"""Links by which people set their own password: no password ever goes through a chat."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import invite as table
from helpdesk.db.rows import changed
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import NameTaken, NotFound
from helpdesk.domain.form import Form
from helpdesk.domain.staff import Invite, StaffMember
from helpdesk.services import audit, people, staff

LASTS = timedelta(hours=72)


def make(
    session: Session,
    by: StaffMember,
    form: Form,
    *,
    departments: Collection[str],
    now: datetime,
) -> str:
    """Invite somebody new; gives what stands at the end of the link, kept nowhere.

    The form holds `name`, `username`, `role`, `language` and, ticked, each `department` of the
    known. Raises what is wrong with them, and NameTaken where somebody has the user name.
    """
    name = form.line("name", longest=people.LONGEST_NAME)
    spelled = staff.spell(form.line("username", longest=staff.LONGEST_USERNAME))
    if spelled and staff.by_username(session, spelled) is not None:
        form.wrong(NameTaken(username=spelled, field="username"))
    role, language = form.choice("role", tuple(Role)), form.choice("language", tuple(Language))
    codes = form.ticked("department", departments)
    form.check()
    invite = Invite(
        key="",
        username=spelled,
        name=name,
        role=role,
        language=language,
        departments=" ".join(codes),
        created_by=by.id or 0,
        created_at=now,
        expires_at=now + LASTS,
    )
    return _keep(session, by, invite, now)


def renew(session: Session, by: StaffMember, member: StaffMember, *, now: datetime) -> str:
    """Let a member set a new password; older links of theirs stop working."""
    session.execute(
        update(table)
        .where(table.c.staff_id == member.id, table.c.used_at.is_(None))
        .values(used_at=now)
    )
    invite = Invite(
        key="",
        username=member.username,
        name=member.name,
        role=member.role,
        language=member.language,
        departments=member.departments,
        created_by=by.id or 0,
        created_at=now,
        expires_at=now + LASTS,
        staff_id=member.id,
    )
    return _keep(session, by, invite, now)


def find(session: Session, token: str, *, now: datetime) -> Invite:
    """The invitation of that link; NotFound for a wrong, used or old one, all alike."""
    found = session.execute(
        select(Invite).filter_by(key=_key(token), used_at=None)
    ).scalar_one_or_none()
    if found is None or found.expires_at <= now:
        raise NotFound(invite="")
    return found


def accept(session: Session, token: str, password: str, *, now: datetime) -> StaffMember:
    """Set the password, once. Raises NotFound, WeakPassword, NameTaken."""
    invite = find(session, token, now=now)
    mine = update(table).where(table.c.id == invite.id, table.c.used_at.is_(None))
    if not changed(session, mine.values(used_at=now)):
        raise NotFound(invite="")
    if invite.staff_id is not None:
        member = session.get(StaffMember, invite.staff_id)
        if member is None or not member.active:
            raise NotFound(invite="")
        staff.set_password(session, member, password, now=now)
        return member
    return staff.add(
        session,
        username=invite.username,
        name=invite.name,
        password=password,
        role=invite.role,
        departments=invite.departments.split(),
        language=invite.language,
        now=now,
    )


def open_ones(session: Session, *, now: datetime) -> list[Invite]:
    """Invitations nobody has followed yet."""
    found = select(Invite).where(table.c.used_at.is_(None), table.c.expires_at > now)
    return list(session.execute(found.order_by(table.c.id.desc())).scalars())


def withdraw(session: Session, by: StaffMember, invite_id: int, *, now: datetime) -> None:
    """The link no longer works. Raises NotFound where it did not before either."""
    mine = update(table).where(table.c.id == invite_id, table.c.used_at.is_(None))
    if not changed(session, mine.values(used_at=now)):
        raise NotFound(invite=invite_id)
    _log(session, by, "staff.invite_withdrawn", invite_id, now)


def _keep(session: Session, by: StaffMember, invite: Invite, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invite.key = _key(token)
    session.add(invite)
    session.flush()
    _log(session, by, "staff.invited", invite.id, now, new=invite.username)
    return token


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _log(
    session: Session,
    by: StaffMember,
    what: str,
    invite_id: int | None,
    now: datetime,
    *,
    new: str | None = None,
) -> None:
    subject = f"invite:{invite_id}"
    audit.record(session, who=f"staff:{by.id}", what=what, subject=subject, new=new, now=now)

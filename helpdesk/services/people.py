"""What becomes of staff once they were added: role, departments, leaving, and own wishes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.tables import console_session
from helpdesk.db.tables import staff_member as table
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import BadDay, BadTime, HelpdeskError, LastAdmin, WrongPassword
from helpdesk.domain.form import Form
from helpdesk.domain.staff import ConsoleSession, StaffMember
from helpdesk.domain.typed_times import read_day
from helpdesk.services import audit, seen, staff
from helpdesk.services.staff import SignedIn

LONGEST_NAME = 80
SHOWN = ("name", "role", "departments", "language", "speaks", "takes_work", "active")
"""What an admin's page shows of a member and changes."""

OWN = ("name", "speaks", "away_until")
"""What everybody's own page shows and changes."""


def everybody(session: Session) -> list[StaffMember]:
    """All who are or were staff, those still there first."""
    found = select(StaffMember).order_by(table.c.active.desc(), table.c.name, table.c.id)
    return list(session.execute(found).scalars())


def change(
    session: Session,
    member: StaffMember,
    by: StaffMember,
    form: Form,
    *,
    departments: Collection[str],
    now: datetime,
) -> None:
    """Make the member what is said; another role or department, or leaving, signs them out.

    The form holds `name`, `role`, `language`, `takes_work`, `active`, the mark of what was `seen`
    and, ticked, each `department` of the known and what the member `speaks`. Raises what is wrong
    with them, StaleVersion, and LastAdmin where nobody would be left who may manage staff.
    """
    name = form.line("name", longest=LONGEST_NAME)
    role, language = form.choice("role", tuple(Role)), form.choice("language", tuple(Language))
    codes = " ".join(form.ticked("department", departments))
    speaks = form.ticked("speaks", tuple(Language), needed=True)
    takes_work, active = (_yes(form, each) for each in ("takes_work", "active"))
    form.check()
    seen.hold(session, member, SHOWN, form.given.get("seen", ""))
    if member.role is Role.ADMIN and not (role is Role.ADMIN and active):
        _keep_an_admin(session, member)
    turned = (member.role, member.departments, member.active) != (role, codes, active)
    for field, new in (
        ("name", name),
        ("role", role),
        ("departments", codes),
        ("language", language),
        ("speaks", " ".join(speaks)),
        ("takes_work", takes_work),
        ("active", active),
    ):
        _set(session, member, by, field, new, now)
    if turned:
        sign_out_everywhere(session, member, by=by, now=now)


def sign_out_everywhere(
    session: Session,
    member: StaffMember,
    *,
    by: StaffMember,
    now: datetime,
    but: ConsoleSession | None = None,
) -> None:
    """End their sessions on all machines; `but` is the one they are using."""
    theirs = update(console_session).where(
        console_session.c.staff_id == member.id, console_session.c.ended_at.is_(None)
    )
    if but is not None:
        theirs = theirs.where(console_session.c.id != but.id)
    session.execute(theirs.values(ended_at=now))
    _log(session, by, member, "staff.signed_out_everywhere", now)


def change_own_password(
    session: Session, signed_in: SignedIn, old: str, new: str, *, now: datetime
) -> None:
    """Another password, for who knows the old one; other machines are signed out.

    Raises WrongPassword, WeakPassword, TextTooLong.
    """
    member = session.merge(signed_in.staff)
    if not staff.is_password(member, old):
        raise WrongPassword(field="old")
    try:
        staff.set_password(session, member, new, now=now, but=signed_in.session)
    except HelpdeskError as error:
        error.field = "new"
        raise


def set_own(
    session: Session,
    member: StaffMember,
    form: Form,
    *,
    timezone: str,
    now: datetime,
) -> None:
    """What everybody may say of themselves: `name`, what they `speaks`, and `away_until` a day.

    Raises what is wrong with them, and StaleVersion where it is not as `seen`.
    """
    name = form.line("name", longest=LONGEST_NAME)
    speaks = form.ticked("speaks", tuple(Language), needed=True)
    away_until = form.read("away_until", lambda said: _end_of(said, timezone, now), None)
    form.check()
    seen.hold(session, member, OWN, form.given.get("seen", ""))
    _set(session, member, member, "name", name, now)
    _set(session, member, member, "speaks", " ".join(speaks), now)
    _set(session, member, member, "away_until", away_until, now)


def sessions_of(session: Session, member: StaffMember, *, now: datetime) -> list[ConsoleSession]:
    """Where they are signed in, the newest first."""
    live = select(ConsoleSession).where(
        console_session.c.staff_id == member.id,
        console_session.c.ended_at.is_(None),
        console_session.c.seen_at > now - staff.IDLE,
        console_session.c.created_at > now - staff.ABSOLUTE,
    )
    return list(session.execute(live.order_by(console_session.c.id.desc())).scalars())


def _yes(form: Form, name: str) -> bool:
    """Whether the box was ticked: nothing is posted of one that was not."""
    return name in form.given and form.choice(name, ("yes",)) == "yes"


def _end_of(said: str, timezone: str, now: datetime) -> datetime | None:
    """The end of that day in that zone; None for none. Raises BadDay."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    if not said.strip():
        return None
    try:
        day = read_day(said)
    except BadTime as error:
        raise BadDay(example=today.isoformat()) from error
    if day < today:
        raise BadDay(example=today.isoformat())
    return datetime.combine(day, time(23, 59), zone)


def _keep_an_admin(session: Session, member: StaffMember) -> None:
    others = select(func.count()).where(
        table.c.role == Role.ADMIN, table.c.active.is_(True), table.c.id != member.id
    )
    if session.execute(others).scalar_one() == 0:
        raise LastAdmin


def _set(
    session: Session,
    member: StaffMember,
    by: StaffMember,
    field: str,
    new: object,
    now: datetime,
) -> None:
    old = getattr(member, field)
    if old == new:
        return
    setattr(member, field, new)
    _log(session, by, member, f"staff.{field}", now, field=field, old=old, new=new)


def _log(
    session: Session,
    by: StaffMember,
    member: StaffMember,
    what: str,
    now: datetime,
    *,
    field: str | None = None,
    old: object = None,
    new: object = None,
) -> None:
    audit.record(
        session,
        who=f"staff:{by.id}",
        what=what,
        subject=f"staff:{member.id}",
        field=field,
        old=old,
        new=new,
        now=now,
    )

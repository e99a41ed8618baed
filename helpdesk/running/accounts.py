"""Staff accounts as the command makes them: the first admin, and more at the keyboard."""

from __future__ import annotations

import getpass
import secrets
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import HelpdeskError, WeakPassword
from helpdesk.domain.staff import StaffMember
from helpdesk.running.voice import Stop, Voice, refusal
from helpdesk.services import staff

DEMO_ADMIN = "admin"
DEMO_PASSWORD_BYTES = 12


@dataclass(frozen=True)
class NewStaff:
    """What is asked of whoever adds a staff member; None is asked for at the keyboard."""

    username: str | None
    name: str | None
    role: str
    departments: tuple[str, ...]
    language: str
    password_file: Path | None


def ensure_first_admin(database: Database, settings: Settings, *, now: datetime) -> str | None:
    """Make the admin of the settings, or a demo admin where there is no staff at all.

    Returns the demo admin's password, which is kept nowhere, or None.
    """
    with database.begin() as session:
        if settings.admin_user and settings.admin_password:
            _ensure(session, settings.admin_user, settings.admin_password, now)
            return None
        if has_staff(session):
            return None
        password = secrets.token_urlsafe(DEMO_PASSWORD_BYTES)
        staff.ensure_admin(session, username=DEMO_ADMIN, password=password, now=now)
        return password


def has_staff(session: Session) -> bool:
    """Whether anybody can sign in."""
    return bool(session.query(StaffMember).filter_by(active=True).limit(1).count())


def add(database: Database, wanted: NewStaff, voice: Voice, *, now: datetime) -> StaffMember:
    """Add a staff member, asking for what was not given. Raises Stop where it is refused."""
    username = wanted.username or ask(voice, "ask_username")
    name = wanted.name or (ask(voice, "ask_name") if sys.stdin.isatty() else username)
    password = read_password(wanted.password_file, voice)
    try:
        with database.begin() as session:
            return staff.add(
                session,
                username=username,
                name=name,
                password=password,
                role=Role(wanted.role),
                departments=wanted.departments,
                language=Language(wanted.language),
                now=now,
            )
    except HelpdeskError as error:
        raise refusal(error) from error


def ask(voice: Voice, key: str) -> str:
    """What is typed after the question; raises Stop where nobody can type."""
    if not sys.stdin.isatty():
        raise Stop("nobody_to_ask")
    answer = input(voice.text(key) + " ").strip()
    return answer or ask(voice, key)


def read_password(file: Path | None, voice: Voice) -> str:
    """The password from a file, or typed unseen, or the first line of standard input.

    Never an argument: those are seen by everybody on the machine.
    """
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip("\r\n")
        except OSError as error:
            raise Stop("password_file", file=file, reason=error.strerror) from error
    if sys.stdin.isatty():
        return getpass.getpass(voice.text("ask_password") + " ")
    password = sys.stdin.readline().strip("\r\n")
    if not password:
        raise Stop("nobody_to_ask")
    return password


def _ensure(session: Session, username: str, password: str, now: datetime) -> None:
    try:
        staff.ensure_admin(session, username=username, password=password, now=now)
    except WeakPassword as error:
        raise Stop("admin_password_weak", **error.values) from error


def set_password(
    database: Database, username: str, file: Path | None, voice: Voice, *, now: datetime
) -> None:
    """Give a staff member another password. Raises Stop where that is refused."""
    password = read_password(file, voice)
    try:
        with database.begin() as session:
            member = staff.by_username(session, username)
            if member is None:
                raise Stop("staff_unknown", username=username)
            staff.set_password(session, member, password, now=now)
    except HelpdeskError as error:
        raise refusal(error) from error

"""The people behind the counter: adding them, letting them in, and their signed-in browsers."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.tables import console_session, sign_in_attempt, staff_member
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import (
    NameTaken,
    TextTooLong,
    TooManyAttempts,
    WeakPassword,
    WrongSignIn,
)
from helpdesk.domain.staff import ConsoleSession, SignInAttempt, StaffMember
from helpdesk.services import audit

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
LONGEST_USERNAME = 64
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
ATTEMPTS = 5
"""Failures within WINDOW for one account from one address before both must wait."""
ATTEMPTS_FROM_ADDRESS = 20
ATTEMPTS_ON_ACCOUNT = 50
"""Against guesses spread over accounts or addresses; high enough not to lock people out."""
TOUCH_EVERY = timedelta(minutes=1)

# A hash of nothing anybody knows: checked for unknown names, so that they take as long.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$3BCkj12cA5AcUc2B438v0g$4ke+gPDLP7gy0okeE9AqfAah0tTLhZF0nUaMZwCSo9E"
)
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# One check takes 19 MiB: many at once must not fill a small machine's memory.
_HASHING = BoundedSemaphore(4)


class SignedIn(NamedTuple):
    """A staff member and the session their cookie stands for."""

    staff: StaffMember
    session: ConsoleSession


def add(
    session: Session,
    *,
    username: str,
    name: str,
    password: str,
    role: Role,
    departments: Iterable[str],
    language: Language,
    now: datetime,
) -> StaffMember:
    """A new staff member; `departments` are codes, none means all.

    Raises NameTaken, WeakPassword for one under twelve characters, TextTooLong.
    """
    spelled = spell(username)
    if by_username(session, spelled) is not None:
        raise NameTaken(username=spelled, field="username")
    member = StaffMember(
        username=spelled,
        name=name.strip() or spelled,
        password_hash=_hash(password),
        role=role,
        language=language,
        departments=" ".join(departments),
        created_at=now,
    )
    session.add(member)
    session.flush()  # the audit entry names the member's id
    _log(session, "staff.added", member, now, field="role", new=role)
    return member


def ensure_admin(session: Session, *, username: str, password: str, now: datetime) -> StaffMember:
    """The admin named in the settings, made at first and kept at that password from then on."""
    member = by_username(session, username)
    if member is None:
        return add(
            session,
            username=username,
            name=username,
            password=password,
            role=Role.ADMIN,
            departments=(),
            language=Language.SW,
            now=now,
        )
    if not _matches(member.password_hash, password):
        set_password(session, member, password, now=now)
    return member


def set_password(
    session: Session,
    member: StaffMember,
    password: str,
    *,
    now: datetime,
    but: ConsoleSession | None = None,
) -> None:
    """Another password; every browser signed in with the old one is signed out, `but` one."""
    member.password_hash = _hash(password)
    theirs = update(console_session).where(
        console_session.c.staff_id == member.id, console_session.c.ended_at.is_(None)
    )
    if but is not None:
        theirs = theirs.where(console_session.c.id != but.id)
    session.execute(theirs.values(ended_at=now))
    _log(session, "staff.password_changed", member, now)


def set_language(
    session: Session, member: StaffMember, language: Language, *, now: datetime
) -> None:
    """The language this staff member reads the console in."""
    session.execute(
        update(staff_member).where(staff_member.c.id == member.id).values(language=language)
    )
    _log(session, "staff.language", member, now, field="language", new=language)


def by_username(session: Session, username: str) -> StaffMember | None:
    """The staff member of that user name, in whatever case it was typed."""
    return session.execute(
        select(StaffMember).filter_by(username=spell(username))
    ).scalar_one_or_none()


def count_attempt(session: Session, *, username: str, address: str, now: datetime) -> None:
    """Count a try before its password is looked at, so that tries at once are counted too.

    Raises TooManyAttempts. Commit before `authenticate`; `start_session` forgets the tries.
    """
    spelled = spell(username)
    # PostgreSQL: tries on one account queue up here. SQLite has one writer anyway.
    session.execute(
        select(staff_member.c.id).where(staff_member.c.username == spelled).with_for_update()
    )
    session.execute(delete(sign_in_attempt).where(sign_in_attempt.c.at <= now - WINDOW))
    account = sign_in_attempt.c.username == spelled
    here = sign_in_attempt.c.address == address
    for limit, tries in (
        (ATTEMPTS, (account, here)),
        (ATTEMPTS_FROM_ADDRESS, (here,)),
        (ATTEMPTS_ON_ACCOUNT, (account,)),
    ):
        _refuse_over(session, limit, tries, now)
    session.add(SignInAttempt(username=spelled, address=address, at=now))


def authenticate(session: Session, *, username: str, password: str) -> StaffMember:
    """The active staff member these belong to; otherwise WrongSignIn, after the same work."""
    member = by_username(session, username)
    right = _matches(member.password_hash if member else NOBODY, password)
    if member is None or not right or not member.active:
        raise WrongSignIn
    return member


def is_password(member: StaffMember, password: str) -> bool:
    """Whether that is the member's password."""
    return _matches(member.password_hash, password)


def refused(session: Session, *, username: str, address: str, now: datetime) -> None:
    """Keep in the audit that somebody was not let in."""
    audit.record(
        session,
        who=f"address:{address}"[:128],
        what="staff.sign_in_refused",
        subject=f"username:{spell(username)}",
        now=now,
    )


def start_session(session: Session, member: StaffMember, *, address: str, now: datetime) -> str:
    """Sign a browser in: a new session. Gives what the cookie must hold; it is kept nowhere."""
    cookie = secrets.token_urlsafe(32)
    session.add(
        ConsoleSession(
            key=_key(cookie),
            staff_id=member.id or 0,
            csrf=secrets.token_urlsafe(32),
            created_at=now,
            seen_at=now,
        )
    )
    session.execute(
        delete(sign_in_attempt).where(
            sign_in_attempt.c.username == member.username, sign_in_attempt.c.address == address
        )
    )
    _log(session, "staff.signed_in", member, now)
    return cookie


def session_of(session: Session, cookie: str, *, now: datetime) -> SignedIn | None:
    """Whose cookie that is: None if ended, idle for 30 minutes, 12 hours old, or nobody's."""
    found = session.execute(
        select(ConsoleSession).filter_by(key=_key(cookie), ended_at=None)
    ).scalar_one_or_none()
    if found is None or now - found.seen_at >= IDLE or now - found.created_at >= ABSOLUTE:
        return None
    member = session.get(StaffMember, found.staff_id)
    return SignedIn(member, found) if member is not None and member.active else None


def touch(session: Session, signed_in: SignedIn, *, now: datetime) -> None:
    """Note that a person used the session now."""
    session.execute(
        update(console_session)
        .where(console_session.c.id == signed_in.session.id)
        .values(seen_at=now)
    )


def end_session(session: Session, cookie: str, *, now: datetime) -> None:
    """Sign the browser out. A cookie that is nobody's is no error."""
    signed_in = session_of(session, cookie, now=now)
    if signed_in is not None:
        signed_in.session.ended_at = now
        _log(session, "staff.signed_out", signed_in.staff, now)


def _refuse_over(session: Session, limit: int, tries: Iterable[Any], now: datetime) -> None:
    count, first = session.execute(
        select(func.count(), func.min(sign_in_attempt.c.at)).where(*tries)
    ).one()
    if count < limit:
        return
    raise TooManyAttempts(minutes=_minutes_left(first, now))


def _minutes_left(first: datetime, now: datetime) -> int:
    seconds = (first + WINDOW - now).total_seconds()
    return max(1, -(-int(seconds) // 60))


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(limit=SHORTEST_PASSWORD, field="password")
    if len(password) > LONGEST_PASSWORD:
        raise TextTooLong(limit=LONGEST_PASSWORD, field="password")
    with _HASHING:
        return _HASHER.hash(password)


def _matches(password_hash: str, password: str) -> bool:
    try:
        with _HASHING:
            return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _key(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "replace")).hexdigest()


def spell(username: str) -> str:
    """A user name as it is kept: small letters, no space around it, 64 at most."""
    return username.strip().casefold()[:LONGEST_USERNAME]


def _log(
    session: Session,
    what: str,
    member: StaffMember,
    now: datetime,
    *,
    field: str | None = None,
    new: object = None,
) -> None:
    who = subject = f"staff:{member.id}"
    audit.record(session, who=who, what=what, subject=subject, field=field, new=new, now=now)

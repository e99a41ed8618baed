"""The second proof at sign-in: a code from a telephone (TOTP, RFC 6238), or a recovery code."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

import pyotp
from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import recovery_code as codes
from helpdesk.db.rows import changed
from helpdesk.db.tables import staff_member as table
from helpdesk.domain.errors import StaleVersion, WrongCode
from helpdesk.domain.form import Form
from helpdesk.domain.reference import ALPHABET
from helpdesk.domain.staff import RecoveryCode, StaffMember
from helpdesk.services import audit

STEP = 30
"""Seconds a code lasts (RFC 6238, section 5.2)."""

DRIFT = (0, -1, 1)
"""Steps by which a telephone's clock may be wrong (the same section)."""

RECOVERY = 10
LONGEST_CODE = 64
RECOVERY_LENGTH = 12
ISSUER = "Ofisi"


def read_code(given: Mapping[str, str]) -> str:
    """The code as it was typed. Raises EmptyText and TextTooLong."""
    form = Form(given)
    code = form.line("code", longest=LONGEST_CODE)
    form.check()
    return code


def begin(session: Session, member: StaffMember, *, now: datetime) -> str:
    """A fresh secret to be put into the telephone. It counts once a code of it has been shown."""
    if member.totp_at is None:
        member.totp_secret = pyotp.random_base32()
        session.flush()
    return member.totp_secret or ""


def address(member: StaffMember) -> str:
    """What the picture holds that a telephone reads: an otpauth address."""
    totp = pyotp.TOTP(member.totp_secret or "")
    return totp.provisioning_uri(name=member.username, issuer_name=ISSUER)


def confirm(session: Session, member: StaffMember, code: str, *, now: datetime) -> list[str]:
    """The telephone has it: from now on it is asked for. Gives the recovery codes, this once.

    Raises WrongCode, and StaleVersion where it counts already or none was begun.
    """
    if member.totp_secret is None or member.totp_at is not None:
        raise StaleVersion(by="")
    counter = _counter(member, code, now)
    if counter is None:
        raise WrongCode(field="code")
    member.totp_at, member.totp_counter = now, counter
    fresh = ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(10)]
    session.execute(delete(codes).where(codes.c.staff_id == member.id))
    session.add_all(RecoveryCode(member.id or 0, _key(each)) for each in fresh)
    _log(session, member, member, "staff.second_factor_on", now)
    return [f"{each[:4]}-{each[4:8]}-{each[8:]}" for each in fresh]


def verify(session: Session, member: StaffMember, code: str, *, now: datetime) -> None:
    """Let pass a code that is right and was not used before. Raises WrongCode.

    Of two who send the same code at once one passes: a code proves the telephone once (RFC 6238,
    section 5.2).
    """
    counter = _counter(member, code, now)
    if counter is not None:
        newer = or_(table.c.totp_counter.is_(None), table.c.totp_counter < counter)
        used = update(table).where(table.c.id == member.id, newer)
        if changed(session, used.values(totp_counter=counter)):
            return
    elif _recovered(session, member, code, now):
        _log(session, member, member, "staff.recovery_code_used", now)
        return
    raise WrongCode(field="code")


def switch_off(session: Session, member: StaffMember, *, by: StaffMember, now: datetime) -> None:
    """Ask for no second proof any more: one's own wish, or an admin's for a lost telephone."""
    member.totp_secret = member.totp_at = member.totp_counter = None
    session.execute(delete(codes).where(codes.c.staff_id == member.id))
    _log(session, by, member, "staff.second_factor_off", now)


def _counter(member: StaffMember, code: str, now: datetime) -> int | None:
    """Which step's code it is; None for none of those near now."""
    given = "".join(code.split())
    if not member.totp_secret or len(given) != 6 or not (given.isascii() and given.isdigit()):
        return None
    totp = pyotp.TOTP(member.totp_secret)
    here = int(now.timestamp()) // STEP
    fits = (here + by for by in DRIFT if _same(totp.generate_otp(here + by), given))
    return next(fits, None)


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one, other)


def _recovered(session: Session, member: StaffMember, code: str, now: datetime) -> bool:
    plain = "".join(each for each in code.upper() if each.isalnum())
    mine = update(codes).where(
        codes.c.staff_id == member.id, codes.c.key == _key(plain), codes.c.used_at.is_(None)
    )
    return changed(session, mine.values(used_at=now)) == 1


def _key(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


def _log(session: Session, by: StaffMember, member: StaffMember, what: str, now: datetime) -> None:
    audit.record(session, who=f"staff:{by.id}", what=what, subject=f"staff:{member.id}", now=now)

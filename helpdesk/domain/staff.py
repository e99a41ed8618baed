"""The people behind the counter, and how they are let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import Language, Role


@dataclass
class StaffMember:
    """Somebody who works tickets. `departments` are codes separated by spaces."""

    username: str
    name: str
    password_hash: str
    role: Role
    language: Language
    created_at: datetime
    departments: str = ""
    active: bool = True
    id: int | None = None


@dataclass
class ConsoleSession:
    """A signed-in browser. The cookie holds a random id; only its SHA-256 is kept."""

    key: str
    staff_id: int
    csrf: str
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    id: int | None = None


@dataclass
class SignInAttempt:
    """One failed try to sign in, counted per account and address."""

    username: str
    address: str
    at: datetime
    id: int | None = None


@dataclass
class AuditEntry:
    """Who did what to which field, from what, to what, and when. Append-only."""

    who: str
    what: str
    subject: str
    at: datetime
    field: str | None = None
    old: str | None = None
    new: str | None = None
    id: int | None = None

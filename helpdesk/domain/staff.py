"""The people behind the counter, and how they are let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import Language, Role


@dataclass
class StaffMember:
    """Somebody who works tickets. `departments` and `speaks` are codes separated by spaces.

    `away_until` keeps new work from them; quiet hours are minutes after midnight, local time,
    in which Telegram stays silent. `totp_secret` counts from `totp_at` on, when it was proved.
    """

    username: str
    name: str
    password_hash: str
    role: Role
    language: Language
    created_at: datetime
    departments: str = ""
    active: bool = True
    speaks: str = "sw en"
    takes_work: bool = True
    away_until: datetime | None = None
    totp_secret: str | None = None
    totp_at: datetime | None = None
    totp_counter: int | None = None
    telegram_chat_id: int | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
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


@dataclass
class Invite:
    """A link by which somebody sets their own password, once. Only its SHA-256 is kept.

    Without `staff_id` it makes a new member; with it, it gives a member a new password.
    """

    key: str
    username: str
    name: str
    role: Role
    language: Language
    departments: str
    created_by: int
    created_at: datetime
    expires_at: datetime
    staff_id: int | None = None
    used_at: datetime | None = None
    id: int | None = None


@dataclass
class RecoveryCode:
    """One of the codes that stand in for a lost telephone, once. Only its SHA-256 is kept."""

    staff_id: int
    key: str
    used_at: datetime | None = None
    id: int | None = None


@dataclass
class TelegramLink:
    """A code by which a member of staff tells the bot which chat is theirs. Kept as SHA-256."""

    staff_id: int
    key: str
    expires_at: datetime
    used_at: datetime | None = None
    id: int | None = None

"""What every action needs: the database, the business and the clock. Opened once, in main."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from helpdesk.services import contacts
from helpdesk.services.company_watch import Watched
from helpdesk.services.profile import Profile


@dataclass(frozen=True)
class Office:
    """The back office, as the front office's actions reach it."""

    database: Database
    profile: Profile

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)


_opened: list[Office] = []
_watched: list[Watched] = []


def open_office(settings: Settings) -> Office:
    """Open the database and read `company/`, for all actions of this process.

    Raises BadCompany.
    """
    close_office()
    _watched.append(Watched(settings.company))
    _opened.append(Office(Database(settings.database_url), _watched[0].profile))
    return _opened[0]


def close_office() -> None:
    """Give the database back."""
    _watched.clear()
    while _opened:
        _opened.pop().database.close()


def office() -> Office:
    """The office main has opened, with the business as its files say by now."""
    if not _opened:
        message = "the action server is started with `python -m actions`"
        raise RuntimeError(message)
    fresh = _watched[0].changed() if _watched else None
    if fresh is not None:
        _opened[0] = replace(_opened[0], profile=fresh)
    return _opened[0]


async def for_contact[T](sender: str, work: Callable[[Session, Contact], T]) -> T:
    """Do the work for the contact Rasa calls `sender`, in one transaction off the event loop.

    Raises NotFound for a sender nobody is; what the work raises undoes all it did.
    """
    return await asyncio.to_thread(_in_transaction, sender, work)


def _in_transaction[T](sender: str, work: Callable[[Session, Contact], T]) -> T:
    with office().database.begin() as session:
        return work(session, contacts.by_sender(session, sender))

"""The shop while it is being filled: who is there, what goes on, and what time it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.domain.order import Order
from helpdesk.domain.reference import ALPHABET, read_reference
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import outbox
from helpdesk.services.profile import Profile

BOT = 1
ZONE = ZoneInfo("Africa/Dar_es_Salaam")
NOW = datetime(2026, 3, 10, 10, 30, tzinfo=ZONE)
"""A Tuesday morning, the same in every picture."""

HOLDER = "shop"


@dataclass
class Clock:
    """What the console takes for now."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """The time."""
        return self.now


@dataclass
class Shop:
    """The filled database, its clock, and the references of tickets and orders by their keys."""

    settings: Settings
    database: Database
    clock: Clock
    tickets: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)


@dataclass
class Stage:
    """What the verbs work on, within one transaction."""

    session: Session
    company: Profile
    folder: Path
    people: dict[str, StaffMember]
    customers: dict[str, Contact]
    chance: random.Random
    tickets: dict[str, Ticket] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    """The customer's last message by the key of the talk."""

    def reference(self, prefix: str) -> str:
        """A reference that is the same in every run, with the right last character."""
        body = "".join(self.chance.choice(ALPHABET) for _ in range(8))
        spelled = (read_reference(f"{prefix}{body}{check}") for check in ALPHABET)
        return next(each for each in spelled if each)

    def deliver(self, contact: Contact, now: datetime, outcome: str = "sent") -> None:
        """Let everything that waits for that customer go out; the last one with that outcome."""
        waiting = list(self._claimed(contact, now))
        for number, row in enumerate(waiting, start=1):
            how = outcome if number == len(waiting) else "sent"
            if how == "unreachable":
                contact.reachable = False
                outbox.block(self.session, row, error="blocked by the user", holder=HOLDER)
            elif how == "sent":
                outbox.sent(
                    self.session, row, telegram_message_id=row.id or 0, holder=HOLDER, now=now
                )
            else:
                status = OutboxStatus(how)
                outbox.give_up(self.session, row, status, error=how, holder=HOLDER)

    def _claimed(self, contact: Contact, now: datetime) -> Iterator[Delivery]:
        while True:
            row = outbox.claim(self.session, BOT, contact.chat_id, holder=HOLDER, now=now)
            if row is None:
                return
            yield row
            self.session.flush()


def moment(told: str) -> datetime:
    """The time of "1 14:40": so many days before NOW, at that hour there."""
    days, clock = told.split()
    hour, minute = map(int, clock.split(":"))
    day = NOW - timedelta(days=int(days))
    return day.replace(hour=hour, minute=minute)

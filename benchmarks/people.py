"""A ticket database with customers for our side; stock Rasa has none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.services import company, contacts

BOT_ID = 100000001


def prepare(url: str, profile: Path, count: int) -> list[str]:
    """Make the database, load the company, meet `count` customers: their sender ids."""
    database = Database(url)
    now = datetime.now(UTC)
    upgrade(database)
    with database.begin() as session:
        company.load(session, profile, now=now)
        met = [
            contacts.meet(
                session,
                bot_id=BOT_ID,
                chat_id=number,
                name=f"Mteja {number}",
                username=None,
                language_code="sw",
                now=now,
            )
            for number in range(1, count + 1)
        ]
        senders = [contact.sender_id for contact in met]
    database.close()
    return senders

"""What the customers' wishes about their data leave to do in the background: files and events.

Each errand is read from the database, so one that was interrupted is simply done again.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot.telegram.gateway import Gateway
from helpdesk.db.engine import Database, DatabaseError, Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.message import Attachment
from helpdesk.services import erasing, exporting

log = logging.getLogger(__name__)

SWEEP_SECONDS = 2.0


async def run(gateway: Gateway) -> None:
    """See to the errands until the gateway stops."""
    while not gateway.stopping.is_set():
        try:
            await sweep(gateway)
        except DatabaseError:
            log.exception("the errands cannot be read")
        await gateway.pause(SWEEP_SECONDS)


async def sweep(gateway: Gateway) -> None:
    """Send the data that was asked for, and finish what erasing left outside the tables."""
    asked = await gateway.read(lambda session: exporting.wanted(session, now=gateway.clock()))
    for entry, contact in asked:
        await _attempt(_send(gateway, entry, contact))
    spent = await gateway.read(exporting.spent)
    for file in (*spent, *await gateway.read(erasing.files_left)):
        await _attempt(_remove(gateway, file))
    for contact in await gateway.read(erasing.unsettled):
        await _attempt(_settle(gateway, contact))


async def _attempt(errand: Coroutine[Any, Any, None]) -> None:
    """One errand that fails, for one customer, must not keep the others waiting."""
    try:
        await errand
    except Exception:
        log.exception("an errand must wait")


async def _send(gateway: Gateway, entry: int, contact: Contact) -> None:
    def work(session: Session) -> None:
        now = gateway.clock()
        person = session.get(Contact, contact.id)
        if person is None or person.erased:
            return
        content = exporting.gather(session, person, now=now)
        path = _keep(gateway.settings.files, content, person, entry)
        exporting.send(
            session,
            person,
            entry,
            path=path,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            now=now,
        )

    await gateway.write(work)
    gateway.outbound.set()


def _keep(folder: Path, content: bytes, contact: Contact, entry: int) -> str:
    """Write under a name nobody can guess: it is made of the contact's random one.

    A second try has the same name, so that none is left behind that no row knows.
    """
    name = hashlib.sha256(f"{contact.sender_id}:{entry}".encode()).hexdigest()[:32]
    place = folder / name[:2]
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content)
    return f"{name[:2]}/{name}"


async def _remove(gateway: Gateway, file: Attachment) -> None:
    """Delete first and note it then: after a crash in between, deleting again does no harm."""
    (gateway.settings.files / str(file.path)).unlink(missing_ok=True)
    await gateway.write(lambda session: erasing.file_gone(session, file))


async def _settle(gateway: Gateway, contact: Contact) -> None:
    def work(session: Session) -> bool:
        return erasing.settle(session, contact, now=gateway.clock())

    await asyncio.to_thread(_erase_events, gateway.settings.tracker_url, contact.sender_id)
    await gateway.write(work)


def _erase_events(tracker_url: str, sender_id: str) -> None:
    tracker = Database(tracker_url)
    try:
        with tracker.begin() as session:
            erasing.erase_events(session, sender_id)
    finally:
        tracker.close()

"""Several updates that are one turn: an album of pictures, and what a flood leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.telegram import commands, updates
from bot.telegram.text import has_words, normalise
from bot.telegram.updates import Inbound
from bot.telegram.visit import Ask, Visit
from helpdesk.domain.delivery import InboundUpdate
from helpdesk.domain.message import Message
from helpdesk.services import conversations, inbox

STRAGGLERS = timedelta(seconds=1.5)
"""So long after the first picture of an album the others arrive, and are waited for."""

MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 20
"""Turns of one chat; as many as people can read answers to."""

PAUSE = timedelta(seconds=3)
"""Between the turns of a chat that writes faster; what arrives meanwhile is one turn."""

LONGEST = 4000
"""Characters of such a turn; all of them are kept for staff in any case."""


def album(visit: Visit) -> Ask | None:
    """All pictures of the album as one turn. One that comes later is kept and not asked about.

    The others stay unfinished until the turn is answered: a turn that fails is tried with all.
    """
    first = visit.row.retry_at is not None
    if not first and conversations.has_album(
        visit.session, visit.contact, str(visit.inbound.album), visit.key
    ):
        visit.keep_file(_kept(visit, visit))
        return visit.done()
    if not first:
        inbox.hold(visit.row, until=visit.now + STRAGGLERS)
        return None
    parts = list(_parts(visit))
    photos = [{"entity": "photo", "value": str(file)} for file in map(visit_file, parts) if file]
    said = normalise(next((part.inbound.text for part in parts if part.inbound.text), ""))
    ask = visit.ask(said, None if has_words(said) else "send_photo", photos)
    return _with(ask, parts)


def visit_file(part: Visit) -> int | None:
    """Keep a picture of the album; its attachment id."""
    return part.keep_file(_kept(part, part))


def is_flooding(visit: Visit) -> bool:
    """Whether the chat has had as many turns as it can have in a minute."""
    return inbox.done_since(visit.session, visit.row, visit.now - MINUTE) >= MOST_A_MINUTE


def flood(visit: Visit) -> Ask | None:
    """Everything that was written meanwhile as one turn, after a pause; the rest as the next."""
    if visit.row.retry_at is None:
        inbox.hold(visit.row, until=visit.now + PAUSE)
        visit.notice("slowly", key=f"slowly:{visit.contact.id}:{visit.now:%Y%m%d%H%M}")
        return None
    parts, said = list(_fitting(visit)), []
    for part in parts:
        part.record(part.inbound.text)
        said.append(normalise(part.inbound.text))
    text = normalise("\n".join(said))
    if has_words(text):
        return _with(visit.ask(text, None), parts)
    for part in parts:
        part.done()
    return None


def _with(ask: Ask, parts: list[Visit]) -> Ask:
    """The turn of the first of the updates, with which the others are done too."""
    return replace(ask, also=tuple(part.row.id or 0 for part in parts[1:]))


def _fitting(visit: Visit) -> Iterator[Visit]:
    length = 0
    for part in (visit, *_texts(visit)):
        length += len(part.inbound.text) + 1
        if length > LONGEST and part is not visit:
            return
        yield part


def _parts(visit: Visit) -> Iterator[Visit]:
    yield visit
    for row in inbox.following(visit.session, visit.row):
        inbound = _read(row)
        if inbound is not None and inbound.album == visit.inbound.album:
            yield replace(visit, row=row, inbound=inbound)


def _texts(visit: Visit) -> Iterator[Visit]:
    """The plain messages that wait right behind; a button or a picture among them ends it."""
    for row in inbox.following(visit.session, visit.row):
        inbound = _read(row)
        if inbound is None or inbound.kind != "text" or commands.read(inbound.text):
            return
        yield replace(visit, row=row, inbound=inbound)


def _read(row: InboundUpdate) -> Inbound | None:
    try:
        payload: Any = json.loads(row.payload)
        return updates.parse(payload)
    except (updates.Unparseable, RecursionError):
        return None


def _kept(visit: Visit, part: Visit) -> Message:
    message = part.record(part.inbound.text)
    message.album = visit.inbound.album
    return message

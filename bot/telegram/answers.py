"""How an update ends: with the assistant's replies, or with an apology until it can answer."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta

from bot.telegram import documents, faults
from bot.telegram.backoff import TURN_WAITS, wait
from bot.telegram.turn import OUTAGE, Answer, Reply, TurnFailed
from bot.telegram.visit import Ask, tell
from helpdesk.config import Settings
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import InboundUpdate
from helpdesk.domain.enums import Author, InboxStatus, Language
from helpdesk.domain.message import Message
from helpdesk.locale import say
from helpdesk.services import (
    buttons,
    contacts,
    conversations,
    heartbeats,
    inbox,
    outbox,
    tickets,
)

log = logging.getLogger(__name__)

APOLOGY_GAP = timedelta(minutes=10)
STAFF_AFTER = timedelta(seconds=10)
BROKEN_AFTER = 10
"""Tries after which an update that breaks the assistant (500 and the like) is set aside."""
HOPELESS_AFTER = 40
"""Tries (some 18 minutes) after which one is set aside though every part is at work."""


def finish(
    session: Session, ask: Ask, answer: Answer, *, settings: Settings, now: datetime
) -> None:
    """The turn took place: its replies enter the outbox, and the update is done, together."""
    row = inbox.get(session, ask.row_id)
    if row.status is not InboxStatus.RECEIVED:
        return
    contact = contacts.by_sender(session, ask.request["sender"])
    if answer.language is not None:
        contacts.set_language(session, contact, answer.language, now=now)
    said = inbox.recorded(session, inbox.key(row))
    if said is not None:
        said.intent = answer.intent
    buttons.retire(session, contact, now=now)
    for place, reply in enumerate(answer.replies):
        _say(session, contact, reply, key=f"{inbox.key(row)}:{place}", settings=settings, now=now)
    if row.attempts:
        tickets.recover(session, inbox.key(row), now=now)
    for each in (row, *(inbox.get(session, other) for other in ask.also)):
        inbox.finish(each, now=now)
    faults.point("turn.before_commit")


def fail(session: Session, ask: Ask, failure: TurnFailed, *, now: datetime) -> None:
    """The turn did not take place: the update waits, the customer and staff are told."""
    row = inbox.get(session, ask.row_id)
    if row.status is not InboxStatus.RECEIVED:
        return
    contact = contacts.by_sender(session, ask.request["sender"])
    apologise(session, row, contact, now=now)
    waited = now - row.received_at
    pause = wait(row.attempts + 1, TURN_WAITS)
    inbox.postpone(row, retry_at=now + pause, error=str(failure))
    if row.attempts > 1 and waited >= STAFF_AFTER:
        _record_for_staff(session, row, contact, now)
    if _hopeless(session, row, failure, now):
        _record_for_staff(session, row, contact, now)
        inbox.quarantine(row, error=str(failure), now=now)


def apologise(session: Session, row: InboundUpdate, contact: Contact, *, now: datetime) -> None:
    """Say that the answer is late; once for an update, and at most every ten minutes."""
    before = contact.apologised_at
    if row.attempts or (before is not None and now - before < APOLOGY_GAP):
        return
    contact.apologised_at = now
    text = say(contact.language, "gateway.apology")
    tell(session, contact, text, key=f"apology:{row.id}", now=now)


def apologise_for_delay(session: Session, ask: Ask, *, now: datetime) -> None:
    """The turn is still under way after seconds: the customer should not wait in silence."""
    row = inbox.get(session, ask.row_id)
    contact = contacts.by_sender(session, ask.request["sender"])
    apologise(session, row, contact, now=now)


def _say(
    session: Session,
    contact: Contact,
    reply: Reply,
    *,
    key: str,
    settings: Settings,
    now: datetime,
) -> None:
    if inbox.recorded(session, key) is not None:
        return
    shown = [button for button in reply.buttons if _readable(button["payload"])]
    message = conversations.record(
        session,
        contact,
        reply.text,
        author=Author.BOT,
        language=Language(contact.language),
        source_key=key,
        buttons=json.dumps([button["title"] for button in shown]) if shown else None,
        now=now,
    )
    file = documents.make(session, contact, message, reply.document, settings=settings, now=now)
    outbox.enqueue(
        session,
        contact,
        text=reply.text,
        message=message,
        attachment=file,
        buttons=shown,
        keyboard=reply.keyboard,
        remove_keyboard=reply.remove_keyboard,
        now=now,
    )


def _readable(payload: str) -> bool:
    try:
        buttons.read_payload(payload)
    except (ValueError, AttributeError):
        log.warning("a button of the assistant's was left out: its payload cannot be read")
        return False
    return True


def _record_for_staff(
    session: Session, row: InboundUpdate, contact: Contact, now: datetime
) -> None:
    message: Message | None = inbox.recorded(session, inbox.key(row))
    kind = message.kind if message else row.kind
    story = (message.text if message else "") or say(contact.language, "gateway.story", kind=kind)
    tickets.record_for_staff(session, contact, story=story, source_key=inbox.key(row), now=now)


def _hopeless(session: Session, row: InboundUpdate, failure: TurnFailed, now: datetime) -> bool:
    """Whether this update, and not the house, is what fails."""
    if failure.status not in OUTAGE:
        return row.attempts >= BROKEN_AFTER
    if row.attempts < HOPELESS_AFTER:
        return False
    fresh = now - timedelta(seconds=10)
    seen = {beat.process for beat in heartbeats.all(session) if beat.seen_at >= fresh}
    return {"rasa", "actions"} <= seen

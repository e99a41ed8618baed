"""What to do with one update: whose it is, who answers it, and with what words from whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.telegram import commands, desk, gathering, privacy, updates
from bot.telegram.updates import Inbound
from bot.telegram.visit import Ask, Decline, Visit
from helpdesk.db.engine import Session
from helpdesk.domain.delivery import InboundUpdate
from helpdesk.locale import say
from helpdesk.services import contacts, conversations, inbox
from helpdesk.services.profile import Area

AWAY = frozenset({"kicked", "left"})


def receive(
    session: Session,
    row: InboundUpdate,
    *,
    now: datetime,
    areas: Callable[[], Sequence[Area]] = tuple,
) -> Ask | Decline | None:
    """Take the update as far as it goes without the assistant; None if that was all."""
    try:
        inbound = updates.parse(json.loads(row.payload))
    except (updates.Unparseable, RecursionError) as error:
        inbox.quarantine(row, error=f"{type(error).__name__}: {error}", now=now)
        return None
    if not inbound.private:
        return _group(session, row, inbound, now)
    if inbound.kind == "service":
        inbox.finish(row, now=now)
        return None
    visit = replace(_visit(session, row, inbound, now), areas=areas)
    if inbound.kind == "member":
        return _member(visit)
    visit.welcome_back()
    privacy.give_notice(visit)
    return _hear(visit)


def _visit(session: Session, row: InboundUpdate, inbound: Inbound, now: datetime) -> Visit:
    contact = contacts.meet(
        session,
        bot_id=row.bot_id,
        chat_id=inbound.chat_id,
        name=inbound.name,
        username=inbound.username,
        language_code=inbound.language_code,
        now=now,
    )
    return Visit(session, row, inbound, contact, conversations.of(session, contact), now)


def _hear(visit: Visit) -> Ask | None:
    if visit.inbound.kind == "button":
        return desk.button(visit)
    if visit.inbound.kind == "edit":
        return desk.edit(visit)
    command = commands.read(visit.inbound.text) if visit.inbound.kind == "text" else None
    if command in commands.PRIVACY:
        return privacy.command(visit, commands.PRIVACY[command])
    if command in commands.STAFF:
        return desk.link_staff(visit)
    about_data = privacy.typed(visit)
    if about_data is not None:
        return privacy.answer(visit, about_data)
    return _hear_message(visit, command)


def _hear_message(visit: Visit, command: str | None) -> Ask | None:
    if command in commands.BACK or commands.asks_for_bot(visit.inbound.text):
        return desk.back_to_bot(visit)
    if not visit.bot_owns():
        return desk.to_staff(visit, visit.inbound.text)
    if command:
        return desk.command(visit, command)
    answered = desk.answered_case(visit)
    return desk.onto_case(visit, answered) if answered else _ask_assistant(visit)


def _ask_assistant(visit: Visit) -> Ask | None:
    if visit.inbound.album:
        return gathering.album(visit)
    if visit.inbound.kind == "text" and gathering.is_flooding(visit):
        return gathering.flood(visit)
    return desk.words(visit)


def _group(
    session: Session, row: InboundUpdate, inbound: Inbound, now: datetime
) -> Decline | None:
    inbox.finish(row, now=now)
    if inbound.kind in ("member", "edit") or inbox.heard_before(session, row):
        return None
    both = (say(language, "gateway.groups") for language in ("sw", "en"))
    return Decline(inbound.chat_id, "\n\n".join(both))


def _member(visit: Visit) -> Ask | None:
    """The customer blocked the bot, or let it write again."""
    if visit.inbound.status in AWAY:
        contacts.set_reachable(visit.session, visit.contact, False, now=visit.now)
    else:
        visit.welcome_back()
    return visit.done()

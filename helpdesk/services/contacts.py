"""Customers: meeting them, finding them again, and what we know of how to reach them."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.enums import Language
from helpdesk.domain.errors import NotFound

TELEGRAM = "telegram"
LONGEST_NAME = 200


def meet(
    session: Session,
    *,
    bot_id: int,
    chat_id: int,
    name: str,
    username: str | None,
    language_code: str | None,
    now: datetime,
) -> Contact:
    """The contact behind a chat of that bot, made with their conversation at first sight."""
    contact = by_chat(session, bot_id=bot_id, chat_id=chat_id)
    if contact is None:
        contact = _first_sight(bot_id, chat_id, language_code, now)
        session.add(contact)
        session.flush()  # the conversation needs the contact's id
        session.add(Conversation(contact_id=_id(contact), updated_at=now))
    contact.name = name[:LONGEST_NAME] or contact.name
    contact.username = username
    return contact


def by_chat(session: Session, *, bot_id: int, chat_id: int) -> Contact | None:
    """The contact of that chat, if we have met."""
    found = select(Contact).filter_by(channel=TELEGRAM, bot_id=bot_id, chat_id=chat_id)
    contact: Contact | None = session.execute(found).scalar_one_or_none()
    return contact


def by_sender(session: Session, sender_id: str) -> Contact:
    """The contact Rasa knows as `sender_id`; raises NotFound."""
    found = select(Contact).filter_by(sender_id=sender_id)
    contact: Contact | None = session.execute(found).scalar_one_or_none()
    if contact is None:
        raise NotFound(sender=sender_id)
    return contact


def set_language(session: Session, contact: Contact, language: str, *, now: datetime) -> None:
    """Keep the language the contact chose or clearly wrote in."""
    contact.language = Language(language)


def set_phone(session: Session, contact: Contact, phone: str, *, now: datetime) -> None:
    """Keep the number (E.164) the contact gave."""
    contact.phone = phone


def set_reachable(session: Session, contact: Contact, reachable: bool, *, now: datetime) -> None:
    """Note whether Telegram still lets us write to the contact."""
    contact.reachable = reachable


def _first_sight(bot_id: int, chat_id: int, language_code: str | None, now: datetime) -> Contact:
    english = (language_code or "").lower().startswith("en")
    return Contact(
        channel=TELEGRAM,
        bot_id=bot_id,
        chat_id=chat_id,
        # Opaque on purpose: a chat id must never open a tracker (rasa.md, section 3).
        sender_id=f"c-{secrets.token_hex(12)}",
        name=str(chat_id),
        language=Language.EN if english else Language.SW,
        created_at=now,
    )


def _id(contact: Contact) -> int:
    if contact.id is None:
        message = "the contact has not been flushed"
        raise ValueError(message)
    return contact.id

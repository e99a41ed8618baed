"""Buttons: what a tap means is kept here; Telegram only ever sees an opaque token."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import button as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Button
from helpdesk.domain.errors import ButtonSpent

PREFIX = "b:"
LIFETIME = timedelta(hours=24)
ANSWERS = frozenset({"affirm", "deny", "skip", "inform"})
"""What answers an open question, and is worth nothing once the talk has moved on."""


def make(
    session: Session, contact: Contact, buttons: Sequence[Mapping[str, str]], *, now: datetime
) -> list[dict[str, str]]:
    """One-time buttons from `{"title", "payload"}`, as `{"title", "data"}` for Telegram."""
    bundle = secrets.token_hex(8)
    made = []
    for button in buttons:
        intent, entities = read_payload(button["payload"])
        token = secrets.token_hex(8)
        session.add(
            Button(
                token=token,
                contact_id=contact.id or 0,
                chat_id=contact.chat_id,
                intent=intent,
                entities=json.dumps(entities),
                label=button["title"],
                bundle=bundle,
                created_at=now,
                expires_at=now + LIFETIME,
            )
        )
        made.append({"title": button["title"], "data": PREFIX + token})
    return made


def read_payload(payload: str) -> tuple[str, list[dict[str, object]]]:
    """`/intent{"entity": "value"}` as the intent and its entities; ValueError if it is not."""
    intent, brace, rest = payload.removeprefix("/").partition("{")
    values = json.loads(brace + rest) if brace else {}
    return intent.strip(), [{"entity": key, "value": value} for key, value in values.items()]


def press(session: Session, contact: Contact, token: str, *, now: datetime) -> Button:
    """Use the button up, and with it those beside it.

    Raises ButtonSpent for one that was used, ran out, never was, or belongs to another chat.
    """
    button = find(session, contact, token)
    spent = changed(
        session,
        update(table)
        .where(
            table.c.bundle == button.bundle,
            table.c.used_at.is_(None),
            table.c.expires_at > now,
        )
        .values(used_at=now),
    )
    if spent == 0:
        raise ButtonSpent
    return button


def find(session: Session, contact: Contact, token: str) -> Button:
    """The contact's button of that token, used or not; raises ButtonSpent if it is not theirs."""
    found = select(Button).filter_by(token=token, contact_id=contact.id, chat_id=contact.chat_id)
    button: Button | None = session.execute(found).scalar_one_or_none()
    if button is None:
        raise ButtonSpent
    return button


def retire(session: Session, contact: Contact, *, now: datetime) -> None:
    """Use up what would answer an earlier question: the talk has moved on.

    Otherwise an old "yes" could confirm a draft that has changed since.
    """
    answers = select(table.c.bundle).where(
        table.c.contact_id == contact.id,
        table.c.used_at.is_(None),
        table.c.intent.in_(ANSWERS),
    )
    session.execute(
        update(table)
        .where(table.c.bundle.in_(answers), table.c.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )

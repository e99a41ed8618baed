"""What a customer was told and asked about their data, and what they answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.tables import button as buttons
from helpdesk.db.tables import message as messages
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Button

FORGET_YES, FORGET_NO = "forget_yes", "forget_no"
"""What the two buttons under the question mean. The gateway answers them itself."""

QUESTION = "forget"
"""The kind of the message that asks whether to erase."""

TIME_TO_CONFIRM = timedelta(minutes=15)


def give_notice(session: Session, contact: Contact, *, now: datetime) -> bool:
    """Note that the contact is told who reads what they write; False if they had been told."""
    if contact.consent_at is not None:
        return False
    contact.consent_at = now
    return True


def open_question(session: Session, contact: Contact, *, now: datetime) -> Button | None:
    """The "yes" of a question whether to erase that can still be answered, if there is one."""
    found = (
        select(Button)
        .filter_by(contact_id=contact.id, intent=FORGET_YES, used_at=None)
        .where(buttons.c.created_at > now - TIME_TO_CONFIRM)
        .order_by(buttons.c.id.desc())
        .limit(1)
    )
    question: Button | None = session.execute(found).scalar_one_or_none()
    return question


def in_time(question: Button, *, now: datetime) -> bool:
    """Whether the question was asked so lately that its answer counts."""
    return now - question.created_at < TIME_TO_CONFIRM


def just_asked(session: Session, contact: Contact) -> bool:
    """Whether that question is the last thing that was said in the chat."""
    last = (
        select(messages.c.kind)
        .where(messages.c.contact_id == contact.id)
        .order_by(messages.c.id.desc())
        .limit(1)
    )
    return session.execute(last).scalar_one_or_none() == QUESTION

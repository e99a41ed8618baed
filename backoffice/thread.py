"""How a conversation is shown: whose bubble it is, and what became of each reply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from helpdesk.db.queries import Case, Utterance
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import AttachmentStatus, Author, OutboxStatus, Visibility
from helpdesk.domain.message import Attachment
from helpdesk.services.outbox import BLOCKED

AT_FIRST, EVERYTHING = 100, 2000
"""How many messages a page shows, and at most when earlier ones are asked for."""

SHOWABLE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Image types browsers show without running anything; SVG is none of them."""

PLAYABLE = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"})
"""Sounds that are played in the page: voice messages."""

UNREACHABLE = "unreachable"
# The worst part of a reply speaks for the whole of it.
_WORST_FIRST = (
    str(OutboxStatus.FAILED),
    str(OutboxStatus.UNKNOWN),
    UNREACHABLE,
    str(OutboxStatus.QUEUED),
    str(OutboxStatus.SENDING),
    str(OutboxStatus.SENT),
)
_TELLS_DELIVERY = (Author.STAFF, Author.SYSTEM)


@dataclass(frozen=True)
class Bubble:
    """One utterance and how it looks. `look` is the author, or `note`; `why` is what Telegram
    said of a delivery that failed.
    """

    utterance: Utterance
    look: str
    delivery: str | None
    from_other: str | None
    why: str = ""

    @property
    def lost(self) -> bool:
        """Whether a person may want to send it again: it failed, or nobody knows."""
        return self.delivery in (OutboxStatus.FAILED, OutboxStatus.UNKNOWN)


def bubble(said: Utterance, case: Case) -> Bubble:
    """The bubble of one utterance on that ticket's page."""
    internal = said.message.visibility is Visibility.INTERNAL
    elsewhere = said.message.ticket_id not in (None, case.ticket.id)
    tells = said.message.author in _TELLS_DELIVERY and not internal
    return Bubble(
        utterance=said,
        look="note" if internal else str(said.message.author),
        delivery=delivery(said.deliveries, case.contact) if tells else None,
        from_other=said.ticket_reference if elsewhere else None,
        why=_why(said.deliveries) if tells else "",
    )


def delivery(deliveries: list[Delivery], contact: Contact) -> str | None:
    """What became of a reply: an outbox status, `unreachable`, or None if nothing was sent."""
    states = {_state(each, contact) for each in deliveries}
    return next((state for state in _WORST_FIRST if state in states), None)


def shown_inline(attachment: Attachment) -> bool:
    """Whether the file is on our disk and of a type that may stand in the page."""
    shown = attachment.media_type in SHOWABLE or attachment.media_type in PLAYABLE
    return attachment.status is AttachmentStatus.STORED and shown


def packet(text: str | None) -> list[tuple[str, list[str]]]:
    """What the assistant handed over, by name; each with one or several values.

    What stands below a name, such as the answers of a form, has rows of its own.
    """
    try:
        content = json.loads(text or "{}")
    except ValueError:
        return []
    if not isinstance(content, dict):
        return []
    return [(name, values) for name, values in _rows(content) if values]


def _rows(content: dict[str, object]) -> Iterator[tuple[str, list[str]]]:
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _rows(value)
        else:
            yield str(name), list(_values(value))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield ", ".join(shown for each in value.values() for shown in _values(each))
    elif isinstance(value, list):
        for each in value:
            yield ", ".join(_values(each))
    elif isinstance(value, float):
        # Between nothing and one it is a certainty, and people read those in hundredths.
        yield f"{value:.0%}" if 0 <= value <= 1 else f"{value:g}"
    elif value is not None and value != "":
        yield str(value)


def _why(deliveries: list[Delivery]) -> str:
    lost = (each for each in deliveries if each.status is OutboxStatus.FAILED)
    return next((each.error or "" for each in lost), "").removeprefix(BLOCKED)


def _state(each: Delivery, contact: Contact) -> str:
    blocked = each.status is OutboxStatus.FAILED and (each.error or "").startswith(BLOCKED)
    away = each.status is OutboxStatus.QUEUED and not contact.reachable
    return UNREACHABLE if blocked or away else str(each.status)

"""Files the assistant asks for beside its words, made here where they are sent from: receipts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from helpdesk.config import Settings
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import BadCompany, NotFound
from helpdesk.domain.message import Attachment, Message
from helpdesk.locale import say
from helpdesk.services import attachments, orders, profile, receipts

log = logging.getLogger(__name__)
RECEIPT = "receipt"


def make(
    session: Session,
    contact: Contact,
    message: Message,
    wanted: Mapping[str, str] | None,
    *,
    settings: Settings,
    now: datetime,
) -> Attachment | None:
    """The file that goes with the message; None where none is wanted or can be had.

    The words are said in any case: a file that cannot be made must not hold them back.
    """
    if wanted is None or wanted["document"] != RECEIPT:
        return None
    try:
        order = orders.own(session, contact, wanted["reference"])
        company = profile.read(settings.company)
        receipt = receipts.of_order(session, order, company, contact.language)
        return attachments.add_own(
            session,
            message,
            content=receipts.pdf(receipt),
            folder=settings.files,
            kind="document",
            name=say(contact.language, "receipts.file", reference=order.reference),
            media_type="application/pdf",
            now=now,
        )
    except (NotFound, BadCompany, OSError) as error:
        log.warning("a receipt could not be made: %s", type(error).__name__)
        return None

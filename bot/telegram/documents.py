"""Files the assistant asks for beside its words: receipts, made here, and pictures of products."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from helpdesk.config import Settings
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import BadCompany, NotFound, UnknownProduct
from helpdesk.domain.message import Attachment, Message
from helpdesk.locale import say
from helpdesk.services import attachments, catalogue, orders, product_photos, profile, receipts

log = logging.getLogger(__name__)


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
    makers = {"receipt": _receipt, "product": _picture}
    maker = makers.get(wanted["document"]) if wanted else None
    if wanted is None or maker is None:
        return None
    try:
        made = maker(session, contact, wanted["reference"], settings)
    except (NotFound, UnknownProduct, BadCompany, OSError) as error:
        log.warning("a file for a customer could not be made: %s", type(error).__name__)
        return None
    if made is None:
        return None
    return attachments.add_own(
        session,
        message,
        content=made.content,
        folder=settings.files,
        kind=made.kind,
        name=made.name,
        media_type=made.media_type,
        now=now,
    )


@dataclass(frozen=True)
class Made:
    """A file and what it is: `kind` is photo or document, as Telegram shows it."""

    content: bytes
    kind: str
    name: str
    media_type: str


def _receipt(
    session: Session, contact: Contact, reference: str, settings: Settings
) -> Made | None:
    order = orders.own(session, contact, reference)
    company = profile.read(settings.company)
    receipt = receipts.of_order(session, order, company, contact.language)
    name = say(contact.language, "receipts.file", reference=order.reference)
    return Made(receipts.pdf(receipt), "document", name, "application/pdf")


def _picture(session: Session, contact: Contact, code: str, settings: Settings) -> Made | None:
    product = catalogue.by_code(session, code)
    content = product_photos.read(product, settings.files)
    name = f"{product.name(contact.language)}.jpg"
    return Made(content, "photo", name, product_photos.MEDIA_TYPE) if content else None

"""A shop, its admin, and webhooks that are told of what happens there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from helpdesk.db.desk_tables import webhook_delivery
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.events import Event
from helpdesk.domain.machines import Webhook, WebhookDelivery
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import webhook_events, webhook_queue, webhooks
from helpdesk.services.webhook_queue import Answer, Parcel
from tests.cast import NEEMA, SALMA
from tests.factories import make_complaint, make_contact, make_staff

URL = "http://127.0.0.1:9/hook"
ALL = tuple(map(str, Event))
Hook = Callable[..., Webhook]


@dataclass
class Shop:
    """Who and what is there, and the verbs a sender has."""

    session: Session
    salma: StaffMember
    neema: StaffMember
    asha: Contact
    ticket: Ticket

    def collect(self, now: datetime) -> list[str]:
        """Gather what is new; all events there are deliveries of, in order."""
        webhook_events.collect(self.session, now=now)
        return [each.event for each in self.deliveries()]

    def deliveries(self) -> list[WebhookDelivery]:
        found = select(WebhookDelivery).order_by(webhook_delivery.c.id)
        again = found.execution_options(populate_existing=True)
        return list(self.session.execute(again).scalars())

    def take(self, hook: Webhook, now: datetime) -> Parcel:
        parcel = webhook_queue.take(self.session, hook.id or 0, now=now)
        assert parcel is not None
        return parcel

    def attempt(self, hook: Webhook, answer: Answer, now: datetime) -> WebhookDelivery:
        """Take what is due and settle it with that answer."""
        parcel = self.take(hook, now)
        webhook_queue.settle(self.session, parcel, answer, now=now)
        self.session.flush()
        found = self.session.get(WebhookDelivery, parcel.delivery_id)
        assert found is not None
        self.session.refresh(found)
        return found


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
def shop(session: Session, now: datetime) -> Shop:
    """Salma the admin, Neema, and Asha's complaint, which is older than any webhook."""
    salma, neema = (make_staff(session, each, now=now) for each in (SALMA, NEEMA))
    asha = make_contact(session, now=now)
    ticket = make_complaint(session, asha, now=now)
    session.flush()
    return Shop(session, salma, neema, asha, ticket)


@pytest.fixture
def hook(shop: Shop, now: datetime) -> Hook:
    """Makes webhooks, which want everything unless it is said otherwise."""

    def made(*events: str, url: str = URL, name: str = "Uhasibu") -> Webhook:
        wanted = webhooks.read(name, url, events or ALL)
        return webhooks.make(shop.session, shop.salma, wanted, now=now)

    return made

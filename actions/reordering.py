"""The same as last time: an order form that is filled already, and only asks for a yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import delivering
from actions.draft import Draft
from actions.office import for_contact
from actions.turn import turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Fulfilment, OrderStatus
from helpdesk.domain.order import Order
from helpdesk.services import orders
from helpdesk.services.reading.lines import ReadLine

KEPT = frozenset(OrderStatus) - {OrderStatus.DRAFT, OrderStatus.CANCELLED}


class Reorder(Action):
    """Fills the form with the last order; what there is too little of the form asks about."""

    def name(self) -> str:
        return "action_reorder"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        slots = await for_contact(turn.sender, _last(turn.language))
        if not slots:
            dispatcher.utter_message(response="utter_no_order_before")
        return [SlotSet(name, value) for name, value in slots.items()]


def _last(language: str) -> Callable[[Session, Contact], dict[str, Any]]:
    def look(session: Session, contact: Contact) -> dict[str, Any]:
        own = orders.of_contact(session, contact)
        last = next((order for order in own if order.status in KEPT), None)
        return _slots(session, last, language) if last else {}

    return look


def _slots(session: Session, order: Order, language: str) -> dict[str, Any]:
    draft = Draft()
    for line in orders.receipt(session, order).lines:
        if line.product.active:
            draft.put(ReadLine(line.product, line.quantity), language)
    pickup = order.fulfilment is Fulfilment.PICKUP
    area = delivering.PICKUP if pickup else order.area or delivering.ELSEWHERE
    return {
        "order_lines": draft.slot,
        "order_place": order.place or None,
        "order_area": area if order.place else None,
        "order_phone": order.phone or None,
        "order_payment": order.payment_method,
    }

"""Orders: asking for the goods, showing the summary, placing the order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import delivering, paying, problems, showing
from actions.asking_again import Question
from actions.basket import shown
from actions.draft import draft_of
from actions.office import for_contact, office
from actions.turn import ORDER_DRAFT, Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.locale import say
from helpdesk.services import catalogue, orders, phones
from helpdesk.services.orders import Quote, money


class AskOrderLines(Question):
    """Asks for goods: with the price list, again, or about what is unclear."""

    slot = "order_lines"

    def name(self) -> str:
        return "action_ask_order_form_order_lines"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn = turn_of(tracker)
        draft = draft_of(turn.slots.get("order_lines"))
        if draft.problems:
            problem = draft.problems[0]
            said = await for_contact(
                turn.sender, lambda session, _: problems.of_draft(session, problem, turn.language)
            )
            dispatcher.utter_message(**said)
            if said["response"] != "utter_product_unknown":
                return []
        if draft.problems or tracker.get_slot("requested_slot") == "order_lines":
            dispatcher.utter_message(response="utter_order_ask_again")
            return []
        goods = await for_contact(turn.sender, _price_list(turn))
        dispatcher.utter_message(response="utter_order_start", products=goods)
        return []


class AskOrderPayment(Question):
    """Asks how the order is to be paid, with a button for each way."""

    slot = "order_payment"

    def name(self) -> str:
        return "action_ask_order_form_order_payment"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        ways = paying.buttons(office().profile, turn_of(tracker).language)
        dispatcher.utter_message(
            response="utter_ask_order_payment", buttons=ways, basket=await shown(tracker)
        )
        return []


class AskOrderConfirm(Question):
    """Shows what the order is and costs, and asks whether to place it."""

    slot = "order_confirm"

    def name(self) -> str:
        return "action_ask_order_form_order_confirm"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn = turn_of(tracker)
        try:
            quote = await for_contact(turn.sender, _priced(turn))
        except HelpdeskError as refusal:
            dispatcher.utter_message(**await _refused(turn, refusal))
            return [SlotSet("order_lines", None)]
        profile = office().profile
        fee = delivering.destination(turn.slot("order_area"), profile).fee
        dispatcher.utter_message(
            response="utter_order_summary",
            lines=showing.lines(quote, turn.language, profile),
            details=_details(turn),
            total=money(quote.total + fee, quote.currency),
        )
        return []


class PlaceOrder(Action):
    """Places the order the customer has confirmed."""

    def name(self) -> str:
        return "action_place_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        try:
            said = await for_contact(turn.sender, _placed(turn))
        except NotFound:
            raise  # not a customer's mistake: the sender is unknown, so the turn must fail
        except HelpdeskError as refusal:
            said = await _refused(turn, refusal)
        dispatcher.utter_message(**said)
        return cleared(*ORDER_DRAFT)


class ResetOrder(Action):
    """Forgets the order that was being put together."""

    def name(self) -> str:
        return "action_reset_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return cleared(*ORDER_DRAFT)


def _price_list(turn: Turn) -> Callable[[Session, Contact], str]:
    def show(session: Session, _contact: Contact) -> str:
        return showing.price_list(catalogue.sold(session), turn.language, office().profile)

    return show


def _priced(turn: Turn) -> Callable[[Session, Contact], Quote]:
    return lambda session, _: orders.price(session, _lines(turn))


def _details(turn: Turn) -> str:
    """Where the order goes, whom we call, how it is paid: a line each."""
    profile, language = office().profile, turn.language
    place = showing.safe(turn.slot("order_place"))
    told = [
        delivering.details(turn.slot("order_area"), place, profile, language),
        say(language, "actions.delivery.phone", phone=phones.show(turn.slot("order_phone"))),
    ]
    method = paying.method_of(turn.slot("order_payment"), profile)
    if method is not None:
        name = method.names.name(language)
        told.append(say(language, "actions.delivery.payment", method=name))
    return "\n".join(told)


def _placed(turn: Turn) -> Callable[[Session, Contact], dict[str, Any]]:
    def place(session: Session, contact: Contact) -> dict[str, Any]:
        profile = office().profile
        where = delivering.destination(turn.slot("order_area"), profile)
        order = orders.place(
            session,
            contact,
            lines=_lines(turn),
            place=turn.slot("order_place"),
            phone=turn.slot("order_phone"),
            region=profile.country,
            fulfilment=where.fulfilment,
            area=where.area,
            fee=where.fee,
            payment_method=turn.slot("order_payment") or None,
            describe=lambda quote: showing.one_line(quote, turn.language, profile),
            source_key=turn.key,
            now=office().now(),
        )
        if where.hours is not None:
            work = timedelta(hours=where.hours)
            order.promised_at = profile.time.after(order.created_at, work)
        instruction = paying.instruction(order, turn.language, profile)
        next_step = say(turn.language, f"actions.next.{where.fulfilment}")
        return {
            "response": "utter_order_placed",
            "reference": order.reference,
            "total": money(order.due, order.currency),
            "lines": showing.lines(orders.receipt(session, order), turn.language, profile),
            "next": "\n".join(filter(None, (instruction, next_step))),
        }

    return place


async def _refused(turn: Turn, refusal: HelpdeskError) -> dict[str, Any]:
    return await for_contact(
        turn.sender, lambda session, _: problems.of_refusal(session, refusal, turn.language)
    )


def _lines(turn: Turn) -> list[dict[str, Any]]:
    return list(draft_of(turn.slots.get("order_lines")).lines.values())

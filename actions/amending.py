"""Wishes about an order that was placed: add to it, change it, cancel it.

What nobody has packed yet is cancelled or changed here; all else a person does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import draft as drafts
from actions import problems, showing
from actions.cases import UNDER_WAY, asked_for, told_of
from actions.corrections import correct
from actions.needs import NOTHING, OFFER
from actions.office import for_contact, office
from actions.passing import Work, known
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, Priority, TicketKind
from helpdesk.domain.errors import HelpdeskError, TooLate
from helpdesk.locale import say
from helpdesk.services import amending, asking, cases, orders
from helpdesk.services.cases import Case
from helpdesk.services.currencies import money

AMENDED, CHANGE = "amended", "change"

NO_ORDER: dict[str, Any] = {"response": "utter_order_none_to_change"}


class AmendOrder(Action):
    """Passes the wish on to sales, or begins an order where there is none to add to."""

    def name(self) -> str:
        return "action_amend_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _wished(turn))
        if said is NO_ORDER and turn.intent == "add_to_order" and turn.form is None:
            return [FollowupAction("order_form")]
        amended = said.pop(AMENDED, None)
        dispatcher.utter_message(**said)
        return [SlotSet(AMENDED, amended), SlotSet(OFFER, CHANGE)] if amended else []


class ChangeOrder(Action):
    """Changes the order as it was offered and agreed to."""

    def name(self) -> str:
        return "action_change_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        try:
            said = await for_contact(turn.sender, _changed(turn))
        except HelpdeskError as refusal:
            said = await for_contact(turn.sender, _refusal(turn, refusal))
        dispatcher.utter_message(**said)
        return [SlotSet(OFFER, NOTHING), SlotSet(AMENDED, None)]


def _wished(turn: Turn) -> Work:
    def pass_on(session: Session, contact: Contact) -> dict[str, Any]:
        reference = asked_for(turn)
        order = _order(session, contact, reference)
        if order is None:
            return {"response": "utter_case_unknown"} if reference else NO_ORDER
        if order.status not in UNDER_WAY:
            status = showing.status(order, turn.language)
            return {"response": "utter_order_past", "order": order.reference, "status": status}
        early = order.status is OrderStatus.CONFIRMED
        if turn.intent == "cancel_order" and early:
            return _cancelled(session, contact, order, turn) if reference else _sure(order, turn)
        offered = _offered(session, contact, order, turn) if early and not turn.form else None
        return offered or _passed_on(session, contact, order, turn)

    return pass_on


def _offered(session: Session, contact: Contact, case: Case, turn: Turn) -> dict[str, Any] | None:
    """What the order would hold and cost after the change; None where the wish is not clear."""
    order = orders.own(session, contact, case.reference)
    draft = drafts.of_order(session, order, turn.language)
    before = dict(draft.lines)
    if not correct(session, draft, turn):
        drafts.add(session, draft, turn, asked=False)
        if turn.intent == "add_to_order":
            drafts.pile(session, draft, before, turn)
    if draft.problems:
        return problems.of_draft(session, draft.problems[0], turn.language)
    if draft.lines == before or not draft.lines:
        return None
    profile, lines = office().profile, list(draft.lines.values())
    quote = amending.preview(session, order, _quantities(lines))
    return {
        "response": "utter_change_sure",
        "order": order.reference,
        "lines": showing.lines(quote, turn.language, profile),
        "total": money(quote.total + order.fee, quote.currency),
        AMENDED: {"reference": order.reference, "lines": lines},
    }


def _changed(turn: Turn) -> Work:
    def change(session: Session, contact: Contact) -> dict[str, Any]:
        profile, wish = office().profile, turn.slots.get(AMENDED) or {}
        order = amending.change(
            session,
            contact,
            str(wish.get("reference", "")),
            _quantities(wish.get("lines", ())),
            describe=lambda quote: showing.one_line(quote, "sw", profile),
            now=office().now(),
        )
        quote = orders.receipt(session, order)
        return {
            "response": "utter_order_changed",
            "order": order.reference,
            "lines": showing.lines(quote, turn.language, profile),
            "total": money(order.due, order.currency),
        }

    return change


def _quantities(lines: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    return {str(row["product"]): Decimal(str(row["quantity"])) for row in lines}


def _refusal(turn: Turn, refusal: HelpdeskError) -> Work:
    def explain(session: Session, contact: Contact) -> dict[str, Any]:
        if not isinstance(refusal, TooLate):
            return problems.of_refusal(session, refusal, turn.language)
        case = cases.own(session, contact, str(refusal.values["reference"]), now=office().now())
        status = showing.status(case, turn.language) if case else ""
        order = refusal.values["reference"]
        return {"response": "utter_order_past", "order": order, "status": status}

    return explain


def _sure(order: Case, turn: Turn) -> dict[str, Any]:
    """Who named no order is shown which one would go; the button names it."""
    yes = say(turn.language, "actions.cancel_it", reference=order.reference)
    payload = f'/cancel_order{{"reference": "{order.reference}"}}'
    button = {"title": yes, "payload": payload}
    return {"response": "utter_cancel_sure", "order": order.reference, "buttons": [button]}


def _cancelled(session: Session, contact: Contact, order: Case, turn: Turn) -> dict[str, Any]:
    # The words of a button are ours, and no reason.
    reason = "" if turn.choice("reference") else turn.text
    amending.cancel(session, contact, order.reference, reason=reason, now=office().now())
    return {"response": "utter_order_cancelled", "order": order.reference}


def _order(session: Session, contact: Contact, reference: str) -> Case | None:
    """The order that was named, or the newest one under way; a ticket is no order."""
    if not reference:
        found = cases.of_contact(session, contact)
        return next((case for case in found if case.status in UNDER_WAY), None)
    case = cases.own(session, contact, reference, now=office().now())
    return case if case and case.kind is TicketKind.ORDER else None


def _passed_on(session: Session, contact: Contact, order: Case, turn: Turn) -> dict[str, Any]:
    cancels = turn.intent == "cancel_order"
    ticket = asking.ask(
        session,
        contact,
        TicketKind.REQUEST,
        topic=turn.intent,
        department=known("sales"),
        story=turn.text,
        about_order=order.reference,
        # Once the goods have left it is too late.
        priority=Priority.HIGH if cancels else Priority.NORMAL,
        source_key=turn.key,
        now=office().now(),
    )
    return {
        "response": "utter_cancelling_passed_on" if cancels else "utter_change_passed_on",
        "order": order.reference,
        **told_of(session, ticket, turn),
    }

"""Complaints: opening the ticket once the customer has said yes, or forgetting it all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import fallback
from actions.asking_again import Question
from actions.cases import told_of
from actions.complaint_form import NONE
from actions.needs import NEED
from actions.office import for_contact, office
from actions.people import DISPUTE, UPSET
from actions.turn import COMPLAINT_SLOTS, Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Priority, TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import cases, opening, orders, tickets

KIND = "complaint_kind"
OFFERED = 3
"""Orders that are offered; who means an older one writes its number."""

PRESSING = frozenset({"payment", "staff", "refund"})
"""Kinds that cannot wait as long as others: money, and people."""

SAME_MATTER = timedelta(hours=24)

FORGOTTEN = ("misunderstandings", "unclear_words", KIND, *COMPLAINT_SLOTS)


class AskComplaintOrder(Question):
    """Asks which order it is about, and offers the customer's last ones."""

    slot = "complaint_order"

    def name(self) -> str:
        return "action_ask_complaint_form_complaint_order"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn = turn_of(tracker)
        offered = await for_contact(turn.sender, _last_orders(turn))
        none = {"title": say(turn.language, "actions.no_order"), "payload": "/skip"}
        asked = "utter_which_order" if offered else "utter_ask_complaint_form_complaint_order"
        dispatcher.utter_message(response=asked, buttons=[*offered, none])
        return []


class AskComplaintConfirm(Question):
    """Says the complaint back, and asks whether to send it, or to add it to one that is open."""

    slot = "complaint_confirm"

    def name(self) -> str:
        return "action_ask_complaint_form_complaint_confirm"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn = turn_of(tracker)
        known = await for_contact(turn.sender, lambda s, c: _known(s, c, turn))
        if not known:
            dispatcher.utter_message(response="utter_ask_complaint_confirm")
            return []
        payload = f'/add_to_case{{"reference": "{known}"}}'
        join = {
            "title": say(turn.language, "actions.join_it", reference=known),
            "payload": payload,
        }
        new = {"title": say(turn.language, "actions.open_new"), "payload": "/affirm"}
        drop = {"title": say(turn.language, "actions.drop_it"), "payload": "/deny"}
        dispatcher.utter_message(
            response="utter_ask_complaint_join", reference=known, buttons=[join, new, drop]
        )
        return []


class OpenComplaint(Action):
    """Opens the complaint the customer has confirmed."""

    def name(self) -> str:
        return "action_open_complaint"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _opened(turn))
        if not _is_dispute(turn):
            dispatcher.utter_message(response="utter_complaint_opened", **said)
            return cleared(*FORGOTTEN)
        dispatcher.utter_message(response="utter_payment_complaint_opened", **said)
        # A yes means the person, unless something else that waits is offered next.
        offered = [] if turn.slot(NEED) else [SlotSet(fallback.COUNT, fallback.OFFERED)]
        return [*cleared(*FORGOTTEN), *offered, SlotSet(UPSET, DISPUTE)]


class ResetComplaint(Action):
    """Forgets the complaint that was being written."""

    def name(self) -> str:
        return "action_reset_complaint"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return cleared(*FORGOTTEN)


def _last_orders(turn: Turn) -> Callable[[Session, Contact], list[dict[str, str]]]:
    def look(session: Session, contact: Contact) -> list[dict[str, str]]:
        zone = ZoneInfo(office().profile.timezone)
        return [
            {
                "title": f"{order.reference} · {_day(order.created_at, zone, turn.language)}",
                "payload": f'/inform{{"reference": "{order.reference}"}}',
            }
            for order in orders.of_contact(session, contact)[:OFFERED]
        ]

    return look


def joinable(session: Session, contact: Contact, turn: Turn, reference: str = "") -> Ticket | None:
    """The open complaint that the one being written may belong to: of the same order, or of the
    same kind within a day; or the one that was named.
    """
    about, now = turn.slot("complaint_order"), office().now()
    kind = json.dumps({KIND: turn.slot(KIND)}) if turn.slot(KIND) else None
    for case in tickets.of_contact(session, contact):
        if case.kind is not TicketKind.COMPLAINT or not opening.is_open(case):
            continue
        same_order = about not in ("", NONE) and case.about_order == about
        same_kind = case.packet == kind and now - case.created_at < SAME_MATTER
        if case.reference == reference or (not reference and (same_order or same_kind)):
            return case
    return None


def _known(session: Session, contact: Contact, turn: Turn) -> str:
    case = joinable(session, contact, turn)
    return case.reference if case else ""


def _priority(story: str, kind: str, *, own_photo: bool) -> Priority:
    if office().profile.sla.is_urgent(story):
        return Priority.URGENT
    return Priority.HIGH if own_photo or kind in PRESSING else Priority.NORMAL


def _is_dispute(turn: Turn) -> bool:
    """Whether money has gone that the customer says is theirs: somebody should talk to them."""
    sla, story = office().profile.sla, turn.slot("complaint_story")
    return turn.slot(KIND) == "payment" and sla.is_about_money_gone(story)


def _day(when: datetime, zone: ZoneInfo, language: str) -> str:
    return str(format_date(when.astimezone(zone), "d MMM", locale=language))


def _opened(turn: Turn) -> Callable[[Session, Contact], dict[str, Any]]:
    def open_it(session: Session, contact: Contact) -> dict[str, Any]:
        kind, story = turn.slot(KIND), turn.slot("complaint_story")
        photo, about = turn.slot("complaint_photo"), turn.slot("complaint_order")
        # The slots were checked when they were filled; what they point at is checked again.
        own_photo = photo != NONE and cases.owns_file(session, contact, photo)
        ticket = tickets.open_complaint(
            session,
            contact,
            story=story,
            department=office().profile.department_for(story, kind),
            packet=json.dumps({KIND: kind}) if kind else None,
            about_order=None if about in ("", NONE) else about,
            photo_id=int(photo) if own_photo else None,
            priority=_priority(story, kind, own_photo=own_photo),
            source_key=turn.key,
            now=office().now(),
        )
        return told_of(session, ticket, turn)

    return open_it

"""Handing the customer over to a person, with all that was already told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import told_of
from actions.office import Office, for_contact, office
from actions.packets import TOLD, packet_of
from actions.turn import Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations, hours, opening, tickets

UPSET = "upset"
"""The slot that tells why a person was offered; whatever else is talked about empties it."""

ASKED, NOT_UNDERSTOOD, DESPAIR = "asked_person", "not_understood", "despair"
INSULT, DISPUTE = "insult", "payment_dispute"
REASONS = (DESPAIR, INSULT, DISPUTE)
LAST_WORDS = 3


class HandOver(Action):
    """Passes the conversation to the queue."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return await hand_over(dispatcher, tracker)


async def hand_over(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Pass the conversation to the queue, say so, and forget what was being written."""
    said = await for_contact(tracker.sender_id, _handed_over(turn_of(tracker)))
    dispatcher.utter_message(**said)
    # Whoever comes back from a person begins anew.
    return cleared("misunderstandings", UPSET, *TOLD)


def reason_for(turn: Turn) -> str:
    """Why the customer gets a person."""
    upset = turn.slot(UPSET)
    if upset in REASONS:
        return upset
    if turn.intent in (DESPAIR, INSULT):
        return turn.intent
    missed = turn.slot("misunderstandings") in ("twice", "offered")
    return NOT_UNDERSTOOD if missed and turn.intent != "ask_person" else ASKED


def _handed_over(turn: Turn) -> Callable[[Session, Contact], dict[str, Any]]:
    def pass_on(session: Session, contact: Contact) -> dict[str, Any]:
        here = office()
        ticket = _queued(session, contact, turn, here)
        said = {"response": "utter_handed_over", **told_of(session, ticket, turn)}
        if here.profile.time.is_open(here.now()):
            return said
        shown = hours.describe(session, turn.language)
        return {**said, "response": "utter_handed_over_closed", "hours": shown}

    return pass_on


def _queued(session: Session, contact: Contact, turn: Turn, here: Office) -> Ticket:
    """The ticket the conversation waits on; a payment's is the complaint that is open."""
    reason = reason_for(turn)
    known = _complaint(session, contact, here) if reason == DISPUTE else None
    if known is not None:
        conversations.wait_on(session, contact, known, now=here.now())
        return known
    return conversations.hand_over(
        session,
        contact,
        story=turn.slot("complaint_story") or turn.text,
        packet=packet_of(
            turn, here, reason, conversations.said_last(session, contact, LAST_WORDS)
        ),
        source_key=turn.key,
        now=here.now(),
    )


def _complaint(session: Session, contact: Contact, here: Office) -> Ticket | None:
    """The newest open complaint about a payment."""
    department = opening.department_id(session, here.profile.department_for("", "payment"))
    own = tickets.of_contact(session, contact)
    return next(
        (
            case
            for case in own
            if case.kind is TicketKind.COMPLAINT
            and case.department_id == department
            and opening.is_open(case)
        ),
        None,
    )

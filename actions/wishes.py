"""Wishes about a case: close it, open it again; and who has it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import asked_for, every, one, told_of
from actions.office import for_contact, office
from actions.passing import Work
from actions.turn import Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import asking, opening, own_cases, ratings, tickets


class CaseWish(Action):
    """The customer says that the matter is settled, or that it is not."""

    def name(self) -> str:
        return "action_case_wish"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _wished(turn)))
        return cleared("case_reference")


class TellHandler(Action):
    """The department that has the case; never the name of a person."""

    def name(self) -> str:
        return "action_tell_handler"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _handler(turn)))
        return cleared("case_reference")


def _handler(turn: Turn) -> Work:
    def look(session: Session, contact: Contact) -> dict[str, Any]:
        reference = asked_for(turn)
        found = _meant(session, contact, reference)
        if not found:
            return one(turn, reference)(session, contact) if reference else _none()
        return {"response": "utter_handler", **told_of(session, found[0], turn)}

    return look


def _wished(turn: Turn) -> Work:
    def act(session: Session, contact: Contact) -> dict[str, Any]:
        reference = asked_for(turn)
        closing = turn.intent == "close_case"
        found = _meant(session, contact, reference, done=not closing)
        if not found:
            return one(turn, reference)(session, contact) if reference else _none()
        if len(found) > 1:
            # Closing the wrong one would leave somebody waiting for nothing.
            return {
                **every(turn)(session, contact),
                "response": "utter_which_case",
                **_each(found, turn),
            }
        return _told(session, contact, found[0], turn)

    return act


def _told(session: Session, contact: Contact, ticket: Ticket, turn: Turn) -> dict[str, Any]:
    if turn.intent == "close_case":
        return _closed(session, contact, ticket, turn)
    now, was_open = office().now(), opening.is_open(ticket)
    if own_cases.reopen(session, contact, ticket, now=now):
        if was_open:
            wish = say(turn.language, "actions.wish.reopen_case")
            asking.tell(session, contact, ticket, wish, source_key=turn.key, now=now)
        said = "utter_reopen_case_told" if was_open else "utter_case_reopened"
        return {"response": said, **told_of(session, ticket, turn)}
    again = asking.ask(
        session,
        contact,
        TicketKind.REQUEST,
        topic=f"{turn.intent} {ticket.reference}",
        department=asking.department_of(session, ticket),
        story=f"{ticket.reference}: {turn.text}",
        source_key=turn.key,
        now=now,
    )
    return {"response": "utter_reopen_case_asked", **told_of(session, again, turn)}


def _closed(session: Session, contact: Contact, ticket: Ticket, turn: Turn) -> dict[str, Any]:
    if not opening.is_open(ticket) or ticket.kind is TicketKind.ORDER:
        return one(turn, ticket.reference)(session, contact)
    own_cases.close(session, contact, ticket, now=office().now())
    said = {"response": "utter_case_closed", "reference": ticket.reference}
    return {**said, "buttons": ratings.choices(ticket)}


def _each(found: list[Ticket], turn: Turn) -> dict[str, Any]:
    """A button for each case that may be meant, which repeats the wish with its number."""
    named = [
        {
            "title": f"{case.reference} · {case.subject}"[:40],
            "payload": f'/{turn.intent}{{"reference": "{case.reference}"}}',
        }
        for case in found[:5]
    ]
    return {"buttons": named}


def _meant(
    session: Session, contact: Contact, reference: str, *, done: bool = False
) -> list[Ticket]:
    """The named ticket of this customer's, or those that may be meant: the open ones.

    `done`: rather the newest of those that are done, if there is one.
    """
    own = tickets.of_contact(session, contact)
    if reference:
        return [ticket for ticket in own if ticket.reference == reference]
    # An order is done when it is delivered, not when its customer says so.
    own = [ticket for ticket in own if ticket.kind is not TicketKind.ORDER]
    finished = [ticket for ticket in own if not opening.is_open(ticket)]
    return finished[:1] if done and finished else [t for t in own if opening.is_open(t)]


def _none() -> dict[str, Any]:
    return {"response": "utter_case_none"}

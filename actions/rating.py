"""Rating a case that was closed: a score by button or in words, and a comment if one likes."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import asked_for
from actions.office import for_contact, office
from actions.passing import Work
from actions.question import SURE
from actions.returning import ResumableForm
from actions.turn import Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ticket import Ticket
from helpdesk.services import ratings, tickets

FORM, RATED, COMMENT = "rating_form", "rated_case", "rating_comment"
NOTHING = "none"

NO_COMMENT = frozenset("deny skip stop thanks goodbye affirm send_photo send_contact".split())
"""Intents that say there is nothing to add."""

FEW = 2
"""Words; who writes more of them has something to say."""

ANOTHER_MATTER = frozenset(
    """place_order add_to_order change_order cancel_order reorder track_order send_payment
    ask_person case_status reopen_case add_to_case ask_price ask_catalogue change_language greet
    help ask_hours""".split()
)
"""Intents that, where they are sure, are no comment but a new need."""


class RateService(Action):
    """Takes the score, and asks for a word beside it."""

    def name(self) -> str:
        return "action_rate_service"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _rated(turn))
        rated = said.pop(RATED, None)
        dispatcher.utter_message(**said)
        if rated is None or turn.form:
            return []
        return [SlotSet(RATED, rated), SlotSet(COMMENT, None), FollowupAction(FORM)]


class ValidateRatingForm(ResumableForm):
    """Takes the comment; whoever brings up something else is not kept."""

    def name(self) -> str:
        return "validate_rating_form"

    def domain_slots(self, domain: DomainDict) -> list[str]:
        return [COMMENT]

    async def extract_rating_comment(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The words, none if there is nothing to add; not those of a new need."""
        turn = turn_of(tracker)
        if tracker.get_slot("requested_slot") != COMMENT or not turn.text:
            return {}
        if turn.intent in ANOTHER_MATTER and turn.confidence >= SURE:
            return {}
        return {COMMENT: NOTHING if _nothing_to_add(turn) else turn.text}


class AskRatingComment(Action):
    """Asks once; who has spoken of something else meanwhile is not asked again."""

    def name(self) -> str:
        return "action_ask_rating_form_rating_comment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        if tracker.get_slot("requested_slot") == COMMENT:
            return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet(COMMENT, NOTHING)]
        return []


class KeepComment(Action):
    """Keeps the comment with the score."""

    def name(self) -> str:
        return "action_keep_comment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        if turn.slot(COMMENT) not in ("", NOTHING):
            await for_contact(turn.sender, _commented(turn))
            dispatcher.utter_message(response="utter_comment_kept")
        elif turn.intent in NO_COMMENT:
            dispatcher.utter_message(response="utter_rating_done")
        return cleared(RATED, COMMENT)


def _nothing_to_add(turn: Turn) -> bool:
    """`asante`, `hapana`; but `asante, mlinijibu haraka` says something."""
    return turn.intent in NO_COMMENT and len(turn.text.split()) <= FEW


def _rated(turn: Turn) -> Work:
    def rate(session: Session, contact: Contact) -> dict[str, Any]:
        now = office().now()
        reference = asked_for(turn)
        ticket = _own(session, contact, reference) or (
            None if reference else ratings.awaiting(session, contact, now=now)
        )
        score = ratings.score_in(turn.choice("rating") or turn.text)
        if reference and ticket is None:
            return {"response": "utter_case_unknown"}
        if ticket is None:
            return {"response": "utter_nothing_to_rate"}
        if score is None:
            return {"response": "utter_ask_rating", "buttons": ratings.choices(ticket)}
        if not ratings.rate(session, contact, ticket, score, now=now):
            return {"response": "utter_nothing_to_rate"}
        low = score <= ratings.LOW
        said = "utter_rated_low" if low else "utter_rated"
        return {"response": said, "reference": ticket.reference, RATED: ticket.reference}

    return rate


def _commented(turn: Turn) -> Work:
    def keep(session: Session, contact: Contact) -> dict[str, Any]:
        ticket = _own(session, contact, turn.slot(RATED))
        if ticket is not None:
            text, now = turn.slot(COMMENT), office().now()
            ratings.comment(session, contact, ticket, text, now=now)
        return {}

    return keep


def _own(session: Session, contact: Contact, reference: str) -> Ticket | None:
    try:
        return tickets.own(session, contact, reference)
    except NotFound:
        return None

"""Adding a word or a picture to a case of one's own that is still open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import asked_for, one, told_of
from actions.complaints import joinable
from actions.office import for_contact, office
from actions.passing import Work
from actions.question import is_question
from actions.returning import ResumableForm
from actions.turn import COMPLAINT_DRAFT, Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Priority
from helpdesk.domain.ticket import Ticket
from helpdesk.services import asking, opening, own_cases, tickets

FORM, CASE, ADDED = "adding_form", "added_case", "added_words"
TAKEN = "taken"
MOST = 5
"""Cases to choose from; who means another writes its number."""

NOT_WORDS = frozenset("stop deny skip ask_person change_language help switch_need".split())


class ChooseCase(Action):
    """Finds out which case is meant, and asks what to add to it."""

    def name(self) -> str:
        return "action_choose_case"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _chosen(turn))
        chosen = said.pop(CASE, None)
        dispatcher.utter_message(**said)
        if chosen is None or turn.form:
            return []
        return [SlotSet(CASE, chosen), SlotSet(ADDED, None), FollowupAction(FORM)]


class ValidateAddingForm(ResumableForm):
    """Takes whatever is said or sent next."""

    def name(self) -> str:
        return "validate_adding_form"

    def domain_slots(self, domain: DomainDict) -> list[str]:
        return [ADDED]

    async def extract_added_words(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Words or a picture; the message itself is put on the case, so a mark is enough."""
        turn = turn_of(tracker)
        if tracker.get_slot("requested_slot") != ADDED:
            return {}
        if turn.entity("photo"):
            return {ADDED: TAKEN}
        if not turn.text or turn.intent in NOT_WORDS or is_question(turn):
            return {}
        return {ADDED: TAKEN}


class AskAddedWords(Action):
    """Says nothing the first time, as the choice of the case has asked already."""

    def name(self) -> str:
        return "action_ask_adding_form_added_words"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        if tracker.get_slot("requested_slot") == ADDED:
            dispatcher.utter_message(response="utter_what_to_add", reference=_case(tracker))
        return []


class AddToCase(Action):
    """Puts the message on the case."""

    def name(self) -> str:
        return "action_add_to_case"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _added(turn, _case(tracker))))
        return cleared(CASE, ADDED)


class JoinComplaint(Action):
    """The complaint that is being written belongs to one that is open already."""

    def name(self) -> str:
        return "action_join_complaint"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _joined(turn))
        if said is None:
            dispatcher.utter_message(response="utter_nothing_to_join")
            return [FollowupAction("complaint_form")]
        dispatcher.utter_message(**said)
        return [SlotSet("requested_slot", None), *cleared(*COMPLAINT_DRAFT)]


def _case(tracker: Tracker) -> str:
    return str(tracker.slots.get(CASE) or "")


def _chosen(turn: Turn) -> Work:
    def choose(session: Session, contact: Contact) -> dict[str, Any]:
        own, reference = tickets.of_contact(session, contact), asked_for(turn)
        if reference:
            own = [case for case in own if case.reference == reference]
            if not own:
                return one(turn, reference)(session, contact)
        still = [case for case in own if opening.is_open(case)]
        if len(still) == 1:
            found = still[0].reference
            return {"response": "utter_what_to_add", "reference": found, CASE: found}
        if still:
            return {"response": "utter_add_to_which", "buttons": _buttons(still, turn.language)}
        return {"response": "utter_case_done" if own else "utter_case_none"}

    return choose


def _buttons(cases: list[Ticket], _language: str) -> list[dict[str, str]]:
    return [
        {
            "title": f"{case.reference} · {case.subject}"[:40],
            "payload": f'/add_to_case{{"reference": "{case.reference}"}}',
        }
        for case in cases[:MOST]
    ]


def _added(turn: Turn, reference: str) -> Work:
    def add(session: Session, contact: Contact) -> dict[str, Any]:
        own = {case.reference: case for case in tickets.of_contact(session, contact)}
        case, now = own.get(reference), office().now()
        if case is None:
            return {"response": "utter_case_unknown"}
        if not own_cases.add(session, contact, case, source_key=turn.key, now=now):
            return {"response": "utter_case_done"}
        return {"response": "utter_added", **told_of(session, case, turn)}

    return add


def _joined(turn: Turn) -> Any:
    def join(session: Session, contact: Contact) -> dict[str, Any] | None:
        case = joinable(session, contact, turn, asked_for(turn))
        if case is None:
            return None
        now = office().now()
        story = turn.slot("complaint_story")
        if office().profile.sla.is_urgent(story):
            case.priority = Priority.URGENT
        asking.tell(session, contact, case, story, source_key=turn.key, now=now)
        return {"response": "utter_added", **told_of(session, case, turn)}

    return join

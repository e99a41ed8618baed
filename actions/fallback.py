"""What was not understood: two readings to choose from, then a person, then the hand-over.

Our own, not Rasa's two stages: those send payloads of their own that show intents' bare names.
"""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.people import DESPAIR, INSULT, UPSET, hand_over
from actions.readings import buttons, likeliest
from actions.turn import turn_of

COUNT, WORDS = "misunderstandings", "unclear_words"
NONE, ONCE, TWICE, OFFERED = "none", "once", "twice", "offered"


class NotUnderstood(Action):
    """Asks what was meant, then offers a person, then calls one without asking again."""

    def name(self) -> str:
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        before = tracker.slots.get(COUNT)
        if before in (TWICE, OFFERED):
            dispatcher.utter_message(response="utter_giving_up")
            return await _give_up(dispatcher, tracker)
        if before == ONCE:
            dispatcher.utter_message(response="utter_not_understood_again")
            return [_offered(tracker)]
        _ask_back(dispatcher, tracker)
        return [SlotSet(COUNT, ONCE), SlotSet(WORDS, turn_of(tracker).text)]


class Despair(Action):
    """Who loses heart is offered a person; who has been misunderstood before gets one."""

    def name(self) -> str:
        return "action_despair"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        if tracker.slots.get(COUNT) in (ONCE, TWICE, OFFERED):
            dispatcher.utter_message(response="utter_despair_again")
            return await _give_up(dispatcher, tracker)
        dispatcher.utter_message(response="utter_despair")
        return [_offered(tracker), SlotSet(UPSET, DESPAIR)]


class Insult(Action):
    """Stays calm once, then offers a person, then calls one."""

    def name(self) -> str:
        return "action_insult"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        if tracker.slots.get(UPSET) != INSULT:
            dispatcher.utter_message(response="utter_insult")
            return [SlotSet(UPSET, INSULT)]
        if tracker.slots.get(COUNT) in (TWICE, OFFERED):
            dispatcher.utter_message(response="utter_despair_again")
            return await _give_up(dispatcher, tracker)
        dispatcher.utter_message(response="utter_insult_again")
        return [_offered(tracker)]


class DeclinePerson(Action):
    """The customer wants no person after all: say what can be asked, and count anew."""

    def name(self) -> str:
        return "action_decline_person"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        dispatcher.utter_message(response="utter_help")
        return [SlotSet(COUNT, NONE), SlotSet(UPSET, None)]


def _ask_back(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    turn = turn_of(tracker)
    asked = tracker.slots.get("requested_slot") if turn.form else None
    found = likeliest(tracker.latest_message.get("intent_ranking") or (), asked)
    if found:
        offered = buttons(found, turn.language)
        dispatcher.utter_message(response="utter_did_you_mean", buttons=offered)
    else:
        dispatcher.utter_message(response="utter_not_understood")


def _offered(tracker: Tracker) -> EventType:
    # Inside a form a yes answers the form's own question, which is asked again at once.
    return SlotSet(COUNT, TWICE if tracker.active_loop_name else OFFERED)


async def _give_up(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    events = await hand_over(dispatcher, tracker)
    # No rule can end the form here: whether to end it is only known inside the action.
    left = [ActiveLoop(None), SlotSet("requested_slot", None)] if tracker.active_loop_name else []
    return [*events, *left]

"""The questions of the forms; whoever comes back after hours is first asked whether to go on."""

from __future__ import annotations

from abc import ABC, abstractmethod

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import delivering
from actions.basket import shown
from actions.needs import COMPLAINT, OFFER, ORDER, left_of
from actions.office import for_contact, office
from actions.returning import RETURNED
from actions.turn import turn_of
from helpdesk.locale import say
from helpdesk.services import phones

NEEDS = {"order_form": ORDER, "complaint_form": COMPLAINT}


class Question(Action, ABC):
    """Asks for one slot of a form. Who has just come back and said something else is offered
    to go on instead, and the form waits outside for a yes.
    """

    slot = ""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        again = tracker.get_slot("requested_slot") == self.slot
        need = NEEDS.get(tracker.active_loop_name or "")
        if not (again and need and tracker.slots.get(RETURNED)):
            return await self.ask(dispatcher, tracker)
        left = await left_of(turn_of(tracker), need)
        dispatcher.utter_message(response=f"utter_{need}_left", words=left.words)
        leave = [ActiveLoop(None), SlotSet("requested_slot", None)]
        return [*leave, SlotSet(OFFER, need), SlotSet(RETURNED, False)]

    @abstractmethod
    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Ask the question itself."""


class AskOrderPlace(Question):
    """Asks where the goods go."""

    slot = "order_place"

    def name(self) -> str:
        return "action_ask_order_form_order_place"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn = turn_of(tracker)
        if turn.slot("order_place_told"):
            some = delivering.examples(office().profile, turn.language)
            dispatcher.utter_message(response="utter_area_needed", areas=some)
        else:
            basket = await shown(tracker)
            dispatcher.utter_message(response="utter_ask_order_place", basket=basket)
        return []


class AskOrderPhone(Question):
    """Asks whom to call, and offers the number we know."""

    slot = "order_phone"

    def name(self) -> str:
        return "action_ask_order_form_order_phone"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        turn, basket = turn_of(tracker), await shown(tracker)
        known = await for_contact(turn.sender, lambda _, contact: contact.phone)
        if not known:
            dispatcher.utter_message(response="utter_ask_order_phone", basket=basket)
            return []
        title = say(turn.language, "actions.same_phone", phone=phones.show(known))
        button = {"title": title, "payload": f'/inform{{"phone": "{known}"}}'}
        dispatcher.utter_message(
            response="utter_ask_order_phone_known", basket=basket, buttons=[button]
        )
        return []


class AskComplaintStory(Question):
    """Asks what happened."""

    slot = "complaint_story"

    def name(self) -> str:
        return "action_ask_complaint_form_complaint_story"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        dispatcher.utter_message(response="utter_ask_complaint_story")
        return []


class AskComplaintPhoto(Question):
    """Asks for a picture of what happened."""

    slot = "complaint_photo"

    def name(self) -> str:
        return "action_ask_complaint_form_complaint_photo"

    async def ask(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        dispatcher.utter_message(response="utter_ask_complaint_photo")
        return []

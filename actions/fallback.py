"""Saying that a message was not understood: the second time with a way to a person."""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict


class NotUnderstood(Action):
    """Counts the misunderstandings of a session."""

    def name(self) -> str:
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        before = float(tracker.slots.get("misunderstandings") or 0)
        again = "_again" if before else ""
        dispatcher.utter_message(response=f"utter_not_understood{again}")
        return [SlotSet("misunderstandings", before + 1)]

"""Coming back: who left a form half-way finds it where it was, and is asked whether to go on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import COMPLAINT_DRAFT, ORDER_DRAFT

RETURNED = "returned"
NEEDED = {"order_form": "order_lines", "complaint_form": "complaint_story"}
"""What each form cannot be gone on with without."""

KEPT = (*ORDER_DRAFT, *COMPLAINT_DRAFT, "second_need")


class StartSession(Action):
    """Runs when somebody writes first, or again after an hour without a word.

    The form goes on where it was, so that an answer is still an answer; `returned` makes it ask
    whether to go on before it asks anything else (`actions.asking_again`).
    """

    def name(self) -> str:
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return [SessionStarted(), *_left(tracker), ActionExecuted("action_listen")]


def _left(tracker: Tracker) -> list[EventType]:
    form = tracker.active_loop_name or ""
    if not tracker.slots.get(NEEDED.get(form, "")):
        return []
    kept: dict[str, Any] = {name: tracker.slots.get(name) for name in KEPT}
    # A yes from before is none to what may cost something else by now.
    kept |= {"order_confirm": None, "complaint_confirm": None}
    filled = [SlotSet(name, value) for name, value in kept.items() if value is not None]
    asked = SlotSet("requested_slot", tracker.slots.get("requested_slot"))
    # The form is named before its slots: activating it would reset what it asks for.
    return [ActiveLoop(form), *filled, asked, SlotSet(RETURNED, True)]


class ResumableForm(FormValidationAction, ABC):
    """A form that notices when its customer is back: with an answer it simply goes on."""

    @abstractmethod
    def name(self) -> str:
        """The name of the form's own action."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        events: list[EventType] = await super().run(dispatcher, tracker, domain)
        slots = {event["name"] for event in events if event["event"] == "slot"}
        answered = bool(slots & set(self.domain_slots(domain)))
        return (
            [*events, SlotSet(RETURNED, False)] if answered and has_returned(tracker) else events
        )


def has_returned(tracker: Tracker) -> bool:
    """Whether the customer left the form half-way and has answered nothing since."""
    return bool(tracker.slots.get(RETURNED))


def agreed(value: Any, dispatcher: CollectingDispatcher, tracker: Tracker) -> bool | None:
    """A yes or no to a summary; a yes to one of hours ago is asked for once more."""
    if value is True and has_returned(tracker):
        dispatcher.utter_message(response="utter_still_so")
        return None
    return value if isinstance(value, bool) else None

"""The actions of the stock side: each says its sentence and stores nothing anywhere."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActionExecuted, AllSlotsReset, SessionStarted
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

Events = list[dict[str, Any]]


class ValidateComplaintForm(FormValidationAction):  # type: ignore[misc]
    """Takes every answer as it comes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "validate_complaint_form"


class Question(Action):  # type: ignore[misc]
    """Asks for a slot with the response ours asks with; ours may offer more."""

    asks = "complaint_story"
    response = "utter_ask_complaint_story"

    def name(self) -> str:
        """The action's name in the domain."""
        return f"action_ask_complaint_form_{self.asks}"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: DomainDict
    ) -> Events:
        """Ask, and nothing else."""
        dispatcher.utter_message(response=self.response)
        return []


class AskComplaintOrder(Question):
    """Asks which order it is about."""

    asks, response = "complaint_order", "utter_ask_complaint_form_complaint_order"


class AskComplaintPhoto(Question):
    """Asks for a picture."""

    asks, response = "complaint_photo", "utter_ask_complaint_photo"


class AskComplaintConfirm(Question):
    """Asks whether to send it."""

    asks, response = "complaint_confirm", "utter_ask_complaint_confirm"


class SessionStart(Action):  # type: ignore[misc]
    """Rasa's own beginning of a session; ours brings back what was left half-way."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_session_start"

    def run(
        self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: DomainDict
    ) -> Events:
        """Begin, and listen."""
        return [SessionStarted(), ActionExecuted("action_listen")]


class ActionOpenComplaint(Action):  # type: ignore[misc]
    """Says that the complaint was opened; there is no ticket."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_open_complaint"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: DomainDict
    ) -> Events:
        """Answer with the response ours answers with, and empty the form."""
        dispatcher.utter_message(
            response="utter_complaint_opened", reference="K7MQ-4T2X", department="huduma"
        )
        return [AllSlotsReset()]


class OfferNeed(Action):  # type: ignore[misc]
    """Nothing was noted, so nothing is offered."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_offer_need"

    def run(
        self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: DomainDict
    ) -> Events:
        """Say nothing."""
        return []

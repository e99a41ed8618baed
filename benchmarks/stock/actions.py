"""The actions of the stock side: each says its sentence and stores nothing anywhere."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

Events = list[dict[str, Any]]


class ValidateComplaintForm(FormValidationAction):  # type: ignore[misc]
    """Takes every answer as it comes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "validate_complaint_form"


class AskComplaintOrder(Action):  # type: ignore[misc]
    """Asks for the order; ours offers the last ones too."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_complaint_form_complaint_order"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: DomainDict
    ) -> Events:
        """Ask with the response ours asks with."""
        dispatcher.utter_message(response="utter_ask_complaint_form_complaint_order")
        return []


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

"""Choosing the language. What is then said is a rule's next step, in the new language."""

from __future__ import annotations

import re

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import Turn, turn_of

NAMES = {
    "sw": ("swahili", "kiswahili", "kiswa", "kisw", "waswahili"),
    "en": ("english", "kiingereza", "kingereza", "ingereza", "kizungu", "inglish", "kimombo"),
}
NOT = frozenset("si sio siyo not from kutoka badala ya of instead than zaidi".split())
"""`English, sio Kiswahili`; `from English to Swahili`: the name after these is not meant."""


class SetLanguage(Action):
    """Takes the language from the button, or from the words."""

    def name(self) -> str:
        return "action_set_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        chosen = chosen_language(turn_of(tracker))
        if chosen is None:
            return [SlotSet("language_choice", False)]
        return [SlotSet("language", chosen), SlotSet("language_choice", True)]


def chosen_language(turn: Turn) -> str | None:
    """The language the customer named; None if none was, or both."""
    pressed = turn.choice("language")
    if pressed in NAMES:
        return pressed
    words = re.findall(r"[^\W_]+", turn.text.lower())
    named = {
        language
        for at, word in enumerate(words)
        for language, names in NAMES.items()
        if word in names and (at == 0 or words[at - 1] not in NOT)
    }
    return named.pop() if len(named) == 1 else None

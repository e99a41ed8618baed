"""The second need: what a customer brings up in the middle of something else, and what they left.

It is noted at once, with all that was said of it, and offered when the first thing is done. A
draft that was left hours or days ago is offered in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import showing
from actions.complaint_form import KINDS
from actions.draft import add, draft_of
from actions.office import for_contact, office
from actions.story import story_in
from actions.turn import COMPLAINT_DRAFT, ORDER_DRAFT, Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.services import catalogue

NEED, OFFER, KIND = "second_need", "offer", "complaint_kind"
ORDER, COMPLAINT, NOTHING = "order", "complaint", "none"

OTHER = {"order_form": COMPLAINT, "complaint_form": ORDER}
"""What may be brought up in the middle of a form, by the name of that form."""

SLOTS = {ORDER: ORDER_DRAFT, COMPLAINT: COMPLAINT_DRAFT}
FORGOTTEN = {**SLOTS, "change": ("amended",)}
"""What a no to an offer empties."""

SWITCH = "switch_need"
SHORTENED = 120
"""Characters of a story that are said back to its author."""


@dataclass(frozen=True)
class Left:
    """Something that was begun: what it is, and its contents in a few words."""

    need: str
    words: str


class NoteNeed(Action):
    """Notes what was brought up in the middle of a form, and says so."""

    def name(self) -> str:
        return "action_note_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        need = OTHER[turn.form or "order_form"]
        dispatcher.utter_message(response=f"utter_{need}_noted")
        noted = _story(turn) if need == COMPLAINT else await _goods(turn)
        return [SlotSet(NEED, need), *noted]


class SwitchNeed(Action):
    """Turns to what was noted, and notes what was under way instead."""

    def name(self) -> str:
        return "action_switch_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        noted = tracker.slots.get(NEED)
        return [SlotSet(NEED, ORDER if noted == COMPLAINT else COMPLAINT)]


class OfferNeed(Action):
    """Offers what was noted, if anything was; a yes or a no then is about that."""

    def name(self) -> str:
        return "action_offer_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        need = tracker.slots.get(NEED)
        if need not in SLOTS:
            if turn_of(tracker).intent == SWITCH:  # an old button, and nothing waits any more
                dispatcher.utter_message(response="utter_nothing_to_confirm")
            return []
        left = await left_of(turn_of(tracker), need)
        bare = "" if left.words else "_bare"
        dispatcher.utter_message(response=f"utter_{need}_offered{bare}", words=left.words)
        return [SlotSet(OFFER, need), SlotSet(NEED, None)]


class TakeNeed(Action):
    """The customer wants what was offered: the form that follows finds its slots filled."""

    def name(self) -> str:
        return "action_take_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return [SlotSet(OFFER, NOTHING)]


class DropNeed(Action):
    """The customer does not want what was offered: all that was told of it is forgotten."""

    def name(self) -> str:
        return "action_drop_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        dispatcher.utter_message(response="utter_stopped")
        offered = str(tracker.slots.get(OFFER))
        return [SlotSet(OFFER, NOTHING), *cleared(*FORGOTTEN.get(offered, ()))]


async def left_of(turn: Turn, need: str) -> Left:
    """What the slots hold of a need, as it can be said in the turn's language."""
    if need == COMPLAINT:
        return Left(need, _shortened(turn.slot("complaint_story")))
    return Left(need, await for_contact(turn.sender, _basket(turn)))


def _basket(turn: Turn) -> Callable[[Session, Contact], str]:
    def show(session: Session, _contact: Contact) -> str:
        draft = draft_of(turn.slots.get("order_lines"))
        sold = [p for p in catalogue.sold(session) if p.code in draft.lines]
        return showing.drafted(sold, draft.lines, turn.language, office().profile)

    return show


def _story(turn: Turn) -> list[EventType]:
    """The slots of the complaint, as far as these words fill them."""
    story = story_in(turn.text, asked=False)
    kind = KINDS.get(turn.intent)
    told = "\n".join(filter(None, (turn.slot("complaint_story"), story)))
    slots: dict[str, Any] = {
        "complaint_story": told or None,
        KIND: kind or turn.slot(KIND) or None,
    }
    return [SlotSet(name, value) for name, value in slots.items()]


async def _goods(turn: Turn) -> list[EventType]:
    draft = draft_of(turn.slots.get("order_lines"))
    await for_contact(turn.sender, lambda session, _: add(session, draft, turn, asked=False))
    return [SlotSet("order_lines", draft.slot)]


def _shortened(story: str) -> str:
    said = " ".join(story.split())
    return said if len(said) <= SHORTENED else f"{said[:SHORTENED].rstrip()}…"

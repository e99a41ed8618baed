"""The running basket: what a customer has so far, shown whenever it has just changed."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions import showing
from actions.draft import draft_of
from actions.office import for_contact, office
from actions.turn import turn_of
from helpdesk.domain.errors import HelpdeskError
from helpdesk.locale import say
from helpdesk.services import orders
from helpdesk.services.currencies import money


async def shown(tracker: Tracker) -> str:
    """The basket with prices and sum, and an empty line; nothing if this turn left it alone."""
    lines = list(draft_of(tracker.slots.get("order_lines")).lines.values())
    if not lines or not _just_changed(tracker):
        return ""
    turn = turn_of(tracker)
    try:
        quote = await for_contact(turn.sender, lambda session, _: orders.price(session, lines))
    except HelpdeskError:
        return ""  # what is wrong with it is said where the order is summed up
    listed = showing.lines(quote, turn.language, office().profile)
    total = money(quote.total, quote.currency)
    return say(turn.language, "actions.basket", lines=listed, total=total) + "\n\n"


def _just_changed(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "slot" and event.get("name") == "order_lines":
            return True
    return False

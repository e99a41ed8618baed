"""Where an order goes: to an area we deliver to, or nowhere, because the customer comes for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.office import office
from actions.turn import Turn
from helpdesk.domain.enums import Fulfilment
from helpdesk.locale import say
from helpdesk.services.currencies import money
from helpdesk.services.profile import Area, Profile
from helpdesk.services.reading.words import key_of

PICKUP = "pickup"
"""The area of who comes to the shop."""

ELSEWHERE = "elsewhere"
"""The area of a place we do not know: the fee is agreed with a person."""

EXAMPLES = 3

MOVING = frozenset(
    {"inform", "change_order", "place_order", "deny", "add_to_order", "send_location"}
)
"""Intents in which a place that is named replaces the one that was told."""

_PICKS_UP = re.compile(
    r"\b(?:(?:nita|naku|tuta|nta)(?:kuja|pita|pitia|chukua|ichukua|zichukua|uchukua|yachukua)\w*"
    r"|nita(?:ku)?(?:pick\s*up|collect)\w*"
    r"|ni(?:je|pite|pitie|chukue)\s+(?:kuchukua|mwenyewe|dukani)"
    r"|kuchukua\s+mwenyewe|pick\s*(?:it\s+|them\s+)?up|pickup|collect|come\s+for\s+it)\b",
    re.IGNORECASE,
)
"""`nitakuja kuchukua`, `nitapitia dukani`, `I will pick it up`, `I'll collect`."""


@dataclass(frozen=True)
class Destination:
    """Where the goods go. `fee` is minor units; `hours` is how soon, None where nobody knows."""

    fulfilment: Fulfilment
    area: str | None
    fee: int = 0
    hours: float | None = None


def picks_up(turn: Turn) -> bool:
    """Whether the customer says that they come for the goods."""
    return turn.choice("place") == PICKUP or bool(_PICKS_UP.search(turn.text))


_NOT = re.compile(
    r"\b(?:si|sio|siyo|badala\s+ya|not|instead\s+of|rather\s+than)\s+$", re.IGNORECASE
)


def moves(turn: Turn) -> bool:
    """Whether words that come later say that the goods go elsewhere: an area, or the shop."""
    speaks = turn.intent in MOVING
    return speaks and (picks_up(turn) or area_in(turn) is not None)


def named(turn: Turn) -> str:
    """The area the turn names, by its name; its words where it names none."""
    area = area_in(turn)
    return area.names.name(turn.language) if area else turn.text


def area_in(turn: Turn) -> Area | None:
    """The delivery area the turn names last; one it says the goods do not go to is none."""
    named = [one for one in turn.entities if one.get("entity") == "place"]
    meant = [one for one in named if not _NOT.search(turn.text[: int(one.get("start") or 0)])]
    return area_of(str(meant[-1].get("value")), office().profile) if meant else None


def area_called(text: str) -> Area | None:
    """The area an answer begins with: `Posta mtaa wa Azikiwe`, where a name is a word too."""
    words = key_of(text).split()
    for area in office().profile.areas:
        for name in (area.names.sw, area.names.en, *area.aliases):
            spelled = key_of(name).split()
            if spelled and words[: len(spelled)] == spelled:
                return area
    return None


def area_of(code: str, profile: Profile) -> Area | None:
    """The area of that code; None for any other word."""
    return next((area for area in profile.areas if area.code == code), None)


def examples(profile: Profile, language: str) -> str:
    """A few of the areas, to show what is asked for."""
    return ", ".join(area.names.name(language) for area in profile.areas[:EXAMPLES])


def details(code: str, place: str, profile: Profile, language: str) -> str:
    """Where the goods go, what that costs and how long it takes, on one line."""
    where = destination(code, profile)
    if where.fulfilment is Fulfilment.PICKUP:
        return say(language, "actions.delivery.pickup", place=place)
    if where.hours is None:
        return say(language, "actions.delivery.elsewhere", place=place)
    fee, hours = money(where.fee, profile.currency), f"{where.hours:g}"
    return say(language, "actions.delivery.area", place=place, fee=fee, hours=hours)


def destination(code: str, profile: Profile) -> Destination:
    """What the code in the slot `order_area` means."""
    if code == PICKUP:
        return Destination(Fulfilment.PICKUP, None)
    area = area_of(code, profile)
    if area is None:
        return Destination(Fulfilment.DELIVERY, None)
    return Destination(Fulfilment.DELIVERY, area.code, area.fee, float(area.hours))

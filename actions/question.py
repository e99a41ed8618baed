"""Whether a customer's words ask for something, in the middle of being asked themselves."""

from __future__ import annotations

import re

from actions.readings import label
from actions.turn import Turn
from helpdesk.locale import catalogue

QUESTIONS = frozenset(
    """ask_price ask_availability ask_catalogue ask_promotions ask_wholesale ask_delivery_area
    ask_delivery_cost ask_delivery_time ask_payment_methods ask_handler ask_hours ask_location
    ask_jobs ask_supplier ask_offices are_you_robot ask_privacy track_order case_status""".split()
)
"""Intents that want an answer and nothing else."""

ASKING = frozenset(
    """je gani ngapi shingapi wapi nani nini lini vipi namna mna mnauza mnaleta mnafungua kuna
    what where when who how which why is are do does can could""".split()
)
DEMANDS = frozenset({"case_status", "track_order", "ask_catalogue"})
"""What is asked for without asking: `kesi zangu`."""

SURE, CERTAIN = 0.7, 0.95
SHORT = 3
"""Words of such a demand; a place or a story of so few is hardly taken for one."""

LONGEST = 10
"""Words. Who tells a story writes more, or does not ask."""


def is_question(turn: Turn) -> bool:
    """Whether the words surely ask something that is not an answer to our question.

    A message that is only guessed to be one is not: it would be asked for again and again.
    """
    if turn.intent not in QUESTIONS or turn.confidence < SURE:
        return False
    words = re.findall(r"[^\W_]+", turn.text.lower())
    asks = turn.text.rstrip().endswith("?") or bool(ASKING & set(words))
    if turn.intent in DEMANDS and turn.confidence >= CERTAIN and len(words) <= SHORT:
        return True
    return asks and len(words) <= LONGEST


def is_label(turn: Turn) -> bool:
    """Whether the words are not the customer's: those of a button we made for a reading."""
    known = f"actions.intent.{turn.intent}" in catalogue(turn.language, "actions")
    return known and turn.text == label(turn.intent, turn.language)

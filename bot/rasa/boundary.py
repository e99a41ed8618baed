"""Where a long conversation is cut, so that its five hundredth turn costs what its fifth did.

Rasa reads, sends to the actions and searches all events of a session in every turn. A session
that has grown is therefore closed just before its last turn: what is known then (slots, form)
begins the next one. Nothing is deleted; the store loads from the newest session on.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

MOST_EVENTS = 80
"""Of one session; a form of four questions has about fifty."""

BEFORE = 0.001
"""Seconds the new session starts before the last message: the store finds it by its time."""


def boundary(tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
    """The events that begin a new session before the last turn; none while this one is short."""
    events = list(tracker.events)
    started = _last(events, SessionStarted)
    asked = _last(events, UserUttered)
    if len(events) - max(started, 0) <= MOST_EVENTS or asked <= started:
        return []
    before = DialogueStateTracker.from_events(
        tracker.sender_id, events[:asked], slots=domain.slots, domain=domain
    )
    return _timed(_known(before), events[asked].timestamp - BEFORE)


def _known(tracker: DialogueStateTracker) -> list[Event]:
    """What a session must begin with to go on as this one would have."""
    told: list[Event] = [
        SlotSet(name, slot.value)
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value
    ]
    loop = tracker.active_loop_name
    # The loop is named before the slots: activating it would reset what it asks for.
    in_loop: list[Event] = [ActiveLoop(loop)] if loop else []
    return [SessionStarted(), *in_loop, *told, ActionExecuted(ACTION_LISTEN_NAME)]


def _timed(events: Sequence[Event], first: float) -> list[Event]:
    """The events one after the other, all before the message that follows them."""
    step = BEFORE / (len(events) + 1)
    for place, event in enumerate(events):
        event.timestamp = first + place * step
    return list(events)


def _last(events: Sequence[Event], kind: type[Event]) -> int:
    """Where the last event of that kind stands; -1 if there is none."""
    found = (at for at in range(len(events) - 1, -1, -1) if isinstance(events[at], kind))
    return next(found, -1)

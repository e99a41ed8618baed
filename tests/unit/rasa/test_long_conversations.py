"""A conversation of any length is loaded as a short one, and forgets nothing by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.boundary import MOST_EVENTS
from bot.rasa.tracker_store import OfisiTrackerStore

SENDER = "c-asha"
TEXT = {"type": "text", "mappings": [{"type": "custom"}]}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OfisiTrackerStore]:
    domain = Domain.from_dict(
        {
            "intents": ["inform"],
            "slots": {"order_place": TEXT, "language": {**TEXT, "initial_value": "sw"}},
            "forms": {"order_form": {"required_slots": ["order_place"]}},
        }
    )
    store = OfisiTrackerStore(domain, host=f"sqlite:///{tmp_path}/tracker.db")
    yield store
    store.database.close()


async def talk(store: OfisiTrackerStore, turns: int, *, first: int = 0) -> DialogueStateTracker:
    """So many turns, each loaded and saved as Rasa does; the tracker of the last one."""
    for number in range(first, first + turns):
        tracker = await store.get_or_create_tracker(SENDER)
        turn = {"turn": f"inbox:{number}"}
        tracker.update(UserUttered(f"neno {number}", {"name": "inform"}, metadata=turn))
        tracker.update(ActionExecuted("utter_fact"))
        tracker.update(BotUttered(f"jibu {number}"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
    return tracker


async def begin_an_order(store: OfisiTrackerStore) -> None:
    tracker = await store.get_or_create_tracker(SENDER)
    tracker.update(ActiveLoop("order_form"))
    tracker.update(SlotSet("order_place", "Sinza"))
    tracker.update(SlotSet("requested_slot", "order_phone"))
    await store.save(tracker)


async def test_it_never_loads_more_than_a_session(store: OfisiTrackerStore) -> None:
    await talk(store, 300)

    assert len((await store.get_or_create_tracker(SENDER)).events) <= MOST_EVENTS + 10


async def test_it_keeps_the_slots_and_the_form(store: OfisiTrackerStore) -> None:
    await begin_an_order(store)
    await talk(store, 100)

    tracker = await store.get_or_create_tracker(SENDER)
    kept = tracker.current_slot_values()
    assert (kept["order_place"], kept["requested_slot"]) == ("Sinza", "order_phone")
    assert tracker.active_loop_name == "order_form"
    assert tracker.latest_action_name == "action_listen"


async def test_it_keeps_what_the_very_turn_it_cuts_at_was_told(store: OfisiTrackerStore) -> None:
    for number in range(60):
        tracker = await store.get_or_create_tracker(SENDER)
        tracker.update(UserUttered(f"mtaa {number}", {"name": "inform"}))
        tracker.update(SlotSet("order_place", f"mtaa {number}"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)

        again = await store.get_or_create_tracker(SENDER)
        assert again.get_slot("order_place") == f"mtaa {number}"


async def test_it_gives_the_answer_of_the_last_turn_again(store: OfisiTrackerStore) -> None:
    for number in range(60):
        await talk(store, 1, first=number)
        told = store.since_last_user_message(SENDER)

        assert [event.get("text") for event in told if event["event"] == "bot"] == [
            f"jibu {number}"
        ]


async def test_it_deletes_nothing(store: OfisiTrackerStore) -> None:
    await talk(store, 100)

    everything = await store.retrieve_full_tracker(SENDER)
    assert everything is not None
    assert sum(isinstance(event, UserUttered) for event in everything.events) == 100

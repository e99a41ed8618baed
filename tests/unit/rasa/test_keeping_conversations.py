"""What the tracker store keeps, where, and how little it reads for an answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.tracker_store import OfisiTrackerStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "not" / "there" / "tracker.db"


@pytest.fixture
def store(file: Path) -> Iterator[OfisiTrackerStore]:
    store = OfisiTrackerStore(Domain.empty(), host=f"sqlite:///{file}")
    yield store
    store.database.close()


def heard(text: str) -> UserUttered:
    return UserUttered(text, {"name": "greet"}, metadata={"turn": text})


async def test_it_gives_back_what_it_was_given(store: OfisiTrackerStore) -> None:
    tracker = DialogueStateTracker.from_events("c-1", [heard("one"), BotUttered("Habari")])

    await store.save(tracker)
    await store.save(tracker)

    again = await store.retrieve("c-1")
    assert again is not None
    assert [event.type_name for event in again.events] == ["user", "bot"]


async def test_it_finds_the_last_message_and_what_came_after(store: OfisiTrackerStore) -> None:
    events = [heard("one"), BotUttered("first"), ActionExecuted("action_listen")]
    tracker = DialogueStateTracker.from_events(
        "c-1", [*events, heard("two"), BotUttered("second")]
    )
    await store.save(tracker)

    found = store.since_last_user_message("c-1")

    assert [event.get("text") for event in found] == ["two", "second"]
    assert found[0]["metadata"]["turn"] == "two"
    assert store.since_last_user_message("c-2") == []


async def test_it_keeps_all_of_a_turn_or_nothing(store: OfisiTrackerStore) -> None:
    broken = BotUttered("never", data={"custom": object()})

    with pytest.raises(TypeError):
        await store.save(DialogueStateTracker.from_events("c-1", [heard("one"), broken]))

    assert await store.retrieve("c-1") is None


def test_it_writes_ahead_and_has_its_index(store: OfisiTrackerStore, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        [mode] = connection.execute("PRAGMA journal_mode").fetchone()
        indexes = {row[1] for row in connection.execute("PRAGMA index_list(events)")}

    assert mode == "wal"
    assert "ix_events_sender_type_time" in indexes


def test_it_opens_an_existing_file_again(store: OfisiTrackerStore, file: Path) -> None:
    OfisiTrackerStore(Domain.empty(), host=f"sqlite:///{file}").database.close()


def test_rasa_makes_it_from_the_settings(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFISI_TRACKER_URL", f"sqlite:///{file}")
    monkeypatch.setenv("OFISI_INTERNAL_SECRET", "a-secret-of-the-tests")

    made = TrackerStore.create(EndpointConfig(type="bot.rasa.tracker_store.OfisiTrackerStore"))

    assert isinstance(made, OfisiTrackerStore)
    assert file.exists()
    made.database.close()

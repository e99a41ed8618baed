"""A turn of which a part fails leaves nothing behind, and succeeds when it is sent again."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.integration.rasa.fake_actions import OPENED, FakeActions
from tests.integration.rasa.project import RasaServer

pytestmark = pytest.mark.timeout(240)

COMPLAINT = "nimepata unga mbovu jana"


def stored(rasa: RasaServer) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(rasa.tracker_file)) as tracker:
        return tracker.execute("SELECT id, data FROM events ORDER BY id").fetchall()


def test_it_keeps_nothing_while_the_action_server_is_down(
    rasa: RasaServer, actions: FakeActions
) -> None:
    rasa.turn("down:0", "habari za leo", sender="c-down")
    before = stored(rasa)
    actions.stop()

    refused = rasa.turn("down:1", COMPLAINT, sender="c-down")

    assert refused.status_code == 503
    assert stored(rasa) == before
    actions.start()
    answer = rasa.turn("down:1", COMPLAINT, sender="c-down").json()
    assert answer["replies"][0]["text"] == "Case C-1"
    assert len(actions.calls) == 1


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, "{}"),
        (403, "{}"),
        (404, '{"action_name": "action_open"}'),
        (400, "no JSON"),
        (400, '{"action_name": "another"}'),
        (302, "{}"),
        (200, "no JSON"),
        (200, "[]"),
        (200, '{"events": ["no event"], "responses": []}'),
        (200, '{"events": [{"event": "unheard_of"}], "responses": []}'),
        (200, '{"events": [{"name": "photo"}], "responses": []}'),
        (200, '{"events": [{"event": "slot"}], "responses": []}'),
        (200, '{"events": [], "responses": [{"text": 5}]}'),
    ],
)
def test_it_does_not_take_a_broken_answer_for_success(
    rasa: RasaServer, actions: FakeActions, status: int, answer: str
) -> None:
    before = stored(rasa)
    actions.status, actions.answer = status, answer

    refused = rasa.turn(f"broken:{status}{answer}", COMPLAINT, sender="c-broken")

    assert refused.status_code == 503
    assert stored(rasa) == before


def test_it_does_not_wait_long_for_an_action(rasa: RasaServer, actions: FakeActions) -> None:
    before = stored(rasa)
    actions.free.clear()
    start = time.monotonic()

    refused = rasa.turn("slow:1", COMPLAINT, sender="c-slow")

    assert refused.status_code == 503
    assert 2.5 < time.monotonic() - start < 5
    assert stored(rasa) == before


def test_it_lets_an_action_refuse_to_run(rasa: RasaServer, actions: FakeActions) -> None:
    actions.status, actions.answer = 400, '{"action_name": "action_open", "error": "not now"}'

    answer = rasa.turn("refused:1", COMPLAINT, sender="c-refused")

    assert answer.status_code == 200
    assert answer.json()["replies"] == []


def test_it_gives_up_a_turn_that_cannot_be_saved(rasa: RasaServer, actions: FakeActions) -> None:
    rasa.turn("locked:0", "habari za leo", sender="c-locked")
    before = stored(rasa)
    with broken_store(rasa):
        refused = rasa.turn("locked:1", COMPLAINT, sender="c-locked")

    assert refused.status_code == 503
    assert stored(rasa) == before
    assert rasa.turn("locked:1", COMPLAINT, sender="c-locked").json()["replies"]


def test_it_writes_none_of_the_customers_words_to_the_log(rasa: RasaServer) -> None:
    with broken_store(rasa):
        rasa.turn("quiet:1", f"{COMPLAINT} siri yangu", sender="c-quiet")

    assert "siri yangu" not in rasa.log.read_text(encoding="utf-8")


def test_it_is_well_again_after_all_that(rasa: RasaServer, actions: FakeActions) -> None:
    actions.answer = json.dumps(OPENED)

    assert rasa.http.get("/health").status_code == 200


@contextmanager
def broken_store(rasa: RasaServer) -> Iterator[None]:
    """While inside, reading the tracker store works and writing fails."""
    with closing(sqlite3.connect(rasa.tracker_file, isolation_level=None)) as tracker:
        tracker.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'disk'); END"
        )
        try:
            yield
        finally:
            tracker.execute("DROP TRIGGER broken")

"""What the gateway gets for a turn that goes well."""

from __future__ import annotations

import pytest

from tests.integration.rasa.fake_actions import FakeActions
from tests.integration.rasa.project import SECRET, RasaServer

pytestmark = pytest.mark.timeout(240)


def test_it_answers_in_the_language_of_the_message(rasa: RasaServer) -> None:
    swahili = rasa.turn("lang:1", "habari za leo", sender="c-lang").json()
    english = rasa.turn("lang:2", "hello there my friend", sender="c-lang").json()

    assert [swahili["language"], english["language"]] == ["sw", "en"]
    assert swahili["replies"][0]["text"] == "Habari\n\nNikusaidie nini?"
    assert english["replies"][0]["buttons"] == [{"title": "Yes", "payload": "/affirm"}]
    assert english["language_certain"] is True


def test_it_keeps_the_contacts_language_when_the_letters_do_not_tell(rasa: RasaServer) -> None:
    answer = rasa.turn("kept:1", "4402", sender="c-kept", language="en").json()

    assert (answer["language"], answer["language_certain"]) == ("en", False)


def test_it_runs_a_button_without_guessing(rasa: RasaServer) -> None:
    chosen = [{"entity": "language", "value": "en"}]

    answer = rasa.turn("button:1", "Ndiyo", sender="c-b", intent="affirm", entities=chosen).json()

    assert answer["intent"] == {"name": "affirm", "confidence": 1.0}
    assert (answer["language"], answer["language_certain"]) == ("en", True)
    assert answer["replies"] == [{"text": "Sawa"}]


def test_it_calls_the_action_once_with_the_turn_and_the_secret(
    rasa: RasaServer, actions: FakeActions
) -> None:
    photo = [{"entity": "photo", "value": "17"}]

    answer = rasa.turn("act:1", "nimepata unga mbovu jana", sender="c-act", entities=photo).json()

    [(headers, body)] = actions.calls
    assert headers["X-Ofisi-Secret"] == SECRET
    assert body["tracker"]["latest_message"]["metadata"]["turn"] == "act:1"
    assert body["tracker"]["slots"]["photo"] == "17"
    assert answer["replies"] == [{"text": "Case C-1", "custom": {"remove_keyboard": True}}]


def test_it_gives_the_same_answer_to_the_same_turn_without_running_it_again(
    rasa: RasaServer, actions: FakeActions
) -> None:
    first = rasa.turn("again:1", "nimepata unga mbovu jana", sender="c-again")
    second = rasa.turn("again:1", "nimepata unga mbovu jana", sender="c-again")

    assert first.json() == second.json()
    assert len(actions.calls) == 1


def test_it_sends_an_action_only_what_it_reads(rasa: RasaServer, actions: FakeActions) -> None:
    for number in range(12):
        rasa.turn(f"long:{number}", "habari za leo", sender="c-long")
    rasa.turn("long:end", "nimepata unga mbovu jana", sender="c-long")

    [(_, body)] = actions.calls
    assert len(body["tracker"]["events"]) == 40
    assert body["domain"]["responses"] == {}
    assert body["domain"]["slots"]["photo"]["type"] == "text"


def test_it_says_that_it_is_well(rasa: RasaServer) -> None:
    answer = rasa.http.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "model": "tiny.tar.gz"}

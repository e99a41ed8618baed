from __future__ import annotations

import pytest

from helpdesk.locale import say
from tests.faults.rig import TOKEN, Rig, until
from tests.faults.server import Answer, Server

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.parametrize("shop_url", ["sqlite"], indirect=True),
]


def refuse(_path: str, _fields: object) -> Answer:
    return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}


def test_it_says_in_one_sentence_that_the_token_is_wrong(rig: Rig) -> None:
    telegram = Server(refuse)
    rig.start(TELEGRAM_API_URL=f"http://127.0.0.1:{telegram.port}")
    assert rig.process is not None
    status = rig.process.wait(timeout=40)
    telegram.close()

    assert status == 2
    assert rig.output() == say("en", "gateway.wrong_token") + "\n"


def test_it_stops_cleanly_when_asked_and_never_logs_the_token(rig: Rig) -> None:
    rig.start()
    rig.telegram.write(601, "unga mbovu")
    until(lambda: bool(rig.telegram.texts(601)))

    assert rig.stop() == 0
    assert TOKEN not in rig.output()
    assert "Traceback" not in rig.output()


@pytest.mark.parametrize(
    "point", ["inbox.before_commit", "inbox.after_commit", "turn.after", "turn.before_commit"]
)
def test_it_answers_once_wherever_it_was_killed(rig: Rig, point: str) -> None:
    rig.telegram.write(601, "unga mbovu")
    rig.start(FAULT=f"{point}:kill:1")
    assert rig.process is not None
    assert rig.process.wait(timeout=40) == 137

    rig.start()
    until(lambda: bool(rig.telegram.texts(601)))
    assert rig.stop() == 0

    assert len(rig.rasa.turns) == len(rig.telegram.texts(601)) == 1


def test_it_repeats_only_what_was_sent_but_not_marked(rig: Rig) -> None:
    rig.telegram.write(601, "unga mbovu")
    rig.start(FAULT="courier.sent:kill:2")  # the first is the notice to newcomers
    assert rig.process is not None
    assert rig.process.wait(timeout=40) == 137

    rig.start()
    until(lambda: len(rig.telegram.texts(601)) == 2)
    assert rig.stop() == 0

    assert len(set(rig.telegram.texts(601))) == 1

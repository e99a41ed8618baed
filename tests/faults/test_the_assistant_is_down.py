from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from helpdesk.locale import say
from tests.faults import ledger
from tests.faults.rig import Rig, until

pytestmark = [pytest.mark.faults, pytest.mark.slow]

Injury = Callable[[Rig], None]

SW, EN = 601, 602
PROMISED = 5.0
STORY = "Nimepata unga mbovu"


def ready(rig: Rig) -> None:
    """Start the gateway and see that it serves."""
    rig.start()
    rig.telegram.write(603, "mbovu mwanzo")
    until(lambda: bool(rig.telegram.texts(603)))


def complain(rig: Rig) -> float:
    """Two customers complain, in two languages; when."""
    rig.telegram.write(SW, STORY)
    rig.telegram.write(EN, "My flour is mbovu", language="en")
    return time.monotonic()


def apologised(rig: Rig) -> bool:
    return bool(rig.telegram.texts(SW) and rig.telegram.texts(EN))


def break_by_answering_503(rig: Rig) -> None:
    rig.rasa.status = 503


def break_by_silence(rig: Rig) -> None:
    rig.rasa.hang = 20.0


def break_by_being_gone(rig: Rig) -> None:
    rig.rasa.close()


@pytest.mark.parametrize("shop_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("injury", [break_by_answering_503, break_by_silence, break_by_being_gone])
def test_it_apologises_within_five_seconds_in_the_right_language(rig: Rig, injury: Injury) -> None:
    ready(rig)
    injury(rig)
    began = complain(rig)
    until(lambda: apologised(rig))

    moments = [moment for chat, _, moment in rig.telegram.answers() if chat in (SW, EN)]
    assert max(moments) - began < PROMISED
    assert rig.telegram.texts(SW) == [say("sw", "gateway.apology")]
    assert rig.telegram.texts(EN) == [say("en", "gateway.apology")]


def test_it_finishes_the_turn_once_after_recovery(rig: Rig) -> None:
    ready(rig)
    rig.rasa.status = 503
    complain(rig)
    until(lambda: apologised(rig))
    rig.rasa.status = 200
    until(lambda: ledger.all_done(rig.database, 3) and ledger.unsent(rig.database) == 0)

    apology, answer = rig.telegram.texts(SW)
    assert apology == say("sw", "gateway.apology")
    assert STORY in answer
    assert set(ledger.tickets_by_source(rig.database).values()) == {1}
    assert len(ledger.tickets_by_source(rig.database)) == 3

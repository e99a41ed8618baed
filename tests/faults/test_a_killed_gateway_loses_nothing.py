from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest

from tests.faults import ledger
from tests.faults.rig import Rig, until
from tests.matrix import full

CHATS = range(601, 611)
PER_ROUND = 50

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("rounds", [3, full(10)])
def test_it_loses_no_update_however_often_it_is_killed(rig: Rig, rounds: int) -> None:
    chance = random.Random(20260302)  # noqa: S311 - a fault plan, not a secret
    written: dict[int, list[str]] = defaultdict(list)
    for number in range(rounds):
        rig.start()
        _write_round(rig, number, written)
        _kill_under_way(rig, chance)
    rig.start()
    until(lambda: ledger.all_done(rig.database, rounds * PER_ROUND), within=120)
    until(lambda: ledger.unsent(rig.database) == 0)

    _nothing_lost_doubled_or_out_of_order(rig, written)
    _tickets_and_replies_balance(rig, rounds)


def _write_round(rig: Rig, number: int, written: dict[int, list[str]]) -> None:
    for place in range(PER_ROUND):
        chat = CHATS[place % len(CHATS)]
        # One text in ten asks for a ticket, spread over the chats.
        word = "unga mbovu" if (place + number) % 10 == place // 10 else "habari"
        text = f"{word} {number} {place}"
        written[chat].append(text)
        rig.telegram.write(chat, text)


def _kill_under_way(rig: Rig, chance: random.Random) -> None:
    """Kill after some of the round's turns, at no moment in particular within the next one."""
    enough = len(_heard(rig)) + chance.randint(1, PER_ROUND - 10)
    until(lambda: len(_heard(rig)) >= enough)
    until(lambda: chance.random() < 0.3)
    rig.kill()


def _heard(rig: Rig) -> list[tuple[str, str]]:
    """Who said what; a chat that writes very fast has several messages in one turn."""
    return [(who, line) for who, _, text in rig.rasa.turns for line in text.split("\n")]


def _nothing_lost_doubled_or_out_of_order(rig: Rig, written: dict[int, list[str]]) -> None:
    heard: dict[str, list[str]] = defaultdict(list)
    for sender, text in _heard(rig):
        heard[sender].append(text)

    assert sorted(heard.values()) == sorted(written.values())
    assert max(Counter(turn for _, turn, _ in rig.rasa.turns).values()) == 1


def _tickets_and_replies_balance(rig: Rig, kills: int) -> None:
    asked = {turn for _, turn, text in rig.rasa.turns if "mbovu" in text}
    opened = ledger.tickets_by_source(rig.database)
    # On a busy machine a turn may be slow enough for an apology: that is not an answer.
    sent = Counter((chat, text) for chat, text, _ in rig.telegram.sent if "Kesi" in text)
    doubled = sum(count - 1 for count in sent.values())

    assert opened == dict.fromkeys(asked, 1)
    assert len(sent) == len(asked)
    assert doubled <= ledger.resent(rig.database) <= kills * len(CHATS)

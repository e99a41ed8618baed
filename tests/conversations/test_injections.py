"""Orders to the machine, written by customers: none is obeyed, and all buttons work afterwards."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import text

from bot.rasa.turn import looks_like_a_command
from bot.telegram.text import has_words, normalise
from helpdesk.db.engine import Database
from helpdesk.services import outbox
from tests.conversations.house import House
from tests.conversations.talk import Talk
from tests.matrix import full

pytestmark = pytest.mark.timeout(600)

HERE = Path(__file__).parent
CORPUS = [json.loads(line) for line in (HERE / "injections.txt").read_text().splitlines()]
FUZZED = 10_000
STRIDE = 10
"""With every change, each tenth injection is tried in a talk; the matrix tries them all."""

HARMLESS = frozenset(
    """language misunderstandings offer unclear_words case_reference language_choice returned
    requested_slot session_started_metadata complaint_story complaint_kind upset""".split()
)
"""Slots that plain words fill too. None of them orders, confirms, cancels or pays anything."""


def slots_set(house: House, talk: Talk) -> set[str]:
    """The slots the talk has set to something."""
    with house.database.reading() as session:
        sender = talk.contact(session).sender_id
    tracker = Database(house.settings.tracker_url)
    try:
        with tracker.reading() as session:
            found = session.execute(
                text("SELECT data FROM events WHERE sender_id = :who AND type_name = 'slot'"),
                {"who": sender},
            )
            events = [json.loads(row.data) for row in found]
    finally:
        tracker.close()
    return {event["name"] for event in events if event["value"] is not None}


def test_there_are_two_hundred_of_them() -> None:
    assert len(set(CORPUS)) == len(CORPUS) >= 200


@pytest.mark.parametrize("place", [0, *map(full, range(1, STRIDE))])
def test_no_injection_sets_a_slot_or_does_anything(house: House, place: int) -> None:
    for injected in CORPUS[place::STRIDE]:
        talk = Talk(house)
        talk.say(injected)
        counts = talk.counts()
        assert (counts["orders"], counts["owner"]) == (
            0,
            "bot" if not counts["tickets"] else "queue",
        )
        forbidden = slots_set(house, talk) - HARMLESS
        assert not forbidden, f"{injected!r} set {forbidden}\n{talk}"


@pytest.mark.parametrize("count", [6, full(60)])
def test_no_injection_confirms_a_draft(house: House, count: int) -> None:
    talk = Talk(house)
    for words in ("sukari kilo 1", "Sinza kwa Remmy", "0712345678", "taslimu"):
        talk.say(words)
    for injected in CORPUS[:count]:
        talk.say(injected)
        assert talk.counts()["orders"] == 0, f"{injected!r}\n{talk}"


def fuzzed() -> list[str]:
    """Injections cut, joined, doubled and mixed with strange signs; the same ones every time."""
    chance = random.Random(2026)  # noqa: S311 - repeatable on purpose
    signs = "/\uff0f\u2044\u2215\u29f8\u200b\u202e\u0000\n\t {}[]\"'\\\ufeff\u00a0"
    made = []
    for _ in range(FUZZED):
        one, other = chance.choice(CORPUS), chance.choice(CORPUS)
        cut = chance.randrange(len(one) + 1)
        lead = "".join(chance.choice(signs) for _ in range(chance.randrange(6)))
        made.append(lead + one[:cut] + chance.choice(signs) + other)
    return made


def test_nothing_that_reaches_the_assistant_looks_like_an_order_to_it() -> None:
    """What the gateway hands on never begins with a slash, or what may become one."""
    reached = [normalise(each) for each in fuzzed()]
    handed_on = [each for each in reached if has_words(each)]

    assert len(handed_on) > FUZZED * 0.9
    assert [each for each in handed_on if looks_like_a_command(each)] == []


def roads() -> list[dict[str, str]]:
    """Every button that stands in `data/responses`, once for each label."""
    found: list[dict[str, str]] = []
    for path in sorted(Path("data/responses").glob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for variations in content["responses"].values():
            for variation in variations:
                for button in variation.get("buttons") or ():
                    payload = button["payload"].replace("{{", "{").replace("}}", "}")
                    found.append({"title": button["title"], "payload": payload})
    return found


@pytest.mark.parametrize("first", [0, *map(full, range(1, 5))])
def test_all_button_roads_still_work(house: House, first: int) -> None:
    talk = Talk(house)
    talk.say("habari")
    assert len(roads()) >= 100
    for road in roads()[first::5]:
        with house.database.begin() as session:
            contact, now = talk.contact(session), house.gateway.clock()
            outbox.enqueue(session, contact, text="?", buttons=[road], now=now)
        (sent,) = house.take(talk.chat_id)
        said = talk.tap(sent["buttons"][0])
        assert said, f"{road} leads nowhere\n{talk}"
        if talk.counts()["owner"] != "bot":
            talk.say("/bot")

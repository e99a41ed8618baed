"""The dialogues of `dialogues/*.yml`, each through the gateway and the trained model."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.house import House
from tests.conversations.talk import Talk

pytestmark = pytest.mark.timeout(400)

FOLDER = Path(__file__).parent / "dialogues"
ANSWERS = ("sw", "en", "any")
"""First among the expected, one of these is the language from there on."""

LEAST = {"sw": 25, "en": 20, "mixed": 15}
SPECIAL = re.compile(r"<(\w+)\s*([^>]*)>\s*(.*)", re.DOTALL)
SPOTS = {"sinza": (-6.7805, 39.2271), "sea": (-6.9, 41.5)}


def _all() -> list[dict[str, Any]]:
    return [
        {**each, "topic": path.stem}
        for path in sorted(FOLDER.glob("*.yml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


DIALOGUES = _all()


def _turn(talk: Talk, sent: str) -> None:
    """Do what one line of a dialogue says the customer, or somebody else, does."""
    special = SPECIAL.fullmatch(sent)
    if sent.startswith("["):
        talk.press(sent[1:-1])
    elif special:
        _special(talk, *special.groups())
    else:
        talk.say(sent)


def _special(talk: Talk, what: str, detail: str, words: str) -> None:
    if what == "photo":
        caption = {"caption": words} if words else {}
        talk.send(photo=[{"file_id": "p", "width": 90, "height": 90}], **caption)
    elif what == "voice":
        talk.send(voice={"file_id": "v", "duration": 3})
    elif what == "sticker":
        talk.send(sticker={"file_id": "s", "emoji": "🙂"})
    elif what == "location":
        latitude, longitude = SPOTS[detail]
        talk.send(location={"latitude": latitude, "longitude": longitude})
    elif what == "contact":
        own = {"phone_number": detail, "first_name": "A", "user_id": talk.chat_id}
        talk.send(contact=own)
    elif what == "edit":
        talk.edit(words)
    elif what == "away":
        talk.away(float(detail))
    elif what == "old":
        talk.tap(talk.old[-1])
    elif what in ("reply", "resolve"):
        talk.staff(what, words)
    else:
        message = f"<{what}> is not known"
        raise ValueError(message)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda one: f"{one['topic']}-{one['name']}")
def test_it_talks_as_a_good_clerk_would(house: House, dialogue: dict[str, Any]) -> None:
    language = dialogue["language"]
    talk = Talk(house, "sw" if language == "mixed" else language)
    answers = dialogue.get("answers", talk.language)
    for sent, *wishes in dialogue["turns"]:
        _turn(talk, str(sent))
        answers = wishes[0] if wishes and wishes[0] in ANSWERS else answers
        for pattern in wishes:
            if pattern in ANSWERS:
                continue
            wanted = not pattern.startswith("!")
            found = re.search(pattern.removeprefix("!"), talk.heard, re.IGNORECASE)
            assert bool(found) == wanted, f"{pattern!r} after {sent!r}\n{talk}"
        assert answers == "any" or talk.speaks(answers), f"not {answers} after {sent!r}\n{talk}"
    for name, value in dialogue.get("after", {}).items():
        assert talk.counts()[name] == value, f"{name} is not {value}\n{talk}"


def test_there_are_enough_of_each_language() -> None:
    counts = Counter(dialogue["language"] for dialogue in DIALOGUES)

    assert {name: counts[name] >= least for name, least in LEAST.items()} == dict.fromkeys(
        LEAST, True
    )


def test_no_two_dialogues_are_called_alike() -> None:
    names = [(one["topic"], one["name"]) for one in DIALOGUES]

    assert len(set(names)) == len(names)

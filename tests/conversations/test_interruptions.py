"""At every question of both forms, anything may come in between: nothing is lost by it.

The talks are made here: each question of each form, with each interruption, in both languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.conversations.house import House
from tests.conversations.talk import Talk
from tests.matrix import pairwise

pytestmark = pytest.mark.timeout(400)


@dataclass(frozen=True)
class Step:
    """A question of a form: what shows that it is asked, and an answer to it."""

    slot: str
    asked: str
    answer: str


FORMS = {
    ("order", "sw"): (
        "nataka kuagiza",
        (
            Step("lines", "bidhaa na kiasi", "sukari kilo 2"),
            Step("place", "Tukuletee wapi", "Sinza kwa Remmy"),
            Step("phone", "namba gani", "0712345678"),
            Step("payment", "kwa njia gani", "taslimu"),
            Step("confirm", "Niagize", "ndiyo"),
        ),
        r"P-\w{4}-\w{5}",
    ),
    ("order", "en"): (
        "I want to order",
        (
            Step("lines", "goods|how much", "sugar 2 kg"),
            Step("place", "Where shall we deliver", "Sinza near the bank"),
            Step("phone", "Which number", "0712345678"),
            Step("payment", "like to pay", "cash"),
            Step("confirm", "Shall I place it", "yes"),
        ),
        r"P-\w{4}-\w{5}",
    ),
    ("complaint", "sw"): (
        "nataka kulalamika",
        (
            Step("story", "kilichotokea", "unga ulikuwa na wadudu wengi"),
            Step("order", "namba ya oda", "sina"),
            Step("photo", "picha ya tatizo", "sina picha"),
            Step("confirm", "Nitume malalamiko", "ndiyo"),
        ),
        r"T-\w{4}-\w{5}",
    ),
    ("complaint", "en"): (
        "I want to make a complaint",
        (
            Step("story", "what happened", "the flour was full of weevils"),
            Step("order", "number of that order", "none"),
            Step("photo", "photo of the problem", "no photo"),
            Step("confirm", "Shall I send|send this", "yes"),
        ),
        r"T-\w{4}-\w{5}",
    ),
}
INTERRUPTIONS = {
    "hours": {"sw": ("mnafungua saa ngapi?", "08:00"), "en": ("are you open now?", "08:00")},
    "price": {
        "sw": ("mchele shilingi ngapi?", "2,800"),
        "en": ("how much is the rice?", "2,800"),
    },
    "place": {
        "sw": ("duka lenu liko wapi?", "Kariakoo"),
        "en": ("where is your shop?", "Kariakoo"),
    },
    "fee": {
        "sw": ("nauli ya Tegeta ni shilingi ngapi?", "6,000"),
        "en": ("how much is delivery to Tegeta?", "6,000"),
    },
    "robot": {"sw": ("wewe ni roboti?", ""), "en": ("are you a robot?", "")},
    "small talk": {"sw": ("habari yako", ""), "en": ("how are you", "")},
    "thanks": {"sw": ("asante sana", ""), "en": ("thank you very much", "")},
    "help": {"sw": ("nisaidie", ""), "en": ("help", "")},
    "cases": {"sw": ("kesi zangu", ""), "en": ("show my cases", "")},
    "not understood": {"sw": ("mnop qrst uvwx", ""), "en": ("mnop qrst uvwx", "")},
}
FREE = ("place", "story")
"""Questions that any words answer."""


def slot_of(kind: str, language: str, at: int) -> str:
    """What that question of the form asks for."""
    return FORMS[kind, language][1][at].slot


PLACES = [
    (kind, language, at)
    for (kind, language), (_, steps, _) in FORMS.items()
    for at in range(len(steps))
]
INTERRUPTED = pairwise(
    (*place, what)
    for place in PLACES
    for what in INTERRUPTIONS
    if not (what == "not understood" and slot_of(*place) in FREE)
)
"""Every interruption at every question; with every change, each pair of what these are made of."""


def go_to(house: House, kind: str, language: str, at: int) -> tuple[Talk, tuple[Step, ...], str]:
    """A talk that stands at that question of the form; its steps, and how its end is known."""
    begin, steps, done = FORMS[kind, language]
    talk = Talk(house, language)
    talk.say(begin)
    for step in steps[:at]:
        talk.say(step.answer)
    assert re.search(steps[at].asked, talk.heard), str(talk)
    return talk, steps, done


def finish(talk: Talk, steps: tuple[Step, ...], done: str, kind: str) -> None:
    """Answer what is left; there is exactly one order or ticket then."""
    for step in steps:
        talk.say(step.answer)
    assert re.search(done, talk.heard), str(talk)
    counts = talk.counts()
    assert (counts["orders"], counts["tickets"]) == ((1, 0) if kind == "order" else (0, 1)), talk


@pytest.mark.parametrize(("kind", "language", "at", "what"), INTERRUPTED)
def test_it_answers_and_asks_its_question_again(
    house: House, kind: str, language: str, at: int, what: str
) -> None:
    talk, steps, done = go_to(house, kind, language, at)
    words, answer = INTERRUPTIONS[what][language]

    talk.say(words)

    assert re.search(answer, talk.heard), str(talk)
    assert re.search(steps[at].asked, talk.heard), f"not asked again\n{talk}"
    finish(talk, steps[at:], done, kind)


@pytest.mark.parametrize(("kind", "language", "at"), pairwise(PLACES))
def test_another_language_is_spoken_from_there_on(
    house: House, kind: str, language: str, at: int
) -> None:
    other = "en" if language == "sw" else "sw"
    talk, _, done = go_to(house, kind, language, at)

    talk.say("english please" if other == "en" else "kiswahili tafadhali")

    steps = FORMS[kind, other][1]
    assert re.search(steps[at].asked, talk.heard), f"not asked again\n{talk}"
    finish(talk, steps[at:], done, kind)


@pytest.mark.parametrize(("kind", "language", "at"), pairwise(PLACES))
def test_a_picture_is_kept_and_the_question_stands(
    house: House, kind: str, language: str, at: int
) -> None:
    talk, steps, done = go_to(house, kind, language, at)

    talk.send(photo=[{"file_id": "p", "width": 9, "height": 9}])

    rest = steps[at:]
    if kind == "complaint":  # the picture is the one that is asked for, now or later
        rest = tuple(step for step in rest if step.slot != "photo")
    finish(talk, rest, done, kind)


@pytest.mark.parametrize(("kind", "language", "at"), pairwise(PLACES))
def test_stop_leaves_nothing_behind(house: House, kind: str, language: str, at: int) -> None:
    talk, _, _ = go_to(house, kind, language, at)

    talk.say("acha" if language == "sw" else "stop")

    assert re.search("nimeacha|stopped", talk.heard), str(talk)
    assert (talk.counts()["orders"], talk.counts()["tickets"]) == (0, 0)


@pytest.mark.parametrize(("kind", "language", "at"), pairwise(PLACES))
def test_a_person_gets_what_was_told_so_far(
    house: House, kind: str, language: str, at: int
) -> None:
    talk, _, _ = go_to(house, kind, language, at)

    talk.say("niunganishe na mhudumu" if language == "sw" else "talk to a person")

    assert re.search(r"T-\w{4}", talk.heard), str(talk)
    counts = talk.counts()
    assert (counts["owner"], counts["tickets"], counts["orders"]) == ("queue", 1, 0)


@pytest.mark.parametrize(
    ("kind", "language", "at"),
    # Words about goods are the story that a complaint's first question asks for.
    pairwise(place for place in PLACES if place[0] == "order" or place[2] > 0),
)
def test_a_second_need_is_remembered_and_offered(
    house: House, kind: str, language: str, at: int
) -> None:
    talk, steps, done = go_to(house, kind, language, at)
    other = {
        ("order", "sw"): "pia mkate wa jana ulikuwa umeoza kabisa",
        ("order", "en"): "also the bread yesterday was mouldy and rotten",
        ("complaint", "sw"): "pia nataka kuagiza mchele kilo 2",
        ("complaint", "en"): "I also want to order 2 kg of rice",
    }

    talk.say(other[kind, language])

    assert re.search(steps[at].asked, talk.heard), f"not asked again\n{talk}"
    for step in steps[at:]:
        talk.say(step.answer)
    assert re.search(done, talk.heard), str(talk)
    assert re.search("Sasa kuhusu|Now about", talk.heard), f"not offered\n{talk}"

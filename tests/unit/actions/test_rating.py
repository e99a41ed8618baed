"""Rating a case that was closed, by its own customer, once for each closing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Rating, Ticket
from helpdesk.services import ratings
from tests.unit.actions.conftest import Answer, Chat
from tests.unit.actions.test_wishing import complain

RATE = "action_rate_service"
NUMBERS = [
    ("moja", "one"),
    ("mbili", "two"),
    ("tatu", "three"),
    ("nne", "four"),
    ("tano", "five"),
]


@pytest.fixture
async def closed(chat: Chat) -> str:
    """Asha's complaint, which she has just closed; its reference."""
    reference = str((await complain(chat)).said[0]["reference"])
    await chat.run("action_case_wish", "tatizo limeisha", intent="close_case")
    return reference


def rating(here: Office) -> Rating:
    with here.database.reading() as session:
        found: Rating = session.execute(select(Rating)).scalar_one()
        return found


def button(score: int, reference: str) -> list[dict[str, Any]]:
    return [
        {"entity": "rating", "value": str(score)},
        {"entity": "reference", "value": reference},
    ]


async def comment(chat: Chat, text: str, intent: str = "inform") -> Answer:
    chat.form = "rating_form"
    chat.slots["requested_slot"] = "rating_comment"
    answer = await chat.run("validate_rating_form", text, intent=intent)
    if "rating_comment" not in answer.slots:
        return answer
    return await chat.run("action_keep_comment", text, intent=intent)


async def test_a_button_rates(chat: Chat, here: Office, closed: str) -> None:
    answer = await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    assert (answer.responses, rating(here).score) == (["utter_rated"], 5)


@pytest.mark.parametrize(
    ("text", "score"),
    [("4", 4), ("nawapa nne", 4), ("5/5", 5), ("nyota tano", 5), ("⭐⭐⭐", 3), ("2 out of 5", 2)],
)
async def test_words_rate_too(
    chat: Chat, here: Office, closed: str, text: str, score: int
) -> None:
    await chat.run(RATE, text, intent="rate_service", entities=[])

    assert rating(here).score == score


@pytest.mark.parametrize(
    ("words", "score"), [(words, score) for score, words in enumerate(NUMBERS, start=1)]
)
def test_every_number_is_known_by_its_words(words: tuple[str, str], score: int) -> None:
    assert [ratings.score_in(f"Nyota {word}!") for word in words] == [score, score]


@pytest.mark.parametrize("text", ["0", "6", "10", "nzuri sana", "3000", "2.5", "⭐⭐⭐⭐⭐⭐", ""])
def test_what_is_no_score_is_none(text: str) -> None:
    assert ratings.score_in(text) is None


async def test_a_bare_number_rates_where_a_rating_is_awaited(chat: Chat, closed: str) -> None:
    answer = await chat.run("action_route_answer", "4")

    assert [event.get("name") for event in answer.events] == [RATE]


async def test_a_bare_number_rates_nothing_where_no_rating_is_awaited(chat: Chat) -> None:
    answer = await chat.run("action_route_answer", "4")

    assert (answer.responses, answer.events) == (["utter_nothing_asked"], [])


async def test_a_word_rates_nothing_where_a_rating_is_awaited(chat: Chat, closed: str) -> None:
    answer = await chat.run("action_route_answer", "sawa")

    assert (answer.responses, answer.events) == (["utter_nothing_asked"], [])


async def test_a_bad_score_is_a_matter_for_staff(chat: Chat, here: Office, closed: str) -> None:
    answer = await chat.run(RATE, "1", intent="rate_service", entities=button(1, closed))

    assert answer.responses == ["utter_rated_low"]
    with here.database.reading() as session:
        notes = session.execute(select(Message).filter_by(kind="note")).scalars().all()
    assert any("alama 1" in note.text for note in notes)


async def test_a_second_score_replaces_the_first(chat: Chat, here: Office, closed: str) -> None:
    for score in (2, 4):
        await chat.run(RATE, "x", intent="rate_service", entities=button(score, closed))

    assert rating(here).score == 4


async def test_a_comment_is_kept_with_the_score(chat: Chat, here: Office, closed: str) -> None:
    await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    answer = await comment(chat, "mlinijibu haraka sana, asanteni")

    assert answer.responses == ["utter_comment_kept"]
    assert rating(here).comment == "mlinijibu haraka sana, asanteni"


async def test_who_has_nothing_to_add_is_let_go(chat: Chat, here: Office, closed: str) -> None:
    await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    answer = await comment(chat, "hapana", "deny")

    assert (answer.responses, rating(here).comment) == (["utter_rating_done"], None)


async def test_a_new_need_is_no_comment(chat: Chat, here: Office, closed: str) -> None:
    await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    answer = await comment(chat, "nataka unga kilo mbili", "place_order")

    assert "rating_comment" not in answer.slots
    assert rating(here).comment is None


async def test_it_is_too_late_after_two_weeks(chat: Chat, here: Office, closed: str) -> None:
    with here.database.begin() as session:
        kept = session.execute(select(Rating)).scalar_one()
        kept.asked_at -= timedelta(days=15)

    answer = await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    assert answer.responses == ["utter_nothing_to_rate"]


async def test_a_case_that_is_open_again_is_not_rated(
    chat: Chat, here: Office, closed: str
) -> None:
    await chat.run("action_case_wish", "bado halijaisha", intent="reopen_case")

    answer = await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    assert (answer.responses, rating(here).score) == (["utter_nothing_to_rate"], None)


async def test_each_closing_is_rated_by_itself(chat: Chat, here: Office, closed: str) -> None:
    await chat.run(RATE, "2", intent="rate_service", entities=button(2, closed))
    await chat.run("action_case_wish", "bado halijaisha", intent="reopen_case")
    await chat.run("action_case_wish", "sasa limeisha", intent="close_case")
    await chat.run(RATE, "5", intent="rate_service", entities=button(5, closed))

    with here.database.reading() as session:
        scores = [row.score for row in session.execute(select(Rating)).scalars()]
        assert session.execute(select(Ticket)).scalar_one().closures == 2
    assert scores == [2, 5]

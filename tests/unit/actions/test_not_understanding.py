"""What is said when nothing was understood."""

from __future__ import annotations

from tests.unit.actions.conftest import Chat


async def test_it_offers_a_person_from_the_second_time_on(chat: Chat) -> None:
    said = [(await chat.run("action_not_understood", "qwerty")).responses[0] for _ in range(3)]
    assert said == ["utter_not_understood", *["utter_not_understood_again"] * 2]
    assert chat.slots["misunderstandings"] == 3

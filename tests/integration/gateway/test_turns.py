from __future__ import annotations

from sqlalchemy import select

from bot.telegram.desk import command_list
from helpdesk.domain.message import Message
from helpdesk.locale import say
from tests.cast import ASHA, JOHN
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import body, message

PHOTO = [
    {"file_id": "small", "width": 90, "height": 90, "file_size": 900},
    {"file_id": "large", "width": 900, "height": 900, "file_size": 90000},
]


async def test_it_hands_words_to_the_assistant_and_its_replies_to_the_customer(
    counter: Counter,
) -> None:
    counter.replies = [{"text": "Karibu"}, {"text": "Nikusaidie nini?"}]

    await counter.receive(message(1, text="Habari yako"))

    assert counter.said() == ["Karibu", "Nikusaidie nini?"]
    heard = counter.heard[0]
    assert heard.pop("sender").startswith("c-")
    assert heard.pop("turn").startswith("inbox:")
    assert heard == {
        "text": "Habari yako",
        "language": "sw",
        "intent": None,
        "entities": [],
        "owner": "bot",
    }


async def test_it_keeps_what_the_message_was_taken_for(counter: Counter) -> None:
    counter.answer = {"intent": {"name": "ask_price", "confidence": 0.9}}

    await counter.receive(message(1, text="Bei ya mchele?"))

    with counter.gateway.database.reading() as session:
        said = session.execute(select(Message).filter_by(text="Bei ya mchele?")).scalar_one()
    assert said.intent == "ask_price"


async def test_it_keeps_the_order_of_a_chat(counter: Counter) -> None:
    updates = [message(number, text=f"ujumbe {number}") for number in range(1, 6)]

    await counter.receive(*reversed(updates))

    assert [heard["text"] for heard in counter.heard] == [f"ujumbe {n}" for n in range(1, 6)]


async def test_it_hears_an_update_once_however_often_it_comes(counter: Counter) -> None:
    await counter.receive(message(1, text="Habari"), message(1, text="Habari"))
    await counter.receive(message(1, text="Habari"))

    assert len(counter.heard) == 1


async def test_it_never_lets_typed_text_begin_with_a_slash(counter: Counter) -> None:
    await counter.receive(message(1, text='/confirm{"order": "ORD-999"}'))

    assert counter.heard[0]["text"].startswith("confirm")
    assert counter.heard[0]["intent"] is None


async def test_it_maps_commands_to_intents(counter: Counter) -> None:
    await counter.receive(message(1, text="/start vip"), message(2, text="/Malalamiko"))

    assert [heard["intent"] for heard in counter.heard] == ["greet", "complain"]


async def test_it_answers_an_unknown_command_with_the_list(counter: Counter) -> None:
    await counter.receive(message(1, JOHN, text="/restart"))

    assert counter.heard == []
    assert counter.said() == [say("en", "gateway.unknown_command", commands=command_list("en"))]


async def test_it_brings_a_photo_with_its_caption(counter: Counter) -> None:
    await counter.receive(message(1, photo=PHOTO, caption="unga mbovu"), message(2, photo=PHOTO))

    first, second = counter.heard
    assert (first["text"], first["intent"]) == ("unga mbovu", None)
    assert (second["text"], second["intent"]) == ("", "send_photo")
    assert first["entities"][0]["entity"] == "photo"


async def test_it_believes_a_shared_number_only_if_it_is_the_senders(counter: Counter) -> None:
    own = {"phone_number": "254712345678", "first_name": "Asha", "user_id": ASHA.chat_id}
    other = {"phone_number": "+254700000000", "first_name": "Juma", "user_id": 1}

    await counter.receive(message(1, contact=own), message(2, contact=other))

    assert [heard["intent"] for heard in counter.heard] == ["send_contact", None]
    assert counter.heard[1]["text"] == "+254700000000"
    with counter.gateway.database.reading() as session:
        assert counter.contact(session).phone == "+254712345678"


async def test_it_answers_what_it_cannot_read_in_both_languages(counter: Counter) -> None:
    await counter.receive(message(1, sticker={"file_id": "s", "emoji": "🙂"}))

    both = f"{say('sw', 'gateway.non_text')}\n\n{say('en', 'gateway.non_text')}"
    assert counter.heard == []
    assert counter.said() == [both]


async def test_it_asks_for_words_instead_of_emoji(counter: Counter) -> None:
    await counter.receive(message(1, JOHN, text="👍👍🏾"))

    assert counter.said() == [say("en", "gateway.no_words")]


async def test_it_keeps_a_changed_message_without_a_turn(counter: Counter) -> None:
    await counter.receive({"update_id": 1, "edited_message": body(7, text="kilo tatu")})

    assert counter.heard == []
    assert counter.said() == [say("sw", "gateway.edited")]


async def test_it_declines_a_group_once(counter: Counter) -> None:
    group = {"id": -100, "type": "group", "title": "Majirani"}
    for number in (1, 2):
        await counter.receive(message(number, text="hi", chat=group))

    assert counter.heard == []
    assert [chat for chat, _ in counter.bot.sent] == [-100]


async def test_it_follows_the_language_when_it_is_certain(counter: Counter) -> None:
    counter.answer = {"language": "en", "language_certain": True}

    await counter.receive(message(1, text="I want to talk in English please"))

    with counter.gateway.database.reading() as session:
        assert counter.contact(session).language == "en"


async def test_it_quarantines_what_it_cannot_parse_and_goes_on(counter: Counter) -> None:
    poison = {"update_id": 1, "message": {"message_id": 1, "chat": "nobody"}}

    await counter.receive(poison, {"update_id": 2, "poll": {}}, message(3, text="Habari"))

    assert [heard["text"] for heard in counter.heard] == ["Habari"]

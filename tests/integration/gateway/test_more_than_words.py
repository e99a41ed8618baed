"""Pictures in a row, changed messages, places on the map, answers to staff, and floods."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from helpdesk.domain.enums import Author
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import conversations, tickets
from tests.cast import JOHN
from tests.factories import make_staff
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import body, message

SINZA = {"latitude": -6.7805, "longitude": 39.2271}
AT_SEA = {"latitude": -6.9, "longitude": 41.5}


def picture(number: int, album: str = "a1", caption: str | None = None) -> dict[str, Any]:
    sizes = [{"file_id": f"p{number}", "width": 90, "height": 90}]
    words: dict[str, Any] = {"caption": caption} if caption else {}
    return message(number, photo=sizes, media_group_id=album, **words)


def edited(number: int, first: int, text: str) -> dict[str, Any]:
    return {"update_id": number, "edited_message": {**body(first, text=text), "edit_date": 1}}


def kept(counter: Counter, kind: type[Any] = Message) -> list[Any]:
    with counter.gateway.database.reading() as session:
        return list(session.execute(select(kind).order_by(kind.id)).scalars())


async def test_an_album_is_one_turn_with_all_its_pictures(counter: Counter) -> None:
    await counter.receive(picture(1, caption="unga mbovu"), picture(2))
    await counter.receive(picture(3))
    assert counter.heard == []

    await counter.later(2)

    (heard,) = counter.heard
    assert heard["text"] == "unga mbovu"
    pictures = [str(file.id) for file in kept(counter, Attachment)]
    assert [entity["value"] for entity in heard["entities"]] == pictures


async def test_two_albums_are_two_turns(counter: Counter) -> None:
    await counter.receive(picture(1, "a1"), picture(2, "a1"), picture(3, "a2"))
    for _ in range(3):
        await counter.later(2)

    assert [len(heard["entities"]) for heard in counter.heard] == [2, 1]


async def test_a_late_picture_of_an_album_is_kept_and_not_asked_about(counter: Counter) -> None:
    await counter.receive(picture(1))
    await counter.later(2)

    await counter.receive(picture(2))
    await counter.later(2)

    assert len(counter.heard) == 1
    assert len(kept(counter, Attachment)) == 2


async def test_a_word_after_an_album_comes_after_it(counter: Counter) -> None:
    await counter.receive(picture(1), message(2, text="hii hapa"))
    await counter.later(2)

    assert [heard["intent"] for heard in counter.heard] == ["send_photo", None]


async def test_the_newest_message_changed_is_a_correction(counter: Counter) -> None:
    await counter.receive(message(1, text="unga kilo 2"))

    await counter.receive(edited(2, 1, "unga kilo 3"))

    assert counter.heard[1]["text"] == "unga kilo 3"
    assert counter.heard[1]["entities"] == [{"entity": "correction", "value": "1"}]
    first, second = [said for said in kept(counter) if said.author is Author.CUSTOMER]
    assert second.revision_of_id == first.id


async def test_an_older_message_changed_is_only_kept(counter: Counter) -> None:
    await counter.receive(message(1, text="unga kilo 2"), message(2, text="Sinza"))

    await counter.receive(edited(3, 1, "unga kilo 3"))

    assert len(counter.heard) == 2
    assert counter.said()[-1] == say("sw", "gateway.edited")


async def test_a_place_on_the_map_is_the_nearest_area(counter: Counter) -> None:
    await counter.receive(message(1, location=SINZA))

    (heard,) = counter.heard
    assert (heard["intent"], heard["text"]) == ("send_location", "Sinza")
    assert heard["entities"] == [{"entity": "place", "value": "sinza"}]


@pytest.mark.parametrize(
    "place", [AT_SEA, {"latitude": 900, "longitude": 0}, {}, {"latitude": "x"}]
)
async def test_a_place_far_away_or_nowhere_is_asked_for_in_words(
    counter: Counter, place: dict[str, Any]
) -> None:
    await counter.receive(message(1, location=place))

    assert counter.heard == []
    assert len(counter.said()) == 1


@pytest.mark.parametrize("kind", ["voice", "video", "audio", "video_note", "document"])
async def test_what_cannot_be_read_is_kept_for_staff(counter: Counter, kind: str) -> None:
    content: dict[str, Any] = {kind: {"file_id": "f", "duration": 3}}

    await counter.receive(message(1, **content))

    assert [heard["intent"] for heard in counter.heard] == ["send_photo"]
    assert [file.file_id for file in kept(counter, Attachment)] == ["f"]


async def staff_wrote(counter: Counter) -> Ticket:
    """Staff have answered Asha's case, and she has gone back to the assistant."""
    with counter.gateway.database.begin() as session:
        contact = counter.contact(session)
        case = tickets.open_complaint(
            session,
            contact,
            story="Unga",
            about_order=None,
            photo_id=None,
            source_key="x",
            now=counter.time,
        )
        staff = make_staff(session, now=counter.time)
        tickets.reply(session, case, staff, "Lini?", version=case.version, now=counter.time)
    await counter.work()
    with counter.gateway.database.begin() as session:
        conversations.return_to_bot(session, counter.contact(session), now=counter.time)
    return case


async def test_a_reply_to_staff_goes_onto_their_case(counter: Counter) -> None:
    case = await staff_wrote(counter)

    await counter.receive(message(5, text="Jana", reply_to_message={"message_id": 5001}))

    assert counter.heard == []
    assert counter.said()[-1] == say("sw", "gateway.onto_case", reference=case.reference)
    assert [said.ticket_id for said in kept(counter) if said.text == "Jana"] == [case.id]


async def test_a_reply_to_the_assistant_is_a_message_like_any(counter: Counter) -> None:
    await staff_wrote(counter)

    await counter.receive(message(5, text="Jana", reply_to_message={"message_id": 4}))

    assert [heard["text"] for heard in counter.heard] == ["Jana"]


async def test_a_flood_becomes_few_turns_and_loses_no_word(counter: Counter) -> None:
    await counter.receive(*(message(n, text=f"neno {n}") for n in range(1, 121)))
    for _ in range(4):
        await counter.later(3)

    assert len(counter.heard) <= 22
    heard = "\n".join(turn["text"] for turn in counter.heard).split("\n")
    assert heard == [f"neno {number}" for number in range(1, 121)]
    assert counter.said().count(say("sw", "gateway.slowly")) == 1


async def test_a_flood_of_one_does_not_keep_others_waiting(counter: Counter) -> None:
    flood = [message(n, text=f"neno {n}") for n in range(1, 301)]

    await counter.receive(*flood, message(999, JOHN, text="Hello"))

    place = [turn["text"] for turn in counter.heard].index("Hello")
    assert place <= 8  # as many chats are served at once


async def test_after_a_quiet_minute_every_message_is_a_turn_again(counter: Counter) -> None:
    await counter.receive(*(message(n, text=f"neno {n}") for n in range(1, 31)))
    await counter.later(5)
    await counter.later(70)
    before = len(counter.heard)

    await counter.receive(message(50, text="moja"), message(51, text="mbili"))

    assert len(counter.heard) == before + 2


async def test_an_album_whose_turn_failed_is_asked_again_with_all_its_pictures(
    counter: Counter,
) -> None:
    await counter.receive(picture(1, caption="unga mbovu"), picture(2))
    counter.status = 503
    await counter.later(2)
    counter.status = 200

    await counter.later(60)

    assert [len(heard["entities"]) for heard in counter.heard] == [2, 2]
    assert {heard["text"] for heard in counter.heard} == {"unga mbovu"}


async def test_a_flood_whose_turn_failed_is_asked_again_whole(counter: Counter) -> None:
    await counter.receive(*(message(n, text=f"neno {n}") for n in range(1, 41)))
    counter.status = 503
    await counter.later(4)
    before = len(counter.heard)
    counter.status = 200

    await counter.later(60)

    again = "\n".join(turn["text"] for turn in counter.heard[before:]).split("\n")
    assert again == [f"neno {number}" for number in range(21, 41)]

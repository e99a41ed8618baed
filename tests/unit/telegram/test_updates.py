from __future__ import annotations

from typing import Any

import pytest

from bot.telegram.updates import FILES, Unparseable, parse

CHAT = {"id": 7, "type": "private"}
SENDER = {"id": 7, "first_name": "Asha", "last_name": "M\ud800", "language_code": "sw"}


def message(**content: Any) -> dict[str, Any]:
    body = {"message_id": 1, "date": 1, "chat": CHAT, "from": SENDER, **content}
    return {"update_id": 1, "message": body}


def test_it_reads_who_wrote_what() -> None:
    inbound = parse(message(text="Habari"))

    assert (inbound.kind, inbound.text, inbound.chat_id) == ("text", "Habari", 7)
    assert (inbound.name, inbound.language_code) == ("Asha M\ufffd", "sw")


def test_it_takes_the_largest_of_a_photos_sizes() -> None:
    sizes = [{"file_id": n, "width": w, "height": 1} for n, w in (("a", 1), ("c", 9), ("b", 5))]

    inbound = parse(message(photo=sizes, caption="unga"))

    assert inbound.file is not None
    assert (inbound.file.file_id, inbound.text) == ("c", "unga")


@pytest.mark.parametrize("kind", FILES)
def test_it_finds_the_file_of_every_kind(kind: str) -> None:
    inbound = parse(message(**{kind: {"file_id": "f", "file_size": 10, "mime_type": "x/y"}}))

    assert inbound.kind == kind
    assert inbound.file is not None


def test_it_sees_a_photo_in_a_picture_sent_as_a_document() -> None:
    document = {"file_id": "f", "mime_type": "image/png", "file_name": "../../x.png"}

    assert parse(message(document=document)).kind == "photo"


def test_it_knows_telegrams_own_notes() -> None:
    assert parse(message(pinned_message={"message_id": 2})).kind == "service"


def test_it_reads_that_the_bot_was_blocked() -> None:
    change = {"chat": CHAT, "from": SENDER, "new_chat_member": {"status": "kicked"}}

    inbound = parse({"update_id": 1, "my_chat_member": change})

    assert (inbound.kind, inbound.status) == ("member", "kicked")


@pytest.mark.parametrize(
    "poison",
    [
        {},
        [],
        None,
        {"update_id": 1},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {}},
        {"update_id": 1, "message": {"chat": {"id": "7", "type": "private"}}},
        {"update_id": 1, "message": {"chat": {"id": 2**70, "type": "private"}}},
        {"update_id": 1, "callback_query": {"data": "b:1"}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT}},
        {"update_id": 1, "poll_answer": {}},
        message(text=7),
        message(photo=[]),
        message(photo="x"),
        message(photo=[{"file_id": 7}]),
        message(voice={}),
        message(contact={"phone_number": None}),
        message(text="a", **{"from": "me"}),
        message(text="a", **{"from": {"first_name": 7}}),
    ],
)
def test_it_says_what_it_cannot_parse(poison: Any) -> None:
    with pytest.raises(Unparseable):
        parse(poison)


@pytest.mark.parametrize(
    ("latitude", "longitude", "spot"),
    [(-6.8, 39.2, (-6.8, 39.2)), (-6.8, "39", None), (None, 39.2, None), (91, 0, None)],
)
def test_it_reads_a_place_only_where_both_numbers_are_told(
    latitude: object, longitude: object, spot: tuple[float, float] | None
) -> None:
    place = {"latitude": latitude, "longitude": longitude}

    assert parse(message(location=place)).spot == spot

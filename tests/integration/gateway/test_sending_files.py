"""Files of ours on their way to a customer."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError

from helpdesk.domain.enums import Author
from helpdesk.services import attachments, catalogue, conversations, outbox
from tests.conftest import NOW
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message

LONG = "neno " * 300 + "mwisho"


async def send(counter: Counter, text: str, kind: str = "document") -> None:
    """The house sends Asha a file with that text."""
    counter.bot.sent.clear()
    with counter.gateway.database.begin() as session:
        contact = counter.contact(session)
        said = conversations.record(session, contact, text, author=Author.BOT, now=NOW)
        file = attachments.add_own(
            session,
            said,
            content=b"%PDF-1.7",
            folder=counter.gateway.settings.files,
            kind=kind,
            name="risiti.pdf",
            media_type="application/pdf",
            now=NOW,
        )
        outbox.enqueue(session, contact, text=text, attachment=file, message=said, now=NOW)
    await counter.work()


@pytest.fixture
async def known(counter: Counter) -> Counter:
    await counter.receive(message(1, text="Habari"))
    return counter


@pytest.mark.parametrize("kind", ["document", "photo", "voice"])
async def test_it_sends_a_file_with_its_words(known: Counter, kind: str) -> None:
    await send(known, "Risiti yako", kind)

    assert known.said() == ["Risiti yako"]
    assert known.bot.files == [(kind, "risiti.pdf", b"%PDF-1.7")]


async def test_it_sends_the_picture_of_a_product_with_the_answer(known: Counter) -> None:
    settings = known.gateway.settings
    with known.gateway.database.begin() as session:
        catalogue.by_code(session, "sugar").photo = attachments.keep(
            settings.files, b"\xff\xd8\xff"
        )
    asked = {"document": "product", "reference": "sugar"}
    known.replies = [{"text": "Sukari — TSh 3,000", "custom": asked}]

    await known.receive(message(2, text="Sukari bei gani?"))

    assert known.said()[-1] == "Sukari — TSh 3,000"
    assert known.bot.files == [("photo", "Sukari.jpg", b"\xff\xd8\xff")]


async def test_a_picture_that_is_gone_leaves_the_words(known: Counter) -> None:
    with known.gateway.database.begin() as session:
        catalogue.by_code(session, "sugar").photo = "ab/gone"
    asked = {"document": "product", "reference": "sugar"}
    known.replies = [{"text": "Sukari — TSh 3,000", "custom": asked}]

    await known.receive(message(2, text="Sukari bei gani?"))

    assert (known.said()[-1], known.bot.files) == ("Sukari — TSh 3,000", [])


async def test_words_too_long_for_a_caption_go_before_the_file(known: Counter) -> None:
    await send(known, LONG)

    assert known.said() == [LONG, ""]
    assert len(known.bot.files) == 1


async def test_a_file_that_is_gone_leaves_its_words(known: Counter) -> None:
    known.bot.errors.append(NetworkError("away"))
    await send(known, "Risiti yako")
    for file in known.gateway.settings.files.glob("*/*"):
        file.unlink()

    await known.later(60)

    assert (known.said(), known.bot.files) == (["Risiti yako"], [])

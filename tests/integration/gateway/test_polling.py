from __future__ import annotations

import pytest

from bot.telegram import polling
from helpdesk.db.engine import Database, DatabaseError
from helpdesk.services import inbox
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message


def offsets(counter: Counter) -> list[int | None]:
    return [asked.get("offset") for asked in counter.bot.named("get_Updates")]


async def test_it_asks_with_the_new_offset_only_after_the_commit(counter: Counter) -> None:
    counter.bot.updates.append([message(41, text="a"), message(42, text="b")])

    await polling.poll(counter.gateway)
    await polling.poll(counter.gateway)

    assert offsets(counter) == [None, 43]


async def test_it_asks_again_for_what_it_could_not_keep(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.bot.updates.extend([[message(41, text="a")], [message(41, text="a")]])
    monkeypatch.setattr(inbox, "move_offset", full)
    with pytest.raises(DatabaseError):
        await polling.poll(counter.gateway)
    monkeypatch.undo()

    await polling.poll(counter.gateway)

    assert offsets(counter) == [None, None]
    with counter.gateway.database.reading() as session:
        assert inbox.next_offset(session, counter.gateway.bot_id) == 42


def full(*_: object, **__: object) -> None:
    message = "database or disk is full"
    raise DatabaseError(message)


async def test_it_starts_over_when_telegram_numbers_anew(counter: Counter) -> None:
    counter.bot.updates.extend([[message(9_000_000, text="a")], [message(5, text="b")]])

    for _ in range(3):
        await polling.poll(counter.gateway)

    assert offsets(counter) == [None, 9_000_001, 6]


async def test_it_keeps_text_no_database_likes(counter: Counter, database: Database) -> None:
    counter.bot.updates.append([message(1, text="a\ud800b\x00c")])

    await polling.poll(counter.gateway)
    await counter.work()

    assert counter.heard[0]["text"] == "a\ufffdb\ufffdc"

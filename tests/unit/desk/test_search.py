"""Finding a ticket by words, beginnings, numbers, references, and in spite of a slip."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import delete, insert

from helpdesk.db import search
from helpdesk.db.desk_tables import search_word
from helpdesk.db.tables import department
from helpdesk.domain.enums import Author
from helpdesk.services import contacts, conversations, vocabulary
from tests.cast import JOHN
from tests.factories import make_complaint, make_contact
from tests.unit.desk.conftest import Desk


@pytest.fixture
def found(desk: Desk, now: datetime) -> Desk:
    """Asha has a phone and has written on her ticket; John has a case of his own."""
    contacts.set_phone(desk.session, desk.asha, "+255754123456", now=now)
    conversations.record(
        desk.session,
        desk.asha,
        "Mzigo haujafika Kariakoo",
        author=Author.CUSTOMER,
        ticket_id=desk.ticket.id,
        now=now,
    )
    make_complaint(
        desk.session, make_contact(desk.session, JOHN, now=now), now=now, story="The rice is dirty"
    )
    vocabulary.learn(desk.session)
    desk.session.flush()
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        "unga",
        "UNGA mbovu",
        "mzig kariak",
        "asha",
        "asha unga",
        "0754 123 456",
        "+255754123456",
        "haujafka",
        "kariakko",
        "aujafika",
        "xaujafika",
        "ahujafika",
        "haujafikax",
        "haujafia",
        "haujafiak",
        "hauajfika",
        "haujafka kariak",
        '"unga" OR *',
    ],
)
def test_it_finds_the_ticket_by(found: Desk, typed: str) -> None:
    expected = [found.ticket.id] if typed != '"unga" OR *' else []
    assert search.ticket_ids(found.session, typed, None) == expected


@pytest.mark.parametrize("typed", ["mzigo", "mzigo haujafika"])
def test_it_finds_words_that_go_on_beside_whole_ones(
    found: Desk, now: datetime, typed: str
) -> None:
    longer = make_complaint(
        found.session, found.asha, now=now, story="Mzigoni haujafikaje", source_key="longer"
    )
    found.session.flush()

    assert search.ticket_ids(found.session, typed, None) == [longer.id, found.ticket.id]


def test_it_finds_by_reference_however_it_is_spelt(found: Desk) -> None:
    spelt = found.ticket.reference.lower().replace("-", " ")
    assert search.ticket_ids(found.session, found.ticket.reference, None) == [found.ticket.id]
    assert search.ticket_ids(found.session, spelt, None) == [found.ticket.id]


def test_it_finds_nothing_of_other_departments(found: Desk) -> None:
    rows = found.session.execute(department.select()).all()
    other = [row.id for row in rows if row.id != found.ticket.department_id]

    assert search.ticket_ids(found.session, "unga", other) == []
    assert search.ticket_ids(found.session, "unga", []) == []


@pytest.mark.parametrize(
    "typed", ["", "   ", "'; DROP TABLE ticket; --", "\u202e", "((((", "-", "*"]
)
def test_it_is_not_broken_by(found: Desk, typed: str) -> None:
    assert search.ticket_ids(found.session, typed, None) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("mzigo", "mzgo", True), ("unga", "ugna", True), ("unga", "unge", True), ("a", "b", True),
     ("mzigo", "mzgoi", False), ("unga", "sukari", False), ("unga", "unga", True)],
)  # fmt: skip
def test_one_slip_is_one_letter(one: str, other: str, near: bool) -> None:
    assert search.one_slip(one, other) is near


def test_it_takes_a_single_letter_for_a_word(found: Desk) -> None:
    assert search.ticket_ids(found.session, "m", None) == []
    assert search.ticket_ids(found.session, "mz", None) == [found.ticket.id]


def test_it_finds_every_known_word_one_slip_away_and_no_other(found: Desk) -> None:
    word, letters = "mzigo", "abgimoz"
    changed = {word[:i] + x + word[i + 1 :] for i in range(5) for x in letters}
    added = {word[:i] + x + word[i:] for i in range(6) for x in letters}
    near = {*changed, *added, "zigo", "mzgo", "mzio", "mzig", "zmigo", "mizgo", "mzgio", "mziog"}
    found.session.execute(delete(search_word))
    rows = search.both_ways({*near, "gozim", "mzungu", "migzo", "mzigoni"})
    found.session.execute(insert(search_word), rows)

    assert set(search.known_near(found.session, word)) == near


def test_it_follows_a_new_name_and_forgets_a_wiped_text(found: Desk, now: datetime) -> None:
    found.asha.name = "Zuhura Kombo"
    found.session.flush()

    assert search.ticket_ids(found.session, "zuhura", None) == [found.ticket.id]
    assert search.ticket_ids(found.session, "mwangi", None) == []


def test_forgotten_words_are_gone_from_the_vocabulary(found: Desk) -> None:
    vocabulary.forget(found.session, ["Mzigo haujafika Kariakoo"])

    assert search.ticket_ids(found.session, "kariakko", None) == []

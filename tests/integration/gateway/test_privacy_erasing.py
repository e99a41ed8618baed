from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram.error import Forbidden

from bot.telegram import errands
from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import attachment, contact, ticket
from helpdesk.db.tables import message as message_table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import TicketStatus
from helpdesk.domain.message import Attachment
from helpdesk.domain.staff import AuditEntry
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import erasing
from tests.factories import make_staff
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.crowd import Person, everything, remember, settle_in
from tests.integration.gateway.fakes import message
from tests.matrix import full

FEW, MANY = 6, 60
FIRST = Person(0)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> list[Person]:
    """The customers of the shop: few, unless the test says how many."""
    return [Person(number) for number in range(getattr(request, "param", FEW))]


@pytest.fixture
def tracker(counter: Counter) -> Iterator[Database]:
    """Rasa's own database."""
    database = Database(counter.gateway.settings.tracker_url)
    yield database
    database.close()


@pytest.fixture
def var(counter: Counter, tracker: Database, people: list[Person]) -> Path:
    """A shop full of people; the folder where their files are."""
    var = counter.gateway.settings.var
    with counter.gateway.database.begin() as session:
        staff = make_staff(session, now=counter.time)
        told = {
            settle_in(session, person, staff, var, now=counter.time): person for person in people
        }
    remember(tracker, told)
    return var


async def forget(counter: Counter, *people: Person) -> None:
    """They ask to be erased, and confirm it."""
    for person in people:
        number = 10 * person.number
        await counter.receive(message(number, person.customer, text="/futa"))
        await counter.receive(message(number + 1, person.customer, text="ndiyo, futa"))
    await errands.sweep(counter.gateway)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("people", [FEW, full(MANY)], indirect=True)
async def test_it_leaves_no_trace_of_every_third_and_every_trace_of_the_others(
    counter: Counter, tracker: Database, var: Path, people: list[Person]
) -> None:
    leaving, staying = people[::3], [person for person in people if person.number % 3]
    await counter.work()  # what waits for delivery goes out
    before = everything(counter.gateway.database, tracker, var)
    assert all(len(person.left_in(before)) > 20 for person in people)

    await forget(counter, *leaving)

    after = everything(counter.gateway.database, tracker, var)
    assert {person: person.left_in(after) for person in leaving if person.left_in(after)} == {}
    kept = {person: person.left_in(before) for person in staying}
    assert {person: person.left_in(after) for person in staying} == kept


async def test_it_leaves_one_entry_that_names_nobody(counter: Counter, var: Path) -> None:
    await forget(counter, FIRST)

    with counter.gateway.database.reading() as session:
        (entry,) = session.execute(select(AuditEntry).filter_by(what="contact.erased")).scalars()
        person = session.execute(select(Contact).filter_by(erased=True)).scalar_one()
    assert (entry.subject, entry.old, entry.new) == (f"contact:{person.id}", None, None)


async def test_it_closes_their_tickets_and_says_why(counter: Counter, var: Path) -> None:
    await forget(counter, FIRST)

    with counter.gateway.database.reading() as session:
        found = select(Ticket).join(contact, contact.c.id == ticket.c.contact_id)
        cases = session.execute(found.where(contact.c.erased.is_(True))).scalars().all()
    assert {case.status for case in cases} == {TicketStatus.CLOSED}
    assert {case.subject for case in cases} == {say("sw", "privacy.erased")}


async def test_it_says_goodbye_and_nothing_that_still_waited(counter: Counter, var: Path) -> None:
    person = FIRST

    await forget(counter, person)

    said = [words for chat, words in counter.bot.sent if chat == person.customer.chat_id]
    assert said[-1] == say("sw", "privacy.goodbye")
    await counter.later(60)
    assert [words for chat, words in counter.bot.sent if chat == person.customer.chat_id] == said


async def test_it_finishes_what_a_broken_tracker_left_undone(
    counter: Counter, tracker: Database, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "erase_events", lambda *_: 1 // 0)
        await forget(counter, FIRST)
    assert FIRST.left_in(everything(counter.gateway.database, tracker, var))

    await errands.sweep(counter.gateway)

    assert FIRST.left_in(everything(counter.gateway.database, tracker, var)) == []


async def test_it_removes_a_file_that_came_after_its_owner_was_erased(
    counter: Counter, tracker: Database, var: Path
) -> None:
    await forget(counter, FIRST)
    late = var / "files" / "aa" / "late"
    late.write_text(FIRST.words)
    with counter.gateway.database.begin() as session:
        _file_of_erased(session).path = "aa/late"

    await errands.sweep(counter.gateway)

    assert not late.exists()


async def test_it_forgets_where_a_goodbye_could_not_be_brought(
    counter: Counter, tracker: Database, var: Path
) -> None:
    await counter.work()
    person = FIRST
    await counter.receive(message(1, person.customer, text="/futa"))
    counter.bot.errors.append(Forbidden("bot was blocked by the user"))
    await counter.receive(message(2, person.customer, text="ndiyo, futa"))

    await errands.sweep(counter.gateway)

    assert person.left_in(everything(counter.gateway.database, tracker, var)) == []


async def test_it_gives_up_a_goodbye_after_a_day(counter: Counter, var: Path) -> None:
    await counter.work()
    person = FIRST
    await counter.receive(message(1, person.customer, text="/futa"))
    with counter.gateway.database.begin() as session:
        leaving = counter.contact(session, person.customer)
        erasing.erase(session, leaving, goodbye="Kwaheri", now=counter.time)
        assert not erasing.settle(session, leaving, now=counter.time)

        assert erasing.settle(session, leaving, now=counter.time + timedelta(days=1))


def _file_of_erased(session: Session) -> Attachment:
    found = (
        select(Attachment)
        .join(message_table, message_table.c.id == attachment.c.message_id)
        .join(contact, contact.c.id == message_table.c.contact_id)
        .where(contact.c.erased.is_(True))
    )
    file: Attachment = session.execute(found).scalar_one()
    return file

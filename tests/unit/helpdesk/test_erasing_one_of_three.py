"""Right to erasure, between neighbours: what goes is one customer's, whoever came before or after.

`tests/integration/gateway/test_privacy_erasing.py` does the same with sixty, and through the chat.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from helpdesk.db.engine import Session
from helpdesk.db.tables import metadata
from helpdesk.domain.ticket import Ticket
from helpdesk.services import audit, contacts, erasing, inbox
from tests.cast import BOT_ID
from tests.factories import make_company, make_contact, make_staff
from tests.integration.gateway.crowd import Person, settle_in
from tests.integration.gateway.fakes import message

GOODBYE = "Kwaheri"
"""The one word that still goes to their chat."""


def rows(session: Session) -> list[str]:
    session.flush()
    tables = {table.name: session.execute(table.select()) for table in metadata.sorted_tables}
    return [f"{name} {tuple(row)!r}" for name, found in tables.items() for row in found]


def test_it_takes_the_one_in_the_middle_and_nothing_of_the_others(
    session: Session, now: datetime, tmp_path: Path
) -> None:
    make_company(session, now=now)
    staff = make_staff(session, now=now)
    people = [Person(number) for number in range(3)]
    for person in people:
        settle_in(session, person, staff, tmp_path, now=now)
    for case in session.execute(select(Ticket)).scalars().all():
        case_of = f"ticket:{case.id}"
        audit.record(session, who="x", what="x", subject=case_of, new=case.story, now=now)
    before = rows(session)
    chat_id = people[1].customer.chat_id
    leaving = contacts.by_chat(session, bot_id=BOT_ID, chat_id=chat_id)
    assert leaving is not None
    erasing.erase(session, leaving, goodbye=GOODBYE, now=now)

    after = [row for row in rows(session) if GOODBYE not in row]
    left = {person.number: person.left_in(after) for person in people}
    assert left == {n: people[n].left_in(before) if n != 1 else [] for n in range(3)}


def test_it_leaves_what_they_wrote_to_another_bot(session: Session, now: datetime) -> None:
    person = Person(1)
    for bot_id in (BOT_ID - 1, BOT_ID, BOT_ID + 1):
        inbox.store(session, [message(1, person.customer, text="x")], bot_id=bot_id, now=now)
        row = inbox.head(session, bot_id, person.customer.chat_id, now=now)
        assert row is not None
        inbox.finish(row, now=now)
    contact = make_contact(session, person.customer, now=now)
    erasing.erase(session, contact, goodbye=GOODBYE, now=now)

    left = [row for row in rows(session) if row.startswith("inbox ")]
    assert len(person.left_in(left)) == 2

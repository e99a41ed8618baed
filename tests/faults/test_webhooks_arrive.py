"""Webhooks under trouble: receivers that are down or silent, senders that are killed, or two."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from helpdesk.db.desk_tables import webhook_delivery as table
from helpdesk.db.engine import Database
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit, webhook_queue, webhooks
from tests.cast import SALMA
from tests.factories import ROOT, make_complaint, make_contact, make_staff
from tests.faults.rig import until
from tests.ports import free_port
from tests.receiver import receiving

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]
MANY = 60
Process = subprocess.Popen[str]


@contextmanager
def postman(database: Database, folder: Path, now: datetime) -> Iterator[Process]:
    """A postman at work; asked to stop at the end, unless it was killed."""
    told = (database.url, str(folder), now.isoformat())
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.postman", *told],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    yield process
    if process.poll() is None:
        process.terminate()
        assert process.stdout.read() == "stopped\n"
        assert process.wait(timeout=10) == 0


@pytest.fixture
def ticket(database: Database, now: datetime) -> str:
    """A ticket that things happen to."""
    with database.begin() as session:
        make_staff(session, SALMA, now=now)
        ticket = make_complaint(session, make_contact(session, now=now), now=now)
    return f"ticket:{ticket.id}"


def tell(database: Database, url: str, name: str, now: datetime) -> int:
    """A webhook to that address."""
    with database.begin() as session:
        salma = session.execute(select(StaffMember).filter_by(username="salma")).scalar_one()
        wanted = webhooks.read(name, url, ["ticket.noted"])
        return webhooks.make(session, salma, wanted, now=now).id or 0


def happen(database: Database, ticket: str, now: datetime, *, many: int = 1) -> None:
    with database.begin() as session:
        for _ in range(many):
            audit.record(session, who="staff:1", what="ticket.noted", subject=ticket, now=now)


def count(database: Database, **there: object) -> int:
    with database.reading() as session:
        found = select(func.count()).select_from(table).filter_by(**there)
        return int(session.execute(found).scalar_one())


def test_a_receiver_that_was_down_hears_of_it_later_and_once(
    database: Database, ticket: str, now: datetime, tmp_path: Path
) -> None:
    port = free_port()
    tell(database, f"http://127.0.0.1:{port}/hook", "stoo", now)
    happen(database, ticket, now)
    with postman(database, tmp_path, now):
        until(lambda: count(database, error="refused") == 1)
    assert count(database, status="queued", attempts=1) == 1

    with receiving(port=port) as receiver:
        with postman(database, tmp_path, now + timedelta(seconds=6)):
            until(lambda: count(database, status="sent") == 1)
        with postman(database, tmp_path, now + timedelta(days=1)):
            happen(database, ticket, now + timedelta(days=1))
            until(lambda: count(database, status="sent") == 2)
    assert len(receiver.came) == 2
    assert len({came.message_id for came in receiver.came}) == 2


def test_a_sender_that_is_killed_leaves_it_to_the_next_under_the_same_id(
    database: Database, ticket: str, now: datetime, tmp_path: Path
) -> None:
    with receiving() as receiver:
        receiver.open.clear()
        tell(database, receiver.url, "stoo", now)
        happen(database, ticket, now, many=3)
        with postman(database, tmp_path, now) as process:
            until(lambda: len(receiver.came) == 1)
            process.kill()
            process.wait()
        assert count(database, status="queued") == 3
        receiver.open.set()
        with postman(database, tmp_path, now + webhook_queue.LEASE):
            until(lambda: count(database, status="sent") == 3)

    heard = Counter(came.message_id for came in receiver.came)
    assert sorted(heard.values()) == [1, 1, 2]
    assert receiver.came[0].body in [came.body for came in receiver.came[1:]]


def test_one_who_never_answers_holds_up_nobody(
    database: Database, ticket: str, now: datetime, tmp_path: Path
) -> None:
    with receiving() as silent, receiving() as quick:
        silent.open.clear()
        tell(database, silent.url, "kimya", now)
        number = tell(database, quick.url, "stoo", now)
        happen(database, ticket, now, many=MANY)
        with postman(database, tmp_path, now) as process:
            until(lambda: count(database, status="sent", webhook_id=number) == MANY)
            assert len(silent.came) < MANY / 10
            # Being told to stop, it does not wait for the silent one either.
            process.terminate()
            assert process.wait(timeout=5) == 0

    assert len({came.message_id for came in quick.came}) == MANY
    assert count(database, status="queued") == MANY


def test_two_postmen_tell_each_of_everything_once(
    database: Database, ticket: str, now: datetime, tmp_path: Path
) -> None:
    with receiving() as first, receiving() as second:
        for receiver in (first, second):
            tell(database, receiver.url, "stoo", now)
        with postman(database, tmp_path, now), postman(database, tmp_path, now):
            for _ in range(MANY):
                happen(database, ticket, now)
            until(lambda: count(database, status="sent") == 2 * MANY)

    for receiver in (first, second):
        assert len(receiver.came) == MANY
        assert len({came.message_id for came in receiver.came}) == MANY
    with database.reading() as session:
        told = session.execute(select(table.c.webhook_id, table.c.entry_id)).all()
    assert len(set(told)) == len(told) == 2 * MANY

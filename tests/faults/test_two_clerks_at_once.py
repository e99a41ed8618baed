"""Two clerks in two processes want the same ticket at the same moment: G11."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy import func, select

from helpdesk.db.engine import Database
from helpdesk.db.tables import audit_entry, message, outbox
from helpdesk.domain.ticket import Ticket
from tests.cast import NEEMA, REHEMA
from tests.factories import ROOT, make_complaint, make_contact, make_staff
from tests.matrix import full

pytestmark = pytest.mark.faults
Clerk = subprocess.Popen[str]


@contextmanager
def clerks(database: Database, ids: list[int]) -> Iterator[list[Clerk]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.pairs", database.url, str(number)],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in ids
    ]
    yield started
    for clerk in started:
        assert clerk.stdin is not None
        clerk.stdin.close()
        clerk.wait(timeout=20)


def both(pair: list[Clerk], line: str) -> list[str]:
    """Tell both the same at once; what each answers."""
    for clerk in pair:
        assert clerk.stdin is not None
        clerk.stdin.write(line + "\n")
    for clerk in pair:
        assert clerk.stdin is not None
        clerk.stdin.flush()
    return [(clerk.stdout.readline() if clerk.stdout else "").strip() for clerk in pair]


def prepare(database: Database, pairs: int, now: datetime) -> tuple[list[int], list[int]]:
    with database.begin() as session:
        people = [make_staff(session, each, now=now).id or 0 for each in (NEEMA, REHEMA)]
        asha = make_contact(session, now=now)
        made = [make_complaint(session, asha, now=now, story=f"Kesi {n}") for n in range(pairs)]
        return people, [each.id or 0 for each in made]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("pairs", [50, full(500)])
def test_one_wins_the_other_is_told_and_nothing_is_lost(
    database: Database, now: datetime, pairs: int
) -> None:
    """Each ticket is claimed by both at once and then answered by both at once."""
    people, numbers = prepare(database, pairs, now)
    with clerks(database, people) as pair:
        claims = [both(pair, f"claim {number}") for number in numbers]
        with database.reading() as session:
            found = session.execute(select(Ticket)).scalars()
            versions = {each.id: each.version for each in found}
        replies = [both(pair, f"reply {number} {versions[number]}") for number in numbers]

    assert Counter(map(tuple, map(sorted, claims))) == {("already_claimed", "won"): pairs}
    assert Counter(map(tuple, map(sorted, replies))) == {("stale_version", "won"): pairs}
    with database.reading() as session:
        said = select(func.count()).select_from(message).where(message.c.author == "staff")
        sent = select(func.count()).select_from(outbox)
        claimed = select(func.count()).where(audit_entry.c.what == "ticket.claimed")
        counted = [session.execute(each).scalar_one() for each in (said, sent, claimed)]
        winners = {each.assignee_id for each in session.execute(select(Ticket)).scalars()}
    assert counted == [pairs, pairs, pairs]
    assert winners <= set(people)

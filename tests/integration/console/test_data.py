"""The duties about personal data: keeping no longer than said, one customer's data, breaches."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from helpdesk.db import tables
from helpdesk.db.engine import Session
from helpdesk.domain.enums import DraftKind, TicketStatus
from helpdesk.domain.errors import BadCompany
from helpdesk.domain.message import Message
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import drafts, retention, vocabulary
from tests.integration.console.conftest import Browser
from tests.integration.console.world import START, STORY, World, post, ticket_of

DAYS = dict(retention.DAYS)


def close_long_ago(world: World, days: float) -> None:
    with world.database.begin() as session:
        ticket = ticket_of(session, world.complaint)
        ticket.status = TicketStatus.CLOSED
        ticket.updated_at = START - timedelta(days=days)
        for message in session.execute(select(Message)).scalars():
            if message.contact_id == ticket.contact_id:
                message.ticket_id = ticket.id


def purge(world: World) -> dict[str, int]:
    with world.database.begin() as session:
        files = world.settings.files
        return retention.purge(session, DAYS, files, who="system", now=START)


@pytest.mark.parametrize(("days", "gone"), [(730, 1), (729.99999, 0)])
def test_a_done_ticket_keeps_its_figures_and_loses_its_words(
    world: World, days: float, gone: int
) -> None:
    close_long_ago(world, days)

    assert purge(world)["tickets"] == gone
    with world.database.reading() as session:
        ticket = ticket_of(session, world.complaint)
        said = [m.text for m in session.execute(select(Message)).scalars()]
    assert (ticket.story is None) is bool(gone)
    assert (STORY in said) is not bool(gone)
    assert ticket.kind == "complaint"


def test_an_open_ticket_loses_nothing(world: World) -> None:
    with world.database.begin() as session:
        ticket_of(session, world.complaint).updated_at = START - timedelta(days=2000)

    gone = purge(world)
    assert (gone["tickets"], gone["messages"]) == (0, 0)


def test_a_file_goes_from_the_disk_before_its_row(world: World) -> None:
    close_long_ago(world, 200)
    path = world.settings.files / "ab12"
    assert path.exists()

    assert purge(world)["files"] == 1
    assert not path.exists()
    with world.database.reading() as session:
        assert session.execute(select(tables.attachment.c.path)).scalars().all() == [None]
    assert purge(world)["files"] == 0


def test_a_file_that_is_gone_already_stops_nothing(world: World) -> None:
    close_long_ago(world, 200)
    (world.settings.files / "ab12").unlink()

    assert purge(world)["files"] == 1
    with world.database.reading() as session:
        assert session.execute(select(tables.attachment.c.path)).scalars().all() == [None]


def test_the_report_says_what_would_go_and_nothing_goes(world: World, browser: Browser) -> None:
    close_long_ago(world, 800)
    client = browser("rehema")
    page = client.get("/data").text

    assert "tickets" in page or "tiketi" in page
    with world.database.reading() as session:
        assert session.execute(select(Ticket)).scalars().first() is not None
        lines = {line.kind: line.count for line in retention.report(session, DAYS, now=START)}
    assert lines["tickets"] == 1


def test_letting_go_wants_the_word_and_leaves_a_proof(world: World, browser: Browser) -> None:
    close_long_ago(world, 800)
    client = browser("rehema")

    assert post(client, "/data/purge", at="/data", word="ndiyo").status_code == 422
    assert post(client, "/data/purge", at="/data", word="futa").status_code == 303
    assert "tickets=1" in client.get("/data").text


@pytest.mark.parametrize("days", ["inbox: 1", "audit: 0", "nothing: 5", "talk: -3"])
def test_too_few_days_are_refused(tmp_path: Path, days: str) -> None:
    (tmp_path / "retention.yml").write_text(f"days:\n  {days}\n", encoding="utf-8")

    with pytest.raises(BadCompany):
        retention.policy(tmp_path)


def test_a_customer_is_found_exported_and_erased(world: World, browser: Browser) -> None:
    client = browser("rehema")
    found = client.get(f"/data/people?q={world.complaint}").text
    page = "/data/people/1"
    content = post(client, f"{page}/export", at=page).content

    assert 'href="/data/people/1"' in found
    assert content
    assert post(client, f"{page}/erase", at=page, name="Somebody").status_code == 422
    assert post(client, f"{page}/erase", at=page, name="Asha Mwinyi").status_code == 303
    assert client.get(page).status_code == 404
    assert "/data/people/1" not in client.get("/data/people?q=Mwinyi").text


def test_nothing_of_an_erased_customer_is_left_in_search_or_drafts(
    world: World, browser: Browser
) -> None:
    with world.database.begin() as session:
        ticket = ticket_of(session, world.complaint)
        member = session.get(StaffMember, world.staff["brian"])
        assert member is not None
        drafts.keep(session, ticket, member, DraftKind.REPLY, "Pole Asha Mwinyi", now=START)
        vocabulary.learn(session)
    page = "/data/people/1"
    post(browser("rehema"), f"{page}/erase", at=page, name="Asha Mwinyi")

    with world.database.reading() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        left = [name for (name,) in names if holds(session, name, "mwinyi")]
    assert left == []


def holds(session: Session, table: str, word: str) -> bool:
    rows = session.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - the database's own names
    return any(word in str(cell).lower() for row in rows for cell in row)


def test_a_breach_is_written_down_with_the_hours_left(world: World, browser: Browser) -> None:
    client, page = browser("rehema"), "/data/breaches"
    form = {"found_at": "2026-03-03T09:00", "what": "Simu iliibiwa", "data": "Majina",
            "people": "40", "measures": "Imefungwa"}  # fmt: skip

    assert post(client, page, at=page, **{**form, "people": "wengi"}).status_code == 422
    assert post(client, page, at=page, **form).status_code == 303
    assert "Simu iliibiwa" in client.get(page).text
    assert "bado" in client.get(page).text
    post(client, f"{page}/told", at=page, breach="1", whom="regulator")
    assert "Mdhibiti ameambiwa" not in client.get(page).text

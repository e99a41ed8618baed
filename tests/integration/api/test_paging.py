"""Page by page nothing is lost and nothing comes twice, whatever is changed meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations, opening
from tests.integration.api.conftest import System
from tests.integration.console.world import World, ticket_of

MANY = 23


def fill(world: World, count: int = MANY) -> list[str]:
    """So many more tickets of the customer who complains."""
    made = []
    with world.database.begin() as session:
        contact = session.get(Contact, ticket_of(session, world.complaint).contact_id)
        assert contact is not None
        for number in range(count):
            world.clock.pass_by(minutes=1)
            ticket = opening.open_ticket(
                session,
                contact,
                TicketKind.QUESTION,
                department="customer_service",
                story=f"Swali la {number}",
                source_key=None,
                now=world.clock(),
            )
            made.append(ticket.reference)
    return made


def pages(client: TestClient, path: str, name: str, **query: Any) -> list[list[Any]]:
    """All pages from the first to the last."""
    found, cursor = [], None
    while True:
        asked = {**query, **({"cursor": cursor} if cursor else {})}
        answer = client.get(path, params=asked).json()
        found.append(answer[name])
        cursor = answer["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("limit", [1, 4, 25, 100])
def test_tickets_come_once_each_the_newest_first(world: World, system: System, limit: int) -> None:
    expected = [world.complaint, world.order, *fill(world)][::-1]
    found = pages(system(), "/tickets", "tickets", limit=limit)

    assert [each["reference"] for page in found for each in page] == expected
    assert {len(page) for page in found[:-1]} <= {limit}


def test_what_is_changed_between_two_pages_is_neither_lost_nor_repeated(
    world: World, system: System
) -> None:
    made, client = fill(world), system()
    first = client.get("/tickets?limit=10").json()
    for reference in (made[0], made[-1], made[11]):
        client.post(f"/tickets/{reference}/priority", json={"priority": "low", "version": 1})
    fill(world, 3)
    rest = pages(client, "/tickets", "tickets", limit=10, cursor=first["next_cursor"])
    seen = [each["reference"] for page in (first["tickets"], *rest) for each in page]

    assert sorted(seen) == sorted([world.complaint, world.order, *made])


def test_who_asks_for_what_changed_since_gets_that(world: World, system: System) -> None:
    made, client = fill(world), system()
    world.clock.pass_by(hours=1)
    since = world.clock().isoformat().replace("+00:00", "Z")
    client.post(f"/tickets/{made[3]}/priority", json={"priority": "low", "version": 1})
    found = client.get("/tickets", params={"updated_since": since}).json()["tickets"]

    assert [each["reference"] for each in found] == [made[3]]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "question"}, MANY),
        ({"kind": "complaint", "priority": "high"}, 1),
        ({"status": "closed"}, 0),
        ({"language": "en"}, 1),
        ({"department": "sales"}, 1),
        ({"department": "jikoni"}, 0),
        ({"assignee": 0}, MANY + 2),
        ({"assignee": 1}, 0),
        ({"q": "wadudu"}, 1),
        ({"q": "   "}, MANY + 2),
    ],
)
def test_filters_narrow_the_list(
    world: World, system: System, query: dict[str, Any], count: int
) -> None:
    fill(world)
    found = pages(system(), "/tickets", "tickets", limit=7, **query)

    assert sum(map(len, found)) == count


def test_messages_come_once_each(world: World, system: System) -> None:
    client, page = system(), f"/tickets/{world.complaint}"
    for number in range(MANY):
        client.post(f"{page}/note", json={"text": f"Maelezo {number}"})
    found = pages(client, f"{page}/messages", "messages", limit=5)
    said = [each["text"] for page in reversed(found) for each in page]

    assert said[-MANY:] == [f"Maelezo {number}" for number in range(MANY)]
    assert len(said) == MANY + 3


def test_what_is_said_meanwhile_moves_no_page(world: World, system: System) -> None:
    client, page = system(), f"/tickets/{world.complaint}"
    first = client.get(f"{page}/messages?limit=2").json()
    with world.database.begin() as session:
        contact = session.get(Contact, ticket_of(session, world.complaint).contact_id)
        assert contact is not None
        conversations.record(session, contact, "Halo?", author=Author.CUSTOMER, now=world.clock())
    rest = pages(client, f"{page}/messages", "messages", limit=2, cursor=first["next_cursor"])

    assert len(rest) == 1
    assert [each["author"] for each in rest[0]] == ["customer"]


def test_a_merged_ticket_and_a_gone_department_are_still_listed(
    world: World, system: System
) -> None:
    with world.database.begin() as session:
        session.query(Department).filter_by(code="sales").one().active = False
        ticket: Ticket = ticket_of(session, world.order)
        assert ticket.department_id

    found = system().get("/tickets").json()["tickets"]
    assert world.order in {each["reference"] for each in found}

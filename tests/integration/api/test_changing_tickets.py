"""What a system does about a ticket happens as if a clerk had done it, and once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import Owner
from helpdesk.services import conversations, tickets
from tests.integration.api.conftest import System, code, version
from tests.integration.console.world import World, ticket_of


def page(world: World) -> str:
    return f"/tickets/{world.complaint}"


def test_a_reply_reaches_the_customer(world: World, system: System) -> None:
    client = system("brian")
    body = {"text": "Tunakuletea unga mwingine leo.", "version": 1}
    answer = client.post(f"{page(world)}/reply", json=body)

    assert answer.json()["status"] == "pending_customer"
    assert answer.json()["assignee"]["name"] == "Brian Mutua"
    with world.database.reading() as session:
        sent = session.execute(select(Delivery)).scalar_one()
        contact = tickets.contact_of(session, ticket_of(session, world.complaint))
        assert "Tunakuletea unga mwingine leo." in sent.payload
        assert conversations.of(session, contact).owner is Owner.HUMAN


def test_a_reply_shows_what_became_of_it(world: World, system: System) -> None:
    client = system()
    client.post(f"{page(world)}/reply", json={"text": "Pole sana", "version": 1})
    client.post(f"{page(world)}/note", json={"text": "Ni mara ya pili"})
    said = client.get(f"{page(world)}/messages").json()["messages"]

    assert [(m["visibility"], m["delivery"], m["author"]) for m in said[-2:]] == [
        ("public", "queued", "staff"),
        ("internal", None, "staff"),
    ]
    assert said[-1]["staff"]["name"] == "Rehema Juma"


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("reply", {"text": "Habari"}),
        ("status", {"status": "on_hold"}),
        ("status", {"status": "resolved"}),
        ("priority", {"priority": "low"}),
        ("department", {"department": "sales"}),
        ("claim", {}),
        ("assignee", {"assignee": None}),
    ],
)
def test_of_two_changes_at_once_the_second_is_told_how_it_stands(
    world: World, system: System, verb: str, body: dict[str, Any]
) -> None:
    client = system()
    client.post(f"{page(world)}/priority", json={"priority": "urgent", "version": 1})
    late = client.post(f"{page(world)}/{verb}", json={**body, "version": 1})

    assert code(late) == (409, "stale_version")
    assert late.json()["version"] == version(client, page(world)) == 2


def test_a_reply_that_is_sent_twice_arrives_once(world: World, system: System) -> None:
    client, body = system(), {"text": "Habari", "version": 1}
    answers = [client.post(f"{page(world)}/reply", json=body).status_code for _ in range(2)]

    assert answers == [200, 409]
    with world.database.reading() as session:
        assert len(session.execute(select(Delivery)).scalars().all()) == 1


def test_a_resolved_ticket_is_opened_again_and_no_step_is_skipped(
    world: World, system: System
) -> None:
    client = system()
    way = ["resolved", "on_hold", "open"]
    answers = [
        client.post(
            f"{page(world)}/status",
            json={"status": status, "version": version(client, page(world))},
        )
        for status in way
    ]

    assert [each.status_code for each in answers] == [200, 409, 200]
    assert code(answers[1]) == (409, "illegal_transition")


def test_what_somebody_has_is_not_claimed(world: World, system: System) -> None:
    system("brian").post(f"{page(world)}/claim", json={"version": 1})
    client = system()
    late = client.post(f"{page(world)}/claim", json={"version": version(client, page(world))})

    assert code(late) == (409, "already_claimed")
    assert client.get(page(world)).json()["assignee"]["name"] == "Brian Mutua"


def test_it_is_passed_on_out_of_sight(world: World, system: System) -> None:
    client, body = system("brian"), {"department": "sales", "version": 1}
    answer = client.post(f"{page(world)}/department", json=body)

    assert answer.json()["department"] == "sales"
    assert client.get(page(world)).status_code == 404


@pytest.mark.parametrize(
    ("verb", "field", "value", "problem"),
    [("department", "department", "jikoni", "nowhere"), ("assignee", "assignee", 999, "nobody")],
)
def test_it_names_the_field_that_cannot_be(
    world: World, system: System, verb: str, field: str, value: object, problem: str
) -> None:
    answer = system().post(f"{page(world)}/{verb}", json={field: value, "version": 1})

    assert code(answer) == (422, "invalid")
    assert [(f["name"], f["code"]) for f in answer.json()["fields"]] == [(field, problem)]

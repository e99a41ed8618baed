"""A token sees no further than whoever made it: departments, and what they need to know."""

from __future__ import annotations

import pytest

from backoffice.api.operation import Operation
from backoffice.api.table import OPERATIONS
from helpdesk.domain.rights import NEED_TO_KNOW
from tests.integration.api.conftest import System
from tests.integration.api.walk import ask
from tests.integration.console.test_orders import SECRETS, hire
from tests.integration.console.world import World

ON_TICKETS = [each for each in OPERATIONS if "{ticket}" in each.path]
PLACES = {"place": "place", "phone": "phone", "person": "customer", "payment": "payment"}


@pytest.mark.parametrize("operation", ON_TICKETS, ids=lambda each: each.name)
def test_another_departments_ticket_is_nowhere(
    world: World, system: System, operation: Operation
) -> None:
    client = system("salma")
    foreign = ask(client, operation, world)
    world.complaint = "T-2222-22222"
    none = ask(client, operation, world)

    assert foreign.status_code == none.status_code == 404
    assert foreign.json() == none.json()


def test_another_departments_ticket_is_in_no_list(world: World, system: System) -> None:
    client = system("salma")
    asked = ("", "?q=unga", f"?q={world.complaint}", "?department=customer_service", "?q=Asha")
    answers = [client.get(f"/tickets{query}").text for query in asked]

    assert all(world.complaint not in answer for answer in answers)
    assert world.order in answers[0]


def test_notes_of_another_ticket_are_not_told(world: World, system: System) -> None:
    admin = system()
    admin.post(f"/tickets/{world.complaint}/note", json={"text": "SIRI"})
    own = system("brian").get(f"/tickets/{world.complaint}/messages").json()["messages"]

    assert [m["visibility"] for m in own if m["text"] == "SIRI"] == ["internal"]
    assert "SIRI" not in system("salma").get(f"/tickets/{world.order}/messages").text


@pytest.mark.parametrize("department", ["storage", "accounting", "production", "sales"])
def test_of_an_order_it_tells_what_the_department_needs_to_know(
    world: World, system: System, department: str
) -> None:
    client = system(hire(world, department))
    known = NEED_TO_KNOW[department]
    one, listed = client.get(f"/orders/{world.goods}"), client.get("/orders")

    for answer in (one.json(), listed.json()["orders"][0]):
        told = {part for part, name in PLACES.items() if name in answer}
        assert told == known & set(PLACES)
    assert {part: SECRETS[part] in one.text for part in ("place", "phone", "person")} == {
        part: part in known for part in ("place", "phone", "person")
    }
    assert ("amount" in one.json()["items"][0]) is ("payment" in known)


def test_a_department_takes_only_its_own_steps(world: World, system: System) -> None:
    client = system(hire(world, "storage"))
    body = {"step": "paid", "version": 1}
    answer = client.post(f"/orders/{world.goods}/step", json=body)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_an_agent_gives_no_ticket_to_others(world: World, system: System) -> None:
    body = {"assignee": world.staff["rehema"], "version": 1}
    answer = system("brian").post(f"/tickets/{world.complaint}/assignee", json=body)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

"""An accounting program, a till and a store's system at work."""

from __future__ import annotations

from typing import Any

import pytest

from helpdesk.domain.scopes import TokenScope
from tests.integration.api.conftest import System, code
from tests.integration.console.test_orders import order_of, said
from tests.integration.console.world import World


def step(client: Any, world: World, name: str, **more: str) -> Any:
    body = {"step": name, "version": order_of(world).version, **more}
    return client.post(f"/orders/{world.goods}/step", json=body)


def test_an_accounting_program_marks_an_order_paid(world: World, system: System) -> None:
    client = system(scopes=[TokenScope.ORDERS_READ, TokenScope.ORDERS_WRITE])
    waiting = client.get("/orders?waiting_for=paid").json()["orders"]
    assert [each["payment"]["due"] for each in waiting] == [99150]

    answer = step(client, world, "paid")

    assert answer.json()["next_steps"] == ["acknowledge", "cancel"]
    assert client.get(f"/orders/{world.goods}").json()["payment"]["status"] == "paid"
    assert client.get("/orders?waiting_for=paid").json()["orders"] == []
    assert len([text for text in said(world) if world.goods in text]) == 1


def test_no_step_is_taken_out_of_turn_or_twice(world: World, system: System) -> None:
    client = system()

    assert code(step(client, world, "pack")) == (409, "illegal_transition")
    assert step(client, world, "acknowledge").status_code == 200
    assert code(step(client, world, "acknowledge")) == (409, "illegal_transition")
    stale = client.post(f"/orders/{world.goods}/step", json={"step": "paid", "version": 1})
    assert (stale.status_code, stale.json()["version"]) == (409, 2)


@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_an_order_is_not_cancelled_without_a_reason(
    world: World, system: System, reason: str | None
) -> None:
    more = {} if reason is None else {"reason": reason}
    answer = step(system(), world, "cancel", **more)

    assert answer.status_code == 422
    assert {each["name"] for each in answer.json()["fields"]} == {"reason"}


def test_a_cancelled_order_gives_its_goods_back(world: World, system: System) -> None:
    client = system()
    assert step(client, world, "cancel", reason="Mteja ameomba").status_code == 200

    assert client.get("/products/sugar").json()["stock"] == "102"
    assert client.get(f"/orders/{world.goods}").json()["cancel_reason"] == "Mteja ameomba"


def test_a_till_reads_prices_and_what_is_left(system: System) -> None:
    client = system(scopes=[TokenScope.CATALOGUE_READ])
    sugar = client.get("/products/sugar").json()

    assert (sugar["price"], sugar["currency"], sugar["unit"]) == (18000, "KES", "kg")
    assert (sugar["stock"], sugar["reserved"]) == ("100", "2")
    assert [each["code"] for each in client.get("/products").json()["products"]] == [
        "rice",
        "sugar",
    ]


def test_what_came_in_is_noted_once_though_it_is_sent_twice(system: System) -> None:
    client, body = system(), {"quantity": "12.5", "seen": "100"}
    answers = [client.post("/products/sugar/receipt", json=body) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 409]
    assert answers[0].json()["stock"] == answers[1].json()["stock"] == "112.5"


def test_a_count_holds_only_for_the_stock_that_was_seen(system: System) -> None:
    client = system()
    client.post("/products/sugar/spoilt", json={"quantity": "0.25"})
    late = client.post("/products/sugar/count", json={"quantity": "98", "seen": "100"})
    fresh = client.post("/products/sugar/count", json={"quantity": "98", "seen": "99.75"})

    assert (late.status_code, late.json()["stock"]) == (409, "99.75")
    assert fresh.json() == {"code": "sugar", "unit": "kg", "stock": "98"}


@pytest.mark.parametrize(
    "quantity", ["0", "0.000", "-1", "1,5", "1.0001", "1e3", "NaN", "", "1000000"]
)
def test_a_quantity_that_is_none_is_refused(system: System, quantity: str) -> None:
    answer = system().post("/products/sugar/receipt", json={"quantity": quantity})

    assert code(answer) == (422, "invalid")


@pytest.mark.parametrize(
    ("verb", "quantity", "problem"),
    [("spoilt", "101", "out_of_stock"), ("receipt", "999999", "bad_quantity")],
)
def test_more_than_there_is_or_could_be_is_refused(
    system: System, verb: str, quantity: str, problem: str
) -> None:
    answer = system().post(f"/products/sugar/{verb}", json={"quantity": quantity})

    assert code(answer) == (422, problem)
    assert answer.json()["fields"][0]["name"] == "quantity"

"""Orders across the departments: whose step it is, who sees what, and what the customer hears."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import Language, OrderStatus, PaymentStatus, Role
from helpdesk.domain.order import Order
from helpdesk.domain.rights import NEED_TO_KNOW, STEPS
from helpdesk.services import staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import PASSWORD, START, World, post, ticket_of

SECRETS = {
    "place": "Msimbazi Street",
    "phone": "754123456",
    "person": "John Otieno",
    "payment": "QGH7XXWYZ1",
}
DEPARTMENTS = ("storage", "accounting", "sales", "customer_service", "production", "hr")


def hire(world: World, department: str) -> str:
    """Somebody of that department, who answers in English."""
    with world.database.begin() as session:
        staff.add(
            session,
            username=f"of_{department}",
            name=f"Of {department}",
            password=PASSWORD,
            role=Role.AGENT,
            departments=[department],
            language=Language.EN,
            now=START,
        )
    return f"of_{department}"


def order_of(world: World) -> Order:
    with world.database.reading() as session:
        return session.execute(select(Order).filter_by(reference=world.goods)).scalar_one()


def said(world: World) -> list[str]:
    with world.database.reading() as session:
        return [row.payload for row in session.execute(select(Delivery)).scalars()]


def take(client: object, world: World, step: str, **fields: str) -> int:
    page, version = f"/orders/{world.goods}", str(order_of(world).version)
    form = {"step": step, "version": version, **fields}
    return int(post(client, f"{page}/step", at=page, **form).status_code)  # type: ignore[arg-type]


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_each_department_sees_what_it_needs_and_nothing_else(
    world: World, browser: Browser, department: str
) -> None:
    with world.database.begin() as session:
        order = session.execute(select(Order)).scalar_one()
        order.payment_status = PaymentStatus.CLAIMED
        order.payment_reference = SECRETS["payment"]
        reference = ticket_of(session, world.order).reference
    client = browser(hire(world, department))
    pages = client.get(f"/orders/{world.goods}").text + client.get("/orders?tab=all").text
    known = NEED_TO_KNOW.get(department, frozenset({"items"}))

    assert "Sugar" in pages
    assert {field: text in pages for field, text in SECRETS.items()} == {
        field: field in known for field in SECRETS
    }
    assert (reference in pages) is ("ticket" in known)


def test_searching_for_a_name_one_may_not_see_finds_nothing(
    world: World, browser: Browser
) -> None:
    client = browser(hire(world, "storage"))

    assert world.goods not in client.get("/orders?q=otieno").text
    assert world.goods not in client.get("/orders?q=0754123456").text
    assert world.goods in client.get(f"/orders?q={world.goods.lower()}").text


def test_an_order_goes_its_whole_way(world: World, browser: Browser) -> None:
    people = {name: browser(hire(world, name)) for name in ("sales", "accounting", "storage")}
    way = (("sales", "acknowledge"), ("accounting", "paid"), ("storage", "pack"),
           ("storage", "dispatch"), ("storage", "deliver"))  # fmt: skip
    answers = [take(people[who], world, step) for who, step in way]

    order = order_of(world)
    assert answers == [303] * 5
    assert (order.status, order.payment_status) == (OrderStatus.DELIVERED, PaymentStatus.PAID)
    assert len([text for text in said(world) if world.goods in text]) == 5
    with world.database.reading() as session:
        assert str(ticket_of(session, world.order).status) == "resolved"


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_takes_only_its_own_steps(
    world: World, browser: Browser, department: str, step: str
) -> None:
    with world.database.begin() as session:
        order = session.execute(select(Order)).scalar_one()
        ready = {"dispatch": OrderStatus.PACKED, "deliver": OrderStatus.DISPATCHED}
        order.status = ready.get(step, OrderStatus.CONFIRMED)
        order.acknowledged_at = START if step == "pack" else None
    client = browser(hire(world, department))
    offered = f'data-testid="step-{step}"' in client.get(f"/orders/{world.goods}").text

    assert offered is (department in STEPS[step])
    assert take(client, world, step, reason="Mteja ameomba") == (303 if offered else 403)


def test_no_step_is_left_out_and_none_taken_twice(world: World, browser: Browser) -> None:
    client = browser("rehema")

    assert take(client, world, "pack") == 409
    assert take(client, world, "acknowledge") == 303
    assert take(client, world, "acknowledge") == 409
    assert order_of(world).status is OrderStatus.CONFIRMED


def test_of_two_at_once_the_second_is_told(world: World, browser: Browser) -> None:
    client, version = browser("rehema"), str(order_of(world).version)
    page = f"/orders/{world.goods}"
    take(client, world, "acknowledge")
    late = post(client, f"{page}/step", at=page, step="paid", version=version)

    assert late.status_code == 409
    assert order_of(world).payment_status is PaymentStatus.UNPAID


def test_a_cancelled_order_gives_the_goods_back_and_says_why(
    world: World, browser: Browser
) -> None:
    client = browser("rehema")
    before = client.get("/stock/sugar").text
    assert take(client, world, "cancel") == 422
    assert take(client, world, "cancel", reason="<b>Mvua</b>") == 303

    assert "100" in before
    assert "102" in client.get("/stock/sugar").text
    assert "<b>Mvua</b>" in said(world)[-1]
    assert "<b>Mvua</b>" not in client.get(f"/orders/{world.goods}").text


def test_the_receipt_is_for_who_sees_the_payment(world: World, browser: Browser) -> None:
    address = f"/orders/{world.goods}/receipt"

    assert browser(hire(world, "storage")).get(address).status_code == 403
    assert browser("rehema").get(address).content.startswith(b"%PDF-")


def test_an_order_there_is_not_is_not_found(world: World, browser: Browser) -> None:
    client = browser("rehema")

    assert client.get("/orders/P-2222-22222").status_code == 404
    assert client.get("/orders?before=-1&tab=nonsense&q=%00").status_code == 200

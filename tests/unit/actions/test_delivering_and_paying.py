"""The order form asks where the goods go and how they are paid, and says what that costs."""

from __future__ import annotations

import pytest

from actions.office import Office
from helpdesk.domain.enums import Fulfilment, PaymentStatus
from helpdesk.services import contacts, orders
from tests.unit.actions.conftest import Chat

GOODS = [{"product": "sugar", "name": "Sukari", "quantity": "2", "unit": "kg"}]


@pytest.fixture
def form(chat: Chat) -> Chat:
    chat.form = "order_form"
    chat.slots |= {"order_lines": GOODS, "requested_slot": "order_place"}
    return chat


async def answer(form: Chat, text: str, asked: str, intent: str = "inform") -> list[str]:
    form.slots["requested_slot"] = asked
    return (await form.run("validate_order_form", text, intent=intent)).responses


async def ready(form: Chat, place: str = "Sinza kwa Remmy", payment: str = "mpesa") -> Chat:
    await answer(form, place, "order_place")
    form.slots |= {"order_phone": "+255712345678", "order_payment": payment}
    return form


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Sinza kwa Remmy", "sinza"),
        ("niletee Mbagala rangi tatu karibu na benki", "mbagala"),
        ("house 12, Msimbazi Street, Kariakoo", "kariakoo"),
    ],
)
async def test_it_knows_the_area_by_the_place(form: Chat, text: str, area: str) -> None:
    await answer(form, text, "order_place")
    assert (form.slots["order_place"], form.slots["order_area"]) == (text, area)


async def test_it_asks_once_for_the_area_and_keeps_what_was_told(form: Chat) -> None:
    await answer(form, "Mtaa wa Uhuru nyumba ya bluu", "order_place")
    asked = await form.run("action_ask_order_form_order_place")
    await answer(form, "Ilala", "order_place")
    assert asked.responses == ["utter_area_needed"]
    assert form.slots["order_place"] == "Mtaa wa Uhuru nyumba ya bluu Ilala"
    assert form.slots["order_area"] == "ilala"


async def test_it_takes_a_place_it_does_not_know_the_second_time(form: Chat) -> None:
    await answer(form, "Kwa Mzee Juma", "order_place")
    await answer(form, "nyuma ya shule", "order_place")
    assert form.slots["order_area"] == "elsewhere"
    assert form.slots["order_place"] == "Kwa Mzee Juma nyuma ya shule"


@pytest.mark.parametrize(
    "text",
    [
        "nitakuja kuchukua mwenyewe",
        "ntapitia dukani jioni",
        "I will pick it up",
        "I'll collect tomorrow",
    ],
)
async def test_it_lets_the_customer_come_for_the_goods(form: Chat, text: str) -> None:
    await answer(form, text, "order_place", intent="out_of_scope")
    assert form.slots["order_area"] == "pickup"
    assert "Kariakoo" in form.slots["order_place"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mpesa", "mpesa"),
        ("nitalipa kwa M-Pesa", "mpesa"),
        ("Airtel Money", "airtel"),
        ("tigo pesa basi", "tigopesa"),
        ("taslimu", "cash"),
        ("cash on delivery", "cash"),
    ],
)
async def test_it_reads_how_the_customer_pays(form: Chat, text: str, code: str) -> None:
    await answer(form, text, "order_payment", intent="ask_payment_methods")
    assert form.slots["order_payment"] == code


@pytest.mark.parametrize("text", ["sijui", "kwa pesa", "mpesa au airtel"])
async def test_it_takes_nothing_unclear_for_a_way_of_paying(form: Chat, text: str) -> None:
    await answer(form, text, "order_payment")
    assert form.slots.get("order_payment") is None


async def test_it_offers_every_way_of_paying_as_a_button(form: Chat) -> None:
    (said,) = (await form.run("action_ask_order_form_order_payment")).said
    assert [button["title"] for button in said["buttons"]][:2] == [
        "Taslimu mzigo ukifika",
        "M-Pesa",
    ]
    assert said["buttons"][1]["payload"] == '/inform{"payment": "mpesa"}'


async def test_it_adds_the_fee_and_says_how_soon(form: Chat) -> None:
    await ready(form)
    (summary,) = (await form.run("action_ask_order_form_order_confirm")).said
    assert summary["total"] == "TSh 9,500"
    assert "TSh 3,500" in summary["details"]
    assert "saa 5" in summary["details"]
    assert "M-Pesa" in summary["details"]


async def test_it_takes_no_fee_from_who_comes(form: Chat) -> None:
    await ready(form, "nitakuja kuchukua")
    (summary,) = (await form.run("action_ask_order_form_order_confirm")).said
    assert summary["total"] == "TSh 6,000"


async def test_it_tells_how_to_pay_and_takes_nothing_for_paid(form: Chat, here: Office) -> None:
    await ready(form)
    (placed,) = (await form.run("action_place_order", "ndiyo", intent="affirm")).said
    with here.database.reading() as session:
        (order,) = orders.of_contact(session, contacts.by_sender(session, form.sender))
    assert (order.total, order.fee, order.due) == (600000, 350000, 950000)
    assert (order.fulfilment, order.area) == (Fulfilment.DELIVERY, "sinza")
    assert order.payment_status is PaymentStatus.UNPAID
    assert placed["total"] == "TSh 9,500"
    assert (
        f"Lipa TSh 9,500 kwa M-Pesa, Lipa Namba 5000000, kumbukumbu {order.reference}"
        in (placed["next"])
    )

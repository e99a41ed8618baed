"""Stock by hand: received, counted, spoilt; a sale meanwhile is never lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from helpdesk.domain.company import Product
from helpdesk.domain.desk import Notice
from helpdesk.locale import say
from helpdesk.services import stock
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, START, World, post, token
from tests.unit.shop.test_product_photos import picture

PAGE = "/stock/sugar"


def there(world: World) -> Decimal:
    with world.database.reading() as session:
        return stock.by_code(session, "sugar").stock


def sell(world: World, quantity: int) -> None:
    with world.database.begin() as session:
        session.execute(select(Product).filter_by(code="sugar")).scalar_one().stock -= quantity


@pytest.mark.parametrize(
    ("reason", "quantity", "left"),
    [("receipt", "12,5", "112.5"), ("spoilt", "0.25", "99.75"), ("count", "97", "97")],
)
def test_it_notes_what_happened(
    world: World, browser: Browser, reason: str, quantity: str, left: str
) -> None:
    client = browser("rehema")
    form = {"reason": reason, "quantity": quantity, "seen": "100", "note": "Lori la asubuhi"}
    assert post(client, f"{PAGE}/change", at=PAGE, **form).status_code == 303

    assert there(world) == Decimal(left)
    assert "Lori la asubuhi" in client.get(PAGE).text


def test_a_sale_meanwhile_spoils_a_count_but_not_a_receipt(world: World, browser: Browser) -> None:
    client = browser("rehema")
    sell(world, 10)
    count = {"reason": "count", "quantity": "99", "seen": "100"}
    receipt = {"reason": "receipt", "quantity": "5", "seen": "100"}

    refused = post(client, f"{PAGE}/change", at=PAGE, **count)
    assert refused.status_code == 409
    assert 'value="99"' in refused.text
    assert post(client, f"{PAGE}/change", at=PAGE, **receipt).status_code == 303
    assert there(world) == 95


@pytest.mark.parametrize("quantity", ["", "-1", "0", "abc", "1e9", "NaN", "0.0001", "9" * 12])
def test_a_wrong_quantity_is_told_and_kept(world: World, browser: Browser, quantity: str) -> None:
    client = browser("rehema")
    form = {"reason": "receipt", "quantity": quantity, "seen": "100"}
    refused = post(client, f"{PAGE}/change", at=PAGE, **form)

    assert refused.status_code == 422
    assert f'value="{quantity}"' in refused.text
    assert there(world) == 100


def test_more_than_there_is_cannot_spoil(world: World, browser: Browser) -> None:
    client = browser("rehema")
    form = {"reason": "spoilt", "quantity": "101", "seen": "100"}

    assert post(client, f"{PAGE}/change", at=PAGE, **form).status_code == 422
    assert there(world) == 100


def test_it_tells_once_when_little_is_left_and_again_after_a_refill(
    world: World, browser: Browser
) -> None:
    client = browser("rehema")
    post(client, f"{PAGE}/mark", at=PAGE, low_at="90")
    sell(world, 15)

    def lines() -> int:
        with world.database.begin() as session:
            stock.watch(session, now=START)
            stock.watch(session, now=START)
            return len(session.execute(select(Notice)).scalars().all())

    assert lines() == 1
    post(client, f"{PAGE}/change", at=PAGE, reason="receipt", quantity="50", seen="85")
    assert lines() == 1
    sell(world, 60)
    assert lines() == 2


def test_an_auditor_looks_and_changes_nothing(world: World, browser: Browser) -> None:
    client = browser("amina")

    assert "stock-save" not in client.get(PAGE).text
    answer = post(
        client, f"{PAGE}/change", at="/notices", reason="receipt", quantity="1", seen="1"
    )
    assert answer.status_code == 403


def test_a_picture_is_shown_and_taken_away(world: World, browser: Browser) -> None:
    client = browser("rehema")
    form = {"csrf": token(client, PAGE)}
    sent = {"photo": ("sukari.png", picture("PNG"), "image/png")}
    saved = client.post(
        f"{PAGE}/photo", data=form, files=sent, headers=ORIGIN, follow_redirects=False
    )
    shown = client.get(f"{PAGE}/photo")

    assert (saved.status_code, shown.headers["content-type"]) == (303, "image/jpeg")
    assert "sandbox" in shown.headers["content-security-policy"]
    post(client, f"{PAGE}/photo", at=PAGE, drop="yes")
    assert client.get(f"{PAGE}/photo").status_code == 404


def test_what_is_no_picture_is_refused_in_words(world: World, browser: Browser) -> None:
    client = browser("rehema")
    form = {"csrf": token(client, PAGE)}
    sent = {"photo": ("sukari.png", b"<svg onload=alert(1)>", "image/png")}
    refused = client.post(f"{PAGE}/photo", data=form, files=sent, headers=ORIGIN)

    assert refused.status_code == 422
    assert say("sw", "console.error.bad_picture") in refused.text

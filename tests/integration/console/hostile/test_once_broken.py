"""What once ended in a fault of ours, or led out of the house: each with its clear answer."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from backoffice import thread
from helpdesk.domain.enums import StockReason
from helpdesk.domain.errors import BadQuantity
from helpdesk.services import staff, stock
from tests.integration.console.hostile.walking import send
from tests.integration.console.world import World, ticket_of, token

LONG = "9" * 19


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/audit?to=9999-12-31", 422),
        ("/audit?from=0001-01-01", 422),
        ("/audit.csv?to=9999-12-31", 200),
        ("/reports?to=9999-12-31", 422),
        ("/reports?from=x&to=2020-01-01", 422),
        ("/reports.csv?to=9999-12-31", 200),
        (f"/?assignee={LONG}", 200),
        (f"/orders?before={LONG}", 200),
        (f"/staff/{LONG}", 404),
        (f"/replies/{LONG}", 404),
        (f"/data/people/{LONG}", 404),
        (f"/files/{'9' * 5000}", 404),
        ("/stock/%00", 404),
        ("/reports/tickets?by=kind&value=%00", 200),
    ],
)
def test_an_address_has_a_clear_answer(admin: TestClient, path: str, status: int) -> None:
    assert admin.get(path).status_code == status


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/stock/sugar/change", {"quantity": "9e999999", "reason": "receipt", "seen": "0"}, 422),
        ("/stock/sugar/mark", {"low_at": "9e999999"}, 422),
        ("/data/breaches", {"found_at": "0001-01-01T00:00", "what": "x", "data": "x",
                            "measures": "x", "people": "1"}, 422),
        ("/me", {"name": "Rehema", "away_until": "9999-12-31"}, 422),
        ("/company/departments/new", {"code": "x", "sw": "2026-02-30", "en": "x"}, 409),
        (f"/staff/{LONG}/sign-out", {}, 404),
    ],
)  # fmt: skip
def test_a_form_has_a_clear_answer(
    admin: TestClient, path: str, fields: dict[str, str], status: int
) -> None:
    form = {"csrf": token(admin, "/notices"), **fields}

    assert send(admin, path, form.items()).status_code == status


@pytest.mark.parametrize("path", ["/replies/0", "/macros/0"])
def test_a_department_there_is_not_is_refused_beside_what_was_typed(
    admin: TestClient, path: str
) -> None:
    texts = dict.fromkeys(("title_sw", "title_en", "text_sw", "text_en"), "Karibu tena")
    form = {"csrf": token(admin, "/notices"), **texts, "department": "x" * 65}
    answer = send(admin, path, form.items())

    assert answer.status_code == 422
    assert 'value="Karibu tena"' in answer.text


def test_stock_never_grows_beyond_what_is_counted(house: World) -> None:
    with house.database.begin() as session:
        product, by = stock.by_code(session, "sugar"), staff.by_username(session, "rehema")
        assert by is not None
        with pytest.raises(BadQuantity):
            stock.change(session, product, by, StockReason.RECEIPT, stock.MOST,
                         seen=product.stock, now=house.clock())  # fmt: skip


def test_after_an_answer_one_stays_in_the_house(house: World, admin: TestClient) -> None:
    page = f"/tickets/{house.complaint}"
    form = {"csrf": token(admin, page), "text": "x", "then": "https://evil.example/"}

    answer = send(admin, f"{page}/note", form.items())
    assert (answer.status_code, "location" in answer.headers) == (422, False)


def test_half_a_character_in_a_packet_is_shown_as_unknown(house: World, admin: TestClient) -> None:
    with house.database.begin() as session:
        ticket_of(session, house.complaint).packet = json.dumps({"reason": "a\ud800b"})

    assert thread.packet('{"a": "\\ud800"}') == [("a", ["\ud800"])]
    assert "a?b" in admin.get(f"/tickets/{house.complaint}").text

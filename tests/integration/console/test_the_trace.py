"""Every look at a customer's matter, and every table taken away, stands in the audit."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.db import tables
from helpdesk.domain.staff import AuditEntry
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post


def noted(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        found = session.execute(select(AuditEntry).order_by(tables.audit_entry.c.id)).scalars()
        return [(each.what, each.who) for each in found]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/tickets/{world.complaint}", "ticket.viewed"),
        ("/orders/{world.goods}", "order.viewed"),
        ("/orders/{world.goods}/receipt", "order.receipt"),
        ("/data/people/1", "contact.viewed"),
        ("/reports.csv", "report.taken"),
        ("/audit.csv", "audit.taken"),
    ],
)
def test_it_notes_who_looked(world: World, browser: Browser, path: str, what: str) -> None:
    assert browser("rehema").get(path.format(world=world)).status_code == 200

    assert noted(world)[-1] == (what, f"staff:{world.staff['rehema']}")


def test_looking_is_no_step_of_an_order(world: World, browser: Browser) -> None:
    client, page = browser("rehema"), f"/orders/{world.goods}"
    client.get(page)
    way = client.get(page).text.partition('<ol class="history">')[2]
    assert "<li>" not in way.partition("</ol>")[0]
    post(client, f"{page}/step", at=page, step="acknowledge", version="1")

    assert "<li>" in client.get(page).text.partition('<ol class="history">')[2]


def test_a_page_that_is_not_theirs_leaves_no_trace(world: World, browser: Browser) -> None:
    client = browser("salma")
    before = len(noted(world))
    assert client.get(f"/tickets/{world.complaint}").status_code == 404

    assert len(noted(world)) == before

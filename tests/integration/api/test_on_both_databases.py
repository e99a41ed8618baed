"""Every operation on SQLite and on PostgreSQL: what one forgives, the other may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backoffice.api import checking
from backoffice.api.table import OPERATIONS
from backoffice.app import create_app
from helpdesk.db.engine import Database
from tests.factories import make_settings
from tests.integration.api.conftest import ROOT, bearer, token_for
from tests.integration.api.walk import ask
from tests.integration.console.quick import hasty
from tests.integration.console.world import Clock, World, fill


@pytest.fixture
def either(database: Database, tmp_path: Path) -> tuple[World, TestClient]:
    """The small world on either database, and a system with every scope."""
    world = World(make_settings(tmp_path), hasty(database), Clock())
    fill(world)
    app = create_app(world.settings, database, world.clock)
    return world, TestClient(app, base_url=ROOT, headers=bearer(token_for(world)))


def test_every_operation_answers_what_it_describes(either: tuple[World, TestClient]) -> None:
    world, client = either
    answers = {}
    for operation in sorted(OPERATIONS, key=lambda each: each.writes):
        answer = ask(client, operation, world)
        answers[operation.name] = answer.status_code
        if answer.status_code == 200:
            checking.validator(operation.answer).validate(answer.json())

    stale = {name for name, status in answers.items() if status == 409}
    assert set(answers.values()) == {200, 409}
    assert stale == {
        "ticket.status",
        "ticket.priority",
        "ticket.department",
        "ticket.claim",
        "ticket.assignee",
        "stock.count",
    }


def test_filters_search_and_pages_work(either: tuple[World, TestClient]) -> None:
    world, client = either
    everything = (
        "kind=complaint&status=new&priority=high&language=sw&department=customer_service"
        "&assignee=0&updated_since=2026-01-01T00:00:00.5%2B03:00&cursor=999999999999999&limit=1"
    )
    found = [
        client.get(f"/tickets?{query}").json()["tickets"] for query in (everything, "q=wadudu")
    ]

    assert [[each["reference"] for each in page] for page in found] == [[world.complaint]] * 2
    assert client.get("/orders?q=otieno&cursor=999999999999999").json()["orders"]
    assert client.get("/tickets/%00").status_code == client.get("/products/%00").status_code == 404

"""Two who have the same form open: the second is told, keeps what was typed, and may go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from helpdesk.domain.enums import Priority, TicketStatus
from helpdesk.locale import say
from tests.integration.console.conftest import world_in
from tests.integration.console.forms import html
from tests.integration.console.forms.office import MACRO, MEMBER, REPLY
from tests.integration.console.forms.town import Town, build
from tests.integration.console.world import ORIGIN, Clock, World, ticket_of

Fields = dict[str, Any]
EDITED: list[tuple[str, Fields, str]] = [
    ("/replies/{reply}", {**REPLY, "text_sw": "Karibu", "text_en": "Welcome"}, "title_en"),
    ("/macros/{macro}", dict(MACRO), "title_en"),
    ("/staff/{brian}", dict(MEMBER), "name"),
    ("/me", {"name": "Rehema J.", "speaks": ["en"], "away_until": ""}, "name"),
    ("/company/areas/0", {"fee": "2600"}, "fee"),
    ("/company/hours/0", {"value": "08:00-16:00"}, "value"),
]
"""What two may edit at once: the page, what the first saves, and what the second had changed."""


@pytest.fixture(scope="module")
def town(filled: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A world in which each thing is edited once."""
    folder: Path = tmp_path_factory.mktemp("two")
    shutil.copytree(filled.settings.var, folder, dirs_exist_ok=True)
    fresh = world_in(folder)
    world = replace(filled, settings=fresh.settings, database=fresh.database, clock=Clock())
    yield build(world, folder / "company")
    world.database.close()


def form_on(client: TestClient, address: str, text: str = "", page: str = "") -> Fields:
    """All that the form holds, on its page or on the page that was answered."""
    form = html.form_of(html.read(text or client.get(page or address).text), address)
    assert form is not None
    fields = [each for each in form.all("input", "textarea", "select") if "name" in each.attrs]
    seen = {each.attrs["name"]: html.stands(form, each.attrs["name"]) for each in fields}
    return {**{name: values for name, values in seen.items() if values}, **html.hidden(form)}


@pytest.mark.parametrize(("page", "first", "changed"), EDITED)
def test_the_second_is_told_and_may_save_again(
    town: Town, page: str, first: Fields, changed: str
) -> None:
    client, address = town.browser("rehema", "en"), page.format_map(town.names)
    early = form_on(client, address)
    late = {**early, changed: "09:00-15:00" if changed == "value" else "2700"}
    saved = client.post(address, data={**early, **first}, headers=ORIGIN, follow_redirects=False)
    refused = client.post(address, data=late, headers=ORIGIN)

    assert (saved.status_code, refused.status_code) == (303, 409)
    assert say("en", "console.error.stale_version") in html.alerts(html.read(refused.text))
    again = form_on(client, address, refused.text)
    assert again[changed] == [late[changed]]
    done = client.post(address, data=again, headers=ORIGIN, follow_redirects=False)
    assert done.status_code == 303


def test_saving_again_does_not_put_back_what_a_colleague_changed(town: Town) -> None:
    client, page = town.browser("rehema", "en"), f"/tickets/{town.names['order']}"
    address = f"{page}/change"
    early = form_on(client, address, page=page)
    client.post(address, data={**early, "priority": "urgent"}, headers=ORIGIN)
    refused = client.post(address, data={**early, "status": "on_hold"}, headers=ORIGIN)
    again = form_on(client, address, refused.text)
    client.post(address, data=again, headers=ORIGIN)

    assert refused.status_code == 409
    with town.world.database.reading() as session:
        ticket = ticket_of(session, town.names["order"])
        assert (ticket.priority, ticket.status) == (Priority.URGENT, TicketStatus.ON_HOLD)

"""Who a token lets in, for how long, and that it is neither a cookie nor a key to the console."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.db.tables import staff_member
from helpdesk.domain.enums import Role
from helpdesk.domain.machines import ApiToken
from helpdesk.domain.scopes import TokenScope
from tests.integration.api.conftest import ROOT, System, bearer, code, token_for
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post
from tests.matrix import full


def change(world: World, username: str, **values: Any) -> None:
    with world.database.begin() as session:
        theirs = update(staff_member).where(staff_member.c.username == username)
        session.execute(theirs.values(**values))


def kept(world: World) -> ApiToken:
    with world.database.reading() as session:
        found = select(ApiToken).order_by(ApiToken.id.desc())  # type: ignore[union-attr]
        return session.execute(found).scalars().first()  # type: ignore[return-value]


def test_the_secret_is_long_known_by_its_beginning_and_kept_nowhere(world: World) -> None:
    secret, token = token_for(world), kept(world)

    assert re.fullmatch(r"ofisi_[\w-]{48}", secret)
    assert secret.startswith(token.hint)
    assert len(token.hint) == 10
    assert secret not in repr(token)


def test_a_revoked_token_is_good_for_nothing(
    world: World, system: System, browser: Browser
) -> None:
    client = system()
    assert client.get("/me").status_code == 200
    post(browser("rehema"), "/tokens/revoke", at="/tokens", token=str(kept(world).id))

    assert code(client.get("/me")) == (401, "no_token")


def test_a_token_goes_with_its_maker(world: World, system: System) -> None:
    client = system("brian")
    change(world, "brian", active=False)

    assert code(client.get("/tickets")) == (401, "no_token")


def test_a_token_shrinks_with_its_maker(world: World, system: System) -> None:
    client = system("rehema")
    change(world, "rehema", role=Role.AGENT, departments="sales")

    assert client.get(f"/tickets/{world.order}").status_code == 200
    assert client.get(f"/tickets/{world.complaint}").status_code == 404
    assert code(client.get("/reports/summary")) == (403, "maker_may_not")


@pytest.mark.parametrize("guesses", [50, full(1000)])
def test_guessed_tokens_open_nothing(world: World, system: System, guesses: int) -> None:
    client = system()
    strange = [f"ofisi_{secrets.token_urlsafe(36)}" for _ in range(guesses)]
    answers = {client.get("/me", headers=bearer(each)).status_code for each in strange}

    assert answers == {401}


@pytest.mark.parametrize(
    "shown",
    [
        "Bearer",
        "Bearer ",
        "Basic {}",
        "{}",
        "Bearer {}x",
        "Bearer x{}",
        "Bearer {} {}",
        "Token {}",
    ],
)
def test_only_the_whole_token_said_as_it_should_be_lets_in(world: World, shown: str) -> None:
    app = create_app(world.settings, world.database, world.clock)
    secret = token_for(world)
    header = {"authorization": shown.format(secret, secret)}

    assert TestClient(app, base_url=ROOT).get("/me", headers=header).status_code == 401


def test_a_cookie_lets_nobody_in(browser: Browser) -> None:
    assert browser("rehema").get("/api/v1/me").status_code == 401


def test_a_token_opens_no_page_of_the_console(world: World, stranger: TestClient) -> None:
    shown = bearer(token_for(world))

    for path in ("/", "/tokens", f"/tickets/{world.complaint}", "/api"):
        answer = stranger.get(path, headers=shown, follow_redirects=False)
        assert (path, answer.status_code) == (path, 303)


def test_no_form_token_and_no_origin_are_needed(world: World, system: System) -> None:
    answer = system().post(
        f"/tickets/{world.complaint}/note",
        json={"text": "Kutoka mfumo"},
        headers={"origin": "http://elsewhere.example"},
    )

    assert answer.status_code == 200


def test_its_use_is_noted_once_a_minute(world: World, system: System) -> None:
    client, began = system(), world.clock()
    seen = []
    for _ in range(3):
        client.get("/me")
        seen.append(kept(world).last_used_at)
        world.clock.pass_by(seconds=35)

    assert [(at - began).total_seconds() for at in seen if at] == [0, 0, 70]


def test_a_token_knows_what_it_may_do(system: System) -> None:
    told = system("brian", [TokenScope.TICKETS_READ]).get("/me").json()

    assert told["scopes"] == ["tickets:read"]
    assert told["acts_for"]["name"] == "Brian Mutua"
    assert told["departments"] == ["customer_service"]

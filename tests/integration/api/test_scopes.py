"""The table of operations, walked scope by scope and role by role; the rest is refused."""

from __future__ import annotations

from typing import cast

import pytest
from starlette.routing import Mount, Route

from backoffice.api.app import DESCRIPTION
from backoffice.api.operation import Operation
from backoffice.api.table import MOUNTED, OPERATIONS, VERSION
from backoffice.app import create_app
from helpdesk.domain.enums import Role
from helpdesk.domain.rights import may
from helpdesk.domain.scopes import RIGHT_BEHIND, TokenScope
from tests.integration.api.conftest import System, code
from tests.integration.api.walk import BODIES, ask
from tests.integration.console.world import World

MAKERS = {Role.ADMIN: "rehema", Role.AGENT: "brian", Role.AUDITOR: "amina", Role.TRAINER: "tatu"}
EACH = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)


def test_every_route_of_the_api_comes_from_the_table(world: World) -> None:
    app = create_app(world.settings, world.database, world.clock)
    api = next(each for each in app.routes if isinstance(each, Mount) and each.path == MOUNTED)
    routed = {
        (route.path, method)
        for route in cast("list[Route]", api.routes)
        for method in set(route.methods or ()) - {"HEAD"}
    }
    described = {(f"{VERSION}{each.path}", each.method) for each in OPERATIONS}

    assert routed == described | {(DESCRIPTION, "GET")}


def test_every_scope_has_a_right_behind_it_and_opens_something() -> None:
    assert set(RIGHT_BEHIND) == set(TokenScope)
    assert {each.scope for each in OPERATIONS} == {None, *TokenScope}
    assert {each.name for each in OPERATIONS if each.writes} == set(BODIES)


@EACH
def test_it_answers_the_scope_that_is_needed_and_no_other(
    world: World, system: System, operation: Operation
) -> None:
    clients = {scope: system(scopes=[scope]) for scope in TokenScope}
    refused = {s for s, c in clients.items() if ask(c, operation, world).status_code == 403}

    assert refused == (set(TokenScope) - {operation.scope} if operation.scope else set())


@EACH
def test_it_says_which_scope_is_missing(
    world: World, system: System, operation: Operation
) -> None:
    others = [each for each in TokenScope if each is not operation.scope]
    answer = ask(system(scopes=others), operation, world)

    if operation.scope is not None:
        assert code(answer) == (403, "insufficient_scope")
        assert f'scope="{operation.scope}"' in answer.headers["www-authenticate"]


@EACH
@pytest.mark.parametrize("role", list(MAKERS))
def test_a_token_does_nothing_its_maker_may_not(
    world: World, system: System, operation: Operation, role: Role
) -> None:
    answer = ask(system(MAKERS[role]), operation, world)
    allowed = operation.scope is None or may(role, RIGHT_BEHIND[operation.scope])

    assert (answer.status_code != 403) is allowed or answer.json()["code"] == "forbidden"
    assert allowed or code(answer) == (403, "maker_may_not")


@EACH
def test_nobody_gets_anything_without_a_token(
    world: World, system: System, operation: Operation
) -> None:
    answer = ask(system(), operation, world, headers={"authorization": ""})

    assert code(answer) == (401, "no_token")
    assert answer.headers["www-authenticate"] == "Bearer"

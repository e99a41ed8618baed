"""The table of rights, walked route by route and role by role; what is not named is refused."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from backoffice.access import RIGHT_OF
from backoffice.api.table import MOUNTED
from backoffice.app import create_app
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.reference import new_reference
from helpdesk.domain.rights import RIGHTS, Right, may
from helpdesk.services import staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, PASSWORD, START, World, sign_in, token
from tests.matrix import full

PUBLIC = {
    "/healthz",
    "/readyz",
    "/sign-in",
    "/sign-in/code",
    "/sign-out",
    "/language",
    "/welcome/{token}",
}
"""What stands outside the table: health, coming in and going out, the choice of language."""

ONE_OF = {
    Role.ADMIN: "rehema",
    Role.AGENT: "brian",
    Role.AUDITOR: "amina",
    Role.TRAINER: "tatu",
    Role.LEAD: "lulu",
}
STREAMS = {"/events"}


def routes(world: World) -> list[Route]:
    app = create_app(world.settings, world.database, world.clock)
    return [each for each in app.routes if isinstance(each, Route)]


def address(route: Route, world: World) -> str:
    """A real address of the route: what stands in braces becomes something that is there."""
    known = {
        "reference": world.complaint,
        "attachment_id": str(world.photo),
        "order": world.goods,
        "code": "sugar",
        "member": str(world.staff["brian"]),
        "sheet": "areas",
        "contact": "1",
        "row": "0",
        "number": "0",
    }
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda m: known.get(m[1], "1"), route.path)


def forbidden_page(client: TestClient, route: Route, world: World, right: str) -> bool:
    """Whether somebody is turned away there; what else happens is the page's own business."""
    path = address(route, world)
    if "POST" in (route.methods or ()):
        form = {"csrf": right, "version": "0"}
        return client.post(path, data=form, headers=ORIGIN).status_code == 403
    return client.get(path, follow_redirects=False).status_code == 403


def add_lead(world: World) -> None:
    with world.database.begin() as session:
        staff.add(
            session,
            username="lulu",
            name="Lulu",
            password=PASSWORD,
            role=Role.LEAD,
            departments=["customer_service"],
            language=Language.SW,
            now=START,
        )


def test_every_route_asks_for_a_right(world: World) -> None:
    named = {path for path, _ in RIGHT_OF}

    assert [r.path for r in routes(world) if r.path not in named | PUBLIC] == []


def test_beside_the_routes_only_files_and_the_api_are_carried(world: World) -> None:
    """Static files are anybody's; the API has a table and a walk of its own (`tests/…/api`)."""
    app = create_app(world.settings, world.database, world.clock)
    others = {each.path for each in app.routes if isinstance(each, Mount)}

    assert others == {"/static", MOUNTED}
    assert all(isinstance(each, (Route, Mount)) for each in app.routes)


def test_every_role_stands_in_the_table_and_nobody_else_may_anything() -> None:
    assert set(RIGHTS) == set(Role)
    assert all(may(Role.ADMIN, right) for right in Right)


@pytest.mark.parametrize("role", list(Role))
def test_it_turns_away_whoever_has_not_the_right(
    world: World, browser: Browser, role: Role
) -> None:
    add_lead(world)
    client = browser(ONE_OF[role])
    shown = token(client, "/notices")
    wrong = []
    for route in routes(world):
        methods = frozenset({"POST"} if "POST" in (route.methods or ()) else {"GET"})
        right = RIGHT_OF.get((route.path, methods))
        if right is None or route.path in STREAMS:
            continue
        if forbidden_page(client, route, world, shown) is may(role, right):
            wrong.append((route.path, str(right)))

    assert wrong == []


def test_nobody_gets_anywhere_without_signing_in(world: World, stranger: TestClient) -> None:
    for route in routes(world):
        if route.path in PUBLIC or "POST" in (route.methods or ()):
            continue
        answer = stranger.get(address(route, world), follow_redirects=False)
        assert (route.path, answer.status_code) == (route.path, 303)
        assert answer.headers["location"].startswith("/sign-in")


def test_nobody_posts_without_a_session(world: World, stranger: TestClient) -> None:
    for route in routes(world):
        if route.path in PUBLIC or "POST" not in (route.methods or ()):
            continue
        answer = stranger.post(address(route, world), data={"csrf": "x"}, headers=ORIGIN)
        assert (route.path, answer.status_code) == (route.path, 401)


def test_every_form_wants_its_token_and_its_origin(world: World, browser: Browser) -> None:
    client = browser("rehema")
    right = token(client, "/notices")
    for route in routes(world):
        if route.path in PUBLIC or "POST" not in (route.methods or ()):
            continue
        path = address(route, world)
        without = client.post(path, data={"csrf": "wrong"}, headers=ORIGIN)
        foreign = client.post(path, data={"csrf": right}, headers={"origin": "http://evil.test"})
        assert (path, without.status_code, foreign.status_code) == (path, 403, 403)


def test_another_departments_ticket_is_nowhere(world: World, browser: Browser) -> None:
    client = browser("salma")
    right = token(client, "/notices")
    for route in routes(world):
        if "{reference}" not in route.path or not route.path.startswith("/tickets"):
            continue
        path = address(route, world)
        posting = "POST" in (route.methods or ())
        form = {"csrf": right, "version": "1", "text": "x"}
        answer = client.post(path, data=form, headers=ORIGIN) if posting else client.get(path)
        assert (path, answer.status_code) == (path, 404)


@pytest.mark.parametrize("guesses", [50, full(1000)])
def test_guessed_references_find_nothing(world: World, browser: Browser, guesses: int) -> None:
    client = browser("brian")
    strange = [new_reference("T") for _ in range(guesses)]

    assert {client.get(f"/tickets/{each}").status_code for each in strange} == {404}


def test_a_new_role_holds_at_the_next_click(world: World, browser: Browser) -> None:
    client = browser("brian")
    assert client.get("/").status_code == 200
    with world.database.begin() as session:
        member = staff.by_username(session, "brian")
        assert member is not None
        member.active = False

    assert client.get("/", follow_redirects=False).status_code == 303
    assert sign_in(client, "brian").status_code == 401

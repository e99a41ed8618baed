"""A session is one browser's, begins anew at every sign-in, and ends for good."""

from __future__ import annotations

import pyotp
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.domain.form import Form
from helpdesk.domain.staff import ConsoleSession
from helpdesk.services import people, second_factor, seen, staff
from tests.integration.console.conftest import Browser
from tests.integration.console.hostile.test_guessing import half_in, known
from tests.integration.console.hostile.walking import send
from tests.integration.console.world import PASSWORD, World, post, sign_in, token


def inside(client: TestClient, cookie: str) -> bool:
    """Whether that cookie alone lets anybody in."""
    fresh = TestClient(client.app)
    fresh.headers["cookie"] = f"ofisi={cookie}"
    return fresh.get("/", follow_redirects=False).status_code == 200


def test_signing_in_again_ends_the_session_before(stranger: TestClient) -> None:
    sign_in(stranger, "brian")
    before = stranger.cookies["ofisi"]
    stranger.cookies.set("ofisi-form", "x")
    right = token(stranger, "/notices")
    fields = [("csrf", right), ("username", "rehema"), ("password", PASSWORD)]

    assert send(stranger, "/sign-in", fields).status_code == 303
    assert stranger.cookies["ofisi"] != before
    assert not inside(stranger, before)


@pytest.mark.parametrize(
    "change",
    [{"role": "lead"}, {"department": "sales"}, {"gone": "yes"}],
    ids=["role", "departments", "leaving"],
)
def test_what_one_may_ends_with_ones_session(
    world: World, browser: Browser, change: dict[str, str]
) -> None:
    client = browser("brian")
    typed = {"name": "Brian", "role": "agent", "language": "en", "takes_work": "yes"}
    with world.database.begin() as session:
        member, by = known(session, "brian"), known(session, "rehema")
        seen_by = {"seen": seen.mark(member, people.SHOWN)}
        boxes = {"speaks": ["en"], "department": [change.get("department", "customer_service")]}
        there = {} if "gone" in change else {"active": "yes"}
        form = Form({**typed, **there, **seen_by, **change}, boxes)
        codes = ["customer_service", "sales"]
        people.change(session, member, by, form, departments=codes, now=world.clock())

    assert not inside(client, client.cookies["ofisi"])


def test_over_https_a_cookie_without_its_prefix_is_nobodys(world: World, browser: Browser) -> None:
    """Anybody on the way could have planted it over plain http."""
    client = browser("rehema")
    cookie = {"cookie": f"ofisi={client.cookies['ofisi']}"}
    app = create_app(world.settings, world.database, world.clock)
    safe = TestClient(app, base_url="https://testserver", headers=cookie)

    assert safe.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "cookie", ["", "x", "0", "null", "' OR 1=1--", "a" * 9000, "%00", "%C3%A9"]
)
def test_an_invented_cookie_is_nobodys(
    stranger: TestClient, browser: Browser, cookie: str
) -> None:
    browser("rehema")
    stranger.headers["cookie"] = f"ofisi={cookie}"

    assert stranger.get("/", follow_redirects=False).status_code == 303


def test_what_stands_in_the_database_is_no_cookie(world: World, browser: Browser) -> None:
    client = browser("rehema")
    with world.database.reading() as session:
        row = session.execute(select(ConsoleSession)).scalar_one()

    assert not inside(client, row.key)
    assert not inside(client, row.csrf)


def test_half_signed_in_opens_no_page(world: World, stranger: TestClient) -> None:
    fields = half_in(world, stranger, "brian")

    assert "ofisi" not in stranger.cookies
    for cookie in (fields["half"], fields["csrf"], stranger.cookies["ofisi-form"]):
        assert not inside(stranger, cookie)
    for path in ("/", "/me", f"/tickets/{world.complaint}", "/events", f"/files/{world.photo}"):
        assert stranger.get(path, follow_redirects=False).status_code == 303


def right_code(world: World) -> str:
    world.clock.pass_by(minutes=1)
    with world.database.reading() as session:
        return pyotp.TOTP(known(session, "brian").totp_secret or "").at(world.clock())


def test_half_of_one_browser_is_nothing_in_another(world: World, stranger: TestClient) -> None:
    fields = half_in(world, stranger, "brian")
    other = TestClient(stranger.app)
    stolen = {"half": fields["half"], "csrf": token(other, "/sign-in"), "code": right_code(world)}

    answer = send(other, "/sign-in/code", stolen.items())

    assert answer.status_code == 401
    assert "ofisi" not in other.cookies


def test_half_ends_with_the_password_it_began_with(world: World, stranger: TestClient) -> None:
    fields = half_in(world, stranger, "brian")
    with world.database.begin() as session:
        member = known(session, "brian")
        staff.set_password(session, member, "mchanga-wa-bahari", now=world.clock())
    form = {**fields, "code": right_code(world)}

    assert send(stranger, "/sign-in/code", form.items()).status_code == 401
    assert "ofisi" not in stranger.cookies


def test_a_code_is_good_for_one_of_two_browsers(world: World, stranger: TestClient) -> None:
    fields, other = half_in(world, stranger, "brian"), TestClient(stranger.app)
    code = right_code(world)
    assert send(stranger, "/sign-in/code", [*fields.items(), ("code", code)]).status_code == 303
    form = {"username": "brian", "password": PASSWORD, "csrf": token(other, "/sign-in")}
    page = send(other, "/sign-in", form.items()).text
    half = page.split('name="half" value="')[1].split('"')[0]
    again = {"csrf": form["csrf"], "half": half, "code": code}

    assert send(other, "/sign-in/code", again.items()).status_code == 401


def test_a_spent_half_opens_nothing_without_another_code(
    world: World, stranger: TestClient
) -> None:
    fields = half_in(world, stranger, "brian")
    form = [*fields.items(), ("code", right_code(world))]
    assert send(stranger, "/sign-in/code", form).status_code == 303
    post(stranger, "/sign-out", at="/")

    assert stranger.get("/", follow_redirects=False).status_code == 303
    assert send(stranger, "/sign-in/code", form).status_code in (401, 403)


def test_the_secret_is_shown_no_more_once_it_counts(world: World, browser: Browser) -> None:
    client = browser("brian")
    with world.database.begin() as session:
        member = known(session, "brian")
        secret = second_factor.begin(session, member, now=world.clock())
        second_factor.confirm(session, member, pyotp.TOTP(secret).at(world.clock()),
                              now=world.clock())  # fmt: skip

    assert client.get("/me/two-factor.svg").status_code == 404
    for path in ("/me", "/me/two-factor"):
        assert secret not in client.get(path).text

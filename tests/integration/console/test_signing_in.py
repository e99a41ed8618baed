"""Who gets in at the front door, for how long, and what the cookie looks like."""

from __future__ import annotations

import hashlib

from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.domain.staff import ConsoleSession
from helpdesk.services import staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, PASSWORD, World, post, sign_in, token


def test_it_lets_staff_in_and_says_their_name(stranger: TestClient) -> None:
    """The way in, in whatever case the user name was typed."""
    answer = sign_in(stranger, " Rehema ")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Rehema Juma" in stranger.get("/").text


def test_it_says_the_same_of_a_wrong_name_and_a_wrong_password(stranger: TestClient) -> None:
    """Nobody can find out who works here."""
    nobody = sign_in(stranger, "nobody", "not-the-password")
    wrong = sign_in(stranger, "rehema", "not-the-password")

    assert nobody.status_code == wrong.status_code == 401
    assert nobody.text.replace("nobody", "rehema") == wrong.text


def test_it_works_as_hard_for_an_unknown_name(world: World) -> None:
    """The stand-in hash costs what a real one costs; those of the world here are cheap."""
    with world.database.begin() as session:
        member = staff.by_username(session, "rehema")
        assert member is not None
        staff.set_password(session, member, PASSWORD, now=world.clock())

    assert staff.NOBODY.split("$")[:4] == member.password_hash.split("$")[:4]
    assert "m=19456,t=2,p=1" in staff.NOBODY


def test_it_pauses_after_five_failures_and_says_for_how_long(
    world: World, stranger: TestClient
) -> None:
    """Even the right password must wait, then it works again."""
    for _ in range(5):
        assert sign_in(stranger, "rehema", "not-the-password").status_code == 401
    world.clock.pass_by(minutes=4)

    paused = sign_in(stranger, "rehema")
    world.clock.pass_by(minutes=11)

    assert paused.status_code == 429
    assert "11 min" in paused.text
    assert sign_in(stranger, "rehema").status_code == 303


def test_it_pauses_one_account_and_not_its_neighbour(stranger: TestClient) -> None:
    """Five failures of one name leave the others alone."""
    for _ in range(6):
        sign_in(stranger, "rehema", "not-the-password")

    assert sign_in(stranger, "brian").status_code == 303


def test_it_forgets_failures_once_somebody_got_in(stranger: TestClient) -> None:
    """Four slips before the right password do not count against the next day."""
    for _ in range(2):
        for _ in range(4):
            sign_in(stranger, "rehema", "not-the-password")
        assert sign_in(stranger, "rehema").status_code == 303
        post(stranger, "/sign-out", at="/")


def test_it_keeps_only_a_fingerprint_of_the_cookie(world: World, browser: Browser) -> None:
    """Whoever reads the database cannot sign in with what stands there."""
    cookie = browser("rehema").cookies["ofisi"]

    with world.database.reading() as session:
        keys = [row.key for row in session.query(ConsoleSession)]

    assert keys == [hashlib.sha256(cookie.encode()).hexdigest()]


def test_it_gives_a_new_id_at_every_sign_in(stranger: TestClient) -> None:
    """A cookie planted beforehand is worth nothing."""
    planted = {"cookie": "ofisi=planted"}
    form = {"csrf": token(stranger, "/sign-in"), "username": "rehema", "password": PASSWORD}
    kept = f"ofisi=planted; ofisi-form={stranger.cookies['ofisi-form']}"
    answer = stranger.post(
        "/sign-in", data=form, headers={**ORIGIN, "cookie": kept}, follow_redirects=False
    )

    assert answer.status_code == 303
    assert "ofisi=planted" not in answer.headers["set-cookie"]
    stranger.cookies.clear()
    assert stranger.get("/", headers=planted, follow_redirects=False).status_code == 303


def test_it_signs_out_for_good(stranger: TestClient) -> None:
    """The id is worth nothing afterwards, even to who copied it."""
    sign_in(stranger, "rehema")
    copied = stranger.cookies["ofisi"]
    post(stranger, "/sign-out", at="/")
    headers = {"cookie": f"ofisi={copied}"}

    assert stranger.get("/", headers=headers, follow_redirects=False).status_code == 303


def test_it_ends_an_idle_session_after_half_an_hour(world: World, browser: Browser) -> None:
    """Pages refreshing themselves do not count as work."""
    client = browser("rehema")
    world.clock.pass_by(minutes=20)
    client.get("/queue?tab=open", headers={"hx-request": "true"})
    world.clock.pass_by(minutes=10)

    again = client.get("/queue?tab=open", headers={"hx-request": "true"}, follow_redirects=False)

    assert (again.status_code, again.headers["hx-redirect"]) == (401, "/sign-in")


def test_it_ends_every_session_after_twelve_hours(world: World, browser: Browser) -> None:
    """However busy its owner was."""
    client = browser("rehema")
    for _ in range(35):
        world.clock.pass_by(minutes=20)
        assert client.get("/", follow_redirects=False).status_code == 200
    world.clock.pass_by(minutes=20)

    assert client.get("/", follow_redirects=False).status_code == 303


def test_it_ends_all_sessions_when_the_password_changes(world: World, browser: Browser) -> None:
    """Also the thief's."""
    client = browser("rehema")
    with world.database.begin() as session:
        staff.ensure_admin(
            session, username="rehema", password="jua-la-asubuhi", now=world.clock()
        )

    assert client.get("/", follow_redirects=False).status_code == 303
    assert sign_in(client, "rehema", "jua-la-asubuhi").status_code == 303


def test_it_marks_the_cookie_as_strictly_as_the_address_allows(world: World) -> None:
    """Over https the browser itself refuses to send it anywhere else."""
    app = create_app(world.settings, world.database, world.clock)
    client = TestClient(app, base_url="https://testserver")
    form = {"csrf": token(client, "/sign-in"), "username": "rehema", "password": PASSWORD}
    headers = {"origin": "https://testserver"}

    answer = client.post("/sign-in", data=form, headers=headers, follow_redirects=False)

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-ofisi=")
    for flag in ("; HttpOnly", "; Path=/", "; SameSite=lax", "; Secure"):
        assert flag in cookie
    assert "domain" not in cookie.lower()


def test_it_goes_on_only_to_pages_of_its_own(stranger: TestClient) -> None:
    """A link to our door cannot lead through it to somebody else's."""
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/x"):
        form = {"next": elsewhere, "username": "rehema", "password": PASSWORD}
        answer = post(stranger, "/sign-in", at="/sign-in", **form)
        assert answer.headers["location"] == "/"
        post(stranger, "/sign-out", at="/")


def test_it_comes_back_to_the_page_that_was_asked_for(world: World, stranger: TestClient) -> None:
    """A link in a message works, with the door in between."""
    page = f"/tickets/{world.complaint}"
    door = stranger.get(page, follow_redirects=False).headers["location"]

    form = {"next": page, "username": "rehema", "password": PASSWORD}
    answer = post(stranger, "/sign-in", at=door, **form)

    assert answer.headers["location"] == page

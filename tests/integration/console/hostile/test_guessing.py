"""Many guesses, of anything, one after another, spread out or all at once: nothing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest
import uvicorn
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from backoffice import __main__ as program
from backoffice.app import create_app
from helpdesk.db.engine import Session
from helpdesk.domain.errors import HelpdeskError, WrongSignIn
from helpdesk.domain.reference import new_reference
from helpdesk.domain.staff import StaffMember
from helpdesk.services import second_factor, staff
from tests.integration.console.hostile.blank import blank
from tests.integration.console.hostile.conftest import entered
from tests.integration.console.hostile.walking import send
from tests.integration.console.world import PASSWORD, World, token
from tests.matrix import full

SOME = pytest.mark.parametrize("guesses", [60, full(1000)])
"""More than any limit with every change, and a thousand in the full matrix."""


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which hashes a password was compared with; the slow comparing itself is left out."""
    seen: list[str] = []

    def matches(password_hash: str, password: str) -> bool:
        seen.append(password_hash)
        return password == PASSWORD and password_hash != staff.NOBODY

    monkeypatch.setattr(staff, "_matches", matches)
    return seen


def guess(world: World, username: str, address: str, password: str) -> str:
    """One try as the door makes it; what came of it."""
    try:
        with world.database.begin() as session:
            staff.count_attempt(session, username=username, address=address, now=world.clock())
        with world.database.reading() as session:
            staff.authenticate(session, username=username, password=password)
    except HelpdeskError as error:
        return error.code
    return "in"


@SOME
def test_many_passwords_from_one_browser(
    world: World,
    stranger: TestClient,
    looked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    guesses: int,
) -> None:
    right = token(stranger, "/sign-in")
    blank(monkeypatch)
    fields = [("csrf", right), ("username", "rehema")]
    answers = [
        send(stranger, "/sign-in", [*fields, ("password", f"guess-{n}")]).status_code
        for n in range(guesses)
    ]
    last = send(stranger, "/sign-in", [*fields, ("password", PASSWORD)])

    assert (answers.count(401), answers.count(429)) == (5, guesses - 5)
    assert len(looked) == staff.ATTEMPTS
    assert last.status_code == 429


@SOME
def test_many_passwords_spread_over_addresses(
    world: World, looked: list[str], guesses: int
) -> None:
    tries = range(guesses)
    came = [guess(world, "rehema", f"10.0.{n // 250}.{n % 250}", f"guess-{n}") for n in tries]

    assert set(came) == {"wrong_sign_in", "too_many_attempts"}
    assert len(looked) == staff.ATTEMPTS_ON_ACCOUNT


@SOME
def test_one_password_tried_on_many_accounts(
    world: World, looked: list[str], guesses: int
) -> None:
    came = [guess(world, f"user{n}", "10.0.0.1", PASSWORD) for n in range(guesses)]

    assert set(came) == {"wrong_sign_in", "too_many_attempts"}
    assert len(looked) == staff.ATTEMPTS_FROM_ADDRESS
    assert guess(world, "rehema", "10.0.0.1", PASSWORD) == "too_many_attempts"
    assert guess(world, "rehema", "10.0.0.2", PASSWORD) == "in"


def test_guesses_at_the_same_moment_are_counted_too(world: World, looked: list[str]) -> None:
    with ThreadPoolExecutor(16) as crowd:
        came = list(crowd.map(lambda n: guess(world, "rehema", "10.0.0.1", f"g{n}"), range(60)))

    assert set(came) == {"wrong_sign_in", "too_many_attempts"}
    assert len(looked) == staff.ATTEMPTS


def test_an_unknown_name_costs_as_much_as_a_known_one(world: World, looked: list[str]) -> None:
    """One comparison each, with hashes of the same making: no clock can tell them apart."""
    with world.database.begin() as session:
        for name in ("rehema", "salma"):
            staff.set_password(session, known(session, name), PASSWORD, now=world.clock())
        known(session, "salma").active = False
    for name in ("rehema", "nobody", "salma", "", "x" * 5000):
        with world.database.reading() as session, pytest.raises(WrongSignIn):
            staff.authenticate(session, username=name, password="wrong")

    assert len(looked) == 5
    assert {each.rsplit("$", 2)[0] for each in looked} == {"$argon2id$v=19$m=19456,t=2,p=1"}


@pytest.mark.parametrize(("peer", "checked"), [("127.0.0.1", 20), ("203.0.113.9", 5)])
def test_only_the_proxy_may_say_who_asks(
    world: World,
    looked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    peer: str,
    checked: int,
) -> None:
    """Behind the proxy each address is counted by itself; from elsewhere the header is air."""
    app: Any = create_app(world.settings, world.database, world.clock)
    door = ProxyHeadersMiddleware(app, trusted_hosts=trusted(world, monkeypatch))
    client = TestClient(door, client=(peer, 5000))  # type: ignore[arg-type]
    right = token(client, "/sign-in")
    for n in range(20):
        client.headers["x-forwarded-for"] = f"198.51.100.{n}"
        send(client, "/sign-in", [("csrf", right), ("username", "rehema"), ("password", "x")])

    assert len(looked) == checked


def trusted(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whom the program itself believes."""
    made: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, **_: made.append(self.config))
    monkeypatch.setattr(world.database, "close", lambda: None)
    program._serve(world.settings, world.database, None)  # type: ignore[arg-type]
    assert made[0].proxy_headers is True
    return made[0].forwarded_allow_ips


def half_in(world: World, client: TestClient, username: str) -> dict[str, str]:
    """Two-step sign-in is on, and the password was right: the fields of the second form."""
    with world.database.begin() as session:
        member = known(session, username)
        second_factor.begin(session, member, now=world.clock())
        code = pyotp.TOTP(member.totp_secret or "").at(world.clock())
        second_factor.confirm(session, member, code, now=world.clock())
    form = {"username": username, "password": PASSWORD, "csrf": token(client, "/sign-in")}
    page = send(client, "/sign-in", form.items()).text
    return dict(re.findall(r'name="(csrf|half|next)" value="([^"]*)"', page))


def known(session: Session, username: str) -> StaffMember:
    member = staff.by_username(session, username)
    assert member is not None
    return member


@SOME
def test_guessed_recovery_codes_open_nothing(
    world: World, stranger: TestClient, monkeypatch: pytest.MonkeyPatch, guesses: int
) -> None:
    fields = half_in(world, stranger, "brian")
    blank(monkeypatch)
    codes = [f"K{n:03}-7QM2-WPX9" for n in range(guesses)]
    answers = [
        send(stranger, "/sign-in/code", [*fields.items(), ("code", code)]).status_code
        for code in codes
    ]

    assert set(answers) == {401, 429}
    assert answers.count(401) <= staff.ATTEMPTS


@SOME
@pytest.mark.parametrize("path", ["/welcome/{}", "/orders/{}", "/files/{}"])
def test_guessed_addresses_lead_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch, path: str, guesses: int
) -> None:
    """Links, orders and files: what is not there, and what is another department's."""
    client = entered(world, "salma")
    blank(monkeypatch)
    numbers = range(1, guesses + 1)
    strange = {
        "/welcome/{}": [new_reference("x") for _ in numbers],
        "/files/{}": [*numbers],
    }.get(path, [new_reference("P") for _ in numbers])
    answers = [client.get(path.format(each)) for each in strange]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert world.photo in numbers

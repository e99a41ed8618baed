"""Staff: invited by a link, proved by a second step, changed, signed out, and written down."""

from __future__ import annotations

import re

import pyotp
import pytest
from starlette.testclient import TestClient

from helpdesk.domain.enums import Language, Role
from helpdesk.domain.form import Form
from helpdesk.services import audit, people, seen, staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, PASSWORD, World, post, sign_in, token
from tests.matrix import full

NEW = "mchanga-wa-bahari"
LINK = re.compile(r"/welcome/[\w-]+")


def invited(client: TestClient, username: str = "zuhura") -> str:
    """Somebody invites; the path of the link."""
    form = {"username": username, "name": "Zuhura", "role": "agent", "language": "sw",
            "department": "sales"}  # fmt: skip
    found = LINK.search(post(client, "/staff/invite", at="/staff", **form).text)
    assert found is not None
    return found[0]


def accept(stranger: TestClient, link: str, password: str = NEW, again: str = "") -> int:
    form = {"password": password, "again": again or password}
    return int(post(stranger, link, at=link, **form).status_code)


def with_factor(client: TestClient, world: World) -> tuple[pyotp.TOTP, list[str]]:
    """Turn two-step sign-in on; the telephone, and the recovery codes."""
    post(client, "/me/two-factor/begin", at="/me")
    page = client.get("/me/two-factor").text
    found = re.search(r'data-testid="secret">(\w+)<', page)
    assert found is not None
    phone = pyotp.TOTP(found[1])
    code = phone.at(world.clock())
    done = post(client, "/me/two-factor", at="/me/two-factor", code=code)
    return phone, re.findall(r"<code>([\w-]{14})</code>", done.text)


def second_step(client: TestClient, code: str) -> int:
    """Sign in with the password and go on with that code."""
    first = sign_in(client, "brian")
    fields = dict(re.findall(r'name="(csrf|half|next)" value="([^"]*)"', first.text))
    answer = client.post(
        "/sign-in/code", data={**fields, "code": code}, headers=ORIGIN, follow_redirects=False
    )
    return int(answer.status_code)


def test_an_invited_person_sets_a_password_once(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    link = invited(browser("rehema"))

    assert accept(stranger, link) == 303
    assert stranger.get(link).status_code == 404
    assert sign_in(stranger, "zuhura", NEW).status_code == 303


def test_a_link_dies_after_72_hours_and_when_withdrawn(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    client = browser("rehema")
    withdrawn = invited(client, "mmoja")
    post(client, "/staff/withdraw", at="/staff", invite="1")
    assert stranger.get(withdrawn).status_code == 404
    link = invited(client, "wapili")
    world.clock.pass_by(hours=73)

    assert stranger.get(link).status_code == 404
    assert stranger.get("/welcome/guess").status_code == 404


def test_it_wants_the_same_long_password_twice(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    link = invited(browser("rehema"))

    assert accept(stranger, link, NEW, "nyingine-kabisa") == 422
    assert accept(stranger, link, "fupi") == 422
    assert accept(stranger, link) == 303


def test_a_new_password_by_link_signs_the_old_browser_out(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    brian = browser("brian")
    number = world.staff["brian"]
    page = post(browser("rehema"), f"/staff/{number}/password", at=f"/staff/{number}").text
    found = LINK.search(page)
    assert found is not None

    assert accept(stranger, found[0]) == 303
    assert brian.get("/", follow_redirects=False).status_code == 303
    assert sign_in(stranger, "brian", NEW).status_code == 303


def test_a_taken_name_is_told_beside_what_was_typed(world: World, browser: Browser) -> None:
    form = {"username": "Brian ", "name": "Wa pili", "role": "lead", "language": "en"}
    answer = post(browser("rehema"), "/staff/invite", at="/staff", **form)

    assert answer.status_code == 422
    assert 'value="Wa pili"' in answer.text


def test_the_second_step_is_asked_for_and_holds(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    phone, codes = with_factor(browser("brian"), world)
    world.clock.pass_by(minutes=2)
    right = phone.at(world.clock())

    assert len(codes) == 10
    assert sign_in(stranger, "brian").status_code == 200
    assert stranger.get("/", follow_redirects=False).status_code == 303
    assert second_step(stranger, "000000") == 401
    assert second_step(stranger, right) == 303
    assert stranger.get("/", follow_redirects=False).status_code == 200


def test_the_secret_of_a_proof_that_counts_is_never_shown_again(
    world: World, browser: Browser
) -> None:
    client = browser("brian")
    phone, _ = with_factor(client, world)
    answer = post(client, "/me/two-factor", at="/me", code="000000")

    assert answer.status_code == 409
    assert phone.secret not in answer.text


def test_a_code_and_a_recovery_code_work_once(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    phone, codes = with_factor(browser("brian"), world)
    world.clock.pass_by(minutes=2)
    right = phone.at(world.clock())

    assert [second_step(stranger, right), second_step(stranger, right)] == [303, 401]
    assert [second_step(stranger, codes[0]), second_step(stranger, codes[0].lower())] == [303, 401]


def test_a_half_signed_in_browser_cannot_wait_nor_be_another(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    phone, _ = with_factor(browser("brian"), world)
    first = sign_in(stranger, "brian")
    fields = dict(re.findall(r'name="(csrf|half|next)" value="([^"]*)"', first.text))
    world.clock.pass_by(minutes=6)
    late = {**fields, "code": phone.at(world.clock())}
    forged = {**late, "half": fields["half"][:-3] + "abc"}

    for form in (late, forged):
        answer = stranger.post("/sign-in/code", data=form, headers=ORIGIN, follow_redirects=False)
        assert answer.status_code == 401
        assert 'action="/sign-in"' in answer.text


@pytest.mark.parametrize("guesses", [50, full(1000)])
def test_guessed_codes_open_nothing(
    world: World, browser: Browser, stranger: TestClient, guesses: int
) -> None:
    with_factor(browser("brian"), world)
    first = sign_in(stranger, "brian")
    fields = dict(re.findall(r'name="(csrf|half|next)" value="([^"]*)"', first.text))
    answers = []
    for guess in range(guesses):
        form = {**fields, "code": f"{guess * 997 % 1_000_000:06}"}
        answer = stranger.post("/sign-in/code", data=form, headers=ORIGIN, follow_redirects=False)
        answers.append(answer.status_code)

    assert set(answers) == {401, 429}
    assert answers.count(401) <= 5


def test_an_admin_helps_after_a_lost_telephone(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    with_factor(browser("brian"), world)
    number = world.staff["brian"]
    post(browser("rehema"), f"/staff/{number}/factor", at=f"/staff/{number}")

    assert sign_in(stranger, "brian").status_code == 303


def test_another_role_signs_out_at_once(world: World, browser: Browser) -> None:
    brian, number = browser("brian"), world.staff["brian"]
    form = {"name": "Brian", "role": "auditor", "language": "en", "speaks": "en",
            "takes_work": "yes", "active": "yes"}  # fmt: skip
    post(browser("rehema"), f"/staff/{number}", at=f"/staff/{number}", **form)

    assert brian.get("/", follow_redirects=False).status_code == 303


def test_the_last_admin_stays_admin(world: World, browser: Browser) -> None:
    client, number = browser("rehema"), world.staff["rehema"]
    form = {"name": "Rehema", "role": "agent", "language": "sw", "active": "yes"}
    answer = post(client, f"/staff/{number}", at=f"/staff/{number}", **form)

    assert answer.status_code == 422
    with world.database.reading() as session:
        member = staff.by_username(session, "rehema")
        assert member is not None
        assert member.role is Role.ADMIN


def test_forced_out_is_out(world: World, browser: Browser) -> None:
    brian, number = browser("brian"), world.staff["brian"]
    post(browser("rehema"), f"/staff/{number}/sign-out", at=f"/staff/{number}")

    assert brian.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "status"),
    [("wrong-password", NEW, NEW, 401), (PASSWORD, NEW, "else-entirely", 422),
     (PASSWORD, "short", "short", 422), (PASSWORD, NEW, NEW, 303)],
)  # fmt: skip
def test_ones_own_password(
    world: World, browser: Browser, old: str, new: str, again: str, status: int
) -> None:
    client, other = browser("brian"), browser("brian")
    answer = post(client, "/me/password", at="/me", old=old, new=new, again=again)

    assert answer.status_code == status
    assert client.get("/me").status_code == 200
    assert other.get("/me", follow_redirects=False).status_code == (303 if status == 303 else 200)


def test_ones_own_absence_and_tongues(world: World, browser: Browser) -> None:
    client = browser("brian")
    form = {"name": "Brian M.", "speaks": "en", "away_until": "2026-03-20"}
    post(client, "/me", at="/me", **form)

    page = client.get("/me").text
    assert 'value="2026-03-20"' in page
    assert post(client, "/me", at="/me", name="B", away_until="kesho").status_code == 422


def test_the_audit_tells_who_did_what_and_is_searched(world: World, browser: Browser) -> None:
    brian, amina = browser("brian"), browser("amina")
    brian.get(f"/tickets/{world.complaint}")

    everything = amina.get("/audit").text
    viewed = amina.get(f"/audit?what=ticket.viewed&who=staff:{world.staff['brian']}").text
    assert world.complaint in viewed
    assert "Brian Mutua" in everything
    assert world.complaint in amina.get(f"/audit?text={world.complaint}").text
    assert world.complaint not in amina.get("/audit?to=2020-01-01&what=ticket.viewed").text
    assert amina.get("/audit?from=jana").status_code == 422
    assert brian.get("/audit").status_code == 403


def test_the_audit_calls_things_by_their_names(world: World, browser: Browser) -> None:
    page, amina = "/stock/sugar", browser("amina")
    change = {"reason": "receipt", "quantity": "5", "seen": "100"}
    post(browser("rehema"), f"{page}/change", at=page, **change)
    with world.database.begin() as session:
        audit.record(session, who="system", what="ticket.woken", subject="x", now=world.clock())

    table = amina.get("/audit").text.partition("<tbody>")[2]
    assert '<a href="/stock/sugar">sugar</a>' in table
    assert "product:" not in table
    assert 'dir="auto">system<' not in table
    assert amina.get(page).status_code == 200


@pytest.mark.parametrize(
    ("language", "customer", "step"),
    [(Language.EN, "Customer 1", "Confirmed →"), (Language.SW, "Mteja 1", "Imethibitishwa →")],
)
def test_the_audit_reads_customers_and_steps_of_orders_as_words(
    world: World, browser: Browser, language: Language, customer: str, step: str
) -> None:
    with world.database.begin() as session:
        audit.record(
            session, who="contact:1", what="order.cancelled", subject="order:9", field="status",
            old="confirmed", new="cancelled", now=world.clock(),
        )  # fmt: skip
        member = staff.by_username(session, "amina")
        assert member is not None
        member.language = language

    table = browser("amina").get("/audit?who=contact:1").text.partition("<tbody>")[2]
    assert f">{customer}<" in table
    assert step in table


def test_a_spreadsheet_runs_nothing_of_it(world: World, browser: Browser) -> None:
    client = browser("rehema")
    with world.database.begin() as session:
        member = staff.by_username(session, "brian")
        assert member is not None
        own = {"name": "=HYPERLINK(1)", "seen": seen.mark(member, people.OWN)}
        form = Form(own, {"speaks": ["sw"]})
        people.set_own(session, member, form, timezone="Africa/Nairobi", now=world.clock())

    table = client.get("/audit.csv").text
    assert ",=HYPERLINK" not in table
    assert "'=HYPERLINK(1)" in table


def test_nothing_in_the_code_changes_the_audit() -> None:
    from tests.factories import ROOT  # noqa: PLC0415

    changing = re.compile(r"(update|delete)\((tables\.)?(audit_entry|entries|AuditEntry)\b")
    files = [*ROOT.glob("helpdesk/services/*.py"), *ROOT.glob("backoffice/**/*.py")]
    found = [file.name for file in files if changing.search(file.read_text(encoding="utf-8"))]

    assert found in ([], ["erasing.py"])


def test_the_token_of_the_form_is_wanted_before_sign_in_too(
    world: World, browser: Browser, stranger: TestClient
) -> None:
    link = invited(browser("rehema"))
    token(stranger, link)
    form = {"csrf": "x", "password": NEW, "again": NEW}

    assert stranger.post(link, data=form, headers=ORIGIN).status_code == 403

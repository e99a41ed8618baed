"""The pages of webhooks: made, changed, tried, paused, removed; secrets shown once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook as Verifier
from starlette.testclient import TestClient

from helpdesk.domain.events import Event
from helpdesk.domain.machines import Webhook
from helpdesk.domain.staff import AuditEntry
from helpdesk.locale import catalogue
from helpdesk.services import webhook_queue, webhooks
from helpdesk.services.webhook_queue import Answer
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, World, post, token
from tests.receiver import receiving

NEW = "/webhooks/0"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")
URL = "http://127.0.0.1:9/ofisi?duka=3"
HOSTILE = '"><script>alert(1)</script>'


def submit(client: TestClient, at: str = NEW, events: Any = (), **fields: str) -> Any:
    form: dict[str, Any] = {"csrf": token(client, at), "name": "Uhasibu", "url": URL, **fields}
    form["event"] = list(events or ("ticket.opened", "order.paid"))
    return client.post(at, data=form, headers=ORIGIN, follow_redirects=False)


def make(client: TestClient, **fields: str) -> str:
    """Make one; the secret its page shows."""
    found = SECRET.search(submit(client, **fields).text)
    assert found is not None
    return found[0]


def hooks(world: World) -> list[Webhook]:
    with world.database.reading() as session:
        return webhooks.everything(session)


def fail(world: World, answer: Answer) -> None:
    """Let what is due fail."""
    with world.database.begin() as session:
        parcel = webhook_queue.take(session, 1, now=world.clock())
        assert parcel is not None
        webhook_queue.settle(session, parcel, answer, now=world.clock())


def until(fact: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_secret_is_shown_once(world: World, browser: Browser) -> None:
    client = browser("rehema")
    secret = make(client)
    (hook,) = hooks(world)

    assert hook.secret == secret
    assert (hook.name, hook.url, hook.events) == ("Uhasibu", URL, "ticket.opened order.paid")
    for path in ("/webhooks", "/webhooks/1", "/audit", "/audit.csv"):
        assert secret not in client.get(path).text


def test_a_new_secret_takes_its_place(world: World, browser: Browser) -> None:
    client = browser("rehema")
    old = make(client)
    answer = post(client, "/webhooks/1/secret", at="/webhooks/1")
    (hook,) = hooks(world)

    assert answer.status_code == 200
    assert hook.secret in answer.text
    assert old not in answer.text
    assert hook.secret not in client.get("/webhooks/1").text


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("name", "", "name.empty"),
        pytest.param("name", "x" * 61, "name.long", id="long name"),
        ("url", "", "url.empty"),
        ("url", "uhasibu", "url.scheme"),
        ("url", "ftp://127.0.0.1/", "url.scheme"),
        ("url", "http://neema:siri@127.0.0.1/", "url.login"),
        ("url", "http://169.254.169.254/", "url.forbidden"),
        ("url", "http://1.1.1.1/", "url.plain"),
        pytest.param("url", "http://127.0.0.1/" + "x" * 500, "url.long", id="long address"),
        ("url", "http://127.0.0.1/a b", "url.form"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_is_kept(
    world: World, browser: Browser, field: str, typed: str, word: str
) -> None:
    answer = submit(browser("rehema"), **{field: typed})

    assert answer.status_code == 422
    assert catalogue("sw", "webhooks")[f"webhooks.wrong.{word}"] in answer.text
    assert f'id="p-{field}"' in answer.text
    assert re.search(
        rf'id="{field}"[^>]*aria-invalid="true"[^>]*aria-describedby="p-', answer.text
    )
    assert f'value="{typed}"' in answer.text
    assert answer.text.count(" checked") == 2
    assert hooks(world) == []


def test_events_that_do_not_exist_are_no_choice(world: World, browser: Browser) -> None:
    answer = submit(browser("rehema"), events=("ticket.viewed", "<b>"))

    assert answer.status_code == 422
    assert catalogue("sw", "webhooks")["webhooks.wrong.events.unknown"] in answer.text
    assert hooks(world) == []


def test_it_is_changed_and_what_was_is_in_the_audit(world: World, browser: Browser) -> None:
    client = browser("rehema")
    make(client)
    answer = submit(client, "/webhooks/1", ("stock.changed",), name="Ghala mpya")
    (hook,) = hooks(world)

    assert answer.headers["location"] == "/webhooks/1"
    assert (hook.name, hook.events) == ("Ghala mpya", "stock.changed")
    with world.database.reading() as session:
        found = select(AuditEntry).filter_by(what="webhook.changed")
        noted = session.execute(found).scalars()
        assert {(each.field, each.old) for each in noted} == {
            ("name", "Uhasibu"),
            ("events", "ticket.opened order.paid"),
        }


def test_it_is_paused_and_resumed(world: World, browser: Browser) -> None:
    client = browser("rehema")
    make(client)
    post(client, "/webhooks/1/pause", at="/webhooks/1", to="off")
    assert catalogue("sw", "webhooks")["webhooks.paused.hand"] in client.get("/webhooks").text
    assert 'data-testid="webhook-test"' not in client.get("/webhooks/1").text
    post(client, "/webhooks/1/pause", at="/webhooks/1", to="on")

    assert hooks(world)[0].active


def test_it_is_removed_only_by_who_is_sure(world: World, browser: Browser) -> None:
    client = browser("rehema")
    make(client)
    post(client, "/webhooks/1/test", at="/webhooks/1")
    unsure = post(client, "/webhooks/1/remove", at="/webhooks/1")
    assert (unsure.status_code, len(hooks(world))) == (422, 1)
    assert catalogue("sw", "webhooks")["webhooks.wrong.sure"] in unsure.text
    post(client, "/webhooks/1/remove", at="/webhooks/1", sure="yes")

    assert hooks(world) == []
    assert client.get("/webhooks/1").status_code == 404


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Answer(problem="refused"), "refused"),
        (Answer(problem="timeout"), "timeout"),
        (Answer(problem="tls"), "tls"),
        (Answer(problem="unknown"), "unknown"),
        (Answer(problem="address"), "address"),
        (Answer(problem="broken"), "broken"),
        (Answer(status=500), "status"),
        (Answer(status=307), "redirect"),
        (Answer(status=410), "gone"),
    ],
)
def test_why_it_did_not_arrive_is_said_in_words(
    world: World, browser: Browser, answer: Answer, word: str
) -> None:
    client = browser("rehema")
    make(client)
    post(client, "/webhooks/1/test", at="/webhooks/1")
    fail(world, answer)
    said = catalogue("sw", "webhooks")[f"webhooks.problem.{word}"]

    for path in ("/webhooks", "/webhooks/1"):
        assert said.format(status=answer.status) in client.get(path).text


def test_what_failed_is_sent_again(world: World, browser: Browser) -> None:
    client = browser("rehema")
    make(client)
    post(client, "/webhooks/1/test", at="/webhooks/1")
    fail(world, Answer(status=500))
    for delivery in ("", "2", "x", "9" * 40):
        refused = post(client, "/webhooks/1/again", at="/webhooks/1", delivery=delivery)
        assert refused.status_code == 404
    post(client, "/webhooks/1/again", at="/webhooks/1", delivery="1")

    with world.database.reading() as session:
        (row,) = webhook_queue.newest(session, hooks(world)[0])
    assert (str(row.status), row.attempts) == ("queued", 0)


def test_a_test_message_goes_out_by_itself_while_the_console_runs(
    world: World, browser: Browser
) -> None:
    # The receiver's library looks at the real clock.
    world.clock.now = datetime.now(UTC)
    client = browser("rehema")
    with client, receiving() as receiver:
        secret = make(client, url=receiver.url)
        post(client, "/webhooks/1/test", at="/webhooks/1")
        sent = catalogue("sw", "webhooks")["webhooks.state.sent"]
        until(lambda: sent in client.get("/webhooks/1").text)

    (came,) = receiver.came
    assert Verifier(secret).verify(came.body, came.headers)["type"] == "webhook.test"


@pytest.mark.parametrize("language", ["sw", "en"])
def test_every_event_has_its_words(world: World, browser: Browser, language: str) -> None:
    client = browser("rehema")
    post(client, "/language", at="/", language=language, next="/")
    text, words = client.get(NEW).text, catalogue(language, "webhooks")

    for event in Event:
        assert words[f"webhooks.event.{event}"] in text
        assert f'value="{event}"' in text


def test_hostile_names_are_only_text(world: World, browser: Browser) -> None:
    client = browser("rehema")
    make(client, name=HOSTILE, url=f"{URL}&x={HOSTILE}")

    for path in ("/webhooks", "/webhooks/1", "/audit"):
        assert "<script>alert" not in client.get(path).text


def test_nobody_else_sees_them(world: World, browser: Browser) -> None:
    make(browser("rehema"))
    for username in ("brian", "amina", "tatu"):
        client = browser(username)
        assert client.get("/webhooks/1").status_code == 403
        assert 'href="/webhooks"' not in client.get("/notices").text


@pytest.mark.parametrize("number", ["2", "9" * 19, "9" * 30])
def test_there_is_no_other(world: World, browser: Browser, number: str) -> None:
    client = browser("rehema")
    make(client)

    assert client.get(f"/webhooks/{number}").status_code == 404
    assert post(client, f"/webhooks/{number}/pause", at="/webhooks/1").status_code == 404

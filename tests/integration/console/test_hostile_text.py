"""Whatever customers and staff type is shown as text, wherever it stands."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from helpdesk.services import tickets
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post, say_as_customer, ticket_of

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "<a href=javascript:alert(1)>x</a>",
    '" autofocus onfocus=alert(1) x="',
    "<!--<script>-->",
    "\u202e\u2066<b>\u0000",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "%(x)s {reference} {0.__class__}",
]
KNOWN_SCRIPTS = tuple(
    f"/static/{name}.js?" for name in ("vendor/htmx.min", "console", "live", "ticket", "keys")
)


class Strict(HTMLParser):
    """Collects what could ever run on a page, and all its text."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        known = tag == "script" and (given.get("src") or "").startswith(KNOWN_SCRIPTS)
        foreign = tag in ("script", "iframe", "svg", "math", "style", "object", "base", "b")
        handlers = [name for name in given if name.startswith("on") or name == "style"]
        links = [v for v in given.values() if (v or "").lower().startswith("javascript:")]
        if (foreign and not known) or handlers or (links and tag == "a"):
            self.wrong.append(str((tag, attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def everywhere(world: World, text: str) -> None:
    """Put the text into every field a customer or a colleague fills."""
    say_as_customer(world, world.order, text)
    with world.database.begin() as session:
        ticket = ticket_of(session, world.order)
        contact = tickets.contact_of(session, ticket)
        contact.name = contact.username = contact.phone = text
        ticket.subject = ticket.story = ticket.about_order = text
        ticket.packet = f'{{"intent": {_json(text)}, {_json(text)}: [{_json(text)}]}}'


def _json(text: str) -> str:
    import json  # noqa: PLC0415

    return json.dumps(text)


@pytest.mark.parametrize("text", PAYLOADS)
def test_it_shows_hostile_text_as_text(world: World, browser: Browser, text: str) -> None:
    client = browser("rehema")
    everywhere(world, text.replace("\0", ""))
    page = f"/tickets/{world.order}"
    post(client, f"{page}/note", at=page, text=text)

    answers = [
        client.get(page),
        client.get(f"{page}/messages"),
        client.get("/"),
        client.get("/", params={"q": text}),
        post(client, f"{page}/reply", at=page, text=text, version="0"),
    ]

    for answer in answers:
        strict = Strict()
        strict.feed(answer.text)
        assert answer.status_code in (200, 409)
        assert strict.wrong == []
        assert text.replace("\0", "") in strict.words or "\0" in text

"""Every route of the console, and what its forms and addresses ask for, read off the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.routing import Match, Route
from starlette.testclient import TestClient

from backoffice.access import RIGHT_OF
from backoffice.posted import PLAIN
from helpdesk.domain.rights import Right
from tests.integration.console.test_rights import STREAMS, address, routes
from tests.integration.console.world import ORIGIN, World

SCRIPTS_SEND = {
    "/tickets/{reference}/draft": {"reply", "note"},
    "/tickets/{reference}/here": {"replying", "leaving"},
}
"""What no form has a field for: scripts send it by themselves."""

ASKED = frozenset(
    "tab q kind status priority language department assignee sort page mark before who what text "
    "from to days by value canned earlier done next".split()
)
"""What addresses of the console ask, whether or not a page of the walk links to it."""


class Fields(HTMLParser):
    """Collects the forms of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, set[str]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "hx-get") if name in given]
        if tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", ""), set()))
        elif self.forms and tag in ("input", "textarea", "select", "button") and "name" in given:
            self.forms[-1][2].add(given["name"])


def pages(world: World) -> list[Route]:
    """Every route a page is read from, streams that never end left out."""
    return [each for each in routes(world) if "GET" in (each.methods or ()) and _ends(each)]


def posts(world: World) -> list[Route]:
    """Every route a form is sent to."""
    return [each for each in routes(world) if "POST" in (each.methods or ())]


def right_of(route: Route) -> Right | None:
    """The right the route asks for; None for what is open to all."""
    methods = frozenset({"POST"} if "POST" in (route.methods or ()) else {"GET"})
    return RIGHT_OF.get((route.path, methods))


def asked(client: TestClient, world: World) -> dict[str, set[str]]:
    """By the path of each route: the fields of its form, and what may stand in its address."""
    found: dict[str, set[str]] = {path: set(names) for path, names in SCRIPTS_SEND.items()}
    known = routes(world)
    for page in pages(world):
        for method, action, names in _named(client, address(page, world)):
            route = _route_of(known, method, urlsplit(action).path)
            if route is not None:
                found.setdefault(route.path, set()).update(names - {"csrf"})
    return found


def _named(client: TestClient, path: str) -> Iterator[tuple[str, str, set[str]]]:
    fields = Fields()
    fields.feed(client.get(path).text)
    yield from fields.forms
    for link in fields.links:
        query = urlsplit(link).query
        yield "get", link, {name for name, _ in parse_qsl(query, keep_blank_values=True)}


def _route_of(known: list[Route], method: str, path: str) -> Route | None:
    scope = {"type": "http", "method": method.upper(), "path": path, "root_path": ""}
    fits = (each for each in known if each.matches(scope)[0] is Match.FULL)
    return next(fits, None)


def _ends(route: Route) -> bool:
    return route.path not in STREAMS


def filled(route: Route, value: str) -> str:
    """The route's address with that value in each of its gaps."""
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda _: encoded(value), route.path)


def encoded(value: str) -> str:
    """The value as it stands in an address or a form, halves of characters too."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def query(fields: Iterable[tuple[str, str]]) -> str:
    """Fields as they stand in an address or a form."""
    return "&".join(f"{encoded(name)}={encoded(value)}" for name, value in fields)


def send(client: TestClient, path: str, fields: Iterable[tuple[str, str]]) -> Any:
    """Post those fields, whatever is in them, as a form of ours would."""
    headers = {**ORIGIN, "content-type": PLAIN}
    return client.post(path, content=query(fields), headers=headers, follow_redirects=False)

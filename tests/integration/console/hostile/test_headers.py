"""Every answer, whatever it is, tells the browser to trust nothing but us."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from helpdesk.db import work_list
from helpdesk.db.engine import DatabaseError
from helpdesk.services import staff
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.shares import of_share, shares
from tests.integration.console.test_rights import STREAMS, address, routes
from tests.integration.console.world import ORIGIN, World, token

FORBIDDEN = (
    "unsafe-inline",
    "unsafe-eval",
    "unsafe-hashes",
    "data:",
    "blob:",
    "http:",
    "https:",
    "*",
)
FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
CAGED = {"default-src": ["'none'"], "sandbox": [], "frame-ancestors": ["'none'"]}
NONE = ["'none'"]
OURS = ["'self'"]


def policy(answer: Response | Any) -> dict[str, list[str]]:
    """The answer's content security policy, by directive."""
    given = answer.headers["content-security-policy"].split(";")
    return {words[0]: words[1:] for words in (each.split() for each in given)}


def undressed(answer: Any) -> list[str]:
    """What the answer does not say, or says too freely."""
    found = [name for name, value in FIXED.items() if answer.headers.get(name) != value]
    said = policy(answer)
    found += [word for word in FORBIDDEN if word in str(said)]
    strict = {"default-src": OURS, "script-src": OURS, "style-src": OURS, "object-src": NONE,
              "base-uri": NONE, "frame-ancestors": NONE, "form-action": OURS}  # fmt: skip
    if said != CAGED:
        found += [name for name, value in strict.items() if said.get(name) != value]
    if "permissions-policy" not in answer.headers or "server" in answer.headers:
        found.append("permissions, or the name of the server")
    kept = answer.headers["cache-control"]
    public = answer.request.url.path.startswith("/static/") or said == CAGED
    return found if public or kept == "no-store" else [*found, kept]


@pytest.mark.parametrize("share", shares(len(METHODS)))
def test_every_route_dresses_every_answer(
    house: World, admin: TestClient, stranger: TestClient, share: int
) -> None:
    wrong, seen = [], set()
    for route, method in of_share(share, len(METHODS), routes(house), METHODS):
        if route.path == "/sign-out" and method not in ("GET", "PUT"):
            continue
        for client in (admin, stranger) if route.path not in STREAMS else (stranger,):
            path = address(route, house)
            answer = client.request(method, path, follow_redirects=False)
            seen.add(answer.status_code)
            wrong += [(method, path, each) for each in undressed(answer)]

    assert wrong == []
    assert seen >= {200, 303, 403, 404, 405}


def test_refusals_and_faults_are_dressed_too(
    house: World, admin: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"csrf": token(admin, "/notices"), "text": "x" * 300_000}
    answers = {
        404: admin.get("/no-such-page"),
        413: admin.post(f"/tickets/{house.complaint}/note", data=form, headers=ORIGIN),
        422: admin.get("/audit?from=x"),
    }
    mark = {"if-none-match": admin.get(f"/files/{house.photo}").headers["etag"]}
    answers[304] = admin.get(f"/files/{house.photo}", headers=mark)
    for status, fault in ((500, RuntimeError()), (503, DatabaseError())):
        monkeypatch.setattr(work_list, "rows", Mock(side_effect=fault))
        answers[status] = admin.get("/")
    monkeypatch.setattr(staff, "ATTEMPTS", 1)
    for status in (401, 429):
        fields = [("csrf", form["csrf"]), ("username", "x"), ("password", "x")]
        answers[status] = walking.send(admin, "/sign-in", fields)

    for status, answer in answers.items():
        assert (status, answer.status_code, undressed(answer)) == (status, status, [])


@pytest.mark.parametrize("name", ["console.css", "vendor/htmx.min.js", "logo.svg", "none.js", ""])
def test_static_files_are_dressed_too(stranger: TestClient, name: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = stranger.request(method, f"/static/{name}")
        assert undressed(answer) == []
        assert answer.status_code in (200, 404, 405)


def test_what_is_text_says_in_which_letters(house: World, admin: TestClient) -> None:
    """Without it, old browsers guess, and UTF-7 was one of their guesses."""
    for route in walking.pages(house):
        answer = admin.get(address(route, house))
        kind = answer.headers["content-type"]
        assert not kind.startswith("text/") or kind.endswith("charset=utf-8"), route.path


def test_every_cookie_is_out_of_reach_of_scripts(house: World, stranger: TestClient) -> None:
    answers = [stranger.get("/sign-in")]
    right = token(stranger, "/sign-in")
    answers.append(walking.send(stranger, "/language", [("csrf", right), ("language", "sw")]))

    cookies = [each for a in answers for each in a.headers.get_list("set-cookie")]
    assert len(cookies) >= 2
    for cookie in cookies:
        assert "httponly" in cookie.lower()
        assert "samesite=lax" in cookie.lower()

"""What was typed and refused, or sought, stands in its place again: as text."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.integration.console.hostile.filling import corpus
from tests.integration.console.hostile.judge import shape
from tests.integration.console.hostile.shares import shares, turns
from tests.integration.console.hostile.walking import send
from tests.integration.console.world import World, token

THIRD = 3
"""Each form is given every third text, each the next third, so that all come up in several."""

SHARES = 4
"""Of those it is given a quarter with every change, and again each form the next quarter."""

SOME = pytest.mark.parametrize("share", shares(SHARES))
SEARCHES = (
    "/?q",
    "/orders?q",
    "/data/people?q",
    "/audit?text",
    "/company/departments?q",
    "/sign-in?next",
)
SHORTEST = 60
"""The shortest of the limits of what may be sought."""

FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "reply": ("/tickets/{ticket}/reply", {"text": "*", "version": "0"}),
    "note": ("/tickets/{ticket}/note", {"text": "*", "padding": "long"}),
    "cancel": ("/orders/{order}/step", {"step": "cancel", "reason": "*", "version": "0"}),
    "stock": ("/stock/sugar/change", {"quantity": "*", "note": "*", "reason": "receipt"}),
    "mark": ("/stock/sugar/mark", {"low_at": "*"}),
    "invite": ("/staff/invite", {"username": "brian", "name": "*"}),
    "canned": ("/replies/0", {"title_sw": "*", "title_en": "*", "text_sw": "*", "text_en": ""}),
    "macro": ("/macros/0", {"title_sw": "*", "title_en": ""}),
    "closed": ("/company/closed/new", {"date": "*", "sw": "*", "en": "*"}),
    "breach": ("/data/breaches", {"what": "*", "data": "*", "measures": "*", "found_at": "*"}),
    "quiet": ("/notices/quiet", {"from": "*", "to": "*"}),
    "absence": ("/me", {"name": "x", "away_until": "*"}),
}


def texts(place: int, share: int) -> Iterator[str]:
    """A share of that form's third of the corpus; line ends as a form keeps them."""
    third = corpus()[place % THIRD :: THIRD]
    for text in turns(share, SHARES, place // THIRD, third):
        yield text.replace("\r\n", "\n")


def stands(answer: str, text: str) -> bool:
    """Whether the text is on the page, escaped, and the page is not moved by it."""
    made = shape(answer)
    return made.sins == [] and text in html.unescape(answer)


@SOME
@pytest.mark.parametrize("name", FORMS)
def test_it_gives_back_what_was_typed_as_text(
    house: World, admin: TestClient, name: str, share: int
) -> None:
    path, fields = FORMS[name]
    path = path.format(ticket=house.complaint, order=house.goods)
    right = token(admin, "/notices")
    wrong = []
    for text in texts([*FORMS].index(name), share):
        form = {field: value.replace("*", text) for field, value in fields.items()}
        if "padding" in form:
            form["text"] = text + "x" * 5000
        answer = send(admin, path, [("csrf", right), *form.items()])
        if answer.status_code not in (401, 409, 422) or not stands(answer.text, text):
            wrong.append((answer.status_code, text))

    assert wrong == []


@SOME
@pytest.mark.parametrize("search", SEARCHES)
def test_it_shows_what_was_sought_as_text(admin: TestClient, search: str, share: int) -> None:
    path, _, name = search.partition("?")
    wrong = []
    for text in texts(SEARCHES.index(search), share):
        answer = admin.get(path, params={name: text})
        sought = text[:SHORTEST].strip()
        if answer.status_code != 200 or (name != "next" and not stands(answer.text, sought)):
            wrong.append(text)

    assert wrong == []


@SOME
def test_it_shows_a_refused_user_name_as_text(
    house: World, stranger: TestClient, share: int
) -> None:
    right = token(stranger, "/sign-in")
    wrong = []
    for text in corpus()[share::SHARES]:
        fields = [("csrf", right), ("username", text.replace("\r\n", "\n")), ("password", "x")]
        answer = send(stranger, "/sign-in", fields)
        if answer.status_code not in (401, 422, 429) or not stands(answer.text, fields[1][1]):
            wrong.append(text)

    assert wrong == []


@SOME
def test_it_shows_unsent_words_as_text_when_the_session_has_ended(
    stranger: TestClient, share: int
) -> None:
    for text in corpus()[share::SHARES]:
        said = text.replace("\r\n", "\n")
        answer = send(stranger, "/tickets/T-2222-22222/reply", [("text", said)])
        assert answer.status_code == 401
        assert stands(answer.text, said)

"""Whatever is wrong in a form is told beside it, in the reader's words; what was typed stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from backoffice.access import RIGHT_OF
from helpdesk.locale import say
from tests.integration.console.conftest import world_in
from tests.integration.console.forms import html
from tests.integration.console.forms.bad import Bad
from tests.integration.console.forms.html import Node, Posted
from tests.integration.console.forms.rows import Row
from tests.integration.console.forms.table import TABLE
from tests.integration.console.forms.town import Town, build
from tests.integration.console.world import ORIGIN, PASSWORD, Clock, World, post, token
from tests.matrix import full

PUBLIC = {"/sign-in", "/sign-in/code", "/sign-out", "/language", "/welcome/{token}"}


@pytest.fixture(scope="module")
def town(filled: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One world for all: nothing that is refused changes it."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(filled.settings.var, folder, dirs_exist_ok=True)
    fresh = world_in(folder)
    world = replace(filled, settings=fresh.settings, database=fresh.database, clock=Clock())
    yield build(world, folder / "company")
    world.database.close()


def filled_in(town: Town, language: str, value: str) -> str:
    """The value with what stands in braces; long ones are as they are."""
    return value.format_map(town.called(language)) if len(value) < 200 else value


def page_of(town: Town, client: TestClient, row: Row, language: str) -> Node:
    """The page the form stands on; the second step of signing in comes after the first."""
    if row.page == "{code_page}":
        first = {"username": "amina", "password": PASSWORD}
        return html.read(post(client, "/sign-in", at="/sign-in", **first).text)
    return html.read(client.get(filled_in(town, language, row.page)).text)


def good_of(town: Town, row: Row, language: str) -> Posted:
    """What is typed where nothing is wrong."""
    values = {k: [v] if isinstance(v, str) else list(v) for k, v in row.good.items()}
    return {k: [filled_in(town, language, each) for each in v] for k, v in values.items()}


def sentence(town: Town, language: str, bad: Bad) -> str:
    """What must be said."""
    texts = {k: filled_in(town, language, v) if isinstance(v, str) else v
             for k, v in bad.values.items()}  # fmt: skip
    return say(language, bad.says, **texts)


def sent(town: Town, language: str, good: Posted, name: str, bad: Bad) -> Posted:
    """The good values, and the bad one in its place; without the field for None."""
    values = (bad.value,) if isinstance(bad.value, str) else bad.value or ()
    wrong = [filled_in(town, language, each) for each in values]
    return {**{k: v for k, v in good.items() if k != name}, **({name: wrong} if wrong else {})}


def untold(page: Node, form: Node | None, name: str, bad: Bad, said: str) -> list[str]:
    """What is missing of the telling."""
    if not bad.beside:
        return [] if said in html.alerts(page) or said == page.text.strip() else ["no alert"]
    at = html.fields(form, name) if form else []
    marked = [each for each in at if each.attrs.get("aria-invalid") == "true"]
    if not marked:
        return ["no field is marked"]
    return (
        [] if said in html.said_at(page, marked[0]) else [f"said: {html.said_at(page, marked[0])}"]
    )


def lost(form: Node | None, given: Mapping[str, list[str]], wrong: str) -> list[str]:
    """What was typed and stands there no more. A wrong choice, and a password, need not stay."""
    if form is None:
        return ["the form itself"]
    missing = []
    for name, values in given.items():
        at = html.fields(form, name)
        choice = any(each.tag == "select" or each.attrs.get("type") == "checkbox" for each in at)
        if not at or html.is_secret(form, name) or (choice and name == wrong):
            continue
        typed = [each.replace("\r\n", "\n").strip() for each in values]
        if sorted(each.strip() for each in html.stands(form, name)) != sorted(typed):
            missing.append(f"{name}: {str(html.stands(form, name))[:60]}")
    return missing


def complaints(town: Town, row: Row, language: str) -> list[str]:
    """Everything that is not as it should be with a form, by what was sent."""
    client = town.browser(row.who, language)
    page = page_of(town, client, row, language)
    address = filled_in(town, language, row.address or row.route)
    form = html.form_of(page, address, row.has)
    hidden = html.hidden(form) if form else {"csrf": [token(client, "/notices")]}
    before, found = town.state(), []
    for name, bads in row.bad.items():
        for bad in bads:
            given = sent(town, language, good_of(town, row, language), name, bad)
            posted = {**hidden, **given}
            if bad.value is None and name in hidden:
                del posted[name]
            answer = client.post(address, data=posted, headers=ORIGIN, follow_redirects=False)
            what = f"{name}={str(bad.value)[:30]!r} ({answer.status_code})"
            shown = html.read(answer.text)
            again = html.form_of(shown, address, row.has)
            wrong = untold(shown, again, name, bad, sentence(town, language, bad))
            wrong += lost(again, given, name) if row.keeps and row.good else []
            if not 400 <= answer.status_code < 500:
                wrong.append("not refused")
            town.forget_tries()
            found += [f"{what}: {each}" for each in wrong]
    return found if town.state() == before else [*found, "something changed"]


def test_every_form_of_the_console_stands_in_the_table(town: Town) -> None:
    posting = {path for path, methods in RIGHT_OF if "POST" in methods}

    assert {row.route for row in TABLE} == posting | PUBLIC


def in_turns() -> Iterator[Any]:
    """Every form in every language; with every change each in one, in turns."""
    for number, row in enumerate(TABLE):
        for turn, language in enumerate(("sw", "en")):
            case = pytest.param if number % 2 == turn else full
            yield case(row, language, id=f"{row.route}-{row.page}-{language}")


@pytest.mark.parametrize(("row", "language"), list(in_turns()))
def test_it_tells_what_is_wrong_and_keeps_the_rest(town: Town, row: Row, language: str) -> None:
    assert complaints(town, row, language) == []


@pytest.mark.parametrize("language", ["sw", "en"])
def test_what_is_not_there_is_told_as_such(town: Town, language: str) -> None:
    clients = {row.who: town.browser(row.who, language) for row in TABLE}
    before, wrong = town.state(), []
    for row in TABLE:
        client = clients[row.who]
        for address in row.gone:
            form = {"csrf": token(client, "/notices" if row.who else "/sign-in"), "version": "1"}
            answer = client.post(address, data=form, headers=ORIGIN, follow_redirects=False)
            told = say(language, "console.failure.404.text") in html.read(answer.text).text
            if (answer.status_code, told) != (404, True):
                wrong.append((address, answer.status_code))

    assert wrong == []
    assert town.state() == before

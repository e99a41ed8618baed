"""The OpenAPI document: public, in both languages, whole, and true."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from backoffice.api import checking
from backoffice.api.operation import Operation
from backoffice.api.shapes import COMPONENTS
from backoffice.api.table import BASE, OPERATIONS
from helpdesk.domain.scopes import TokenScope
from helpdesk.locale import catalogue
from tests.integration.api.conftest import System
from tests.integration.api.walk import ask
from tests.integration.console.world import World

PATH = f"{BASE}/openapi.json"


def test_anybody_may_read_it_in_their_language(stranger: TestClient) -> None:
    titles = [
        stranger.get(PATH, headers={"accept-language": each}).json()["info"]["title"]
        for each in ("sw", "en", "fr")
    ]

    assert titles == ["Ofisi kwa mifumo mingine", "Ofisi for other systems", titles[0]]


def test_it_describes_every_operation_and_nothing_else(stranger: TestClient) -> None:
    told = stranger.get(PATH).json()
    described = {
        (path, method.upper()): each["operationId"]
        for path, methods in told["paths"].items()
        for method, each in methods.items()
    }

    assert told["openapi"] == "3.1.0"
    assert described == {(each.path, each.method): each.name for each in OPERATIONS}


def test_it_says_which_scope_each_needs(stranger: TestClient) -> None:
    paths = stranger.get(PATH).json()["paths"]

    for each in OPERATIONS:
        needed = paths[each.path][each.method.lower()]["security"]
        assert needed == [{"token": [str(each.scope)] if each.scope else []}]


def test_its_schemas_are_schemas() -> None:
    for each in COMPONENTS.values():
        Draft202012Validator.check_schema(each)
    for operation in OPERATIONS:
        Draft202012Validator.check_schema(operation.body or {})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_what_is_answered_is_what_was_described(
    world: World, system: System, operation: Operation
) -> None:
    answer = ask(system(), operation, world)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    checking.validator(operation.answer).validate(answer.json())


@pytest.mark.parametrize("language", ["sw", "en"])
def test_every_scope_and_operation_has_its_words(language: str) -> None:
    words, did = catalogue(language, "tokens"), catalogue(language, "console")

    assert all(f"tokens.scope.{str(each).replace(':', '_')}" in words for each in TokenScope)
    assert [
        e.name for e in OPERATIONS if not e.quiet and f"console.did.api.{e.name}" not in did
    ] == []

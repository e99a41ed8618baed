"""Schemathesis hammers every operation with what the description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.openapi import from_dict
from schemathesis.schemas import BaseSchema
from sqlalchemy import select

from backoffice.api.description import SECURITY, document
from backoffice.api.operation import Operation
from backoffice.api.table import OPERATIONS
from backoffice.app import create_app
from helpdesk.domain.order import Order
from helpdesk.services import stock
from tests.integration.api.conftest import token_for
from tests.integration.console.world import START, World, ticket_of
from tests.matrix import full

SEED = 2026
FEW, MANY = 5, 50
"""Examples of each operation, beside those that try out each edge of its description."""

ANSWERED: set[str] = set()
UNFIT = ["2xx", "404", "409", "422"]
REFUSES_MORE = ("GET /reports/summary", "/department", "/assignee", "/spoilt", "/receipt")
"""What depends on what is there, and so cannot be described: an order of days, who works here."""

pytestmark = pytest.mark.timeout(300)


class Ticking:
    """A clock that goes on with every look at it, so that no pace is too fast."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(params=OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
def operation(request: pytest.FixtureRequest) -> Operation:
    """Every operation of the table, each on a fresh world."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=[FEW, full(MANY)])
def described(
    request: pytest.FixtureRequest, world: World, operation: Operation
) -> Iterator[BaseSchema]:
    """The API, for a token with every scope; and the description of one operation."""
    # Schemathesis 4.32 names the operation in pytest's id of the test, as a plain attribute that
    # pytest 9.2 has no more. Without it no test would run; with it only the name is lost.
    request.node._nodeid = request.node.nodeid
    told = known_things(world, operation)
    schema = from_dict(told, config=hammer(world, request.param))
    schema.app = create_app(world.settings, world.database, Ticking())
    ANSWERED.clear()
    yield schema
    # A hammer that only ever misses breaks nothing.
    assert {f"{operation.method} {operation.path}"} == ANSWERED


def hammer(world: World, examples: int) -> SchemathesisConfig:
    """How hard it is tried, and what it may be answered."""
    check = {"positive_data_acceptance": {"expected-statuses": UNFIT}}
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "generation": {"max-examples": examples, "deterministic": True},
            "auth": {"openapi": {SECURITY: {"bearer": token_for(world)}}},
            "operations": [
                {"include-name-regex": f"{name}$", "checks": check} for name in REFUSES_MORE
            ],
        }
    )


def known_things(world: World, operation: Operation) -> dict[str, Any]:
    """The document of one operation, telling what there is: made-up references find nothing."""
    known = {"ticket": world.complaint, "order": world.goods, "product": "sugar"}
    told, method = document("en"), operation.method.lower()
    each = told["paths"][operation.path][method]
    real = {**each, "parameters": [_known(p, known) for p in each["parameters"]]}
    return {**told, "paths": {operation.path: {method: real}}}


def _known(parameter: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    if parameter["in"] != "path":
        return parameter
    return {**parameter, "schema": {"type": "string", "enum": [known[parameter["name"]], "T-2"]}}


def make_real(case: Case[Any], world: World) -> None:
    """Let some of the changes be to what is there now; the others are told that it is not so."""
    given = case.body if isinstance(case.body, dict) else {}
    number = given.get("version", 0)
    if not given or type(number) is not int or number % 2:
        return
    with world.database.reading() as session:
        order = session.execute(select(Order)).scalar_one()
        newest = {
            "version": order.version
            if "step" in given
            else ticket_of(session, world.complaint).version,
            "department": "sales",
            "seen": f"{stock.by_code(session, 'sugar').stock:f}",
        }
    real: dict[str, Any] = {
        **given,
        **{name: newest[name] for name in newest.keys() & given.keys()},
    }
    if real != given:
        case.body = real


everything = schemathesis.pytest.from_fixture("described")


@everything.parametrize()
@settings(
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_that_is_described_or_not_is_a_server_error(case: Case[Any], world: World) -> None:
    make_real(case, world)
    response = case.call_and_validate()
    if response.status_code == 200:
        ANSWERED.add(case.operation.label)

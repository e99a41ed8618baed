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
from backoffice.api.table import OPERATIONS
from backoffice.app import create_app
from helpdesk.domain.order import Order
from helpdesk.services import stock
from tests.integration.api.conftest import token_for
from tests.integration.console.world import START, World, ticket_of

SEED = 2026
EXAMPLES = 50
"""For each operation, beside those that try out each edge of its description."""

ANSWERED: set[str] = set()
UNFIT = ["2xx", "404", "409", "422"]
REFUSES_MORE = ("GET /reports/summary", "/department", "/assignee", "/spoilt", "/receipt")
"""What depends on what is there, and so cannot be described: an order of days, who works here."""

PLUGIN_FITS = hasattr(pytest.Function, "_nodeid")
"""Schemathesis's own pytest plugin (4.30) asks for what pytest 9 has no longer."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PLUGIN_FITS, reason="Schemathesis does not know this pytest yet"),
]


class Ticking:
    """A clock that goes on with every look at it, so that no pace is too fast."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def described(world: World) -> Iterator[BaseSchema]:
    """The API on a fresh world, for a token with every scope; and its description."""
    check = {"positive_data_acceptance": {"expected-statuses": UNFIT}}
    config = SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "generation": {"max-examples": EXAMPLES, "deterministic": True},
            "auth": {"openapi": {SECURITY: {"bearer": token_for(world)}}},
            "operations": [
                {"include-name-regex": f"{name}$", "checks": check} for name in REFUSES_MORE
            ],
        }
    )
    schema = from_dict(known_things(world), config=config)
    schema.app = create_app(world.settings, world.database, Ticking())
    ANSWERED.clear()
    yield schema
    # A hammer that only ever misses breaks nothing.
    assert {f"{each.method} {each.path}" for each in OPERATIONS} == ANSWERED


def known_things(world: World) -> dict[str, Any]:
    """The document, telling what there is: made-up references would only ever find nothing."""
    known = {"ticket": world.complaint, "order": world.goods, "product": "sugar"}
    told = document("en")
    paths = {
        path: {
            method: {**each, "parameters": [_known(p, known) for p in each["parameters"]]}
            for method, each in methods.items()
        }
        for path, methods in told["paths"].items()
    }
    return {**told, "paths": paths}


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
    max_examples=EXAMPLES,
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

"""Every operation of the table with something to send that is fine: what tests walk through."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from backoffice.api.operation import Operation
from tests.integration.console.world import World

BODIES: dict[str, dict[str, Any]] = {
    "ticket.reply": {"text": "Tunashughulikia", "version": 1},
    "ticket.note": {"text": "Ghala limejulishwa"},
    "ticket.status": {"status": "on_hold", "version": 1},
    "ticket.priority": {"priority": "urgent", "version": 1},
    "ticket.department": {"department": "sales", "version": 1},
    "ticket.claim": {"version": 1},
    "ticket.assignee": {"assignee": None, "version": 1},
    "order.step": {"step": "acknowledge", "version": 1},
    "stock.receipt": {"quantity": "2.5", "seen": "100", "note": "Lori la asubuhi"},
    "stock.count": {"quantity": "98", "seen": "100"},
    "stock.spoilt": {"quantity": "1"},
}
"""What is posted. An operation that is not here fails the tests: nothing new goes unwalked."""


def address(operation: Operation, world: World) -> str:
    """The operation's path with things that are there."""
    known = {"{ticket}": world.complaint, "{order}": world.goods, "{product}": "sugar"}
    path = operation.path
    for gap, value in known.items():
        path = path.replace(gap, value)
    return path


def ask(client: TestClient, operation: Operation, world: World, **options: Any) -> Any:
    """Ask for the operation as it is meant."""
    path = address(operation, world)
    if operation.writes:
        return client.post(path, json=BODIES[operation.name], **options)
    return client.request(operation.method, path, **options)

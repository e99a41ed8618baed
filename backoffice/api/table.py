"""The one table of operations: routes, rights, checks and the OpenAPI document come from it."""

from __future__ import annotations

from backoffice.api import catalogue, house, orders, ticket_changes, tickets
from backoffice.api.operation import Operation

MOUNTED = "/api"
VERSION = "/v1"
BASE = f"{MOUNTED}{VERSION}"

OPERATIONS: tuple[Operation, ...] = (
    *house.OPERATIONS,
    *tickets.OPERATIONS,
    *ticket_changes.OPERATIONS,
    *orders.OPERATIONS,
    *catalogue.OPERATIONS,
)
"""Everything a system may ask for; each module lists its own."""

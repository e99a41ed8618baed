"""The one table of the console's forms. A form that is missing here fails the tests."""

from __future__ import annotations

from tests.integration.console.forms import business, desk, machines, office

TABLE = (
    *desk.QUEUE,
    *desk.TICKETS,
    *desk.DESK,
    *office.REPLIES,
    *office.PEOPLE,
    *office.SELF,
    *office.DUTIES,
    *office.PUBLIC,
    *business.BUSINESS,
    *machines.MACHINES,
)

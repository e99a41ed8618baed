"""Where one can go: the pages of the menu, in order, each with the right it needs."""

from __future__ import annotations

from dataclasses import dataclass

from helpdesk.domain.enums import Role
from helpdesk.domain.rights import Right, may


@dataclass(frozen=True)
class Place:
    """One entry of the menu. Its words are `console.nav.<name>`."""

    name: str
    path: str
    right: Right


DESK = (
    Place("queue", "/", Right.READ_TICKETS),
    Place("orders", "/orders", Right.READ_ORDERS),
    Place("stock", "/stock", Right.READ_ORDERS),
    Place("reports", "/reports", Right.READ_REPORTS),
)
"""What stands in the bar at the top, for daily work."""

ADMIN = (
    Place("replies", "/replies", Right.EDIT_REPLIES),
    Place("company", "/company", Right.EDIT_COMPANY),
    Place("staff", "/staff", Right.MANAGE_STAFF),
    Place("webhooks", "/webhooks", Right.MANAGE_MACHINES),
    Place("audit", "/audit", Right.READ_AUDIT),
    Place("data", "/data", Right.DATA_DUTIES),
    Place("tokens", "/tokens", Right.MANAGE_MACHINES),
)
"""What stands behind "manage"."""


def places(role: Role, menu: tuple[Place, ...] = DESK) -> list[Place]:
    """The entries people of that role see."""
    return [place for place in menu if may(role, place.right)]


def is_here(place: Place, path: str) -> bool:
    """Whether the page of that path belongs to the entry."""
    if place.path == "/":
        return path == "/" or path.startswith("/tickets/")
    return path == place.path or path.startswith(f"{place.path}/")

"""Passwords as they are typed into forms: there, not longer than we look at, the same twice."""

from __future__ import annotations

from helpdesk.domain.errors import EmptyText, PasswordsDiffer, TextTooLong, WeakPassword
from helpdesk.services.staff import LONGEST_PASSWORD, SHORTEST_PASSWORD


def check(password: str, field: str) -> None:
    """Raises EmptyText and TextTooLong: nothing is cut off a password, it would let others in."""
    if not password:
        raise EmptyText(field=field)
    if len(password) > LONGEST_PASSWORD:
        raise TextTooLong(limit=LONGEST_PASSWORD, field=field)


def check_new(password: str, again: str, field: str) -> None:
    """Raises the same for a new one, WeakPassword, and PasswordsDiffer at the second field."""
    check(password, field)
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(limit=SHORTEST_PASSWORD, field=field)
    if password != again:
        raise PasswordsDiffer(field="again")

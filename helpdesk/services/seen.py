"""Who was shown something may change it only as long as it is still so (optimistic locking)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from helpdesk.domain.errors import StaleVersion


def mark(row: object, names: Iterable[str]) -> str:
    """By what a page knows the state of a row that it showed: a digest of those attributes."""
    shown = "\0".join(f"{name}={getattr(row, name)}" for name in names)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def hold(session: Session, row: object, names: Iterable[str], seen: str) -> None:
    """Keep the row for oneself until the transaction ends. Raises StaleVersion where it is no
    longer what was `seen`: of two who saw the same, one is second.
    """
    session.refresh(row, with_for_update=True)
    if mark(row, names) != seen:
        raise StaleVersion(by="")

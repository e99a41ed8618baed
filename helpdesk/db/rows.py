"""How many rows a statement changed, in one place for both SQLAlchemys' types."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session


def changed(session: Session, statement: Any) -> int:
    """Run an UPDATE or DELETE and say how many rows it touched.

    Whoever asks reads the row anew afterwards, and would lose what was changed of it before.
    """
    session.flush()
    result: Any = session.execute(statement)
    return int(result.rowcount)

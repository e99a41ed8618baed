"""The migrations make exactly the tables the code means, forward and back."""

from __future__ import annotations

from helpdesk.db.engine import Database
from helpdesk.db.upgrade import differences, downgrade, is_current, upgrade


def test_it_makes_the_tables_the_code_means(database: Database) -> None:
    """A column added without its migration fails here."""
    assert is_current(database)
    assert differences(database) == []


def test_it_goes_back_and_forth(database: Database) -> None:
    """Every step has a way back."""
    downgrade(database)
    gone = is_current(database)
    upgrade(database)

    assert (gone, is_current(database)) == (False, True)

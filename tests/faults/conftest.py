"""The rig on a database of its own: SQLite, and PostgreSQL where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.db.engine import Database
from tests.conftest import NOW
from tests.factories import make_company
from tests.faults.rig import Rig


@pytest.fixture
def rig(tmp_path: Path, database: Database) -> Iterator[Rig]:
    """Stand-ins for Telegram and the assistant, and no gateway yet."""
    with database.begin() as session:
        make_company(session, now=NOW)
    rig = Rig(tmp_path, database)
    yield rig
    rig.close()

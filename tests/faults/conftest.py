"""The rig on a database of its own: SQLite, and PostgreSQL where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.db.engine import Database
from tests.faults.rig import Rig


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
def rig(tmp_path: Path, database: Database) -> Iterator[Rig]:
    """Stand-ins for Telegram and the assistant, and no gateway yet."""
    rig = Rig(tmp_path, database)
    yield rig
    rig.close()

"""What a migration has laid in databases out there is laid in new ones word for word.

Red: that text was changed. Keep it as it was under another name for the migration that runs it
(as `first_search_index` is kept), and bring the new text with a migration of its own.
"""

from __future__ import annotations

import hashlib
from types import ModuleType

import pytest

from helpdesk.db import audit_guard, first_search_index, search_index

LAID = [
    (first_search_index, "6143045853d9f267"),
    (audit_guard, "ece4be3fbae07c9f"),
    (search_index, "b115b1f14faea944"),
]


@pytest.mark.parametrize(("module", "digest"), LAID, ids=["0003", "0004", "0006"])
def test_it_still_says_what_its_migration_laid(module: ModuleType, digest: str) -> None:
    said = (*module.SQLITE, *module.SQLITE_DOWN, *module.POSTGRES, *module.POSTGRES_DOWN)

    assert hashlib.sha256("\n".join(said).encode()).hexdigest()[:16] == digest

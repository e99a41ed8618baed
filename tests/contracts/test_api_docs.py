"""What `docs/api.md` tells is what the API has: paths, scopes, codes and limits."""

from __future__ import annotations

import pytest

from backoffice.api.operation import Operation
from backoffice.api.pace import PER_MINUTE
from backoffice.api.reading import LARGEST_BODY
from backoffice.api.table import OPERATIONS
from helpdesk.domain.scopes import TokenScope
from tests.factories import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ROWS = {line.split("`")[1]: line for line in PAGE.splitlines() if line.startswith("| `")}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_operation_stands_in_the_row_of_its_scope(operation: Operation) -> None:
    row = ROWS[str(operation.scope)] if operation.scope else PAGE
    # A row names the first of several in full, and of the others the end.
    last = f"`/{operation.path.rpartition('/')[2]}`"

    assert f"`{operation.method} {operation.path}`" in row or last in row


def test_every_scope_has_a_row_and_no_other() -> None:
    assert set(ROWS) == {str(each) for each in TokenScope}


def test_the_limits_are_those_that_are_kept() -> None:
    assert f"**{PER_MINUTE} requests a minute**" in PAGE
    assert f"Bodies of {LARGEST_BODY // 1024} KB" in PAGE

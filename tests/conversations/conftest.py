"""One house for all conversations; each talk is a chat of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversations.house import House

# Rasa lives on Python 3.10 only.
collect_ignore_glob = ["*.py"] if sys.version_info >= (3, 11) else []


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    from tests.conversations.house import standing  # noqa: PLC0415 - absent on newer Pythons

    with standing(tmp_path_factory.mktemp("house")) as house:
        yield house

"""One house for all conversations; each talk is a chat of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversations.house import House, standing


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with standing(tmp_path_factory.mktemp("house")) as house:
        yield house

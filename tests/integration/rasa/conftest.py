"""One trained project and one Rasa server for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.rasa.fake_actions import FakeActions
from tests.integration.rasa.project import RasaServer


@pytest.fixture(scope="session")
def _actions() -> Iterator[FakeActions]:
    server = FakeActions()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def rasa(tmp_path_factory: pytest.TempPathFactory, _actions: FakeActions) -> Iterator[RasaServer]:
    server = RasaServer(tmp_path_factory.mktemp("tiny"), _actions.port)
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.stop()


@pytest.fixture
def actions(_actions: FakeActions) -> Iterator[FakeActions]:
    _actions.answer_well()
    _actions.start()
    yield _actions
    _actions.free.set()

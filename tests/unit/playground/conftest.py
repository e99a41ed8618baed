"""A fresh playground for every test: inside the test, or behind a real port."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from bot.playground import server
from bot.playground.world import World
from tests.unit.playground.driver import Driver


@pytest.fixture
def playground() -> Driver:
    return Driver()


@pytest.fixture
def running() -> Iterator[str]:
    world = World(first=1)
    bound = server.listen(0)
    process = server.Server(world)
    thread = threading.Thread(target=process.run, kwargs={"sockets": [bound]})
    thread.start()
    yield "http://{}:{}".format(*bound.getsockname())
    process.should_exit = True
    thread.join()

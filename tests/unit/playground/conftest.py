"""A fresh playground for every test."""

from __future__ import annotations

import pytest

from tests.unit.playground.driver import Driver


@pytest.fixture
def playground() -> Driver:
    return Driver()

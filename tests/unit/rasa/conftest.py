"""What the tests of the Rasa server's parts share."""

from __future__ import annotations

import logging

import pytest
import structlog


@pytest.fixture(autouse=True, scope="session")
def _quiet() -> None:
    """Outside its command line Rasa prints every message it reads."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

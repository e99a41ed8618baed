"""What the tests of the Rasa server's parts share."""

from __future__ import annotations

import logging
import sys

import pytest
import structlog

# Rasa lives on Python 3.10 only.
collect_ignore_glob = ["test_*.py"] if sys.version_info >= (3, 11) else []


@pytest.fixture(autouse=True, scope="session")
def _quiet() -> None:
    """Outside its command line Rasa prints every message it reads."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

"""Ctrl-C ends the whole street."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.street import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_it_ends_every_child_when_interrupted(tmp_path: Path) -> None:
    """Ctrl-C leaves nothing behind."""
    with running(tmp_path) as street:
        children = psutil.Process(street.process.pid).children(recursive=True)
        street.stop()

    assert children
    assert [child for child in children if child.is_running()] == []

"""A real supervisord with a harmless child, as `ofisi run` would write it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.running import programs
from tests.factories import make_settings
from tests.unit.foundation.supervisor import Supervisor


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    sleeper = programs.Program("sleeper", ("/bin/sleep", "600"))
    monkeypatch.setattr(programs, "programs", lambda *_: [sleeper])
    path = programs.write(make_settings(tmp_path / "var"), Path("none"))
    process = subprocess.Popen([sys.executable, "-m", "supervisor.supervisord", "-n", "-c", path])
    yield Supervisor(process)
    process.terminate()
    process.wait(timeout=20)

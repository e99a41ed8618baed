"""`ofisi run`: prepare, then become supervisord, which runs the processes until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from types import FrameType
from typing import NoReturn

from helpdesk.config import Settings
from helpdesk.running import parts, programs, steps, training
from helpdesk.running.training import QUIET
from helpdesk.running.voice import Voice

TERMINATED = 128 + signal.SIGTERM


def run(settings: Settings, voice: Voice, *, now: datetime) -> NoReturn:
    """Take every step, then give this process over to supervisord. Raises Stop."""
    signal.signal(signal.SIGTERM, _leave)
    voice.say("settings_read")
    parts.check(voice)
    steps.check_ports(settings, voice)
    steps.check_writable(settings.var)
    steps.check_token(settings, voice)
    steps.prepare_database(settings, voice, now=now)
    model = training.ensure(voice)
    # Last, for whoever ends a training halfway has not seen the password yet.
    password = steps.prepare_admin(settings, voice, now=now)
    configuration = programs.write(settings, model)
    voice.say("starting", names=", ".join(p.name for p in programs.programs(settings, model)))
    _start_announcer(password)
    command = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(configuration)]
    os.execve(command[0], command, {**os.environ, **QUIET, "PYTHONUNBUFFERED": "1"})  # noqa: S606 - the same program under another name


def _start_announcer(password: str | None) -> None:
    """Beside supervisord: it tells the terminal, and nobody else, when all is up.

    The password goes through a pipe, for arguments and environments can be read by others.
    """
    announcer = subprocess.Popen(
        [sys.executable, "-m", "helpdesk.running.announce"], stdin=subprocess.PIPE, text=True
    )
    if announcer.stdin:
        announcer.stdin.write(password or "")
        announcer.stdin.close()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    # An exception, so that a training under way is ended with us.
    sys.exit(TERMINATED)

"""Command line: what every comparison does around its work, and the line about the machine."""

from __future__ import annotations

import logging
import os
import platform
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from types import FrameType

from benchmarks.processes import BenchmarkError

logger = logging.getLogger("benchmarks")

QUIET_LOAD = 0.5


def run(work: Callable[[], None]) -> None:
    """Do the work, progress to stderr; one sentence, and no success, where it cannot go on."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logger.setLevel(logging.INFO)
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _interrupted)
    try:
        work()
    except BenchmarkError as error:
        logger.error("%s", error)  # noqa: TRY400 - the message is the whole story
        sys.exit(1)
    except KeyboardInterrupt:
        logger.info("stopped; nothing was left behind")
        sys.exit(130)


def machine() -> str:
    """The day, the machine, the versions and how busy it is; a warning where it is not quiet."""
    day = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[0]
    if load > QUIET_LOAD:
        logger.warning("the machine is not quiet (load %.1f): the figures will be worse", load)
    return (
        f"{day}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, rasa {version('rasa')}, load before: {load:.2f}"
    )


def _interrupted(_sign: int, _frame: FrameType | None) -> None:
    # Once is enough: a second Ctrl-C must not disturb the clearing up.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    raise KeyboardInterrupt

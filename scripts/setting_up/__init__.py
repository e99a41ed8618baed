"""Setup: makes the environments of this project. Standard library only; Python 3.8 and newer."""

from __future__ import annotations

import signal
import sys

from scripts.setting_up.environments import Environment


def main(arguments: list[str]) -> int:
    """Make the environment that the arguments name, unless it stands already."""
    try:
        wanted = Environment(arguments)
        if wanted.stands():
            return 0
        # Only now: loading what making takes lasts longer than seeing that nothing is to be made.
        from scripts.setting_up.making import make  # noqa: PLC0415

        # Whoever ends us ends uv with us.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _: sys.exit(128 + number))
        return make(wanted)
    except KeyboardInterrupt:
        return 130

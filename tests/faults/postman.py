"""One postman in a process of its own, at a time of the test's choosing, until it is stopped.

Run as `python -m tests.faults.postman DATABASE_URL FOLDER TIME`; says `at work` when it is.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import datetime
from pathlib import Path

from backoffice.office import Office
from backoffice.postman import Postman
from helpdesk.db.engine import Database
from tests.factories import make_settings


async def main() -> None:
    """Work until SIGTERM, and then leave nothing running."""
    url, folder, time = sys.argv[1:]
    now = datetime.fromisoformat(time)
    database = Database(url)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with Postman(Office(make_settings(Path(folder)), database, lambda: now)).at_work():
        print("at work", flush=True)  # noqa: T201
        await stopped.wait()
    database.close()
    print("stopped", flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())

"""A ticket database with customers for our side; stock Rasa has none."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.commands import Side, environment
from benchmarks.processes import BenchmarkError
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.services import company, contacts

BOT_ID = 100000001
PREPARE = """
import json, sys
from pathlib import Path
from benchmarks.people import prepare
print(json.dumps(prepare(sys.argv[1], Path("company"), int(sys.argv[2]))))
"""


def prepare(url: str, profile: Path, count: int) -> list[str]:
    """Make the database, load the company, meet `count` customers: their sender ids."""
    database = Database(url)
    now = datetime.now(UTC)
    upgrade(database)
    with database.begin() as session:
        company.load(session, profile, now=now)
        met = [
            contacts.meet(
                session,
                bot_id=BOT_ID,
                chat_id=number,
                name=f"Mteja {number}",
                username=None,
                language_code="sw",
                now=now,
            )
            for number in range(1, count + 1)
        ]
        senders = [contact.sender_id for contact in met]
    database.close()
    return senders


def prepare_by(side: Side, url: str, count: int, folder: Path) -> list[str]:
    """The same by that side's own Python and code, which may be of another day than ours."""
    made = subprocess.run(
        [side.python, "-c", PREPARE, url, str(count)],
        cwd=side.root,
        env=environment(folder, side.root),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        message = f"the customers of {side.name} could not be made:\n{made.stderr}"
        raise BenchmarkError(message)
    senders: list[str] = json.loads(made.stdout.splitlines()[-1])
    return senders

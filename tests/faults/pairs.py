"""One of two clerks: takes every ticket it is told of at the moment it is told, and says who won.

Run as `python -m tests.faults.pairs DATABASE_URL STAFF_ID`; reads `claim ID` or `reply ID VERSION`
line by line, and answers `won`, or the code of the refusal.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from helpdesk.db.engine import Database
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import tickets

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def main() -> None:
    """Work until there is nothing more to read."""
    database = Database(sys.argv[1])
    for line in sys.stdin:
        print(attempt(database, int(sys.argv[2]), *line.split()), flush=True)  # noqa: T201
    database.close()


def attempt(database: Database, staff_id: int, verb: str, number: str, version: str = "0") -> str:
    """Try it once."""
    try:
        with database.begin() as session:
            ticket, staff = session.get(Ticket, int(number)), session.get(StaffMember, staff_id)
            assert ticket is not None
            assert staff is not None
            if verb == "claim":
                tickets.claim(session, ticket, staff, now=NOW)
            else:
                text = f"Jibu la {staff.name}"
                tickets.reply(session, ticket, staff, text, version=int(version), now=NOW)
    except HelpdeskError as error:
        return error.code
    return "won"


if __name__ == "__main__":
    main()

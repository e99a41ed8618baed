"""Two answers for machines: whether the database answers, and whether every process works."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backoffice.office import Office, office
from helpdesk.db.engine import DatabaseError
from helpdesk.services import heartbeats

SELF = "console"
PROCESSES = ("gateway", "rasa", "actions", "telegram", SELF)
FRESH_SECONDS = 20

Part = dict[str, object]


def healthy(request: Request) -> Response:
    """200 when the database answers now."""
    parts = {"database": _database(office(request))}
    return _answer(parts)


def ready(request: Request) -> Response:
    """200 when every process has been seen in the last 20 seconds; `age` is in seconds."""
    house = office(request)
    parts = {"database": _database(house), **_processes(_seen(house), house.clock())}
    return _answer(parts)


def _database(house: Office) -> Part:
    answers = house.database.answers()
    return {"ok": answers, "age": 0 if answers else None}


def _seen(house: Office) -> dict[str, datetime]:
    try:
        with house.database.reading() as session:
            return {beat.process: beat.seen_at for beat in heartbeats.all(session)}
    except DatabaseError:
        return {}


def _processes(seen: dict[str, datetime], now: datetime) -> dict[str, Part]:
    ages = {
        name: round(max(0.0, (now - seen[name]).total_seconds()), 1) if name in seen else None
        for name in PROCESSES
    }
    return {
        name: {"ok": age is not None and age <= FRESH_SECONDS, "age": age}
        for name, age in ages.items()
    }


def _answer(parts: dict[str, Part]) -> Response:
    fine = all(part["ok"] for part in parts.values())
    return JSONResponse(parts, status_code=200 if fine else 503)


ROUTES = [
    Route("/healthz", healthy, methods=["GET"]),
    Route("/readyz", ready, methods=["GET"]),
]

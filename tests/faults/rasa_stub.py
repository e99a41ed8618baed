"""A stand-in for the assistant: the turn contract, with real tickets behind it and faults on call.

A text with "mbovu" opens a ticket and is answered; all other texts are heard in silence.
"""

from __future__ import annotations

import random
import time
from threading import Condition
from typing import Any

from helpdesk.db.engine import Database
from helpdesk.services import contacts, tickets
from tests.conftest import NOW
from tests.faults.server import Answer, Server

OPENED = "Kesi {reference} imefunguliwa: {text}"


class RasaStub:
    """Each turn takes 10 to 50 ms and happens once, however often it is asked for."""

    def __init__(self, database: Database, seed: int = 1, port: int = 0) -> None:
        self.database = database
        self.random = random.Random(seed)  # noqa: S311 - a fault plan, not a secret
        self.changed = Condition()
        self.turns: list[tuple[str, str, str]] = []
        self.replies: dict[str, list[dict[str, Any]]] = {}
        self.status = 200
        self.hang = 0.0
        self.server = Server(self._handle, port)
        self.port = self.server.port

    def close(self) -> None:
        """Stop listening."""
        self.server.close()

    def _handle(self, path: str, fields: dict[str, Any]) -> Answer:
        if not path.endswith("/turn"):
            return self.status, {}
        if self.hang:
            time.sleep(self.hang)
        if self.status != 200:
            return self.status, {"error": "down"}
        return 200, self._turn(fields)

    def _turn(self, asked: dict[str, Any]) -> dict[str, Any]:
        time.sleep(self.random.uniform(0.01, 0.05))
        with self.changed:
            if asked["turn"] not in self.replies:
                self.replies[asked["turn"]] = self._act(asked)
                self.turns.append((asked["sender"], asked["turn"], asked["text"]))
                self.changed.notify_all()
        return {
            "replies": self.replies[asked["turn"]],
            "language": asked["language"],
            "language_certain": False,
            "intent": {"name": "complain", "confidence": 1.0},
        }

    def _act(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        if "mbovu" not in asked["text"]:
            return []
        with self.database.begin() as session:
            ticket = tickets.open_complaint(
                session,
                contacts.by_sender(session, asked["sender"]),
                story=asked["text"],
                about_order=None,
                photo_id=None,
                source_key=asked["turn"],
                now=NOW,
            )
            text = OPENED.format(reference=ticket.reference, text=asked["text"])
        return [{"text": text, "buttons": [{"title": "Sawa", "payload": "/thanks"}]}]

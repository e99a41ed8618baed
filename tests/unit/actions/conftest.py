"""An open office with the sample company, a customer, and calls as Rasa makes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.office import Office, close_office, office, open_office
from helpdesk.db.engine import Database
from tests.cast import ASHA, JOHN, Customer
from tests.conftest import NOW
from tests.factories import make_contact, make_settings
from tests.understood import entities_in, words_left_in


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
def here(database: Database, database_url: str, tmp_path: Path) -> Iterator[Office]:
    yield open_office(make_settings(tmp_path, OFISI_DATABASE_URL=database_url))
    close_office()


@pytest.fixture(scope="session")
def executor() -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


@dataclass
class Answer:
    """What an action said, and the slots it set."""

    said: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.said]

    @property
    def slots(self) -> dict[str, Any]:
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}


@dataclass
class Chat:
    """One customer's conversation, as the action server sees it turn by turn."""

    executor: ActionExecutor
    sender: str
    slots: dict[str, Any] = field(default_factory=lambda: {"language": "sw"})
    form: str | None = None
    turn: str = "inbox:1"

    async def run(
        self,
        action: str,
        text: str = "",
        *,
        intent: str = "inform",
        entities: list[dict[str, Any]] | None = None,
        new: dict[str, Any] | None = None,
    ) -> Answer:
        """Run an action; `new` are the slots this turn has filled. What it sets is kept.

        `entities` are those of a pressed button; without them they are found in the text.
        """
        new = new or {}
        self.slots.update(new)
        call = {
            "next_action": action,
            "sender_id": self.sender,
            "tracker": {
                "sender_id": self.sender,
                "slots": dict(self.slots),
                "latest_message": {
                    "text": text,
                    "intent": {"name": intent, "confidence": 0.9},
                    "entities": entities_in(text) if entities is None else entities,
                    "words_left": words_left_in(text) if entities is None else "",
                    "metadata": {"turn": self.turn, "entities": entities or []},
                },
                "events": [
                    {"event": "action", "name": self.form},
                    *({"event": "slot", "name": k, "value": v} for k, v in new.items()),
                ],
                "active_loop": {"name": self.form} if self.form else {},
            },
            "domain": {},
        }
        result: Any = await self.executor.run(call)
        answer = Answer(result["responses"], result["events"])
        self.slots.update(answer.slots)
        return answer


def sender_of(customer: Customer) -> str:
    with office().database.begin() as session:
        return make_contact(session, customer, now=NOW).sender_id


@pytest.fixture
def chat(here: Office, executor: ActionExecutor) -> Chat:
    return Chat(executor, sender_of(ASHA))


@pytest.fixture
def other(here: Office, executor: ActionExecutor) -> Chat:
    return Chat(executor, sender_of(JOHN))

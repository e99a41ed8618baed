"""An open office with the sample company, a customer, and calls as Rasa makes them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rasa_sdk")

from rasa_sdk.executor import ActionExecutor

from actions.office import Office, close_office, office, open_office
from helpdesk.config import load_settings
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.services import company, contacts
from tests.unit.shop.conftest import COMPANY, NOW


@pytest.fixture(scope="session")
def loaded_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("office") / "ofisi.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    with database.begin() as session:
        company.load(session, COMPANY, now=NOW)
    database.close()
    return file


@pytest.fixture
def here(loaded_office: Path, tmp_path: Path) -> Iterator[Office]:
    file = shutil.copy(loaded_office, tmp_path / "ofisi.db")
    settings = load_settings(
        {
            "OFISI_DATABASE_URL": f"sqlite:///{file}",
            "OFISI_COMPANY": str(COMPANY),
            "OFISI_INTERNAL_SECRET": "s",
            "OFISI_VAR": str(tmp_path),
        },
        tmp_path / "no.env",
    )
    yield open_office(settings)
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
        """Run an action; `new` are the slots this turn has filled. What it sets is kept."""
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
                    "entities": entities or [],
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
        result: Any = await self.executor.run(call)  # type: ignore[arg-type, unused-ignore]
        answer = Answer(result["responses"], result["events"])
        self.slots.update(answer.slots)
        return answer


def customer(chat_id: int) -> str:
    with office().database.begin() as session:
        return contacts.meet(
            session,
            bot_id=1,
            chat_id=chat_id,
            name="Neema",
            username=None,
            language_code="sw",
            now=NOW,
        ).sender_id


@pytest.fixture
def chat(here: Office, executor: ActionExecutor) -> Chat:
    return Chat(executor, customer(1))


@pytest.fixture
def other(here: Office, executor: ActionExecutor) -> Chat:
    return Chat(executor, customer(2))

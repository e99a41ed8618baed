"""Rasa's conversations in SQL, at the address our settings give. Only events are kept here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.boundary import boundary
from helpdesk.config import load_settings
from helpdesk.db.engine import Database, Session

# Rasa asks for the newest session start of a sender in every turn; its own index makes it
# read all events of that sender for it.
INDEX = (
    "CREATE INDEX IF NOT EXISTS ix_events_sender_type_time "
    "ON events (sender_id, type_name, timestamp)"
)


class OfisiTrackerStore(SQLTrackerStore):
    """Rasa's SQL store on our database connection.

    SQLite in WAL mode and with its folder made, PostgreSQL with connections checked before use.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **_options: Any,
    ) -> None:
        # Not SQLTrackerStore's: it builds an engine that cannot be configured, and sleeps in
        # an endless loop while the database is down. Ours fails, and the runner starts it again.
        TrackerStore.__init__(self, domain, event_broker)
        self.database = Database(host or load_settings().tracker_url)
        self.engine = self.database.engine
        self.Base.metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            connection.exec_driver_sql(INDEX)

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session that reads; Rasa's own queries use it."""
        with self.database.reading() as session:
            yield session

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in the tracker, all of it or nothing."""
        await self.stream_events(tracker)
        with self.database.begin() as session:
            new = list(self._additional_events(session, tracker))
            for event in self._cut(tracker, new):
                session.add(self._row(tracker.sender_id, event))

    def _cut(self, tracker: DialogueStateTracker, new: list[Event]) -> list[Event]:
        """The turn's events, with a new session before its message where the old one is long."""
        messages = [place for place, event in enumerate(new) if isinstance(event, UserUttered)]
        if not messages:
            return new
        # Rasa reads events back in the order in which they were written.
        begin = boundary(tracker, self.domain)
        return [*new[: messages[-1]], *begin, *new[messages[-1] :]]

    def since_last_user_message(self, sender_id: str) -> list[dict[str, Any]]:
        """The sender's events from the last customer message on, oldest first.

        Reads a handful of rows however long the conversation is.
        """
        row = self.SQLEvent
        with self.session_scope() as session:
            of_sender = session.query(row).filter(row.sender_id == sender_id)
            last = of_sender.filter(row.type_name == "user").order_by(row.id.desc()).first()
            if last is None:
                return []
            events = of_sender.filter(row.id >= last.id).order_by(row.id)
            return [json.loads(event.data) for event in events]

    def _row(self, sender_id: str, event: Event) -> Any:
        data = event.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )

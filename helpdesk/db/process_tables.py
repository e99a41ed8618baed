"""What the processes keep for one another: leases, signs of life, and how far they have come."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from helpdesk.db.columns import number, short_text, time
from helpdesk.db.tables import metadata

lease = Table(
    "lease",
    metadata,
    Column("name", String(128), primary_key=True),
    short_text("holder", 128),
    time("until"),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("process", String(64), primary_key=True),
    time("seen_at"),
)

poll_offset = Table(
    "poll_offset",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    number("next_update_id"),
    time("updated_at"),
)

bookmark = Table(
    "bookmark",
    metadata,
    Column("name", String(64), primary_key=True),
    number("position"),
)

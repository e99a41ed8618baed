"""How several processes share the work without stepping on one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Lease:
    """A piece of work one process holds until a time: a chat, the poller's seat."""

    name: str
    holder: str
    until: datetime


@dataclass
class Heartbeat:
    """When a process was last seen at work."""

    process: str
    seen_at: datetime


@dataclass
class PollOffset:
    """Up to where a bot's updates are safely in the inbox: the next update id to ask for."""

    bot_id: int
    next_update_id: int
    updated_at: datetime


@dataclass
class Bookmark:
    """Up to which row a piece of background work has read."""

    name: str
    position: int

"""Everything the playground remembers, in one place and in memory. The rules live in the parts."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from bot.playground.chats import Chats
from bot.playground.faults import Faults
from bot.playground.feed import Feed
from bot.playground.files import Files
from bot.playground.ledger import Ledger
from bot.playground.limits import Limits
from bot.playground.polling import Poller
from bot.playground.presses import Presses
from bot.playground.shapes import Clock, Ids, Object, first_id, utc_now
from bot.playground.updates import Updates
from bot.playground.webhook import Webhook

BOT_NAME = "Ofisi"
BOT_USERNAME = "ofisi_bot"
DEFAULT_BOT_ID = 100000001


class World:
    """The stand-in's whole state; two worlds share nothing."""

    def __init__(
        self,
        *,
        token: str | None = None,
        clock: Clock = utc_now,
        first: int | None = None,
        client: Callable[[], httpx.AsyncClient] = httpx.AsyncClient,
    ) -> None:
        """Begin empty.

        `token` is the only one accepted (None: any well-formed one), `first` the first update
        and message id, `client` makes the HTTP client that calls a webhook.
        """
        begin = first_id(clock()) if first is None else first
        self.token = token
        self.clock = clock
        self.message_ids = Ids(begin)
        self.feed = Feed()
        self.chats = Chats(self.feed)
        self.files = Files()
        self.updates = Updates(clock, Ids(begin))
        self.poller = Poller(self.updates)
        self.presses = Presses(clock, Ids(begin))
        self.webhook = Webhook(self.updates, clock, client)
        self.ledger = Ledger()
        self.limits = Limits(clock)
        self.faults = Faults()
        self.commands: dict[str, list[Object]] = {}
        self.connected = False

    @property
    def bot(self) -> Object:
        """Return the bot's own User."""
        bot_id = int(self.token.partition(":")[0]) if self.token else DEFAULT_BOT_ID
        return {"id": bot_id, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}

    def meet(self) -> None:
        """Notice that a bot fetches updates or has set a webhook."""
        if not self.connected:
            self.connected = True
            self.feed.publish("connected")

    def reset(self) -> None:
        """Forget chats, updates, files, calls and faults. Ids go on; bot and webhook stay."""
        self.chats.clear()
        self.updates.clear()
        self.files.clear()
        self.presses.clear()
        self.ledger.clear()
        self.faults.remove()
        self.limits.enabled = False
        self.feed.publish("reset")

    def close(self) -> None:
        """End every wait, so that the server can stop."""
        self.poller.interrupt(None)
        self.feed.close()

"""Methods that decide how updates reach the bot: by fetching or by webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.playground.errors import ApiError, refuse
from bot.playground.params import Params
from bot.playground.polling import MOST, SET_WEBHOOK, WEBHOOK_ACTIVE
from bot.playground.shapes import Object
from bot.playground.webhook import MOST_CONNECTIONS
from bot.playground.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
PORTS = {80, 88, 443, 8443}
LOOPBACK = {"127.0.0.1", "localhost", "::1", "testserver"}


async def get_updates(world: World, params: Params) -> list[Object]:
    """Confirm, then return what waits, or wait for it."""
    if world.webhook.url:
        raise ApiError(409, WEBHOOK_ACTIVE)
    world.meet()
    world.updates.allow(params.structure("allowed_updates"))
    limit = params.integer("limit", MOST)
    return await world.poller.poll(params.integer("offset"), limit, params.integer("timeout"))


def set_webhook(world: World, params: Params) -> bool:
    """Push updates to an address from now on; an empty one stops it."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    _check_url(url)
    if not SECRET.fullmatch(params.text("secret_token")):
        refuse("secret token contains unallowed characters")
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.allow(params.structure("allowed_updates"))
    world.poller.interrupt(SET_WEBHOOK)
    connections = params.integer("max_connections", MOST_CONNECTIONS)
    world.webhook.set(url, params.text("secret_token"), min(max(connections, 1), 100))
    world.meet()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Go back to fetching."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook.set("")
    return True


def get_webhook_info(world: World, _params: Params) -> Object:
    """Return the address and how deliveries fare."""
    return world.webhook.info()


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    # On this machine plain HTTP and any port will do, as for Telegram's own local server.
    if parts.hostname in LOOPBACK:
        return
    if parts.scheme != "https":
        refuse("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        refuse("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")

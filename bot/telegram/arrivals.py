"""Keeping what Telegram delivers, however it is delivered: stored and committed, then woken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.telegram import faults
from bot.telegram.gateway import Gateway
from helpdesk.db.engine import Session
from helpdesk.services import inbox


async def keep(
    gateway: Gateway, updates: Sequence[dict[str, Any]], *, offset: int | None = None
) -> None:
    """Commit raw updates, and with them the poll offset if there is one. Then wake the worker.

    Raises DatabaseError; nothing is kept then, so nothing may be confirmed either.
    """

    def work(session: Session) -> None:
        faults.point("inbox.before_insert")
        inbox.store(session, updates, bot_id=gateway.bot_id, now=gateway.clock())
        faults.point("inbox.after_insert")
        if offset is not None:
            inbox.move_offset(session, gateway.bot_id, offset, now=gateway.clock())
        faults.point("inbox.before_commit")

    await gateway.write(work)
    faults.point("inbox.after_commit")
    gateway.inbound.set()
    for update in updates:
        _settle_press(gateway, update)


def _settle_press(gateway: Gateway, update: dict[str, Any]) -> None:
    """Stop the little clock on the button at once; what the press leads to comes later."""
    query = update.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("id"), str):
        gateway.aside(gateway.bot.answer_callback_query(query["id"]))

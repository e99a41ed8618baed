"""The courier: takes deliveries out of the outbox to Telegram, in order per chat."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import TelegramError

from bot.telegram import faults, parcels
from bot.telegram.backoff import SEND_WAITS, wait
from bot.telegram.gateway import Gateway
from bot.telegram.limiter import Limiter
from bot.telegram.verdict import Fate, Verdict, judge
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.services import contacts, outbox

log = logging.getLogger(__name__)

SWEEP_SECONDS = 0.5
RESCUE_SECONDS = 5.0
LONGEST_PAIR = 18
"""Characters up to which two buttons stand side by side."""


class Courier:
    """One task per chat with something to send; the chats go on without one another."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.limiter = Limiter()
        self.busy: dict[int, asyncio.Task[None]] = {}
        self.rescued_at = 0.0

    async def run(self) -> None:
        """Deliver until the gateway stops, then let what is under way come to its end."""
        while not self.gateway.stopping.is_set():
            try:
                await self.sweep()
            except DatabaseError:
                log.exception("the outbox cannot be read")
            await self.gateway.idle(self.gateway.outbound, SWEEP_SECONDS)
        if self.busy:
            await asyncio.wait(self.busy.values(), timeout=5)

    async def sweep(self) -> None:
        """Start on every chat with a delivery due that nobody here is sending to."""
        gateway = self.gateway
        await self._rescue()
        chats = await gateway.read(
            lambda session: outbox.chats_due(session, gateway.bot_id, now=gateway.clock())
        )
        for chat_id in chats:
            if chat_id not in self.busy:
                self.busy[chat_id] = asyncio.create_task(self._work(chat_id))

    async def deliver(self, chat_id: int) -> bool:
        """Send the chat's oldest delivery, if it may go; whether there was one."""
        gateway = self.gateway
        await gateway.pause(self.limiter.delay(chat_id, asyncio.get_running_loop().time()))
        delivery = await gateway.write(
            lambda session: outbox.claim(
                session, gateway.bot_id, chat_id, holder=gateway.holder, now=gateway.clock()
            )
        )
        if delivery is None:
            return False
        faults.point("courier.claimed")
        await self._send(delivery)
        return True

    async def _work(self, chat_id: int) -> None:
        try:
            while not self.gateway.stopping.is_set() and await self.deliver(chat_id):
                pass
            self.gateway.outbound.set()
        except Exception:
            log.exception("a chat's deliveries must wait")
        finally:
            del self.busy[chat_id]

    async def _send(self, delivery: Delivery) -> None:
        payload = json.loads(delivery.payload)
        gateway = self.gateway
        try:
            message = await parcels.send(gateway, delivery.chat_id, payload, markup(payload))
        except TelegramError as error:
            verdict = judge(error)
            log.warning("delivery %s: %s", delivery.id, verdict.error)
            await gateway.write(lambda session: self._failed(session, delivery, verdict))
            return
        faults.point("courier.sent")
        await gateway.write(
            lambda session: outbox.sent(
                session,
                delivery,
                telegram_message_id=message.message_id,
                holder=gateway.holder,
                now=gateway.clock(),
            )
        )

    def _failed(self, session: Session, delivery: Delivery, verdict: Verdict) -> None:
        holder, now = self.gateway.holder, self.gateway.clock()
        fate, error = verdict.fate, verdict.error
        contact = session.get(Contact, delivery.contact_id)
        pause = verdict.pause or wait(delivery.attempts, SEND_WAITS)
        if fate is Fate.REFUSED:
            outbox.give_up(session, delivery, OutboxStatus.FAILED, error=error, holder=holder)
        elif fate is Fate.BLOCKED and contact is not None:
            outbox.block(session, delivery, error=error, holder=holder)
            contacts.set_reachable(session, contact, False, now=now)
        elif fate is Fate.PERHAPS and delivery.may_repeat:
            outbox.give_up(session, delivery, OutboxStatus.UNKNOWN, error=error, holder=holder)
        else:
            outbox.again(
                session,
                delivery,
                retry_at=now if fate is Fate.MOVED else now + pause,
                error=error,
                holder=holder,
                may_repeat=fate is Fate.PERHAPS,
            )
        if fate is Fate.MOVED and contact is not None and verdict.new_chat_id:
            session.flush()  # the delivery must be among those that wait
            outbox.move_chat(session, contact, verdict.new_chat_id)

    async def _rescue(self) -> None:
        """Now and then, look for deliveries whose sender is gone."""
        gateway = self.gateway
        now = asyncio.get_running_loop().time()
        if now - self.rescued_at < RESCUE_SECONDS:
            return
        self.rescued_at = now
        count = await gateway.write(
            lambda session: outbox.rescue(session, gateway.bot_id, now=gateway.clock())
        )
        if count:
            log.warning("%s deliveries had lost their sender", count)


def markup(payload: dict[str, Any]) -> Any:
    """The keyboard Telegram is to show with a delivery, or None."""
    if payload.get("keyboard"):
        keys = [
            [KeyboardButton(key["title"], request_contact=key.get("request_contact") or None)]
            for key in payload["keyboard"]
        ]
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    if payload.get("buttons"):
        return InlineKeyboardMarkup(_rows(payload["buttons"]))
    return ReplyKeyboardRemove() if payload.get("remove_keyboard") else None


def _rows(buttons: list[dict[str, str]]) -> list[list[InlineKeyboardButton]]:
    made = [InlineKeyboardButton(b["title"], callback_data=b["data"]) for b in buttons]
    width = 2 if all(len(b["title"]) <= LONGEST_PAIR for b in buttons) else 1
    width = len(buttons) if all(len(b["title"]) == 1 for b in buttons) else width
    return [made[place : place + width] for place in range(0, len(made), width)]

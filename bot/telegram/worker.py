"""The worker: takes updates out of the inbox, one at a time per chat, in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from telegram.constants import ChatAction

from bot.telegram import answers, faults, reception, turn
from bot.telegram.backoff import TURN_WAITS, wait
from bot.telegram.gateway import Gateway
from bot.telegram.turn import TurnFailed
from bot.telegram.visit import Ask, Decline
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.domain.errors import BadCompany
from helpdesk.services import inbox, leases, profile
from helpdesk.services.profile import Area

log = logging.getLogger(__name__)

CHATS_AT_ONCE = 8
SWEEP_SECONDS = 1.0
LEASE_TTL = timedelta(seconds=30)
"""Longer than any turn; renewed with every update."""
PATIENCE = 3.5
"""Seconds after which the customer hears that the answer is late."""
LEAST_PATIENCE = 1.0
SHORT_SECONDS = 0.3
"""A turn shorter than this needs no "typing"."""
QUARANTINE_AFTER = 5


class Worker:
    """Hands each chat with something to do to one task; at most CHATS_AT_ONCE are busy."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.busy: dict[int, asyncio.Task[None]] = {}
        self.slots = asyncio.Semaphore(CHATS_AT_ONCE)

    async def run(self) -> None:
        """Work until the gateway stops, then let what is under way come to its end."""
        while not self.gateway.stopping.is_set():
            try:
                await self.sweep()
            except DatabaseError:
                log.exception("the inbox cannot be read")
            await self.gateway.idle(self.gateway.inbound, SWEEP_SECONDS)
        if self.busy:
            await asyncio.wait(self.busy.values(), timeout=turn.TIMEOUT)

    async def sweep(self) -> None:
        """Start on every chat whose oldest update is due and that nobody here works on."""
        gateway = self.gateway
        chats = await gateway.read(
            lambda session: inbox.chats_due(session, gateway.bot_id, now=gateway.clock())
        )
        for chat_id in chats:
            if chat_id not in self.busy:
                task = asyncio.create_task(self._work(chat_id))
                self.busy[chat_id] = task

    async def _work(self, chat_id: int) -> None:
        try:
            while await self.step(chat_id) and not self.gateway.stopping.is_set():
                pass
            # An update that landed just now may have found the chat still busy.
            self.gateway.inbound.set()
        except Exception:
            # Nothing was committed, so nothing is lost; the next sweep tries again.
            log.exception("a chat must wait")
        finally:
            del self.busy[chat_id]

    async def step(self, chat_id: int) -> bool:
        """Take the chat's oldest update as far as it goes; whether more is to do there."""
        async with self.slots:
            outcome, more = await self._receive(chat_id)
            if not isinstance(outcome, Ask):
                self._decline(outcome)
                self.gateway.outbound.set()
                return more
            waiting = await self._ask(outcome)
        # A turn that takes long has given its place to other chats by now.
        return await self._settle(outcome, waiting)

    async def _receive(self, chat_id: int) -> tuple[Ask | Decline | None, bool]:
        """Take the chat's lease and its oldest update, and see what it needs."""
        taken: list[int] = []
        files: list[bool] = []

        def work(session: Session) -> tuple[Ask | Decline | None, bool]:
            now = self.gateway.clock()
            if not self._lease(session, chat_id):
                return None, False
            row = inbox.head(session, self.gateway.bot_id, chat_id, now=now)
            if row is None:
                return None, self._more(session, chat_id)
            taken.append(row.id or 0)
            files.append('"file_id"' in row.payload)
            outcome = reception.receive(session, row, now=now, areas=self._areas)
            return outcome, isinstance(outcome, Ask) or self._more(session, chat_id)

        try:
            received = await self.gateway.write(work)
        except DatabaseError:
            raise
        except Exception as error:
            if not taken:
                raise
            log.exception("update %s cannot be handled", taken[0])
            return None, await self._set_back(chat_id, taken[0], error)
        if any(files):
            self.gateway.files.set()
        return received

    def _areas(self) -> Sequence[Area]:
        """Where the business delivers to, as `company/` says now; nowhere if it cannot be read."""
        try:
            return profile.read(self.gateway.settings.company).areas
        except BadCompany as error:
            log.warning("delivery areas are not known: %s", error.values)
            return ()

    def _decline(self, outcome: Decline | None) -> None:
        if outcome is not None:
            self.gateway.aside(self.gateway.bot.send_message(outcome.chat_id, outcome.text))

    async def _ask(self, ask: Ask) -> asyncio.Task[turn.Answer]:
        """Ask the assistant; after a few seconds without an answer, say so to the customer."""
        faults.point("turn.before")
        gateway = self.gateway
        task = asyncio.create_task(turn.ask(gateway.http, gateway.settings, ask.request))
        done, _ = await asyncio.wait({task}, timeout=SHORT_SECONDS)
        if done:
            return task
        gateway.aside(gateway.bot.send_chat_action(ask.chat_id, ChatAction.TYPING))
        waited = (gateway.clock() - ask.received_at).total_seconds()
        done, _ = await asyncio.wait({task}, timeout=max(PATIENCE - waited, LEAST_PATIENCE))
        if not done:
            await gateway.write(
                lambda session: answers.apologise_for_delay(session, ask, now=gateway.clock())
            )
            gateway.outbound.set()
        return task

    async def _settle(self, ask: Ask, waiting: asyncio.Task[turn.Answer]) -> bool:
        """Keep the answer, or that there is none; whether more is to do in the chat."""
        gateway = self.gateway
        try:
            answer = await waiting
        except TurnFailed as failure:
            log.warning("turn %s failed: %s", ask.request["turn"], failure)
            more = await self._keep_failure(ask, failure)
        else:
            faults.point("turn.after")
            more = await self._keep_answer(ask, answer)
            if ask.pressed is not None:
                gateway.aside(
                    gateway.bot.edit_message_reply_markup(ask.chat_id, message_id=ask.pressed)
                )
        gateway.outbound.set()
        return more

    async def _keep_failure(self, ask: Ask, failure: TurnFailed) -> bool:
        def work(session: Session) -> bool:
            answers.fail(session, ask, failure, now=self.gateway.clock())
            return self._more(session, ask.chat_id)

        return await self.gateway.write(work)

    async def _keep_answer(self, ask: Ask, answer: turn.Answer) -> bool:
        def work(session: Session) -> bool:
            if not self._lease(session, ask.chat_id):
                return False
            settings, now = self.gateway.settings, self.gateway.clock()
            answers.finish(session, ask, answer, settings=settings, now=now)
            return self._more(session, ask.chat_id)

        try:
            return await self.gateway.write(work)
        except DatabaseError:
            raise
        except Exception as error:
            log.exception("turn %s cannot be finished", ask.request["turn"])
            return await self._set_back(ask.chat_id, ask.row_id, error)

    async def _set_back(self, chat_id: int, row_id: int, error: Exception) -> bool:
        """A defect of ours: try again a few times, then set the update aside for people."""

        def work(session: Session) -> bool:
            now, row = self.gateway.clock(), inbox.get(session, row_id)
            pause = wait(row.attempts + 1, TURN_WAITS)
            inbox.postpone(row, retry_at=now + pause, error=repr(error))
            if row.attempts >= QUARANTINE_AFTER:
                inbox.quarantine(row, error=repr(error), now=now)
            return self._more(session, chat_id)

        return await self.gateway.write(work)

    def _lease(self, session: Session, chat_id: int) -> bool:
        gateway = self.gateway
        name = self._name(chat_id)
        return leases.take(session, name, gateway.holder, ttl=LEASE_TTL, now=gateway.clock())

    def _more(self, session: Session, chat_id: int) -> bool:
        """Whether the chat's next update is due; if not, its lease is given back."""
        session.flush()  # the update just dealt with must not count
        gateway = self.gateway
        if inbox.head(session, gateway.bot_id, chat_id, now=gateway.clock()) is not None:
            return True
        leases.release(session, self._name(chat_id), gateway.holder)
        return False

    def _name(self, chat_id: int) -> str:
        return f"chat:{self.gateway.bot_id}:{chat_id}"

"""Keeping promises: where nobody has answered in time, the customer hears so and staff notice."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.telegram.gateway import Gateway
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.domain.errors import BadCompany
from helpdesk.services import (
    company_pages,
    escalating,
    leases,
    profile,
    retention,
    watching,
)
from helpdesk.services.profile import Profile

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks at what is overdue."""
LEASE = "watch"
LEASE_TTL = timedelta(seconds=120)


async def run(gateway: Gateway) -> None:
    """Look again and again until the gateway stops; of a bot's gateways one looks."""
    while not gateway.stopping.is_set():
        try:
            await sweep(gateway)
        except DatabaseError:
            log.exception("overdue tickets cannot be read")
        except BadCompany as error:
            log.error("no promise can be looked after: %s", error.values)  # noqa: TRY400 - one line
        await gateway.pause(EVERY)


async def sweep(gateway: Gateway) -> None:
    """Promise where nothing was promised yet, and speak up where a promise was not kept."""
    company = await gateway.write(lambda session: _company(session, gateway))

    def work(session: Session) -> int:
        now = gateway.clock()
        # One look for each bot: what is overdue is sought among the customers of one.
        name = f"{LEASE}:{gateway.bot_id}"
        if not leases.take(session, name, gateway.holder, ttl=LEASE_TTL, now=now):
            return 0
        return _look(session, company, gateway)

    told = await gateway.write(work)
    if told:
        gateway.outbound.set()


def _company(session: Session, gateway: Gateway) -> Profile:
    """The business as it is by now: what was changed on another machine is written here first."""
    folder = gateway.settings.company
    company_pages.sync(session, folder, now=gateway.clock())
    return profile.read(folder)


def _look(session: Session, company: Profile, gateway: Gateway) -> int:
    now = gateway.clock()
    escalating.promise(session, company, now=now)
    overdue = escalating.overdue(session, company, bot_id=gateway.bot_id, now=now)
    for ticket in overdue:
        escalating.escalate(session, ticket, company, now=now)
    sent = watching.round_(session, company, bot_id=gateway.bot_id or 0, now=now)
    retention.nightly(session, gateway.settings.company, gateway.settings.files, now=now)
    return len(overdue) + sent

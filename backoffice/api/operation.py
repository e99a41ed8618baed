"""What one operation of the API is: the one description its route and its document come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from backoffice.api.schemas import Schema
from backoffice.office import Office
from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.domain.machines import ApiToken
from helpdesk.domain.order import Order
from helpdesk.domain.scopes import TokenScope
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket

GAP = re.compile(r"\{(\w+)\}")


class Done(NamedTuple):
    """What an operation answers, and what the audit says it was about, such as `ticket:17`."""

    answer: Mapping[str, Any]
    subject: str = ""


@dataclass
class Call:
    """One request that was let in: who asks, on which session, and what they gave, checked.

    `about` is what it turned out to be about, once it was found.
    """

    house: Office
    session: Session
    staff: StaffMember
    token: ApiToken
    now: datetime
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Mapping[str, Any]
    about: Ticket | Order | Product | None = None


@dataclass(frozen=True)
class Operation:
    """One thing a system may ask for or do.

    `path` is below `/api/v1`. Without `scope` every good token may. `body` is the schema of what
    is posted. `quiet` ones look at nothing that is anybody's own, and leave no trace in the audit.
    """

    name: str
    method: str
    path: str
    run: Callable[[Call], Done]
    answer: Schema
    scope: TokenScope | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    body: Schema | None = None
    quiet: bool = False

    @property
    def gaps(self) -> list[str]:
        """The names in braces of the path."""
        return GAP.findall(self.path)

    @property
    def fields(self) -> list[str]:
        """The names of what is posted."""
        return list(self.body["properties"]) if self.body else []

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.body is not None

    @property
    def refusals(self) -> list[int]:
        """The statuses with which it may refuse."""
        found = {401, 422, 429, 503}
        found |= {403} if self.scope else set()
        found |= {404} if self.gaps else set()
        return sorted(found | ({409, 413, 415} if self.writes else set()))

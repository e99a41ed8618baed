"""What every request of the API goes through: the token, its scope, its pace, what it gives, the
operation, and the audit.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backoffice.api import checking, problems, reading
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.pace import Pace
from backoffice.api.problems import Refused
from backoffice.office import office
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.domain.company import Product
from helpdesk.domain.errors import HelpdeskError, StaleVersion
from helpdesk.domain.rights import may
from helpdesk.domain.scopes import RIGHT_BEHIND, scopes_of
from helpdesk.services import audit, tokens
from helpdesk.services.tokens import Holder

BEARER = "bearer"

log = logging.getLogger(__name__)


class Ready:
    """An operation with the validators of what it takes, made once for each console."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.query = checking.validator(checking.query_schema(operation.query))
        self.body = checking.validator(operation.body) if operation.body else None


def endpoint(operations: Iterable[Operation]) -> Callable[[Request], Awaitable[Response]]:
    """What answers at one path: the operations on it, by their methods."""
    by_method = {each.method: Ready(each) for each in operations}

    async def answer(request: Request) -> Response:
        ready = by_method["GET" if request.method == "HEAD" else request.method]
        try:
            return JSONResponse(await _answered(request, ready))
        except Refused as refused:
            return problems.answer(request, refused)
        except DatabaseError:
            log.exception("%s failed: the database does not answer", ready.operation.name)
            return problems.answer(request, Refused(503, "unavailable"))
        except Exception:
            log.exception("%s failed", ready.operation.name)
            return problems.answer(request, Refused(500, "failed"))

    return answer


async def _answered(request: Request, ready: Ready) -> Mapping[str, Any]:
    holder = await run_in_threadpool(_holder, request)
    _keep_pace(request, holder)
    _may(holder, ready.operation)
    query = reading.parameters(request, ready.operation.query)
    checking.check(ready.query, query, "query")
    posted: dict[str, Any] = {}
    if ready.body is not None:
        posted = await reading.body(request)
        checking.check(ready.body, posted, "body")
    done = await run_in_threadpool(_do, request, ready.operation, holder, query, posted)
    return done.answer


def _holder(request: Request) -> Holder:
    """Whose token came with the request; raises Refused (401) where none is good."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    house = office(request)
    now, found = house.clock(), None
    if kind.lower() == BEARER:
        with house.database.reading() as session:
            found = tokens.find(session, secret.strip())
    if found is None:
        raise Refused(401, "no_token", headers={"WWW-Authenticate": "Bearer"})
    if not tokens.is_fresh(found.token, now=now):
        with house.database.begin() as session:
            tokens.touch(session, found.token, now=now)
    return found


def _keep_pace(request: Request, holder: Holder) -> None:
    pace: Pace = request.app.state.pace
    seconds = pace.wait(holder.token.id or 0, now=office(request).clock())
    if seconds:
        raise Refused(
            429,
            "too_many_requests",
            headers={"Retry-After": str(seconds)},
            more={"retry_after": seconds},
            values={"limit": pace.most, "seconds": seconds},
        )


def _may(holder: Holder, operation: Operation) -> None:
    scope = operation.scope
    if scope is None:
        return
    if scope not in scopes_of(holder.token.scopes):
        told = f'Bearer error="insufficient_scope", scope="{scope}"'
        raise Refused(
            403,
            "insufficient_scope",
            headers={"WWW-Authenticate": told},
            values={"scope": scope},
        )
    if not may(holder.staff.role, RIGHT_BEHIND[scope]):
        raise Refused(403, "maker_may_not")


def _do(
    request: Request,
    operation: Operation,
    holder: Holder,
    query: dict[str, Any],
    posted: dict[str, Any],
) -> Done:
    house = office(request)
    path = {name: reading.clean(str(value)) for name, value in request.path_params.items()}
    now = house.clock()

    def run(session: Session) -> Done:
        call = Call(house, session, holder.staff, holder.token, now, path, query, posted)
        try:
            return operation.run(call)
        except StaleVersion as error:
            raise problems.of_the_core(error, operation.fields, _present(call)) from error
        except HelpdeskError as error:
            raise problems.of_the_core(error, operation.fields) from error

    if operation.writes:
        with house.database.begin() as session:
            done = run(session)
            _note(session, operation, holder, done, now)
        return done
    # Reading may take a while, and on SQLite who writes keeps everybody else from writing.
    with house.database.reading() as session:
        done = run(session)
    if not operation.quiet:
        with house.database.begin() as session:
            _note(session, operation, holder, done, now)
    return done


def _note(
    session: Session, operation: Operation, holder: Holder, done: Done, now: datetime
) -> None:
    """Keep in the audit that it was this token; a ticket was looked at in its maker's name."""
    mine = f"token:{holder.token.id}"
    what = f"api.{operation.name}"
    audit.record(session, who=mine, what=what, subject=done.subject or mine, now=now)
    if done.subject.startswith("ticket:") and not operation.writes:
        who = f"staff:{holder.staff.id}"
        audit.record(session, who=who, what="ticket.viewed", subject=done.subject, now=now)


def _present(call: Call) -> Mapping[str, object]:
    """How the thing stands now that was another one when the system looked at it."""
    if isinstance(call.about, Product):
        return {"stock": f"{call.about.stock:f}"}
    return {"version": call.about.version} if call.about else {}

"""Webhooks: which systems of the company's own are told of what, and what came of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db.engine import Session
from helpdesk.domain.errors import BadChoice, BadWebhook, HelpdeskError, NotFound
from helpdesk.domain.events import Event
from helpdesk.domain.machines import Webhook
from helpdesk.domain.rights import Right
from helpdesk.services import webhook_queue, webhooks

LARGEST_ID = 2**63
NOTHING_WRONG = {"name": "", "url": "", "events": ""}
GROUPS = ("ticket", "order", "stock")
GROUP_OF = {"product": "stock"}


def show_all(request: Request) -> Response:
    """All webhooks, each with what came of its last delivery."""
    with office(request).database.reading() as session:
        found = webhooks.everything(session)
        last = webhook_queue.last_of_each(session, found)
    return page(request, "webhooks.html", hooks=found, last=last, most=webhooks.MOST)


def show(request: Request) -> Response:
    """One webhook with its newest deliveries, or an empty form (number 0)."""
    return _page(request)


def save(request: Request) -> Response:
    """Make one, and show its secret once; or change it."""
    house, number, by = office(request), _number(request), staff_of(request)
    form = form_of(request)
    try:
        # Before the transaction: it asks the network for the name in the address.
        events = chosen_in(request, "event")
        wanted = webhooks.read(form.get("name", ""), form.get("url", ""), events)
        with house.database.begin() as session:
            if number:
                hook = webhooks.find(session, number)
                webhooks.change(session, by, hook, wanted, now=house.clock())
            else:
                hook = webhooks.make(session, by, wanted, now=house.clock())
    except BadWebhook as error:
        return _page(request, error=error, status=failures.status_of(error))
    return _back(hook) if number else _page(request, number=hook.id, secret=hook.secret)


def pause(request: Request) -> Response:
    """Stop telling it, or begin again."""
    steps = {"on": webhooks.resume, "off": webhooks.pause}
    step = steps.get(form_of(request).get("to", ""))
    house = office(request)
    with house.database.begin() as session:
        hook = _one(session, request)
        if step is None:
            raise BadChoice
        step(session, staff_of(request), hook, now=house.clock())
    return _back(hook)


def rotate(request: Request) -> Response:
    """A new secret; it is shown once."""
    house = office(request)
    with house.database.begin() as session:
        hook = _one(session, request)
        webhooks.rotate(session, staff_of(request), hook, now=house.clock())
    return _page(request, secret=hook.secret)


def remove(request: Request) -> Response:
    """Forget it, if the box was ticked."""
    house = office(request)
    if form_of(request).get("sure") != "yes":
        return _page(request, unsure=True, status=422)
    with house.database.begin() as session:
        webhooks.remove(session, staff_of(request), _one(session, request), now=house.clock())
    return RedirectResponse("/webhooks", 303)


def test(request: Request) -> Response:
    """Send a message that means nothing."""
    house = office(request)
    with house.database.begin() as session:
        hook = _one(session, request)
        webhook_queue.test(session, hook, now=house.clock())
    return _back(hook)


def again(request: Request) -> Response:
    """Try a failed delivery anew, or all of them."""
    house, given = office(request), form_of(request).get("delivery", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    with house.database.begin() as session:
        hook = _one(session, request)
        every = given == "all"
        try:
            webhook_queue.again(session, hook, None if every else number, now=house.clock())
        except NotFound as error:
            return _page(request, error=error, status=failures.status_of(error))
    return _back(hook)


def _page(
    request: Request,
    *,
    number: int | None = None,
    error: HelpdeskError | None = None,
    secret: str = "",
    unsure: bool = False,
    status: int = 200,
) -> Response:
    number = number or _number(request)
    values: dict[str, Any] = {"hook": None, "deliveries": [], "failed": False}
    with office(request).database.reading() as session:
        if number:
            hook = webhooks.find(session, number)
            values["hook"] = hook
            values["deliveries"] = webhook_queue.newest(session, hook)
            values["failed"] = webhook_queue.has_failed(session, hook)
    return page(
        request,
        "webhook.html",
        status=status,
        row=_typed(request) if isinstance(error, BadWebhook) else _kept(values["hook"]),
        wrong={**NOTHING_WRONG, **_wrong(error)},
        refused=error,
        groups={group: _events(group) for group in GROUPS},
        longest=webhooks.LONGEST_NAME,
        secret=secret,
        unsure=unsure,
        here=f"/webhooks/{number}",
        **values,
    )


def _wrong(error: HelpdeskError | None) -> dict[str, str]:
    return dict(error.values.get("wrong") or {}) if error else {}  # type: ignore[call-overload]


def _typed(request: Request) -> dict[str, Any]:
    form = form_of(request)
    return {
        "name": form.get("name", ""),
        "url": form.get("url", ""),
        "events": chosen_in(request, "event"),
    }


def _kept(hook: Webhook | None) -> dict[str, Any]:
    if hook is None:
        return {"name": "", "url": "", "events": []}
    return {"name": hook.name, "url": hook.url, "events": hook.events.split()}


def _events(group: str) -> list[str]:
    kinds = ((str(each), str(each).partition(".")[0]) for each in Event)
    return [event for event, kind in kinds if GROUP_OF.get(kind, kind) == group]


def _one(session: Session, request: Request) -> Webhook:
    return webhooks.find(session, _number(request), to_change=True)


def _number(request: Request) -> int:
    number = int(request.path_params["number"])
    if number >= LARGEST_ID:
        raise NotFound(webhook=number)
    return number


def _back(hook: Webhook) -> Response:
    return RedirectResponse(f"/webhooks/{hook.id}", 303)


ROUTES = [
    access.route("/webhooks", show_all, Right.MANAGE_MACHINES),
    access.route("/webhooks/{number:int}", show, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}", save, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}/pause", pause, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}/secret", rotate, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}/remove", remove, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}/test", test, Right.MANAGE_MACHINES),
    access.posting("/webhooks/{number:int}/again", again, Right.MANAGE_MACHINES),
]

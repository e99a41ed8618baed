"""The customer's side over HTTP: what a person does in the chat. What follows: `arrivals`."""

from __future__ import annotations

from dataclasses import asdict
from itertools import count

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import arrivals
from bot.playground.arrivals import Arrival
from bot.playground.bodies import read_object, whole_number
from bot.playground.chats import Chat, Customer
from bot.playground.errors import ApiError, reject
from bot.playground.shapes import Object
from bot.playground.world import World

NAIROBI = {"latitude": -1.2921, "longitude": 36.8219}
FIRST_ADDED = 700001
ACTIONS = (
    "text",
    "contact",
    "location",
    "sticker",
    "press",
    "edit",
    "block",
    "unblock",
)


class CustomerSide:
    """The endpoints that act for a customer."""

    def __init__(self, world: World) -> None:
        """Act in this world."""
        self._world = world
        self._added = count(FIRST_ADDED)

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/playground/customers", self.customers),
            Route("/playground/customers", self.add_customer, methods=["POST"]),
            Route("/playground/raw", self.raw, methods=["POST"]),
            Route("/playground/chats/{chat:int}/messages", self.messages),
            *(
                Route(
                    f"/playground/chats/{{chat:int}}/{name}", self.act, methods=["POST"], name=name
                )
                for name in ACTIONS
            ),
        ]

    async def customers(self, _request: Request) -> Response:
        """List who there is, each with the newest message."""
        return JSONResponse(
            {
                "connected": self._world.connected,
                "bot": self._world.bot,
                "seq": self._world.feed.seq,
                "customers": [_card(chat) for chat in self._world.chats.all()],
            }
        )

    async def add_customer(self, request: Request) -> Response:
        """Add a person: {"first_name", …}; the id is given if it is left out."""
        wanted = {"id": next(self._added), **await read_object(request)}
        try:
            chat = self._world.chats.add(Customer(**wanted))
        except TypeError:
            reject("unknown_customer_field")
        return JSONResponse(_card(chat), 201)

    async def messages(self, request: Request) -> Response:
        """List a chat's messages that are newer or changed since ?after=."""
        chat = self._chat(request)
        after = int(request.query_params.get("after") or 0)
        entries = [asdict(entry) for entry in chat.entries.values() if entry.seq > after]
        return JSONResponse(
            {
                "seq": self._world.feed.seq,
                "messages": entries,
                "keyboard": chat.keyboard,
                "blocked": chat.blocked,
            }
        )

    async def raw(self, request: Request) -> Response:
        """Queue any update object as it stands."""
        return _arrived(arrivals.raw(self._world, await read_object(request)))

    async def act(self, request: Request) -> Response:
        """Do what the last part of the address says."""
        chat, body = self._chat(request), await read_object(request)
        action = request.url.path.rpartition("/")[2]
        if action == "press":
            data = str(body.get("data", ""))
            pressed = arrivals.press(self._world, chat, whole_number(body, "message_id"), data)
            return _arrived(pressed[0], callback_query_id=pressed[1])
        if action == "text":
            sent = arrivals.text(self._world, chat, str(body.get("text", "")))
            return _arrived(sent[-1], update_ids=[each.update_id for each in sent])
        return _arrived(self._simple(chat, action, body))

    def _simple(self, chat: Chat, action: str, body: Object) -> Arrival | None:
        if action in {"block", "unblock"}:
            return arrivals.block(self._world, chat, blocked=action == "block")
        if action == "edit":
            words = str(body.get("text", ""))
            return arrivals.edit(self._world, chat, whole_number(body, "message_id"), words)
        content = {"contact": _contact, "location": _location, "sticker": _sticker}[action]
        return arrivals.message(self._world, chat, content(chat, body))

    def _chat(self, request: Request) -> Chat:
        try:
            return self._world.chats.find(request.path_params["chat"])
        except ApiError:
            reject("no_such_customer", 404)


def _card(chat: Chat) -> Object:
    shown = [entry for entry in chat.entries.values() if not entry.deleted]
    last = asdict(shown[-1]) if shown else None
    return {**asdict(chat.customer), "blocked": chat.blocked, "last": last}


def _arrived(arrival: Arrival | None, **more: object) -> Response:
    return JSONResponse({**(asdict(arrival) if arrival else {"update_id": None}), **more})


def _contact(chat: Chat, body: Object) -> Object:
    own = {
        "phone_number": chat.customer.phone_number,
        "first_name": chat.customer.first_name,
        "user_id": chat.customer.id,
    }
    return {"contact": {**own, **body}}


def _location(_chat: Chat, body: Object) -> Object:
    return {"location": {**NAIROBI, **body}}


def _sticker(_chat: Chat, body: Object) -> Object:
    sticker = {
        "file_id": "PLAYGROUND-sticker",
        "file_unique_id": "PGsticker",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    }
    return {"sticker": {**sticker, **body}}

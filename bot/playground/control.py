"""The hand behind the scenes: faults, pace, ledger, reset. What they do lives in their modules."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.bodies import read_object
from bot.playground.world import World


class Control:
    """The endpoints that steer and read a world."""

    def __init__(self, world: World) -> None:
        """Steer this world."""
        self._world = world

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/playground/faults", self.faults),
            Route("/playground/faults", self.add_fault, methods=["POST"]),
            Route("/playground/faults", self.remove_faults, methods=["DELETE"]),
            Route("/playground/faults/{fault:int}", self.remove_faults, methods=["DELETE"]),
            Route("/playground/limits", self.limits, methods=["GET", "POST"]),
            Route("/playground/ledger", self.ledger),
            Route("/playground/reset", self.reset, methods=["POST"]),
        ]

    async def faults(self, _request: Request) -> Response:
        """List the scripts in force."""
        return JSONResponse({"faults": self._world.faults.all()})

    async def add_fault(self, request: Request) -> Response:
        """Add a script; see `faults.Fault` for its fields."""
        fault = self._world.faults.add(await read_object(request))
        self._world.feed.publish("faults")
        return JSONResponse(asdict(fault), 201)

    async def remove_faults(self, request: Request) -> Response:
        """Take away one script, or all."""
        self._world.faults.remove(request.path_params.get("fault"))
        self._world.feed.publish("faults")
        return Response(status_code=204)

    async def limits(self, request: Request) -> Response:
        """Show whether Telegram's pace is kept, or switch it: {"enabled": true}."""
        if request.method == "POST":
            self._world.limits.enabled = bool((await read_object(request)).get("enabled"))
        return JSONResponse({"enabled": self._world.limits.enabled})

    async def ledger(self, request: Request) -> Response:
        """List the bot's calls; ?method=, ?chat_id= and ?after= narrow it."""
        query = request.query_params
        after = int(query.get("after") or 0)
        calls = self._world.ledger.calls(query.get("method", ""), query.get("chat_id", ""), after)
        return JSONResponse({"calls": calls})

    async def reset(self, _request: Request) -> Response:
        """Forget everything said and done."""
        self._world.reset()
        return Response(status_code=204)

"""The API put together as an application of its own, which the console carries at `/api`."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from backoffice.api import description, problems
from backoffice.api.door import endpoint
from backoffice.api.operation import Operation
from backoffice.api.pace import Pace
from backoffice.api.table import MOUNTED, OPERATIONS, VERSION
from backoffice.office import Office, accepted_language

DESCRIPTION = f"{VERSION}/openapi.json"
"""Public: it tells what can be asked, and holds nobody's data."""


def mounted(house: Office) -> Mount:
    """The API of that console. The guard lets it pass: it lets nobody in without a token."""
    app = Starlette(routes=routes(), exception_handlers={HTTPException: problems.on_http})
    # A slash too many would be answered by pointing elsewhere, and a token sent along.
    app.router.redirect_slashes = False
    app.state.office = house
    app.state.pace = Pace()
    mount = Mount(MOUNTED, app)
    # A dot stands for no line end, so an address with one in it would slip past the API, to the
    # console's own page for what there is not.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def routes() -> list[Route]:
    """The description, and one route for each path of the table."""
    paths: dict[str, list[Operation]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, []).append(each)
    return [
        Route(DESCRIPTION, describe, methods=["GET"]),
        *(
            Route(f"{VERSION}{path}", endpoint(found), methods=[e.method for e in found])
            for path, found in paths.items()
        ),
    ]


def describe(request: Request) -> Response:
    """The OpenAPI document, in the language the system says it reads."""
    content = description.document(accepted_language(request))
    return JSONResponse(content, headers={"Vary": "Accept-Language"})

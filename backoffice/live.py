"""Parts of a page that refresh themselves, and stay untouched while nothing has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from backoffice.pages import render


@dataclass(frozen=True)
class Part:
    """A rendered part and the mark by which the browser says which state it has."""

    html: Markup
    mark: str


def part(request: Request, template: str, **values: Any) -> Part:
    """Render a part. The template's own escaping has made it safe to set into a page."""
    html = render(request, template, **values)
    mark = hashlib.sha256(html.encode()).hexdigest()[:16]
    return Part(Markup(html), mark)  # noqa: S704 - autoescaped by the template


def answer(request: Request, template: str, **values: Any) -> Response:
    """The part with a fresh frame around it; 204 (HTMX leaves the page alone) if unchanged."""
    found = part(request, template, **values)
    if request.query_params.get("mark") == found.mark:
        return Response(status_code=204)
    return HTMLResponse(render(request, f"_live{template}", refresh=found, fresh=True, **values))

"""The OpenAPI 3.1 document, made from the same table as the routes."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any

from backoffice.api.operation import Operation
from backoffice.api.problems import MEDIA_TYPE
from backoffice.api.reading import MEDIA_TYPE as JSON
from backoffice.api.schemas import TEXT, ref
from backoffice.api.shapes import COMPONENTS
from backoffice.api.table import BASE, OPERATIONS
from helpdesk.domain.scopes import TokenScope
from helpdesk.locale import say

VERSION = "1.0.0"
SECURITY = "token"


@cache
def document(language: str) -> dict[str, Any]:
    """The whole description, with its sentences in that language."""
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(language, each)
    scheme = {"type": "http", "scheme": "bearer", "description": say(language, "api.security")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say(language, "api.title"),
            "description": say(language, "api.description"),
            "version": VERSION,
        },
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {"schemas": COMPONENTS, "securitySchemes": {SECURITY: scheme}},
        "tags": [{"name": name} for name in _tags()],
    }


def _operation(language: str, operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": say(language, f"api.operation.{operation.name}"),
        "tags": [_tag(operation)],
        # For a bearer token these are not OAuth's scopes but names of roles (OpenAPI 3.1, 4.8.30).
        "security": [{SECURITY: [str(operation.scope)] if operation.scope else []}],
        "parameters": [*_gaps(operation), *_query(operation)],
        "responses": {
            "200": _content(HTTPStatus.OK, JSON, operation.answer),
            **{str(each): _refusal(each) for each in operation.refusals},
        },
    }
    if operation.body is not None:
        content = {JSON: {"schema": operation.body}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _gaps(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": TEXT} for name in operation.gaps
    ]


def _query(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in operation.query.items()
    ]


def _refusal(status: int) -> dict[str, Any]:
    described = _content(HTTPStatus(status), MEDIA_TYPE, ref("Problem"))
    headers = {401: "WWW-Authenticate", 429: "Retry-After"}
    if status in headers:
        described["headers"] = {headers[status]: {"required": True, "schema": TEXT}}
    return described


def _content(status: HTTPStatus, media_type: str, schema: Any) -> dict[str, Any]:
    return {"description": status.phrase, "content": {media_type: {"schema": schema}}}


def _tag(operation: Operation) -> str:
    return str(operation.scope).partition(":")[0] if operation.scope else "house"


def _tags() -> list[str]:
    return ["house", *dict.fromkeys(str(each).partition(":")[0] for each in TokenScope)]

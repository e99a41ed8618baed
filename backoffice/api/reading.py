"""Reading what a system sends: the address's parameters, and a body of JSON, never too much."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from backoffice.api.problems import Refused
from backoffice.api.schemas import Schema

LARGEST_BODY = 64 * 1024
"""Bytes. The longest reply, every letter of it escaped, is under half of that."""

DEEPEST = 20
MEDIA_TYPE = "application/json"
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_SURROGATE = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with what no database of ours keeps (NUL, half a surrogate pair) replaced."""
    return _SURROGATE.sub("\ufffd", text)


def parameters(request: Request, known: Mapping[str, Schema]) -> dict[str, Any]:
    """What stands after the question mark; numbers are read where a number is described."""
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = [clean(value) for value in request.query_params.getlist(name)]
        # Twice the same name is no value any schema of ours describes: the check will say so.
        given[clean(name)] = _read(values[0], known.get(name)) if len(values) == 1 else values
    return given


async def body(request: Request) -> Any:
    """The JSON that was posted. Raises Refused: 415 for no JSON, 413, 422."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if kind != MEDIA_TYPE or packed != "identity":
        raise Refused(415, "not_json")
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            raise Refused(413, "too_large", values={"limit": LARGEST_BODY // 1024})
    return _parsed(bytes(content))


def _parsed(content: bytes) -> Any:
    try:
        given = json.loads(
            content.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as error:
        raise Refused(422, "bad_json") from error
    if _too_deep(given):
        raise Refused(422, "bad_json")
    return given if isinstance(given, dict) else _clean(given)


def _read(value: str, schema: Schema | None) -> Any:
    number = schema is not None and schema["type"] == "integer" and _INTEGER.fullmatch(value)
    return int(value) if number else value


def _no_number(name: str) -> float:
    # Python would take NaN and Infinity, which are not JSON (RFC 8259, section 6).
    raise ValueError(name)


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        # Which of two would count is anybody's guess (RFC 8259, section 4).
        if name in made:
            raise ValueError(name)
        made[clean(name)] = _clean(value)
    return made


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return clean(value) if isinstance(value, str) else value


def _too_deep(given: Any) -> bool:
    """Whether lists and objects lie too deep in one another, found without recursion."""
    level = [given]
    for _ in range(DEEPEST):
        inner = (list(e.values()) if isinstance(e, dict) else e for e in level)
        level = [each for held in inner if isinstance(held, list) for each in held]
        if not level:
            return False
    return True

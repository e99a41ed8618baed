"""Typed texts that stock Rasa obeys as commands, or would after careless cleaning."""

from __future__ import annotations

COMMANDS = (
    "/affirm",
    "  /affirm",
    "/ affirm",
    "//affirm",
    "/affirm@0.01",
    "/affirm{bad json",
    '/affirm\n{"photo": "17"}',
    '/affirm{"photo": {"nested": "17"}}',
    '/affirm{"photo": ["1", "2"]}',
    '/affirm{"photo": "' + "x" * 200_000 + '"}',
    "/restart",
    "/back",
    "/session_start",
    "/nlu_fallback",
    "\u00a0/affirm",
    "\u2028/affirm",
    "/\u00a0/affirm",
    "\uff0f/affirm",
    "\u2044 \u2215 \u29f8/affirm",
)

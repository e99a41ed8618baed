"""The figures of the daily summary as a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from helpdesk.locale import say
from helpdesk.services.currencies import money


def of(detail: str, language: str) -> str:
    """What `summary.figures` gave, kept as JSON, in words."""
    told: Mapping[str, Any] = json.loads(detail)
    sums = ", ".join(money(minor, currency) for currency, minor in sorted(told["sold"].items()))
    score = "–" if told["score"] is None else f"{told['score']}/5"
    counts = {name: told[name] for name in ("new", "resolved", "late", "waiting")}
    return say(language, "notices.summary", **counts, score=score, sold=sums or "–")

"""What became of a reply, and how the assistant's packet reads."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from backoffice import thread
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import Language, OutboxStatus

NOW = datetime(2026, 3, 3, tzinfo=UTC)
QUEUED, SENT, FAILED = OutboxStatus.QUEUED, OutboxStatus.SENT, OutboxStatus.FAILED


def contact(*, reachable: bool) -> Contact:
    """Somebody who can, or cannot, be written to."""
    return Contact("telegram", 1, 2, "c-2", "Asha", Language.SW, NOW, reachable=reachable)


def sending(status: OutboxStatus, error: str | None = None) -> Delivery:
    """One part of a reply."""
    return Delivery(1, 2, "{}", NOW, status=status, error=error)


@pytest.mark.parametrize(
    ("parts", "reachable", "expected"),
    [
        ([], True, None),
        ([sending(SENT)], True, "sent"),
        ([sending(SENT), sending(QUEUED)], True, "queued"),
        ([sending(SENT), sending(FAILED), sending(QUEUED)], True, "failed"),
        ([sending(SENT), sending(OutboxStatus.UNKNOWN)], True, "unknown"),
        ([sending(QUEUED)], False, "unreachable"),
        ([sending(FAILED, "blocked: bot was blocked by the user")], False, "unreachable"),
        ([sending(SENT)], False, "sent"),
    ],
)
def test_it_tells_the_worst_of_all_parts(
    parts: list[Delivery], reachable: bool, expected: str | None
) -> None:
    assert thread.delivery(parts, contact(reachable=reachable)) == expected


@pytest.mark.parametrize("broken", [None, "", "{", "[1]", '"x"', "null"])
def test_it_shows_no_packet_where_there_is_none(broken: str | None) -> None:
    assert thread.packet(broken) == []


def test_it_reads_a_packet_of_any_shape() -> None:
    slots = {"a": 1, "b": ["x", "y"]}
    content = {"intent": "complain", "confidence": 0.968, "slots": slots, "no": None}

    assert thread.packet(json.dumps(content)) == [
        ("intent", ["complain"]),
        ("confidence", ["97%"]),
        ("a", ["1"]),
        ("b", ["x", "y"]),
    ]

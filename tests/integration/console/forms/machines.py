"""The forms about the company's own systems: tokens and webhooks."""

from __future__ import annotations

from tests.integration.console.forms import bad
from tests.integration.console.forms.bad import Bad
from tests.integration.console.forms.rows import Row, gone

HOOK = "/webhooks/{hook}"
W = "webhooks.wrong."
MACHINES = (
    Row(
        "/tokens/make",
        "/tokens",
        good={"name": "Uhasibu", "scope": ["orders:read", "orders:write"]},
        bad={
            "name": bad.text(80),
            "scope": [
                Bad((), "console.error.nothing_chosen"),
                Bad(("orders:read", "no-such"), "console.error.bad_choice"),
            ],
        },
    ),
    Row("/tokens/revoke", "/tokens", bad={"token": bad.nowhere()}, keeps=False),
    Row(
        "/webhooks/{number:int}",
        "/webhooks/0",
        "/webhooks/0",
        good={
            "name": "Uhasibu",
            "url": "http://127.0.0.1:9/ofisi",
            "event": ["ticket.opened", "order.paid"],
        },
        bad={
            "name": [
                *bad.each((None, "", "  "), f"{W}name.empty"),
                *bad.each(("x" * 61, "x" * bad.ENDLESS), f"{W}name.long"),
            ],
        },
        gone=gone("/webhooks/{number}"),
    ),
    *(
        Row(
            f"/webhooks/{{number:int}}/{step}",
            HOOK,
            f"{HOOK}/{step}",
            gone=gone(f"/webhooks/{{number}}/{step}"),
        )
        for step in ("secret", "test")
    ),
    Row(
        "/webhooks/{number:int}/pause",
        HOOK,
        f"{HOOK}/pause",
        bad={"to": bad.pick(beside=False)},
        gone=gone("/webhooks/{number}/pause"),
        keeps=False,
    ),
    Row(
        "/webhooks/{number:int}/remove",
        HOOK,
        f"{HOOK}/remove",
        bad={"sure": bad.each((None, "", "no"), f"{W}sure")},
        keeps=False,
    ),
    Row(
        "/webhooks/{number:int}/again",
        HOOK,
        f"{HOOK}/again",
        bad={"delivery": bad.nowhere()},
        gone=gone("/webhooks/{number}/again"),
        keeps=False,
    ),
)

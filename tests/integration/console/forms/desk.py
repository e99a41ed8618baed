"""The forms of daily work: the list, tickets, notices, orders and stock."""

from __future__ import annotations

from tests.integration.console.forms import bad
from tests.integration.console.forms.bad import Bad
from tests.integration.console.forms.rows import Row

T, CASE, ORDERED = "/tickets/{reference}", "/tickets/{complaint}", "/tickets/{order}"
REHEMA = "Rehema Juma"
"""Who was at these tickets last."""

NO_TICKET = "/tickets/T-2222-22222"


def no_ticket(reference: str, shown: str = "") -> Bad:
    """A reference under which there is nothing to see."""
    values = {"reference": shown or reference}
    return Bad(reference, "console.error.no_such_ticket", values)


QUEUE = (
    Row(
        "/filters",
        "/",
        good={"name": "Zangu", "query": "tab=all"},
        bad={
            "name": bad.text(40),
            "query": bad.each(
                ("x" * 2001,), "console.error.text_too_long", limit=2000, beside=False
            ),
        },
    ),
    Row(
        "/filters/drop",
        "/",
        good={"filter": "{filter}"},
        bad={
            "filter": [
                *bad.nowhere(),
                Bad("{brians_filter}", "console.error.not_found", beside=False),
            ]
        },
        keeps=False,
    ),
)
TICKETS = (
    Row(f"{T}/claim", CASE, f"{CASE}/claim", gone=(f"{NO_TICKET}/claim",)),
    Row(
        f"{T}/reply",
        CASE,
        f"{CASE}/reply",
        good={"text": "Pole sana, tunalishughulikia leo."},
        bad={
            "text": bad.text(4000),
            "version": bad.stale(),
            "then": bad.each(("//evil.test", "x"), "console.error.bad_choice", beside=False),
        },
        gone=(f"{NO_TICKET}/reply",),
    ),
    Row(
        f"{T}/note",
        CASE,
        f"{CASE}/note",
        good={"text": "Nimempigia simu."},
        bad={"text": bad.text(4000)},
        gone=(f"{NO_TICKET}/note",),
    ),
    Row(f"{T}/resolve", CASE, f"{CASE}/resolve", bad={"version": bad.stale()}),
    Row(f"{T}/hand-back", ORDERED, f"{ORDERED}/hand-back", bad={"version": bad.stale(REHEMA)}),
    Row(
        f"{T}/close",
        "/tickets/{done}",
        "/tickets/{done}/close",
        bad={"version": bad.stale(REHEMA)},
    ),
    Row(
        f"{T}/send-again",
        CASE,
        f"{CASE}/send-again",
        bad={
            "message": bad.each(
                (*bad.NO_ROWS, "{johns_message}"), "console.error.bad_choice", beside=False
            )
        },
        keeps=False,
    ),
    Row(
        f"{T}/draft",
        CASE,
        f"{CASE}/draft",
        good={"reply": "Pole"},
        bad={
            "reply": [
                *bad.each((None,), "console.error.empty_text", beside=False),
                *bad.each(
                    ("x" * 8001, "x" * bad.ENDLESS),
                    "console.error.text_too_long",
                    limit=8000,
                    beside=False,
                ),
            ]
        },
        keeps=False,
    ),
    Row(
        f"{T}/here",
        CASE,
        f"{CASE}/here",
        bad={name: bad.pick(needed=False, beside=False) for name in ("leaving", "replying")},
        keeps=False,
    ),
    Row(
        f"{T}/change",
        ORDERED,
        f"{ORDERED}/change",
        good={
            "status": "on_hold",
            "priority": "urgent",
            "department": "storage",
            "assignee": "{rehema}",
        },
        bad={
            "status": [
                *bad.each(("", "no-such", "x" * bad.ENDLESS), "console.error.bad_choice"),
                *bad.each(("closed", "merged", "new"), "console.error.illegal_transition"),
            ],
            "priority": bad.each(("", "no-such", "9"), "console.error.bad_choice"),
            "department": bad.each(("", "no-such", "old_shop"), "console.error.bad_choice"),
            "assignee": bad.each((*bad.NO_ROWS[1:], "{gone_member}"), "console.error.bad_choice"),
            "version": bad.stale(REHEMA),
        },
    ),
    Row(
        f"{T}/snooze",
        CASE,
        f"{CASE}/snooze",
        good={"for": "until", "until": "2026-03-05T09:00"},
        bad={
            "for": bad.pick(),
            "until": bad.each(
                (
                    None,
                    "",
                    "kesho",
                    "2020-01-01T00:00",
                    "2027-09-01T00:00",
                    "9999-12-31T23:59",
                    "0001-01-01T00:00",
                    "2026-03-05T09:00+05:00",
                    bad.arabic("2026-03-05"),
                    "x" * bad.ENDLESS,
                ),
                "console.error.bad_time",
            ),
            "version": bad.stale(),
        },
    ),
    Row(
        f"{T}/merge",
        CASE,
        f"{CASE}/merge",
        who="brian",
        good={"into": "{another}"},
        bad={
            "into": [
                *bad.each((None, "", " "), "console.error.empty_text"),
                *bad.each(("{johns}",), "console.error.not_the_same", reference="{johns}"),
                *bad.each(("{complaint}",), "console.error.not_the_same", reference="{complaint}"),
                no_ticket("T-2222-22222"),
                no_ticket("{order}"),
                no_ticket("x" * bad.ENDLESS, "x" * 20),
            ],
            "version": bad.stale(),
        },
    ),
    Row(
        f"{T}/link",
        CASE,
        f"{CASE}/link",
        who="brian",
        good={"other": "{another}"},
        bad={
            "other": [
                *bad.each((None, "", " "), "console.error.empty_text"),
                *bad.each(("{complaint}",), "console.error.same_ticket"),
                no_ticket("T-2222-22222"),
                no_ticket("{order}"),
                no_ticket("x" * bad.ENDLESS, "x" * 20),
            ]
        },
    ),
    Row(
        f"{T}/split",
        f"{CASE}/split",
        f"{CASE}/split",
        good={"message": ["{message}"], "kind": "order", "department": "sales"},
        bad={
            "message": [
                Bad((), "console.error.nothing_chosen"),
                *(
                    Bad(("{message}", str(each)), "console.error.bad_choice")
                    for each in (*bad.NO_ROWS[1:], "{johns_message}")
                ),
            ],
            "kind": bad.pick(),
            "department": [*bad.pick(), Bad("old_shop", "console.error.bad_choice")],
        },
    ),
    Row(
        f"{T}/macro",
        CASE,
        f"{CASE}/macro",
        good={"macro": "ask-photo"},
        bad={"macro": bad.pick(), "version": bad.stale()},
    ),
)
DESK = (
    Row("/notices/seen", "/notices"),
    Row("/notices/link", "/notices"),
    Row("/notices/unlink", "/notices"),
    Row(
        "/notices/quiet",
        "/notices",
        good={"from": "21:00", "to": "06:00"},
        bad={
            "from": [
                *bad.each((None, "", " "), "console.error.bad_span"),
                *bad.each(
                    (
                        "saa tatu",
                        "25:00",
                        "24:00",
                        "21",
                        "-1:00",
                        "21:60",
                        bad.arabic("21:00"),
                        "1e999",
                        "x" * bad.ENDLESS,
                    ),
                    "console.error.bad_clock",
                ),
            ],
            "to": bad.each((None, "", "21:00"), "console.error.bad_span"),
        },
    ),
    Row(
        "/orders/{order}/step",
        "/orders/{goods}",
        "/orders/{goods}/step",
        good={"step": "cancel", "reason": "Mteja ameomba"},
        bad={
            "reason": bad.text(300),
            "step": [
                *bad.pick(beside=False),
                Bad("deliver", "console.error.illegal_transition", beside=False),
            ],
            "version": bad.stale(),
        },
        gone=("/orders/P-2222-22222/step",),
        has="reason",
    ),
    Row(
        "/stock/{code}/change",
        "/stock/sugar",
        "/stock/sugar/change",
        good={"reason": "count", "quantity": "12.5", "note": "Rafu ya chini"},
        bad={
            "reason": bad.pick(),
            "quantity": bad.amount(),
            "note": bad.text(200, needed=False),
            "seen": bad.stale(),
        },
        gone=("/stock/no-such/change",),
    ),
    Row(
        "/stock/{code}/mark",
        "/stock/sugar",
        "/stock/sugar/mark",
        good={"low_at": "5"},
        bad={"low_at": bad.amount(needed=False), "seen": bad.stale()},
        gone=("/stock/no-such/mark",),
    ),
    Row(
        "/stock/{code}/photo",
        "/stock/sugar",
        "/stock/sugar/photo",
        bad={"photo": bad.each((None, "x"), "console.error.bad_picture")},
        gone=("/stock/no-such/photo",),
    ),
)

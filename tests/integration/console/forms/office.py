"""The forms by which the office is run: replies, staff, oneself, data, and coming in."""

from __future__ import annotations

from tests.integration.console.forms import bad
from tests.integration.console.forms.bad import Bad
from tests.integration.console.forms.rows import STRANGER, Row, gone
from tests.integration.console.world import PASSWORD

NEW = "mchanga-wa-bahari"
REPLY = {"title_sw": "Karibu", "title_en": "Welcome", "text_sw": "Karibu {{name}}",
         "text_en": "Welcome, {{name}}", "department": "sales", "active": "yes"}  # fmt: skip
MACRO = {"title_sw": "Omba", "title_en": "Ask", "take": "yes", "reply": "sorry",
         "priority": "high", "department": "sales", "status": "on_hold",
         "active": "no"}  # fmt: skip
PLACES = "{{department}}, {{name}}, {{order}}, {{reference}}"
REPLIES = (
    Row(
        "/replies/{number:int}",
        "/replies/{reply}",
        "/replies/{reply}",
        good=REPLY,
        bad={
            "title_sw": bad.text(60),
            "title_en": bad.text(60),
            "text_sw": [
                *bad.text(3500),
                *bad.each(
                    ("Karibu {{phone}}", "Karibu {{name"),
                    "console.error.bad_places",
                    places=PLACES,
                ),
            ],
            "text_en": [
                *bad.text(3500),
                *bad.each(("Welcome", "Hi {{phone}}"), "console.error.bad_places", places=PLACES),
            ],
            "department": [*bad.pick(needed=False), Bad("old_shop", "console.error.bad_choice")],
            "active": bad.pick(),
            "seen": bad.stale(),
        },
        gone=gone("/replies/{number}"),
    ),
    Row(
        "/macros/{number:int}",
        "/macros/{macro}",
        "/macros/{macro}",
        good=MACRO,
        bad={
            "title_sw": bad.text(60),
            "title_en": bad.text(60),
            **{
                name: bad.pick(needed=False)
                for name in ("reply", "priority", "department", "status")
            },
            "take": bad.pick(),
            "active": bad.pick(),
            "seen": bad.stale(),
        },
        gone=gone("/macros/{number}"),
    ),
)
MEMBER = {"name": "Brian M.", "role": "lead", "language": "en", "department": ["sales"],
          "speaks": ["sw"], "takes_work": ["yes"], "active": ["yes"]}  # fmt: skip
PEOPLE = (
    Row(
        "/staff/invite",
        "/staff",
        good={
            "name": "Zuhura",
            "username": "zuhura",
            "role": "lead",
            "language": "en",
            "department": ["sales", "storage"],
        },
        bad={
            "name": bad.text(80),
            "username": [*bad.text(64), Bad("Brian", "console.error.name_taken")],
            "role": bad.pick(),
            "language": bad.pick(),
            "department": [
                *bad.ticked(needed=False),
                Bad(("old_shop",), "console.error.bad_choice"),
            ],
        },
    ),
    Row(
        "/staff/withdraw",
        "/staff",
        good={"invite": "{invite}"},
        bad={"invite": bad.nowhere()},
        keeps=False,
    ),
    Row(
        "/staff/{member:int}",
        "/staff/{brian}",
        "/staff/{brian}",
        good=MEMBER,
        bad={
            "name": bad.text(80),
            "role": bad.pick(),
            "language": bad.pick(),
            "department": bad.ticked(needed=False),
            "speaks": bad.ticked(),
            "takes_work": bad.each(("maybe",), "console.error.bad_choice"),
            "active": bad.each(("maybe", ""), "console.error.bad_choice"),
            "seen": bad.stale(),
        },
        gone=gone("/staff/{number}"),
    ),
    *(
        Row(
            f"/staff/{{member:int}}/{verb}",
            "/staff/{brian}",
            f"/staff/{{brian}}/{verb}",
            gone=gone(f"/staff/{{number}}/{verb}"),
        )
        for verb in ("sign-out", "password", "factor")
    ),
)
SELF = (
    Row(
        "/me",
        "/me",
        good={"name": "Rehema J.", "speaks": ["en"], "away_until": "2026-03-20"},
        bad={
            "name": bad.text(80),
            "speaks": bad.ticked(),
            "away_until": bad.each(
                (
                    "kesho",
                    "2020-01-01",
                    "2026-13-40",
                    bad.arabic("2026-03-20"),
                    "NaN",
                    "x" * bad.ENDLESS,
                ),
                "console.error.bad_day",
                example="2026-03-03",
            ),
            "seen": bad.stale(),
        },
    ),
    Row(
        "/me/password",
        "/me",
        good={"old": PASSWORD, "new": NEW, "again": NEW},
        bad={
            "old": [*bad.secret(), Bad("si-hili-kabisa", "console.error.wrong_password")],
            "new": [*bad.secret(), Bad("fupi", "console.error.weak_password", {"limit": 12})],
            "again": bad.each((None, "", "x" * bad.ENDLESS), "console.error.passwords_differ"),
        },
    ),
    Row("/me/leave-others", "/me"),
    Row("/me/two-factor/begin", "/me"),
    Row(
        "/me/two-factor",
        "/me/two-factor",
        who="tatu",
        good={"code": "123456"},
        bad={
            "code": [
                *bad.text(64),
                *bad.each(
                    ("000000", "abc", "-1", bad.arabic("333333"), "1e999"),
                    "console.error.wrong_code",
                ),
            ]
        },
    ),
    Row(
        "/me/two-factor/off",
        "/me",
        who="amina",
        good={"old": PASSWORD},
        bad={"old": [*bad.secret(), Bad("si-hili-kabisa", "console.error.wrong_password")]},
    ),
)
BREACH = {"found_at": "2026-03-02T10:00", "what": "Simu imepotea", "data": "Majina",
          "people": "12", "measures": "Imefutwa"}  # fmt: skip
DUTIES = (
    Row(
        "/data/purge",
        "/data",
        good={"word": "futa"},
        bad={
            "word": bad.each(
                (None, "", " ", "ndiyo", "x" * bad.ENDLESS),
                "console.error.not_confirmed",
                word="{purge_word}",
            )
        },
    ),
    Row(
        "/data/people/{contact:int}/erase",
        "/data/people/1",
        "/data/people/1/erase",
        good={"name": "Asha Mwinyi"},
        bad={
            "name": bad.each(
                (None, "", " ", "Asha", "x" * bad.ENDLESS),
                "console.error.not_confirmed",
                word="Asha Mwinyi",
            )
        },
        gone=gone("/data/people/{number}/erase"),
    ),
    Row(
        "/data/people/{contact:int}/export",
        "/data/people/1",
        "/data/people/1/export",
        gone=gone("/data/people/{number}/export"),
    ),
    Row(
        "/data/breaches",
        "/data/breaches",
        good=BREACH,
        bad={
            "found_at": bad.each(
                (
                    None,
                    "",
                    "jana",
                    "2026-04-01T00:00",
                    "0001-01-01T00:00",
                    "9999-12-31T23:59",
                    "2026-03-02T10:00+03:00",
                    "NaN",
                    "x" * bad.ENDLESS,
                ),
                "console.error.bad_past",
            ),
            **{name: bad.text(4000) for name in ("what", "data", "measures")},
            "people": bad.whole(999_999_999),
        },
    ),
    Row(
        "/data/breaches/told",
        "/data/breaches",
        good={"breach": "{breach}", "whom": "people"},
        bad={
            "breach": bad.nowhere(),
            "whom": [
                *bad.pick(beside=False),
                Bad("regulator", "console.error.stale_version", beside=False),
            ],
        },
        keeps=False,
    ),
)
PUBLIC = (
    Row(
        "/sign-in",
        "/sign-in",
        who=STRANGER,
        good={"username": "brian", "password": PASSWORD},
        bad={
            "username": [
                *bad.text(64),
                Bad("nobody", "console.error.wrong_sign_in", beside=False),
            ],
            "password": [*bad.secret(), Bad("x", "console.error.wrong_sign_in", beside=False)],
        },
    ),
    Row(
        "/sign-in/code",
        "{code_page}",
        who=STRANGER,
        good={"code": "123456"},
        bad={
            "code": [
                *bad.text(64),
                *bad.each(("000000", bad.arabic("333333")), "console.error.wrong_code"),
            ],
        },
    ),
    Row(
        "/sign-in/code",
        "{code_page}",
        who=STRANGER,
        good={"code": "123456"},
        bad={
            "half": bad.each((None, "", "forged.half"), "console.error.sign_in_over", beside=False)
        },
        keeps=False,  # one begins again with the password
    ),
    Row(
        "/language",
        "/sign-in",
        who=STRANGER,
        bad={"language": bad.pick(beside=False)},
        keeps=False,
    ),
    Row(
        "/welcome/{token}",
        "/welcome/{token}",
        "/welcome/{token}",
        who=STRANGER,
        good={"password": NEW, "again": NEW},
        bad={
            "password": [*bad.secret(), Bad("fupi", "console.error.weak_password", {"limit": 12})],
            "again": bad.each((None, "", "nyingine"), "console.error.passwords_differ"),
        },
        gone=("/welcome/guess",),
    ),
    Row("/sign-out", "/"),
)

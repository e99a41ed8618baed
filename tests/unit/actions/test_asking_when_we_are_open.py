"""`Mko wazi?`: now, today, on a day or a holiday that was named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions import about
from actions.office import Office
from helpdesk.services.company_file import Names
from tests.unit.actions.conftest import Chat
from tests.unit.actions.test_handing_over import OfficeAt

ZONE = ZoneInfo("Africa/Dar_es_Salaam")


async def ask(
    chat: Chat, here: Office, patch: pytest.MonkeyPatch, when: str, words: str, named: str = ""
) -> dict[str, Any]:
    """What is said to those words at that local time; `named` is the day found in them."""
    now = datetime.fromisoformat(when).replace(tzinfo=ZONE)
    patch.setattr(about, "office", lambda: OfficeAt(here.database, here.profile, now))
    found = [{"entity": "time", "value": named}] if named else []
    answer = await chat.run("action_tell_about", words, intent="ask_hours", entities=found)
    return answer.said[0]


@pytest.mark.parametrize(
    ("when", "response", "opens"),
    [
        ("2026-11-24 10:00", "utter_hours_open", None),
        ("2026-11-24 07:00", "utter_hours_closed", "leo saa mbili asubuhi"),
        ("2026-11-24 18:00", "utter_hours_closed", "kesho saa mbili asubuhi"),
        ("2026-11-28 15:00", "utter_hours_closed", "keshokutwa saa mbili asubuhi"),
        ("2026-12-09 10:00", "utter_hours_holiday", "kesho saa mbili asubuhi"),
    ],
)
async def test_it_says_whether_we_are_open_now(
    chat: Chat,
    here: Office,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
    response: str,
    opens: str | None,
) -> None:
    said = await ask(chat, here, monkeypatch, when, "mko wazi sasa?")

    assert (said["response"], said.get("opens")) == (response, opens)


async def test_it_names_the_holiday(
    chat: Chat, here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, day = "leo ni sikukuu mko wazi?", "2026-12-09"

    said = await ask(chat, here, monkeypatch, f"{day} 10:00", words, named=day)

    assert (said["response"], said["holiday"]) == ("utter_hours_holiday", "Siku ya Uhuru")


@pytest.mark.parametrize(
    ("words", "named", "response", "day"),
    [
        ("mnafungua kesho?", "2026-12-23", "utter_hours_day", "kesho"),
        ("jumapili mpo?", "2026-12-27", "utter_hours_day_closed", "Jumapili"),
        ("ijumaa mpo?", "2026-12-25", "utter_hours_day_holiday", "Ijumaa"),
        ("krismasi mnafungua?", "", "utter_hours_day_holiday", "Ijumaa"),
    ],
)
async def test_it_says_whether_we_shall_be_open(
    chat: Chat,
    here: Office,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    named: str,
    response: str,
    day: str,
) -> None:
    said = await ask(chat, here, monkeypatch, "2026-12-22 10:00", words, named)

    assert (said["response"], said["day"]) == (response, day)


@pytest.mark.parametrize(
    ("when", "response"),
    [
        ("2026-12-31 10:00", "utter_hours_off"),
        ("2026-12-30 10:00", "utter_hours_day_off"),
    ],
)
async def test_a_day_off_of_our_own_is_called_no_holiday(
    chat: Chat, here: Office, monkeypatch: pytest.MonkeyPatch, when: str, response: str
) -> None:
    closed = {date(2026, 12, 31): Names("Kuhesabu mali", "Stock-taking")}
    shut = Office(here.database, replace(here.profile, closed=closed))

    said = await ask(chat, shut, monkeypatch, when, "mko wazi?", named="2026-12-31")

    assert (said["response"], said["reason"]) == (response, "Kuhesabu mali")

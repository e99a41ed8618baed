"""Contract: every sentence of the chat is whole in both languages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.contracts.conversation_files import LANGUAGES, domain, intents, responses, rules

RESPONSES = responses()
PLACEHOLDER = re.compile(r"(?<!{){(\w+)}(?!})")
LONGEST = 1000

each_response = pytest.mark.parametrize("name", sorted(RESPONSES))


def _languages_of(variation: dict[str, Any]) -> list[str]:
    conditions = variation.get("condition", [])
    return [c["value"] for c in conditions if (c["type"], c["name"]) == ("slot", "language")]


def _buttons(variation: dict[str, Any]) -> list[dict[str, str]]:
    return list(variation.get("buttons", []))


def _same_in_all(values: list[Any]) -> bool:
    return all(value == values[0] for value in values)


@each_response
def test_it_says_it_in_every_language_and_never_without_one(name: str) -> None:
    told = [_languages_of(variation) for variation in RESPONSES[name]]

    assert all(len(languages) == 1 for languages in told), "a variation without its language"
    assert {languages[0] for languages in told} == set(LANGUAGES)


@each_response
def test_it_fills_the_same_placeholders_in_every_language(name: str) -> None:
    used = [set(PLACEHOLDER.findall(variation["text"])) for variation in RESPONSES[name]]

    assert _same_in_all(used)


@each_response
def test_its_buttons_do_the_same_in_every_language(name: str) -> None:
    payloads = [[b["payload"] for b in _buttons(variation)] for variation in RESPONSES[name]]

    assert _same_in_all(payloads)


@each_response
def test_it_carries_the_same_extras_in_every_language(name: str) -> None:
    extras = [sorted(variation.get("custom", {})) for variation in RESPONSES[name]]

    assert _same_in_all(extras)


@each_response
def test_its_buttons_lead_to_intents_and_entities_we_know(name: str) -> None:
    for variation in RESPONSES[name]:
        for button in _buttons(variation):
            # Rasa reads doubled braces as plain ones, as in its own placeholders.
            payload = button["payload"].replace("{{", "{").replace("}}", "}")
            intent, brace, rest = payload.removeprefix("/").partition("{")
            entities = json.loads(brace + rest) if brace else {}

            assert payload.startswith("/")
            assert intent in intents()
            assert set(entities) <= set(domain()["entities"])


@each_response
def test_it_is_short_enough_to_read(name: str) -> None:
    texts = [variation["text"] for variation in RESPONSES[name]]

    assert all(0 < len(text) <= LONGEST for text in texts)


@each_response
def test_it_stays_one_message(name: str) -> None:
    # Rasa sends a text without buttons as one message per paragraph.
    plain = [variation["text"] for variation in RESPONSES[name] if not _buttons(variation)]

    assert [text for text in plain if "\n\n" in text] == []


def test_it_has_no_text_in_the_domain() -> None:
    assert "responses" not in domain()


def test_it_has_every_response_that_a_rule_says() -> None:
    said = {
        step["action"]
        for rule in rules()
        for step in rule["steps"]
        if str(step.get("action", "")).startswith("utter_")
    }

    assert sorted(said - set(RESPONSES)) == []


def test_it_asks_for_every_slot_of_every_form() -> None:
    askers = set(RESPONSES) | set(domain()["actions"])
    silent = [
        f"{form}: {slot}"
        for form, told in domain()["forms"].items()
        for slot in told["required_slots"]
        if not {f"utter_ask_{form}_{slot}", f"action_ask_{form}_{slot}"} & askers
    ]

    assert silent == []


def test_its_language_slot_is_never_without_a_value() -> None:
    slot = domain()["slots"]["language"]

    assert tuple(slot["values"]) == LANGUAGES
    assert slot["initial_value"] in LANGUAGES

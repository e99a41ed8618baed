"""Every intent can be answered, and has a name for customers in both languages."""

from __future__ import annotations

import pytest

from helpdesk.locale import catalogue
from tests.contracts.conversation_files import LANGUAGES, intents, rules

LONGEST = 40
"""Characters: what a button shows on a small telephone."""


def answered() -> set[str]:
    """The intents some rule begins with."""
    steps = [step for rule in rules() for step in rule["steps"]]
    alone = {step["intent"] for step in steps if "intent" in step}
    return alone | {each["intent"] for step in steps for each in step.get("or", ())}


def test_it_answers_every_intent() -> None:
    assert sorted(intents() - answered()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", sorted(intents()))
def test_it_names_every_intent_for_customers(intent: str, language: str) -> None:
    name = catalogue(language, "actions").get(f"actions.intent.{intent}", "")

    assert 0 < len(name) <= LONGEST
    assert "_" not in name


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_no_two_intents_alike(language: str) -> None:
    names = [catalogue(language, "actions")[f"actions.intent.{intent}"] for intent in intents()]

    assert len(names) == len(set(names))

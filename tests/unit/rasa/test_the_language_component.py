"""The language of a message, as an NLU component says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.language import LanguageComponent

CONTEXT = ExecutionContext(GraphSchema({}), "test")
SWAHILI = ["nataka unga kilo mbili", "mzigo wangu haujafika leo", "habari za asubuhi ndugu"]
ENGLISH = ["i want two kilos of flour", "my parcel has not come today", "good morning my friend"]


def example(text: str, level: str, language: str) -> Message:
    return Message({"text": text, "intent": "any", "metadata": {level: {"language": language}}})


@pytest.fixture
def trained(tmp_path: Path) -> LanguageComponent:
    storage = LocalModelStorage.create(tmp_path)
    component = LanguageComponent.create({}, storage, Resource("language"), CONTEXT)
    examples = [example(text, "intent", "sw") for text in SWAHILI]
    examples += [example(text, "example", "en") for text in ENGLISH]
    component.train(TrainingData([*examples, Message({"text": "untold", "intent": "any"})]))
    return component


def said(component: LanguageComponent, text: str, **metadata: Any) -> dict[str, Any]:
    [message] = component.process([Message({"text": text, "metadata": metadata or None})])
    output: dict[str, Any] = message.as_dict(only_output_properties=True)
    return output


def test_it_says_the_language_and_fills_the_slot(trained: LanguageComponent) -> None:
    message = said(trained, "habari ndugu, nataka unga", language="en", turn="inbox:1")

    assert (message["language"], message["language_certain"]) == ("sw", True)
    assert message["entities"] == [
        {"entity": "language", "value": "sw", "extractor": "LanguageComponent"}
    ]


def test_it_keeps_the_contacts_language_without_evidence(trained: LanguageComponent) -> None:
    message = said(trained, "4402", language="en")

    assert (message["language"], message["language_certain"]) == ("en", False)


def test_it_works_outside_a_turn(trained: LanguageComponent) -> None:
    message = said(trained, "4402")

    assert message["language"] == "sw"
    assert "entities" not in message


def test_a_choice_beats_the_letters(trained: LanguageComponent) -> None:
    chosen = [{"entity": "language", "value": "en"}]

    message = said(trained, "habari ndugu, nataka unga", language="sw", entities=chosen)

    assert (message["language"], message["language_certain"]) == ("en", True)
    assert message.get("entities", []) == []


@pytest.mark.parametrize("text", ["nataka mzigo wangu leo", "i want my parcel today", "4402"])
def test_it_says_the_same_after_a_restart(trained: LanguageComponent, text: str) -> None:
    loaded = LanguageComponent.load({}, trained.storage, trained.resource, CONTEXT)

    assert said(loaded, text) == said(trained, text)


def test_it_says_what_the_text_itself_shows(trained: LanguageComponent) -> None:
    texts = ["nataka unga leo", "i want flour", "nataka flour leo", "4402"]

    shown = [said(trained, text, language="en").get("language_of_text") for text in texts]

    assert shown == ["sw", "en", "mixed", None]


@pytest.mark.parametrize("contact", ["sw", "en"])
def test_it_answers_an_even_mix_in_the_contacts_language(
    trained: LanguageComponent, contact: str
) -> None:
    message = said(trained, "nataka parcel", language=contact)

    assert (message["language_of_text"], message["language"]) == ("mixed", contact)


def test_it_answers_a_mix_in_the_language_of_most_of_it(trained: LanguageComponent) -> None:
    message = said(trained, "nataka parcel yangu leo", language="en")

    assert (message["language_of_text"], message["language"]) == ("mixed", "sw")

"""Every sentence stands in every language, complete and with the same places to fill."""

from __future__ import annotations

from string import Formatter

import pytest

from helpdesk.domain.enums import Language
from helpdesk.locale import FOLDER, catalogue, topics

ALL_TOPICS = sorted({topic for language in Language for topic in topics(language.value)})


def places(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_it_has_every_topic_in_every_language() -> None:
    assert {language.value: topics(language.value) for language in Language} == {
        language.value: ALL_TOPICS for language in Language
    }


@pytest.mark.parametrize("topic", ALL_TOPICS)
def test_it_says_the_same_things_in_every_language(topic: str) -> None:
    swahili, english = catalogue("sw", topic), catalogue("en", topic)

    assert sorted(swahili) == sorted(english)
    assert {key: places(text) for key, text in swahili.items()} == {
        key: places(text) for key, text in english.items()
    }


@pytest.mark.parametrize("topic", ALL_TOPICS)
@pytest.mark.parametrize("language", [language.value for language in Language])
def test_it_has_no_empty_and_no_misplaced_sentence(language: str, topic: str) -> None:
    text = (FOLDER / language / f"{topic}.po").read_text(encoding="utf-8")
    keys = [line[7:-1] for line in text.splitlines() if line.startswith('msgid "')][1:]

    assert sorted(catalogue(language, topic)) == sorted(keys)
    assert [key for key in keys if not key.startswith(f"{topic}.")] == []

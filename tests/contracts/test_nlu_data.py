"""Contract: the training sentences are enough, labelled by language, and not at odds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

import pytest

from tests.contracts.conversation_files import examples, intents

# These come from attachments and shared contacts; nobody types them.
WORDLESS = {"send_photo", "send_contact", "send_location", "switch_need", "send_payment"}
# What customers say in most ways needs most sentences.
MANY = {"place_order", "inform", "complain", "out_of_scope"}
LEAST = {"sw": (40, 80), "en": (40, 80), "mixed": (15, 30)}

EXAMPLES = examples()


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


@pytest.mark.parametrize("language", sorted(LEAST))
@pytest.mark.parametrize("intent", sorted(intents() - WORDLESS))
def test_it_has_enough_sentences(intent: str, language: str) -> None:
    counts = Counter((told, name) for _, told, name, _ in EXAMPLES)
    least = LEAST[language][intent in MANY]

    assert counts[language, intent] >= least


def test_it_tells_the_language_of_every_sentence_by_its_folder() -> None:
    astray = [text for folder, told, _, text in EXAMPLES if folder != told]

    assert astray == []


def test_it_knows_every_intent_that_has_sentences() -> None:
    assert {intent for _, _, intent, _ in EXAMPLES} <= intents() - WORDLESS


def test_it_never_teaches_one_sentence_as_two_intents() -> None:
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, intent, text in EXAMPLES:
        meanings[_plain(text)].add(intent)

    assert {text: found for text, found in meanings.items() if len(found) > 1} == {}


def test_it_never_teaches_one_sentence_twice() -> None:
    counts = Counter(_plain(text) for _, _, _, text in EXAMPLES)

    assert [text for text, times in counts.items() if times > 1] == []


def test_it_has_no_sentence_that_looks_like_a_command() -> None:
    assert [text for _, _, _, text in EXAMPLES if text.startswith("/")] == []

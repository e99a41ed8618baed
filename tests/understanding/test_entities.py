"""Every sentence of entities.yml, read by the pipeline: how many are exactly right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import pytest
import yaml
from spacy.language import Language

from bot.rasa.entities import goods, money, pipeline, times
from bot.rasa.entities.pipeline import entities_of
from helpdesk.services import profile
from tests.factories import ROOT

FILE = yaml.safe_load((ROOT / "tests/understanding/entities.yml").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(FILE["now"])
SENTENCES: list[dict[str, Any]] = FILE["sentences"]
ENOUGH = 0.95

Entity = Mapping[str, Any]


def said(entity: Entity) -> tuple[str, str, str]:
    return entity["entity"], str(entity["value"]), str(entity.get("unit") or "")


def canonical(entities: Iterable[Entity]) -> Counter[tuple[tuple[str, str, str], ...]]:
    """What was found, in no order; what belongs together in one tuple."""
    groups: dict[object, list[tuple[str, str, str]]] = defaultdict(list)
    for at, entity in enumerate(entities):
        groups[entity.get("group") or ("alone", at)].append(said(entity))
    return Counter(tuple(sorted(members)) for members in groups.values())


@lru_cache
def nlp() -> Language:
    """The pipeline as it is built, and whatever it has not taken up yet."""
    company = profile.read(ROOT / "company")
    built = pipeline.build(company)
    for name in (times.FACTORY, money.FACTORY):
        if not built.has_pipe(name):
            component = built.add_pipe(name, before=goods.FACTORY)
            if isinstance(component, pipeline.FromCompany):
                component.learn(company)
    return built


def entities_in(text: str) -> list[dict[str, Any]]:
    doc = nlp().make_doc(text)
    doc.user_data["now"] = NOW
    return entities_of(nlp()(doc))


def is_exact(sentence: dict[str, Any]) -> bool:
    return canonical(entities_in(sentence["text"])) == canonical(sentence["entities"])


def test_it_reads_nearly_every_sentence_exactly() -> None:
    wrong = [sentence["text"] for sentence in SENTENCES if not is_exact(sentence)]

    assert len(wrong) <= (1 - ENOUGH) * len(SENTENCES), wrong


@pytest.mark.parametrize("language", ["sw", "en", "mixed"])
def test_it_reads_each_language_as_well(language: str) -> None:
    written = [sentence for sentence in SENTENCES if sentence["language"] == language]
    wrong = [sentence["text"] for sentence in written if not is_exact(sentence)]

    assert len(wrong) <= (1 - ENOUGH) * len(written), wrong


def test_it_finds_nothing_where_there_is_nothing() -> None:
    empty = [sentence["text"] for sentence in SENTENCES if not sentence["entities"]]
    found = [text for text in empty if entities_in(text)]

    assert len(empty) >= 40
    assert len(found) <= (1 - ENOUGH) * len(empty), found


def test_it_holds_no_sentence_twice() -> None:
    texts = [sentence["text"] for sentence in SENTENCES]

    assert len(set(texts)) == len(texts) >= 320

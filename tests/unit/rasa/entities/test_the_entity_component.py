"""The entity component between Rasa's other components."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.entities import component as module
from bot.rasa.entities.component import BilingualEntities
from tests.factories import ROOT

CONTEXT = ExecutionContext(GraphSchema({}), "test")


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "company"
    shutil.copytree(ROOT / "company", folder)
    monkeypatch.setenv("OFISI_COMPANY", str(folder))
    return folder


def make(folder: Path) -> BilingualEntities:
    storage = LocalModelStorage.create(folder)
    return BilingualEntities.create({}, storage, Resource("entities"), CONTEXT)


def said(component: BilingualEntities, text: str, **given: Any) -> dict[str, Any]:
    [message] = component.process([Message({"text": text, **given})])
    output: dict[str, Any] = message.as_dict(only_output_properties=True)
    return output


def test_it_adds_to_what_others_found(company: Path, tmp_path: Path) -> None:
    photo = {"entity": "photo", "value": "7"}
    message = said(make(tmp_path), "sukari kilo 2 pizza", entities=[photo])
    assert message["entities"] == [
        photo,
        {
            "entity": "product",
            "value": "sugar",
            "start": 0,
            "end": 6,
            "text": "sukari",
            "group": "1",
            "extractor": "BilingualEntities",
        },
        {
            "entity": "quantity",
            "value": "2",
            "start": 7,
            "end": 13,
            "text": "kilo 2",
            "unit": "kg",
            "group": "1",
            "extractor": "BilingualEntities",
        },
    ]
    assert message["words_left"] == "pizza"


def test_it_finds_the_same_after_a_restart(company: Path, tmp_path: Path) -> None:
    trained = make(tmp_path / "model")
    resource = trained.train(TrainingData())
    storage = LocalModelStorage.create(tmp_path / "model")
    loaded = BilingualEntities.load({}, storage, resource, CONTEXT)
    assert said(loaded, "mayai trei 1") == said(trained, "mayai trei 1")


def test_it_knows_a_new_product_when_it_starts_again(company: Path, tmp_path: Path) -> None:
    before = BilingualEntities.fingerprint_addon({})
    with (company / "products.yml").open("a", encoding="utf-8") as products:
        products.write("\n- {code: soda, sw: Soda, en: Soda, unit: bottle, price: 1, stock: 1}\n")
    (found,) = said(make(tmp_path), "soda")["entities"]
    assert (found["entity"], found["value"]) == ("product", "soda")
    assert BilingualEntities.fingerprint_addon({}) != before


def test_a_broken_company_file_ends_the_training(company: Path) -> None:
    (company / "products.yml").write_text("products: [", encoding="utf-8")
    with pytest.raises(InvalidConfigException, match=r"Put .*products\.yml right"):
        BilingualEntities.fingerprint_addon({})


def test_it_begins_anew_before_it_remembers_too_many_words(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entities = make(tmp_path)
    said(entities, "abrakadabra")
    monkeypatch.setattr(module, "MOST_STRINGS", 10)
    assert said(entities, "sukari")["entities"][0]["value"] == "sugar"
    assert "abrakadabra" not in entities.nlp.vocab.strings

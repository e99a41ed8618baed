"""The importer of the trainers' sentences: what it reads, what it leaves to Rasa, and mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.importer import BadSentences, SentenceImporter

PLAIN = """\
version: "3.1"
nlu:
- intent: thanks
  metadata: {language: sw, author: a}
  examples: |
    - asante sana
    -   nashukuru: kweli
- intent: goodbye
  examples: |
    - kwaheri
"""
pytestmark = [
    # Rasa checks YAML with a library that loads its extensions the old way.
    pytest.mark.filterwarnings("ignore:the load_module:DeprecationWarning"),
]


def _data(folder: Path, text: str) -> list[str]:
    (folder / "talk.yml").write_text(text, encoding="utf-8")
    return [str(folder)]


def _told(data: TrainingData) -> list[tuple[object, ...]]:
    return [
        (one.get("text"), one.get("intent"), one.get("metadata"), one.get("entities") or [])
        for one in data.training_examples
    ]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("kwaheri", "[kwaheri](farewell) wote"),
        f"{PLAIN}- synonym: a\n  examples: |\n    - b\n",
    ],
    ids=["plain", "marked words", "a synonym"],
)
def test_it_reads_the_same_as_rasa(tmp_path: Path, text: str) -> None:
    paths = _data(tmp_path, text)

    ours = SentenceImporter(training_data_paths=paths).get_nlu_data()
    rasas = RasaFileImporter(training_data_paths=paths).get_nlu_data()

    assert _told(ours) == _told(rasas)
    assert ours.entity_synonyms == rasas.entity_synonyms


def test_it_reads_the_files_only_once(tmp_path: Path) -> None:
    importer = SentenceImporter(training_data_paths=_data(tmp_path, PLAIN))

    assert importer.get_nlu_data("sw") is importer.get_nlu_data("en")


def test_it_names_file_and_line_of_a_mistake(tmp_path: Path) -> None:
    paths = _data(tmp_path, PLAIN.replace("metadata: {language: sw", "metadata: {language: sw: "))

    with pytest.raises(BadSentences, match=r"talk\.yml, line 4: .*mend"):
        SentenceImporter(training_data_paths=paths).get_nlu_data()

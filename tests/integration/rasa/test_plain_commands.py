"""Rasa's own commands, as typed in any project of Rasa's: they work, or say what they lack."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.rasa.project import RasaServer, environment, write

pytestmark = pytest.mark.timeout(240)

DIET = """
recipe: default.v1
assistant_id: tiny
language: en
pipeline:
- name: WhitespaceTokenizer
- name: rasa.nlu.classifiers.diet_classifier.DIETClassifier
policies:
- name: TEDPolicy
"""
STORIES = """
version: "3.1"
stories:
- story: greeting
  steps: [{intent: greet}, {action: utter_greet}, {intent: affirm}, {action: utter_affirmed}]
"""


def rasa_says(folder: Path, *arguments: str) -> tuple[int, str]:
    settings = environment()
    del settings["PYTHONWARNINGS"]
    done = subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_it_tells_its_version_and_nothing_else(tmp_path: Path) -> None:
    code, said = rasa_says(tmp_path, "--version")

    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == [
        *("Rasa", "Minimum", "Rasa", "Python", "Operating", "Python"),
    ]


def test_training_names_the_components_it_cannot_train(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "diet.yml").write_text(DIET, encoding="utf-8")

    code, said = rasa_says(tmp_path, "train", "--config", "diet.yml", "--data", "data.yml")

    assert code == 1
    assert "tensorflow is not installed" in said
    assert "diet.yml needs it for DIETClassifier, TEDPolicy." in said
    assert "Traceback" not in said


def test_the_server_names_the_channels_and_stores_it_cannot_open(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("slack: {slack_token: x}", encoding="utf-8")
    (tmp_path / "endpoints.yml").write_text("tracker_store: {type: mongod}", encoding="utf-8")

    code, said = rasa_says(tmp_path, "run", "--credentials", "mine.yml")

    assert code == 1
    assert "mine.yml needs it for slack." in said
    assert "endpoints.yml needs it for tracker_store: mongod." in said
    assert len(said.splitlines()) == 3


def test_stories_are_tested_on_a_trained_model(rasa: RasaServer, tmp_path: Path) -> None:
    """The report breaks with a scikit-learn that is newer than 1.7."""
    (tmp_path / "stories.yml").write_text(STORIES, encoding="utf-8")
    model = ("--model", "models/tiny.tar.gz", "--out", str(tmp_path))

    code, said = rasa_says(
        rasa.folder,
        "test",
        "core",
        "--stories",
        str(tmp_path / "stories.yml"),
        "--no-plot",
        *model,
    )

    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert (code, report["conversation_accuracy"]["accuracy"]) == (0, 1.0), said

"""When Rasa may do without TensorFlow, and what it finds in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.rasa.light import needs_tensorflow

IMPORTS = """
from bot.rasa.light import leave_out_tensorflow
leave_out_tensorflow()
import tensorflow as tf
from tensorflow.keras import backend
from tensorflow.python.keras.utils import tf_utils

class Layer(tf.keras.layers.Layer, name="any"):
    @tf.function
    def double(self, number: tf.Tensor) -> int:
        return number * 2

assert Layer().double(21) == 42
"""
SPACY = """
from bot.rasa.light import leave_out_tensorflow
leave_out_tensorflow()
import spacy

assert [token.text for token in spacy.blank("xx")("kilo mbili")] == ["kilo", "mbili"]
"""


def config(folder: Path, *lines: str) -> Path:
    file = folder / "config.yml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_it_is_left_out_of_a_light_pipeline(tmp_path: Path) -> None:
    light = config(tmp_path, "- name: LogisticRegressionClassifier", "# - name: DIETClassifier")

    assert not needs_tensorflow(light)


@pytest.mark.parametrize("name", ["DIETClassifier", "TEDPolicy", "ResponseSelector"])
def test_it_stays_for_a_neural_component(tmp_path: Path, name: str) -> None:
    assert needs_tensorflow(config(tmp_path, f"- {{name: {name}, epochs: 60}}"))


def test_it_stays_when_nobody_knows_the_pipeline(tmp_path: Path) -> None:
    assert needs_tensorflow(tmp_path / "config.yml")


def test_its_stand_in_can_be_imported_and_derived_from() -> None:
    subprocess.run([sys.executable, "-c", IMPORTS], check=True, timeout=20)


def test_spacy_does_without_it_too() -> None:
    subprocess.run([sys.executable, "-c", SPACY], check=True, timeout=60)

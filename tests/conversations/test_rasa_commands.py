"""Rasa's own commands on this project, unmodified, as in any Rasa project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk.running import training
from helpdesk.running.voice import Voice
from tests.factories import ROOT
from tests.matrix import full

pytestmark = pytest.mark.timeout(300)

SENTENCES = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - habari za asubuhi
    - good morning
- intent: place_order
  examples: |
    - nataka kuagiza sukari kilo mbili
"""
COMMANDS = {
    "validate": "data validate",
    "core": "test core --stories tests/conversations --fail-on-prediction-errors --no-plot"
    " --model {model} --out {folder}",
    "nlu": "test nlu --nlu {folder}/nlu.yml --no-plot --model {model} --out {folder}",
    "shell": "shell nlu --model {model}",
}
SAID = {
    "validate": "No story structure conflicts found",
    "core": "Accuracy:         1.000",
    "nlu": "Classification report saved",
    "shell": '"name": "greet"',
}


@pytest.mark.parametrize("name", ["validate", "core", full("nlu"), full("shell")])
def test_it_works_as_in_any_rasa_project(name: str, tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(SENTENCES, encoding="utf-8")
    model = training.ensure(Voice("en"))
    command = COMMANDS[name].format(model=model, folder=tmp_path)

    done = subprocess.run(
        [str(Path(sys.executable).with_name("rasa")), *command.split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        input="habari za asubuhi\n/stop\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert SAID[name] in done.stdout

"""Which model fits, and what becomes of a training that fails."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helpdesk.running import training
from helpdesk.running.voice import Stop, Voice

TRAIN = "import pathlib, sys; a = sys.argv; print('Rasa says this'); {body}"
WRITE = "pathlib.Path(a[a.index('--out') + 1], a[a.index('--fixed-model-name') + 1] + '.tar.gz')"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("config.yml", "domain.yml", "data/nlu/sw/talk.yml", "bot/rasa/language.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(training, "find_spec", lambda _: object())
    return tmp_path


def pretend(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let another program stand in for Rasa, with the same arguments."""
    real = subprocess.Popen

    def start(command: list[str], **more: object) -> object:
        script = TRAIN.format(body=body)
        return real([sys.executable, "-c", script, *command[3:]], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", start)


@pytest.mark.parametrize(
    "changed", ["config.yml", "domain.yml", "data/new.yml", "bot/rasa/language.py"]
)
def test_it_asks_for_another_model_when_a_part_changes(project: Path, changed: str) -> None:
    before = training.fitting(project)
    (project / changed).write_text("changed", encoding="utf-8")

    assert training.fitting(project) != before


@pytest.mark.parametrize("changed", ["README.md", "bot/rasa/channel.py"])
def test_it_keeps_the_model_when_anything_else_changes(project: Path, changed: str) -> None:
    before = training.fitting(project)
    (project / changed).write_text("changed", encoding="utf-8")

    assert training.fitting(project) == before


def test_it_trains_only_where_no_model_fits(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, WRITE + ".write_text('model')")

    models = [training.ensure(Voice("en")) for _ in range(2)]

    assert models[0] == models[1] == training.fitting()
    assert [path.name for path in (project / "models").glob("ofisi-*")] == [models[0].name]
    assert capsys.readouterr().out.count("Training the assistant") == 1


def test_it_shows_what_rasa_said_where_training_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, "sys.exit(1)")

    with pytest.raises(Stop) as stop:
        training.train(Voice("en"))

    assert stop.value.key == "training_failed"
    assert stop.value.values["output"] == "Rasa says this"
    assert not list((project / "models").glob("[!.]*"))


def test_it_says_where_rasa_is_absent(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "find_spec", lambda _: None)

    with pytest.raises(Stop) as stop:
        training.train(Voice("sw"))

    assert stop.value.key == "no_rasa"


def test_two_starts_at_once_train_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, WRITE + ".write_text('model')")

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(training.ensure, [Voice("en")] * 2)

    assert first == second
    assert capsys.readouterr().out.count("Training the assistant") == 1

"""Commands of Rasa's are refused by what they will use, before they begin."""

from __future__ import annotations

import io
import json
import tarfile
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.cli.evaluate
import rasa.cli.run
import rasa.cli.scaffold
import rasa.cli.shell
import rasa.cli.test
import rasa.cli.train
import rasa.cli.visualize

from rasa_compat import missing
from rasa_compat.plugin import NotInstalled, Plugin

DIET = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"
FILES = {
    "credentials.yml": "slack: {slack_token: x}",
    "endpoints.yml": "lock_store: {type: redis}",
    "other.yml": "telegram: {}\nevent_broker: {type: kafka}",
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that asks for everything we have not."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "models").mkdir()
    write_model(tmp_path / "models" / "diet.tar.gz", DIET)
    return tmp_path


def write_model(path: Path, component: str) -> None:
    metadata = {"predict_schema": {"nodes": {"run_0": {"uses": component}}}}
    content = json.dumps(metadata).encode()
    with tarfile.open(path, "w:gz") as archive:
        for name in ("components/x/metadata.json", "metadata.json"):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def lacking(function: Any, **given: Any) -> str:
    """What the command is refused for; nothing where it is let through."""
    arguments = Namespace(func=function, **given)
    try:
        Plugin().configure_commandline(arguments)
    except NotInstalled as refused:
        return str(refused)
    return ""


def test_the_server_is_refused_for_model_channels_and_stores() -> None:
    said = lacking(rasa.cli.run.run, model="models", credentials=None, endpoints="endpoints.yml")

    assert "diet.tar.gz needs it for DIETClassifier" in said
    assert "credentials.yml needs it for slack" in said
    assert "endpoints.yml needs it for lock_store: redis" in said
    assert said.splitlines()[-1].startswith("docs/operator.md")


def test_it_reads_the_files_that_are_named() -> None:
    said = lacking(rasa.cli.run.run, credentials="other.yml", endpoints="other.yml")

    assert "other.yml needs it for telegram" in said
    assert "other.yml needs it for event_broker: kafka" in said
    assert "redis" not in said


def test_a_connector_is_opened_alone() -> None:
    given = {"credentials": "other.yml", "endpoints": "none.yml"}

    assert "twilio" in lacking(rasa.cli.run.run, connector="twilio", **given)
    assert "telegram" not in lacking(rasa.cli.run.run, connector="rest", **given)


def test_a_model_from_a_storage_is_not_looked_for_here() -> None:
    said = lacking(rasa.cli.run.run, model="models", remote_storage="aws")

    assert "--remote-storage needs it for aws" in said
    assert "DIETClassifier" not in said


@pytest.mark.parametrize(
    ("function", "model"),
    [
        (rasa.cli.shell.shell, "models"),
        (rasa.cli.shell.shell_nlu, "models/diet.tar.gz"),
        (rasa.cli.shell.shell_nlu, "no-such-folder"),
        (rasa.cli.test.run_core_test, ["models/diet.tar.gz"]),
        (rasa.cli.test.test, ["models/diet.tar.gz", None]),
        (rasa.cli.test.run_nlu_test, "models"),
    ],
)
def test_whatever_loads_a_model_is_refused_for_what_is_in_it(function: Any, model: Any) -> None:
    said = lacking(function, model=model, endpoints="none.yml", config=None)

    assert "DIETClassifier" in said
    assert "slack" not in said


@pytest.mark.parametrize(
    "function",
    [rasa.cli.run.run_actions, rasa.cli.scaffold.run, rasa.cli.train.run_nlu_training],
)
def test_a_command_that_needs_none_of_it_is_let_through(function: Any) -> None:
    assert lacking(function, model="models", endpoints="endpoints.yml", config=["a.yml"]) == ""


def test_a_comparison_of_configurations_loads_no_model() -> None:
    assert lacking(rasa.cli.test.run_nlu_test, model="models", config=["a.yml", "b.yml"]) == ""


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b broken"])
def test_a_file_that_is_no_model_is_left_to_rasa(project: Path, content: bytes) -> None:
    (project / "x.tar.gz").write_bytes(content)

    assert lacking(rasa.cli.shell.shell_nlu, model="x.tar.gz") == ""


def test_pictures_are_left_out_where_nothing_can_draw_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(missing, "installed", lambda package: package != "matplotlib")
    arguments = Namespace(func=rasa.cli.test.run_nlu_test, disable_plotting=False, model=None)

    Plugin().configure_commandline(arguments)

    assert arguments.disable_plotting
    assert "matplotlib" in capsys.readouterr().out


def test_a_command_that_only_draws_is_refused() -> None:
    said = lacking(rasa.cli.visualize.visualize_stories, out="graph.html")

    assert "pydot is not installed, and rasa visualize needs it for graph.html" in said


def trained(**sections: bool) -> dict[str, Any]:
    return {"finetuning_validator": SimpleNamespace(config=sections)}


@pytest.mark.parametrize(
    ("nlu", "core", "named"),
    [
        (True, True, ["DIETClassifier", "TEDPolicy"]),
        (True, False, ["DIETClassifier"]),
        (False, True, ["TEDPolicy"]),
    ],
)
def test_training_is_refused_for_the_sections_it_trains(
    nlu: bool, core: bool, named: list[str]
) -> None:
    config = {"pipeline": [{"name": DIET}], "policies": [{"name": "TEDPolicy"}]}
    plugin = Plugin()
    plugin.configure_commandline(Namespace(func=rasa.cli.train.run_training, config=Path("c.yml")))

    with pytest.raises(NotInstalled, match=r"c\.yml") as refused:
        plugin.modify_default_recipe_graph_train_nodes(
            config, trained(validate_nlu=nlu, validate_core=core)
        )

    assert [
        name for name in ("DIETClassifier", "TEDPolicy") if name in str(refused.value)
    ] == named


def test_a_command_with_a_configuration_of_another_kind_is_let_through() -> None:
    given = {"config": Path("markers.yml"), "endpoints": "none.yml"}
    Path("endpoints.yml").unlink()

    assert lacking(rasa.cli.evaluate._run_markers_cli, **given) == ""


def test_a_training_warns_of_what_will_be_refused_at_the_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert lacking(rasa.cli.train.run_training) == ""

    said = capsys.readouterr().out
    assert "slack_sdk is not installed, and credentials.yml needs it for slack" in said
    assert "redis is not installed, and endpoints.yml needs it for lock_store: redis" in said

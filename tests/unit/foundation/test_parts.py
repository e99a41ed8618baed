"""Parts of Rasa whose packages are not installed are named before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk import cli
from helpdesk.running import doctor, parts
from helpdesk.running.voice import Voice
from tests.factories import ROOT

DIET = "pipeline: [{name: DIETClassifier}]\npolicies: [{name: RulePolicy}]\n"
MONGO = "tracker_store: {type: mongod}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "config.yml").write_text(DIET, encoding="utf-8")
    (tmp_path / "endpoints.yml").write_text(MONGO, encoding="utf-8")
    return tmp_path


def test_our_own_files_lack_nothing() -> None:
    assert parts.lacking(ROOT) == []


def test_the_doctor_says_that_nothing_is_lacking(home: Path) -> None:
    for file in home.iterdir():
        file.unlink()

    assert [finding.key for finding in doctor.configured_parts()] == ["parts_installed"]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_doctor_names_each_part_with_its_package_and_file(language: str) -> None:
    findings = doctor.configured_parts()
    said = [Voice(language).text(finding.key, **finding.values) for finding in findings]

    assert [finding.well for finding in findings] == [False, False]
    for sentence, words in zip(
        said,
        [
            ("DIETClassifier", "tensorflow", "config.yml"),
            ("tracker_store: mongod", "pymongo", "endpoints.yml"),
        ],
        strict=True,
    ):
        assert [word for word in words if word not in sentence] == []


def test_nothing_starts_while_a_part_is_lacking(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run"]) == cli.UNUSABLE

    said = capsys.readouterr().err.splitlines()
    assert [line.split()[2] for line in said] == ["tensorflow", "pymongo"]
    assert not (home / "var" / "ofisi.db").exists()


def test_it_leaves_a_file_that_is_no_yaml_to_rasa(home: Path) -> None:
    (home / "config.yml").write_text("pipeline: [", encoding="utf-8")

    assert [one.file for one in parts.lacking()] == ["endpoints.yml"]

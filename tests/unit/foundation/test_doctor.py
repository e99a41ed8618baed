"""What the doctor looks at, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.running import doctor, telegram
from helpdesk.running.voice import Voice
from tests.factories import make_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_says_of_every_part_how_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    code = doctor.examine(Voice("en"))

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert len(lines) == 9
    assert {line.split()[0] for line in lines} == {"OK", "PROBLEM"}
    assert [line for line in lines if "make train" in line]


def test_it_stops_at_settings_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFISI_RASA_PORT", "none")

    assert doctor.examine(Voice("sw")) == 1
    assert "OFISI_RASA_PORT" in capsys.readouterr().out.splitlines()[-1]


def test_it_knows_an_old_database_from_a_current_one(tmp_path: Path, database_url: str) -> None:
    old = doctor.database(make_settings(tmp_path / "old"))
    current = doctor.database(make_settings(tmp_path, OFISI_DATABASE_URL=database_url))

    assert (old.key, old.well) == ("database_old", False)
    assert (current.key, current.well) == ("database_current", True)


def test_it_never_shows_the_password_of_a_database(tmp_path: Path) -> None:
    url = "postgresql://asha:siri@127.0.0.1:1/ofisi"

    finding = doctor.judged(doctor.database, make_settings(tmp_path, OFISI_DATABASE_URL=url))

    assert finding.key == "database_unreachable"
    assert "siri" not in Voice("en").text(finding.key, **finding.values)


def test_it_finds_the_fitting_model(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    before = doctor.model(settings)
    path = Path(str(before.values["model"]))
    path.parent.mkdir()
    path.touch()

    assert [before.well, doctor.model(settings).well] == [False, True]


@pytest.mark.parametrize(
    ("answer", "key", "well"),
    [
        (telegram.Answer.KNOWN, "token_known", True),
        (telegram.Answer.REFUSED, "token_refused", False),
        (telegram.Answer.UNREACHABLE, "telegram_unreachable", False),
    ],
)
def test_it_says_what_telegram_thinks_of_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: telegram.Answer, key: str, well: bool
) -> None:
    monkeypatch.setattr(telegram, "ask", lambda _: (answer, "ofisi_bot"))

    finding = doctor.token(make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:a"))

    assert (finding.key, finding.well) == (key, well)
    assert Voice("en").text(finding.key, **finding.values)

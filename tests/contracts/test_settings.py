"""Every setting has one default in the code, .env.example and the README, and does as it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dotenv import dotenv_values

from helpdesk.config import DEFAULTS, PLAYGROUND_TOKEN, SECRETS, Settings, SettingsError
from tests.factories import ROOT, make_settings

TOKEN = "123456:a-token_of-letters"
WEBHOOK = {
    "TELEGRAM_WEBHOOK_URL": "https://bot.example.org",
    "TELEGRAM_WEBHOOK_SECRET": "s3cret",
}
ADMIN = {"OFISI_ADMIN_USER": "neema", "OFISI_ADMIN_PASSWORD": "maembe-matamu-saba"}

WORKS: dict[str, tuple[dict[str, str], Callable[[Settings], object], object]] = {
    "TELEGRAM_BOT_TOKEN": (
        {"TELEGRAM_BOT_TOKEN": TOKEN},
        lambda s: (s.bot_token, s.bot_id, s.playground, s.telegram_api_url),
        (TOKEN, 123456, False, "https://api.telegram.org"),
    ),
    "TELEGRAM_API_URL": (
        {"TELEGRAM_API_URL": "http://127.0.0.1:9009/"},
        lambda s: (s.telegram_api_url, s.playground, s.bot_token),
        ("http://127.0.0.1:9009", False, PLAYGROUND_TOKEN),
    ),
    "TELEGRAM_WEBHOOK_URL": (
        WEBHOOK,
        lambda s: s.telegram_webhook_url,
        "https://bot.example.org",
    ),
    "TELEGRAM_WEBHOOK_SECRET": (WEBHOOK, lambda s: s.telegram_webhook_secret, "s3cret"),
    "OFISI_DATABASE_URL": (
        {"OFISI_DATABASE_URL": "postgres://asha:siri@db/ofisi"},
        lambda s: s.database_url,
        "postgresql://asha:siri@db/ofisi",
    ),
    "OFISI_TRACKER_URL": (
        {"OFISI_TRACKER_URL": "sqlite:///elsewhere.db"},
        lambda s: s.tracker_url,
        "sqlite:///elsewhere.db",
    ),
    "OFISI_CONSOLE_HOST": (
        {"OFISI_CONSOLE_HOST": "0.0.0.0"},
        lambda s: s.console_host,
        "0.0.0.0",
    ),
    "OFISI_CONSOLE_PORT": ({"OFISI_CONSOLE_PORT": "9009"}, lambda s: s.console_port, 9009),
    "OFISI_PLAYGROUND_PORT": (
        {"OFISI_PLAYGROUND_PORT": "9009"},
        lambda s: (s.playground_port, s.telegram_api_url),
        (9009, "http://127.0.0.1:9009"),
    ),
    "OFISI_RASA_PORT": ({"OFISI_RASA_PORT": "9009"}, lambda s: s.rasa_port, 9009),
    "OFISI_ACTIONS_PORT": ({"OFISI_ACTIONS_PORT": "9009"}, lambda s: s.actions_port, 9009),
    "OFISI_WEBHOOK_PORT": ({"OFISI_WEBHOOK_PORT": "9009"}, lambda s: s.webhook_port, 9009),
    "OFISI_INTERNAL_SECRET": (
        {"OFISI_INTERNAL_SECRET": "given"},
        lambda s: (s.internal_secret, (s.var / "internal-secret").exists()),
        ("given", False),
    ),
    "OFISI_ADMIN_USER": (ADMIN, lambda s: s.admin_user, "neema"),
    "OFISI_ADMIN_PASSWORD": (ADMIN, lambda s: s.admin_password, "maembe-matamu-saba"),
    "OFISI_COMPANY": ({"OFISI_COMPANY": "shop/"}, lambda s: s.company, Path("shop")),
    "OFISI_TIMEZONE": (
        {"OFISI_TIMEZONE": "Africa/Kampala"},
        lambda s: s.timezone,
        "Africa/Kampala",
    ),
    "OFISI_VAR": ({}, lambda s: (s.var / "internal-secret").stat().st_mode & 0o777, 0o600),
}

WRONG = [
    ({"TELEGRAM_BOT_TOKEN": "not a token"}, "TELEGRAM_BOT_TOKEN"),
    ({"TELEGRAM_BOT_TOKEN": "123456"}, "TELEGRAM_BOT_TOKEN"),
    ({"TELEGRAM_API_URL": "api.telegram.org"}, "TELEGRAM_API_URL"),
    ({"TELEGRAM_WEBHOOK_URL": "https://bot.example.org"}, "TELEGRAM_WEBHOOK_SECRET"),
    ({**WEBHOOK, "TELEGRAM_WEBHOOK_URL": "bot.example.org"}, "TELEGRAM_WEBHOOK_URL"),
    ({**WEBHOOK, "TELEGRAM_WEBHOOK_SECRET": "with a space"}, "TELEGRAM_WEBHOOK_SECRET"),
    ({"OFISI_DATABASE_URL": "mysql://db/ofisi"}, "OFISI_DATABASE_URL"),
    ({"OFISI_TRACKER_URL": "var/tracker.db"}, "OFISI_TRACKER_URL"),
    ({"OFISI_CONSOLE_PORT": "eight thousand"}, "OFISI_CONSOLE_PORT"),
    ({"OFISI_RASA_PORT": "0"}, "OFISI_RASA_PORT"),
    ({"OFISI_ACTIONS_PORT": "65536"}, "OFISI_ACTIONS_PORT"),
    ({"OFISI_PLAYGROUND_PORT": "-1"}, "OFISI_PLAYGROUND_PORT"),
    ({"OFISI_WEBHOOK_PORT": "8443.5"}, "OFISI_WEBHOOK_PORT"),
    ({"OFISI_ADMIN_USER": "neema"}, "OFISI_ADMIN_PASSWORD"),
    ({"OFISI_TIMEZONE": "Nairobi"}, "OFISI_TIMEZONE"),
    ({"OFISI_DATABASE_URL_FILE": "/no/such/file"}, "OFISI_DATABASE_URL_FILE"),
]


def readme_table() -> dict[str, str]:
    """Setting to the README's second column."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", text, flags=re.MULTILINE)
    return dict(rows)


def test_it_shows_every_setting_and_its_default_in_the_example() -> None:
    shown = dotenv_values(ROOT / ".env.example")

    assert shown == DEFAULTS


def test_it_explains_every_setting_in_the_readme() -> None:
    shown = readme_table()

    assert sorted(shown) == sorted(DEFAULTS)
    for name, default in DEFAULTS.items():
        assert shown[name].startswith(f"`{default}`" if default else "unset"), name


def test_it_visits_every_setting_here() -> None:
    assert sorted(WORKS) == sorted(DEFAULTS)


@pytest.mark.parametrize("name", DEFAULTS)
def test_it_does_what_its_line_says(name: str, tmp_path: Path) -> None:
    given, seen, expected = WORKS[name]

    settings = make_settings(tmp_path / "var", **given)

    assert seen(settings) == expected


@pytest.mark.parametrize("name", SECRETS)
def test_it_reads_a_secret_from_a_file(name: str, tmp_path: Path) -> None:
    given, seen, expected = WORKS[name]
    file = tmp_path / "secret"
    file.write_text(given[name] + "\n", encoding="utf-8")
    others = {other: value for other, value in given.items() if other != name}
    plain = {"OFISI_DATABASE_URL": "", "OFISI_TRACKER_URL": ""}

    settings = make_settings(tmp_path / "var", **{**plain, **others, f"{name}_FILE": str(file)})

    assert seen(settings) == expected


@pytest.mark.parametrize(("given", "named"), WRONG)
def test_it_refuses_a_wrong_value_in_one_sentence(
    given: dict[str, str], named: str, tmp_path: Path
) -> None:
    plain = {"OFISI_DATABASE_URL": ""} if "OFISI_DATABASE_URL_FILE" in given else {}
    with pytest.raises(SettingsError) as refusal:
        make_settings(tmp_path / "var", **{**plain, **given})

    sentence = str(refusal.value)
    assert named in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_it_never_repeats_the_password_of_a_database(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        make_settings(tmp_path / "var", OFISI_DATABASE_URL="mysql://asha:siri@db/ofisi")

    assert "siri" not in str(refusal.value)


def test_it_makes_the_internal_secret_once(tmp_path: Path) -> None:
    first = make_settings(tmp_path / "var").internal_secret
    second = make_settings(tmp_path / "var").internal_secret

    assert first == second
    assert len(first) >= 32


def test_it_lets_the_environment_win_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "no.env").write_text("OFISI_RASA_PORT=1111\nOFISI_ACTIONS_PORT=2222\n")

    settings = make_settings(tmp_path, OFISI_RASA_PORT="3333")

    assert (settings.rasa_port, settings.actions_port) == (3333, 2222)


def test_it_does_not_need_the_playground_where_an_api_is_given(tmp_path: Path) -> None:
    asked = [
        make_settings(tmp_path / "var").playground,
        make_settings(tmp_path / "var", TELEGRAM_API_URL="http://127.0.0.1:9009").playground,
        make_settings(tmp_path / "var", TELEGRAM_BOT_TOKEN=TOKEN).playground,
    ]

    assert asked == [True, False, False]

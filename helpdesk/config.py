"""The environment, read once into frozen settings. Nothing else reads `os.environ`."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

PLAYGROUND_TOKEN = "100000001:playground-stand-in-not-a-secret"  # noqa: S105 - opens nothing
TELEGRAM = "https://api.telegram.org"

SECRETS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "OFISI_DATABASE_URL",
    "OFISI_TRACKER_URL",
    "OFISI_INTERNAL_SECRET",
    "OFISI_ADMIN_PASSWORD",
)
"""Settings that may also be given as `NAME_FILE`, a path to a file that holds the value."""

DEFAULTS: dict[str, str] = {
    "TELEGRAM_BOT_TOKEN": "",
    "TELEGRAM_API_URL": "",
    "TELEGRAM_WEBHOOK_URL": "",
    "TELEGRAM_WEBHOOK_SECRET": "",
    "OFISI_DATABASE_URL": "sqlite:///var/ofisi.db",
    "OFISI_TRACKER_URL": "sqlite:///var/tracker.db",
    "OFISI_CONSOLE_HOST": "127.0.0.1",
    "OFISI_CONSOLE_PORT": "8000",
    "OFISI_PLAYGROUND_PORT": "8081",
    "OFISI_RASA_PORT": "5005",
    "OFISI_ACTIONS_PORT": "5055",
    "OFISI_WEBHOOK_PORT": "8443",
    "OFISI_INTERNAL_SECRET": "",
    "OFISI_ADMIN_USER": "",
    "OFISI_ADMIN_PASSWORD": "",
    "OFISI_COMPANY": "company/",
    "OFISI_TIMEZONE": "Africa/Nairobi",
    "OFISI_VAR": "var/",
}
"""Every setting there is, with its default; `.env.example` and the README list the same."""


class SettingsError(Exception):
    """A setting that cannot be used. The message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """What the environment asks for. Ports are ints, paths are `Path`, unset is None."""

    telegram_bot_token: str | None
    telegram_api_url: str
    telegram_webhook_url: str | None
    telegram_webhook_secret: str | None
    database_url: str
    tracker_url: str
    console_host: str
    console_port: int
    playground_port: int
    rasa_port: int
    actions_port: int
    webhook_port: int
    internal_secret: str
    admin_user: str | None
    admin_password: str | None
    company: Path
    timezone: str
    var: Path
    telegram_api_given: bool = False

    @property
    def playground(self) -> bool:
        """Whether the playground stands in for Telegram: neither token nor API address is set."""
        return self.telegram_bot_token is None and not self.telegram_api_given

    @property
    def bot_token(self) -> str:
        """The token the gateway uses: the bot's own, or the playground's."""
        return self.telegram_bot_token or PLAYGROUND_TOKEN

    @property
    def files(self) -> Path:
        """Where the bytes of attachments lie."""
        return self.var / "files"

    @property
    def bot_id(self) -> int:
        """Telegram's id of the bot: the number before the colon of its token."""
        return int(self.bot_token.partition(":")[0])


def load_settings(
    environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")
) -> Settings:
    """Read the environment over `.env` over the defaults.

    Raises SettingsError, whose sentence says which setting is wrong and what to do.
    """
    given = {**_dotenv(dotenv), **(os.environ if environ is None else environ)}
    values = {name: _value(given, name) or default for name, default in DEFAULTS.items()}
    var = Path(values["OFISI_VAR"])
    token = _token(values["TELEGRAM_BOT_TOKEN"])
    playground_port = _port(values, "OFISI_PLAYGROUND_PORT")
    stand_in = f"http://127.0.0.1:{playground_port}"
    _check_webhook(values)
    _check_admin(values)
    return Settings(
        telegram_bot_token=token,
        telegram_api_url=_api_url(values["TELEGRAM_API_URL"], TELEGRAM if token else stand_in),
        telegram_webhook_url=values["TELEGRAM_WEBHOOK_URL"] or None,
        telegram_webhook_secret=values["TELEGRAM_WEBHOOK_SECRET"] or None,
        database_url=_database_url(values, "OFISI_DATABASE_URL"),
        tracker_url=_database_url(values, "OFISI_TRACKER_URL"),
        console_host=values["OFISI_CONSOLE_HOST"],
        console_port=_port(values, "OFISI_CONSOLE_PORT"),
        playground_port=playground_port,
        rasa_port=_port(values, "OFISI_RASA_PORT"),
        actions_port=_port(values, "OFISI_ACTIONS_PORT"),
        webhook_port=_port(values, "OFISI_WEBHOOK_PORT"),
        internal_secret=values["OFISI_INTERNAL_SECRET"] or _kept_secret(var),
        admin_user=values["OFISI_ADMIN_USER"] or None,
        admin_password=values["OFISI_ADMIN_PASSWORD"] or None,
        company=Path(values["OFISI_COMPANY"]),
        timezone=_timezone(values["OFISI_TIMEZONE"]),
        var=var,
        telegram_api_given=bool(values["TELEGRAM_API_URL"]),
    )


def _dotenv(path: Path) -> dict[str, str]:
    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _value(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "").strip()
    file = given.get(f"{name}_FILE", "").strip() if name in SECRETS else ""
    if value or not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        message = f"{name}_FILE names {file}, which cannot be read ({reason})."
        raise SettingsError(message) from error


def _port(values: Mapping[str, str], name: str) -> int:
    value = values[name]
    if not value.isdigit() or not 0 < int(value) < 65536:
        message = f"{name} is {value!r}: give a port number between 1 and 65535."
        raise SettingsError(message)
    return int(value)


def _token(value: str) -> str | None:
    if value and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", value):
        message = (
            "TELEGRAM_BOT_TOKEN is not a bot token: copy the whole line that @BotFather gave, "
            "digits, colon and letters."
        )
        raise SettingsError(message)
    return value or None


def _api_url(value: str, default: str) -> str:
    url = (value or default).rstrip("/")
    if not url.startswith(("http://", "https://")):
        message = f"TELEGRAM_API_URL is {value!r}: it must begin with http:// or https://."
        raise SettingsError(message)
    return url


def _database_url(values: Mapping[str, str], name: str) -> str:
    # Hosting panels still hand out postgres://, which SQLAlchemy has refused since 1.4.
    url = re.sub(r"^postgres://", "postgresql://", values[name])
    if not re.match(r"(sqlite:///|postgresql(\+psycopg2)?://).", url):
        # The address may hold a password, so it is not repeated.
        message = (
            f"{name} is no database address: give sqlite:///path/to/file.db or "
            "postgresql://user:password@host/name."
        )
        raise SettingsError(message)
    return url


def _check_webhook(values: Mapping[str, str]) -> None:
    url, secret = values["TELEGRAM_WEBHOOK_URL"], values["TELEGRAM_WEBHOOK_SECRET"]
    if url and not url.startswith(("http://", "https://")):
        message = f"TELEGRAM_WEBHOOK_URL is {url!r}: it must begin with https://."
        raise SettingsError(message)
    # What Telegram itself takes as a secret.
    if url and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        fault = "is not 1-256 letters, digits, _ or -" if secret else "is not set"
        message = (
            f"TELEGRAM_WEBHOOK_URL is set, but TELEGRAM_WEBHOOK_SECRET {fault}: set it to 32 or "
            "more random letters and digits, or anyone could pretend to be Telegram."
        )
        raise SettingsError(message)


def _check_admin(values: Mapping[str, str]) -> None:
    if bool(values["OFISI_ADMIN_USER"]) != bool(values["OFISI_ADMIN_PASSWORD"]):
        message = (
            "OFISI_ADMIN_USER and OFISI_ADMIN_PASSWORD belong together: set both, or neither."
        )
        raise SettingsError(message)


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"OFISI_TIMEZONE is {name!r}: give a name such as Africa/Nairobi."
        raise SettingsError(message) from error
    return name


def _kept_secret(var: Path) -> str:
    path = var / "internal-secret"
    try:
        var.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    except OSError as error:
        message = (
            f"{var}/ cannot be written ({error.strerror}): make it writable or set OFISI_VAR."
        )
        raise SettingsError(message) from error
    return path.read_text(encoding="utf-8").strip()

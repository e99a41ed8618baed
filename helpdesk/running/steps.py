"""The steps before the processes start, each said aloud as it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

from helpdesk.config import Settings
from helpdesk.db.engine import Database, DatabaseError
from helpdesk.db.upgrade import is_current, upgrade
from helpdesk.domain.errors import HelpdeskError
from helpdesk.running import accounts, ports, telegram
from helpdesk.running.voice import Stop, Voice, refusal
from helpdesk.services import company


def check_ports(settings: Settings, voice: Voice) -> None:
    """Raise Stop where a port is not free."""
    ports.check(settings)
    numbers = ", ".join(str(listener.port) for listener in ports.listeners(settings))
    voice.say("ports_free", ports=numbers)


def check_writable(folder: Path) -> None:
    """Raise Stop where nothing can be written into the folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Stop("var_unwritable", var=folder, reason=error.strerror) from error


def check_token(settings: Settings, voice: Voice) -> None:
    """Raise Stop where the Bot API refuses the token; that it is away is only said."""
    if settings.playground:
        voice.say("playground_stands_in")
        return
    answer, detail = telegram.ask(settings)
    if answer is telegram.Answer.REFUSED:
        raise Stop("token_refused", api=settings.telegram_api_url)
    known = answer is telegram.Answer.KNOWN
    key = "token_known" if known else "telegram_unreachable"
    voice.say(key, detail=detail, api=settings.telegram_api_url)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, closed at the end; raises Stop where it does not answer."""
    try:
        database = Database(settings.database_url)
    except OSError as error:
        url = settings.database_url
        raise Stop("database_unreachable", url=url, reason=error.strerror) from error
    try:
        yield database
    except DatabaseError as error:
        url = database.engine.url.render_as_string(hide_password=True)
        raise Stop("database_unreachable", url=url, reason=_first_line(error)) from error
    finally:
        database.close()


def migrate(database: Database, voice: Voice) -> None:
    """Bring the database to the newest shape."""
    url = database.engine.url.render_as_string(hide_password=True)
    if is_current(database):
        voice.say("database_current", url=url)
        return
    voice.say("migrating", url=url)
    upgrade(database)


def load_company(database: Database, settings: Settings, voice: Voice, *, now: datetime) -> None:
    """Bring the business profile into the database."""
    if not settings.company.is_dir():
        raise Stop("company_missing", folder=settings.company)
    try:
        with database.begin() as session:
            company.load(session, settings.company, now=now)
    except HelpdeskError as error:
        raise refusal(error) from error
    voice.say("company_loaded", folder=settings.company)


def prepare_database(settings: Settings, voice: Voice, *, now: datetime) -> None:
    """Migrate and load the company."""
    with opened(settings) as database:
        migrate(database, voice)
        load_company(database, settings, voice, now=now)


def prepare_admin(settings: Settings, voice: Voice, *, now: datetime) -> str | None:
    """Make the first admin; gives a demo admin's password, shown once and kept nowhere."""
    with opened(settings) as database:
        password = accounts.ensure_first_admin(database, settings, now=now)
    if password:
        voice.say("demo_admin_made")
    elif settings.admin_user:
        voice.say("admin_kept", username=settings.admin_user)
    return password


def _first_line(error: DatabaseError) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]

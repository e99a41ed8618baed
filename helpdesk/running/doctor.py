"""`ofisi doctor`: looks at everything a run needs, one line each, and says what to do."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from helpdesk.config import Settings, SettingsError, load_settings
from helpdesk.db.upgrade import is_current
from helpdesk.running import parts, ports, programs, steps, telegram, training
from helpdesk.running.voice import Stop, Voice

PYTHONS = ((3, 12), (3, 13))
NEEDED_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    """One line of the report: the key and values of its sentence, and whether all is well."""

    key: str
    well: bool = True
    values: Mapping[str, object] = field(default_factory=dict)


def examine(voice: Voice) -> int:
    """Print every finding; 1 where one of them is a problem."""
    well = True
    for finding in findings():
        mark = voice.text("well" if finding.well else "problem")
        print(f"{mark:>8}  {voice.text(finding.key, **finding.values)}", flush=True)
        well = well and finding.well
    return 0 if well else 1


def findings() -> Iterator[Finding]:
    """Everything looked at, in the order a run would meet it."""
    yield python_version()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("settings_wrong", well=False, values={"error": error})
        return
    yield Finding("settings_read")
    yield from configured_parts()
    for check in (writable, disk, listening, database, model, token):
        yield judged(check, settings)


def judged(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """The finding of a check; a Stop is one too."""
    try:
        return check(settings)
    except Stop as stop:
        return Finding(stop.key, well=False, values=stop.values)


def python_version() -> Finding:
    """Rasa was tried on these Pythons and no others."""
    version = sys.version_info[:2]
    key = "python_fits" if version in PYTHONS else "python_other"
    return Finding(key, version in PYTHONS, {"version": ".".join(map(str, version))})


def configured_parts() -> list[Finding]:
    """Rasa is installed without the packages that our configuration does not need."""
    lacking = [Finding("part_missing", False, asdict(one)) for one in parts.lacking()]
    return lacking or [Finding("parts_installed")]


def writable(settings: Settings) -> Finding:
    """Databases, files and logs go there."""
    steps.check_writable(settings.var)
    return Finding("var_writable", values={"var": settings.var})


def disk(settings: Settings) -> Finding:
    """A full disk loses messages."""
    free = shutil.disk_usage(settings.var).free
    key = "disk_free" if free >= NEEDED_BYTES else "disk_full"
    return Finding(key, free >= NEEDED_BYTES, {"free": f"{free / 1e9:.1f}", "var": settings.var})


def listening(settings: Settings) -> Finding:
    """Free ports, or our own processes on them."""
    if running(settings):
        silent = [one for one in ports.listeners(settings) if not ports.answers(one)]
        names = ", ".join(f"{one.setting}={one.port}" for one in silent)
        key = "running_in_part" if silent else "running"
        return Finding(key, not silent, {"names": names, "folder": programs.logs(settings)})
    ports.check(settings)
    numbers = ", ".join(str(one.port) for one in ports.listeners(settings))
    return Finding("ports_free", values={"ports": numbers})


def running(settings: Settings) -> bool:
    """Whether supervisord listens on its socket in var/."""
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(programs.socket_path(settings)))
    except OSError:
        return False
    return True


def database(settings: Settings) -> Finding:
    """It answers, and has the newest shape."""
    with steps.opened(settings) as opened:
        url = opened.engine.url.render_as_string(hide_password=True)
        current = is_current(opened)
    return Finding("database_current" if current else "database_old", current, {"url": url})


def model(_settings: Settings) -> Finding:
    """A model fits the data as it stands."""
    path = training.fitting()
    exists = path.exists()
    return Finding("model_fits" if exists else "model_missing", exists, {"model": path})


def token(settings: Settings) -> Finding:
    """The Bot API knows our token, or the playground needs none."""
    if settings.playground:
        return Finding("playground_stands_in")
    answer, detail = telegram.ask(settings)
    values = {"api": settings.telegram_api_url, "detail": detail}
    if answer is telegram.Answer.KNOWN:
        return Finding("token_known", values=values)
    refused = answer is telegram.Answer.REFUSED
    return Finding("token_refused" if refused else "telegram_unreachable", False, values)

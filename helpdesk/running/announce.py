"""`python -m helpdesk.running.announce`: waits until every process works, then says where.

Started by `ofisi run` beside supervisord; reads the demo admin's password, if there is one, from
standard input.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from typing import Any

import httpx

from helpdesk.config import Settings, load_settings
from helpdesk.domain.enums import Language
from helpdesk.running import ports, programs
from helpdesk.running.accounts import DEMO_ADMIN
from helpdesk.running.voice import Voice

PATIENCE_SECONDS = 120.0
EVERY_SECONDS = 0.5


def main() -> int:
    """Announce that all is up, and before that, every two minutes, what is late."""
    password = sys.stdin.read().strip()
    settings = load_settings()
    parent = os.getppid()
    try:
        while missing := wait(settings, parent=parent):
            tell(settings, password, missing)
    except (KeyboardInterrupt, ParentGoneError):
        return 0
    tell(settings, password, missing)
    return 0


class ParentGoneError(Exception):
    """supervisord has ended before all was up: there is nothing to announce."""


def wait(settings: Settings, *, parent: int) -> list[str]:
    """What is still missing when patience ends: nothing, hopefully."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        missing = find_missing(settings)
        if os.getppid() != parent:
            raise ParentGoneError
        if not missing or time.monotonic() > deadline:
            return missing
        time.sleep(EVERY_SECONDS)


def tell(settings: Settings, password: str, missing: list[str]) -> None:
    """Print, in every language, that all is ready or what is missing."""
    for language in Language:
        voice = Voice(language.value)
        lines = ready(voice, settings, password)
        if missing:
            lines = late(voice, settings, missing)
        print("\n" + "\n".join(lines), flush=True)


def find_missing(settings: Settings) -> list[str]:
    """The names of what does not listen or has not reported yet."""
    silent = [part_of(one) for one in ports.listeners(settings) if not ports.answers(one)]
    return silent or unready(settings)


def part_of(listener: ports.Listener) -> str:
    """`OFISI_RASA_PORT` is rasa's; the webhook's port is the gateway's."""
    name = listener.setting.split("_")[1].lower()
    return "gateway" if name == "webhook" else name


def unready(settings: Settings) -> list[str]:
    """What the console's /readyz says is missing."""
    try:
        response = httpx.get(console_url(settings) + "/readyz", timeout=5.0)
        if response.status_code == httpx.codes.OK:
            return []
        return sorted(not_ok(response.json())) or ["console"]
    except (httpx.HTTPError, ValueError):
        return ["console"]


def not_ok(answer: Any) -> Iterable[str]:
    """The names of parts that are not ok in what /readyz answers: `{"rasa": {"ok": false}}`."""
    for name, part in answer.items() if isinstance(answer, dict) else ():
        if not isinstance(part, dict) or not part.get("ok"):
            yield str(name)


def console_url(settings: Settings) -> str:
    """Where staff sign in, as this machine reaches it."""
    console = ports.listeners(settings)[0]
    return f"http://{console.reachable_host}:{console.port}"


def ready(voice: Voice, settings: Settings, password: str) -> list[str]:
    """The lines that say where everything is and how to sign in."""
    lines = [voice.text("ready"), voice.text("console_at", url=console_url(settings))]
    if password:
        lines.append(voice.text("sign_in_demo", username=DEMO_ADMIN, password=password))
    elif settings.admin_user:
        lines.append(voice.text("sign_in_as", username=settings.admin_user))
    else:
        lines.append(voice.text("sign_in"))
    if settings.playground:
        url = f"http://127.0.0.1:{settings.playground_port}"
        lines.append(voice.text("playground_at", url=url))
    else:
        lines.append(voice.text("telegram_at", api=settings.telegram_api_url))
    lines.append(voice.text("logs_at", folder=programs.logs(settings)))
    return lines


def late(voice: Voice, settings: Settings, missing: list[str]) -> list[str]:
    """The line that says what is missing and where to look."""
    folder, names = programs.logs(settings), ", ".join(missing)
    return [voice.text("late", names=names, folder=folder, seconds=int(PATIENCE_SECONDS))]


if __name__ == "__main__":
    sys.exit(main())

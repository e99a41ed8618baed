"""The whole street, started as a person would start it: `ofisi run` with an environment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from helpdesk.config import DEFAULTS, PLAYGROUND_TOKEN
from tests.ports import free_ports

ROOT = Path(__file__).parent.parent
ADMIN = "rehema"
PASSWORD = "mvua-za-masika-2026"
READY_SECONDS = 240
STOP_SECONDS = 40


@dataclass
class Street:
    """A running Ofisi: where its doors are, and the process that holds it together."""

    console: str
    playground: str
    var: Path
    process: subprocess.Popen[bytes]
    log: Path

    def control(self, *words: str) -> None:
        """Say something to the process runner, such as `stop actions`."""
        command = [sys.executable, "-m", "supervisor.supervisorctl"]
        config = ["-c", str(self.var / "supervisord.conf")]
        subprocess.run([*command, *config, *words], check=True, capture_output=True, timeout=60)

    def stop(self) -> int:
        """End it as Ctrl-C does and give back its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=STOP_SECONDS)


def settings_for(folder: Path) -> dict[str, str]:
    """An environment with its own ports, databases and first admin below `folder`."""
    console, playground, rasa, actions, webhook = free_ports(5)
    inherited = {name: value for name, value in os.environ.items() if name not in DEFAULTS}
    return inherited | {
        "OFISI_VAR": str(folder / "var"),
        "OFISI_DATABASE_URL": f"sqlite:///{folder}/var/ofisi.db",
        "OFISI_TRACKER_URL": f"sqlite:///{folder}/var/tracker.db",
        "OFISI_CONSOLE_PORT": str(console),
        "OFISI_PLAYGROUND_PORT": str(playground),
        "OFISI_RASA_PORT": str(rasa),
        "OFISI_ACTIONS_PORT": str(actions),
        "OFISI_WEBHOOK_PORT": str(webhook),
        "OFISI_ADMIN_USER": ADMIN,
        "OFISI_ADMIN_PASSWORD": PASSWORD,
    }


@contextmanager
def running(folder: Path, extra: Mapping[str, str] | None = None) -> Iterator[Street]:
    """The street, ready; ended with all its children when the block is left."""
    environ = settings_for(folder) | dict(extra or {})
    log = folder / "street.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk.cli", "run"],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        street = Street(
            console=f"http://127.0.0.1:{environ['OFISI_CONSOLE_PORT']}",
            playground=f"http://127.0.0.1:{environ['OFISI_PLAYGROUND_PORT']}",
            var=Path(environ["OFISI_VAR"]),
            process=process,
            log=log,
        )
        try:
            wait_until_ready(street)
            yield street
        finally:
            if process.poll() is None:
                street.stop()


@contextmanager
def another_bot_api(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A Bot API served by a process of its own: its address, and the settings that use it."""
    environ = settings_for(folder)
    address = f"http://127.0.0.1:{environ['OFISI_PLAYGROUND_PORT']}"
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.playground"], cwd=ROOT, env=environ, stdin=subprocess.DEVNULL
    )
    try:
        _wait_for(lambda: _answers(f"{address}/"), 30, process)
        yield address, {"TELEGRAM_API_URL": address, "TELEGRAM_BOT_TOKEN": PLAYGROUND_TOKEN}
    finally:
        process.terminate()
        process.wait(timeout=STOP_SECONDS)


def wait_until_ready(street: Street) -> None:
    """Return once every process has been seen at work; fail with the log if that never comes."""
    try:
        _wait_for(lambda: _answers(f"{street.console}/readyz"), READY_SECONDS, street.process)
    except TimeoutError as error:
        raise AssertionError(street.log.read_text(errors="replace")[-4000:]) from error


def _answers(address: str) -> bool:
    try:
        # Loopback and plain: reading the machine's certificates for each look takes longer.
        return httpx.get(address, timeout=2, verify=False).is_success  # noqa: S501 - plain http
    except httpx.HTTPError:
        return False


def _wait_for(done: Callable[[], bool], seconds: float, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if done():
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    message = "the process did not come up"
    raise TimeoutError(message)

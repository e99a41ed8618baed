"""The rig: a gateway process between two stand-ins, that can be killed and started again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from helpdesk.db.engine import Database
from tests.factories import ROOT
from tests.faults.rasa_stub import RasaStub
from tests.faults.telegram_stub import TelegramStub

TOKEN = "100000001:stand-in-token-of-the-fault-rig"
PATIENCE = 40.0


class Rig:
    """Everything around one gateway."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.telegram = TelegramStub()
        self.rasa = RasaStub(database)
        self.log = (folder / "gateway.log").open("ab")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, module: str = "bot.telegram", **extra: str) -> None:
        """Start the gateway, or another bot of that module."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={**self.environment(), **extra},
            stdout=self.log,
            stderr=self.log,
        )

    def environment(self) -> dict[str, str]:
        """The settings of the gateway."""
        return {
            "PATH": os.environ["PATH"],
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.telegram.url,
            "OFISI_DATABASE_URL": self.database.url,
            "OFISI_RASA_PORT": str(self.rasa.port),
            "OFISI_ACTIONS_PORT": "1",
            "OFISI_INTERNAL_SECRET": "siri-ya-majaribio",
            "OFISI_VAR": str(self.folder / "var"),
        }

    def kill(self) -> None:
        """End the gateway as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> int:
        """Ask the gateway to end; its exit status."""
        if self.process is None:
            return 0
        self.process.terminate()
        return self.process.wait(timeout=20)

    def close(self) -> None:
        """End everything."""
        self.kill()
        self.telegram.close()
        self.rasa.close()
        self.log.close()

    def output(self) -> str:
        """What the gateway wrote so far."""
        return (self.folder / "gateway.log").read_text(encoding="utf-8")


def until(fact: Callable[[], bool], within: float = PATIENCE) -> None:
    """Wait for something to become true; fails after `within` seconds."""
    end = time.monotonic() + within
    while not fact():
        if time.monotonic() > end:
            message = f"it did not come true within {within} s"
            raise AssertionError(message)
        time.sleep(0.01)

"""The baseline that must lose updates: the same customers, served by the library's own Updater.

`python -m tests.faults.baseline_ptb` reads the gateway's settings and writes each handled
update id on a line of `OFISI_VAR/handled`.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

TURN_SECONDS = 0.03


def note(update_id: int) -> None:
    """Write down that the update was handled."""
    folder = Path(os.environ["OFISI_VAR"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "handled").open("a", encoding="utf-8") as file:
        file.write(f"{update_id}\n")


async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """A turn of 30 ms, then the note that it was handled."""
    await asyncio.sleep(TURN_SECONDS)
    note(update.update_id)


def main() -> None:
    """Poll as the library's examples do."""
    root = os.environ["TELEGRAM_API_URL"]
    token = os.environ["TELEGRAM_BOT_TOKEN"]
    application = Application.builder().token(token).base_url(f"{root}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, handle))
    application.run_polling(timeout=5, bootstrap_retries=-1)


if __name__ == "__main__":
    main()

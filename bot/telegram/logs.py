"""What the gateway logs, and what it never does: the bot token stands in every Telegram URL."""

from __future__ import annotations

import logging
import re

TOKEN = re.compile(r"(bot)?\d+:[\w-]{12,}")
MASK = "bot<token>"


class MaskingFormatter(logging.Formatter):
    """Masks bot tokens in the whole of what is written, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The formatted record without a token in it."""
        return mask(super().format(record))


def mask(text: str) -> str:
    """The text with every bot token replaced."""
    return TOKEN.sub(MASK, text)


def configure(level: int = logging.INFO) -> None:
    """Log to the standard error stream, masked; the HTTP libraries only from WARNING up."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)

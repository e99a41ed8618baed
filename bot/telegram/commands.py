"""The commands a customer may type, and what each one means. Nothing else with a slash does."""

from __future__ import annotations

import re

INTENTS = {
    "start": "greet",
    "help": "help",
    "msaada": "help",
    "oda": "place_order",
    "order": "place_order",
    "agizo": "place_order",
    "malalamiko": "complain",
    "complaint": "complain",
    "kesi": "case_status",
    "case": "case_status",
    "mtu": "ask_person",
    "person": "ask_person",
    "lugha": "change_language",
    "language": "change_language",
    "acha": "stop",
    "stop": "stop",
}
"""Commands that are a turn with a settled intent."""

PRIVACY = {
    "faragha": "privacy",
    "privacy": "privacy",
    "datayangu": "mydata",
    "mydata": "mydata",
    "futa": "forget",
    "forget": "forget",
}
"""Commands about the customer's own data, and which of the three wishes each is."""

STAFF = frozenset({"staff", "mhudumu"})
"""By which a member of staff says which chat is theirs, with the code from the console."""

BACK = frozenset({"bot"})
BACK_TYPED = frozenset({"rudi kwa bot", "rudi kwa msaidizi", "back to the bot", "back to bot"})
"""How one may also say that the assistant should answer again."""

LISTED = {
    "sw": (
        "oda",
        "malalamiko",
        "kesi",
        "mtu",
        "lugha",
        "msaada",
        "acha",
        "bot",
        "faragha",
        "datayangu",
        "futa",
    ),
    "en": (
        "order",
        "complaint",
        "case",
        "person",
        "language",
        "help",
        "stop",
        "bot",
        "privacy",
        "mydata",
        "forget",
    ),
}
"""What Telegram's menu and the answer to an unknown command show."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s.*)?", re.DOTALL)


def read(text: str) -> str | None:
    """The command's name in small letters; None if the text is not a command at all."""
    found = _COMMAND.fullmatch(text)
    return found.group(1).lower() if found else None


def asks_for_bot(text: str) -> bool:
    """Whether the words ask for the assistant back."""
    return text.strip(" .!").lower() in BACK_TYPED

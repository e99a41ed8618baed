"""Words about money: currencies, slang, and what makes a bare number a sum."""

from __future__ import annotations

import re

CURRENCIES: dict[str, str | None] = {
    **dict.fromkeys("tsh tshs tzs".split(), "TZS"),
    **dict.fromkeys("ksh kshs kes bob".split(), "KES"),
    **dict.fromkeys("sh shs shilling shillings shilingi shilling shiling /= /-".split(), None),
}
"""Words for currencies; None for shillings of no country."""

BOTH_WAYS = frozenset("/= /- bob".split())
"""Stand behind a number only."""

SLANG = {"buku": (1000, "TZS"), "jero": (500, "TZS"), "thao": (1000, "KES")}
"""Words that are sums by themselves, on the streets of Dar es Salaam and Nairobi."""

COUNTED_AFTER = frozenset("day days week weeks month months hour hours people times".split())
"""What English counts; Swahili says the number last, and `3,000 siku mbili` is money."""

FILLERS = frozenset(
    """
    ni yake yangu yenu yetu zangu ya za la wa kwa kama tu hii hiyo the is was are me us of a for
    about only him you ile : = hela pesa fedha jumla ilikuwa zote yote karibu mpesa kwenu them my
    """.split()
)
"""What may stand between a price word and its number."""

OR = frozenset(
    [
        "au",
        "or",
        "sasa",
        "now",
        "badala ya",
        "instead of",
        "na",
        "not",
        "sio",
        "-",
        "to",
        "hadi",
        ",",
    ]
)

_MONEY = re.compile(
    r"bei|gharama|ada|nauli|chenji|salio|deni|mkopo|faini|jumla|malipo|punguzo|mshahara"
    r"|(?:\w{0,6})(?:lip|daiw?|chaj|gharim|rudish|katw|kat)(?:a|ia|iwa|wa|e|ie|eni|ini|i|ieni)"
    r"|price|cost|costs|paid|pay|paying|charge|charged|charges|deducted|refund|change|total"
    r"|balance|fee|worth|amount|budget|owe|spent"
)
_SENDING = re.compile(r"(?:\w{0,6})tum(?:a|ia|iwa|e|ieni)|sent|send|nimesend|weka|toa")


def is_about_money(word: str) -> bool:
    """Whether a number beside this word is a sum: bei, nimelipa, paid."""
    return _MONEY.fullmatch(word) is not None


def is_about_sending(word: str) -> bool:
    """Whether a large number beside this word is a sum: nimetuma, sent."""
    return _SENDING.fullmatch(word) is not None

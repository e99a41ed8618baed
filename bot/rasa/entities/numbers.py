"""Numbers in digits and in the words of Swahili and English: `mbili na nusu`, `two and a half`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SWAHILI = "moja mbili tatu nne tano sita saba nane tisa kumi"
_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_SW = "ishirini thelathini arobaini hamsini sitini sabini themanini tisini"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"

# Swahili numbers agree with the class of the noun: vipande viwili, mayai mawili, mikate miwili.
_STEMS = {1: "moja", 2: "wili", 3: "tatu", 4: "nne", 5: "tano", 8: "nane"}
_PREFIXES = ("wa", "vi", "ma", "mi", "m", "ki", "li", "u", "i", "zi")


def _small() -> dict[str, int]:
    words = {"zero": 0, "sifuri": 0, "sufuri": 0}
    words.update({word: at for at, word in enumerate(_SWAHILI.split(), 1)})
    words.update({word: at for at, word in enumerate(_ENGLISH.split(), 1)})
    words.update({word: at * 10 for at, word in enumerate(_TENS_SW.split(), 2)})
    words.update({word: at * 10 for at, word in enumerate(_TENS_EN.split(), 2)})
    for value, stem in _STEMS.items():
        words.update({prefix + stem: value for prefix in _PREFIXES})
    # Slips of the pen that are common enough to be words.
    words.update({"mbil": 2, "mmoja": 1, "moya": 1, "tanu": 5, "fourty": 40, "arubaini": 40})
    return words


SMALL = _small()
LARGE = {
    "mia": 100,
    "hundred": 100,
    "elfu": 1000,
    "thousand": 1000,
    "laki": 100_000,
    "milioni": 1_000_000,
    "million": 1_000_000,
}
FRACTIONS = {
    "nusu": Decimal("0.5"),
    "half": Decimal("0.5"),
    "robo": Decimal("0.25"),
    "quarter": Decimal("0.25"),
}
AND = ("na", "and")
BELOW_ZERO = ("minus", "negative", "hasi", "kasoro")

_DIGITS = re.compile(r"-?\d[\d,./]*")


def read_number(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    """The number that starts at `tokens[at]`, and the place after it; or None."""
    if tokens[at] in BELOW_ZERO:
        following = _at(tokens, at + 1)
        after = read_number(tokens, at + 1) if following not in ("", *BELOW_ZERO) else None
        return (-after[0], after[1]) if after else None
    fraction = read_fraction(tokens, at)
    if fraction:
        return fraction
    whole = _digits(tokens, at) or _words(tokens, at)
    return _and_a_half(tokens, *whole) if whole else None


def read_fraction(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    """`nusu`, `robo tatu`, `a quarter`, `three quarters`, `1/2` at that place."""
    word = tokens[at] if at < len(tokens) else ""
    if word in ("a", "an") and _at(tokens, at + 1) in FRACTIONS:
        return FRACTIONS[tokens[at + 1]], at + 2
    if word in ("three", "robo") and _at(tokens, at + 1) in ("quarters", "tatu"):
        return Decimal("0.75"), at + 2
    if word in FRACTIONS:
        return FRACTIONS[word], at + 1
    if "/" in word and word[0].isdigit():
        value = _decimal(word)
        return (value, at + 1) if value is not None else None
    return None


def _and_a_half(tokens: list[str], value: Decimal, at: int) -> tuple[Decimal, int]:
    """`2 1/2`, `mbili na nusu`, `two and a half`."""
    direct = read_fraction(tokens, at) if "/" in _at(tokens, at) else None
    joined = read_fraction(tokens, at + 1) if _at(tokens, at) in AND else None
    found = direct or joined
    return (value + found[0], found[1]) if found else (value, at)


def _digits(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    if not _DIGITS.fullmatch(tokens[at]):
        return None
    value = _decimal(tokens[at])
    if value is None:
        return None
    if _at(tokens, at + 1) in LARGE:
        return value * LARGE[tokens[at + 1]], at + 2
    return value, at + 1


def _decimal(word: str) -> Decimal | None:
    """`1,000` is a thousand and `2,5` two and a half: three digits after a comma are thousands."""
    number = word.replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", number):
        number = number.replace(",", "")
    try:
        over, _, under = number.replace(",", ".").partition("/")
        return Decimal(over) / Decimal(under) if under else Decimal(over)
    except (InvalidOperation, ZeroDivisionError):
        return Decimal(0)  # 1/0 is a number nobody can be served with, as none is


def _words(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    """Words of one number: `mia mbili na hamsini`, `ishirini na tano`, `two hundred and five`."""
    part = _part(tokens, at)
    if part is None:
        return None
    total, step, at = part
    while True:
        joined = at + 1 if _at(tokens, at) in AND else at
        following = _part(tokens, joined)
        # The next part belongs to this number only if it is smaller than its last step:
        # after `kumi` comes `na mbili`, but after `mbili` nothing can come.
        if following is None or following[0] >= step:
            return Decimal(total), at
        total, step, at = total + following[0], following[1], following[2]


def _part(tokens: list[str], at: int) -> tuple[int, int, int] | None:
    """One part of a number: its value, the step below which parts may follow, and the place."""
    word, following = _at(tokens, at), _at(tokens, at + 1)
    if word in LARGE:
        times = SMALL.get(following, 1)  # Swahili says hundred first: mia mbili
        return LARGE[word] * times, LARGE[word], at + (2 if following in SMALL else 1)
    if word not in SMALL:
        return None
    if following in LARGE and following in ("hundred", "thousand", "million"):
        return SMALL[word] * LARGE[following], LARGE[following], at + 2
    value = SMALL[word]
    return value, 10 if value >= 10 and value % 10 == 0 else 0, at + 1


def _at(tokens: list[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""

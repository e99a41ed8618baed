"""Sums in digits and words, by the way Swahili says them: `elfu kumi na mbili mia tano`.

Swahili says the thousands first and then how many (Ashton, Swahili Grammar, 1944), so
`elfu kumi na mbili` is 10,002 as well as 12,000; of money it is 12,000. In `laki moja na nusu`
the half is half of a laki.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.rasa.entities.money_words import SLANG
from bot.rasa.entities.numbers import AND, FRACTIONS, LARGE, SMALL, read_number

LONGEST = 12
"""Digits; more of them are no sum that anybody pays."""

_LARGE = {**LARGE, "mil": 1_000_000, "mln": 1_000_000, "alfu": 1000, "elf": 1000, "laki": 100_000}
_SHORT = {"k": 1000, "m": 1_000_000, "mil": 1_000_000, "elfu": 1000, "laki": 100_000}
_ENGLISH = ("hundred", "thousand", "million")
_SURE = 1000
"""Thousands and more in words are money unless something is counted in them."""


@dataclass(frozen=True)
class Sum:
    """So much, up to the word at `end`. `sure`: it is money by its own words."""

    value: Decimal
    end: int
    sure: bool = False
    currency: str | None = None


def read_sum(words: list[str], at: int, together: bool = False) -> Sum | None:
    """The sum that begins at that word. `together`: the next word is written onto this one."""
    word = words[at]
    if word in SLANG:
        return _slang(words, at)
    if word[0].isdigit():
        return _digits(words, at, together)
    if word in _LARGE and word not in _ENGLISH:
        return _swahili(words, at)
    return _english(words, at)


def _slang(words: list[str], at: int) -> Sum:
    """`buku`, `buku tano`."""
    each, currency = SLANG[words[at]]
    count, end = _count(words, at + 1) or (Decimal(1), at + 1)
    return Sum(each * count, end, sure=True, currency=currency)


def _digits(words: list[str], at: int, together: bool) -> Sum | None:
    value = _decimal(words[at])
    if value is None:
        return None
    size = _SHORT.get(_at(words, at + 1))
    if size and (together or _at(words, at + 1) in ("elfu", "laki")):
        return Sum(value * size, at + 2, sure=True)
    if _at(words, at + 1) in _ENGLISH:
        return Sum(value * LARGE[words[at + 1]], at + 2, sure=words[at + 1] != "hundred")
    return Sum(value, at + 1)


def _decimal(word: str) -> Decimal | None:
    """`1,500` and, as no shilling has thousandths, `1.500` are fifteen hundred."""
    whole, _, part = word.replace(",", "").partition(".")
    if len(whole) > LONGEST or len(part) > LONGEST:
        return None
    if len(part) == 3 and whole != "0":
        return Decimal(whole + part)
    return Decimal(f"{whole}.{part or 0}")


def _swahili(words: list[str], at: int) -> Sum | None:
    """`elfu thelathini na tano mia nane`, `mia mbili na hamsini`, `laki 2`."""
    total, size, end = Decimal(0), Decimal(10) ** 9, at
    while True:
        joined = end + 1 if end > at and _at(words, end) in AND else end
        step = _LARGE.get(_at(words, joined), 0)
        if not 0 < step < size:
            break
        count = _count(words, joined + 1, most=99 if step >= 1000 else 9)
        value, end = count or (Decimal(1), joined + 1)
        total, size = total + value * step, Decimal(step)
    return _rest(words, total, size, end) if total else None


def _rest(words: list[str], total: Decimal, size: Decimal, end: int) -> Sum:
    """What may follow the hundreds and thousands: a half of them, or tens."""
    sure = total >= _SURE
    if _at(words, end) in AND and _at(words, end + 1) in FRACTIONS:
        return Sum(total + size * FRACTIONS[words[end + 1]], end + 2, sure)
    joined = end + 1 if _at(words, end) in AND else end
    tens = _count(words, joined) if size == 100 else None
    if tens and not words[joined][0].isdigit():
        return Sum(total + tens[0], tens[1], sure)
    return Sum(total, end, sure)


def _count(words: list[str], at: int, most: int = 999) -> tuple[Decimal, int] | None:
    """How many: digits, or words up to `most` (`thelathini na tano`)."""
    word = _at(words, at)
    if word[:1].isdigit():
        value = _decimal(word)
        return (value, at + 1) if value is not None else None
    if word not in SMALL or SMALL[word] > most:
        return None
    tens, one = SMALL[word], SMALL.get(_at(words, at + 2), 0)
    if tens >= 10 and tens % 10 == 0 and _at(words, at + 1) in AND and 0 < one < 10:
        # In `elfu kumi na moja mia` the one belongs to the ten; `na mia` begins another part.
        return Decimal(tens + one), at + 3
    return Decimal(tens), at + 1


def _english(words: list[str], at: int) -> Sum | None:
    """`two thousand five hundred`."""
    if words[at] in ("half", "nusu"):
        return _half(words, at)
    if words[at] not in SMALL and words[at] not in _ENGLISH:
        return None
    read = read_number(words, at)
    if read is None or not any(word in _ENGLISH for word in words[at : read[1]]):
        return None
    return Sum(read[0], read[1], sure=read[0] >= _SURE)


def _half(words: list[str], at: int) -> Sum | None:
    """`half a million`, `nusu milioni`."""
    end = at + 2 if _at(words, at + 1) in ("a", "ya") else at + 1
    size = _LARGE.get(_at(words, end), 0)
    return Sum(size * FRACTIONS["half"], end + 1, sure=True) if size >= _SURE else None


def _at(words: list[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""

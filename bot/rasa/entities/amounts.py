"""Finding quantities among words: `2kg`, `kilo mbili na nusu`, `half a dozen`, `trei ya`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.rasa.entities.numbers import AND, SMALL, read_fraction, read_number
from helpdesk.services.reading.amounts import Amount
from helpdesk.services.reading.words import CONNECTORS

Units = Mapping[str, str]
"""The words for units, and the code each means."""

MONEY = frozenset("sh shs shillings shilingi tsh tshs ksh kshs kes tzs bob /=".split())
RANGE = frozenset("- au or hadi mpaka to ama".split())
ARTICLES = ("a", "an")
SMALLEST_SUM = 100
"""`sukari ya 2000` is money: nobody asks for two thousand of anything in these words."""


def find_amount(tokens: list[str], at: int, units: Units) -> tuple[Amount, int] | None:
    """The quantity that starts at that place, and the place after it."""
    return (
        _money(tokens, at, units)
        or _unit_first(tokens, at, units)
        or _number_first(tokens, at, units)
        or _one_unit(tokens, at, units)
    )


def _money(tokens: list[str], at: int, units: Units) -> tuple[Amount, int] | None:
    """A price is not a quantity: whoever names one is asked how much they want."""
    if tokens[at] in MONEY:
        number = _number(tokens, at + 1)
        return (Amount(None), number[1]) if number else None
    after_connector = at > 0 and tokens[at - 1] in CONNECTORS
    number = _number(tokens, at)
    if number is None:
        return None
    value, end = number
    if _at(tokens, end) in MONEY:
        return Amount(None), end + 1
    bare = _at(tokens, end) not in units
    return (Amount(None), end) if after_connector and bare and value >= SMALLEST_SUM else None


def _unit_first(tokens: list[str], at: int, units: Units) -> tuple[Amount, int] | None:
    """`kilo mbili`, `kg 2`, `kilo na nusu`."""
    unit = units.get(tokens[at])
    if unit is None:
        return None
    if _at(tokens, at + 1) in AND:
        half = read_fraction(tokens, at + 2)
        return (Amount(1 + half[0], unit), half[1]) if half and half[0] < 1 else None
    number = _number(tokens, at + 1)
    if number is None:
        return None
    value, end = number
    if _at(tokens, end) in units:
        value, end = _without_next_unit(tokens, at + 1, value, end)
    return _unless_range(tokens, units, Amount(value, unit), end)


def _without_next_unit(
    tokens: list[str], at: int, value: Decimal, end: int
) -> tuple[Decimal, int]:
    """In `kilo mbili na nusu lita` the half belongs to the litre."""
    for joint in range(at, end):
        if tokens[joint] in AND and read_fraction(tokens, joint + 1) is not None:
            shorter = read_number(tokens[:joint], at)
            return shorter or (value, end)
    return value, end


def _number_first(tokens: list[str], at: int, units: Units) -> tuple[Amount, int] | None:
    """`2kg`, `half a kilo`, `two and a half litres`, `3`."""
    number = _number(tokens, at)
    if number is None:
        return None
    value, end = number
    unit_at = end + 1 if _at(tokens, end) in ARTICLES else end
    unit = units.get(_at(tokens, unit_at))
    return _unless_range(tokens, units, Amount(value, unit), unit_at + 1 if unit else end)


def _one_unit(tokens: list[str], at: int, units: Units) -> tuple[Amount, int] | None:
    """`a kilo of`, `lita ya`, `a kilo and a half`, `dozen`: one of the unit."""
    article = tokens[at] in ARTICLES
    at_unit = at + 1 if article else at
    unit = units.get(_at(tokens, at_unit))
    if unit is None:
        return None
    half = read_fraction(tokens, at_unit + 2) if _at(tokens, at_unit + 1) in AND else None
    if article and half:
        return Amount(1 + half[0], unit), half[1]
    meant = article or unit == "dozen" or _at(tokens, at_unit + 1) in CONNECTORS
    return (Amount(Decimal(1), unit), at_unit + 1) if meant else None


def _unless_range(tokens: list[str], units: Units, amount: Amount, end: int) -> tuple[Amount, int]:
    """`2-3 kilos` and `mbili au tatu` are for the customer to decide."""
    if _at(tokens, end) not in RANGE:
        return amount, end
    other = _number(tokens, end + 1)
    if other is None:
        return amount, end
    unit = units.get(_at(tokens, other[1]))
    return Amount(None, amount.unit or unit), other[1] + 1 if unit else other[1]


def _number(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    at = at + 1 if _at(tokens, at) in ("x", "×", "about", "kama") else at
    found = read_number(tokens, at) if at < len(tokens) else None
    # `kilo mbili mbili` says two of each; the second word adds nothing to the number.
    if found and _at(tokens, found[1]) == tokens[found[1] - 1] in SMALL:
        return found[0], found[1] + 1
    return found


def _at(tokens: list[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""

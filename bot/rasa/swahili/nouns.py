"""Makes the plural of a noun by its class. Ashton, Swahili Grammar (1944), on the noun classes."""

from __future__ import annotations

VOWELS = "aeiou"


def plural_of(singular: str, classes: str) -> str:
    """The plural, or nothing where the class has none of its own (n, ma, u)."""
    rule = _RULES.get(classes)
    return rule(singular) if rule else ""


def _people(noun: str) -> str:
    # mwalimu, walimu; mwizi has its own (wezi) in the list.
    if noun.startswith("mw") and noun[2:3] in ("a", "e", "i", "o"):
        return "w" + noun[2:]
    return "wa" + noun[1:] if noun.startswith("m") else noun


def _trees(noun: str) -> str:
    if noun.startswith("mw"):
        return "my" + noun[2:]
    return "mi" + noun[1:]


def _things(noun: str) -> str:
    if noun.startswith("ch") and noun[2:3] in VOWELS:
        return "vy" + noun[2:]
    return "vi" + noun[2:] if noun.startswith("ki") else noun


def _fruits(noun: str) -> str:
    return "ma" + noun


def _abstracts(noun: str) -> str:
    """An u- noun whose plural takes the n- class: the list tells most of them."""
    return noun[1:]


_RULES = {
    "m-wa": _people,
    "m-mi": _trees,
    "ki-vi": _things,
    "ji-ma": _fruits,
    "u-n": _abstracts,
}

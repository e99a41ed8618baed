"""References that people say aloud: random, not guessable, with a check character."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, five bits each; 0, O, 1 and I are left out because they are misheard."""

RANDOM_CHARACTERS = 8
"""Forty random bits: guessing one of 10 000 live references takes 110 million tries."""


def new_reference(prefix: str) -> str:
    """A fresh reference such as `T-K7QM-2WPX9`; the last character checks the eight before."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _spell(prefix, body + _check(body))


def read_reference(text: str) -> str | None:
    """What a person typed or said (`t k7qm 2wpx9`), in its one spelling; None if it is none."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    prefix, body, check = letters[:1], letters[1:-1], letters[-1:]
    known = len(body) == RANDOM_CHARACTERS and set(body) <= set(ALPHABET)
    return _spell(prefix, body + check) if known and _check(body) == check else None


def _check(body: str) -> str:
    # Odd weights are invertible modulo 32, so every single wrong character is caught.
    total = sum((2 * place + 1) * ALPHABET.index(c) for place, c in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def _spell(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"

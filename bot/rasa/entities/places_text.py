"""Folding a message for reading while every sign keeps its place."""

from __future__ import annotations

import unicodedata

LONGEST = 1500
"""Characters that are read; nobody says when and where in more."""


def folded(text: str) -> str:
    """The first signs in small letters without accents; as many signs as there were."""
    read = text[:LONGEST]
    return read.lower() if read.isascii() else "".join(_sign(sign) for sign in read)


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if sign in "’‘`":
        return "'"
    if sign in "–—−":
        return "-"
    small = unicodedata.normalize("NFKD", sign)[0].lower()
    return small if len(small) == 1 else sign

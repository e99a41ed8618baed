"""Whether a sentence tells of what has been: then `ijumaa` is the last one, not the next."""

from __future__ import annotations

import re

NEAREST = 5
"""Words before and after a day that are looked at; the nearest that tells wins."""

# The tense of a Swahili verb stands after its subject: ni-li-lipa I paid, m-ta-leta you will
# bring (Ashton, Swahili Grammar, 1944).
_BEEN = re.compile(
    r"(?:ni|tu|u|m|a|wa|i|zi|ya|vi|ki)(?:li|me)[a-z]{3,}|(?:si|hai|hawa|ham|ha)ja[a-z]{3,}"
    r"|tangu|toka|since|paid|bought|ordered|sent|received|came|called|got|brought"
    r"|told|happened|delivered|said|gave|made|asked"
)
_COMING = re.compile(
    r"(?:ni|tu|u|m|a|wa|i|zi|ya|vi|ki)ta[a-z]{3,}|(?:ni|m|mu|wa)[a-z]{3,}(?:e|eni)|will|ll|shall"
    r"|come|bring|deliver|want|nataka|naomba|mpaka|hadi|until|before|by|kabla|leteni|lete|send"
)
_NEITHER = frozenset("mlima milioni alizeti mimea umeme ulimi".split())
_WORD = re.compile(r"[a-z]+")


def is_past(match: re.Match[str]) -> bool:
    """Whether the words around the match tell of what has been."""
    before = _WORD.findall(match.string[max(0, match.start() - 60) : match.start()])[-NEAREST:]
    after = _WORD.findall(match.string[match.end() : match.end() + 60])[:NEAREST]
    told = _told(list(reversed(before)))
    return bool(_told(after) if told is None else told)


def _told(words: list[str]) -> bool | None:
    for word in words:
        if word in _NEITHER:
            continue
        if _COMING.fullmatch(word):
            return False
        if _BEEN.fullmatch(word):
            return True
    return None

"""When words about a complaint are its story, and when they only say that there is one."""

from __future__ import annotations

import re

LONGEST_STORY = 3000
"""Characters; the summary says the story back, and a message of Telegram holds 4096."""

BARE = frozenset(
    """
    nataka ninataka ningependa naomba ninaomba nina kulalamika nalalamika malalamiko lalamiko
    lalamika kutoa kuwasilisha kuripoti ripoti tatizo shida kuhusu kwa ya la na ni mimi wewe
    nyinyi habari hujambo mambo shikamoo jambo samahani tafadhali moja yangu langu hapa sana
    i we want would like to make a an the file my have has got complaint complaints complain
    complaining about problem issue with hello hi hey please good morning is there s d ve m
    """.split()
)
"""Words of a bare wish to complain."""

WORDS_UNASKED = 3
"""`nimepata unga mbovu` is a story although we did not ask for one yet."""

WORDS_ASKED = 2
NONE_AT_HAND = frozenset(
    "sina hakuna sikumbuki sijui hapana none no nope not don dont cannot can't forgot".split()
)


def story_in(text: str, *, asked: bool) -> str | None:
    """The story, cut to its limit; None if the words do not tell what happened."""
    told = text.strip()
    words = [word for word in re.findall(r"[^\W_]+", told.lower()) if word not in BARE]
    enough = len(words) >= (WORDS_ASKED if asked else WORDS_UNASKED)
    # Rasa fills responses by `{0[name]}`, so a story with `0[` in it would show the places.
    return _cut(told.replace("0[", "0 [")) if enough else None


def has_none(text: str) -> bool:
    """Whether the answer says that there is no order number at hand."""
    first = re.findall(r"[^\W_]+", text.lower())[:3]
    return bool(NONE_AT_HAND & set(first)) and not any(letter.isdigit() for letter in text)


def _cut(story: str) -> str:
    return story if len(story) <= LONGEST_STORY else f"{story[:LONGEST_STORY].rstrip()}…"

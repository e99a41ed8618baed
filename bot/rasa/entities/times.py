"""The spaCy component that finds days and hours, by the Swahili clock and the English one."""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import clock, dates, found
from bot.rasa.entities.found import Found
from bot.rasa.entities.places_text import folded
from bot.rasa.entities.times_atoms import ENGLISH, EXACT, Atom, pieces

FACTORY = "ofisi_times"
NOW = "now"
"""Under this name `doc.user_data` holds the moment the message is read, in the business's zone."""

UNCLEAR = "?"
_READERS = (*dates.READERS, *clock.READERS)
_BETWEEN = re.compile(
    r"[\s,]*(?:\b(?:at|by|around|about|before|after|on|in|the|of|from|this|saa|ya|za|wa|majira"
    r"|kabla|mida|kwenye|yake|siku|time|mnamo|hapo)\b[\s,]*|@\s?)*"
)
_RANGE = re.compile(r"\s*(?:-|to|till|until|mpaka|hadi|and|na)\s*")


class TimeFinder:
    """Finds `time`: `2026-11-24T09:00`, `2026-11-24`, `T09:00`, or `?` for half a time.

    An hour that may be one of two has the detail `ask: day_part` with its hour, minute and
    clock. Weeks and months are their first day, with the detail `span`. Without a `now` in
    `doc.user_data` nothing is found.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        now = doc.user_data.get(NOW)
        if isinstance(now, datetime):
            found.add(doc, _times(folded(doc.text), now))
        return doc


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> TimeFinder:  # noqa: ARG001 - spaCy's signature
    """The component."""
    return TimeFinder()


def _times(text: str, now: datetime) -> Iterator[Found]:
    atoms = [
        replace(atom, start=start, end=end) for start, end, atom in pieces(_READERS, text, now)
    ]
    atoms.sort(key=lambda atom: atom.start)
    for atom in _share_part(text, _joined(text, atoms)):
        value = _written(atom, now)
        if value:
            yield Found("time", value[0], atom.start, atom.end, None, value[1])


def _joined(text: str, atoms: list[Atom]) -> list[Atom]:
    """Neighbours that are pieces of one time, put together."""
    joined: list[Atom] = []
    for atom in atoms:
        both = _both(joined[-1], atom) if joined else None
        if both and _BETWEEN.fullmatch(text, joined[-1].end, atom.start):
            joined[-1] = both
        else:
            joined.append(atom)
    return joined


def _both(one: Atom, other: Atom) -> Atom | None:
    """Two pieces as one; None if both say the same kind of thing, or nothing."""
    if one.nothing or other.nothing or one.moment or other.moment:
        return None
    day = _one_day(one, other)
    if (one.hour is not None and other.hour is not None) or (one.part and other.part):
        return None
    if one.day and other.day and day is None:
        return None
    hour = one if one.hour is not None else other
    return Atom(
        one.start,
        other.end,
        day=day.day if day else None,
        weekday=day.weekday if day else None,
        span=day.span if day else None,
        part=one.part or other.part,
        hour=hour.hour,
        minute=hour.minute,
        clock=hour.clock,
    )


def _one_day(one: Atom, other: Atom) -> Atom | None:
    """The day both mean: `wiki ijayo jumanne` is a day of that week."""
    if not (one.day and other.day):
        return one if one.day else other if other.day else None
    if {one.span, other.span} == {None, "week"}:
        week, day = (one, other) if one.span else (other, one)
        if week.day and day.weekday is not None:
            return replace(day, day=week.day + timedelta(days=day.weekday))
    return one if one.day == other.day and one.span == other.span else None


def _share_part(text: str, atoms: list[Atom]) -> Iterator[Atom]:
    """`saa mbili mpaka saa nne asubuhi`: what is known of the end counts for the beginning."""
    for atom, following in zip_longest(atoms, atoms[1:]):
        if following and _RANGE.fullmatch(text, atom.end, following.start):
            yield _beginning(atom, following)
        else:
            yield atom


def _beginning(atom: Atom, end: Atom) -> Atom:
    """The beginning of a range as the end of it shows it."""
    if atom.hour is None or atom.part or end.hour is None:
        return atom
    if end.part:
        within = replace(atom, part=end.part)
        return atom if clock.minute_of_day(within) is None else within
    if atom.clock == ENGLISH and end.clock == EXACT:
        hours = (atom.hour % 12 + 12, atom.hour % 12)
        before = next((hour for hour in hours if hour <= end.hour), atom.hour)
        return replace(atom, hour=before, clock=EXACT)
    return atom


def _written(atom: Atom, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """The value and its details; None for what is no time by itself, as a mere `jioni`."""
    if atom.nothing:
        return None
    if atom.moment:
        return atom.moment.strftime("%Y-%m-%dT%H:%M"), {}
    if atom.hour is not None:
        return _hour(atom, now)
    if atom.day is None:
        return None
    detail = {"span": atom.span, "part": atom.part}
    return atom.day.isoformat(), {key: value for key, value in detail.items() if value}


def _hour(atom: Atom, now: datetime) -> tuple[str, dict[str, Any]]:
    minutes = clock.minute_of_day(atom)
    if minutes is None:
        return atom.day.isoformat() if atom.day else UNCLEAR, _asked(atom)
    at = time(minutes // 60 % 24, minutes % 60)
    nights = timedelta(days=minutes // (24 * 60))
    if atom.day is None and not nights:
        return f"T{at:%H:%M}", {}
    # The night's small hours come next after now, whichever side of midnight it is.
    day = atom.day + nights if atom.day else now.date() + timedelta(days=at <= now.time())
    return f"{day}T{at:%H:%M}", {}


def _asked(atom: Atom) -> dict[str, Any]:
    hour, minute = clock.on_the_dial(atom)
    asked = {"ask": "day_part", "hour": hour, "clock": atom.clock}
    return {**asked, "minute": minute} if minute else asked

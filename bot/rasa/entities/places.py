"""The spaCy component that finds areas goods are taken to."""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found
from bot.rasa.entities.places_names import LONGEST_NAME, Areas
from bot.rasa.entities.places_text import folded
from helpdesk.services.profile import Profile

FACTORY = "ofisi_places"
MOST = 20
"""Words of one message that are compared with every name."""

CUES = frozenset(
    """
    nipo niko naishi ninaishi tupo tuko tunaishi yupo yuko kwenda mpaka hadi kutoka toka hapa huku
    pale huko leteni lete nileteeni niletee mnapeleka mnafika mnaleta peleka kupeleka mpeleke eneo
    maeneo mtaa wa karibu kati mnatuma tuma
    to in from at near around live stay based deliver delivery bring ship send town
    """.split()
)
"""Words after which a place is likely: there a slip of the pen is forgiven."""

HOMONYMS = frozenset("moshi tanga posta karen dar nai mwenge".split())
"""Also words or names: smoke, sail, post, torch. They are places where a word or a capital
says so."""

_ROADS = (["road"], ["rd"], ["street"])
"""`Morogoro Road` begins in Dar es Salaam."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class PlaceFinder:
    """Finds `place`; the value is the area's code in delivery.yml."""

    def __init__(self) -> None:
        self.areas = Areas(())

    def learn(self, profile: Profile) -> None:
        """Take the areas from `company/`."""
        self.areas = Areas(profile.areas)

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        if self.areas:
            found.add(doc, self._places(doc.text))
        return doc

    def _places(self, text: str) -> Iterator[Found]:
        last: Found | None = None
        for one in self._named(text):
            # `Kibaha maili moja` is one place, by two of its names.
            if last and last.value == one.value and not text[last.end : one.start].strip(" ,"):
                last = replace(last, end=one.end)
                continue
            if last:
                yield last
            last = one
        if last:
            yield last

    def _named(self, text: str) -> Iterator[Found]:
        matches = list(_WORD.finditer(folded(text)))
        words = [match[0] for match in matches]
        at, slips = 0, 0
        while at < len(words):
            some = words[at : at + LONGEST_NAME]
            expected = _is_expected(text, matches, words, at)
            place = self.areas.called(some)
            if place and place[1] == 1 and some[0] in HOMONYMS and not expected:
                place = None
            if place is None and expected and slips < MOST:
                place, slips = self.areas.alike(some), slips + 1
            code, length = place or ("", 1)
            if code and words[at + length : at + length + 1] not in _ROADS:
                end = matches[at + length - 1].end()
                yield Found("place", code, matches[at].start(), end)
            at += length


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> PlaceFinder:  # noqa: ARG001 - spaCy's signature
    """The component, still without areas."""
    return PlaceFinder()


def _is_expected(text: str, matches: list[re.Match[str]], words: list[str], at: int) -> bool:
    """Whether a cue stands before, a capital within a sentence says it, or there is no more."""
    if at and words[at - 1] in CUES:
        return True
    start = matches[at].start()
    before = text[max(0, start - 3) : start].rstrip()
    inside = at > 0 and text[start].isupper() and not before.endswith((".", "!", "?"))
    # Who writes in capitals throughout says nothing by them.
    return (inside and not text[max(0, start - 20) : start].isupper()) or len(words) == 1

"""The spaCy component that finds telephone numbers."""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found
from bot.rasa.entities.places_text import folded
from helpdesk.domain.errors import BadPhone
from helpdesk.services import phones
from helpdesk.services.profile import Profile

FACTORY = "ofisi_phones"
MOST = 10
"""Numbers that are looked up in one message; each takes the library a while."""

_GAP = r"[ ().-]{0,3}"
_NUMBER = re.compile(
    r"(?<![\w+])(?:"
    rf"(?:\+ ?|00)\d(?:{_GAP}\d){{8,14}}"  # with a country
    rf"|(?:25[0456]){_GAP}(?:0{_GAP})?[1-9](?:{_GAP}\d){{8}}"  # of our countries, without its sign
    rf"|0(?:{_GAP}\d){{9}}"  # at home
    r")(?!\w)"
)
# Some leave out the nought; then only a word can tell that it is a telephone's number.
_NAMED = re.compile(
    r"\b(?:namba|nambari|simu|number|phone|call|piga|nipigie|whatsapp)\b"
    rf"[^\d\n]{{0,25}}(?<!\w)(?P<number>[167](?:{_GAP}\d){{8}})(?!\w)"
)


class PhoneFinder:
    """Finds `phone`; numbers without a country are read in that of the business first."""

    def __init__(self) -> None:
        self.country = phones.NEIGHBOURS[0]

    def learn(self, profile: Profile) -> None:
        """Take the country from `company/`."""
        self.country = profile.country

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        found.add(doc, self._phones(folded(doc.text)))
        return doc

    def _phones(self, text: str) -> Iterator[Found]:
        spans = [match.span() for match in _NUMBER.finditer(text)]
        spans += [match.span("number") for match in _NAMED.finditer(text)]
        for start, end in spans[:MOST]:
            try:
                value = phones.read(text[start:end], self.country)
            except BadPhone:
                continue
            yield Found("phone", value, start, end)


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> PhoneFinder:  # noqa: ARG001 - spaCy's signature
    """The component, for the first of the neighbouring countries until it learns another."""
    return PhoneFinder()

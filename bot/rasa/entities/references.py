"""The spaCy component that finds our own references and those of payments.

M-Pesa's codes are ten letters and digits that begin with a letter (`RKTQDM7W6S` and
`NLJ7RT61SV` in Safaricom's Daraja documentation); in Tanzania there are eleven, and the first may
be a digit. Airtel Money writes letters, the day, the minute and a number
(`MP210603.1234.L06941`). Banks that run Temenos T24 write FT, year, day of the year and five
signs. Tigo Pesa writes digits alone, so that only the words around them can tell.
"""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found
from bot.rasa.entities.places_text import LONGEST
from helpdesk.domain.reference import ALPHABET, read_reference
from helpdesk.services.cases import find_reference

FACTORY = "ofisi_references"
MOST = 20
"""References of either kind that are read in one message."""

_OURS = re.compile(
    rf"(?<![A-Z0-9-])[TP]([ -]?)[{ALPHABET}]{{4}}([ -]?)[{ALPHABET}]{{5}}(?![A-Z0-9])"
)
_AIRTEL = re.compile(r"\b[A-Z]{2}\d{6}\.\d{4}\.[A-Z]\d{5}\b", re.IGNORECASE)
_BANK = re.compile(r"\bFT\d{5}[A-Z0-9]{5}\b", re.IGNORECASE)
_MPESA = re.compile(r"\b(?=\w*\d)[A-Z][A-Z0-9]{9,10}\b")
_TYPED = re.compile(r"\b(?=\w*\d[a-z])(?=(?:\w*[a-z]){3})[a-z0-9]{10,11}\b", re.IGNORECASE)
_CUE = re.compile(
    r"\b(?:m-?pesa|code|kodi|muamala|transaction|trans|txn|trx|ref(?:erence)?|kumbukumbu|risiti"
    r"|receipt|confirm\w*|uthibitisho|imethibitishwa|tigo\s?pesa|tigo|mixx|airtel|halo\s?pesa)\b"
)
_NAMED = re.compile(
    r"\b(?:muamala|transaction|trans|txn|trx|ref(?:erence)?|kumbukumbu|risiti|receipt)\b"
    r"(?:[\s:.#]{1,3}(?:namba|nambari|number|no|id|code|ni|is|yangu|ya|wa|tigo\s?pesa)\b){0,3}"
    r"[\s:.#]{1,3}(?P<code>(?=\w*\d{3})[a-z0-9]{8,20})\b"
)
_KINDS = (
    ("tigopesa", re.compile(r"\btigo|\bmixx\b")),
    ("airtel", re.compile(r"\bairtel")),
    ("bank", re.compile(r"\b(?:bank|benki|crdb|nmb|nbc|kcb|equity)\b")),
    ("mpesa", re.compile(r"\bm-?pesa|\bvoda")),
)


class ReferenceFinder:
    """Finds `reference` and `payment_reference`, whose detail says of what kind it is."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        text = doc.text[:LONGEST]
        found.add(doc, islice(_references(text), MOST))
        found.add(doc, islice(_payments(text), MOST))
        return doc


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> ReferenceFinder:  # noqa: ARG001 - spaCy's signature
    """The component."""
    return ReferenceFinder()


def _references(text: str) -> Iterator[Found]:
    upper = text.upper()
    if len(upper) != len(text):  # ß and its like would move everything behind them
        upper = text
    for match in _OURS.finditer(upper):
        if _is_meant(match, text[match.start() : match.end()]):
            value = find_reference(match[0]) or match[0]
            yield Found("reference", value, match.start(), match.end())


def _is_meant(match: re.Match[str], typed: str) -> bool:
    """Ten letters may well be a word (`tunapeleka`), and ten signs may be M-Pesa's code.

    A wrong letter in a reference shows in its check; it is still ours if it is spelled as ours.
    """
    spelled = match[1] == match[2] == "-"
    sure = any(sign.isdigit() for sign in typed) or typed == match[0]
    return spelled or (sure and read_reference(match[0]) is not None)


def _payments(text: str) -> Iterator[Found]:
    small = text.lower() if len(text.lower()) == len(text) else text
    for kind, form in (("airtel", _AIRTEL), ("bank", _BANK)):
        yield from (_payment(match, 0, kind) for match in form.finditer(text))
    for match in _MPESA.finditer(text):
        yield _payment(match, 0, _kind(small, "mpesa"))
    if _CUE.search(small):
        yield from (_payment(match, 0, _kind(small, "mpesa")) for match in _TYPED.finditer(small))
    yield from (_payment(match, "code", _kind(small)) for match in _NAMED.finditer(small))


def _payment(match: re.Match[str], group: int | str, kind: str) -> Found:
    value = match[group].upper()
    return Found(
        "payment_reference", value, match.start(group), match.end(group), None, {"kind": kind}
    )


def _kind(small: str, otherwise: str = "unknown") -> str:
    return next((kind for kind, word in _KINDS if word.search(small)), otherwise)

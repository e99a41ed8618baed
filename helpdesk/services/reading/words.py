"""Cutting a sentence into words and numbers, and the small words that carry no goods."""

from __future__ import annotations

import re
import unicodedata

CONNECTORS = frozenset("wa ya la za cha vya kwa of".split())
"""What binds two parts of one name, or a quantity to its product."""

SEPARATORS = frozenset(
    [*", ; + & . na and pia plus then halafu alafu pamoja kisha with".split(), "\n"]
)
"""What stands between one item and the next."""

LONGEST_ORDER = 1500
"""Characters that are read; nobody orders twenty products in more."""

EACH = "<each>"
"""One quantity for everything that was named: `kila moja`, `each`."""

ADVERBS = frozenset(
    """
    nataka ninataka tunataka naomba ninaomba tunaomba ningependa ningeomba napenda nahitaji
    ninahitaji tunahitaji nitahitaji nitataka nitachukua nipe nipatie niletee nileteeni leteni
    leta mniletee mnitumie nitumie tuma tumeni nunua kununua kuagiza agiza naagiza nimeagiza
    niagize niagizie niwekee weka ongeza oda order orders ordering kupata pata kuchukua uza
    kuuziwa niuzie tafadhali tafadhari naweza nisaidie kunisaidia samahani habari hujambo mambo
    shikamoo jambo hello hi hey asante sana tu pekee hivi sasa leo kesho haraka nyumbani kama
    labda hapo hapa huko mimi sisi kwangu kwetu ni iwe ziwe zote yote vyote jumla basi sawa
    ndugu kaka dada bwana mama bei nzuri safi freshi fresh good best nice quality
    i we me us my our want wants wanna would like love to need needs buy get give have take
    please pls plz kindly send bring deliver delivery can could may you your the some for also
    just only now today tomorrow am is are it that this in at dear sir madam thanks thank will
    let lets make place purchase looking hitaji bidhaa kitu vitu goods item items
    """.split()
)
"""Words around an order that name nothing to sell."""

_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_TOKEN = re.compile(
    r"""
      (?<![\w/])-\d+(?:[.,]\d+)*              # a number below zero
    | \d+/\d+                                  # 1/2
    | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)       # 1,000
    | \d+(?:[.,]\d+)?                          # 2, 2.5, 2,5
    | [^\W\d_]+(?:['’][^\W\d_]+)*              # a word
    | /=                                       # 2000/= is money
    | [,;+&.:\n×-]
    """,
    re.VERBOSE,
)
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\+\d{9,15}|0\d{8,10}|(?:254|255|256|250)\d{9})(?!\d)")
_TIME = re.compile(r"\b(?:saa|tarehe|at|by)\s+\w+|\b\d{1,2}\s?(?:am|pm)\b")
_EACH = re.compile(r"\b(?:(?:kwa )?kila (?:moja|kimoja|mmoja|aina|bidhaa)|each(?: one)?|apiece)\b")


def plain(text: str) -> str:
    """Small letters without accents, words one space apart; no punctuation."""
    return " ".join(re.findall(r"[^\W_]+", _fold(text)))


def key_of(name: str) -> str:
    """A name without the words that bind it: `Unga wa ngano` → `unga ngano`."""
    return " ".join(word for word in plain(name).split() if word not in CONNECTORS)


def tokens_of(text: str) -> list[str]:
    """The sentence as words, numbers and separators. Phone numbers and times are left out."""
    for sign, spelled in _FRACTIONS.items():
        text = text.replace(sign, f" {spelled} ")
    folded = _LONG_NUMBER.sub(" ", _fold(text[:LONGEST_ORDER]))
    folded = folded.replace(" unusu", " na nusu")
    folded = _EACH.sub(" each ", _TIME.sub(" ", folded))
    found = [str(word) for word in _TOKEN.findall(folded)]
    return [EACH if word == "each" else word for word in found]


def _fold(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.lower().replace("−", "-").replace("–", "-"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))

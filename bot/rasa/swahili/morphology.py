"""Takes a Swahili word apart: its lemma, and the parts of a verb. Plain Python, without spaCy.

Several readings are weighed by cost; what the word lists know wins over what is merely possible.
English and unknown words come back as they are, in small letters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.rasa.swahili.borrowed import read_borrowed
from bot.rasa.swahili.nominals import agreeing, noun_in_place
from bot.rasa.swahili.tables import FIXED_FORMS
from bot.rasa.swahili.verbs import VerbReading, read_unknown, read_verb
from bot.rasa.swahili.wordlists import left_alone, nouns, particles, roots

LONGEST = 40
"""Letters. Nothing longer is a word; ninachokikumbukumbusha has 23."""
APOSTROPHES = str.maketrans("’‘`", "'''")


class Analysis(NamedTuple):
    """One word read.

    `kind` is particle, noun, verb, adjective, number, pronoun, borrowed or unknown.
    """

    word: str
    lemma: str
    kind: str = "unknown"
    subject: str = ""
    tense: str = ""
    relative: str = ""
    object: str = ""
    extensions: tuple[str, ...] = ()
    final: str = ""
    negative: bool = False
    noun_class: str = ""
    plural: bool = False
    locative: bool = False


def lemma_of(word: str) -> str:
    """The dictionary form in small letters; the word itself where nothing is known."""
    return analyse(word).lemma


@lru_cache(maxsize=16384)
def analyse(word: str) -> Analysis:
    """The likeliest reading of one word, any case, either apostrophe."""
    plain = word.lower().translate(APOSTROPHES)
    if len(plain) > LONGEST or not plain.replace("'", "").replace("-", "").isalpha():
        return Analysis(word, plain)
    for read in (_listed, _in_place, _verb, _asked, _borrowed, _agent, _with_ma, _unknown):
        found = read(word, plain)
        if found:
            return found
    return Analysis(word, plain)


def _listed(word: str, plain: str) -> Analysis | None:
    """What needs no analysis."""
    if plain in left_alone():
        return Analysis(word, plain, "borrowed")
    if plain in particles():
        return Analysis(word, plain, "particle")
    if plain in FIXED_FORMS:
        return Analysis(word, FIXED_FORMS[plain], "verb")
    return _noun(word, plain) or _agreeing(word, plain)


def _noun(word: str, plain: str) -> Analysis | None:
    noun = nouns().get(plain)
    if noun and not (noun.plural and plain in roots()):
        return Analysis(word, noun.lemma, "noun", noun_class=noun.classes, plural=noun.plural)
    return None


def _agreeing(word: str, plain: str) -> Analysis | None:
    found = agreeing().get(plain)
    return Analysis(word, *found) if found else None


def _verb(word: str, plain: str) -> Analysis | None:
    return _from_verb(word, read_verb(plain))


def _borrowed(word: str, plain: str) -> Analysis | None:
    return _from_verb(word, read_borrowed(plain))


def _unknown(word: str, plain: str) -> Analysis | None:
    return _from_verb(word, read_unknown(plain))


def _from_verb(word: str, reading: VerbReading | None) -> Analysis | None:
    if reading is None:
        return None
    prefix = reading.prefix
    return Analysis(
        word,
        reading.lemma,
        reading.kind,
        prefix.subject,
        prefix.tense,
        prefix.relative or reading.relative,
        reading.object,
        reading.extensions,
        reading.final,
        prefix.negative,
    )


def _in_place(word: str, plain: str) -> Analysis | None:
    form = noun_in_place(plain)
    if form is None or plain in roots():
        return None
    noun = nouns()[form]
    return Analysis(
        word, noun.lemma, "noun", noun_class=noun.classes, plural=noun.plural, locative=True
    )


def _with_ma(word: str, plain: str) -> Analysis | None:
    """Plurals in ma- that no list has: mabenki, mashine. Mohammed, on loan words."""
    noun = nouns().get(plain[2:]) if plain.startswith("ma") and len(plain) > 5 else None
    if noun is None or noun.plural or noun.classes != "n":
        return None
    return Analysis(word, noun.lemma, "noun", noun_class=noun.classes, plural=True)


def _asked(word: str, plain: str) -> Analysis | None:
    """With a question on its end: nalipaje, ikoje, wanafanyani. Ashton, on -je and -ni."""
    bare = plain[:-2]
    if len(bare) < 3 or plain[-2:] not in ("je", "ni"):
        return None
    found = _listed(word, bare) or _verb(word, bare) if plain[-2:] == "je" else _verb(word, bare)
    return found if found and found.kind == "verb" else None


def _agent(word: str, plain: str) -> Analysis | None:
    """Plurals of people who do a thing: wapokeaji, mpokeaji. Ashton, on nouns made from verbs."""
    if plain.startswith("wa") and plain.endswith("aji") and plain[2:-2] in roots():
        before = {"u": "mu"}.get(plain[2], "mw" if plain[2] in "aei" else "m")
        singular = before + plain[2:]
        return Analysis(word, singular, "noun", noun_class="m-wa", plural=True)
    return None

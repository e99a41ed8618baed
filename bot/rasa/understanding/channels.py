"""What the classifier sees of a message, in several channels: letters, words, lemmas, meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from bot.rasa.swahili.morphology import lemma_of
from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.skeleton import skeleton
from bot.rasa.understanding.text import fold, words_of

Channel = Callable[[list[str]], list[str]]

LONGEST_RUN = 4
WORDS_PAIRED = 14
"""Pairs are made within so many words; a longer message tells enough by its single words."""

AMOUNTS = frozenset(
    """moja mbili tatu nne tano sita saba nane tisa kumi mmoja wawili watatu viwili vitatu mawili
    matatu miwili mitatu ishirini thelathini hamsini mia elfu nusu robo one two three four five
    six seven eight nine ten twelve twenty thirty fifty hundred half dozen a an""".split()
)
LENGTHS = (1, 2, 3, 4, 6, 10)
JOINTS = frozenset("na ya za la wa cha vya and of in with kwa".split())


def channels(lexicon: Lexicon, *, lemmas: bool = True) -> dict[str, Channel]:
    """The channels by name. `lemmas` False leaves out all that the Swahili grammar knows."""

    def meanings(words: list[str]) -> list[str]:
        found = [lexicon.meanings(word, lemmas=lemmas) for word in words]
        return [f"{kind}{name}" for each in found for pair in each for kind, name in _kinds(pair)]

    def senses(words: list[str]) -> list[str]:
        """One word for each word: its meaning where it has one, else its lemma."""
        return [_sense(word, lexicon, lemmas=lemmas) for word in words]

    found: dict[str, Channel] = {
        "letters": lambda words: list(_letters(words)),
        "words": list,
        "pairs": _pairs,
        "affixes": lambda words: list(_affixes(words)),
        "skeletons": _skeletons,
        "meanings": meanings,
        "company": lambda words: list(_company(senses(words))),
        "shape": lambda words: list(_shape(words, lexicon)),
    }
    if lemmas:
        found["lemmas"] = lambda words: [lemma_of(word) for word in words]
    return found


def read(text: str, channel: Channel) -> list[str]:
    """The features of a text in one channel."""
    return channel(words_of(fold(text)))


def _kinds(meaning: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ("=", meaning[0]), ("~", meaning[1])


def _sense(word: str, lexicon: Lexicon, *, lemmas: bool) -> str:
    found = lexicon.meanings(word, lemmas=lemmas)
    if found:
        return found[0][0]
    return lemma_of(word) if lemmas else word


def _letters(words: list[str]) -> Iterator[str]:
    """Runs of one to four letters within words whose ends are marked by spaces."""
    for word in words:
        marked = f" {word} "
        for length in range(1, LONGEST_RUN + 1):
            for start in range(max(1, len(marked) - length + 1)):
                if marked[start : start + length] != " ":
                    yield marked[start : start + length]


def _pairs(words: list[str]) -> list[str]:
    return [f"{one} {two}" for one, two in pairwise(words)]


def _skeletons(words: list[str]) -> list[str]:
    """Words and pairs of words as they sound when nobody has time for vowels."""
    bare = [skeleton(word) for word in words]
    return [*bare, *_pairs(bare)]


def _affixes(words: list[str]) -> Iterator[str]:
    """How words begin and end: what spelling and inflection change least."""
    for word in words:
        yield f"^{word[:4]}"
        yield f"{word[-4:]}$"
        yield f"{word[-5:]}$"


def _company(senses: list[str]) -> Iterator[str]:
    """The senses, and each two of them whatever stands between and in whichever order."""
    kept = sorted(dict.fromkeys(senses[:WORDS_PAIRED]))
    yield from kept
    for at, one in enumerate(kept):
        for two in kept[at + 1 :]:
            yield f"{one}+{two}"


def _shape(words: list[str], lexicon: Lexicon) -> Iterator[str]:
    """How long the message is, and whether it holds goods and amounts and nothing else."""
    kinds = "".join(_kind(word, lexicon) for word in words)
    yield f"long:{sum(len(words) >= step for step in LENGTHS)}"
    yield f"kinds:{''.join(sorted(set(kinds)))}"
    yield f"order:{''.join(dict.fromkeys(kinds))}{'+' if len(kinds) > 3 else ''}"
    if "." not in kinds:
        yield "known"


def _kind(word: str, lexicon: Lexicon) -> str:
    if word[0] == "#" or word in AMOUNTS:
        return "#"
    if word in JOINTS:
        return "&"
    fields: Mapping[str, str] = {"goods": "G", "units": "U"}
    found = lexicon.meanings(word)
    return fields.get(found[0][1], ".") if found else "." if word != "?" else "?"

"""Lemmas of Swahili words: ours beside simplemma's, for accuracy and speed.

    .venv/bin/python -m benchmarks.lemmas

Both are asked for the same hand-made lists. An answer counts with or without a leading hyphen and
with or without the ku- of the infinitive, for dictionaries differ in that.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import simplemma

from bot.rasa.swahili.morphology import analyse, lemma_of
from bot.rasa.swahili.stems import base_of, stem_of

HERE = Path(__file__).parent
LISTS = ("lemmas.txt", "lemmas-later.txt")
ROUNDS = 5

Lemmatiser = Callable[[str], str]
Gold = list[tuple[str, tuple[str, ...]]]


def ours() -> Lemmatiser:
    """Ours, with its caches emptied but its word lists read."""
    lemma_of("nimefika")
    for cache in (analyse, stem_of, base_of):
        cache.cache_clear()
    return lemma_of


def theirs() -> Lemmatiser:
    """Simplemma's, with an empty cache and its dictionary read."""
    lemmatizer = simplemma.Lemmatizer()
    lemmatizer.lemmatize("nimefika", lang="sw")
    return lambda word: str(lemmatizer.lemmatize(word, lang="sw"))


def nobody() -> Lemmatiser:
    """The word itself: what one has without a lemmatiser."""
    return str


def read(name: str) -> Gold:
    """Each form with the lemmas that count as right."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return [(row[0], tuple(row[1:])) for row in rows]


def right(answer: str, lemmas: tuple[str, ...]) -> bool:
    """Whether the answer is one of the lemmas, hyphen and ku- aside."""
    plain = answer.lower().lstrip("-")
    return plain in lemmas or any(plain == "ku" + lemma for lemma in lemmas)


def microseconds(make: Callable[[], Lemmatiser], words: list[str]) -> float:
    """For one word never met before; the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        lemmatiser = make()
        start = perf_counter()
        for word in words:
            lemmatiser(word)
        times.append((perf_counter() - start) / len(words) * 1e6)
    return min(times)


def main() -> None:
    """Print a line for each list and lemmatiser."""
    sides = (("ours", ours), ("simplemma", theirs), ("unchanged", nobody))
    for name in LISTS:
        gold = read(name)
        for title, make in sides:
            lemmatiser = make()
            correct = sum(right(lemmatiser(form), lemmas) for form, lemmas in gold)
            took = microseconds(make, [form for form, _ in gold])
            share = f"{correct:4d} of {len(gold)} ({correct / len(gold):6.1%})"
            print(f"{name:17} {title:10} {share}  {took:7.2f} µs a word")


if __name__ == "__main__":
    main()

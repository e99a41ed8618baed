"""Sentences are judged by what was learnt without them and without their paraphrases."""

from __future__ import annotations

from benchmarks.understanding.sentences import Sentence
from benchmarks.understanding.splits import alike, by_author, few, folds, groups

PRICE = [
    Sentence("bei ya sukari ni ngapi leo", "ask_price", "sw", "a"),
    Sentence("bei ya sukari ni ngapi leo?", "ask_price", "sw", "b"),
    Sentence("je bei ya sukari ni ngapi leo", "ask_price", "sw", "b"),
    Sentence("what does rice cost", "ask_price", "en", "a"),
]
SAME_WORDS_OTHER_INTENT = Sentence("bei ya sukari ni ngapi leo!", "complain", "sw", "c")


def many(intent: str, word: str) -> list[Sentence]:
    return [Sentence(f"{word}{chr(97 + at) * 3}", intent, "sw", "ab"[at % 2]) for at in range(20)]


def test_it_groups_sentences_of_about_the_same_letters() -> None:
    first, second, third, other = groups(PRICE)
    assert first == second == third != other


def test_it_groups_nothing_across_intents() -> None:
    found = groups([*PRICE, SAME_WORDS_OTHER_INTENT])
    assert found[-1] not in found[:-1]


def test_it_keeps_paraphrases_on_one_side() -> None:
    sentences = [*PRICE, *many("greet", "hujambo"), *many("ask_price", "mchele")]
    numbers = groups(sentences)
    for known, judged in folds(sentences, 3):
        assert {numbers[at] for at in known}.isdisjoint(numbers[at] for at in judged)


def test_it_judges_every_sentence_once() -> None:
    sentences = [*many("greet", "hujambo"), *many("ask_price", "mchele")]
    judged = [at for _, part in folds(sentences, 3) for at in part]
    assert sorted(judged) == list(range(len(sentences)))


def test_it_leaves_one_author_out_at_a_time() -> None:
    assert dict(by_author(PRICE)) == {"a": ([1, 2], [0, 3]), "b": ([0, 3], [1, 2])}


def test_it_draws_the_same_few_sentences_from_a_seed() -> None:
    sentences = [*many("greet", "hujambo"), *many("ask_price", "mchele")]
    drawn = few(sentences, 5, 1)
    assert drawn == few(sentences, 5, 1) != few(sentences, 5, 2)
    assert [one.intent for one in drawn] == ["ask_price"] * 5 + ["greet"] * 5


def test_it_knows_a_paraphrase_of_what_was_learnt() -> None:
    asked = [SAME_WORDS_OTHER_INTENT, Sentence("mnafungua saa ngapi", "ask_hours")]
    assert alike(PRICE, asked) == [True, False]

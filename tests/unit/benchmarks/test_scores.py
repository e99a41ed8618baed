"""The arithmetic of understanding: refusals, F1, calibration and confusions."""

from __future__ import annotations

import math

import pytest

from benchmarks.understanding.scores import (
    Answer,
    Fallback,
    accuracy,
    bins,
    calibration_error,
    confusions,
    macro_f1,
    of_language,
    turned_away,
)
from benchmarks.understanding.sentences import OUT_OF_SCOPE, Sentence

RULE = Fallback(threshold=0.4, ambiguity=0.05)
GREET = Sentence("habari", "greet", "sw")
THANKS = Sentence("thank you", "thanks", "en")
JUDGED = [
    (GREET, Answer("greet", 0.95, 0.01)),
    (GREET, Answer("thanks", 0.35, 0.30)),
    (THANKS, Answer("thanks", 0.85, 0.10)),
    (THANKS, Answer(OUT_OF_SCOPE, 0.90, 0.05)),
]


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (Answer("greet", 0.40, 0.10), False),
        (Answer("greet", 0.39, 0.10), True),
        (Answer("greet", 0.50, 0.46), True),
    ],
)
def test_it_refuses_as_rasas_classifier_does(answer: Answer, refused: bool) -> None:
    assert RULE.refuses(answer) is refused


def test_it_turns_away_what_is_refused_or_called_out_of_scope() -> None:
    assert turned_away(JUDGED, RULE) == 0.5


def test_it_counts_right_answers_and_picks_a_language() -> None:
    assert accuracy(JUDGED) == 0.5
    assert of_language(JUDGED, "en") == JUDGED[2:]


def test_it_gives_every_intent_the_same_weight() -> None:
    # greet: precision 1, recall 1/2; thanks: both 1/2; out_of_scope: nobody meant it.
    assert macro_f1(JUDGED) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)


def test_it_has_no_score_of_nothing() -> None:
    assert math.isnan(accuracy([]))
    assert math.isnan(macro_f1([]))
    assert math.isnan(turned_away([], RULE))


def test_it_counts_a_certain_answer_in_the_last_bin() -> None:
    (found,) = bins([(GREET, Answer("greet", 1.0)), (GREET, Answer("thanks", 0.9))])
    assert (found.count, found.right) == (2, 0.5)


def test_it_weighs_how_far_each_bin_is_off() -> None:
    judged = [(GREET, Answer("greet", 0.85)), (GREET, Answer("thanks", 0.25))]
    assert calibration_error(judged) == pytest.approx((0.15 + 0.25) / 2)


def test_it_counts_what_was_taken_for_what() -> None:
    assert confusions(JUDGED) == {("greet", "thanks"): 1, ("thanks", OUT_OF_SCOPE): 1}

"""What is not Swahili stays as it is; what is half of it gives its English stem."""

from __future__ import annotations

import pytest

from bot.rasa.swahili.morphology import lemma_of
from tests.unit.rasa.swahili.test_the_lemma_of_a_verb import pairs

ENGLISH = """
send sugar number ticket mango kilo water until unit usual pause latest close make take mine wake
use unite amend await animate image parent center order delivery please thanks where when what
price cheap store open late phone money human agent cancel refund broken nothing answer tomato
banana potato coffee menu analysis alibi utilize mutable kiosk visit limit minute nine umbrella
email e-mail t-shirt wi-fi u-turn hi kit kite mimic vital vivid wax walk want wash wall washing
apache america italia nokia tesla mike paula
"""
TYPED = """
ntafika fika | nlilipa lipa | nishafika fika | zishafika fika | nnataka taka | cjapata pata
xijui jua | ctaki taka | nalipaje lipa | inakwendaje enda | npigie piga | nambie ambia
naeza weza | kafika fika | nachotaka taka | naombeni omba
"""
BORROWED = """
nimeorder order | tumeorder order | nime-order order | ku-cancel cancel | kucancel cancel
nisendie send | haija-deliver-iwa deliver | mmeni-charge charge | mni-deliver-ie deliver
imecanceliwa cancel | nimeupdatia update | nimescreenshot screenshot | add-ieni add | nisend send
"""


@pytest.mark.parametrize("word", ENGLISH.split())
def test_it_leaves_english_alone(word: str) -> None:
    assert lemma_of(word) == word


@pytest.mark.parametrize(("form", "lemma"), pairs(TYPED))
def test_it_reads_what_is_typed_in_a_hurry(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


@pytest.mark.parametrize(("form", "stem"), pairs(BORROWED))
def test_it_finds_the_english_stem_behind_swahili_prefixes(form: str, stem: str) -> None:
    assert lemma_of(form) == stem

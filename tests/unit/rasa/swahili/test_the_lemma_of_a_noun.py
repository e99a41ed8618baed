"""Nouns, and the words that agree with them."""

from __future__ import annotations

import pytest

from bot.rasa.swahili.morphology import analyse, lemma_of
from tests.unit.rasa.swahili.test_the_lemma_of_a_verb import pairs

PLURALS = """
vitabu kitabu | vyakula chakula | viatu kiatu | watu mtu | wateja mteja | walimu mwalimu
waandishi mwandishi | wanunuzi mnunuzi | mizigo mzigo | mikate mkate | miezi mwezi | miaka mwaka
maduka duka | mayai yai | magari gari | majina jina | meno jino | macho jicho | funguo ufunguo
nyimbo wimbo | barua barua | sukari sukari | maziwa maziwa | ng'ombe ng'ombe | ngombe ng'ombe
wapokeaji mpokeaji | mabenki benki
"""
PLACES = """
dukani duka | nyumbani nyumba | mkononi mkono | kazini kazi | sokoni soko | mezani meza
madukani duka | stoni stoo | mlangoni mlango | mjini mji
"""
AGREEING = """
mzuri zuri | vizuri zuri | nzuri zuri | mabaya baya | vidogo dogo | mpya pya | jipya pya
wengi ingi | mengi ingi | nyingi ingi | mwingine ingine | vyote ote | langu angu | vyako ako
wawili mbili | viwili mbili | mawili mbili | watatu tatu | vitano tano | vingapi ngapi
ndefu refu | nyeupe eupe
"""


@pytest.mark.parametrize(("form", "lemma"), pairs(PLURALS, PLACES, AGREEING))
def test_it_finds_the_singular_or_the_stem(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


@pytest.mark.parametrize("command", ["leteni", "ngojeni", "semeni", "tusaidieni", "naombeni"])
def test_it_does_not_take_a_command_for_a_place(command: str) -> None:
    assert not analyse(command).locative


@pytest.mark.parametrize("word", ["jioni", "juni", "amani", "chini", "ndani", "lini", "gani"])
def test_it_leaves_words_whole_that_only_look_like_places(word: str) -> None:
    assert lemma_of(word) == word

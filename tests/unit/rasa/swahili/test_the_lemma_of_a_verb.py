"""Verbs under all their prefixes and extensions."""

from __future__ import annotations

import pytest

from bot.rasa.swahili.morphology import lemma_of

AFFIRMATIVE = """
ninapenda penda | unataka taka | anasema sema | tunauza uza | mnafungua fungua | wanafika fika
inafanya fanya | zinapatikana patikana | limeisha isha | kimevunjika vunjika | vimeletwa leta
nilinunua nunua | nitalipa lipa | watakunywa kunywa | ukitaka taka | akaenda enda | akija kuja
ningependa penda | angalifika fika | hufungua fungua | huwa kuwa | naomba omba | twapenda penda
amekula kula | nimeshalipa lipa | ukishafika fika | kupokea pokea | kwenda enda | kutolewa toa
"""
NEGATIVE = """
sitaki taka | hapatikani patikana | hatujui jua | haifanyi fanya | hazitoshi tosha | sijui jua
sijapokea pokea | haijafika fika | hazijaletwa leta | hatukuona ona | hamkuleta leta
sitalipa lipa | hutapata pata | nisilipe lipa | usitume tuma | tusisahau sahau | asije kuja
usipolipa lipa | isipofika fika | nisingenunua nunua | kutolipa lipa | hawajibu jibu
"""
WISHES = """
nilipe lipa | ulete leta | twende enda | tuende enda | wasubiri subiri | leteni leta | njooni kuja
jibuni jibu | nipe kupa | nisaidie saidia | niambie ambia | nitumie tuma | niletee leta
mpigie piga | waambie ambia | tusaidieni saidia | nirudishie rudisha | zirudishwe rudisha
"""
OBJECTS = """
ninakupenda penda | amenitumia tuma | nimekutumia tuma | walituambia ambia | utanisaidia saidia
nimeuona ona | amezichukua chukua | tutavileta leta | alimpa kupa | umenipa kupa | ninatumia tumia
hawajanijibu jibu | sijawaona ona | unajiuliza uliza | nimemfanyia fanya | kumwambia ambia
"""
RELATIVES = """
zilizoharibika haribika | aliyefika fika | ninachotaka taka | mliyotuma tuma | iliyopita pita
nilipofika fika | anakotoka toka | atakayeleta leta | isiyofanya fanya | zisizofika fika
ijayo kuja | ifuatayo fuata | apendaye penda | inavyofanya fanya | tulivyosema sema
"""
EXTENSIONS = """
andikia andika | letea leta | nunulia nunua | pokelewa pokea | fungulia fungua | jibiwa jibu
sahauliwa sahau | imenunuliwa nunua | nimepewa kupa | tumeandikiwa andika | wanapigana piga
mnauzaga uza | hufikanga fika | imeibiwa iba | someka soma | mmenirudishia rudisha
"""


def pairs(*tables: str) -> list[tuple[str, str]]:
    rows = [row.split() for table in tables for row in table.replace("\n", "|").split("|")]
    return [(row[0], row[1]) for row in rows if row]


@pytest.mark.parametrize(
    ("form", "lemma"), pairs(AFFIRMATIVE, NEGATIVE, WISHES, OBJECTS, RELATIVES, EXTENSIONS)
)
def test_it_finds_the_verb(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


def test_it_reads_capitals_and_either_apostrophe() -> None:
    assert lemma_of("NIMEFIKA") == "fika"
    assert lemma_of("ameng’oa") == lemma_of("ameng'oa") == lemma_of("amengoa") == "ng'oa"


def test_it_knows_to_be_somewhere_and_to_have() -> None:
    assert [lemma_of(word) for word in ("iko", "hazipo", "wamo")] == ["-ko", "-po", "-mo"]
    assert {lemma_of(word) for word in ("nina", "hatuna", "mnazo", "wana")} == {"-na"}

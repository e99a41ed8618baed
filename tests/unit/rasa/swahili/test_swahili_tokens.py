"""spacy.blank("sw") on Swahili with English among it."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from bot.rasa.swahili.language import Swahili

TEXTS = {
    "Naomba 2kg za sukari.": "Naomba 2 kg za sukari .",
    "Nimelipa 20,000/= kwa M-Pesa": "Nimelipa 20,000 /= kwa M-Pesa",
    "Tsh.2,000 au sh500?": "Tsh. 2,000 au sh 500 ?",
    "Bw. Juma na Bi. Asha n.k.": "Bw. Juma na Bi. Asha n.k.",
    "k.m. mchele, unga": "k.m. mchele , unga",
    "Ng'ombe na ng’ombe, kung'oa": "Ng'ombe na ng’ombe , kung'oa",
    "saa 9:30, jumla 1,500.": "saa 9:30 , jumla 1,500 .",
    "TKT-7K3M-9QXA iko wapi?": "TKT-7K3M-9QXA iko wapi ?",
    "Piga +255 712 345 678!": "Piga +255 712 345 678 !",
    "nime-order 3pcs @500": "nime-order 3 pcs @ 500",
    "I want chai/kahawa, don't cancel": "I want chai / kahawa , don't cancel",
    "asante😀😀": "asante 😀 😀",
    "a@b.com na www.duka.co.ke": "a@b.com na www.duka.co.ke",
}


@pytest.fixture(scope="module")
def nlp() -> Any:
    language = Swahili()
    language.add_pipe("swahili_lemmatizer")
    return language


@pytest.mark.parametrize(("text", "tokens"), TEXTS.items())
def test_it_cuts_where_a_reader_would(nlp: Any, text: str, tokens: str) -> None:
    assert [token.text for token in nlp(text)] == tokens.split()


@pytest.mark.parametrize("text", [*TEXTS, "😀", "1" * 400, "ni" * 5000, "/=" * 200, " a  b\n\n"])
def test_it_loses_no_letter(nlp: Any, text: str) -> None:
    assert nlp(text).text == text


def test_it_is_known_to_spacy_by_its_code(nlp: Any) -> None:
    assert isinstance(spacy.blank("sw"), Swahili)


def test_it_gives_lemmas_and_features(nlp: Any) -> None:
    doc = nlp("Vitabu havijafika dukani")

    assert [token.lemma_ for token in doc] == ["kitabu", "fika", "duka"]
    assert doc[1].morph.get("Polarity") == ["Neg"]
    assert doc[2].morph.get("Case") == ["Loc"]


def test_it_survives_a_round_trip(nlp: Any, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "sw")
    again = spacy.load(tmp_path / "sw")

    assert [token.lemma_ for token in again("nimefika nyumbani")] == ["fika", "nyumba"]


def test_it_knows_stop_words_and_keeps_negations(nlp: Any) -> None:
    assert nlp.vocab["kwa"].is_stop
    assert not nlp.vocab["hapana"].is_stop

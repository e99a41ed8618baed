"""The component of spaCy that gives Swahili tokens their lemma, and the parts of a verb."""

from __future__ import annotations

from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.swahili.morphology import Analysis, analyse

NAME = "swahili_lemmatizer"
PERSONS = {"ni": ("1", "Sing"), "u": ("2", "Sing"), "a": ("3", "Sing"), "tu": ("1", "Plur"),
           "m": ("2", "Plur"), "wa": ("3", "Plur")}  # fmt: skip
TENSES = {"na": "Pres", "a": "Pres", "li": "Past", "me": "Past", "ta": "Fut"}
"""In the values of Universal Dependencies; -me- is perfect, which stands in Aspect."""


@Language.component(NAME, assigns=["token.lemma", "token.morph"])
def swahili_lemmatizer(doc: Doc) -> Doc:
    """Set lemma_ and morph of every token. Needs nothing but the letters."""
    for token in doc:
        found = analyse(token.text)
        token.lemma_ = found.lemma
        # spaCy has the method; its own types forget it.
        cast("Any", token).set_morph(features_of(found))
    return doc


def features_of(found: Analysis) -> dict[str, str]:
    """The analysis in features of Universal Dependencies: Person, Number, Tense and so on."""
    if found.kind == "noun":
        number = {"Number": "Plur" if found.plural else "Sing"}
        return {**number, "Case": "Loc"} if found.locative else number
    if found.kind not in ("verb", "borrowed"):
        return {}
    features = {"Tense": TENSES.get(found.tense, ""), "Polarity": "Neg" if found.negative else ""}
    if found.subject in PERSONS:
        features["Person"], features["Number"] = PERSONS[found.subject]
    features["Aspect"] = "Perf" if found.tense == "me" else ""
    features["VerbForm"] = "Inf" if found.tense == "ku" and not found.subject else ""
    features["Voice"] = "Pass" if "passive" in found.extensions else ""
    return {name: value for name, value in features.items() if value}

"""Swahili as a language of spaCy 3.4: `spacy.blank("sw")`, for Swahili with English among it.

Importing this registers it as `sw`; the entry point in pyproject.toml lets spaCy find it itself.
"""

from __future__ import annotations

from spacy.language import BaseDefaults, Language
from spacy.util import registry

from bot.rasa.swahili.lemmatizer import swahili_lemmatizer
from bot.rasa.swahili.lexical import LEX_ATTRS
from bot.rasa.swahili.stop_words import STOP_WORDS
from bot.rasa.swahili.tokens import INFIXES, PREFIXES, SUFFIXES, exceptions, is_whole

# The component is part of the language: whoever has the one finds the other.
__all__ = ["Swahili", "swahili_lemmatizer"]


class SwahiliDefaults(BaseDefaults):
    """How Swahili is cut into tokens, and what a token alone tells."""

    tokenizer_exceptions = exceptions()
    prefixes = PREFIXES
    suffixes = SUFFIXES
    infixes = INFIXES
    token_match = is_whole
    lex_attr_getters = LEX_ATTRS
    stop_words = STOP_WORDS


@registry.languages("sw")
class Swahili(Language):  # type: ignore[no-untyped-call]
    """The language class. Its lemmas come with `nlp.add_pipe("swahili_lemmatizer")`."""

    lang = "sw"
    Defaults = SwahiliDefaults

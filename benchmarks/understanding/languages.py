"""The language of the short hidden texts, judged as the assistant's component judges it."""

from __future__ import annotations

from benchmarks import languages
from benchmarks.understanding.goals import Line
from benchmarks.understanding.sentences import read
from bot.rasa.language_model import Judgement, LanguageModel

GOAL = 95.0
Judged = list[tuple[str, Judgement]]
"""The language of each text (sw, en, mixed, none) and what was judged."""


def lines() -> list[Line]:
    """Swahili or English, then with the mix and with nothing as answers of their own."""
    model = LanguageModel.train((one.text, one.language) for one in languages.sentences())
    judged = [
        (language, model.judge(text))
        for language, texts in read(languages.TEXTS).items()
        for text in texts
    ]
    plain = [language == said.language for language, said in judged if language in ("sw", "en")]
    beside = f"{len(plain)} texts; more in `python -m benchmarks.languages`"
    found = [Line("language of 1-6 words, sw or en", "%", _share(plain), GOAL, beside=beside)]
    for name in ("sw", "en", "mixed", "none"):
        right = [name == (said.of_text or "none") for told, said in judged if told == name]
        found.append(Line(f"sw, en, mixed or none, of {name}", "%", _share(right)))
    return found


def _share(right: list[bool]) -> float:
    return 100 * sum(right) / len(right)

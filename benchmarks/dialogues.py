"""What the customers of the benchmark say, and which response must follow each sentence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PLAIN_TURNS = 10
"""Turns of one conversation of greetings; then another customer begins."""

GREETINGS = ("habari", "hujambo", "habari za asubuhi", "shikamoo", "mambo")
STORIES = (
    "unga niliopata una wadudu",
    "mchele mliouleta una mawe mengi",
    "mafuta yamevuja kwenye gari",
    "nimepata unga mbovu",
)
ASK_ORDER = "utter_ask_complaint_form_complaint_order"
ASK_PHOTO = "utter_ask_complaint_photo"
ASK_CONFIRM = "utter_ask_complaint_confirm"


@dataclass(frozen=True)
class Turn:
    """One message of a customer, and how the reply to it must begin."""

    text: str
    expected: str


@dataclass(frozen=True)
class Scenario:
    """A kind of turn that is measured."""

    key: str
    label: str
    turns: int
    """Turns of one conversation."""


PLAIN = Scenario("plain", "greeting", PLAIN_TURNS)
FORM = Scenario("form", "complaint form", 4)
SCENARIOS = (PLAIN, FORM)


class Sayings:
    """Conversations drawn from a fixed seed, checked against the responses in `data/`."""

    def __init__(self, responses: Path, seed: int) -> None:
        self._openings = dict(_openings(responses))
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def conversation(self, scenario: Scenario) -> list[Turn]:
        """The turns of one conversation of that kind."""
        spoken = self._greetings() if scenario is PLAIN else self._complaint()
        return [Turn(text, self._openings[response]) for text, response in spoken]

    def _greetings(self) -> list[tuple[str, str]]:
        return [(self._random.choice(GREETINGS), "utter_greet") for _ in range(PLAIN_TURNS)]

    def _complaint(self) -> list[tuple[str, str]]:
        return [
            (self._random.choice(STORIES), ASK_ORDER),
            ("sina", ASK_PHOTO),
            ("sina picha", ASK_CONFIRM),
            ("ndiyo", "utter_complaint_opened"),
        ]


def _openings(responses: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(responses.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, variations in content.get("responses", {}).items():
            yield name, _opening(variations)


def _opening(variations: list[dict[str, Any]]) -> str:
    """The Swahili text up to its first line end or value, which is where sides may differ."""
    swahili = [v for v in variations if {"sw"} == {c["value"] for c in v.get("condition", ())}]
    text = str((swahili or variations)[0].get("text", ""))
    return text.partition("\n")[0].partition("{")[0].strip()

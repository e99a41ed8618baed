"""What the areas are called, and which names are slips of the pen for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from helpdesk.services.profile import Area

LONGEST_NAME = 4
SHORTEST_SLIP = 5
ALIKE = 0.84
"""`msasni` is Msasani; `mbaya` (bad) is not Mbeya."""

_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_BRACKETS = re.compile(r"\(.*?\)")
_NO_SLIPS = frozenset(
    """
    mbaya tangu tanga tangazo kawaida kawa kwake kwangu kwako makumi moshi maziwa masaa masaki
    mazuri mzigo mizigo tabia kilima kimya ilale kasoro kisima nakura mwenzi mwezi mwanzo mwanza
    mwanya mbegu kibaya kubwa iringo arushe posti tamati temeka karibu manzi mikono kawahi
    """.split()
)


class Areas:
    """The areas by their names; empty if there are none."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.names = {name: area.code for area in areas for name in _names(area)}
        self.firsts = {name.split()[0] for name in self.names}
        self.alphabet: dict[str, list[str]] = {}
        for name in self.names:
            self.alphabet.setdefault(name[0], []).append(name)

    def __bool__(self) -> bool:
        return bool(self.names)

    def called(self, words: list[str]) -> tuple[str, int] | None:
        """The code of the area whose name these words begin with, and how many words it has."""
        # Letters drawn out count once or twice: kariakooo, sinzaaa.
        for short in (r"\1\1", r"\1"):
            some = [_DRAWN_OUT.sub(short, word) for word in words]
            if some[0] not in self.firsts:
                continue
            for length in range(len(some), 0, -1):
                code = self.names.get(" ".join(some[:length]))
                if code:
                    return code, length
        return None

    def alike(self, words: list[str]) -> tuple[str, int] | None:
        """The area whose name these words most likely begin with a slip of; None if no name."""
        for length in range(len(words), 0, -1):
            some = words[:length]
            if _NO_SLIPS.isdisjoint(some):
                code = self._likest(" ".join(some))
                if code:
                    return code, length
        return None

    def _likest(self, name: str) -> str | None:
        near = self.alphabet.get(name[0], ()) if len(name) >= SHORTEST_SLIP else ()
        scored = [(_likeness(name, known), known) for known in near]
        score, known = max(scored, default=(0.0, ""))
        return self.names[known] if score >= ALIKE else None


def _names(area: Area) -> Iterable[str]:
    for name in (area.names.sw, area.names.en, *area.aliases):
        yield " ".join(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", _BRACKETS.sub("", name.lower())))


def _likeness(written: str, known: str) -> float:
    if abs(len(written) - len(known)) > 1:
        return 0.0
    if len(known) < SHORTEST_SLIP or written.count(" ") != known.count(" "):
        return 0.0
    # Letters of only one of the two are differences for certain; counting them is quick.
    if len(set(written) ^ set(known)) > 3:
        return 0.0
    return SequenceMatcher(None, written, known, autojunk=False).ratio()

"""What was wrong with a form that was sent: told beside each field, or above the whole form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Wrong:
    """Sentences in the reader's language: by field, and of no field. `place` names the form."""

    fields: Mapping[str, str] = field(default_factory=dict)
    general: str = ""
    place: str = ""

    def at(self, place: str) -> Wrong:
        """The same for the form of that name; nothing is wrong with the other forms of a page."""
        return self if place == self.place else FINE

    def among(self, *shown: str) -> Wrong:
        """The same where these are the fields one sees: what is wrong elsewhere is told above."""
        beside = {name: text for name, text in self.fields.items() if name in shown}
        others = [text for name, text in self.fields.items() if name not in shown]
        return replace(self, fields=beside, general=self.general or " ".join(others))

    @property
    def first(self) -> str:
        """The field one is led to."""
        return next(iter(self.fields), "")

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.fields or self.general)


FINE = Wrong()
"""Nothing is wrong."""

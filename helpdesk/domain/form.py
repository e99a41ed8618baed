"""Reading what people typed, field by field, and telling all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from helpdesk.domain.errors import (
    BadChoice,
    BadForm,
    BadNumber,
    EmptyText,
    HelpdeskError,
    NothingChosen,
    TextTooLong,
)

T = TypeVar("T")
W = TypeVar("W", bound=str)


class Form:
    """What was given, by field. Each reading notes what is wrong, and `check` refuses all of it.

    What cannot be read comes back as something harmless of its kind, so that the fields after it
    are looked at too: nothing may be done with any of it before `check`.
    """

    def __init__(
        self, given: Mapping[str, str], ticked: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.given = given
        self.boxes = ticked or {}
        self.problems: dict[str, HelpdeskError] = {}

    def text(self, name: str, *, longest: int, needed: bool = True) -> str:
        """Some text without the space around it, of at most `longest` characters."""
        said = self.given.get(name, "").strip()
        if needed and not said:
            self.wrong(EmptyText(field=name))
        elif len(said) > longest:
            self.wrong(TextTooLong(limit=longest, field=name))
        return said

    def line(self, name: str, *, longest: int, needed: bool = True) -> str:
        """The same in one line."""
        return " ".join(self.text(name, longest=longest, needed=needed).split())

    def choice(self, name: str, known: Sequence[W]) -> W:
        """One of the known; there is at least one."""
        found = next((each for each in known if each == self.given.get(name)), None)
        if found is None:
            self.wrong(BadChoice(field=name))
        return known[0] if found is None else found

    def choice_or_none(self, name: str, known: Sequence[W]) -> W | None:
        """One of the known, or nothing."""
        if not self.given.get(name):
            return None
        if known:
            return self.choice(name, known)
        self.wrong(BadChoice(field=name))
        return None

    def ticked(self, name: str, known: Collection[W], *, needed: bool = False) -> list[W]:
        """Those of the known that were ticked, in the order in which they were."""
        given = self.boxes.get(name, ())
        if any(each not in set(map(str, known)) for each in given):
            self.wrong(BadChoice(field=name))
        if needed and not given:
            self.wrong(NothingChosen(field=name))
        return [each for word in given for each in known if each == word]

    def whole(self, name: str, *, most: int) -> int:
        """A whole number from zero to `most`, in the digits of the keyboard."""
        said = self.given.get(name, "").strip()
        fits = said.isascii() and said.isdigit() and len(said) <= len(str(most))
        if not fits or int(said) > most:
            self.wrong(BadNumber(limit=most, field=name))
            return 0
        return int(said)

    def read(self, name: str, reading: Callable[[str], T], instead: T) -> T:
        """What `reading` makes of the field; `instead` where it refuses it."""
        try:
            return reading(self.given.get(name, ""))
        except HelpdeskError as error:
            error.field = name
            self.wrong(error)
        return instead

    def wrong(self, problem: HelpdeskError) -> None:
        """Note what is wrong with the field the problem names; the first of a field counts."""
        self.problems.setdefault(problem.field, problem)

    def check(self) -> None:
        """Raises what is wrong: the one problem, or BadForm with all of them."""
        if len(self.problems) == 1:
            raise next(iter(self.problems.values()))
        if self.problems:
            raise BadForm(self.problems)

"""A row of the table of forms: where a form stands, good values, and the bad ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.integration.console.forms.bad import Bad

STRANGER = ""
Good = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Row:
    """One form: its route, an `address` of that route and the page it stands on.

    What stands in braces is filled in from the world. `has` names a field that tells the form
    from others that post to the same address; `keeps` is False where nothing is typed: buttons,
    and what scripts send.
    """

    route: str
    page: str = ""
    address: str = ""
    who: str = "rehema"
    good: Good = field(default_factory=dict)
    bad: Mapping[str, Sequence[Bad]] = field(default_factory=dict)
    gone: Sequence[str] = ()
    has: str = ""
    keeps: bool = True


NO_NUMBER = ("999999999", "99999999999999999999")


def gone(address: str, *numbers: str) -> tuple[str, ...]:
    """The same address of things that are not there."""
    return tuple(address.format(number=each) for each in numbers or NO_NUMBER)

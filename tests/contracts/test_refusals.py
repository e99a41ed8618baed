"""Whatever the core refuses, the console can say why, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpdesk.domain.enums import Language
from helpdesk.domain.errors import HelpdeskError
from helpdesk.locale import catalogue


def kinds(of: type[HelpdeskError] = HelpdeskError) -> Iterator[type[HelpdeskError]]:
    """Every kind of refusal."""
    for kind in of.__subclasses__():
        if kind.__module__ == HelpdeskError.__module__:
            yield kind
            yield from kinds(kind)


@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_has_a_sentence(language: Language) -> None:
    known = catalogue(language, "console")

    assert [each.code for each in kinds() if f"console.error.{each.code}" not in known] == []

"""References are said aloud over bad lines: what is misheard must be noticed."""

from __future__ import annotations

import pytest

from helpdesk.domain.reference import ALPHABET, new_reference, read_reference


def test_it_reads_back_what_it_made() -> None:
    """Every fresh reference is valid."""
    references = [new_reference("T") for _ in range(200)]

    assert [read_reference(reference) for reference in references] == references


def test_it_forgives_spaces_dashes_and_small_letters() -> None:
    """People type references as they hear them."""
    reference = new_reference("T")
    spoken = reference.lower().replace("-", " ")

    assert read_reference(f"  {spoken} ") == reference


def test_it_notices_every_single_wrong_character() -> None:
    """The check character catches one misheard character, wherever it stands."""
    letters = new_reference("T").replace("-", "")
    wrong = [
        letters[:place] + other + letters[place + 1 :]
        for place in range(1, len(letters))
        for other in ALPHABET
        if other != letters[place]
    ]

    assert [text for text in wrong if read_reference(text)] == []


@pytest.mark.parametrize("text", ["", "T", "T-1234", "hello world", "T-0000-00000", "💥" * 10])
def test_it_says_no_to_what_is_no_reference(text: str) -> None:
    """Anything else is simply not a reference."""
    assert read_reference(text) is None

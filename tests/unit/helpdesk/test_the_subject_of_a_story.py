"""Subject line: the first line of a story, never longer than its column."""

from __future__ import annotations

import pytest

from helpdesk.services.opening import LONGEST_SUBJECT, subject_of

LONGEST = "x" * LONGEST_SUBJECT


@pytest.mark.parametrize(
    ("story", "subject"),
    [
        ("  Unga mbovu\nNataka mwingine", "Unga mbovu"),
        ("", ""),
        (LONGEST, LONGEST),
        (f"{LONGEST}x", f"{LONGEST[:-1]}…"),
    ],
)
def test_it_is_cut_where_it_is_too_long(story: str, subject: str) -> None:
    assert subject_of(story) == subject

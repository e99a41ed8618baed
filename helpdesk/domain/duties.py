"""What the law asks to be written down about personal data that went astray."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Breach:
    """One entry of the register of breaches (Kenya: Data Protection Act 2019, s.43; Tanzania:
    Personal Data Protection Act 11 of 2022, s.27(5)).

    `people` is how many persons are concerned, as far as known.
    """

    found_at: datetime
    what: str
    data: str
    people: int
    measures: str
    created_by: int
    created_at: datetime
    regulator_told_at: datetime | None = None
    people_told_at: datetime | None = None
    id: int | None = None

"""Telephone numbers: what a customer typed, in the one spelling that can be called."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from helpdesk.domain.errors import BadPhone

NEIGHBOURS = ("TZ", "KE", "UG", "RW")
"""Where customers write from: a number typed without a country is tried here, home first."""

LONGEST = 40
"""Characters; more than this is a sentence, and the parser need not see it."""


def read(text: str, region: str) -> str:
    """The number in E.164 (`+255712345678`); `region` is the country it is read in first.

    Raises BadPhone where no number that can be called stands in the text.
    """
    typed = text.strip()
    if not typed or len(typed) > LONGEST:
        raise BadPhone
    for country in dict.fromkeys((region, *NEIGHBOURS)):
        number = _parse(typed, country)
        if number is not None:
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise BadPhone


def show(number: str) -> str:
    """An E.164 number with spaces, as people read it; anything else as it stands."""
    parsed = _parse(number, None)
    if parsed is None:
        return number
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def example(region: str) -> str:
    """A mobile number of that country as its people write it."""
    number = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
    if number is None:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def _parse(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None

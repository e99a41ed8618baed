"""Our own references, and those of payments."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import found_by

REFERENCES = "ofisi_references"
MPESA = "SJK4H7T2QX"


@pytest.mark.parametrize(
    "text",
    ["oda T-HM8T-YB765 iko wapi", "t-hm8t-yb765", "tiketi T HM8T YB765", "THM8TYB765"],
)
def test_it_reads_our_reference_however_spelled(text: str) -> None:
    (one,) = found_by(REFERENCES, text)
    assert (one.entity, one.value) == ("reference", "T-HM8T-YB765")


def test_it_hands_on_a_reference_with_a_wrong_letter() -> None:
    (one,) = found_by(REFERENCES, "T-HM8T-YB766")
    assert (one.entity, one.value) == ("reference", "T-HM8T-YB766")


@pytest.mark.parametrize("text", ["tunapeleka", "TUNAPELEKA", "paka lala hapa", "0712345678"])
def test_it_takes_no_word_for_a_reference(text: str) -> None:
    assert found_by(REFERENCES, text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        (f"nimelipa {MPESA}", MPESA, "mpesa"),
        (f"muamala {MPESA.lower()}", MPESA, "mpesa"),
        ("muamala 8BC1MV31SMJ", "8BC1MV31SMJ", "mpesa"),
        ("TKR8H3JQ2L Imethibitishwa", "TKR8H3JQ2L", "mpesa"),
        ("tigo pesa kumbukumbu namba 77854321098", "77854321098", "tigopesa"),
        ("MP261121.0930.L06941", "MP261121.0930.L06941", "airtel"),
        ("benki FT26327ABC12", "FT26327ABC12", "bank"),
        ("muamala namba 9874563210456", "9874563210456", "unknown"),
    ],
)
def test_it_reads_the_code_of_a_payment(text: str, value: str, kind: str) -> None:
    (one,) = found_by(REFERENCES, text)
    assert (one.entity, one.value) == ("payment_reference", value)
    assert one.detail == {"kind": kind}


def test_it_leaves_small_letters_alone_without_a_word_for_them() -> None:
    assert found_by(REFERENCES, MPESA.lower()) == []

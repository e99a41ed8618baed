"""like_num, in both languages."""

from __future__ import annotations

import pytest

from bot.rasa.swahili.lexical import like_num

NUMBERS = """
moja mbili tatu nne tano sita saba nane tisa kumi ishirini mia elfu laki milioni nusu robo
wawili viwili mawili miwili watatu matano vinne Wanane two hundred half 2 1,500 20,000/= 9:30
2.5 1/2 ½ 12/10/2024
"""


@pytest.mark.parametrize("text", NUMBERS.split())
def test_it_sees_a_number(text: str) -> None:
    assert like_num(text)


@pytest.mark.parametrize("text", ["", "sukari", "mojawapo", "2kg", "TKT-7K3M", "tano tano", "/="])
def test_it_sees_none(text: str) -> None:
    assert not like_num(text)


def test_it_is_quick_with_a_long_one() -> None:
    assert like_num("1" * 400)
    assert not like_num("1," * 5000)

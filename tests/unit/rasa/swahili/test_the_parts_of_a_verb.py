"""What analyse() says beside the lemma."""

from __future__ import annotations

from bot.rasa.swahili.morphology import analyse


def test_it_takes_subject_tense_and_object_apart() -> None:
    found = analyse("ninakupenda")

    assert (found.subject, found.tense, found.object, found.lemma) == ("ni", "na", "ku", "penda")


def test_it_sees_a_negative_perfect() -> None:
    found = analyse("haijafika")

    assert (found.subject, found.tense, found.negative) == ("hai", "ja", True)
    assert found.lemma == "fika"


def test_it_sees_to_whom_a_thing_was_sent() -> None:
    found = analyse("amenitumia")

    assert (found.subject, found.tense, found.object) == ("a", "me", "ni")
    assert (found.lemma, found.extensions) == ("tuma", ("applicative",))


def test_it_sees_a_relative_inside_and_behind() -> None:
    inside, behind = analyse("zilizoharibika"), analyse("apendaye")

    assert (inside.subject, inside.tense, inside.relative) == ("zi", "li", "zo")
    assert (behind.subject, behind.relative, behind.lemma) == ("a", "ye", "penda")


def test_it_names_extensions_from_the_root_outwards() -> None:
    assert analyse("nimepikiana").extensions == ("applicative", "reciprocal")
    assert analyse("nimeandikiwa").extensions == ("applicative", "passive")


def test_it_tells_the_mood_by_the_final_vowel() -> None:
    assert [analyse(word).final for word in ("ulete", "siendi", "analeta")] == ["e", "i", "a"]


def test_it_says_class_number_and_place_of_a_noun() -> None:
    found = analyse("vitabuni")

    assert (found.lemma, found.noun_class, found.plural, found.locative) == (
        "kitabu",
        "ki-vi",
        True,
        True,
    )

"""The word lists: that they hold what normalising leaves, and say what they are for."""

from __future__ import annotations

import pytest

from stalinfacts.text import english
from stalinfacts.text.normalize import words


@pytest.mark.parametrize(
    "contraction",
    "don't won't wasn’t couldn't mustn't shan't ain't they've we'll I'm you're he'd it's".split(),
)
def test_contractions_are_stop_words_as_wholes(contraction: str) -> None:
    (word,) = words(contraction)
    assert english.is_stop_word(word)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("us", True), ("US", False), ("U.S.", False), ("Us", True), ("the", True), ("IT", True)],
)
def test_us_in_capitals_is_no_stop_word(written: str, expected: object) -> None:
    assert english.is_stop_word(words(written)[0], written) is expected
    assert english.is_stop_word("stalin", "Stalin") is False


@pytest.mark.parametrize(
    "listed",
    [
        english.STOP_WORDS,
        english.CONTRACTIONS,
        english.LOW_INFORMATION_WORDS,
        english.NUMBER_WORDS,
        english.ORDINAL_WORDS,
        english.ROMAN_NUMERALS,
        english.SCALES,
        english.IRREGULAR_FORMS,
        english.UNITS,
    ],
)
def test_every_listed_word_is_normalized(listed: dict[str, object]) -> None:
    assert [word for word in listed if words(word) != [word]] == []


def test_units_name_each_other() -> None:
    for unit, others in english.UNITS.items():
        assert unit not in others
        assert all(unit in english.UNITS[other] for other in others if " " not in other)
    assert "united states" in english.UNITS["us"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("collectivisation", "collectivization"),
        ("theatre", "theater"),
        ("labour", "labor"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("our", "our"),
        ("wise", "wise"),
        ("purge", "purge"),
    ],
)
def test_british_endings_become_american(british: str, american: str) -> None:
    assert english.to_american(british) == american


def test_irregular_forms_know_their_whole_family() -> None:
    assert english.IRREGULAR_FORMS["flee"] == english.IRREGULAR_FORMS["fled"] == ("flee", "fled")
    for form, family in english.IRREGULAR_FORMS.items():
        assert form in family
        assert len(set(family)) == len(family)


@pytest.mark.parametrize(
    ("word", "digits"), [("five", "5"), ("thirteen", "13"), ("ninety", "90"), ("zero", "0")]
)
def test_number_words(word: str, digits: str) -> None:
    assert english.NUMBER_WORDS[word] == digits


def test_ordinals_and_roman_numerals() -> None:
    assert english.ORDINAL_WORDS["twentieth"] == "20th"
    assert english.ORDINAL_WORDS["second"] == "2nd"
    assert english.ROMAN_NUMERALS["ii"] == "2"
    assert english.ROMAN_NUMERALS["xx"] == "20"

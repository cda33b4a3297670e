"""What a typed word may stand for, held against a naive edit distance."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts import spelling
from stalinfacts.spelling import How, Reading
from stalinfacts.text import alphabets

if TYPE_CHECKING:
    from collections.abc import Iterable


class Words:
    """A vocabulary in a list: the naive counterpart of the index."""

    def __init__(self, *known: str, names: tuple[str, ...] = (), synonyms: dict[str, list[str]] | None = None) -> None:
        self.listed = sorted(known)
        self.named = names
        self.meant = synonyms or {}

    def words(self, word: str) -> int:
        return int(word in self.listed)

    def family(self, word: str) -> list[str]:
        return [other for other in self.listed if other.rstrip("s") == word.rstrip("s")]

    def starting(self, prefix: str, most: int) -> list[str]:
        return [other for other in self.listed if other.startswith(prefix)][:most]

    def dictionary(self, prefix: str) -> list[str]:
        return [other for other in sorted({*self.listed, *self.named}) if other.startswith(prefix)]

    def known(self, words: Iterable[str]) -> list[str]:
        return sorted({*words} & {*self.listed, *self.named})

    def alphabets(self) -> list[str]:
        return alphabets([*self.listed, *self.named])

    def is_name(self, word: str) -> bool:
        return word in self.named

    def synonyms(self, word: str) -> list[str] | None:
        return self.meant.get(word)


def distance(a: str, b: str) -> int:
    """Give the optimal string alignment distance, by the textbook's table."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def undoubled(word: str) -> str:
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def naive_corrections(word: str, known: list[str]) -> set[str]:
    """Say which words the documented rules allow, with no regard to speed."""
    edits = spelling.allowed_edits(word)
    if edits == 0:
        return set()

    def measure(other: str) -> float:
        """Let words that are alike but for doubled letters be a little more than one edit apart, at most."""
        alike = undoubled(other) == undoubled(word) and abs(len(other) - len(word)) <= 2
        return 1.5 if alike and distance(word, other) > 1 else distance(word, other)

    for candidates in ([o for o in known if o[0] in word[:2]], known if len(word) >= spelling.SURE_OF_FIRST_LETTER else []):
        best = min((measure(o) for o in candidates), default=99)
        if best <= max(edits, 1.5):
            return {o for o in candidates if measure(o) == best}
    return set()


LETTERS = st.text("abct", min_size=1, max_size=10) | st.text("abжф", min_size=1, max_size=10)


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=30))
def test_corrections_are_those_of_the_naive_optimal_string_alignment(word: str, known: list[str]) -> None:
    if word not in known:
        assert {r.words[0] for r in spelling.corrections(word, Words(*known))} == naive_corrections(word, sorted(set(known)))


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=30))
def test_corrections_are_the_same_in_a_script_of_very_many_signs(word: str, known: list[str]) -> None:
    if word not in known:
        with mock.patch.object(spelling, "MOST_LETTERS", 0):
            assert {r.words[0] for r in spelling.corrections(word, Words(*known))} == naive_corrections(word, sorted(set(known)))


@given(LETTERS, st.lists(LETTERS, max_size=30))
def test_a_reading_is_always_made_of_words_of_the_corpus(word: str, known: list[str]) -> None:
    lexicon = Words(*known)
    for reading in spelling.readings(word, lexicon):
        assert all(lexicon.words(part) for part in reading.words)


@pytest.mark.parametrize(
    ("typed", "known", "expected"),
    [
        ("purge", ["purge", "purges"], [Reading(("purge",), How.EXACT), Reading(("purges",), How.STEM)]),
        ("purge", ["purgatory", "purge"], [Reading(("purge",), How.EXACT)]),
        ("collectiv", ["collective"], [Reading(("collective",), How.PREFIX)]),
        ("war", ["warsaw"], []),  # too short for a beginning
        ("kirrov", ["kirov"], [Reading(("kirov",), How.CORRECTED, 1)]),
        ("jughashvilli", ["jughashvili"], [Reading(("jughashvili",), How.CORRECTED, 1)]),
        ("vladivsotok", ["vladivostok"], [Reading(("vladivostok",), How.CORRECTED, 1)]),  # a swap is one edit
        ("tsartisyn", ["tsaritsyn"], [Reading(("tsaritsyn",), How.CORRECTED, 1)]),
        ("tukhachevski", ["tukhachevskyi"], [Reading(("tukhachevskyi",), How.CORRECTED, 1)]),
        ("nato", ["kato"], []),  # the first letter of a short word is right
        ("cat", ["car"], []),  # no edit below four letters
        ("1938", ["1937"], []),  # figures are never corrected
        ("redsquare", ["red", "square"], [Reading(("red", "square"), How.JOINED)]),
        ("five", ["5"], [Reading(("5",), How.EXACT)]),
        ("5", ["five"], [Reading(("five",), How.EXACT)]),
        ("20th", ["twentieth"], [Reading(("twentieth",), How.EXACT)]),
        ("fled", ["flee"], [Reading(("flee",), How.STEM)]),
        ("ь", ["purge"], []),
        ("коба", ["koba"], [Reading(("koba",), How.EXACT)]),
        ("xyzzy", ["purge"], []),
    ],
)
def test_the_ladder_is_climbed_from_the_sure_to_the_doubtful(typed: str, known: list[str], expected: list[Reading]) -> None:
    assert spelling.readings(typed, Words(*known)) == expected


def test_a_known_english_word_is_not_corrected_but_may_be_said_otherwise() -> None:
    lexicon = Words("harbours", "port", synonyms={"harbor": ["port"]})
    assert spelling.readings("harbor", lexicon) == [Reading(("port",), How.SYNONYM)]


def test_a_word_that_is_part_of_a_name_is_not_corrected() -> None:
    assert spelling.readings("ezhov", Words("ezhova", names=("ezhov",)), exact=True) == []
    assert all(r.how is not How.CORRECTED for r in spelling.readings("ezhov", Words("ezhow", names=("ezhov",))))


def test_a_name_in_another_script_is_read_in_latin_letters_too_but_not_corrected() -> None:
    assert spelling.readings("коба", Words("koba", names=("коба",))) == [Reading(("koba",), How.EXACT)]
    assert spelling.readings("троцкии", Words("trotsky", names=("троцкии",))) == []


def test_exact_looks_for_the_word_alone() -> None:
    assert spelling.readings("purge", Words("purge", "purges"), exact=True) == [Reading(("purge",), How.EXACT)]
    assert spelling.readings("purgee", Words("purge"), exact=True) == []


def test_words_that_were_split_are_put_together_if_the_corpus_has_them() -> None:
    assert spelling.joined("anti", "semitism", Words("antisemitism")) == Reading(("antisemitism",), How.JOINED)
    assert spelling.joined("anti", "semitism", Words("semitism")) is None


def test_an_endless_word_is_only_itself() -> None:
    endless = "a" * 100_000
    assert spelling.readings(endless, Words("aaa")) == []
    assert spelling.readings(endless, Words(endless)) == [Reading((endless,), How.EXACT)]

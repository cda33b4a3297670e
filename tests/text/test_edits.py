"""Slips, held against a naive edit distance."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive_vocabulary import Texts, undoubled

from stalinfacts.text import edits, spelling
from stalinfacts.text.expansion import Expansion, MatchType
from stalinfacts.text.spelling import allowed_edits, expand


def distance(a: str, b: str) -> int:
    """Return the optimal string alignment distance, by the textbook's table."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            replaced = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def naive_slips(word: str, vocabulary: Texts, *, capitalized: bool) -> set[tuple[str, int]]:
    """Return what the documented rules allow, with no regard to speed."""
    max_edits = allowed_edits(word)
    if max_edits == 0 or (capitalized and len(word) < 5):
        return set()

    def accepted(term: str, edits: int) -> bool:
        sure = len(word) >= {1: 7, 2: 11}[edits] or vocabulary.is_name(term)
        return edits <= max_edits and (sure or not capitalized)

    measured = [(term, distance(word, term)) for term in vocabulary.dictionary if term != word]
    near = [(term, d) for term, d in measured if d <= 2]
    begin_alike = [(term, d) for term, d in near if term[0] in word[:2]]
    doubled = [
        (term, 1)
        for term, _ in measured
        if undoubled(term) == undoubled(word) and abs(len(term) - len(word)) <= 2
    ]
    first_missing = [(t, d) for t, d in near if len(word) >= 5 and t[1:] == word]
    slips_alike = [(t, d) for t, d in begin_alike if d == 1] + first_missing
    tries = [slips_alike, doubled, begin_alike]
    if len(word) >= 5:
        tries += [[(t, d) for t, d in near if d == 1], near]
    for slips in tries:
        if accepted_slips := {slip for slip in slips if accepted(*slip)}:
            return accepted_slips
    return set()


def corrections(word: str, vocabulary: Texts, *, capitalized: bool) -> set[tuple[str, int]]:
    """Return the slips alone, as ``expand`` tries them where no other stage finds anything."""
    typed = spelling._TypedWord(word, vocabulary, capitalized=capitalized)
    slips = spelling._near_slips(typed) or spelling._far_slips(typed)
    assert [slip.words for slip in slips] == sorted({slip.words for slip in slips})
    return {(slip.words[0], slip.edits) for slip in slips}


LETTERS = st.text("abct", min_size=1, max_size=12) | st.text("abжф", min_size=1, max_size=10)
LISTS = st.lists(LETTERS, min_size=1, max_size=30)


@given(LETTERS, LISTS, LISTS, st.booleans())
def test_slips_are_those_of_the_naive_optimal_string_alignment(
    word: str, terms: list[str], names: list[str], capitalized: object
) -> None:
    vocabulary = Texts(*terms, names=names)
    if word not in vocabulary.dictionary:
        expected = naive_slips(word, vocabulary, capitalized=bool(capitalized))
        assert corrections(word, vocabulary, capitalized=bool(capitalized)) == expected


@given(LETTERS, LISTS)
def test_slips_are_the_same_in_a_script_of_very_many_signs(word: str, terms: list[str]) -> None:
    vocabulary = Texts(*terms)
    if word not in vocabulary.dictionary:
        with mock.patch.object(edits, "MAX_LETTERS", 0):
            slips = corrections(word, vocabulary, capitalized=False)
        assert slips == naive_slips(word, vocabulary, capitalized=False)


@pytest.mark.parametrize(
    ("typed", "vocabulary", "expected"),
    [
        ("kirrov", ["kirov"], ["kirov"]),
        ("jughashvilli", ["jughashvili"], ["jughashvili"]),
        ("vladivsotok", ["vladivostok"], ["vladivostok"]),  # a swap is one edit
        ("tsartisyn", ["tsaritsyn"], ["tsaritsyn"]),
        ("jirov", ["virov"], ["virov"]),  # the first letter, where nothing else fits
        ("nato", ["kato"], []),  # the first letter of a short word is right
        ("cat", ["car"], []),  # no edit below four letters
        ("1938", ["1937"], []),  # figures are never corrected
        ("1930s", ["1920s"], []),
        ("xyzzy", ["purge"], []),
        ("autospy", ["autopsy", "auto", "spy"], ["autopsy"]),
        ("plott", ["plotting", "plot"], ["plotting", "plot"]),
        ("seminery", ["seminary", "cemetery"], ["seminary"]),
    ],
)
def test_slips(typed: str, vocabulary: list[str], expected: list[str]) -> None:
    expansions = expand(typed, Texts(*vocabulary))
    assert [expansion.words[0] for expansion in expansions] == expected


def test_a_word_that_english_knows_is_no_slip() -> None:
    assert expand("cards", Texts("carts")) == [Expansion(("carts",), MatchType.CORRECTED, 1)]
    assert expand("cards", Texts("carts", english=["cards"])) == []
    assert expand("dont", Texts("done")) == []  # a contraction


@pytest.mark.parametrize(
    ("typed", "texts", "names", "expected"),
    [
        ("pasternak", "paternal", "", []),
        ("jones", "jokes ones", "", []),
        ("kamo", "", "Kato", []),
        ("goring", "gore", "", []),
        ("marsh", "marshal", "", []),
        ("marsh", "marshal", "marshal", ["marshal"]),
        ("mologov", "", "Molotov", ["molotov"]),
        ("tsaritsinn", "", "Tsaritsyn", ["tsaritsyn"]),
        ("seminery", "seminary", "", ["seminary"]),  # one edit in a long word
        ("industrialisaton", "industrialisation", "", ["industrialisation"]),
        ("collectivisasin", "collectivisation", "", ["collectivisation"]),  # two in a longer one
        ("bolsheviks", "bolshevik", "", ["bolshevik"]),
    ],
)
def test_a_capitalized_unknown_word_needs_a_sure_reading(
    typed: str, texts: str, names: str, expected: list[str]
) -> None:
    expansions = expand(typed, Texts(texts, names=[names]), capitalized=True)
    assert [expansion.words[0] for expansion in expansions] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cat", 0), ("kato", 1), ("kirovsk", 1), ("trotskii", 2), ("1937", 0), ("20thcent", 0)],
)
def test_allowed_edits(word: str, expected: int) -> None:
    assert allowed_edits(word) == expected

"""What a typed word may stand for, stage by stage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive_vocabulary import Texts, undoubled

from stalinfacts.text.expansion import Expansion, MatchType
from stalinfacts.text.normalize import words
from stalinfacts.text.spelling import expand, expand_prefix, rejoin
from stalinfacts.text.transliteration import romanize

STAGES = [
    ("purge", ["purge purges"], [("purge", "EXACT"), ("purges", "STEM")]),
    ("purge", ["purgatory", "purge"], [("purge", "EXACT")]),
    ("labour", ["labor", "labors"], [("labor", "EQUIVALENT"), ("labors", "STEM")]),
    ("theater", ["theatre"], [("theatre", "EQUIVALENT")]),
    ("fled", ["flee"], [("flee", "STEM")]),
    ("collectiv", ["collectivx"], [("collectivx", "PREFIX")]),
    ("war", ["warsaw"], []),  # too short for a beginning
    ("us", ["used"], []),
    ("redsquare", ["the Red Square"], [("red square", "JOINED")]),
    ("redsquare", ["red", "square"], []),  # not side by side
    ("five", ["5"], [("5", "EQUIVALENT")]),
    ("5", ["five"], [("five", "EQUIVALENT")]),
    ("20th", ["twentieth"], [("twentieth", "EQUIVALENT")]),
    ("ii", ["World War 2", "two"], [("2", "EQUIVALENT"), ("two", "EQUIVALENT")]),
    ("usa", ["United States", "US"], [("us", "EQUIVALENT"), ("united states", "EQUIVALENT")]),
    ("usa", ["United we stand, States"], []),
    ("1000000", ["1 million"], [("1 million", "EQUIVALENT")]),
    ("447", ["Order 00447"], [("00447", "EQUIVALENT")]),
    ("коба", ["Koba"], [("koba", "TRANSLITERATION")]),
    ("ь", ["purge"], []),
    ("кобб", ["koba"], [("koba", "CORRECTED")]),
    ("", ["purge"], []),
]


@pytest.mark.parametrize(("typed", "texts", "expected"), STAGES)
def test_expansions_come_in_stages(
    typed: str, texts: list[str], expected: list[tuple[str, str]]
) -> None:
    expansions = expand(typed, Texts(*texts))
    assert [(" ".join(e.words), e.match_type.name) for e in expansions] == expected


def test_a_name_is_met_in_any_spelling_and_script() -> None:
    names = ["Jughashvili", "Dzhugashvili", "Джугашвили", "Khrushchev", "Zhukov"]
    vocabulary = Texts("Jughashvili was born", names=names)
    for typed in ("dschugaschwili", "dzugaszwili", "cugasvili", "djougachvili", "yugashvili"):
        assert {e.words[0] for e in expand(typed, vocabulary)} == {
            "jughashvili",
            "dzhugashvili",
            "джугашвили",
        }
    assert [e.words[0] for e in expand("jughashvili", vocabulary)] == [
        "jughashvili",
        "dzhugashvili",
        "джугашвили",
    ]
    assert expand("jruschov", vocabulary) == [Expansion(("khrushchev",), MatchType.TRANSLITERATION)]


def test_a_word_that_is_no_name_is_not_taken_for_one() -> None:
    vocabulary = Texts("more seas", names=["Море", "Morre"])
    assert [e.words for e in expand("more", vocabulary)] == [("more",)]
    english = Texts("seas", names=["Zhelley"], english=["shelley"])
    assert expand("shelley", english) == []
    assert [e.words for e in expand("shelley", english, capitalized=True)] == [("zhelley",)]


def test_a_letter_doubled_is_a_slip_and_no_other_spelling() -> None:
    (expansion,) = expand("trottsky", Texts(names=["Trotsky"]))
    assert expansion == Expansion(("trotsky",), MatchType.CORRECTED, 1)


def test_a_word_of_a_name_is_exact_and_not_corrected() -> None:
    vocabulary = Texts("ezhow", names=["Ezhov"])
    assert expand("ezhov", vocabulary) == [Expansion(("ezhov",), MatchType.EXACT)]
    assert expand("ezhov", vocabulary, exact=True) == [Expansion(("ezhov",), MatchType.EXACT)]


def test_a_doubtful_reading_keeps_no_slip_from_being_tried() -> None:
    vocabulary = Texts("auto spy", "autopsy", "autospying")
    expansions = {(" ".join(e.words), e.match_type) for e in expand("autospy", vocabulary)}
    assert expansions == {
        ("auto spy", MatchType.JOINED),
        ("autospying", MatchType.STEM),
        ("autopsy", MatchType.CORRECTED),
    }


def test_exact_is_the_word_alone() -> None:
    vocabulary = Texts("purge purges")
    assert expand("purge", vocabulary, exact=True) == [Expansion(("purge",), MatchType.EXACT)]
    assert expand("purgee", vocabulary, exact=True) == []
    assert expand("", vocabulary, exact=True) == []


def test_an_endless_word_is_only_itself() -> None:
    endless = "a" * 100_000
    assert expand(endless, Texts("aaa")) == []
    assert expand(endless, Texts(endless)) == [Expansion((endless,), MatchType.EXACT)]


ANY_WORD = (
    st.text("abtsk", min_size=1, max_size=9)
    | st.text("ıİſßKжфьъ1234567890", min_size=1, max_size=6)
    | st.sampled_from("us usa five 5 1000000 fled labour троцкии სტალინი".split())
)


@given(
    ANY_WORD,
    st.lists(st.lists(ANY_WORD, min_size=1, max_size=4).map(" ".join), max_size=12),
    st.lists(ANY_WORD, max_size=4),
    st.booleans(),
)
def test_expansions_are_words_of_the_dictionary_the_surest_first_and_each_once(
    typed: str, texts: list[str], names: list[str], capitalized: object
) -> None:
    vocabulary = Texts(*texts, names=names)
    for word in words(typed):
        expansions = expand(word, vocabulary, capitalized=bool(capitalized))
        assert expand(word, vocabulary, capitalized=bool(capitalized)) == expansions
        certainty = [(e.match_type, e.edits) for e in expansions]
        assert certainty == sorted(certainty)
        assert len({e.words for e in expansions}) == len(expansions)
        assert {each for e in expansions for each in e.words} <= {*vocabulary.dictionary}
        known = word in vocabulary.dictionary
        assert (Expansion((word,), MatchType.EXACT) in expansions) == known
        if known or word.isdigit():
            assert all(
                e.match_type is not MatchType.CORRECTED or undoubled(e.words[0]) == undoubled(word)
                for e in expansions
                if romanize(word) == word
            )


def test_of_slips_the_commonest_comes_first() -> None:
    vocabulary = Texts("rada", "pravda", "pravda")
    assert expand("ravda", vocabulary) == [
        Expansion(("pravda",), MatchType.CORRECTED, 1),
        Expansion(("rada",), MatchType.CORRECTED, 1),
    ]


def test_english_word_is_a_slip_for_nothing_but_a_doubled_letter() -> None:
    vocabulary = Texts("forest florist", english=["forrest", "forist"])
    assert expand("forrest", vocabulary) == [Expansion(("forest",), MatchType.CORRECTED, 2)]
    assert expand("forrest", vocabulary, capitalized=True) == []
    assert expand("forist", vocabulary) == []


def test_form_of_a_word_is_never_a_stop_word() -> None:
    assert expand("eat", Texts("at ate")) == [Expansion(("ate",), MatchType.STEM)]


def test_prefixes_are_the_most_frequent_terms() -> None:
    vocabulary = Texts("purges purge", "purges", "party")
    assert expand_prefix("pur", vocabulary) == [
        Expansion(("purges",), MatchType.PREFIX),
        Expansion(("purge",), MatchType.PREFIX),
    ]


# --- words side by side ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "text", "expected"),
    [
        ("anti", "semitism", "antisemitism", ("antisemitism", MatchType.JOINED)),
        ("anti", "semitism", "semitism", None),
        ("t", "34", "t34", ("t34", MatchType.JOINED)),
        ("5", "4", "54", None),
        ("4", "3", "43", None),
        ("268", "950", "268950", ("268950", MatchType.EQUIVALENT)),
        ("1937", "193", "1937193", None),
        ("4ˑ3", "million", "4300000", ("4300000", MatchType.EQUIVALENT)),
        ("1", "million", "1,000,000", ("1000000", MatchType.EQUIVALENT)),
        ("one", "million", "1,000,000", ("1000000", MatchType.EQUIVALENT)),
        ("twenty", "six", "26", ("26", MatchType.EQUIVALENT)),
        ("in", "to", "into", None),
    ],
)
def test_words_that_were_split_are_put_together_if_the_corpus_has_them(
    first: str, second: str, text: str, expected: tuple[str, MatchType] | None
) -> None:
    expansion = expected and Expansion((expected[0],), expected[1])
    assert rejoin(first, second, Texts(text)) == expansion


def test_a_name_that_was_split_is_put_together() -> None:
    assert rejoin("zinov", "ev", Texts(names=["Zinovev"])) is not None

"""Stems: inflections and spellings of a word meet, other words do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts.text import stemmer
from stalinfacts.text.normalize import words
from stalinfacts.text.stemmer import Stemmer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("collectivisation", "collectivization"),
        ("theatre", "theater"),
        ("labour", "labor"),
        ("defence", "defense"),
        ("travelled", "traveling"),
        ("programme", "program"),
        ("centre", "center"),
        ("dialogue", "dialog"),
        ("analyse", "analyze"),
        ("exile", "exiled"),
        ("communists", "communist"),
        ("poisoning", "poisoned"),
        ("stories", "story"),
    ],
)
def test_inflections_and_spellings_meet_in_one_stem(one: str, other: str) -> None:
    stems = Stemmer()([one, other])
    assert stems[one] == stems[other]


@pytest.mark.parametrize(
    ("one", "other"), [("war", "warsaw"), ("tour", "tor"), ("lenin", "leningrad")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    stems = Stemmer()([one, other])
    assert stems[one] != stems[other]


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), max_size=30))
def test_a_stem_does_not_depend_on_what_was_asked_before(asked: list[str]) -> None:
    together = Stemmer()(asked)
    assert all(Stemmer().stem(word) == stem for word, stem in list(together.items())[:3])
    assert set(together) == set(asked)


@given(st.text(max_size=30))
def test_any_word_has_a_stem_whatever_its_script(written: str) -> None:
    asked = words(written)
    assert list(Stemmer()(asked)) == list(dict.fromkeys(asked))


def test_what_fts5_would_cut_in_two_stands_for_itself() -> None:
    odd = ["\u1ce9\U0001e14ea", "two words", "", "x" * 40_000, "it's"]
    stems = Stemmer()([*odd, "purges"])
    assert stems == {word: word for word in odd} | {"purges": "purg"}


def test_many_stems_are_forgotten_in_the_end() -> None:
    with mock.patch.object(stemmer, "_MAX_REMEMBERED", 2):
        stem = Stemmer().stem
        assert [stem(f"{letter}plots") for letter in "abcde"] == [
            f"{letter}plot" for letter in "abcde"
        ]


def test_threads_share_one_stemmer() -> None:
    shared = Stemmer()
    lists = [[f"purg{a}{b}ing" for b in "bcdfgk"] for a in "aeiou"] * 20
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(shared, lists))
    assert results == [Stemmer()(each) for each in lists]

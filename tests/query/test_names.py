"""What typed names mean."""

from __future__ import annotations

import gc
import time
import weakref
from typing import TYPE_CHECKING

import pytest

from query.corpora import SMALL
from stalinfacts.errors import UsageError
from stalinfacts.index.reader import IndexReader
from stalinfacts.query.names import (
    find_entity,
    find_holders,
    find_section,
    is_exact_name,
    matching_entities,
)
from stalinfacts.query.vocabulary import WordList

if TYPE_CHECKING:
    from collections.abc import Callable

ENTITIES = [
    ("trotsky", "trotsky", False),
    ("Leon Trotsky", "trotsky", False),
    ("trotsky leon", "trotsky", False),
    ("leon-trotsky", "trotsky", False),
    ("trots", "trotsky", False),  # rather than the opposition, which has another word
    ("trotskyist", "opposition", False),
    ("Trotzky", "trotsky", True),
    ("Троцкий", "trotsky", True),
    ("leon trotzki", "trotsky", True),
    ("bronstien", "trotsky", True),
    ("US", "united-states", False),
    ("us", "united-states", False),
    ("U.S.", "united-states", False),
    ("U.S.S.R.", "soviet-union", False),
    ("ſtalin", "stalin", False),
    ("STALİN", "stalin", False),
    ("ｓｔａｌıｎ", "stalin", False),
    ("red army", "red-army", False),
    ("Great-Famine", "great-famine", False),
    ("cold", "cold-war", False),
    ("Small-Famine", "small-famine", False),  # an id, though another has such a name
    ("warsaw", "city-of-warsaw", False),
    ("city of warsaw", "city-of-warsaw", False),
]


@pytest.mark.parametrize(("name", "expected", "corrected"), ENTITIES)
def test_a_name_means_an_entity(
    name: str, expected: str, *, corrected: bool, index: IndexReader
) -> None:
    entity, was_corrected = find_entity(name, index)
    assert (entity.id, was_corrected) == (expected, corrected)


SECTIONS = [
    ("terror", "terror", False),
    ("TERROR", "terror", False),
    ("great terror", "terror", False),
    ("terror great", "terror", False),
    ("Famine and the Great Terror: 1932–1939", "terror", False),
    ("famin", "terror", False),
    ("terrr", "terror", True),
    ("WW2", "war", False),
    ("world war 2", "war", False),
    ("second world war", "war", False),
    ("post", "postwar", False),
    ("early life", "early", False),
]


@pytest.mark.parametrize(("name", "expected", "corrected"), SECTIONS)
def test_a_name_means_a_section(
    name: str, expected: str, *, corrected: bool, index: IndexReader
) -> None:
    section, was_corrected = find_section(name, index)
    assert (section.id, was_corrected) == (expected, corrected)


MISTAKES: list[tuple[Callable[..., object], str, str]] = [
    (find_entity, "xyzzy", "no such entity 'xyzzy'. To list them: stalinfacts entities"),
    (find_entity, "", "no such entity ''. To list them: stalinfacts entities"),
    (find_entity, "☭", "no such entity '☭'. To list them: stalinfacts entities"),
    (
        find_entity,
        "the hunger",
        "ambiguous entity 'the hunger': it could be great-famine, small-famine; write one",
    ),
    (
        find_entity,
        "war",
        (
            "ambiguous entity 'war': it could be first-world-war, second-world-war, cold-war;"
            " write one"
        ),
    ),
    (find_section, "cold war", "no such section 'cold war'. To list them: stalinfacts sections"),
    (find_section, "xyzzy", "no such section 'xyzzy'. To list them: stalinfacts sections"),
    (find_section, "1945", "ambiguous section '1945': it could be war, postwar; write one"),
    (
        find_entity,
        "workers und peasants red army",
        "no such entity 'workers und peasants red army'. Did you mean 'red-army'?",
    ),
    (
        find_holders,
        "xyzzy",
        "nobody called 'xyzzy' holds a view in this corpus. The key held_by of facts names them",
    ),
    (
        find_holders,
        "soviat hysturjans",
        (
            "nobody called 'soviat hysturjans' holds a view in this corpus."
            " Did you mean 'soviet historians'?"
        ),
    ),
    (
        find_holders,
        "",
        "nobody called '' holds a view in this corpus. The key held_by of facts names them",
    ),
]


@pytest.mark.parametrize(("find", "name", "message"), MISTAKES)
def test_a_name_that_means_nothing_or_several_is_refused(
    find: Callable[..., object], name: str, message: str, index: IndexReader
) -> None:
    with pytest.raises(UsageError) as caught:
        find(name, index)
    assert str(caught.value) == message


def test_many_candidates_are_counted(bundled: IndexReader) -> None:
    with pytest.raises(UsageError, match=r"and \d+ more; write one$"):
        find_entity("of", bundled)


def test_every_entity_that_a_name_may_mean(index: IndexReader) -> None:
    found, corrected = matching_entities("war", index)
    assert [entity.id for entity in found] == ["first-world-war", "second-world-war", "cold-war"]
    assert not corrected
    assert matching_entities("xyzzy", index) == ([], True)


@pytest.mark.parametrize(
    ("name", "items", "corrected"),
    [
        ("trotsky", ["trotsky"], False),
        ("Bronstein", ["trotsky"], False),
        ("historians", ["Soviet historians", "Western historians"], False),
        ("western historians", ["Western historians"], False),
        ("histor", ["Soviet historians", "Western historians"], False),
        ("bronstien", ["trotsky"], True),
    ],
)
def test_a_name_means_holders(
    name: str, items: list[str], *, corrected: bool, index: IndexReader
) -> None:
    assert find_holders(name, index) == (items, corrected)


@pytest.mark.parametrize(
    ("field", "name", "expected"),
    [
        ("section", "great terror", True),
        ("section", "terror purge", False),
        ("section", "second world war", True),
        ("section", "second world war purge", False),
        ("section", "early life", True),
        ("section", "", False),
        ("entity", "red army", True),
        ("entity", "red army purge", False),
        ("entity", "second-world-war", True),
        ("entity", "", False),
        ("entity", "city of warsaw", True),
        ("entity", "cold", False),
        ("held-by", "soviet historians", True),
        ("held-by", "historians", False),
    ],
)
def test_what_is_a_name_that_a_field_can_hold(
    field: str, name: str, *, expected: bool, index: IndexReader
) -> None:
    assert is_exact_name(field, name, index) is expected


def test_the_bundled_names(bundled: IndexReader) -> None:
    for name, expected in [("US", "united-states"), ("WW2", "second-world-war")]:
        assert find_entity(name, bundled) == (find_entity(expected, bundled)[0], False)
    assert find_section("WW2", bundled)[0].id == "war"
    assert find_section("great terror", bundled)[0].id == "terror"


def test_names_are_normalised_once(bundled: IndexReader) -> None:
    names = ["trotzki", "red army", "britan", "stalin", "US", "beria", "лeнин"]
    for name in names:
        matching_entities(name, bundled)
    start = time.perf_counter()
    for name in names * 10:
        matching_entities(name, bundled)
    assert (time.perf_counter() - start) / (len(names) * 10) < 0.02  # one is enough for an error


def test_an_index_is_not_kept_alive_by_its_names() -> None:
    index = IndexReader.build(SMALL)
    find_entity("trotsky", index)
    reference = weakref.ref(index)
    del index
    gc.collect()
    assert reference() is None


def test_an_endless_name_is_refused_fast(bundled: IndexReader) -> None:
    for name in ("x" * 1_000_000, "x " * 1_000_000, "abcdefgh " * 100_000):
        with pytest.raises(UsageError) as caught:
            find_entity(name, bundled)
        assert len(str(caught.value)) < 300


def test_a_list_of_words_is_a_vocabulary() -> None:
    listed = WordList(["trotsky", "trots", "lenin", "lenin"])
    assert listed.dictionary_terms("trots") == ["trots", "trotsky"]
    assert listed.terms_with_prefix("t", 1) == ["trots"]
    assert listed.existing_terms(["lenin", "x"]) == ["lenin"]
    assert (listed.document_frequency("lenin"), listed.document_frequency("x")) == (1, 0)
    assert (listed.is_name("lenin"), listed.is_english("lenin")) == (True, False)
    assert listed.adjacent("trots", "lenin") is False
    assert listed.terms_with_stem("x") == []

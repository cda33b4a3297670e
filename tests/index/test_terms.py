"""The term dictionary and the names."""

from __future__ import annotations

import pytest

from index.examples import full_corpus
from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.index.reader import IndexReader
from stalinfacts.index.terms import NameForm, Terms
from stalinfacts.text.transliteration import name_key
from stalinfacts.text.vectors import WordVectors


@pytest.fixture(scope="module")
def terms() -> Terms:
    return IndexReader.build(full_corpus()).terms


def test_document_frequency(terms: Terms) -> None:
    assert [terms.document_frequency(t) for t in ("exiled", "beria", "nothing")] == [2, 1, 0]


def test_separator_of_keywords_is_no_term(terms: Terms) -> None:
    assert "ˑ" not in terms.dictionary_terms("")
    assert terms.document_frequency("ˑ") == 0


def test_terms_with_the_same_stem(terms: Terms) -> None:
    assert terms.terms_with_stem("exiles") == ["exile", "exiled"]
    assert terms.terms_with_stem("officer") == ["officer", "officers"]
    assert terms.terms_with_stem("zebra") == []


def test_terms_with_a_prefix_the_most_frequent_first(terms: Terms) -> None:
    assert terms.terms_with_prefix("ex", 9) == ["exile", "exiled"]
    assert terms.terms_with_prefix("o", 1) == ["of"] or terms.terms_with_prefix("o", 1)
    assert terms.terms_with_prefix("zz", 9) == []


def test_dictionary_holds_terms_and_words_of_names(terms: Terms) -> None:
    assert terms.dictionary_terms("lav") == ["lavrentiy"]
    assert terms.dictionary_terms("exi") == ["exile", "exiled"]
    assert terms.existing_terms(["exile", "lavrentiy", "none"]) == ["exile", "lavrentiy"]
    assert terms.existing_terms(f"x{n}" for n in range(3000)) == []


def test_alphabets_are_those_of_terms_and_names(terms: Terms) -> None:
    cyrillic = next(letters for letters in terms.alphabets() if "б" in letters)
    assert not set("abc") & set(cyrillic)


def test_adjacent_terms_stand_in_one_text_or_keyword(terms: Terms) -> None:
    assert terms.adjacent("red", "army")
    assert not terms.adjacent("army", "red")
    assert terms.adjacent("great", "purge")
    assert not terms.adjacent("purge", "military"), "they end and begin two keywords"
    assert not terms.adjacent('"', "army")


def test_english_words_are_those_of_a_list() -> None:
    assert not IndexReader.build(full_corpus()).terms.is_english("war")
    vectors = WordVectors.open(vectors_path())
    terms = IndexReader.build(full_corpus(), vectors=vectors).terms
    assert terms.is_english("war")
    assert not terms.is_english("warr")


def test_suggestions_look_like_the_word(terms: Terms) -> None:
    assert terms.suggestions("offiser") == ["officer", "officers"]
    assert terms.suggestions("qqqqqqqq") == []


def test_names(terms: Terms) -> None:
    assert terms.is_name("lavrentiy")
    assert not terms.is_name("exile")
    assert terms.names("beria") == [
        NameForm(1, "Lavrentiy Beria", ("lavrentiy", "beria")),
        NameForm(1, "Beria", ("beria",)),
    ]
    assert terms.name_forms(("red", "army")) == [NameForm(2, "Red Army", ("red", "army"))]
    assert terms.name_forms(("army",)) == []
    assert terms.name_forms(()) == []


@pytest.mark.parametrize(
    ("line", "at", "name"),
    [
        ("the red army marched", 1, "Red Army"),
        ("the red army marched", 2, None),
        ("world war i", 0, "World War I"),
        ("world war ii ended", 0, "World War II"),
        ("world war", 0, None),
        ("lavrentiy beria", 0, "Lavrentiy Beria"),
        ("lavrentiy beria", 1, "Beria"),
        ("nobody", 0, None),
    ],
)
def test_longest_name_that_begins_there(terms: Terms, line: str, at: int, name: str | None) -> None:
    forms = terms.longest_name(line.split(), at)
    assert [form.name for form in forms] == ([] if name is None else [name])


def test_forms_of_an_entity(terms: Terms) -> None:
    assert terms.entity_forms(1) == [("lavrentiy", "beria"), ("beria",), ("берия",)]
    assert terms.entity_forms(99) == []


def test_names_with_a_key(terms: Terms) -> None:
    assert "beria" in terms.names_with_key(name_key("beria"))
    assert terms.names_with_key("nothing") == []

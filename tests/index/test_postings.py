"""Where terms stand, and what SQLite ranks."""

from __future__ import annotations

import pytest

from index.examples import full_corpus
from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.index import postings as postings_module
from stalinfacts.index.match import any_of
from stalinfacts.index.postings import KEYWORDS, TEXT, Postings
from stalinfacts.index.reader import IndexReader
from stalinfacts.text.vectors import DIMENSIONS, WordVectors, cosine


@pytest.fixture(scope="module")
def index() -> IndexReader:
    return IndexReader.build(full_corpus(), vectors=WordVectors.open(vectors_path()))


@pytest.fixture(scope="module")
def postings(index: IndexReader) -> Postings:
    return index.postings


def test_postings_name_fact_column_and_offset(postings: Postings) -> None:
    assert postings.postings("exiled") == [(1, TEXT, 1), (2, TEXT, 3)]
    assert postings.postings("exile") == [(1, KEYWORDS, 4), (2, KEYWORDS, 0)]
    assert postings.postings("nothing") == []


def test_facts_mentioning_an_entity(postings: Postings) -> None:
    assert postings.facts_mentioning(1) == [1]
    assert postings.facts_mentioning(5) == []


def test_facts_with_a_keyword_about_a_topic(postings: Postings) -> None:
    assert postings.keyword_facts(["great purge", "purge"], "", [1, 2]) == {1}
    assert postings.keyword_facts(["great purge"], "", [2]) == set()
    assert postings.keyword_facts(["purge"], "", [1, 2]) == set()


def test_facts_with_a_keyword_that_asks_the_same(postings: Postings) -> None:
    assert postings.keyword_facts(["born"], "where", [1, 2]) == {2}
    assert postings.keyword_facts(["born"], "when", [1, 2]) == set()
    assert postings.keyword_facts(["born"], "", [1, 2]) == {2}
    assert postings.keyword_facts(["great purge"], "why", [1, 2]) == {1}


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("time", {1, 2, 3, 5, 6}), ("person", {1}), ("place", {2}), ("figure", {1}), ("none", set())],
)
def test_facts_with_an_answer_type(postings: Postings, kind: str, facts: set[int]) -> None:
    assert postings.facts_with_answer_type(kind, range(1, 7)) == facts
    assert postings.facts_with_answer_type(kind, [4]) == set()


def test_bm25_ranks_stems_of_text_keywords_and_names(index: IndexReader) -> None:
    stems = index.terms.stems(["exiles", "lavrentiy", "officer"])
    hits = index.postings.bm25(any_of(stems.values()), 10)
    assert [fact for fact, _ in hits] == [1, 2]
    assert hits[0][1] > hits[1][1] > 0
    assert len(index.postings.bm25(any_of(stems.values()), 1)) == 1
    assert index.postings.bm25("", 10) == []
    assert index.postings.bm25(any_of(["zebra"]), 2**70) == []


def test_bm25_weighs_columns_and_obeys_a_condition(index: IndexReader) -> None:
    expression = any_of(["lavrentii", "lavrentiy"])
    [(fact, score)] = index.postings.bm25(expression, 5, (1.0, 1.0, 2.0))
    [(_, lower)] = index.postings.bm25(expression, 5, (1.0, 1.0, 0.5))
    assert fact == 1
    assert score > lower
    assert index.postings.bm25(expression, 5, condition=("n > ?", (1,))) == []


def test_expression_quotes_whatever_it_is_given(postings: Postings) -> None:
    assert postings.bm25(any_of(['"', "a OR", "NOT"]), 5) == []


def test_vectors_say_which_facts_mean_alike(index: IndexReader) -> None:
    vectors = index.postings.vectors([1, 3, 4, 99])
    assert {n: len(vector) for n, vector in vectors.items()} == dict.fromkeys((1, 3, 4), DIMENSIONS)
    assert index.vectors is not None
    asked = index.vectors.text_vector([("novel", 1.0), ("author", 1.0)])
    assert max(vectors, key=lambda n: cosine(asked, vectors[n])) == 4
    assert IndexReader.build(full_corpus()).postings.vectors([1]) == {}


def test_vectors_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = WordVectors.open(vectors_path())
    expected = IndexReader.build(full_corpus(), vectors=vectors).postings.vectors(range(1, 7))
    monkeypatch.setattr(postings_module, "_MAX_VECTORS", 3)
    postings = IndexReader.build(full_corpus(), vectors=vectors).postings
    for numbers in ([1, 2], [2, 3], [3, 2, 4, 5], [1, 5], [5]):
        assert postings.vectors(numbers) == {n: expected[n] for n in numbers}

"""One index used by many threads answers as one used by one."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from corpus.examples import BUNDLED

from index.examples import write_file
from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.index.match import any_of
from stalinfacts.index.reader import IndexReader
from stalinfacts.text.vectors import WordVectors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THREADS = 8
WORDS = "purge exile red army trotsky kirov famine war seminary party lenin poem".split()


@pytest.fixture(autouse=True)
def _often_switched() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def ask(index: IndexReader, word: str) -> list[Any]:
    terms, postings, documents = index.terms, index.postings, index.documents
    stem = terms.stems([word])[word]
    numbers = [fact for fact, _ in postings.bm25(any_of([stem]), 20)]
    return [
        stem,
        terms.document_frequency(word),
        terms.terms_with_stem(word),
        terms.existing_terms([word + letter for letter in "abcdefs"]),
        terms.names(word),
        postings.postings(word),
        postings.vectors(numbers),
        documents.facts(numbers),
        documents.sort_keys(numbers),
        documents.entity_counts(numbers),
        index.title,
        index.source,
    ]


@pytest.mark.parametrize("in_memory", [True, False])
def test_threads_get_the_answers_of_one(tmp_path: Path, in_memory: bool) -> None:
    corpus = read_corpus(BUNDLED)
    if in_memory:
        vectors = WordVectors.open(vectors_path())
        shared, alone = (IndexReader.build(corpus, vectors=vectors) for _ in range(2))
    else:
        path = write_file(tmp_path / "c.sqlite", corpus)
        shared, alone = IndexReader.open(path), IndexReader.open(path)
    expected = {word: ask(alone, word) for word in WORDS}
    asked = [WORDS[(n * 7) % len(WORDS)] for n in range(THREADS * 25)]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda word: ask(shared, word), asked))
    assert all(answer == expected[word] for word, answer in zip(asked, answers, strict=True))

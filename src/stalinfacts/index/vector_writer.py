"""Facts → their vectors: what each means, by its words and those of its keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.index.match import idf
from stalinfacts.index.rows import insert, split_words
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import normalize_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.text.vectors import WordVectors

_CHUNK = 10_000  # facts whose texts are normalised at once
_TEXT_WEIGHT = 2.0  # of a word of the text; one of the keywords weighs 1


def write_vectors(
    connection: sqlite3.Connection,
    facts: Sequence[Fact],
    frequencies: Mapping[str, int],
    vectors: WordVectors,
) -> None:
    """Write the vector of each fact: the sum of its words' vectors, each by its idf."""
    weights = {
        term: idf(frequency, len(facts))
        for term, frequency in frequencies.items()
        if term not in STOP_WORDS
    }
    for start in range(0, len(facts), _CHUNK):
        chunk = facts[start : start + _CHUNK]
        texts = normalize_all([fact.text for fact in chunk])
        keywords = normalize_all(["; ".join(fact.keywords) for fact in chunk])
        rows = []
        for n, (text, headings) in enumerate(zip(texts, keywords, strict=True), start + 1):
            words = [(w, _TEXT_WEIGHT * weights.get(w, 0.0)) for w in split_words(text)]
            words += [(w, weights.get(w, 0.0)) for w in split_words(headings)]
            rows.append((n, vectors.text_vector(words)))
        insert(connection, "fact_vector", rows)

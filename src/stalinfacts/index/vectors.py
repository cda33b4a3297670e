"""What each fact means: the vector of its words and of those of its keywords."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stalinfacts.index.rows import insert, split_words
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import normalize_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.text.vectors import WordVectors

_CHUNK = 10_000  # facts whose vectors are written at once
_TEXT_WEIGHT = 2.0  # of a word of the text; one of the keywords weighs 1


def idf(document_frequency: int, total: int) -> float:
    """Return BM25's inverse document frequency (S. Robertson and K. Spärck Jones)."""
    return math.log(1 + (total - document_frequency + 0.5) / (document_frequency + 0.5))


def write_vectors(
    connection: sqlite3.Connection, facts: Sequence[Fact], vectors: WordVectors
) -> None:
    """Write the vectors of all facts, once the table ``vocabulary`` is full.

    Words weigh by their idf, and stop words nothing.
    """
    query = "select term, facts from vocabulary"
    weights = {
        term: idf(frequency, len(facts))
        for term, frequency in connection.execute(query)
        if term not in STOP_WORDS
    }
    for start in range(0, len(facts), _CHUNK):
        chunk = facts[start : start + _CHUNK]
        texts = normalize_all([fact.text for fact in chunk])
        keywords = normalize_all(["; ".join(fact.keywords) for fact in chunk])
        rows = []
        for n, (text, some) in enumerate(zip(texts, keywords, strict=True), start + 1):
            words = [(word, _TEXT_WEIGHT * weights.get(word, 0.0)) for word in split_words(text)]
            words += [(word, weights.get(word, 0.0)) for word in split_words(some)]
            rows.append((n, vectors.text_vector(words)))
        insert(connection, "fact_vector", rows)

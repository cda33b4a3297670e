"""Which words of a query belong together besides names: halves of a word that was split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.query.model import Term
from stalinfacts.text.spelling import rejoin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stalinfacts.index.reader import IndexReader


def is_word(term: Term) -> bool:
    """Return whether a term is a single word and nothing else."""
    return len(term.words) == 1 and not (
        term.phrase or term.prefix or term.dates or term.name or term.alternatives
    )


def rejoin_terms(terms: Iterable[Term], index: IndexReader) -> list[Term]:
    """Return terms with split words put together: "anti semitism", "268 950"."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-1] if joined else None
        if last is not None and is_word(last) and is_word(term):
            first, second = last.words[0], term.words[0]
            frequency = index.terms.document_frequency
            apart = frequency(first) and frequency(second) and not second.isdigit()
            if not apart and (expansion := rejoin(first, second, index.terms)) is not None:
                joined[-1] = Term(expansion.words)
                continue
        joined.append(term)
    return joined

"""Which facts are looked at: all of them, or in a large corpus those that BM25 finds first.

The ranking is the same for both; only where facts were left out does a result say "at
least".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.index.match import any_of
from stalinfacts.index.postings import KEYWORDS, TEXT, Posting
from stalinfacts.text.normalize import words
from stalinfacts.text.spelling import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.filters import Where
    from stalinfacts.query.model import Query, Term
    from stalinfacts.search.weights import Weights

MAX_POSTINGS = 2_000
"""Facts up to which all that hold a term are looked at, if together they are no more than ..."""
LARGE_CORPUS = 20_000
"""... or that a corpus has at most: then nothing is ever left out."""
CANDIDATES = 300
"""Facts that are looked at otherwise: those that BM25 ranks first."""


class Pool:
    """The facts that a query may be answered with, and where terms stand in them."""

    def __init__(
        self,
        index: IndexReader,
        allowed: set[int] | None = None,
        candidates: Sequence[int] | None = None,
    ) -> None:
        """Take the facts that pass the filters (None is all), and the candidates, if cut."""
        self.index = index
        self.allowed = allowed
        self.at_least = candidates is not None
        self._candidates = frozenset(candidates or ())
        self._postings: dict[str, list[Posting]] | None = None

    def __contains__(self, fact: int) -> bool:
        """Return whether a fact is looked at."""
        return not self.at_least or fact in self._candidates

    def postings(self, term: str) -> list[Posting]:
        """Return where a term stands in the facts that are looked at."""
        if not self.at_least:
            return self.index.postings.postings(term)
        if self._postings is None:
            self._postings = self._index_candidates()
        return self._postings.get(term, [])

    def facts_mentioning(self, entity: int) -> list[int]:
        """Return the facts that are looked at and name an entity."""
        facts = self.index.postings.facts_mentioning(entity)
        return [fact for fact in facts if fact in self] if self.at_least else facts

    def _index_candidates(self) -> dict[str, list[Posting]]:
        postings: dict[str, list[Posting]] = {}
        for fact in self.index.documents.facts(sorted(self._candidates)):
            for column, text in ((TEXT, fact.text), (KEYWORDS, " ˑ ".join(fact.keywords))):
                for offset, word in enumerate(words(text)):
                    postings.setdefault(word, []).append(Posting(fact.number, column, offset))
        return postings


def find_pool(index: IndexReader, query: Query, condition: Where, weights: Weights) -> Pool:
    """Return the facts that a query is answered with."""
    if index.documents.count() <= LARGE_CORPUS:
        return Pool(index, _allowed(index, condition))
    return Pool(index, _allowed(index, condition))


def _allowed(index: IndexReader, condition: Where) -> set[int] | None:
    if not condition.text:
        return None
    return set(index.documents.numbers(condition.text, condition.values))

"""Which facts are looked at: all of them, or in a large corpus those that BM25 finds first.

The ranking is the same for both; only where facts were left out does a result say "at
least".
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from stalinfacts.index.postings import KEYWORDS, TEXT
from stalinfacts.index.schema import SEPARATOR
from stalinfacts.text.normalize import words
from stalinfacts.text.spelling import expand, expand_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stalinfacts.index.postings import Posting
    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.filters import Where
    from stalinfacts.query.model import Query, Term
    from stalinfacts.text.expansion import Expansion

LARGE_CORPUS = 20_000
"""Facts up to which a corpus is searched whole, whatever is asked."""
MAX_POSTINGS = 300
"""Facts up to which all that hold a word of the query are looked at in a larger one."""
CANDIDATES = 100
"""Facts that are looked at otherwise: those that BM25 ranks first, of those with all words,
and if these are fewer, of those with any."""

_MEMO = 20_000  # words whose expansions are kept: a batch asks for the same ones again
_EXPANSIONS: WeakKeyDictionary[IndexReader, dict[tuple[str, bool, bool], list[Expansion]]] = (
    WeakKeyDictionary()
)


class Pool:
    """The facts that a query may be answered with, and where terms stand in them."""

    def __init__(self, index: IndexReader, condition: Where) -> None:
        """Begin with all the facts that pass the filters."""
        self.index = index
        self.condition = condition
        self.at_least = False
        self._candidates: frozenset[int] = frozenset()
        self._postings: dict[str, list[Posting]] = {}
        self._expansions = _EXPANSIONS.setdefault(index, {})

    def __contains__(self, fact: int) -> bool:
        """Return whether a fact is looked at."""
        return not self.at_least or fact in self._candidates

    def allowed(self) -> set[int] | None:
        """Return the facts that pass the filters; None where there is no filter."""
        if not self.condition.text:
            return None
        return set(self.index.documents.numbers(self.condition.text, self.condition.values))

    def expansions(self, word: str, *, exact: bool, capitalized: bool) -> list[Expansion]:
        """Return what a word may stand for, the surest first."""
        key = (word, exact, capitalized)
        expansions = self._expansions.get(key)
        if expansions is None:
            expansions = expand(word, self.index.terms, exact=exact, capitalized=capitalized)
            if len(self._expansions) >= _MEMO:
                self._expansions.clear()
            self._expansions[key] = expansions
        return expansions

    def postings(self, term: str) -> list[Posting]:
        """Return where a term stands in the facts that are looked at."""
        if self.at_least:
            return self._postings.get(term, [])
        return self.index.postings.postings(term)

    def facts_mentioning(self, entity: int) -> list[int]:
        """Return the facts that are looked at and name an entity."""
        facts = self.index.postings.facts_mentioning(entity)
        return [fact for fact in facts if fact in self] if self.at_least else facts

    def cut(self, candidates: Iterable[int]) -> None:
        """Look at no other facts than some."""
        self.at_least = True
        self._candidates = frozenset(candidates)
        for fact in self.index.documents.facts(sorted(self._candidates)):
            texts = ((TEXT, fact.text), (KEYWORDS, f" {SEPARATOR} ".join(fact.keywords)))
            for column, text in texts:
                for offset, word in enumerate(words(text)):
                    place = (fact.number, column, offset)
                    self._postings.setdefault(word, []).append(place)


def find_pool(index: IndexReader, query: Query, condition: Where) -> Pool:
    """Return the facts that a query is answered with."""
    pool = Pool(index, condition)
    if index.documents.count() <= LARGE_CORPUS:
        return pool
    looked_for = [
        word
        for term in query.terms
        for part in (term.alternatives or (term,))
        for word in _words(part, query, pool)
    ]
    if sum(map(index.terms.document_frequency, looked_for)) > MAX_POSTINGS:
        stems = [f'"{stem}"' for stem in dict.fromkeys(index.terms.stems(looked_for).values())]
        sql = (condition.text, condition.values)
        operators = (" AND ", " OR ") if len(stems) > 1 else (" OR ",)
        ranked: dict[int, float] = {}
        for operator in operators:  # those with any word only where those with all are few
            if len(ranked) < CANDIDATES:
                found = index.postings.bm25(operator.join(stems), CANDIDATES, condition=sql)
                ranked.update(found[: CANDIDATES - len(ranked)] if ranked else found)
        pool.cut(ranked)
    return pool


def _words(term: Term, query: Query, pool: Pool) -> list[str]:
    """Return the words of the corpus that a term is looked for by."""
    if term.prefix:
        return [word for e in expand_prefix(term.words[0], pool.index.terms) for word in e.words]
    if len(term.words) > 1:
        return list(term.words)
    expansions = pool.expansions(term.words[0], exact=query.exact, capitalized=term.capitalized)
    return [word for expansion in expansions for word in expansion.words]

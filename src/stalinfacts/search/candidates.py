"""Which facts are looked at: all of them, or in a large corpus those that BM25 finds first.

Of facts with a common word these are known since the index was made
(``stalinfacts.index.champions``).

The ranking is the same for both; only where facts were left out does a result say "at
least".
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from stalinfacts.index.match import any_of
from stalinfacts.index.postings import KEYWORDS, TEXT
from stalinfacts.index.schema import CHAMPIONS, LARGE_CORPUS, MAX_POSTINGS, SEPARATOR
from stalinfacts.text.normalize import words
from stalinfacts.text.spelling import expand, expand_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index.postings import Posting
    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.filters import Where
    from stalinfacts.query.model import Query, Term
    from stalinfacts.text.expansion import Expansion

MAX_RANKED = 3_000
"""Facts with any of several words that BM25 may look at: each takes a microsecond."""

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
        if self.at_least and self.index.terms.document_frequency(term) > MAX_POSTINGS:
            return self._places.get(term, [])
        postings = self.index.postings.postings(term)
        return [place for place in postings if place[0] in self] if self.at_least else postings

    @cached_property
    def _places(self) -> dict[str, list[Posting]]:
        """Where each term of the facts stands that are looked at."""
        places: dict[str, list[Posting]] = {}
        for fact, text, keywords in self.index.documents.texts(self._candidates):
            apart = keywords.replace("; ", f" {SEPARATOR} ")
            for column, content in ((TEXT, text), (KEYWORDS, apart)):
                for offset, word in enumerate(words(content)):
                    places.setdefault(word, []).append((fact, column, offset))
        return places

    def facts_mentioning(self, entity: int) -> list[int]:
        """Return the facts that are looked at and name an entity."""
        facts = self.index.postings.facts_mentioning(entity)
        return [fact for fact in facts if fact in self] if self.at_least else facts

    def cut(self, candidates: Iterable[int]) -> None:
        """Look at no other facts than some."""
        self.at_least = True
        self._candidates = frozenset(candidates)


def find_pool(index: IndexReader, query: Query, condition: Where) -> Pool:
    """Return the facts that a query is answered with."""
    pool = Pool(index, condition)
    if index.documents.count() <= LARGE_CORPUS:
        return pool
    frequency = index.terms.document_frequency
    readings = (words for term in query.terms for words in _readings(term, query, pool))
    looked_for = [[word for word in words if frequency(word)] for words in readings]
    looked_for = sorted(filter(None, looked_for), key=lambda some: sum(map(frequency, some)))
    if sum(frequency(word) for some in looked_for for word in some) > MAX_POSTINGS:
        pool.cut(_candidates(pool, looked_for))
    return pool


def _candidates(pool: Pool, looked_for: Sequence[Sequence[str]]) -> list[int]:
    """Return the facts that hold all words, then those that BM25 ranks first for some of them.

    These are ranked together for all but the commonest words, and then for each, the rarest
    first.

    Args:
        pool: what is looked at.
        looked_for: each word by what stands for it in the corpus, the surest first.
    """
    postings, terms = pool.index.postings, pool.index.terms
    condition = (pool.condition.text, pool.condition.values)
    stems = [list(dict.fromkeys(terms.stems(some).values())) for some in looked_for]
    facts: dict[int, None] = {}

    def add(expression: str) -> None:
        ranked = postings.bm25(expression, CHAMPIONS, condition=condition)
        facts.update((fact, None) for fact, _ in ranked)

    if len(stems) > 1:
        add(" AND ".join(f"({any_of(some)})" for some in stems))
        every = sorted(chain.from_iterable(looked_for), key=terms.document_frequency)
        counts = accumulate(map(terms.document_frequency, every))
        few = [word for word, count in zip(every, counts, strict=True) if count <= MAX_RANKED]
        if len(facts) < CHAMPIONS:
            add(any_of(dict.fromkeys(terms.stems(few).values())))
    for stem in dict.fromkeys(chain.from_iterable(stems)):
        if len(facts) >= CHAMPIONS:
            break
        champions = [] if pool.condition.text else postings.champions(stem)
        if champions:
            facts.update(dict.fromkeys(champions))
        else:
            add(any_of([stem]))
    return list(facts)[:CHAMPIONS]


def _readings(term: Term, query: Query, pool: Pool) -> list[list[str]]:
    """Return each word of a term by what stands for it in the corpus; of alternatives, any."""
    if len(term.words) > 1 and not term.alternatives:
        return [[word] for word in term.words]
    parts = term.alternatives or (term,)
    return [[word for part in parts for word in _words(part, query, pool)]]


def _words(term: Term, query: Query, pool: Pool) -> list[str]:
    """Return the words of the corpus that a term is looked for by."""
    if term.prefix:
        return [word for e in expand_prefix(term.words[0], pool.index.terms) for word in e.words]
    if len(term.words) > 1:
        return list(term.words)
    expansions = pool.expansions(term.words[0], exact=query.exact, capitalized=term.capitalized)
    return [word for expansion in expansions for word in expansion.words]

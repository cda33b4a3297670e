"""A query and an index → the facts that answer, best first, and why.

1. Terms: names and split words are put together (``units``).
2. Matches: each term, expanded, is matched with facts (``matching``).
3. Candidates: the facts that cover enough of the query, and pass the filters. In a
   large corpus they are the first that BM25 finds (``candidates``); the rest is the same.
4. Rank: a weighted sum of signals (``ranking``, ``signals``, ``weights``).
5. Hits: what is shown, with the reasons and with what is missing (``highlight``).

The same input gives the same hits in the same order, and a limit cuts, no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.index.vectors import idf
from stalinfacts.query.filters import where
from stalinfacts.search.highlight import matched_ranges, missing_terms, term_text
from stalinfacts.search.matching import Matcher
from stalinfacts.search.model import Hit, SearchResult
from stalinfacts.search.ranking import answering, explain, rank
from stalinfacts.search.signals import Candidates
from stalinfacts.search.units import group_terms
from stalinfacts.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.model import Query, Term
    from stalinfacts.search.model import TermMatches
    from stalinfacts.search.ranking import Ranked
    from stalinfacts.search.weights import Weights


def search(
    index: IndexReader, query: Query, limit: int | None = None, weights: Weights = WEIGHTS
) -> SearchResult:
    """Return the facts that answer a query, best first.

    Args:
        index: the corpus.
        query: the query; one with filters alone lists what they let through.
        limit: hits to return at most; None returns all.
        weights: the constants of the ranking.

    Raises:
        UsageError: a filter names something that is not there.
    """
    if not (query.terms or query.filters or query.excluded):
        return SearchResult([], 0, at_least=False, corrected={}, missing=())
    matcher = Matcher(index, weights, exact=query.exact)
    terms = [matcher.match(term) for term in group_terms(query, index)]
    facts = _candidates(index, query, terms, matcher, weights)
    ranked = rank(Candidates(index, query, terms, facts, _vector(index, terms)), weights)
    shown = ranked[:limit]
    return SearchResult(
        _hits(index, shown, terms),
        len(ranked),
        at_least=False,
        corrected={term_text(term): term.corrections for term in terms if term.corrections},
        missing=tuple(term_text(term) for term in terms if not term.is_known),
    )


def _candidates(
    index: IndexReader,
    query: Query,
    terms: Sequence[TermMatches],
    matcher: Matcher,
    weights: Weights,
) -> list[int]:
    """Return the facts that answer: they cover enough, pass the filters, hold nothing excluded."""
    condition = where(query.filters, index) if query.filters else None
    allowed: set[int] | None = None
    if condition is not None and condition.sql:
        allowed = set(index.documents.numbers(condition.sql, condition.values))
    elif all(term.is_subject for term in terms):
        allowed = set(index.documents.numbers())
    facts = answering(terms, allowed, weights)
    for term in terms:
        if (term.term.phrase or query.match_all) and not term.is_subject:
            facts &= term.matches.keys()
    for excluded in query.excluded:
        facts -= _excluded_facts(excluded, matcher)
    return sorted(facts)


def _excluded_facts(term: Term, matcher: Matcher) -> set[int]:
    """Return the facts that a term leaves out: those that surely match it."""
    match = matcher.match(term)
    least = matcher.weights.name if not term.phrase else 0.0
    return {fact for fact, m in match.matches.items() if m.quality >= least}


def _vector(index: IndexReader, terms: Sequence[TermMatches]) -> bytes:
    """Return the meaning of the query's words: the vector of a text that has them."""
    if index.vectors is None:
        return b""
    total = index.documents.count()
    frequency = index.terms.document_frequency
    words = [
        word
        for term in terms
        for part in (term.term.alternatives or (term.term,))
        for word in (term.corrections[:1] or part.words)
    ]
    return index.vectors.text_vector((word, idf(frequency(word), total)) for word in words)


def _hits(
    index: IndexReader, ranked: Sequence[Ranked], terms: Sequence[TermMatches]
) -> list[Hit]:
    runs = {run for term in terms for run in term.runs}
    runs |= {run for term in terms for entity in term.entities for run in index.terms.entity_forms(entity)}
    facts = index.documents.facts([r.fact for r in ranked])
    return [
        Hit(
            fact,
            r.score,
            matched_ranges(fact.text, runs),
            explain(r, terms),
            missing_terms(r.fact, terms),
        )
        for fact, r in zip(facts, ranked, strict=True)
    ]



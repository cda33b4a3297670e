"""A query and an index → the facts that answer, best first, and why.

1. Terms: halves of a word are put together (``units``).
2. Matches: each term, expanded, is matched with facts (``matching``).
3. Candidates: the facts that cover enough of the query, and pass the filters. In a
   large corpus they are the first that BM25 finds (``candidates``); the rest is the same.
4. Rank: a weighted sum of signals (``ranking``, ``signals``, ``weights``).
5. Hits: what is shown, with the reasons and with what is missing (``highlight``).

The same input gives the same hits in the same order, and a limit cuts, no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.query.filters import where
from stalinfacts.search.candidates import find_pool
from stalinfacts.search.highlight import by_first_word, matched_ranges, missing_terms
from stalinfacts.search.matching import Matcher
from stalinfacts.search.model import Hit, SearchResult
from stalinfacts.search.ranking import answering, explain, rank
from stalinfacts.search.signals import Candidates, query_vector
from stalinfacts.search.units import rejoin_terms
from stalinfacts.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.filters import Where
    from stalinfacts.query.model import Query
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
    condition = where(query.filters, index)
    if not query.terms:
        return _list_facts(index, query, condition, limit, weights)
    pool = find_pool(index, query, condition)
    matcher = Matcher(pool, weights, query)
    parts = query.terms if query.exact else rejoin_terms(query.terms, index)
    terms = [matcher.match(term) for term in parts]
    candidates = Candidates(index, query, terms, (), query_vector(index, terms))
    facts = answering(candidates, pool.allowed(), weights)
    for term in terms:
        if (term.term.phrase or query.match_all) and not term.is_subject:
            facts &= term.matches.keys()
    for excluded in query.excluded:
        facts -= matcher.sure_facts(excluded)
    ranked = rank(candidates._replace(facts=sorted(facts)), weights, limit)
    return SearchResult(
        _hits(index, ranked, terms, query.years),
        len(facts),
        at_least=pool.at_least,
        corrected={term.text: term.corrections for term in terms if term.corrections},
        missing=tuple(term.text for term in terms if not term.is_known),
    )


def _list_facts(
    index: IndexReader, query: Query, condition: Where, limit: int | None, weights: Weights
) -> SearchResult:
    """Return what filters and exclusions alone let through; nothing where there are none."""
    numbers: list[int] = []
    if query.filters.conditions or query.excluded:
        numbers = index.documents.numbers(condition.text, condition.values)
    matcher = Matcher(find_pool(index, query, condition), weights, query)
    for term in query.excluded:
        excluded = matcher.sure_facts(term)
        numbers = [number for number in numbers if number not in excluded]
    hits = [Hit(fact, 1.0) for fact in index.documents.facts(numbers[:limit])]
    return SearchResult(hits, len(numbers))


def _hits(
    index: IndexReader,
    ranked: Sequence[Ranked],
    terms: Sequence[TermMatches],
    years: Sequence[str],
) -> list[Hit]:
    entities = {entity for term in terms for entity in term.entities}
    runs = {run for term in terms for run in term.runs}
    runs.update(run for entity in entities for run in index.terms.entity_forms(entity))
    marked = by_first_word(runs)
    facts = index.documents.facts([r.fact for r in ranked])
    return [
        Hit(
            fact,
            r.score,
            matched_ranges(fact.text, marked),
            explain(r, terms),
            missing_terms(fact, terms, years),
        )
        for fact, r in zip(facts, ranked, strict=True)
    ]

"""Which facts answer, and in which order: the weighted sum of the signals."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.search.model import Explanation
from stalinfacts.search.signals import SIGNALS, Signal, meaning
from stalinfacts.text.normalize import is_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.search.model import TermMatches
    from stalinfacts.search.signals import Candidates
    from stalinfacts.search.weights import Weights

_DIGITS = 9  # so that sums in another order are ties all the same
_ROUNDING = 1e-9


class Ranked(NamedTuple):
    """A fact's number and score, and what each signal adds to it."""

    fact: int
    score: float
    contributions: dict[str, float]


def answering(candidates: Candidates, allowed: set[int] | None, weights: Weights) -> set[int]:
    """Return the facts that cover enough of a query to answer it.

    The shorter the query (in terms of equal weight), the larger the part that must be
    covered: long ones use words that no answer has. A fact that covers a good part of
    it and means much the same may lack some everyday words, but never a name or a figure.
    Beside a known name, words that nobody knows are set aside.

    Args:
        candidates: the query; its facts are of no account.
        allowed: the facts that may answer; None is all.
        weights: how much is enough.
    """
    terms = _decisive_terms(candidates)
    if not terms:
        return set(candidates.reader.documents.numbers() if allowed is None else allowed)
    shares = _shares(terms, weights)
    required = weights.min_coverage + weights.short_query_surcharge * sum(s * s for s in shares)
    covered = _covered(terms, shares, weights)
    facts = {fact for fact, share in covered.items() if share >= required}
    specific = [term for term in terms if _is_specific(term, candidates.reader)]
    if candidates.vector and all(term.is_known for term in specific):
        least = weights.least_covered * required
        doubtful = [
            fact
            for fact, share in covered.items()
            if least <= share < required and all(fact in term.matches for term in specific)
        ]
        for fact, similarity in meaning(candidates._replace(facts=doubtful)).items():
            bonus = weights.meaning_bonus * (similarity - weights.least_meaning)
            if covered[fact] + bonus >= required:
                facts.add(fact)
    return facts if allowed is None else {fact for fact in facts if fact in allowed}


def _shares(terms: Sequence[TermMatches], weights: Weights) -> list[float]:
    """Return what part of a query each term is: a name says of whom, and no more."""
    parts = [
        math.sqrt(term.idf)
        * (weights.name_share if term.is_name else 1)
        * (math.sqrt(weights.low_information) if term.term.says_little else 1)
        for term in terms
    ]
    total = sum(parts)
    return [part / total for part in parts]


def _decisive_terms(candidates: Candidates) -> list[TermMatches]:
    is_english = candidates.reader.terms.is_english
    terms = [term for term in candidates.terms if not term.is_subject]
    decisive = [
        term
        for term in terms
        if term.is_known
        or len(term.term.words) > 1
        or _is_meaningful(term.term.words[0], is_english)
    ]
    return decisive if any(term.is_name for term in terms) else terms


def _is_meaningful(word: str, is_english: Callable[[str], bool]) -> bool:
    """Return whether a word is a figure, or one that English knows."""
    return is_number(word) or is_english(word)


def _covered(
    terms: Sequence[TermMatches], shares: Sequence[float], weights: Weights
) -> dict[int, float]:
    covered: dict[int, float] = {}
    lost = 0.0
    for term, share in zip(terms, shares, strict=True):
        penalty = weights.lacked_name * share if term.is_name else 0.0
        lost += penalty
        for fact, match in term.matches.items():
            part = share * min(1.0, match.quality / weights.saturation) + penalty
            covered[fact] = covered.get(fact, _ROUNDING) + part
    if lost:
        return {fact: part - lost for fact, part in covered.items()}
    return covered


def _is_specific(term: TermMatches, index: IndexReader) -> bool:
    """Return whether a term is a name, a figure, a date or a word that English lacks."""
    typed = term.term
    if term.is_name or typed.capitalized or typed.dates or typed.phrase or typed.name:
        return True
    word = typed.words[0]
    return is_number(word) or not (term.is_known or index.terms.is_english(word))


def rank(candidates: Candidates, weights: Weights, limit: int | None = None) -> list[Ranked]:
    """Return the first facts, best first; among equals the earlier date, then article order."""
    signals: list[tuple[str, float, Signal]] = [
        (name, weight, signal(candidates))
        for name, signal in SIGNALS
        if (weight := getattr(weights, name))
    ]
    total = sum(weight for _, weight, _ in signals)
    sums = dict.fromkeys(candidates.facts, 0.0)
    for _, weight, signal in signals:
        for fact, value in signal.items():
            if fact in sums:
                sums[fact] += weight * value / total
    scores = {fact: round(score, _DIGITS) for fact, score in sums.items()}
    return [
        Ranked(
            fact,
            scores[fact],
            {name: weight * s[fact] / total for name, weight, s in signals if fact in s},
        )
        for fact in _in_order(scores, candidates.reader, limit)[:limit]
    ]


def _in_order(scores: dict[int, float], index: IndexReader, limit: int | None) -> list[int]:
    """Return facts, which come in article order, by score; among equals the earlier date.

    Only the first ``limit`` need be in order.
    """
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    counts = Counter(scores.values())
    least = scores[ranked[limit - 1]] if limit and limit < len(ranked) else 0.0
    tied = [fact for fact in ranked if counts[scores[fact]] > 1 and scores[fact] >= least]
    if tied:
        keys = index.documents.sort_keys(tied)
        ranked.sort(key=lambda fact: (-scores[fact], keys.get(fact, ())))
    return ranked


def explain(ranked: Ranked, terms: Sequence[TermMatches]) -> tuple[Explanation, ...]:
    """Return how a score came about: coverage term by term, then each other signal."""
    explanations = []
    covered = sum(_quality(term, ranked.fact) * term.idf for term in terms)
    for name, contribution in ranked.contributions.items():
        if name != "coverage":
            explanations.append(Explanation(name, "", (), "", "", contribution))
            continue
        for term in terms:
            part = _quality(term, ranked.fact) * term.idf
            if part:
                match = term.matches.get(ranked.fact)
                words, how, where = ((), "subject", "") if match is None else match[1:4]
                share = contribution * part / covered
                explanations.append(Explanation(name, term.text, words, how, where, share))
    return tuple(explanations)


def _quality(term: TermMatches, fact: int) -> float:
    match = term.matches.get(fact)
    return term.default if match is None else match.quality

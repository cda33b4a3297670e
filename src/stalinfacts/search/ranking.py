"""Which facts answer, and in which order: the weighted sum of the signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.search.model import Explanation
from stalinfacts.search.signals import SIGNALS, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.search.model import TermMatches
    from stalinfacts.search.signals import Candidates
    from stalinfacts.search.weights import Weights

_DIGITS = 9  # so that sums in another order are ties all the same


class Ranked(NamedTuple):
    """A fact's number and score, and what each signal adds to it."""

    fact: int
    score: float
    contributions: dict[str, float]


def answering(
    terms: Sequence[TermMatches], facts: Iterable[int] | None, weights: Weights
) -> set[int]:
    """Return the facts that cover enough of a query to answer it.

    ``facts`` are those that may; None is all. The shorter the query (in terms of equal
    weight), the larger the part that must be covered: long ones use words that no
    answer has.
    """
    asked = [term for term in terms if not term.is_subject]
    if not asked:
        return set(facts or ())
    total = sum(term.idf for term in asked)
    terms_of_equal_weight = total**2 / sum(term.idf**2 for term in asked)
    required = weights.min_coverage + weights.short_query_surcharge / terms_of_equal_weight
    covered: dict[int, float] = {}
    for term in asked:
        for fact, match in term.matches.items():
            share = term.idf * min(1.0, match.quality / weights.saturation)
            covered[fact] = covered.get(fact, 0.0) + share
    enough = {fact for fact, share in covered.items() if share >= required * total - 1e-9}
    return enough if facts is None else enough.intersection(facts)


def rank(candidates: Candidates, weights: Weights) -> list[Ranked]:
    """Return the facts, best first; among equals the earlier date, then article order."""
    signals: list[tuple[str, float, Signal]] = [
        (name, weight, signal(candidates))
        for name, signal in SIGNALS
        if (weight := getattr(weights, name))
    ]
    total = sum(weight for _, weight, _ in signals)
    ranked = []
    for fact in candidates.facts:
        contributions = {
            name: weight * signal[fact] / total for name, weight, signal in signals if fact in signal
        }
        score = round(sum(contributions.values()), _DIGITS)
        ranked.append(Ranked(fact, score, contributions))
    keys = candidates.index.documents.sort_keys(candidates.facts)
    ranked.sort(key=lambda r: (-r.score, keys[r.fact]))
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
                text = " ".join(term.term.words)
                share = contribution * part / covered
                explanations.append(Explanation(name, text, words, how, where, share))
    return tuple(explanations)


def _quality(term: TermMatches, fact: int) -> float:
    match = term.matches.get(fact)
    return term.default if match is None else match.quality

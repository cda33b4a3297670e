"""Which characters of a fact stand for the query, and what of the query it does not bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.text.english import LOW_INFORMATION_WORDS, STOP_WORDS
from stalinfacts.text.normalize import tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.search.model import TermMatches


def matched_ranges(text: str, runs: Iterable[tuple[str, ...]]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of characters where one of some runs of words stands in a text."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for run in runs:
        if run and not (len(run) == 1 and run[0] in STOP_WORDS):
            by_first.setdefault(run[0], []).append(run)
    all_tokens = tokens(text)
    marked: set[int] = set()
    for at, token in enumerate(all_tokens):
        for run in by_first.get(token.word, ()):
            if tuple(t.word for t in all_tokens[at : at + len(run)]) == run:
                marked.update(range(at, at + len(run)))
    ranges: list[tuple[int, int]] = []
    for at in sorted(marked):
        place = (all_tokens[at].start, all_tokens[at].stop)
        if not (ranges and ranges[-1] == place):
            ranges.append(place)
    return tuple(ranges)


def missing_terms(
    fact: Fact, terms: Sequence[TermMatches], years: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the years, figures, names and words of a query that a fact does not bear.

    A date is borne only if no day of the fact's lies outside it, or if it is a year that the
    fact names: 1922 says less than April 1922, and 1932–33 does say 1933.

    Args:
        fact: the fact, with its number.
        terms: the terms of the query.
        years: those that conditions name: a fact of 1903 keeps to "before 1905", and does
            not say 1905.
    """
    said: set[str] = set()
    if years or any(term.term.dates for term in terms):
        said = {*words(fact.text), *words(" ".join(fact.dates))}
    missing = []
    for term in terms:
        typed = term.term.words
        if term.is_subject or (len(typed) == 1 and typed[0] in LOW_INFORMATION_WORDS):
            continue
        if term.term.dates and len(typed) == 1 and typed[0] in said:
            continue
        match = term.matches.get(fact.number)
        if match is None or match.how in ("wider date", "words of the name", "part of a name"):
            missing.append(term.text)
    return (*missing, *(year for year in years if year not in said))

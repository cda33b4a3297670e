"""Which characters of a fact stand for the query, and what of the query it does not bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.search.model import TermMatches
    from stalinfacts.text.normalize import Token


Runs = dict[str, list[tuple[str, ...]]]
"""Runs of words by their first word."""


def by_first_word(runs: Iterable[tuple[str, ...]]) -> Runs:
    """Return runs of words by their first, without stop words alone."""
    by_first: Runs = {}
    for run in runs:
        if run and not (len(run) == 1 and run[0] in STOP_WORDS):
            by_first.setdefault(run[0], []).append(run)
    return by_first


def places(text: str, runs: Runs) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters of each run of words that stands in a text."""
    all_tokens = tokens(text)
    for at, token in enumerate(all_tokens):
        if token.word in runs:
            for run in runs[token.word]:
                if _stands(run, all_tokens, at):
                    yield token.start, all_tokens[at + len(run) - 1].stop


def matched_ranges(text: str, runs: Runs) -> tuple[tuple[int, int], ...]:
    """Return the ranges of characters of the words of some runs that stand in a text."""
    all_tokens = tokens(text)
    marked: set[int] = set()
    for at, token in enumerate(all_tokens):
        if token.word in runs:
            for run in runs[token.word]:
                if _stands(run, all_tokens, at):
                    marked.update(range(at, at + len(run)))
    ranges: list[tuple[int, int]] = []
    for at in sorted(marked):
        place = (all_tokens[at].start, all_tokens[at].stop)
        if not (ranges and ranges[-1] == place):
            ranges.append(place)
    return tuple(ranges)


def _stands(run: tuple[str, ...], all_tokens: Sequence[Token], at: int) -> bool:
    """Return whether a run whose first word stands at a place goes on there."""
    return len(run) == 1 or tuple(t.word for t in all_tokens[at : at + len(run)]) == run


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
        if term.is_subject or term.term.says_little:
            continue
        if term.term.dates and len(typed) == 1 and typed[0] in said:
            continue
        match = term.matches.get(fact.number)
        if match is None or match.how in ("wider date", "words of the name", "part of a name"):
            missing.append(term.text)
    return (*missing, *(year for year in years if year not in said))

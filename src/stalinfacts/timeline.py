"""Facts by period: how many, how many of them match, and what mattered then."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts import dates, query
from stalinfacts.errors import UsageError
from stalinfacts.search import search

if TYPE_CHECKING:
    from stalinfacts.api import Corpus
    from stalinfacts.query import Filters

PERIODS = ("decade", "year", "month")


class Period(NamedTuple):
    """A stretch of time: its EDTF text, its facts, those of them that match, and the event that it is known for."""

    period: str
    facts: int
    matches: int
    label: str = ""


def count(corpus: Corpus, by: str, text: str | None, filters: Filters) -> list[Period]:
    """Count facts by period, from the first that has one to the last, the empty ones between included.

    A fact counts in each period that one of its dates lies in as a whole, so a fact
    of the 1930s is in no year. With a search text, ``matches`` counts those that it finds.

    Raises:
        UsageError: there is no such period.
    """
    if by not in PERIODS:
        raise UsageError(f"'{by}' is no period; periods are {', '.join(PERIODS)}")
    matching: set[int] | None = None
    if text is not None:
        asked = query.parse(text)
        answer = search(corpus.index, asked._replace(filters=asked.filters.merge(filters)))
        matching = {n for hit in answer.hits if (n := corpus.index.number(hit.fact.id)) is not None}
    allowed = None if filters == type(filters)() else set(corpus.numbers(filters))
    facts: dict[int, set[int]] = {}
    bounds = dates.Span(dates.BEGINNING if filters.since is None else filters.since, dates.END if filters.until is None else filters.until)
    for fact, _, start, stop, _ in corpus.index.all_dates():
        if bounds.start <= start and stop <= bounds.stop and (allowed is None or fact in allowed) and start > dates.BEGINNING and stop < dates.END:
            first, last = _period(start, by), _period(stop - 1, by)
            if first == last:
                facts.setdefault(first, set()).add(fact)
    if not facts:
        return []
    labels = _labels(corpus, by, {period: len(found) for period, found in facts.items()})
    return [
        Period(
            _name(period, by),
            len(facts.get(period, ())),
            len(facts.get(period, set()) & matching) if matching is not None else 0,
            labels.get(period, ""),
        )
        for period in range(min(facts), max(facts) + 1)
    ]


def _period(day: int, by: str) -> int:
    moment = date.fromordinal(day)
    return moment.year // 10 if by == "decade" else moment.year if by == "year" else moment.year * 12 + moment.month - 1


def _name(period: int, by: str) -> str:
    return f"{period}0s" if by == "decade" else f"{period:04}" if by == "year" else f"{period // 12:04}-{period % 12 + 1:02}"


_FACTS_THAT_MATTER = 3
"""An event labels a period if so many facts of the period name it, and no period has more of them."""


def _labels(corpus: Corpus, by: str, sizes: dict[int, int]) -> dict[int, str]:
    """Name the periods that matter by the event that most of their facts name: each event once, where it is most named."""
    named: dict[str, Counter[int]] = {}
    for name, start, stop in corpus.index.event_dates():
        if start > dates.BEGINNING and stop < dates.END and (period := _period(start, by)) == _period(stop - 1, by):
            named.setdefault(name, Counter())[period] += 1
    best: dict[int, tuple[int, str]] = {}
    for name, periods in named.items():
        period, number = max(periods.items(), key=lambda item: (item[1], -item[0]))
        if number >= _FACTS_THAT_MATTER and period in sizes and number > best.get(period, (0, ""))[0]:
            best[period] = number, name
    return {period: name for period, (_, name) in best.items()}

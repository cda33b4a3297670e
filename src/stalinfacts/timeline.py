"""Facts counted by decade, year or month, and what each period is known for."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.ranges import BEGINNING, END
from stalinfacts.errors import UsageError
from stalinfacts.query.values import no_such

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from stalinfacts.corpus.model import Entity, Fact
    from stalinfacts.dates.ranges import DateRange

PERIODS = ("decade", "year", "month")
LABELLED_FROM = 15
"""Facts of a period from which it is large: it has a label whatever stands out in it."""
_RANKS = {"event": 2, "work": 1}
"""What a period is known for first: an event, then a work or an order, then any other name."""
_MIN_COUNT, _MIN_EVENT_IN_LARGE = 3.0, 1.5
"""Facts that name the event or work that labels a period; one where it was searched for."""
_MOST_YEARS = 500
"""Years that are counted one by one for every name."""
_MAX_SPAN = 10
"""Periods that a fact spans at most, to count for their labels."""


class Period(NamedTuple):
    """A stretch of time: what it is called, its facts, those of them that match, a label.

    ``matches`` is None where nothing was searched for.
    """

    period: str
    facts: int
    matches: int | None = None
    label: str = ""


class Timeline(NamedTuple):
    """Periods in order of time, empty ones between included, and what they do not show.

    ``drawn`` facts lie within one period, ``spanning`` ones have a date but lie in none
    as a whole, ``undated`` ones have no date.
    """

    periods: list[Period]
    drawn: int
    spanning: int
    undated: int


def count_by_period(
    facts: Sequence[Fact],
    by: str,
    entities: Iterable[Entity],
    matching: Iterable[int] | None = None,
    bounds: DateRange | None = None,
) -> Timeline:
    """Count facts by the periods in which one of their dates lies as a whole.

    Args:
        facts: the facts to count.
        by: ``decade``, ``year`` or ``month``.
        entities: the entities of the corpus, for labels.
        matching: the numbers of the facts that a search found. Only periods that hold one
            of them, and those between, are returned, and only they are labelled.
        bounds: leave out dates that do not lie within.

    Raises:
        UsageError: there is no such period.
    """
    if by not in PERIODS:
        raise UsageError(no_such("period", by, PERIODS))
    spans = {fact.number: _spans(fact, by, bounds) for fact in facts}
    members: dict[int, set[int]] = {}
    for number, periods in spans.items():
        for first, last in periods:
            if first == last:
                members.setdefault(first, set()).add(number)
    searched = matching is not None
    chosen = set(spans) if matching is None else set(matching) & set(spans)
    counted = {p: len(numbers & chosen) for p, numbers in members.items() if numbers & chosen}
    drawn = chosen & {number for numbers in members.values() for number in numbers}
    undrawn = [fact for fact in facts if fact.number in chosen - drawn]
    spanning = sum(1 for fact in undrawn if fact.dates)
    if not counted:
        return Timeline([], 0, spanning, len(undrawn) - spanning)
    totals = Counter(entity for fact in facts for entity in fact.entities)
    named = _named([fact for fact in facts if fact.number in chosen], spans)
    named = {period: named[period] for period in counted if period in named}
    labels = _labels(named, counted, totals, entities, searched=searched)
    rows = [
        Period(
            _name(period, by),
            len(members.get(period, ())),
            counted.get(period, 0) if searched else None,
            labels.get(period, ""),
        )
        for period in range(min(counted), max(counted) + 1)
    ]
    return Timeline(rows, len(drawn), spanning, len(undrawn) - spanning)


def _spans(fact: Fact, by: str, bounds: DateRange | None) -> list[tuple[int, int]]:
    spans = (_span(edtf, by, bounds) for edtf in fact.dates)
    return [span for span in spans if span is not None]


def _named(
    facts: Iterable[Fact], spans: Mapping[int, Sequence[tuple[int, int]]]
) -> dict[int, dict[str, float]]:
    """Return how often each entity is named in each period; a fact of several counts in parts."""
    named: dict[int, dict[str, float]] = {}
    for fact in facts:
        for first, last in spans[fact.number]:
            length = last - first + 1
            for period in range(first, last + 1) if length <= _MAX_SPAN else ():
                counts = named.setdefault(period, {})
                for entity in fact.entities:
                    counts[entity] = counts.get(entity, 0.0) + 1 / length
    return named


class YearLines(NamedTuple):
    """Facts by year for several names: ``counts[name][0]`` is the number in year ``first``."""

    first: int
    last: int
    counts: dict[str, list[int]]

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year; None where nothing was counted."""
        return (self.first, self.last) if self.counts else None


def count_by_year(
    facts: Iterable[Fact],
    names: Callable[[Fact], Iterable[str]],
    bounds: DateRange | None = None,
) -> YearLines | None:
    """Count facts by the years in which a date of theirs lies as a whole, for each name.

    Args:
        facts: the facts to count.
        names: what a fact counts for: its entities, its sections.
        bounds: the years to count; None counts from the first to the last there is.

    Returns None where no fact lies in one year, or the years are too many for a line.
    """
    years: dict[str, Counter[int]] = {}
    for fact in facts:
        spans = (_span(edtf, "year", bounds) for edtf in fact.dates)
        within = {span[0] for span in spans if span and span[0] == span[1]}
        for name in names(fact) if within else ():
            years.setdefault(name, Counter()).update(within)
    every = [year for counts in years.values() for year in counts]
    if not every:
        return None
    first, last = min(every), max(every)
    if bounds is not None:
        first, last = _period(bounds.start, "year"), _period(bounds.stop - 1, "year")
    if last - first > _MOST_YEARS:
        return None
    span = range(first, last + 1)
    return YearLines(first, last, {n: [c[year] for year in span] for n, c in years.items()})


def _span(edtf: str, by: str, bounds: DateRange | None) -> tuple[int, int] | None:
    """Return the first and last period that a date touches; None for one that is open."""
    days = parse_edtf(edtf).range
    if days.start <= BEGINNING or days.stop >= END:
        return None
    if bounds is not None and not days.within(bounds):
        return None
    return _period(days.start, by), _period(days.stop - 1, by)


def _period(day: int, by: str) -> int:
    moment = date.fromordinal(day)
    if by == "decade":
        return moment.year // 10
    return moment.year if by == "year" else moment.year * 12 + moment.month - 1


def _name(period: int, by: str) -> str:
    if by == "decade":
        return f"{period}0s"
    return f"{period:04}" if by == "year" else f"{period // 12:04}-{period % 12 + 1:02}"


def _labels(
    named: Mapping[int, Mapping[str, float]],
    sizes: Mapping[int, int],
    totals: Counter[str],
    entities: Iterable[Entity],
    *,
    searched: bool,
) -> dict[int, str]:
    """Return what each period is known for: the event, else the name, that stands out in it.

    What stands out is named often in the period and, as in tf-idf, seldom elsewhere; of two
    events the one with more facts in all is the larger subject. A name labels the one period
    in which it stands out most.
    """
    by_id = {entity.id: entity for entity in entities}
    everything = max(sum(totals.values()), 1)
    ranked: list[tuple[int, float, int, str]] = []
    for period, counts in named.items():
        is_large = not searched and sizes[period] >= LABELLED_FROM
        for entity, count in counts.items():
            kind = by_id[entity].kind
            enough = _MIN_EVENT_IN_LARGE if is_large and kind == "event" else _MIN_COUNT
            rank = _RANKS.get(kind, 0) if count >= (1.0 if searched else enough) else 0
            if rank or is_large:
                total = totals[entity]
                weight = count * math.log(1 + everything / total)
                ranked.append((rank, weight * (math.log(total) if rank else 1), period, entity))
    labels: dict[int, str] = {}
    labelled: set[str] = set()
    for _, _, period, entity in sorted(ranked, reverse=True):
        if period not in labels and entity not in labelled:
            labels[period] = by_id[entity].name
            labelled.add(entity)
    return labels

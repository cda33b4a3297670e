"""Facts counted by decade, year or month, and what each period is known for."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.ranges import BEGINNING, END
from stalinfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stalinfacts.corpus.model import Entity, Fact
    from stalinfacts.dates.ranges import DateRange

PERIODS = ("decade", "year", "month")
LABELLED_FROM = 15
"""Facts of a period from which it has a label even where no event stands out."""
_MIN_NAMED = 3
"""Facts that have to name an event before it labels a smaller period."""


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
        raise UsageError(f"no such period '{by}'. Periods: {', '.join(PERIODS)}")
    chosen = None if matching is None else set(matching)
    members: dict[int, set[int]] = {}
    labelled: dict[int, Counter[str]] = {}
    drawn: set[int] = set()
    spanning = undated = 0
    for fact in facts:
        periods = _periods(fact, by, bounds)
        is_match = chosen is None or fact.number in chosen
        if is_match and not periods:
            spanning += bool(fact.dates)
            undated += not fact.dates
        for period in periods:
            members.setdefault(period, set()).add(fact.number)
            if is_match:
                drawn.add(fact.number)
                labelled.setdefault(period, Counter()).update(fact.entities)
    counted = labelled if chosen is not None else members
    if not counted:
        return Timeline([], 0, spanning, undated)
    totals = Counter(entity for fact in facts for entity in fact.entities)
    labels = _labels(labelled, {p: len(m) for p, m in members.items()}, totals, entities)
    rows = [
        Period(
            _name(period, by),
            len(members.get(period, ())),
            None if chosen is None else len(members.get(period, set()) & chosen),
            labels.get(period, ""),
        )
        for period in range(min(counted), max(counted) + 1)
    ]
    return Timeline(rows, len(drawn), spanning, undated)


def _periods(fact: Fact, by: str, bounds: DateRange | None) -> set[int]:
    found = set()
    for edtf in fact.dates:
        days = parse_edtf(edtf).range
        if days.start <= BEGINNING or days.stop >= END:
            continue
        if bounds is not None and not days.within(bounds):
            continue
        first, last = _period(days.start, by), _period(days.stop - 1, by)
        if first == last:
            found.add(first)
    return found


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
    named: Mapping[int, Counter[str]],
    sizes: Mapping[int, int],
    totals: Counter[str],
    entities: Iterable[Entity],
) -> dict[int, str]:
    """Return what each period is known for: the event, else the name, that stands out in it.

    What stands out is weighed as in tf-idf: named often in the period, seldom elsewhere.
    """
    by_id = {entity.id: entity for entity in entities}
    everything = max(sum(totals.values()), 1)
    labels: dict[int, str] = {}
    taken: dict[str, tuple[float, int]] = {}
    for period, counts in named.items():
        weights = {
            entity: count * math.log(1 + everything / totals[entity])
            for entity, count in counts.items()
        }
        events = {
            e: w for e, w in weights.items() if by_id[e].kind == "event" and counts[e] >= _MIN_NAMED
        }
        candidates = events or (weights if sizes.get(period, 0) >= LABELLED_FROM else {})
        if not candidates:
            continue
        best = max(candidates, key=lambda e: (candidates[e], e))
        if best in events:  # an event labels the period that names it most
            weight, other = taken.get(best, (0.0, period))
            if weight >= candidates[best]:
                continue
            labels.pop(other, None)
            taken[best] = (candidates[best], period)
        labels[period] = by_id[best].name
    return labels

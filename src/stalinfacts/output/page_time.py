"""Where facts stand in time: under a year, over a longer time, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import OPEN, parse_edtf
from stalinfacts.dates.ranges import BEGINNING, END, DateRange, first_day, year_of
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.dates.edtf import EdtfDate

_MOST_TICKS = 20
_STEPS = (1, 5, 10, 20, 50, 100, 200, 500, 1000)


class PlacedFact(NamedTuple):
    """A fact and the days over which it stands, the order in which it does.

    ``is_approximate``: they are "about" that time; ``is_open``: one end is not told.
    """

    fact: Fact
    days: DateRange
    order: tuple[int, int]
    is_approximate: bool = False
    is_open: bool = False


class Axis(NamedTuple):
    """The years that a page draws, both included."""

    first: int
    last: int

    def position(self, day: int) -> float:
        """Return how far from the left a day is, in percent; what lies outside is at the end."""
        start, stop = first_day(self.first), first_day(self.last + 1)
        return min(max(100 * (day - start) / (stop - start), 0.0), 100.0)

    def position_of_year(self, year: int) -> float:
        """Return how far from the left a year begins, in percent."""
        return self.position(first_day(year))

    def width_of_year(self) -> float:
        """Return the width of a year in percent."""
        return 100 / (self.last - self.first + 1)

    def ticks(self) -> list[int]:
        """Return round years to write at the axis, twenty at most."""
        years = self.last - self.first + 1
        step = next((s for s in _STEPS if years <= s * _MOST_TICKS), _STEPS[-1])
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


class Placement(NamedTuple):
    """All facts by where they stand: years ascending, spans by their beginning."""

    by_year: dict[int, list[PlacedFact]]
    spans: list[PlacedFact]
    undated: list[Fact]
    axis: Axis


def place(facts: Iterable[Fact], period: str) -> Placement:
    """Return each fact in its one place: where its first date that lies in one year does.

    ``period`` is the corpus's own, at which open dates end, or empty.
    """
    within = parse_edtf(period).range if period else DateRange(BEGINNING, END)
    by_year: dict[int, list[PlacedFact]] = {}
    spans: list[PlacedFact] = []
    undated: list[Fact] = []
    for fact in facts:
        dates = _dates(fact, within)
        if not dates:
            undated.append(fact)
            continue
        year, date = next(
            ((year_of(d.range.start), d) for d in dates if _is_within_a_year(d)), (None, dates[0])
        )
        is_approximate = any(mark in date.edtf for mark in "~%")
        placed = PlacedFact(fact, date.range, _order(date), is_approximate, OPEN in date.edtf)
        if year is None:
            spans.append(placed)
        else:
            by_year.setdefault(year, []).append(placed)
    for placed_facts in (*by_year.values(), spans):
        placed_facts.sort(key=lambda item: item.order)
    years = dict(sorted(by_year.items()))
    return Placement(years, spans, undated, _axis(list(years), spans))


def _dates(fact: Fact, period: DateRange) -> list[EdtfDate]:
    try:
        return [parse_edtf(edtf).clip(period) for edtf in fact.dates]
    except DateError:
        return []  # a damaged file


def _is_within_a_year(date: EdtfDate) -> bool:
    days = date.range
    is_closed = days.start > BEGINNING and days.stop < END
    if not is_closed:
        return False
    first, last = year_of(days.start), year_of(days.stop - 1)
    return first == last or (last == first + 1 and days.days <= _LONGEST_SEASON)


_LONGEST_SEASON = 92
"""Days of a winter, which begins in one year and is told with it."""


def _order(date: EdtfDate) -> tuple[int, int]:
    """Return the key that puts dates in order of time: an open start goes by its end."""
    start = date.last.start if date.first is None and date.last is not None else date.range.start
    return start, -date.range.days


def _axis(years: Sequence[int], spans: Sequence[PlacedFact]) -> Axis:
    drawn = list(years)
    for placed in spans:
        drawn += [year_of(placed.days.start)] if placed.days.start > BEGINNING else []
        drawn += [year_of(placed.days.stop - 1)] if placed.days.stop < END else []
    return Axis(min(drawn), max(drawn)) if drawn else Axis(1, 1)

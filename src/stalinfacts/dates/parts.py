"""Parts of a time: "early", "the end of", "the first half of" a month, year, decade or century."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from stalinfacts.dates.ranges import MONTHS_IN_YEAR, DateRange, first_day, year_of

if TYPE_CHECKING:
    from stalinfacts.dates.lexer import Token


class Unit(Enum):
    """What the parts of a time are counted in: its first and last part, from 0."""

    MONTH = "days"
    SEASON = "months of three"
    YEAR = "months"
    DECADE = "years"
    CENTURY = "years of a hundred"


_PARTS_OF: dict[Unit, tuple[tuple[int, int], ...]] = {
    # early, mid, late, beginning, end, first half, second half
    Unit.MONTH: ((0, 9), (10, 19), (20, 30), (0, 9), (20, 30), (0, 14), (15, 30)),
    Unit.SEASON: ((0, 0), (1, 1), (2, 2), (0, 0), (2, 2), (0, 1), (1, 2)),
    Unit.YEAR: ((0, 3), (4, 7), (8, 11), (0, 2), (9, 11), (0, 5), (6, 11)),
    Unit.DECADE: ((0, 3), (4, 6), (7, 9), (0, 3), (7, 9), (0, 4), (5, 9)),
    Unit.CENTURY: ((0, 32), (33, 66), (67, 99), (0, 32), (67, 99), (0, 49), (50, 99)),
}


def part_of(days: DateRange, unit: Unit, first: Token, last: Token) -> DateRange:
    """Return the days from one part of a time to another: "mid" to "late" of the 1930s."""
    low, high = _PARTS_OF[unit][first.value][0], _PARTS_OF[unit][last.value][1] + 1
    if unit is Unit.MONTH:
        return DateRange(days.start + low, min(days.start + high, days.stop))
    # A decade that begins in year 0 is counted from there, though the calendar is not.
    if unit in (Unit.DECADE, Unit.CENTURY):
        start = year_of(days.stop - 1) // 10 * 10 if unit is Unit.DECADE else year_of(days.start)
        start = start // 100 * 100 if unit is Unit.CENTURY else start
        return DateRange(first_day(max(start + low, 1)), first_day(start + high))
    year, month = year_of(days.start), 1 if unit is Unit.YEAR else _month_of(days.start)
    return DateRange(first_day(year, month + low), first_day(year, month + high))


def _month_of(ordinal: int) -> int:
    year = year_of(ordinal)
    return sum(first_day(year, month) <= ordinal for month in range(1, MONTHS_IN_YEAR + 1))

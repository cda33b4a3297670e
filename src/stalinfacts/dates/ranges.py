"""Half-open ranges of days, and how a fact's time may lie to the time asked for.

A day is its proleptic Gregorian ordinal (``datetime.date.toordinal``), so that periods
compare without a special case (the idea of beets' ``DateInterval``).
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""EDTF's numbers of the seasons, which stand where a month does."""
SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
SEASON_MONTHS = 3
MONTHS_IN_YEAR = 12
LAST_YEAR = 9999

BEGINNING = 0  # before 0001-01-01, whose ordinal is 1
END = date(LAST_YEAR, 12, 31).toordinal() + 1
"""Bounds of an open range: no date of a corpus lies outside them."""


class Precision(IntEnum):
    """How finely a date is given; a smaller value is finer."""

    DAY = 0
    MONTH = 1
    SEASON = 2
    YEAR = 3
    DECADE = 4
    INTERVAL = 5


class Relation(StrEnum):
    """How a fact's time lies to the time asked for, each wider than the one before."""

    WITHIN = "within"
    NEAR = "near"
    OVERLAPPING = "overlapping"


class DateRange(NamedTuple):
    """Half-open range of days: ``start`` is in it, ``stop`` is not."""

    start: int
    stop: int

    def overlaps(self, other: DateRange) -> bool:
        """Return whether the two have at least one day in common."""
        return max(self.start, other.start) < min(self.stop, other.stop)

    def within(self, other: DateRange) -> bool:
        """Return whether no day of this range lies outside the other."""
        return other.start <= self.start and self.stop <= other.stop

    def clip(self, other: DateRange) -> DateRange:
        """Return the days of this range that lie in the other; none is ``start == stop``."""
        start = max(self.start, other.start)
        return DateRange(start, max(start, min(self.stop, other.stop)))

    @property
    def days(self) -> int:
        """Number of days."""
        return self.stop - self.start


_YEAR_DAYS, _LEAP_YEAR_DAYS = 365, 366
_NEAR_FACTOR = 3


def near_limit(time: DateRange) -> int:
    """Return how many days a time may have to be *near* the time asked for.

    A year, or three times the time asked for with a leap day for each year of it
    (1936–1938, 1,096 days, is near 1937, 365 days).
    """
    return max(_LEAP_YEAR_DAYS, _NEAR_FACTOR * time.days * _LEAP_YEAR_DAYS // _YEAR_DAYS)


def first_day(year: int, month: int = 1) -> int:
    """Return the ordinal of the first of a month; a 13th month is the next year's first.

    What lies after the last year of the calendar is ``END``.
    """
    year, month = year + (month - 1) // MONTHS_IN_YEAR, (month - 1) % MONTHS_IN_YEAR + 1
    return END if year > LAST_YEAR else date(year, month, 1).toordinal()


def year_of(ordinal: int) -> int:
    """Return the year that a day lies in."""
    return _date(ordinal).year


def iso(ordinal: int) -> str:
    """Return a day as ISO 8601: ``1937-07-30``."""
    return _date(ordinal).isoformat()


def _date(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), END - 1))

"""Dates as a corpus writes them: a subset of EDTF.

EDTF is the Extended Date/Time Format of ISO 8601-2:2019. Read are ``1937``, ``1937-07``,
``1937-07-30``, ``193X`` (a decade), ``1932-24`` (a season: 21 spring, 22 summer,
23 autumn, 24 winter), a mark behind it (``~`` about, ``?`` uncertain, ``%`` both),
``1934/1939`` for an interval, ``1941-06-22/..`` and ``../1953`` for open ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stalinfacts.dates.ranges import (
    BEGINNING,
    END,
    MONTHS,
    MONTHS_IN_YEAR,
    SEASON_FIRST_MONTH,
    SEASON_MONTHS,
    SEASONS,
    DateRange,
    Precision,
    Relation,
    first_day,
    near_limit,
)
from stalinfacts.errors import DateError

OPEN = ".."
MARKS = "~?%"
"""What may stand behind a date: about, uncertain, both."""

_FORMS = "write 1937, 1937-07, 1937-07-30, 193X, 1932-24 (a season) or 1934/1939"


class EdtfDate(NamedTuple):
    """An EDTF date: its text and what it means.

    ``range`` is the whole time. ``first`` and ``last`` are the ranges of an interval's
    stated ends (1934 and 1939 of ``1934/1939``): None where that end is open, and both
    None where the date is no interval.
    """

    edtf: str
    range: DateRange
    precision: Precision
    first: DateRange | None = None
    last: DateRange | None = None

    @property
    def is_open_at_start(self) -> bool:
        """Whether it is an interval of which only the end is stated."""
        return self.first is None and self.last is not None

    def clip(self, period: DateRange) -> EdtfDate:
        """Return the date with its open end at the period's, or at its stated end if later.

        A date without an open end is returned as it is, wherever it lies.
        """
        start, stop = self.range
        if start == BEGINNING and self.last is not None:
            start = min(period.start, self.last.start)
        if stop == END and self.last is None and self.first is not None:
            stop = max(period.stop, self.first.stop)
        return self._replace(range=DateRange(start, stop))


def relation_to(date: EdtfDate, time: DateRange, relation: Relation) -> bool:
    """Return whether a date stands in a relation to the time asked for.

    *Near*: they overlap, and the date is no longer than ``near_limit(time)`` or one of
    its stated ends lies within the time asked for ("from 1937" is near 1937).
    """
    if relation is Relation.WITHIN:
        return date.range.within(time)
    if relation is Relation.OVERLAPPING or not date.range.overlaps(time):
        return date.range.overlaps(time)
    ends = (end for end in (date.first, date.last) if end is not None)
    return date.range.days <= near_limit(time) or any(end.within(time) for end in ends)


def parse_edtf(text: str) -> EdtfDate:
    """Read one EDTF date of the subset.

    Raises:
        DateError: the text is none; the message says why and what would be right.
    """
    try:
        return _parse(text)
    except DateError as error:
        raise DateError(f"invalid date '{text}': {error}") from None


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    if "/" not in text:
        return EdtfDate(text, *_point(text))
    start, _, stop = text.partition("/")
    if start == OPEN and stop == OPEN:
        raise DateError("an interval needs at least one end: 1934/1939, 1941/.. or ../1953")
    first = None if start == OPEN else _point(start)[0]
    last = None if stop == OPEN else _point(stop)[0]
    whole = DateRange(
        BEGINNING if first is None else first.start, END if last is None else last.stop
    )
    if whole.start >= whole.stop:
        raise DateError(f"its end, {stop}, lies before its start, {start}")
    return EdtfDate(text, whole, Precision.INTERVAL, first, last)


@lru_cache(maxsize=1)
def _point_pattern() -> re.Pattern[str]:
    date = r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
    return re.compile(rf"{date}|(?P<decade>\d{{3}})X", re.ASCII)


def _point(text: str) -> tuple[DateRange, Precision]:
    """Read a date that is no interval, or one end of an interval."""
    bare = text[:-1] if text[-1:] in MARKS else text
    match = _point_pattern().fullmatch(bare)
    if match is None:
        raise DateError(_FORMS)
    if match["decade"]:
        first = int(match["decade"]) * 10
        days = DateRange(first_day(max(first, 1)), first_day(first + 10))
        return days, Precision.DECADE
    for part in ("month", "day"):
        if match[part] is not None and len(match[part]) == 1:
            raise DateError(f"a {part} has two digits: 0{match[part]}")
    month, day = (None if match[part] is None else int(match[part]) for part in ("month", "day"))
    return days_of(int(match["year"]), month, day)


def days_of(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[DateRange, Precision]:
    """Return the days of a year, a month (or a season: 21 to 24) or a day, and which it is.

    Raises:
        DateError: there is no such day; the message says only why.
    """
    if year == 0:
        raise DateError("years run from 0001 to 9999")
    if month is None:
        return DateRange(first_day(year), first_day(year + 1)), Precision.YEAR
    if month in SEASONS:
        if day is not None:
            raise DateError(f"a season ({month}, {SEASONS[month]}) has no days")
        start = SEASON_FIRST_MONTH[month]
        days = DateRange(first_day(year, start), first_day(year, start + SEASON_MONTHS))
        return days, Precision.SEASON
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise DateError("months run from 01 to 12 (21 to 24 are the seasons)")
    days = DateRange(first_day(year, month), first_day(year, month + 1))
    if day is None:
        return days, Precision.MONTH
    if not 1 <= day <= days.days:
        raise DateError(f"{MONTHS[month - 1]} {year} has days 01 to {days.days}")
    ordinal = days.start + day - 1
    return DateRange(ordinal, ordinal + 1), Precision.DAY

"""Dates as readers read them: ``18 Dec 1878``, ``c. 1914``, ``winter 1932–33``, ``1934–1939``.

``phrases`` reads back whatever is written here, as the same days.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stalinfacts.dates.edtf import MARKS, OPEN, parse_edtf
from stalinfacts.dates.ranges import (
    BEGINNING,
    END,
    MONTHS,
    MONTHS_IN_YEAR,
    SEASON_FIRST_MONTH,
    SEASON_MONTHS,
    SEASONS,
    DateRange,
    first_day,
)
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

_WINTER = 24
_FIRST_DECADE_OF_HUNDREDS = 190  # the 1900s


def format_edtf(edtf: str, *, long: bool = False) -> str:
    """Return an EDTF date as a reader writes it; ``long`` spells months out.

    A text that is no date is returned as it is.
    """
    try:
        parse_edtf(edtf)
    except DateError:
        return edtf
    first, _, last = edtf.partition("/")
    if last in ("", first):
        return _point(first, long=long)
    first, last = _end(first, "0"), _end(last, "9")
    if first == OPEN:
        return f"until {_point(last, long=long)}"
    if last == OPEN:
        return f"from {_point(first, long=long)}"
    return _interval(first, last, long=long)


def format_dates(edtfs: Iterable[str]) -> str:
    """Return several EDTF dates as one text, in the order given."""
    return ", ".join(map(format_edtf, edtfs))


def format_range(days: DateRange) -> str:
    """Return the days as a reader writes them: the time as it was understood."""
    return format_edtf(_edtf(days), long=True)


def _interval(first: str, last: str, *, long: bool) -> str:
    """Return an interval, whose first end leaves out what the last says as well."""
    start, stop = _parts(first), _parts(last)
    begin, end = _point(first, long=long), _point(last, long=long)
    if start[:-1] == stop[:-1] and len(start) == len(stop) == len(("year", "month", "day")):
        begin = str(start[2])
    elif _is_month(start) and _is_month(stop) and start[0] == stop[0]:
        begin = _month(start[1], long=long)
    elif not len(start) == len(stop) == 1:
        return f"{begin} – {end}"
    return f"{begin}–{end}"


def _parts(point: str) -> tuple[int, ...]:
    """Return year, month and day as far as given; none for a decade or what is marked."""
    return tuple(map(int, point.split("-"))) if point.replace("-", "").isdecimal() else ()


def _is_month(parts: tuple[int, ...]) -> bool:
    return len(parts) == len(("year", "month")) and parts[1] <= MONTHS_IN_YEAR


def _month(number: int, *, long: bool) -> str:
    return MONTHS[number - 1] if long else MONTHS[number - 1][:3]


def _point(point: str, *, long: bool) -> str:
    mark, point = (point[-1], point[:-1]) if point[-1] in MARKS else ("", point)
    about = "c. " if mark in ("~", "%") else ""
    doubt = "?" if mark in ("?", "%") else ""
    return f"{about}{_bare_point(point, long=long)}{doubt}"


def _is_named(decade: str) -> bool:
    """Return whether a decade has a name of its own: "1800s" would be a century."""
    return not decade.endswith("0") or int(decade) >= _FIRST_DECADE_OF_HUNDREDS


def _end(point: str, last_digit: str) -> str:
    """Return an end of an interval, a decade without a name as its first or last year."""
    if point[3:4] != "X" or _is_named(point[:3]):
        return point
    year = max(int(point[:3] + last_digit), 1)
    return f"{year:04}{point[4:]}"


def _bare_point(point: str, *, long: bool) -> str:
    if point.endswith("X"):
        decade = point[:3]
        return f"{decade}0s" if _is_named(decade) else f"{_end(point, '0')}–{decade}9"
    year, *rest = _parts(point)
    if not rest:
        return point
    month, *day = rest
    if month == _WINTER:
        return f"winter {year:04}–{(year + 1) % 100:02}"
    name = SEASONS.get(month) or _month(month, long=long)
    return " ".join([*map(str, day), name, f"{year:04}"])


# --- days to EDTF ----------------------------------------------------------------------


def _edtf(days: DateRange) -> str:
    """Return the EDTF date of a range: one date if there is one, else the coarsest interval."""
    if days.start > BEGINNING and (edtf := _one_date(days)):
        return edtf
    start = "" if days.start <= BEGINNING else date.fromordinal(days.start).isoformat()
    last = date.fromordinal(days.stop - 1)
    stop = "" if start and days.stop >= END else last.isoformat()
    if days.stop == first_day(last.year, last.month + 1):
        # Both ends are written as finely as the finer one: January–March, not 1919 – March.
        if start[5:] in ("", "01-01") and stop[5:] in ("", "12-31"):
            start, stop = start[:4], stop[:4]
        elif start[8:] in ("", "01"):
            start, stop = start[:7], stop[:7]
    return f"{start or OPEN}/{stop or OPEN}"


def _one_date(days: DateRange) -> str | None:
    start, last = date.fromordinal(days.start), date.fromordinal(days.stop - 1)
    if start == last:
        return start.isoformat()
    year, month = start.year, start.month
    candidates = {
        f"{year:04}-{month:02}": first_day(year, month + 1),
        f"{year:04}": first_day(year + 1),
        f"{year // 10:03}X": first_day(year // 10 * 10 + 10),
    }
    for season, begin in SEASON_FIRST_MONTH.items():
        if month == begin:
            candidates[f"{year:04}-{season}"] = first_day(year, begin + SEASON_MONTHS)
    return next(
        (
            edtf
            for edtf, stop in candidates.items()
            if stop == days.stop and parse_edtf(edtf).range == days
        ),
        None,
    )

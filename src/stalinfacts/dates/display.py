"""Dates as readers read them: ``18 Dec 1878``, ``c. 1914``, ``winter 1932–33``, ``1934–1939``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stalinfacts.dates.edtf import MARKS
from stalinfacts.dates.ranges import (
    BEGINNING,
    END,
    MONTHS,
    SEASONS,
    DateRange,
    first_day,
    iso,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def format_edtf(edtf: str, *, long: bool = False) -> str:
    """Return an EDTF date as a reader writes it; ``long`` spells months out."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first, long=long)
    if first == "..":
        return f"until {_point(last, long=long)}"
    if last == "..":
        return f"from {_point(first, long=long)}"
    day, month = r"\d{4}-\d\d-\d\d", r"\d{4}-(0\d|1[0-2])"
    if first[:-2] == last[:-2] and re.fullmatch(day, first) and re.fullmatch(day, last):
        return f"{int(first[-2:])}–{_point(last, long=long)}"
    if first[:4] == last[:4] and re.fullmatch(month, first) and re.fullmatch(month, last):
        return f"{_month(int(first[5:7]), long=long)}–{_point(last, long=long)}"
    years = re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last)
    joint = "–" if years else " – "
    return f"{_point(first, long=long)}{joint}{_point(last, long=long)}"


def format_dates(edtfs: Iterable[str]) -> str:
    """Return several EDTF dates as one text, in the order given."""
    return ", ".join(map(format_edtf, edtfs))


def format_range(days: DateRange) -> str:
    """Return a range as a reader writes it, so that it reads back as itself."""
    if days.start <= BEGINNING:
        return f"..{_day(days.stop - 1)}"
    if days.stop >= END:
        return f"{_day(days.start)}.."
    first, last = year_of(days.start), year_of(days.stop - 1)
    if days == DateRange(first_day(first), first_day(last + 1)):
        return f"{first:04}" if first == last else f"{first:04}–{last:04}"
    return f"{_day(days.start)}..{_day(days.stop - 1)}"


def _day(ordinal: int) -> str:
    return format_edtf(iso(ordinal), long=True)


def _month(number: int, *, long: bool) -> str:
    return MONTHS[number - 1] if long else MONTHS[number - 1][:3]


def _point(point: str, *, long: bool) -> str:
    mark, point = (point[-1], point[:-1]) if point[-1] in MARKS else ("", point)
    about = "c. " if mark in ("~", "%") else ""
    doubt = "?" if mark in ("?", "%") else ""
    if point.endswith("X"):
        body = f"{point[:3]}0s"
    elif len(point) == len("1937"):
        body = point
    elif (season := SEASONS.get(int(point[5:7]))) is not None:
        year = int(point[:4])
        years = f"{year}–{(year + 1) % 100:02}" if season == "winter" else str(year)
        body = f"{season} {years}"
    else:
        day = f"{int(point[8:])} " if len(point) > len("1937-07") else ""
        body = f"{day}{_month(int(point[5:7]), long=long)} {point[:4]}"
    return f"{about}{body}{doubt}"

"""Dates as the corpus writes them, as people type them, and as people read them.

A date is a text of a subset of EDTF (Extended Date/Time Format, ISO 8601-2:2019):
``1937``, ``1937-07``, ``1937-07-30``, ``193X`` (a decade), ``1932-24`` (a season:
21 spring, 22 summer, 23 autumn, 24 winter), ``~`` behind it for "about", ``?`` for
"uncertain", ``1934/1939`` for an interval, ``1941-06-22/..`` and ``../1953`` for open
ones. Every date stands for a half-open interval of days: ``Span(start, stop)`` in
proleptic Gregorian ordinals (``datetime.date.toordinal``), the form in which
periods can be compared without a special case (the idea of beets' ``DateInterval``).

Nothing here reads the clock: where "today" matters it is handed in.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from stalinfacts.errors import DateError

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
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASON_MONTHS = 3
_MONTHS_IN_YEAR = 12
_LAST_YEAR = 9999

BEGINNING = 0  # before 0001-01-01, whose ordinal is 1
END = date(_LAST_YEAR, 12, 31).toordinal() + 1
"""Bounds of an open interval: no date of the corpus lies outside them."""


class Precision(IntEnum):
    """How finely a date is given; a smaller value is finer."""

    DAY = 0
    MONTH = 1
    SEASON = 2
    YEAR = 3
    DECADE = 4
    INTERVAL = 5


LONGEST = {
    Precision.DAY: 1,
    Precision.MONTH: 31,
    Precision.SEASON: 92,
    Precision.YEAR: 366,
    Precision.DECADE: 3653,
    Precision.INTERVAL: 0,
}
"""Days that a date of a precision has at most; 0 is no bound."""


class Span(NamedTuple):
    """Half-open interval of days: ``start`` is in it, ``stop`` is not."""

    start: int
    stop: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two have at least one day in common."""
        return self.start < other.stop and other.start < self.stop

    def within(self, other: Span) -> bool:
        """Say whether no day of this one lies outside the other."""
        return other.start <= self.start and self.stop <= other.stop


class When(NamedTuple):
    """An EDTF date: its text and what it means."""

    edtf: str
    span: Span
    precision: Precision


# --- EDTF to days ------------------------------------------------------------

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?|(?P<decade>\d{3})X", re.ASCII)
_MARKS = "~?%"


def parse(edtf: str) -> When:
    """Read one EDTF date of the subset.

    Raises:
        DateError: the text is none; the message says why and what would be.
    """
    try:
        return _parse(edtf)
    except DateError as error:
        raise DateError(f"'{edtf}' is no date; {error}") from None


@lru_cache(maxsize=4096)
def _parse(edtf: str) -> When:
    if "/" not in edtf:
        span, precision = _point(edtf)
        return When(edtf, span, precision)
    first, _, last = edtf.partition("/")
    if first == ".." and last == "..":
        msg = "an interval needs at least one end: 1934/1939, 1941/.. or ../1953"
        raise DateError(msg)
    start = BEGINNING if first == ".." else _point(first)[0].start
    stop = END if last == ".." else _point(last)[0].stop
    if start >= stop:
        msg = f"its end, {last}, lies before its start, {first}"
        raise DateError(msg)
    return When(edtf, Span(start, stop), Precision.INTERVAL)


def _point(text: str) -> tuple[Span, Precision]:
    """Read one end of an interval, or a date that is none."""
    bare = text[:-1] if text[-1:] in _MARKS else text
    match = _POINT.fullmatch(bare)
    if match is None:
        msg = "write 1937, 1937-07, 1937-07-30, 193X, 1932-24 (a season) or 1934/1939"
        raise DateError(msg)
    if match["decade"]:
        first = int(match["decade"]) * 10
        return Span(_first_day(max(first, 1)), _first_day(first + 10)), Precision.DECADE
    for part in ("month", "day"):
        if match[part] is not None and len(match[part]) == 1:
            msg = f"a {part} has two digits: 0{match[part]}"
            raise DateError(msg)
    year, month, day = (None if match[g] is None else int(match[g]) for g in ("year", "month", "day"))
    return _days(year or 0, month, day)


def _days(year: int, month: int | None, day: int | None) -> tuple[Span, Precision]:
    if year == 0:
        msg = "years run from 0001 to 9999"
        raise DateError(msg)
    if month is None:
        return Span(_first_day(year), _first_day(year + 1)), Precision.YEAR
    if month in SEASONS:
        if day is not None:
            msg = f"a season ({month}, {SEASONS[month]}) has no days"
            raise DateError(msg)
        first = _SEASON_FIRST_MONTH[month]
        return Span(_first_day(year, first), _first_day(year, first + _SEASON_MONTHS)), Precision.SEASON
    if not 1 <= month <= _MONTHS_IN_YEAR:
        msg = "months run from 01 to 12 (21 to 24 are the seasons)"
        raise DateError(msg)
    if day is None:
        return Span(_first_day(year, month), _first_day(year, month + 1)), Precision.MONTH
    days = _first_day(year, month + 1) - _first_day(year, month)
    if not 1 <= day <= days:
        msg = f"{MONTHS[month - 1]} {year} has days 01 to {days}"
        raise DateError(msg)
    first_day = _first_day(year, month) + day - 1
    return Span(first_day, first_day + 1), Precision.DAY


def _first_day(year: int, month: int = 1) -> int:
    """Give the ordinal of the first of a month; a 13th month is next year's first."""
    year, month = year + (month - 1) // _MONTHS_IN_YEAR, (month - 1) % _MONTHS_IN_YEAR + 1
    return END if year > _LAST_YEAR else date(year, month, 1).toordinal()


# --- what people type --------------------------------------------------------

_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()} | {"sept": 9}
_SEASON_NUMBER = {name: number for number, name in SEASONS.items()} | {"fall": 23}
_DECADE_WORDS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_PART_OF_DECADE = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}
_ASSUMED_CENTURY = 19  # "the thirties" with no century said

_MONTH_NAMES = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_SEASON_NAMES = "|".join(_SEASON_NUMBER)
_DECADE_NAMES = "|".join(_DECADE_WORDS)

# One date, as one writes it in a sentence. Used whole by `when` and to find dates inside a query by `find`.
_WRITTEN = rf"""
    (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH_NAMES})\.?,?\s+(?P<y1>\d{{4}})    # 30 July 1937
  | (?P<m2>{_MONTH_NAMES})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})             # July 30, 1937
  | (?P<m3>{_MONTH_NAMES})\.?,?\s+(?:of\s+)?(?P<y3>\d{{4}})                                       # July 1937
  | (?P<s4>{_SEASON_NAMES})\s+(?:of\s+)?(?P<y4>\d{{4}})(?:[-–/](?:\d{{4}}|\d{{2}}))?(?![\d-])     # winter (of) 1932(-33)
  | (?:the\s+)?(?:(?P<p5>early|mid|late)[\s-]+)?                                                  # (the early) 1930s, thirties
    (?:(?P<y5>\d{{3}}0)['’]?s | ['’]?(?P<c5>\d)0s | (?:nineteen[\s-]+)?(?P<w5>{_DECADE_NAMES}))\b
  | (?P<y6>\d{{4}})[-/.](?P<m6>\d{{1,2}})[-/.](?P<d6>\d{{1,2}})                                   # 1937-07-30
  | (?P<d7>\d{{1,2}})\.\s?(?P<m7>\d{{1,2}})\.\s?(?P<y7>\d{{4}})                                    # 30.7.1937
"""


class _Patterns(NamedTuple):
    written: re.Pattern[str]
    found: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns once, and only for those who look a date up in words."""
    flags = re.VERBOSE | re.IGNORECASE
    inside = rf"(?<![\w.,])(?:{_WRITTEN} | (?P<y8>[12]\d{{3}})(?:\s*[-–]\s*(?P<y9>[12]\d{{3}}))?)(?![\w]|[.,]\d)"
    return _Patterns(re.compile(_WRITTEN, flags), re.compile(inside, flags))


# These stay text until they are used: a search, which starts at each key press of fzf, needs none of them.
_RANGE = r"(?i)(?P<first>.*?)\s*(?:\.\.|…|\bto\b|\buntil\b|\btill\b|\band\b|–|—|\s-\s)\s*(?P<last>.*)"
_YEARS = r"(?a)(\d{4})\s*[-–—]\s*(\d{4})"
_LEAD = r"(?i)(?:from|between|in|during|on|around|about|circa|ca?\.|~)\s*"
_OPEN = r"(?i)(?P<word>since|from|after|before|until|till|up\s+to)\s+(?P<rest>.+)"
_EXAMPLES = "write 1937, 1937-07, 1937-07-30, 1930s, 1934..1939, ..1905, 'July 1937' or '30 July 1937'"


def when(text: str) -> Span:
    """Read a time as people type it on a command line.

    Every EDTF date of the subset, and: ``1930s``, ``1934..1939``, ``1934-1939``,
    ``..1905``, ``1941-06..``, ``July 1937``, ``30 July 1937``, ``July 30, 1937``,
    ``winter 1932``, ``late 1930s``, ``the thirties``, ``from X to Y``, ``since X``,
    ``before X``.

    Raises:
        DateError: the text is none of them; the message names the forms.
    """
    plain = " ".join(text.split())
    try:
        return _when(plain)
    except DateError as error:
        raise DateError(f"'{plain}' is no date; {error}") from None


def _when(text: str) -> Span:
    if match := re.fullmatch(_YEARS, text):
        return _between(match[1], match[2])
    if text.count("/") == 1:
        return _parse(re.sub(r"(?<=\d)x", "X", text)).span
    if (match := re.fullmatch(_OPEN, text)) and (opened := _open(match["word"].lower(), match["rest"])):
        return opened
    if lead := re.match(_LEAD, text):
        text = text[lead.end() :]
    if match := re.fullmatch(_RANGE, text):
        return _between(match["first"], match["last"])
    return _single(text)


def _open(word: str, rest: str) -> Span | None:
    if word == "from" and re.fullmatch(_RANGE, rest):
        return None  # "from 1934 to 1939" has two ends
    span = _single(rest)
    if word in ("since", "from"):
        return Span(span.start, END)
    if word == "after":
        return Span(span.stop, END)
    if word == "before":
        return Span(BEGINNING, span.start)
    return Span(BEGINNING, span.stop)


def _between(first: str, last: str) -> Span:
    if not first and not last:
        raise DateError(_EXAMPLES)
    start = _single(first).start if first else BEGINNING
    stop = _single(last).stop if last else END
    if start >= stop:
        msg = f"its end, {last}, lies before its start, {first}"
        raise DateError(msg)
    return Span(start, stop)


def _single(text: str) -> Span:
    if match := _patterns().written.fullmatch(text):
        return _written(match)
    if re.match(r"\d{3}[\dXx]", text):
        try:
            return _parse(text.upper()).span
        except DateError as error:
            if match := re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", text):
                raise DateError(f"{error}; for a range of years write {match[1]}{match[2]}..{match[1]}{match[3]}") from None
            if re.fullmatch(r"[\d\sXx~?%-]+", text):
                raise
    raise DateError(_EXAMPLES)


def _written(match: re.Match[str]) -> Span:
    group = match.groupdict()
    for n in "123467":
        if group.get(f"y{n}"):
            year = int(group[f"y{n}"])
            if n == "4":
                return _days(year, _SEASON_NUMBER[group["s4"].lower()], None)[0]
            month_text = group[f"m{n}"].lower()
            month = _MONTH_NUMBER.get(month_text) or int(month_text)
            if not 1 <= month <= _MONTHS_IN_YEAR:
                msg = "months run from 01 to 12"
                raise DateError(msg)
            day = group.get(f"d{n}")
            return _days(year, month, int(day) if day else None)[0]
    return _decade(group)


def _decade(group: dict[str, Any]) -> Span:
    if group["y5"]:
        first = int(group["y5"])
    elif group["c5"]:
        first = _ASSUMED_CENTURY * 100 + int(group["c5"]) * 10
    else:
        first = _ASSUMED_CENTURY * 100 + _DECADE_WORDS[group["w5"].lower()] * 10
    low, high = _PART_OF_DECADE[group["p5"].lower()] if group["p5"] else (0, 10)
    return Span(_first_day(max(first + low, 1)), _first_day(first + high))


_MAY_NAME_A_DATE = re.compile(r"\d\d|ties\b", re.IGNORECASE)  # compiling all of `_WRITTEN` takes milliseconds


class Found(NamedTuple):
    """A date inside a longer text: where it stands (``[start, stop)``) and its days."""

    start: int
    stop: int
    span: Span


def find(text: str) -> list[Found]:
    """Find the dates that a sentence names, from left to right.

    What looks like a date and is none (``31 February 1937``) is left to be read as words.
    """
    found: list[Found] = []
    if not _MAY_NAME_A_DATE.search(text):
        return found
    for match in _patterns().found.finditer(text):
        try:
            span = _between(match["y8"], match["y9"] or match["y8"]) if match["y8"] else _written(match)
        except DateError:
            continue
        found.append(Found(match.start(), match.end(), span))
    return found


_DAY_FORMS = rf"""(?axi)
         (?:--)?(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
       | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH_NAMES})\.?
       | (?P<m3>{_MONTH_NAMES})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?
       | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.?"""
_LEAP_YEAR = 2000  # so that 29 February is a day


def day_of_year(text: str) -> tuple[int, int]:
    """Read a day of any year: ``03-05``, ``5 March``, ``March 5`` → ``(3, 5)``, month and day.

    Raises:
        DateError: the text is none.
    """
    match = re.fullmatch(_DAY_FORMS, " ".join(text.split()))
    if match is None:
        raise DateError(f"'{text}' is no day of the year; write 03-05, '5 March' or 'March 5'")
    group = {key[0]: value for key, value in match.groupdict().items() if value is not None}
    month = _MONTH_NUMBER.get(group["m"].lower()) or int(group["m"])
    day = int(group["d"])
    if not 1 <= month <= _MONTHS_IN_YEAR:
        raise DateError(f"'{text}' is no day of the year; months run from 01 to 12")
    days = _first_day(_LEAP_YEAR, month + 1) - _first_day(_LEAP_YEAR, month)
    if not 1 <= day <= days:
        raise DateError(f"'{text}' is no day of the year; {MONTHS[month - 1]} has days 01 to {days}")
    return month, day


def is_day(moment: When, month: int, day: int) -> bool:
    """Say whether a date names that very day of its year, alone or as an end of an interval."""
    return any(re.match(rf"\d{{4}}-{month:02}-{day:02}", point) for point in moment.edtf.split("/"))


# --- how people read it ------------------------------------------------------


def humanise(edtf: str) -> str:
    """Write an EDTF date for a reader: ``18 Dec 1878``, ``c. 1914``, ``winter 1932–33``, ``1934–1939``."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _write(first)
    if first == "..":
        return f"until {_write(last)}"
    if last == "..":
        return f"from {_write(first)}"
    if first[:-2] == last[:-2] and re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return f"{int(first[-2:])}–{_write(last)}"
    if first[:4] == last[:4] and re.fullmatch(r"\d{4}-(0\d|1[0-2])", first) and re.fullmatch(r"\d{4}-(0\d|1[0-2])", last):
        return f"{_month(first)}–{_write(last)}"
    joint = "–" if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last) else " – "
    return f"{_write(first)}{joint}{_write(last)}"


def _month(point: str) -> str:
    return MONTHS[int(point[5:7]) - 1][:3]


def _write(point: str) -> str:
    mark, point = (point[-1], point[:-1]) if point[-1] in _MARKS else ("", point)
    about = "c. " if mark in ("~", "%") else ""
    doubt = "?" if mark in ("?", "%") else ""
    if point.endswith("X"):
        body = f"{point[:3]}0s"
    elif len(point) == len("1937"):
        body = point
    elif (season := SEASONS.get(int(point[5:7]))) is not None:
        year = int(point[:4])
        body = f"{season} {year}–{(year + 1) % 100:02}" if season == "winter" else f"{season} {year}"
    else:
        day = f"{int(point[8:])} " if len(point) > len("1937-07") else ""
        body = f"{day}{_month(point)} {point[:4]}"
    return f"{about}{body}{doubt}"


def year_of(ordinal: int) -> int:
    """Give the year that a day lies in."""
    return date.fromordinal(min(max(ordinal, 1), END - 1)).year


def iso(ordinal: int) -> str:
    """Write a day as ISO 8601: ``1937-07-30``."""
    return date.fromordinal(min(max(ordinal, 1), END - 1)).isoformat()

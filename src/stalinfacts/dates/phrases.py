"""Times as people type them, alone or inside a question."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stalinfacts.dates.edtf import days_of, parse_edtf
from stalinfacts.dates.ranges import (
    BEGINNING,
    END,
    MONTHS,
    MONTHS_IN_YEAR,
    SEASONS,
    DateRange,
    first_day,
)
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stalinfacts.dates.edtf import EdtfDate

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
_RANGE = (
    r"(?i)(?P<first>.*?)\s*(?:\.\.|…|\bto\b|\buntil\b|\btill\b|\band\b|–|—|\s-\s)\s*(?P<last>.*)"
)
_YEARS = r"(?a)(\d{4})\s*[-–—]\s*(\d{4})"
_LEAD = r"(?i)(?:from|between|in|during|on|around|about|circa|ca?\.|~)\s*"
_OPEN = r"(?i)(?P<word>since|from|after|before|until|till|up\s+to)\s+(?P<rest>.+)"
_EXAMPLES = (
    "write 1937, 1937-07, 1937-07-30, 1930s, 1934..1939, ..1905, 'July 1937' or '30 July 1937'"
)


def parse_date_range(text: str) -> DateRange:
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


def _when(text: str) -> DateRange:
    if match := re.fullmatch(_YEARS, text):
        return _between(match[1], match[2])
    if text.count("/") == 1:
        return parse_edtf(re.sub(r"(?<=\d)x", "X", text)).range
    if (match := re.fullmatch(_OPEN, text)) and (
        opened := _open(match["word"].lower(), match["rest"])
    ):
        return opened
    if lead := re.match(_LEAD, text):
        text = text[lead.end() :]
    if match := re.fullmatch(_RANGE, text):
        return _between(match["first"], match["last"])
    return _single(text)


def _open(word: str, rest: str) -> DateRange | None:
    if word == "from" and re.fullmatch(_RANGE, rest):
        return None  # "from 1934 to 1939" has two ends
    span = _single(rest)
    if word in ("since", "from"):
        return DateRange(span.start, END)
    if word == "after":
        return DateRange(span.stop, END)
    if word == "before":
        return DateRange(BEGINNING, span.start)
    return DateRange(BEGINNING, span.stop)


def _between(first: str, last: str) -> DateRange:
    if not first and not last:
        raise DateError(_EXAMPLES)
    start = _single(first).start if first else BEGINNING
    stop = _single(last).stop if last else END
    if start >= stop:
        msg = f"its end, {last}, lies before its start, {first}"
        raise DateError(msg)
    return DateRange(start, stop)


def _single(text: str) -> DateRange:
    if match := _patterns().written.fullmatch(text):
        return _written(match)
    if re.match(r"\d{3}[\dXx]", text):
        try:
            return parse_edtf(text.upper()).range
        except DateError as error:
            if match := re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", text):
                raise DateError(
                    f"{error}; for a range of years write {match[1]}{match[2]}..{match[1]}{match[3]}"
                ) from None
            if re.fullmatch(r"[\d\sXx~?%-]+", text):
                raise
    raise DateError(_EXAMPLES)


def _written(match: re.Match[str]) -> DateRange:
    group = match.groupdict()
    for n in "123467":
        if group.get(f"y{n}"):
            year = int(group[f"y{n}"])
            if n == "4":
                return days_of(year, _SEASON_NUMBER[group["s4"].lower()], None)[0]
            month_text = group[f"m{n}"].lower()
            month = _MONTH_NUMBER.get(month_text) or int(month_text)
            if not 1 <= month <= MONTHS_IN_YEAR:
                msg = "months run from 01 to 12"
                raise DateError(msg)
            day = group.get(f"d{n}")
            return days_of(year, month, int(day) if day else None)[0]
    return _decade(group)


def _decade(group: dict[str, Any]) -> DateRange:
    if group["y5"]:
        first = int(group["y5"])
    elif group["c5"]:
        first = _ASSUMED_CENTURY * 100 + int(group["c5"]) * 10
    else:
        first = _ASSUMED_CENTURY * 100 + _DECADE_WORDS[group["w5"].lower()] * 10
    low, high = _PART_OF_DECADE[group["p5"].lower()] if group["p5"] else (0, 10)
    return DateRange(first_day(max(first + low, 1)), first_day(first + high))


_MAY_NAME_A_DATE = re.compile(
    r"\d\d|ties\b", re.IGNORECASE
)  # compiling all of `_WRITTEN` takes milliseconds


class FoundDate(NamedTuple):
    """A date inside a longer text: where it stands (``[start, stop)``) and its days."""

    start: int
    stop: int
    range: DateRange
    is_condition: bool = False


def find_dates(text: str) -> list[FoundDate]:
    """Find the dates that a sentence names, from left to right.

    What looks like a date and is none (``31 February 1937``) is left to be read as words.
    """
    found: list[FoundDate] = []
    if not _MAY_NAME_A_DATE.search(text):
        return found
    for match in _patterns().found.finditer(text):
        try:
            span = (
                _between(match["y8"], match["y9"] or match["y8"])
                if match["y8"]
                else _written(match)
            )
        except DateError:
            continue
        found.append(FoundDate(match.start(), match.end(), span))
    return found


_DAY_FORMS = rf"""(?axi)
         (?:--)?(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
       | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH_NAMES})\.?
       | (?P<m3>{_MONTH_NAMES})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?
       | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.?"""
_LEAP_YEAR = 2000  # so that 29 February is a day


class MonthDay(NamedTuple):
    """A day of every year (``5 March``), of one, or a whole month (``day`` is None)."""

    month: int
    day: int | None = None
    year: int | None = None


def parse_date_ranges(texts: Sequence[str]) -> list[DateRange]:
    """Read several arguments: one time in several words, or several times."""
    try:
        return [parse_date_range(" ".join(texts))]
    except DateError:
        return [parse_date_range(text) for text in texts]


def parse_month_day(text: str, *, today: date | None = None) -> MonthDay:
    """Read a day of any year: ``03-05``, ``5 March``, ``March 5`` → ``(3, 5)``, month and day.

    Raises:
        DateError: the text is none.
    """
    if text.strip().lower() == "today" and today is not None:
        return MonthDay(today.month, today.day)
    match = re.fullmatch(_DAY_FORMS, " ".join(text.split()))
    if match is None:
        raise DateError(f"'{text}' is no day of the year; write 03-05, '5 March' or 'March 5'")
    group = {key[0]: value for key, value in match.groupdict().items() if value is not None}
    month = _MONTH_NUMBER.get(group["m"].lower()) or int(group["m"])
    day = int(group["d"])
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise DateError(f"'{text}' is no day of the year; months run from 01 to 12")
    days = first_day(_LEAP_YEAR, month + 1) - first_day(_LEAP_YEAR, month)
    if not 1 <= day <= days:
        raise DateError(
            f"'{text}' is no day of the year; {MONTHS[month - 1]} has days 01 to {days}"
        )
    return MonthDay(month, day)


def falls_on(date_: EdtfDate, month: int, day: int) -> bool:
    """Say whether a date names that very day of its year, alone or as an end of an interval."""
    return any(re.match(rf"\d{{4}}-{month:02}-{day:02}", point) for point in date_.edtf.split("/"))

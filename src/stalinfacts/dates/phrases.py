"""Times as people type them, alone or inside a question.

One reader serves both: what ``parse_date_range`` understands, ``find_dates`` finds in a
longer text. ``forms`` has the table of what can be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import days_of
from stalinfacts.dates.folding import fold, may_hold_a_date, without_hidden
from stalinfacts.dates.forms import AmbiguousDateError
from stalinfacts.dates.lexer import ASSUMED_CENTURY, date_words, tokenize, without_figures
from stalinfacts.dates.ranges import MONTHS, MONTHS_IN_YEAR, SEASONS, DateRange
from stalinfacts.dates.reader import end_of_form, read_moment, read_time, skip
from stalinfacts.errors import DateError
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stalinfacts.dates.lexer import Line, Token

EXAMPLES = "write 1937, July 1937, 30 July 1937, 1937-07-30, 1930s, 1934..1939 or 'before 1905'"


class FoundDate(NamedTuple):
    """A date in a longer text: where it stands (``[start, stop)``) and its days.

    ``is_condition`` tells "before 1905" or "from 1941 to 1943", to which everything else
    must keep, from a date that is merely named.
    """

    start: int
    stop: int
    range: DateRange
    is_condition: bool


def parse_date_range(text: str) -> DateRange:
    """Read one time as people type it: any form of the table, alone or with a relation.

    Raises:
        DateError: it is none, or several; the message says why and what would be right.
    """
    times = _times(text)
    if len(times) > 1:
        raise DateError(
            f"invalid date '{_one_line(text)}': these are {len(times)} times; write one"
        )
    return times[0]


def parse_date_ranges(texts: Sequence[str]) -> list[DateRange]:
    """Read the times that several arguments name, in their order.

    ``July 1937`` is one time, as one argument or as two; ``1937 1938`` and ``1937,1938``
    are two.

    Raises:
        DateError: one of them is no time.
    """
    try:
        return [time for text in texts for time in _times(text)]
    except DateError as error:
        if len(texts) == 1:
            raise
        try:
            return _times(" ".join(texts))
        except DateError:
            raise error from None


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates that a text names, from left to right.

    Figures are no dates, nor is somebody's age ("in his thirties"). What looks like a date
    and is none (31 February 1937) is left to be read as words.

    Raises:
        AmbiguousDateError: one of them may be read in two ways, such as 5/3/1953.
    """
    dates: list[FoundDate] = []
    if not may_hold_a_date(text):
        return dates
    line = without_figures(tokenize(text))
    at = 0
    while at < len(line.tokens):
        try:
            time = read_time(line, at, in_text=True)
        except AmbiguousDateError as error:
            raise AmbiguousDateError(f"invalid date '{_one_line(text)}': {error}") from None
        except DateError:
            time, at = None, max(at, end_of_form(line, at) - 1)
        if time is not None:
            start, stop = line.tokens[at].start, line.tokens[time.stop - 1].stop
            dates.append(FoundDate(start, stop, time.range, time.is_condition))
        at = at + 1 if time is None else time.stop
    return dates


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _times(text: str) -> list[DateRange]:
    """Return every time that a text consists of, and nothing but times."""
    line = tokenize(without_hidden(text))
    try:
        times = _parse(line)
    except DateError as error:
        raise DateError(f"invalid date '{_one_line(text)}': {error}") from None
    if times is None:
        correction = _correction(line)
        hint = f"did you mean '{correction}'?" if correction else EXAMPLES
        raise DateError(f"invalid date '{_one_line(text)}': {hint}")
    return times


def _parse(line: Line) -> list[DateRange] | None:
    times: list[DateRange] = []
    at = 0
    while not times or at < len(line.tokens):
        time = read_time(line, at)
        if time is None:
            return None
        times.append(time.range)
        at = skip(line, time.stop, "a")
        if line.shape[at : at + 1] == ":" and line.tokens[at].start == line.tokens[at - 1].stop:
            return None  # 1937..1938..1939
    return times


_MAX_TOKENS = 20
"""Words of a mistyped time that is corrected; none that people type has as many."""


def _correction(line: Line) -> str:
    """Return the text with its words as they may have been meant, "" if that is no time either."""
    text = line.text
    if len(line.tokens) > _MAX_TOKENS:
        return ""
    if line.shape == "n" and len(text.strip()) == len("37"):
        text = f"{ASSUMED_CENTURY}{text.strip()}"
    for token in reversed(line.tokens):
        if token.kind == "w" and (words := did_you_mean(token.text, date_words(), 1)):
            name = words[0].title() if words[0].title() in MONTHS else words[0]
            text = text[: token.start] + name + text[token.stop :]
    try:
        return _one_line(text) if text != line.text and _parse(tokenize(text)) else ""
    except DateError:
        return ""


# --- a day of every year ---------------------------------------------------------------

_LEAP_YEAR = 2000  # so that 29 February is a day
_DAY_EXAMPLES = "write '5 March', 03-05, March, '5 March 1953' or today"
_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


class MonthDay(NamedTuple):
    """A day of every year; of one if ``year`` is given; a whole month if ``day`` is None."""

    month: int
    day: int | None = None
    year: int | None = None


def parse_month_day(text: str, *, today: date | None = None) -> MonthDay:
    """Read ``5 March``, ``03-05``, ``March``, ``5 March 1953`` or, given ``today``, ``today``.

    Raises:
        DateError: the text is no day and no month.
    """
    try:
        return _month_day(without_hidden(text), today)
    except DateError as error:
        raise DateError(f"invalid day '{_one_line(text)}': {error}") from None


def _month_day(text: str, today: date | None) -> MonthDay:
    days_later = _FROM_TODAY.get(fold(text).strip())
    if days_later is not None and today is not None:
        moved = type(today).fromordinal(today.toordinal() + days_later)
        return MonthDay(moved.month, moved.day)
    line = tokenize(fold(text).strip().removeprefix("--"))
    at = skip(line, 0, "L")
    moment, stop = read_moment(line, at) or (None, at)
    if line.shape[at:] in _DAYS_IN_FIGURES:
        first, second = (token for token in line.tokens[at:] if token.kind == "n")
        month, day, year = *_DAYS_IN_FIGURES[line.shape[at:]](first, second), None
    elif moment is None or moment.month is None or stop < len(line.tokens):
        raise DateError(_DAY_EXAMPLES)
    else:
        month, day, year = moment.month, moment.day, moment.year
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise DateError(_DAY_EXAMPLES if month in SEASONS else "months run from 01 to 12")
    if day is not None and year is None:
        days = days_of(_LEAP_YEAR, month)[0].days
        if not 1 <= day <= days:
            raise DateError(f"{MONTHS[month - 1]} has days 01 to {days}")
    else:
        days_of(_LEAP_YEAR if year is None else year, month, day)
    return MonthDay(month, day, year)


def _slashed_day(first: Token, second: Token) -> tuple[int, int]:
    low, high = sorted((first.value, second.value))
    if 1 <= low < high <= MONTHS_IN_YEAR:
        one = f"{first.value} {MONTHS[second.value - 1]}"
        other = f"{second.value} {MONTHS[first.value - 1]}"
        raise DateError(f"it may be {one} or {other}; write the one that is meant")
    return low, high


_DAYS_IN_FIGURES = {
    "n-n": lambda month, day: (month.value, day.value),
    "n.n": lambda day, month: (month.value, day.value),
    "n/n": _slashed_day,
}
"""Days that only make sense where no year is asked for."""

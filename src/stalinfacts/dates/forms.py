"""The forms that a written date may take: one table, one row a form.

A row has a *shape* (the kinds of its tokens: ``lexer``), a builder that is handed the
tokens which have a value, and an example, which the tests and the manual read. ``_`` in
a shape is any joint: a hyphen, a dash or a slash. A form with a *unit* may be preceded by "early",
"the end of", "mid-to-late".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import days_of
from stalinfacts.dates.lexer import ASSUMED_CENTURY
from stalinfacts.dates.parts import Unit, part_of
from stalinfacts.dates.ranges import (
    LAST_YEAR,
    MONTHS,
    MONTHS_IN_YEAR,
    SEASONS,
    DateRange,
    first_day,
)
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.dates.lexer import Token

_WINTER = 24
_DAYS_OF_A_DECADE = 3653
_FIRST_DECADE_OF_HUNDREDS = 1900
"""From here on ``1900s`` is a decade; before it, ``1800s`` is a century."""


class AmbiguousDateError(DateError):
    """A date that may be read in two ways, such as 5/3/1953."""


class Moment(NamedTuple):
    """What a form says: parts of a date, or the days themselves.

    Without a year it is only a part of a longer form: the "1" of "1–5 March 1953".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    days: DateRange | None = None
    digits: str = ""  # of a number that stands alone: a day, or the end of a pair of years

    @property
    def is_complete(self) -> bool:
        """Whether it names a time by itself."""
        return self.year is not None or self.days is not None

    @property
    def is_bare_year(self) -> bool:
        """Whether it is a year and nothing else."""
        return self.year is not None and self.month is None

    def range(self) -> DateRange:
        """Return its days. Raises DateError where there are none, such as 31 February."""
        return self.days or days_of(self.year or 0, self.month, self.day)[0]


# --- builders: tokens with a value → a moment, None where it is another form after all ---


def _day(year: Token, month: Token, day: Token) -> Moment:
    if not 1 <= month.value <= MONTHS_IN_YEAR:
        raise DateError("months run from 01 to 12")
    return Moment(year.value, month.value, day.value)


def _month(year: Token, month: Token) -> Moment:
    if not 1 <= month.value <= MONTHS_IN_YEAR:
        raise DateError("months run from 01 to 12")
    return Moment(year.value, month.value)


def _day_and_month(first: Token, second: Token, year: Token) -> Moment:
    """Read ``13/3/1953``, in the order that is the only possible one."""
    day, month = first.value, second.value
    if max(day, month) > MONTHS_IN_YEAR or day == month or min(day, month) < 1:
        return _day(year, first, second) if month > MONTHS_IN_YEAR else _day(year, second, first)
    one = f"{day} {MONTHS[month - 1]} {year.value:04}"
    other = f"{month} {MONTHS[day - 1]} {year.value:04}"
    raise AmbiguousDateError(f"it may be {one} or {other}; write the one that is meant")


def _compact_day(number: Token) -> Moment:
    year, month_and_day = divmod(number.value, 10_000)
    month, day = divmod(month_and_day, 100)
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise DateError("months run from 01 to 12")
    return Moment(year, month, day)


def pair_of_years(year: int, digits: str) -> DateRange:
    """Return the days of ``1917–22`` or ``1932–3``: the digits end as the first year does not.

    Raises:
        DateError: the second year is not the later one.
    """
    step = 10 ** len(digits)
    last = year - year % step + int(digits)
    if last <= year:
        later = f"; write {year:04}–{last + step:04}" if last + step <= LAST_YEAR else ""
        raise DateError(f"its end, {digits}, is not later than its start, {year:04}{later}")
    return DateRange(days_of(year)[0].start, days_of(last)[0].stop)


def _hyphenated(year: Token, number: Token) -> Moment:
    """Read ``1937-07`` (ISO 8601), ``1917-22`` and ``1932-3`` (years) or ``1932-24`` (EDTF)."""
    value, digits = number.value, number.text
    if len(digits) == 1 and value <= year.value % 10:
        raise DateError(f"a month has two digits: {year.value:04}-0{value}")
    if len(digits) == 1 or (value > MONTHS_IN_YEAR and value > year.value % 100):
        return Moment(days=pair_of_years(year.value, digits))
    return Moment(year.value, value) if value in SEASONS else _month(year, number)


def _slashed(year: Token, number: Token) -> Moment:
    """Read ``1932/33``, years, or ``1937/07``, which can be none."""
    if number.value > year.value % 10 ** len(number.text):
        return Moment(days=pair_of_years(year.value, number.text))
    return _month(year, number)


def _dotted_month(month: Token, year: Token) -> Moment:
    if month.text[0] != "0":  # 4.1937 is a figure
        raise DateError(f"write 0{month.value}.{year.value:04} or {month.value}/{year.value:04}")
    return _month(year, month)


def _winter(season: Token, year: Token, number: Token) -> Moment | None:
    """Read "winter 1932–33"; "summer 1932–1933" goes on to 1933."""
    following = year.value + 1
    if season.value == _WINTER and f"{following:04}".endswith(number.text):
        return Moment(year.value, _WINTER)
    if len(number.text) > len("33"):  # a year
        return None
    raise DateError(f"only a winter lies in two years: winter {year.value}–{following % 100:02}")


def _days_between(month: Token, first: Token, last: Token, year: Token) -> Moment:
    start, stop = _day(year, month, first).range().start, _day(year, month, last).range().stop
    if start >= stop:
        raise DateError(f"its end, {last.value}, lies before its start, {first.value}")
    return Moment(days=DateRange(start, stop))


def _years(first: int, number: int) -> Moment:
    return Moment(days=DateRange(first_day(max(first, 1)), first_day(first + number)))


def _decade_or_century(first: Token) -> Moment:
    """Read ``1930s``, ``1900s`` (the decade) or ``1800s`` (the century)."""
    is_century = first.value % 100 == 0 and first.value < _FIRST_DECADE_OF_HUNDREDS
    return _years(first.value, 100 if is_century else 10)


def _masked(number: Token) -> Moment:
    return _years(number.value, 10 ** number.text.count("x"))


def _century(number: Token) -> Moment:
    if not 1 <= number.value <= LAST_YEAR // 100 + 1:
        raise DateError("centuries run from the 1st to the 100th")
    return _years((number.value - 1) * 100, 100)


def _quarter(number: Token, year: Token) -> Moment:
    quarters = range(1, 5)
    if number.value not in quarters:
        raise DateError("quarters run from Q1 to Q4")
    days_of(year.value)  # refuses the year 0
    first = 3 * number.value - 2
    return Moment(days=DateRange(first_day(year.value, first), first_day(year.value, first + 3)))


class Form(NamedTuple):
    """One row of the table."""

    shape: str
    build: Callable[..., Moment | None]
    example: str
    unit: Unit | None = None


FORMS = (
    Form("Y", lambda y: Moment(y.value), "1937", Unit.YEAR),
    Form("MY", lambda m, y: _month(y, m), "July 1937", Unit.MONTH),
    Form("YM", _month, "1937 July", Unit.MONTH),
    Form("M-Y", lambda m, y: _month(y, m), "July-1937"),
    Form("nMY", lambda d, m, y: _day(y, m, d), "5 March 1953"),
    Form("MnY", lambda m, d, y: _day(y, m, d), "March 5, 1953"),
    Form("YMn", _day, "1953 March 5"),
    Form("YnM", lambda y, d, m: _day(y, m, d), "1953, 5 March"),
    Form("n-M-Y", lambda d, m, y: _day(y, m, d), "5-Mar-1953"),
    Form(
        "n-M-n",
        lambda d, m, y: Moment(ASSUMED_CENTURY * 100 + y.value, m.value, d.value),
        "5-Mar-53",
    ),
    Form("Y-M-n", _day, "1953-Mar-05"),
    Form("nRY", lambda d, m, y: _day(y, m, d), "5 III 1953"),
    Form("nR.Y", lambda d, m, y: _day(y, m, d), "5.III.1953"),
    Form("Y-n", _hyphenated, "1937-07"),
    Form("Y/n", _slashed, "1937/07"),
    Form("n/Y", lambda m, y: _month(y, m), "7/1937"),
    Form("n-Y", lambda m, y: _month(y, m), "07-1937"),
    Form("n.Y", _dotted_month, "07.1937"),
    Form("Y-n-n", _day, "1953-03-05"),
    Form("Y/n/n", _day, "1953/3/5"),
    Form("Y.n.n", _day, "1953.3.5"),
    Form("n.n.Y", lambda d, m, y: _day(y, m, d), "5.3.1953"),
    Form("n/n/Y", _day_and_month, "13/3/1953"),
    Form("n-n-Y", _day_and_month, "13-3-1953"),
    Form("E", _compact_day, "19530305"),
    Form("Mn_nY", _days_between, "March 1–5, 1953"),
    Form("ZY", lambda s, y: Moment(y.value, s.value), "spring 1917", Unit.SEASON),
    Form("YZ", lambda y, s: Moment(y.value, s.value), "1917 spring", Unit.SEASON),
    Form("ZY_n", _winter, "winter 1932–33"),
    Form("ZY_Y", _winter, "winter of 1932–1933"),
    Form("QnY", _quarter, "Q1 1937"),
    Form("D", _decade_or_century, "1930s", Unit.DECADE),
    Form("X", _masked, "193X", Unit.DECADE),
    Form(
        "T", lambda t: _years(ASSUMED_CENTURY * 100 + t.value * 10, 10), "the thirties", Unit.DECADE
    ),
    Form(
        "uT",
        lambda u, t: _years(u.value * 100 + t.value * 10, 10),
        "nineteen-thirties",
        Unit.DECADE,
    ),
    Form("nC", _century, "19th century", Unit.CENTURY),
    Form("RC", _century, "XIX century", Unit.CENTURY),
    # Parts of a longer form, which are no time by themselves
    Form("n", lambda d: Moment(day=d.value, digits=d.text), "1–5 March 1953"),
    Form("M", lambda m: Moment(month=m.value), "March–April 1917"),
    Form("Z", lambda s: Moment(month=s.value), "spring–autumn 1917"),
    Form("nM", lambda d, m: Moment(month=m.value, day=d.value), "9 June – 23 June 1907"),
    Form("n-M", lambda d, m: Moment(month=m.value, day=d.value), "9-June to 23-June-1907"),
    Form("Mn", lambda m, d: Moment(month=m.value, day=d.value), "June 9 – June 23, 1907"),
)


def _with_parts(form: Form, unit: Unit, *, both: bool) -> Callable[..., Moment | None]:
    def build(first: Token, *rest: Token) -> Moment | None:
        last, tokens = (rest[0], rest[1:]) if both else (first, rest)
        moment = form.build(*tokens)
        if moment is None:
            return None
        whole = moment.range()
        is_century = unit is Unit.DECADE and whole.days > _DAYS_OF_A_DECADE
        days = part_of(whole, Unit.CENTURY if is_century else unit, first, last)
        if days.start >= days.stop:
            raise DateError(f"'{first.text}' comes after '{last.text}'")
        return Moment(days=days)

    return build


@cache
def builders() -> dict[str, Callable[..., Moment | None]]:
    """Return the builder of each shape, those with "early", "mid-to-late" … included."""
    table = {
        form.shape.replace("_", joint): form.build
        for form in FORMS
        for joint in ("-–/t" if "_" in form.shape else "_")
    }
    for form in FORMS:
        if form.unit is not None:
            table[f"P{form.shape}"] = _with_parts(form, form.unit, both=False)
            table[f"PtP{form.shape}"] = _with_parts(form, form.unit, both=True)
    return table


@cache
def prefixes() -> frozenset[str]:
    """Return every beginning of every shape: what may still become a date."""
    return frozenset(shape[:stop] for shape in builders() for stop in range(1, len(shape) + 1))

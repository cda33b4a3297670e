"""Values from Python code → filters, times and orders, in the words of the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stalinfacts.corpus.model import Entity, Section
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.errors import UsageError
from stalinfacts.query.filters import FILTERS, Filter, parse_condition
from stalinfacts.query.model import Condition, Filters
from stalinfacts.query.values import no_such, parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAP_YEAR = 2000
SORTS = ("relevance", "date", "article")
_RELATIONS = {"within": Relation.WITHIN, "spanning": Relation.OVERLAPPING}
_MANY = (list, tuple, set, frozenset, range)


def to_range(when: str | int | date | DateRange) -> DateRange:
    """Return the days of a time given in any of the ways that Python code has for it.

    Raises:
        TypeError: it is none of them.
        DateError: it is a text or a number that is no time.
    """
    if isinstance(when, DateRange):
        return when
    if isinstance(when, date):
        return DateRange(when.toordinal(), when.toordinal() + 1)
    if isinstance(when, str):
        return parse_time(when)
    if isinstance(when, bool) or not isinstance(when, int):
        raise TypeError(
            f"a time is a str, an int (a year) or a date, not {type(when).__name__}: during('1937')"
        )
    return parse_time(f"{when:04}")


def build_filters(named: dict[str, Any]) -> Filters:
    """Return the filters that keyword arguments ask for, in the words of the command line.

    Raises:
        TypeError: there is no such filter, or its value is of another type.
        UsageError: a value is invalid.
    """
    rows = {row.argument: row for row in FILTERS if row.options}
    conditions: list[Condition] = []
    relations: list[Relation] = []
    for name, value in named.items():
        if name in _RELATIONS:
            if value is not None and not isinstance(value, bool):
                raise TypeError(f"{name} is True or False, not {value!r}")
            relations += [_RELATIONS[name]] if value else []
        elif name not in rows:
            raise TypeError(no_such("filter", name, (*rows, *_RELATIONS)))
        elif value is not None:
            conditions += _conditions(rows[name], value)
    if len(relations) > 1:
        raise UsageError("within and spanning contradict each other; give one of them")
    return Filters(tuple(conditions), relations[0] if relations else None)


def _conditions(row: Filter, value: object) -> list[Condition]:
    if row.parse is None:
        if not isinstance(value, bool):
            raise TypeError(f"{row.argument} is True or False, not {value!r}")
        return [Condition(row.name, value)]
    is_many = isinstance(value, _MANY) and not isinstance(value, (Entity, Section, DateRange))
    values: Iterable[object] = value if is_many else [value]  # type: ignore[assignment] # as just looked
    conditions = [parse_condition(row, _to_text(row, one)) for one in values]
    if not conditions:
        raise UsageError(f"filter {row.argument} is empty; leave it out to let every fact through")
    return conditions


def _to_text(row: Filter, value: object) -> str:
    """Return a value as it would be typed."""
    if isinstance(value, str):
        return value
    if row.is_name and isinstance(value, (Entity, Section)):
        return value.id
    is_time = row.sql is None
    if is_time and isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if not row.is_name and isinstance(value, int) and not isinstance(value, bool):
        return f"{value:04}" if is_time else str(value)
    kinds = "a str, an int (a year) or a date" if is_time else "a str"
    kinds = "an int or a str" if row.name == "citation" else kinds
    raise TypeError(f"{row.argument} is {kinds}, or a list of those, not {type(value).__name__}")


def check_month_day(month: int, day: int | None) -> None:
    """Check a month and a day of it.

    Raises:
        TypeError: one is no int.
        UsageError: no year has such a day.
    """
    values: tuple[object, ...] = (month, 1 if day is None else day)
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(
                f"months and days are ints, not {type(value).__name__}: corpus.on(3, 5)"
            )
    if month not in range(1, 13):
        raise UsageError(f"invalid month {month}: months run from 1 to 12")
    try:
        date(_LEAP_YEAR, month, 1 if day is None else day)
    except (ValueError, OverflowError):
        raise UsageError(f"no year has a day {day} of month {month}") from None


def check_limit(limit: object) -> None:
    """Check a number of results at most.

    Raises:
        TypeError: it is no number.
        UsageError: it is negative.
    """
    if limit is None:
        return
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(f"limit is an int, or None for all, not {type(limit).__name__}")
    if limit < 0:
        raise UsageError(f"invalid limit {limit}: a number from 0, or None for all")


def check_filters(filters: object) -> None:
    """Check that filters are filters.

    Raises:
        TypeError: they are something else.
    """
    if not isinstance(filters, Filters):
        raise TypeError(f"filters are Filters, not {type(filters).__name__}: section='terror'")


def check_ids(ids: object) -> None:
    """Check several ids of facts.

    Raises:
        TypeError: they are no list or tuple of texts.
    """
    if not isinstance(ids, (list, tuple)) or not all(isinstance(part, str) for part in ids):
        raise TypeError("ids are a str or a list of those: corpus.get('childhood-3')")


def check_sort(sort: str) -> None:
    """Check the name of an order.

    Raises:
        UsageError: there is no such order.
    """
    if sort not in SORTS:
        raise UsageError(no_such("order", str(sort), SORTS))

"""Values from Python code → filters, times and orders, in the words of the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.errors import UsageError
from stalinfacts.query.filters import FILTERS, Filter, parse_condition
from stalinfacts.query.model import Condition, Filters
from stalinfacts.text.spelling import did_you_mean

SORTS = ("relevance", "date", "article")


def to_range(when: str | int | date | DateRange) -> DateRange:
    """Return the days of a time given in any of the ways that Python code has for it.

    Raises:
        TypeError: it is none of them.
    """
    if isinstance(when, DateRange):
        return when
    if isinstance(when, date):
        return DateRange(when.toordinal(), when.toordinal() + 1)
    if isinstance(when, str):
        return parse_date_range(when)
    if isinstance(when, int) and not isinstance(when, bool):
        return parse_date_range(f"{when:04}")
    raise TypeError(
        f"a time is a str, an int (a year) or a date, not {type(when).__name__}: during('1937')"
    )


def build_filters(named: dict[str, Any]) -> Filters:
    """Return the filters that keyword arguments ask for, in the words of the command line.

    Raises:
        TypeError: there is no such filter, or its value is of another type.
        UsageError: a value is invalid.
    """
    rows = {row.argument: row for row in FILTERS if row.options}
    conditions: list[Condition] = []
    relation: Relation | None = None
    for name, value in named.items():
        if value is None or value is False and name in ("within", "spanning"):
            continue
        if name in ("within", "spanning"):
            relation = Relation.WITHIN if name == "within" else Relation.OVERLAPPING
        elif name not in rows:
            near = did_you_mean(name, [*rows, "within", "spanning"], limit=1)
            hint = f"; did you mean {near[0]}?" if near else f"; filters are {', '.join(rows)}"
            raise TypeError(f"no such filter {name!r}{hint}")
        else:
            conditions += _conditions(rows[name], value)
    return Filters(tuple(conditions), relation)


def _conditions(row: Filter, value: Any) -> list[Condition]:
    if row.parse is None:
        if not isinstance(value, bool):
            raise TypeError(f"{row.argument} is True or False, not {value!r}")
        return [Condition(row.name, value)]
    values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    conditions = []
    for one in values:
        if isinstance(one, bool) or not isinstance(one, (str, int, date)):
            raise TypeError(f"{row.argument} is a str, not {type(one).__name__}")
        text = one.isoformat() if isinstance(one, date) else str(one)
        conditions.append(parse_condition(row, text))
    return conditions


def check_sort(sort: str) -> None:
    """Check the name of an order.

    Raises:
        UsageError: there is no such order.
    """
    if sort not in SORTS:
        near = did_you_mean(str(sort), SORTS, limit=1)
        hint = f" Did you mean '{near[0]}'?" if near else f" Orders: {', '.join(SORTS)}"
        raise UsageError(f"no such order '{sort}'.{hint}")

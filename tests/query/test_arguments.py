"""Filters, times and orders as Python code gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from query.corpora import ids
from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.errors import DateError, UsageError
from stalinfacts.query.arguments import (
    SORTS,
    build_filters,
    check_filters,
    check_ids,
    check_limit,
    check_month_day,
    check_sort,
    to_range,
)
from stalinfacts.query.model import NO_FILTERS, Condition
from stalinfacts.query.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.index.reader import IndexReader

DAY = date(1937, 7, 30)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("July 1937", "July 1937"),
        (1937, "1937"),
        (DAY, "1937-07-30"),
        (datetime(1937, 7, 30, 12, tzinfo=UTC), "1937-07-30"),
        (parse_date_range("1937"), "1937"),
    ],
)
def test_a_time_is_given_in_any_way(when: Any, text: str) -> None:
    assert to_range(when) == parse_date_range(text)


@pytest.mark.parametrize("when", [1.5, None, True, b"1937", [1937]])
def test_what_is_no_time_is_a_type_error(when: Any) -> None:
    with pytest.raises(TypeError, match=r"a time is a str, an int \(a year\) or a date, not"):
        to_range(when)


@pytest.mark.parametrize("when", [-5, 0, 99999, 10**30, "x"])
def test_what_is_no_date_is_a_date_error(when: int | str) -> None:
    with pytest.raises(DateError):
        to_range(when)


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ({"since": 1937}, "from:1937"),
        ({"since": "1937", "until": date(1938, 1, 1)}, "from:1937 to:1938-01-01"),
        ({"until": datetime(1938, 1, 1, tzinfo=UTC)}, "to:1938-01-01"),
        ({"section": "terror"}, "section:terror"),
        ({"entity": ["trotsky", "red-army"]}, "entity:trotsky entity:red-army"),
        ({"citation": 371}, "cite:371"),
        ({"citation": range(370, 372)}, "cite:370 cite:371"),
        ({"citation": ("2-4", 371)}, "cite:2-4 cite:371"),
        ({"flag": {"disputed"}}, "flag:disputed"),
        ({"held_by": "trotsky"}, "by:trotsky"),
        ({"section": None, "within": None, "spanning": False}, ""),
    ],
)
def test_keywords_filter_as_fields_do(named: dict[str, Any], text: str) -> None:
    assert build_filters(named) == parse(text).filters


def test_entities_and_sections_stand_for_their_ids(index: IndexReader) -> None:
    entity, section = index.documents.entities()[1], index.documents.sections()[1]
    assert ids(index, build_filters({"entity": entity, "section": [section]})) == ["terror-2"]


def test_switches_and_relations() -> None:
    assert build_filters({"dated": False}).conditions == (Condition("dated", False),)
    assert build_filters({"within": True}).relation is Relation.WITHIN
    assert build_filters({"spanning": True}).relation is Relation.OVERLAPPING
    assert build_filters({"within": False}).relation is None


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"sections": "x"}, r"no such filter 'sections'. Did you mean 'section'\?"),
        ({"xyzzy": 1}, "no such filter 'xyzzy'; filters are since, until, section"),
        ({"year": 1937}, "no such filter 'year'"),
        (
            {"since": 1.5},
            r"since is a str, an int \(a year\) or a date, or a list of those, not float",
        ),
        ({"since": DateRange(1, 2)}, "since is a str, .* not DateRange"),
        ({"since": True}, "not bool"),
        ({"section": 5}, "section is a str, or a list of those, not int"),
        ({"entity": b"x"}, "entity is a str, .* not bytes"),
        ({"citation": DAY}, "citation is an int or a str, or a list of those, not date"),
        ({"dated": "yes"}, "dated is True or False, not 'yes'"),
        ({"within": 1}, "within is True or False, not 1"),
    ],
)
def test_a_wrong_type_says_what_is_right(named: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        build_filters(named)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"section": []}, "filter section is empty"),
        ({"within": True, "spanning": True}, "contradict each other"),
        ({"since": "never"}, "invalid date 'never'"),
        ({"citation": "x"}, "invalid citation number 'x'"),
    ],
)
def test_a_wrong_value_says_what_is_right(named: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build_filters(named)


def test_orders_are_checked() -> None:
    for sort in SORTS:
        check_sort(sort)
    with pytest.raises(UsageError, match=r"^no such order 'dat'. Did you mean 'date'\?$"):
        check_sort("dat")
    with pytest.raises(UsageError, match=r"orders are relevance, date, article$"):
        check_sort("xyzzy")


@pytest.mark.parametrize(
    ("check", "values"),
    [
        (check_month_day, (1, 1)),
        (check_month_day, (12, 31)),
        (check_month_day, (2, 29)),
        (check_month_day, (2, None)),
        (check_limit, (None,)),
        (check_limit, (0,)),
        (check_limit, (10**30,)),
        (check_filters, (NO_FILTERS,)),
        (check_ids, (["s-1"],)),
        (check_ids, (("s-1", "s-2"),)),
        (check_ids, ([],)),
    ],
)
def test_a_right_argument_passes(check: Callable[..., None], values: tuple[Any, ...]) -> None:
    check(*values)


@pytest.mark.parametrize(
    ("check", "values", "error", "message"),
    [
        (check_month_day, (0, 1), UsageError, "invalid month 0: months run from 1 to 12"),
        (check_month_day, (13, None), UsageError, "invalid month 13: months run from 1 to 12"),
        (check_month_day, (2, 30), UsageError, "no year has a day 30 of month 2"),
        (check_month_day, (3, 0), UsageError, "no year has a day 0 of month 3"),
        (check_month_day, (3, 10**30), UsageError, "no year has a day 1000"),
        (check_month_day, ("3", 5), TypeError, "months and days are ints, not str"),
        (check_month_day, (3, True), TypeError, "months and days are ints, not bool"),
        (check_month_day, (3, 5.0), TypeError, "months and days are ints, not float"),
        (check_limit, (-1,), UsageError, "invalid limit -1: a number from 0"),
        (check_limit, ("3",), TypeError, "limit is an int, or None for all, not str"),
        (check_limit, (False,), TypeError, "limit is an int, or None for all, not bool"),
        (check_filters, ({},), TypeError, "filters are Filters, not dict"),
        (check_ids, ("s-1",), TypeError, "ids are a str or a list of those"),
        (check_ids, (["s-1", 2],), TypeError, "ids are a str or a list of those"),
        (check_ids, ({"s-1"},), TypeError, "ids are a str or a list of those"),
    ],
)
def test_a_wrong_argument_says_what_is_right(
    check: Callable[..., None], values: tuple[Any, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}"):
        check(*values)

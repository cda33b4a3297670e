"""Half-open ranges of days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from strategies import date_ranges, days

from stalinfacts.dates.ranges import (
    BEGINNING,
    END,
    DateRange,
    first_day,
    iso,
    near_limit,
    year_of,
)


@settings(max_examples=50)
@given(date_ranges(700_000, 701_000), date_ranges(700_000, 701_000))
def test_overlap_within_and_clip_agree_with_counting_days(a: DateRange, b: DateRange) -> None:
    common = sorted(set(range(*a)) & set(range(*b)))
    assert a.overlaps(b) is bool(common)
    assert a.within(b) is (len(common) == a.days)
    assert list(range(*a.clip(b))) == common


def test_ranges_that_only_touch_do_not_overlap() -> None:
    assert not DateRange(1, 2).overlaps(DateRange(2, 3))
    assert not DateRange(2, 3).overlaps(DateRange(1, 2))


def test_a_range_clipped_to_nothing_overlaps_nothing() -> None:
    empty = DateRange(1, 2).clip(DateRange(5, 9))
    assert (empty.days, empty.overlaps(DateRange(0, 9))) == (0, False)


@pytest.mark.parametrize(
    ("first", "last", "limit"),
    [
        ("1937-07-30", "1937-07-30", 366),
        ("1937-01-01", "1937-12-31", 1098),
        ("1937-01-01", "1939-12-31", 3294),
    ],
)
def test_near_limit_is_a_year_or_three_times_the_time_with_its_leap_days(
    first: str, last: str, limit: int
) -> None:
    assert near_limit(days(first, last)) == limit


def test_open_ends_have_a_year_and_a_day() -> None:
    assert (year_of(BEGINNING), iso(BEGINNING)) == (1, "0001-01-01")
    assert (year_of(END), iso(END)) == (9999, "9999-12-31")


def test_first_day_counts_months_on_into_the_next_year_and_ends_with_the_calendar() -> None:
    assert iso(first_day(1937, 13)) == "1938-01-01"
    assert first_day(9999, 13) == first_day(10_000) == END

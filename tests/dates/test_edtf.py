"""The notation of the corpus, and how its dates lie to the time asked for."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import date_ranges, days, edtf_dates, points, years

from stalinfacts.dates.edtf import parse_edtf, relation_to
from stalinfacts.dates.ranges import BEGINNING, END, DateRange, Precision, Relation
from stalinfacts.errors import DateError

DATES = [
    ("1937", "1937-01-01", "1937-12-31", Precision.YEAR),
    ("1937-07", "1937-07-01", "1937-07-31", Precision.MONTH),
    ("1936-02", "1936-02-01", "1936-02-29", Precision.MONTH),
    ("1937-12", "1937-12-01", "1937-12-31", Precision.MONTH),
    ("1937-07-30", "1937-07-30", "1937-07-30", Precision.DAY),
    ("193X", "1930-01-01", "1939-12-31", Precision.DECADE),
    ("000X", "0001-01-01", "0009-12-31", Precision.DECADE),
    ("1932-21", "1932-03-01", "1932-05-31", Precision.SEASON),
    ("1932-22", "1932-06-01", "1932-08-31", Precision.SEASON),
    ("1932-23", "1932-09-01", "1932-11-30", Precision.SEASON),
    ("1932-24", "1932-12-01", "1933-02-28", Precision.SEASON),
    ("1914~", "1914-01-01", "1914-12-31", Precision.YEAR),
    ("1878-12?", "1878-12-01", "1878-12-31", Precision.MONTH),
    ("1914%", "1914-01-01", "1914-12-31", Precision.YEAR),
    ("1934/1939", "1934-01-01", "1939-12-31", Precision.INTERVAL),
    ("1932-24/1933-22", "1932-12-01", "1933-08-31", Precision.INTERVAL),
    ("192X/1953", "1920-01-01", "1953-12-31", Precision.INTERVAL),
    ("1941-06-22/..", "1941-06-22", "..", Precision.INTERVAL),
    ("../1953", "..", "1953-12-31", Precision.INTERVAL),
    ("9999", "9999-01-01", "9999-12-31", Precision.YEAR),
]


@pytest.mark.parametrize(("edtf", "first", "last", "precision"), DATES)
def test_an_edtf_date_stands_for_its_days(
    edtf: str, first: str, last: str, precision: Precision
) -> None:
    date = parse_edtf(edtf)
    assert (date.edtf, date.range, date.precision) == (edtf, days(first, last), precision)


FORMS = "write 1937, 1937-07, 1937-07-30, 193X, 1932-24 (a season) or 1934/1939"
NO_DATES = [
    ("1937-13", "months run from 01 to 12 (21 to 24 are the seasons)"),
    ("1937-00", "months run from 01 to 12 (21 to 24 are the seasons)"),
    ("1937-20", "months run from 01 to 12 (21 to 24 are the seasons)"),
    ("1937-25", "months run from 01 to 12 (21 to 24 are the seasons)"),
    ("1937-02-29", "February 1937 has days 01 to 28"),
    ("1937-06-31", "June 1937 has days 01 to 30"),
    ("1937-06-00", "June 1937 has days 01 to 30"),
    ("1937-7", "a month has two digits: 07"),
    ("1937-07-3", "a day has two digits: 03"),
    ("1932-24-01", "a season (24, winter) has no days"),
    ("0000", "years run from 0001 to 9999"),
    ("193", FORMS),
    ("19XX", FORMS),
    ("193x", FORMS),
    ("", FORMS),
    ("?", FORMS),
    ("1937~?", FORMS),
    ("1939/1934", "its end, 1934, lies before its start, 1939"),
    ("1935/1934", "its end, 1934, lies before its start, 1935"),
    ("../..", "an interval needs at least one end: 1934/1939, 1941/.. or ../1953"),
    ("1934/1935/1936", FORMS),
    ("1937 ", FORMS),
    ("١٩٣٧", FORMS),
]


@pytest.mark.parametrize(("text", "why"), NO_DATES)
def test_a_text_that_is_no_edtf_date_is_refused_with_the_right_form(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert str(caught.value) == f"invalid date '{text}': {why}"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1934/1939", days("1934-01-01", "1934-12-31"), days("1939-01-01", "1939-12-31")),
        ("1941-06-22/..", days("1941-06-22", "1941-06-22"), None),
        ("../1953", None, days("1953-01-01", "1953-12-31")),
        ("1937", None, None),
    ],
)
def test_an_interval_has_its_stated_ends_and_other_dates_have_none(
    edtf: str, first: DateRange | None, last: DateRange | None
) -> None:
    date = parse_edtf(edtf)
    assert (date.first, date.last) == (first, last)


PERIOD = days("1878-12-18", "1953-03-05")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1906/..", "1906-01-01", "1953-03-05"),
        ("../1905", "1878-12-18", "1905-12-31"),
        ("1953/..", "1953-01-01", "1953-12-31"),
        ("2007/..", "2007-01-01", "2007-12-31"),
        ("../1870", "1870-01-01", "1870-12-31"),
        ("1900/2000", "1900-01-01", "2000-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_only_an_open_end_is_clipped_to_the_period(edtf: str, first: str, last: str) -> None:
    assert parse_edtf(edtf).clip(PERIOD).range == days(first, last)


YEAR_1937 = days("1937-01-01", "1937-12-31")


@pytest.mark.parametrize(
    ("edtf", "is_near"),
    [
        ("1937", True),
        ("1937-07-30", True),
        ("1936/1938", True),
        ("../1937", True),
        ("1937/..", True),
        ("1922/1937", True),
        ("193X", False),
        ("1922/1952", False),
        ("1935/1938", False),
        ("1938", False),
        ("1938/..", False),
        ("../1936", False),
        ("193X/1950", False),
    ],
)
def test_a_date_is_near_a_year_if_short_or_if_a_stated_end_lies_in_it(
    edtf: str, *, is_near: bool
) -> None:
    date = parse_edtf(edtf)
    assert relation_to(date, YEAR_1937, Relation.NEAR) is is_near
    assert relation_to(date.clip(PERIOD), YEAR_1937, Relation.NEAR) is is_near


def oracle(edtf: str, asked: DateRange, relation: Relation) -> bool:
    """Say it once more, by the words of the design and day by day."""
    date = parse_edtf(edtf)
    common = [day for day in range(*date.range) if asked.start <= day < asked.stop]
    if relation is Relation.WITHIN:
        return len(common) == len(range(*date.range))
    if relation is Relation.OVERLAPPING:
        return len(common) > 0
    length = len(range(*date.range))
    no_longer = length <= 366 or length * 365 <= 3 * 366 * len(range(*asked))
    ends = [parse_edtf(end).range for end in edtf.split("/") if "/" in edtf and end != ".."]
    return len(common) > 0 and (
        no_longer or any(asked.start <= end.start and end.stop <= asked.stop for end in ends)
    )


NEARBY = st.integers(1930, 1940)
ASKED = date_ranges(days("1930-01-01", "..").start, days("..", "1941-01-01").stop)


@settings(max_examples=60, deadline=None)
@given(edtf_dates(NEARBY), ASKED, st.sampled_from(Relation))
def test_the_relations_agree_with_counting_days(
    edtf: str, asked: DateRange, relation: Relation
) -> None:
    assert relation_to(parse_edtf(edtf), asked, relation) is oracle(edtf, asked, relation)


@given(edtf_dates(NEARBY), ASKED)
def test_what_is_within_is_near_and_what_is_near_overlaps(edtf: str, asked: DateRange) -> None:
    date = parse_edtf(edtf)
    within, near, overlapping = (relation_to(date, asked, relation) for relation in Relation)
    assert within <= near <= overlapping


@given(points(years()))
def test_every_point_covers_at_least_a_day_of_the_calendar(edtf: str) -> None:
    date = parse_edtf(edtf)
    assert BEGINNING < date.range.start < date.range.stop <= END


@given(points(years()), points(years()))
def test_an_interval_covers_both_its_ends_or_is_refused(first: str, last: str) -> None:
    start, stop = parse_edtf(first).range.start, parse_edtf(last).range.stop
    if start < stop:
        assert parse_edtf(f"{first}/{last}").range == (start, stop)
    else:
        with pytest.raises(DateError, match="lies before its start"):
            parse_edtf(f"{first}/{last}")


@given(st.text(max_size=30))
def test_any_text_is_an_edtf_date_or_refused(text: str) -> None:
    with contextlib.suppress(DateError):
        assert parse_edtf(text).edtf == text

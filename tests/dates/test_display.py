"""Dates as readers read them, and that whatever is written can be typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import date_ranges, edtf_dates, likely_years, texts, years

from stalinfacts.dates.display import format_dates, format_edtf, format_range
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.phrases import find_dates, parse_date_range, parse_date_ranges
from stalinfacts.dates.ranges import BEGINNING, DateRange
from stalinfacts.errors import DateError

WRITTEN = [
    ("1878-12-18", "18 Dec 1878"),
    ("1953-03-05", "5 Mar 1953"),
    ("1937-07", "Jul 1937"),
    ("1937", "1937"),
    ("0037", "0037"),
    ("193X", "1930s"),
    ("190X", "1900s"),
    ("180X", "1800–1809"),
    ("000X", "0001–0009"),
    ("180X/1850", "1800–1850"),
    ("1750/180X", "1750–1809"),
    ("000X~/..", "from c. 0001"),
    ("../180X", "until 1809"),
    ("1914~", "c. 1914"),
    ("193X~", "c. 1930s"),
    ("1937?", "1937?"),
    ("1914%", "c. 1914?"),
    ("1932-24", "winter 1932–33"),
    ("1999-24", "winter 1999–00"),
    ("1920-21", "spring 1920"),
    ("1934/1939", "1934–1939"),
    ("1934/1934", "1934"),
    ("1914~/1916", "c. 1914 – 1916"),
    ("1941-06-22/..", "from 22 Jun 1941"),
    ("../1953", "until 1953"),
    ("1937-07-01/1937-07-09", "1–9 Jul 1937"),
    ("1937-07/1937-09", "Jul–Sep 1937"),
    ("1937-07/1938", "Jul 1937 – 1938"),
    ("1937-07-01/1938-07-09", "1 Jul 1937 – 9 Jul 1938"),
    ("1937-07-01/1937-08-09", "1 Jul 1937 – 9 Aug 1937"),
    ("1937/1937-07", "1937 – Jul 1937"),
    ("1936-07/1937-07", "Jul 1936 – Jul 1937"),
    ("1937-21/1937-07", "spring 1937 – Jul 1937"),
    ("1937-07/1937-23", "Jul 1937 – autumn 1937"),
    ("1937-21/1937-22", "spring 1937 – summer 1937"),
    ("1932-24/1933-22", "winter 1932–33 – summer 1933"),
    ("192X/1953", "1920s – 1953"),
]


@pytest.mark.parametrize(("edtf", "expected"), WRITTEN)
def test_an_edtf_date_is_written_as_people_write_it(edtf: str, expected: str) -> None:
    assert format_edtf(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1878-12-18", "18 December 1878"),
        ("1919-01/1919-03", "January–March 1919"),
        ("../1953-03", "until March 1953"),
    ],
)
def test_a_long_date_has_its_months_in_full(edtf: str, expected: str) -> None:
    assert format_edtf(edtf, long=True) == expected


@pytest.mark.parametrize("text", ["", "/", "?", "1937-13", "\x1b[2J", "one", "\x1b]0;p/1937"])
def test_a_text_that_is_no_date_is_returned_as_it_is(text: str) -> None:
    assert format_edtf(text) == text


def test_several_dates_stand_in_their_order_and_read_back() -> None:
    assert format_dates(["1937", "1932-24"]) == "1937, winter 1932–33"
    assert len(parse_date_ranges([format_dates(["1937", "1932-24"])])) == 2


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1937", "1937"),
        ("1937-07", "July 1937"),
        ("1917-22", "1917–1922"),
        ("summer 1917", "summer 1917"),
        ("winter 1932/33", "winter 1932–33"),
        ("the thirties", "1930s"),
        ("1800s", "1800–1899"),
        ("early 1953", "January–April 1953"),
        ("late March 1953", "21–31 March 1953"),
        ("Nov 1936 to January 1937", "November 1936 – January 1937"),
        ("5/13/1953", "13 May 1953"),
        ("before 1905", "until 1904"),
        ("after March 1953", "from April 1953"),
        ("until 5 March 1953", "until 5 March 1953"),
        ("1941-06-22..", "from 22 June 1941"),
        ("until 9999", "until 9999"),
        ("31 December 9999", "31 December 9999"),
    ],
)
def test_a_range_is_written_as_the_time_that_was_understood(typed: str, understood: str) -> None:
    assert format_range(parse_date_range(typed)) == understood


@given(date_ranges(), st.booleans())
@example(DateRange(1, 366), True)
def test_every_range_that_can_be_typed_reads_back_as_itself(
    days: DateRange,
    is_open: bool,
) -> None:
    whole = DateRange(BEGINNING, days.stop) if is_open else days
    assert parse_date_range(format_range(whole)) == whole


@given(edtf_dates(years()), st.booleans())
def test_every_date_that_is_printed_reads_back_as_itself(
    edtf: str,
    long: bool,
) -> None:
    assert parse_date_range(format_edtf(edtf, long=long)) == parse_edtf(edtf).range


@given(edtf_dates(likely_years()))
def test_every_date_that_is_printed_is_found_in_a_question(edtf: str) -> None:
    question = f"what happened {format_edtf(edtf)}, and why"
    assert [date.range for date in find_dates(question)] == [parse_edtf(edtf).range]


@given(texts())
def test_whatever_is_read_is_written_as_something_that_reads_back(text: str) -> None:
    try:
        days = parse_date_range(text)
    except DateError:
        return
    assert parse_date_range(format_range(days)) == days


@given(st.text(max_size=20))
def test_any_text_can_be_written(text: str) -> None:
    assert isinstance(format_edtf(text), str)

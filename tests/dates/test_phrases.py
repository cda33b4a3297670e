"""What a date may be, which days it stands for, and how people read it."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts import dates
from stalinfacts.dates import BEGINNING, END, Precision, Span
from stalinfacts.errors import DateError


def days(first: str, last: str) -> Span:
    """Give the span from one ISO day to another, both in it; ``..`` is open."""
    start = BEGINNING if first == ".." else date.fromisoformat(first).toordinal()
    stop = END if last == ".." else date.fromisoformat(last).toordinal() + 1
    return Span(start, stop)


EDTF = [
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


@pytest.mark.parametrize(("edtf", "first", "last", "precision"), EDTF)
def test_an_edtf_date_stands_for_its_days(edtf: str, first: str, last: str, precision: Precision) -> None:
    moment = dates.parse(edtf)
    assert (moment.edtf, moment.span, moment.precision) == (edtf, days(first, last), precision)


POINTS = "write 1937, 1937-07, 1937-07-30, 193X, 1932-24 (a season) or 1934/1939"
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
    ("193", POINTS),
    ("19XX", POINTS),
    ("193x", POINTS),
    ("", POINTS),
    ("?", POINTS),
    ("1937~?", POINTS),
    ("1939/1934", "its end, 1934, lies before its start, 1939"),
    ("1935/1934", "its end, 1934, lies before its start, 1935"),
    ("../..", "an interval needs at least one end: 1934/1939, 1941/.. or ../1953"),
    ("1934/1935/1936", POINTS),
    ("1937 ", POINTS),
    ("١٩٣٧", POINTS),
]


@pytest.mark.parametrize(("text", "why"), NO_DATES)
def test_what_is_no_date_is_named_and_the_right_form_told(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.parse(text)
    assert str(caught.value) == f"'{text}' is no date; {why}"


TYPED = [
    ("1937", "1937-01-01", "1937-12-31"),
    ("1937-07", "1937-07-01", "1937-07-31"),
    ("1937-07-30", "1937-07-30", "1937-07-30"),
    ("1937/07/30", "1937-07-30", "1937-07-30"),
    ("30.7.1937", "1937-07-30", "1937-07-30"),
    ("1930s", "1930-01-01", "1939-12-31"),
    ("1930's", "1930-01-01", "1939-12-31"),
    ("0000s", "0001-01-01", "0009-12-31"),
    ("the 1930s", "1930-01-01", "1939-12-31"),
    ("'30s", "1930-01-01", "1939-12-31"),
    ("the thirties", "1930-01-01", "1939-12-31"),
    ("nineteen-thirties", "1930-01-01", "1939-12-31"),
    ("early 1930s", "1930-01-01", "1933-12-31"),
    ("mid-1930s", "1934-01-01", "1936-12-31"),
    ("late thirties", "1937-01-01", "1939-12-31"),
    ("1900s", "1900-01-01", "1909-12-31"),
    ("193x", "1930-01-01", "1939-12-31"),
    ("1934..1939", "1934-01-01", "1939-12-31"),
    ("1934-1939", "1934-01-01", "1939-12-31"),
    ("1934–1939", "1934-01-01", "1939-12-31"),
    ("1934 - 1939", "1934-01-01", "1939-12-31"),
    ("1934/1939", "1934-01-01", "1939-12-31"),
    ("193x/1953", "1930-01-01", "1953-12-31"),
    ("1941-06-22/..", "1941-06-22", ".."),
    ("../1953", "..", "1953-12-31"),
    ("1934 to 1939", "1934-01-01", "1939-12-31"),
    ("from 1934 to 1939", "1934-01-01", "1939-12-31"),
    ("between 1934 and 1939", "1934-01-01", "1939-12-31"),
    ("1941-06-22..1945-05-09", "1941-06-22", "1945-05-09"),
    ("June 1907 – July 1908", "1907-06-01", "1908-07-31"),
    ("..1905", "..", "1905-12-31"),
    ("1941-06..", "1941-06-01", ".."),
    ("since 1941", "1941-01-01", ".."),
    ("from June 1941", "1941-06-01", ".."),
    ("after 1941", "1942-01-01", ".."),
    ("before 1917", "..", "1916-12-31"),
    ("until 1953", "..", "1953-12-31"),
    ("July 1937", "1937-07-01", "1937-07-31"),
    ("jul 1937", "1937-07-01", "1937-07-31"),
    ("Sept. 1939", "1939-09-01", "1939-09-30"),
    ("in July 1937", "1937-07-01", "1937-07-31"),
    ("30 July 1937", "1937-07-30", "1937-07-30"),
    ("30th of July, 1937", "1937-07-30", "1937-07-30"),
    ("July 30, 1937", "1937-07-30", "1937-07-30"),
    ("on 5 March 1953", "1953-03-05", "1953-03-05"),
    ("winter 1932", "1932-12-01", "1933-02-28"),
    ("winter of 1932-33", "1932-12-01", "1933-02-28"),
    ("fall 1941", "1941-09-01", "1941-11-30"),
    ("c. 1914", "1914-01-01", "1914-12-31"),
    ("circa 1914", "1914-01-01", "1914-12-31"),
    ("  July   1937 ", "1937-07-01", "1937-07-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), TYPED)
def test_a_time_is_understood_as_people_type_it(text: str, first: str, last: str) -> None:
    assert dates.when(text) == days(first, last)


FORMS = "write 1937, 1937-07, 1937-07-30, 1930s, 1934..1939, ..1905, 'July 1937' or '30 July 1937'"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1907-13", "months run from 01 to 12 (21 to 24 are the seasons); for a range of years write 1907..1913"),
        ("1932-33", "months run from 01 to 12 (21 to 24 are the seasons); for a range of years write 1932..1933"),
        ("31 February 1937", "February 1937 has days 01 to 28"),
        ("1939..1934", "its end, 1934, lies before its start, 1939"),
        ("1935..1934", "its end, 1934, lies before its start, 1935"),
        ("from 1939 to 1934", "its end, 1934, lies before its start, 1939"),
        ("1939/1934", "its end, 1934, lies before its start, 1939"),
        ("winter 0000", "years run from 0001 to 9999"),
        ("1937-7", "a month has two digits: 07"),
        ("1937-02-30", "February 1937 has days 01 to 28"),
        ("1937/13/01", "months run from 01 to 12"),
        ("30.13.1937", "months run from 01 to 12"),
        ("193X-07", POINTS),
        ("193x-07", POINTS),
        ("..", FORMS),
        ("yesterday", FORMS),
        ("", FORMS),
        ("1937 July", FORMS),
        ("nineteen-", FORMS),
        ("since yesterday", FORMS),
        ("1930sthirties", FORMS),
        ("thirtiesforties", FORMS),
    ],
)
def test_a_time_that_is_none_is_answered_with_the_forms_that_are(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.when(text)
    assert str(caught.value) == f"'{text}' is no date; {why}"


FOUND = [
    ("purge 1937", [("1937", "1937-01-01", "1937-12-31")]),
    ("22 June 1941 invasion", [("22 June 1941", "1941-06-22", "1941-06-22")]),
    ("what happened on March 5, 1953?", [("March 5, 1953", "1953-03-05", "1953-03-05")]),
    ("arrests in the thirties", [("the thirties", "1930-01-01", "1939-12-31")]),
    ("purges 1934-1939", [("1934-1939", "1934-01-01", "1939-12-31")]),
    ("winter of 1932-33 famine", [("winter of 1932-33", "1932-12-01", "1933-02-28")]),
    ("July 1937 and 1938", [("July 1937", "1937-07-01", "1937-07-31"), ("1938", "1938-01-01", "1938-12-31")]),
    ("1,710 towns", []),
    ("12000 men", []),
    ("4.1937", []),
    ("31 February 1937", []),
    ("31 February 1937, then 1938", [("1938", "1938-01-01", "1938-12-31")]),
    ("ties", []),
    ("no date at all", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_inside_a_question_are_found_and_figures_are_not_taken_for_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[f.start : f.stop], f.span) for f in dates.find(text)] == [(found, days(first, last)) for found, first, last in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03-05", (3, 5)),
        ("--03-05", (3, 5)),
        ("5 March", (3, 5)),
        ("March 5", (3, 5)),
        ("5th of March", (3, 5)),
        ("mar 5th", (3, 5)),
        ("5.3.", (3, 5)),
        ("29 Feb", (2, 29)),
        ("1 January", (1, 1)),
        ("31 December", (12, 31)),
    ],
)
def test_a_day_of_the_year_is_understood(text: str, expected: tuple[int, int]) -> None:
    assert dates.day_of_year(text) == expected


DAYS_OF_THE_YEAR = "write 03-05, '5 March' or 'March 5'"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("13-01", "months run from 01 to 12"),
        ("00-01", "months run from 01 to 12"),
        ("03-00", "March has days 01 to 31"),
        ("02-30", "February has days 01 to 29"),
        ("31 June", "June has days 01 to 30"),
        ("March", DAYS_OF_THE_YEAR),
        ("5", DAYS_OF_THE_YEAR),
        ("", DAYS_OF_THE_YEAR),
        ("1953-03-05", DAYS_OF_THE_YEAR),
    ],
)
def test_a_day_of_the_year_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.day_of_year(text)
    assert str(caught.value) == f"'{text}' is no day of the year; {why}"


@pytest.mark.parametrize(
    ("edtf", "month", "day", "expected"),
    [
        ("1953-03-05", 3, 5, True),
        ("1953-03", 3, 5, False),
        ("1953-03-01/1953-03-05", 3, 5, True),
        ("1953-03-01/1953-03-05", 3, 3, False),
        ("1941-06-22/..", 6, 22, True),
        ("1953-03-05~", 3, 5, True),
    ],
)
def test_only_a_date_that_names_the_day_is_of_that_day(edtf: str, month: int, day: int, expected: bool) -> None:  # noqa: FBT001 # a column of the table
    assert dates.is_day(dates.parse(edtf), month, day) is expected


WRITTEN = [
    ("1878-12-18", "18 Dec 1878"),
    ("1953-03-05", "5 Mar 1953"),
    ("1937-07", "Jul 1937"),
    ("1937", "1937"),
    ("193X", "1930s"),
    ("1914~", "c. 1914"),
    ("1937?", "1937?"),
    ("1914%", "c. 1914?"),
    ("1932-24", "winter 1932–33"),
    ("1999-24", "winter 1999–00"),
    ("1920-21", "spring 1920"),
    ("1934/1939", "1934–1939"),
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
    ("1932-24/1933-22", "winter 1932–33 – summer 1933"),
]


@pytest.mark.parametrize(("edtf", "expected"), WRITTEN)
def test_a_date_is_written_as_people_write_it(edtf: str, expected: str) -> None:
    assert dates.humanise(edtf) == expected


YEARS = st.integers(1, 9998)
A_DAY = st.dates(date(1, 1, 1), date(9998, 12, 31))


def points() -> st.SearchStrategy[str]:
    """Give every kind of point of the subset."""
    bare = st.one_of(
        YEARS.map("{:04}".format),
        st.integers(1, 998).map("{:03}X".format),
        st.tuples(YEARS, st.one_of(st.integers(1, 12), st.integers(21, 24))).map(lambda t: f"{t[0]:04}-{t[1]:02}"),
        A_DAY.map(date.isoformat),
    )
    return st.tuples(bare, st.sampled_from(["", "~", "?"])).map("".join)


@given(points())
def test_every_point_covers_at_least_a_day_and_is_read_alike_by_the_corpus_and_the_command_line(edtf: str) -> None:
    span = dates.parse(edtf).span
    assert BEGINNING < span.start < span.stop <= END
    assert dates.when(edtf) == span


@given(points(), points())
def test_an_interval_covers_both_of_its_ends(first: str, last: str) -> None:
    a, b = dates.parse(first).span, dates.parse(last).span
    if a.start < b.stop:
        whole = dates.parse(f"{first}/{last}").span
        assert a.start == whole.start
        assert b.stop == whole.stop
        assert dates.when(f"{first}..{last}") == whole
    else:
        with pytest.raises(DateError):
            dates.parse(f"{first}/{last}")


@given(A_DAY, A_DAY, A_DAY, A_DAY)
def test_overlapping_and_lying_within_agree_with_counting_days(a: date, b: date, c: date, d: date) -> None:
    first, second = Span(*sorted((a.toordinal(), b.toordinal() + 1))), Span(*sorted((c.toordinal(), d.toordinal() + 1)))
    if first.start == first.stop or second.start == second.stop:
        return
    one, other = range(*first), range(*second)
    common = range(max(one.start, other.start), min(one.stop, other.stop))
    assert first.overlaps(second) is (len(common) > 0)
    assert first.within(second) is (len(common) == len(one))


def test_days_that_only_touch_do_not_overlap() -> None:
    assert not Span(1, 2).overlaps(Span(2, 3))
    assert not Span(2, 3).overlaps(Span(1, 2))


def test_open_ends_have_a_year_and_a_day_too() -> None:
    assert (dates.year_of(BEGINNING), dates.iso(BEGINNING)) == (1, "0001-01-01")
    assert (dates.year_of(END), dates.iso(END)) == (9999, "9999-12-31")
    assert dates.when("0001") == Span(1, 366)


def test_the_last_year_ends_with_the_calendar() -> None:
    assert dates.parse("9999-12").span.stop == dates.parse("9999").span.stop == END


@given(A_DAY)
def test_a_written_day_is_read_back(day: date) -> None:
    edtf = day.isoformat()
    span = dates.parse(edtf).span
    assert dates.when(dates.humanise(edtf)) == span
    assert dates.iso(span.start) == edtf
    assert dates.year_of(span.start) == day.year
    assert span.stop == (day + timedelta(days=1)).toordinal()


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_refused_in_one_line(text: str) -> None:
    for read in (dates.when, dates.parse, dates.day_of_year):
        with contextlib.suppress(DateError):
            read(text)
    dates.find(text)

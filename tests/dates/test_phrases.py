"""Times as people type them, alone and inside a question."""

from __future__ import annotations

import contextlib
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, edtf_dates, likely_years, odd, texts, years

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.folding import fold
from stalinfacts.dates.forms import FORMS, AmbiguousDateError, builders
from stalinfacts.dates.lexer import date_words, tokenize
from stalinfacts.dates.phrases import (
    MonthDay,
    find_dates,
    parse_date_range,
    parse_date_ranges,
    parse_month_day,
)
from stalinfacts.dates.relations import RELATIONS, SUFFIXES
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from stalinfacts.dates.forms import Form
    from stalinfacts.dates.ranges import DateRange

ONE_DAY = ("1953-03-05", "1953-03-05")
YEAR = ("1937-01-01", "1937-12-31")
JULY = ("1937-07-01", "1937-07-31")
THIRTIES = ("1930-01-01", "1939-12-31")
TYPED = [
    # a day
    ("1953-03-05", *ONE_DAY),
    ("1953/03/05", *ONE_DAY),
    ("1953/3/5", *ONE_DAY),
    ("1953.3.5", *ONE_DAY),
    ("5.3.1953", *ONE_DAY),
    ("5. 3. 1953", *ONE_DAY),
    ("5.3.1953.", *ONE_DAY),
    ("19530305", *ONE_DAY),
    ("5-Mar-1953", *ONE_DAY),
    ("5-Mar-53", *ONE_DAY),
    ("5-марта-1953", *ONE_DAY),
    ("1953-Mar-05", *ONE_DAY),
    ("5.III.1953", *ONE_DAY),
    ("5 III 1953", *ONE_DAY),
    ("5 March 1953", *ONE_DAY),
    ("5th of March, 1953", *ONE_DAY),
    ("fifth of March 1953", *ONE_DAY),
    ("5. March 1953", *ONE_DAY),
    ("March 5, 1953", *ONE_DAY),
    ("March 5th 1953", *ONE_DAY),
    ("1953 March 5", *ONE_DAY),
    ("Thursday, 5 March 1953", *ONE_DAY),
    ("on 5 March 1953", *ONE_DAY),
    ("5 March '53", *ONE_DAY),
    ("5 марта 1953", *ONE_DAY),
    ("13/3/1953", "1953-03-13", "1953-03-13"),
    ("3/13/1953", "1953-03-13", "1953-03-13"),
    ("3/3/1953", "1953-03-03", "1953-03-03"),
    # a month
    ("1937-07", *JULY),
    ("1937/07", *JULY),
    ("1937/7", *JULY),
    ("7/1937", *JULY),
    ("07/1937", *JULY),
    ("07.1937", *JULY),
    ("07-1937", *JULY),
    ("July 1937", *JULY),
    ("jul 1937", *JULY),
    ("Jul. 1937", *JULY),
    ("July, 1937", *JULY),
    ("1937 July", *JULY),
    ("July '37", *JULY),
    ("in July of 1937", *JULY),
    ("Sept. 1939", "1939-09-01", "1939-09-30"),
    ("октябрь 1917", "1917-10-01", "1917-10-31"),
    ("1908-12", "1908-12-01", "1908-12-31"),
    ("early March 1953", "1953-03-01", "1953-03-10"),
    ("mid-March 1953", "1953-03-11", "1953-03-20"),
    ("middle of March 1953", "1953-03-11", "1953-03-20"),
    ("end of March 1953", "1953-03-21", "1953-03-31"),
    # a season
    ("winter 1932", "1932-12-01", "1933-02-28"),
    ("winter of 1932-33", "1932-12-01", "1933-02-28"),
    ("winter 1932–33", "1932-12-01", "1933-02-28"),
    ("winter 1932/33", "1932-12-01", "1933-02-28"),
    ("winter 1932—33", "1932-12-01", "1933-02-28"),
    ("winter 1932-3", "1932-12-01", "1933-02-28"),
    ("winter 1932–1933", "1932-12-01", "1933-02-28"),
    ("winter 1999–00", "1999-12-01", "2000-02-29"),
    ("summer 1918 – 19 Mar 1953", "1918-06-01", "1953-03-19"),
    ("winter of '41", "1941-12-01", "1942-02-28"),
    ("summer 1932–1933", "1932-06-01", "1933-12-31"),
    ("in the winter of 1932", "1932-12-01", "1933-02-28"),
    ("fall 1941", "1941-09-01", "1941-11-30"),
    ("spring of 1917", "1917-03-01", "1917-05-31"),
    ("1932-24", "1932-12-01", "1933-02-28"),
    ("1924-24", "1924-12-01", "1925-02-28"),
    ("late spring 1917", "1917-05-01", "1917-05-31"),
    # a year
    ("1937", *YEAR),
    ("'37", *YEAR),
    ("’37", *YEAR),
    ("１９３７", *YEAR),
    ("the year 1937", *YEAR),
    ("1937.", *YEAR),
    ("1937,", *YEAR),
    ("c1937", *YEAR),
    ("c. 1937", *YEAR),
    ("c.1937", *YEAR),
    ("circa 1937", *YEAR),
    ("ca. 1937", *YEAR),
    ("~1937", *YEAR),
    ("1937~", *YEAR),
    ("1937?", *YEAR),
    ("1937%", *YEAR),
    ("c. 1937?", *YEAR),
    ("approx 1937", *YEAR),
    ("early 1953", "1953-01-01", "1953-04-30"),
    ("end of 1941", "1941-10-01", "1941-12-31"),
    ("the beginning of 1941", "1941-01-01", "1941-03-31"),
    ("late 1917", "1917-09-01", "1917-12-31"),
    ("first half of 1937", "1937-01-01", "1937-06-30"),
    ("2nd half of 1937", "1937-07-01", "1937-12-31"),
    ("Q1 1937", "1937-01-01", "1937-03-31"),
    ("Q3 1937", "1937-07-01", "1937-09-30"),
    # a decade, a century
    ("1930s", *THIRTIES),
    ("1930's", *THIRTIES),
    ("the 1930s", *THIRTIES),
    ("'30s", *THIRTIES),
    ("193X", *THIRTIES),
    ("193x", *THIRTIES),
    ("the thirties", *THIRTIES),
    ("nineteen-thirties", *THIRTIES),
    ("eighteen nineties", "1890-01-01", "1899-12-31"),
    ("seventeen-nineties", "1790-01-01", "1799-12-31"),
    ("early 1930s", "1930-01-01", "1933-12-31"),
    ("mid-1930s", "1934-01-01", "1936-12-31"),
    ("mid‑1930s", "1934-01-01", "1936-12-31"),
    ("mid-to-late 1930s", "1934-01-01", "1939-12-31"),
    ("late thirties", "1937-01-01", "1939-12-31"),
    ("1900s", "1900-01-01", "1909-12-31"),
    ("early 1900s", "1900-01-01", "1903-12-31"),
    ("1st century", "0001-01-01", "0099-12-31"),
    ("end of the 1st century", "0067-01-01", "0099-12-31"),
    ("2000s", "2000-01-01", "2009-12-31"),
    ("1800s", "1800-01-01", "1899-12-31"),
    ("early 1800s", "1800-01-01", "1832-12-31"),
    ("0000s", "0001-01-01", "0099-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("late 000X", "0007-01-01", "0009-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("19th century", "1800-01-01", "1899-12-31"),
    ("the nineteenth century", "1800-01-01", "1899-12-31"),
    ("19th-century", "1800-01-01", "1899-12-31"),
    ("XIX century", "1800-01-01", "1899-12-31"),
    ("late 19th century", "1867-01-01", "1899-12-31"),
    # a pair of years
    ("1917-22", "1917-01-01", "1922-12-31"),
    ("1932-33", "1932-01-01", "1933-12-31"),
    ("1932–33", "1932-01-01", "1933-12-31"),
    ("1932/33", "1932-01-01", "1933-12-31"),
    ("1932-3", "1932-01-01", "1933-12-31"),
    ("1932–3", "1932-01-01", "1933-12-31"),
    ("1908–12", "1908-01-01", "1912-12-31"),
    ("1908/12", "1908-01-01", "1912-12-31"),
    ("1908..13", "1908-01-01", "1913-12-31"),
    ("1941 - 43", "1941-01-01", "1943-12-31"),
    ("'41–'45", "1941-01-01", "1945-12-31"),
    ("from 1941 to 43", "1941-01-01", "1943-12-31"),
    # a range
    ("1934..1939", "1934-01-01", "1939-12-31"),
    ("1934…1939", "1934-01-01", "1939-12-31"),
    ("1934-1939", "1934-01-01", "1939-12-31"),
    ("1934–1939", "1934-01-01", "1939-12-31"),
    ("1934—1939", "1934-01-01", "1939-12-31"),
    ("1934−1939", "1934-01-01", "1939-12-31"),
    ("1934‑1939", "1934-01-01", "1939-12-31"),
    ("1934 - 1939", "1934-01-01", "1939-12-31"),
    ("1934/1939", "1934-01-01", "1939-12-31"),
    ("1934~/1939?", "1934-01-01", "1939-12-31"),
    ("193x/1953", "1930-01-01", "1953-12-31"),
    ("1930s-1940s", "1930-01-01", "1949-12-31"),
    ("1917-22/1917-24", "1917-06-01", "1918-02-28"),
    ("1941-06-22..1945-05-09", "1941-06-22", "1945-05-09"),
    ("June 1907 – July 1908", "1907-06-01", "1908-07-31"),
    ("July 1937 to May", "1937-07-01", "1938-05-31"),
    ("March to July 1937", "1937-03-01", "1937-07-31"),
    ("Jan–Mar 1919", "1919-01-01", "1919-03-31"),
    ("Jan-Mar 1919", "1919-01-01", "1919-03-31"),
    ("March/April 1917", "1917-03-01", "1917-04-30"),
    ("November–January 1919", "1918-11-01", "1919-01-31"),
    ("1–5 March 1953", "1953-03-01", "1953-03-05"),
    ("1-5 March 1953", "1953-03-01", "1953-03-05"),
    ("March 1-5, 1953", "1953-03-01", "1953-03-05"),
    ("9 June - 23 June 1907", "1907-06-09", "1907-06-23"),
    ("1 March 1953 - 5 March 1953", "1953-03-01", "1953-03-05"),
    ("winter 1932–33 – summer 1933", "1932-12-01", "1933-08-31"),
    ("1914 – c. 1916", "1914-01-01", "1916-12-31"),
    # relations
    ("1934 to 1939", "1934-01-01", "1939-12-31"),
    ("1917 through 1921", "1917-01-01", "1921-12-31"),
    ("from 1934 to 1939", "1934-01-01", "1939-12-31"),
    ("from 1934 until 1939", "1934-01-01", "1939-12-31"),
    ("since 1934 until 1939", "1934-01-01", "1939-12-31"),
    ("from 1934–1939", "1934-01-01", "1939-12-31"),
    ("after 1933 until 1939", "1934-01-01", "1939-12-31"),
    ("between 1934 and 1939", "1934-01-01", "1939-12-31"),
    ("between 1934–1939", "1934-01-01", "1939-12-31"),
    ("between January and March 1919", "1919-01-01", "1919-03-31"),
    ("between the 1920s and the 1930s", "1920-01-01", "1939-12-31"),
    ("..1905", "..", "1905-12-31"),
    ("../1905", "..", "1905-12-31"),
    ("1941-06..", "1941-06-01", ".."),
    ("1941-06-22/..", "1941-06-22", ".."),
    ("since 1941", "1941-01-01", ".."),
    ("from June 1941", "1941-06-01", ".."),
    ("from 1941 on", "1941-01-01", ".."),
    ("from 1941 onwards", "1941-01-01", ".."),
    ("1941 onwards", "1941-01-01", ".."),
    ("1941 or later", "1941-01-01", ".."),
    ("1941+", "1941-01-01", ".."),
    ("starting in 1941", "1941-01-01", ".."),
    ("not before 1941", "1941-01-01", ".."),
    (">=1941", "1941-01-01", ".."),
    ("after 1941", "1942-01-01", ".."),
    ("> 1941", "1942-01-01", ".."),
    ("before 1917", "..", "1916-12-31"),
    ("prior to 1917", "..", "1916-12-31"),
    ("before 1934–39", "..", "1933-12-31"),
    ("until 1953", "..", "1953-12-31"),
    ("up to 1953", "..", "1953-12-31"),
    ("by 1953", "..", "1953-12-31"),
    ("by the end of 1953", "..", "1953-12-31"),
    ("not later than 1953", "..", "1953-12-31"),
    ("1953 or earlier", "..", "1953-12-31"),
    ("until c. 1953", "..", "1953-12-31"),
    ("until 9999", "..", ".."),
    # spaces and letters
    ("  July\u00a0 1937 ", *JULY),
    ("JULY 1937", *JULY),
    ("APRİL 1937", "1937-04-01", "1937-04-30"),
    ("after 1941–1943", "1944-01-01", ".."),
    ("1941 thru 1943", "1941-01-01", "1943-12-31"),
    ("ＪＵＬＹ １９３７", *JULY),
    ("the thırties", *THIRTIES),
    ("auguſt 1937", "1937-08-01", "1937-08-31"),
    ("ſince 1950", "1950-01-01", ".."),
]


SYNONYMS = [
    ("before 1937", "before|prior to|earlier than|previous to|<"),
    ("until 1937", "until|till|up to|up until|up till|by|not later than|no later than|not after"),
    ("until 1937", "<=|..|../"),
    ("since 1937", "since|from|starting|beginning in|not before|not earlier than|no earlier than"),
    ("since 1937", ">="),
    ("after 1937", "after|later than|>"),
    ("1937", "c|c.|ca|circa|about|around|approx|approximately|roughly|~"),
    ("1937", "in|on|during|throughout|within|dated|year|in the year"),
]


@pytest.mark.parametrize(("usual", "others"), SYNONYMS)
def test_words_before_a_time_mean_the_same(usual: str, others: str) -> None:
    for words in others.split("|"):
        assert parse_date_range(f"{words} 1937") == parse_date_range(usual)


@pytest.mark.parametrize(
    ("usual", "others"),
    [
        ("since 1937", "onwards|onward|or later|and later|and after|+|..|/..|on"),
        ("until 1937", "or earlier|and earlier|or before"),
    ],
)
def test_words_after_a_time_mean_the_same(usual: str, others: str) -> None:
    for words in others.split("|"):
        time_ = "from 1937" if words == "on" else "1937"
        assert parse_date_range(f"{time_} {words}") == parse_date_range(usual)


WHOLES = ("March 1953", "spring 1917", "1937", "1930s", "the 19th century")
PARTS = [
    # the days of the month, the months of the season and the year, the years of the others
    ("early", "1-10", "3-3", "1-4", "1930-1933", "1800-1832"),
    ("mid", "11-20", "4-4", "5-8", "1934-1936", "1833-1866"),
    ("late", "21-31", "5-5", "9-12", "1937-1939", "1867-1899"),
    ("beginning of", "1-10", "3-3", "1-3", "1930-1933", "1800-1832"),
    ("end of", "21-31", "5-5", "10-12", "1937-1939", "1867-1899"),
    ("first half of", "1-15", "3-4", "1-6", "1930-1934", "1800-1849"),
    ("second half of", "16-31", "4-5", "7-12", "1935-1939", "1850-1899"),
]


def part_of(whole: str, first: int, last: int) -> DateRange:
    """Return the days, months or years of a time from one to another."""
    if whole == WHOLES[0]:
        return days(f"1953-03-{first:02}", f"1953-03-{last:02}")
    year = whole[-4:]
    edtf = f"{first}/{last}" if first > 12 else f"{year}-{first:02}/{year}-{last:02}"
    return parse_edtf(edtf).range


@pytest.mark.parametrize(("part", "spans"), [(part, spans) for part, *spans in PARTS])
def test_a_part_of_a_time_is_its_days(part: str, spans: list[str]) -> None:
    for whole, span in zip(WHOLES, spans, strict=True):
        expected = part_of(whole, *map(int, span.split("-")))
        assert parse_date_range(f"{part} {whole}") == expected


@pytest.mark.parametrize(("text", "first", "last"), TYPED)
def test_a_typed_time_is_its_days(text: str, first: str, last: str) -> None:
    assert parse_date_range(text) == days(first, last)


@pytest.mark.parametrize("text", ["Ju\u00adly 1937", "\ufeffJuly 19\u200b37", "July 1937\u2060"])
def test_hidden_characters_of_a_copied_text_are_no_part_of_a_time(text: str) -> None:
    assert parse_date_range(text) == days(*JULY)
    assert parse_month_day(text) == (7, None, 1937)


BELONGS_TO_THE_NEXT_WORD = ("until 9999", "1941 - 43", "from 1941 on")
"""In a text a number or an ``on`` before a word belongs to that word."""
TYPED_IN_TEXTS = [
    text for text, *_ in TYPED if "000" not in text and text not in BELONGS_TO_THE_NEXT_WORD
]


@pytest.mark.parametrize("text", TYPED_IN_TEXTS)
def test_a_typed_time_is_found_inside_a_question_as_the_same_days(text: str) -> None:
    for question in (f"who was shot {text} in Moscow", f"Stalin: {text}"):
        assert [found.range for found in find_dates(question)] == [parse_date_range(text)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.shape)
def test_the_example_of_a_form_has_that_form_and_is_read(form: Form) -> None:
    shapes = tuple(form.shape.replace("_", joint) for joint in "-–/t")
    assert tokenize(form.example).shape.startswith(shapes)
    parse_date_range(form.example)


EXAMPLES = "write 1937, July 1937, 30 July 1937, 1937-07-30, 1930s, 1934..1939 or 'before 1905'"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1937-13", "months run from 01 to 12"),
        ("1937-00", "months run from 01 to 12"),
        ("1907-07-00", "July 1907 has days 01 to 31"),
        ("31 February 1937", "February 1937 has days 01 to 28"),
        ("1939..1934", "its end, 1934, lies before its start, 1939"),
        ("from 1939 to 1934", "its end, 1934, lies before its start, 1939"),
        ("1939/1934", "its end, 1934, lies before its start, 1939"),
        ("5–1 March 1953", "its end, 1 march 1953, lies before its start, 5"),
        ("March 5–1, 1953", "its end, 1, lies before its start, 5"),
        ("1899–03", "its end, 03, is not later than its start, 1899; write 1899–1903"),
        ("9999–98", "its end, 98, is not later than its start, 9999"),
        ("winter 0000", "years run from 0001 to 9999"),
        ("0000", "years run from 0001 to 9999"),
        ("before 0001", "no day lies in it; years run from 0001 to 9999"),
        ("after 9999", "no day lies in it; years run from 0001 to 9999"),
        ("1937-7", "a month has two digits: 1937-07"),
        ("1937-02-30", "February 1937 has days 01 to 28"),
        ("1937/13/01", "months run from 01 to 12"),
        ("30.13.1937", "months run from 01 to 12"),
        ("13/1937", "months run from 01 to 12"),
        ("14/13/1937", "months run from 01 to 12"),
        ("19531305", "months run from 01 to 12"),
        ("4.1937", "write 04.1937 or 4/1937"),
        ("summer 1932–33", "only a winter lies in two years: winter 1932–33"),
        ("winter 1932–34", "only a winter lies in two years: winter 1932–33"),
        ("Q5 1937", "quarters run from Q1 to Q4"),
        ("0th century", "centuries run from the 1st to the 100th"),
        ("late-to-early 1930s", "'late' comes after 'early'"),
        ("5/3/1953", "it may be 5 March 1953 or 3 May 1953; write the one that is meant"),
        ("12/5/1953", "it may be 12 May 1953 or 5 December 1953; write the one that is meant"),
        ("5-3-1953", "it may be 5 March 1953 or 3 May 1953; write the one that is meant"),
        ("1937 1938", "these are 2 times; write one"),
        ("1937..1938..1939", EXAMPLES),
        ("1937..1938..", EXAMPLES),
        ("1937 and 1938", "these are 2 times; write one"),
        ("37", "did you mean '1937'?"),
        ("Febuary 1917", "did you mean 'February 1917'?"),
        ("in the thirites", "did you mean 'in the thirties'?"),
        ("erly 1953", "did you mean 'early 1953'?"),
        ("31 Febuary 1917", EXAMPLES),
        ("1937 500", EXAMPLES),
        ("March–April", EXAMPLES),
        ("..", EXAMPLES),
        ("", EXAMPLES),
        ("yesterday", EXAMPLES),
        ("since yesterday", EXAMPLES),
        ("between 1937", EXAMPLES),
        ("March", EXAMPLES),
        ("5 March", EXAMPLES),
        ("1–March 1953", EXAMPLES),
        ("1937–5th", EXAMPLES),
        ("1937 to 5", EXAMPLES),
        ("1937–March", EXAMPLES),
        ("March–5", EXAMPLES),
        ("1937–", EXAMPLES),
        ("1930sthirties", EXAMPLES),
        ("thirtiesforties", EXAMPLES),
        ("1937abc", EXAMPLES),
        ("abc1937", EXAMPLES),
        ("193X-07", EXAMPLES),
        ("1937s", EXAMPLES),
        ("99999", EXAMPLES),
        ("his thirties", EXAMPLES),
    ],
)
def test_a_text_that_is_no_time_is_refused_with_what_would_be_right(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date_range(text)
    assert str(caught.value) == f"invalid date '{text}': {why}"


@pytest.mark.parametrize("text", ["31 Feb 1937", "1937\n13", "a\tb"])
def test_a_refusal_is_one_line(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date_range(text)
    assert "\n" not in str(caught.value)
    assert "\t" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "times"),
    [
        (["1937", "1938"], ["1937", "1938"]),
        (["1937,1938"], ["1937", "1938"]),
        (["1937, 1938"], ["1937", "1938"]),
        (["1937;1938"], ["1937", "1938"]),
        (["1937 and 1938"], ["1937", "1938"]),
        (["1938", "1937"], ["1938", "1937"]),
        (["July", "1937"], ["July 1937"]),
        (["July", "1937", "1938"], ["July 1937", "1938"]),
        (["1937", "March 1938"], ["1937", "March 1938"]),
        (["5", "March", "1953"], ["5 March 1953"]),
        (["from", "1941", "to", "1943"], ["from 1941 to 1943"]),
        (["1941", "to", "1943"], ["1941 to 1943"]),
        (["before 1905", "after 1953"], ["before 1905", "after 1953"]),
        ([], []),
    ],
)
def test_several_arguments_are_one_time_in_several_words_or_several_times(
    arguments: list[str], times: list[str]
) -> None:
    assert parse_date_ranges(arguments) == [parse_date_range(time) for time in times]


@pytest.mark.parametrize(
    ("arguments", "culprit"), [(["1937", "abc"], "abc"), (["abc"], "abc"), (["x", "1937"], "x")]
)
def test_of_several_arguments_the_one_that_is_no_time_is_named(
    arguments: list[str], culprit: str
) -> None:
    with pytest.raises(DateError, match=f"^invalid date '{culprit}': "):
        parse_date_ranges(arguments)


CONDITION, TERM = True, False
FOUND = [
    ("purge 1937", "1937", TERM),
    ("22 June 1941 invasion", "22 June 1941", TERM),
    ("what happened on March 5, 1953?", "March 5, 1953", TERM),
    ("arrests in the thirties", "thirties", TERM),
    ("purges 1934-1939", "1934-1939", TERM),
    ("purge 1937–38", "1937–38", TERM),
    ("arrested 1908…1913", "1908…1913", TERM),
    ("winter of 1932-33 famine", "winter of 1932-33", TERM),
    ("purge '37", "'37", TERM),
    ("July '37 purge", "July '37", TERM),
    ("born c.1879 in Gori", "c.1879", TERM),
    ("section 1937", "1937", TERM),
    ("2000 prisoners", "2000", TERM),
    ("1937's purge", "1937", TERM),
    ("he wrote in 1937. 5 men", "1937", TERM),
    ("in 1937 – 38 people died", "1937", TERM),
    ("after the 1905 revolution", "1905", TERM),
    ("before the July 1937 order", "July 1937", TERM),
    ("in the 19th century", "19th century", TERM),
    ("his May 1937 speech", "May 1937", TERM),
    ("March 5,1953 he died", "March 5,1953", TERM),
    ("exiled before 1905", "before 1905", CONDITION),
    ("what did Stalin do before 1900", "before 1900", CONDITION),
    ("executed after 1938", "after 1938", CONDITION),
    ("arrested between 1908 and 1913", "between 1908 and 1913", CONDITION),
    ("battles from 1941 to 1943", "from 1941 to 1943", CONDITION),
    ("battles 1941 to 1943", "1941 to 1943", CONDITION),
    ("in power since 1929 alone", "since 1929", CONDITION),
    ("secretary until 1922", "until 1922", CONDITION),
    ("collectivised by 1928", "by 1928", CONDITION),
    ("not later than the end of 1941", "not later than the end of 1941", CONDITION),
    ("prior to the 1930s", "prior to the 1930s", CONDITION),
    ("war 1941..", "1941..", CONDITION),
    ("war 1941 or later", "1941 or later", CONDITION),
    ("before 1900 was quiet", "before 1900", CONDITION),
    ("the exile before 1905", "before 1905", CONDITION),
    ("Moscow 1900 workers", "1900", TERM),
]


@pytest.mark.parametrize(("text", "found", "is_condition"), FOUND)
def test_a_date_in_a_question_is_found_and_its_relation_is_a_condition(
    text: str, found: str, *, is_condition: bool
) -> None:
    dates = find_dates(text)
    assert [(text[d.start : d.stop], d.is_condition) for d in dates] == [(found, is_condition)]
    assert dates[0].range == parse_date_range(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("July 1937 and 1938", ["July 1937", "1938"]),
        ("1937, 1938", ["1937", "1938"]),
        ("1937,1938", ["1937", "1938"]),
        ("1937 -1938", ["1937", "1938"]),
        ("31 February 1937, then 1938", ["1938"]),
        ("1937-13 or 1938", ["1938"]),
        ("between 1000 and 2000 men", ["1000"]),
    ],
)
def test_several_dates_are_found_from_left_to_right(text: str, found: list[str]) -> None:
    assert [text[date.start : date.stop] for date in find_dates(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "1,500 people",
        "1,710 towns",
        "3.3 million",
        "4,3 million",
        "12000 men",
        "3000 men",
        "4.1937",
        "3.1415",
        "500.1937",
        "1937.5",
        "1937,5 tons",
        "4,1937",
        "£1937",
        "5'4\"",
        "37%",
        "up to 1500 people",
        "more than 2000 prisoners",
        "12345678 men",
        "1690 km",
        "v1.1937",
        "order №227",
        "Stalin in his thirties",
        "in her late thirties",
        "in his 30s",
        "31 February 1937",
        "March on Petrograd",
        "ties",
        "a century",
        "before the war",
        "no date at all",
        "",
    ],
)
def test_figures_ages_and_words_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_an_ambiguous_date_in_a_question_is_refused_with_both_readings() -> None:
    with pytest.raises(AmbiguousDateError, match="5 March 1953 or 3 May 1953"):
        find_dates("died 5/3/1953")


TODAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03-05", MonthDay(3, 5)),
        ("--03-05", MonthDay(3, 5)),
        ("5 March", MonthDay(3, 5)),
        ("March 5", MonthDay(3, 5)),
        ("5-March", MonthDay(3, 5)),
        ("5th of March", MonthDay(3, 5)),
        ("the 5th of March", MonthDay(3, 5)),
        ("March the 5th", MonthDay(3, 5)),
        ("on mar 5th", MonthDay(3, 5)),
        ("5.3.", MonthDay(3, 5)),
        ("13/3", MonthDay(3, 13)),
        ("3/13", MonthDay(3, 13)),
        ("5/5", MonthDay(5, 5)),
        ("29 February", MonthDay(2, 29)),
        ("March", MonthDay(3)),
        ("March 1953", MonthDay(3, None, 1953)),
        ("5 March 1953", MonthDay(3, 5, 1953)),
        ("1953-03-05", MonthDay(3, 5, 1953)),
        ("Today", MonthDay(2, 29)),
        ("tomorrow", MonthDay(3, 1)),
        ("yesterday", MonthDay(2, 28)),
    ],
)
def test_a_day_or_a_month_of_every_year_or_of_one_is_read(text: str, expected: MonthDay) -> None:
    assert parse_month_day(text, today=TODAY) == expected


DAY_EXAMPLES = "write '5 March', 03-05, March, '5 March 1953' or today"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("13-01", "months run from 01 to 12"),
        ("00-01", "months run from 01 to 12"),
        ("30-02", "months run from 01 to 12"),
        ("03-00", "March has days 01 to 31"),
        ("02-30", "February has days 01 to 29"),
        ("31 June", "June has days 01 to 30"),
        ("0/5", "months run from 01 to 12"),
        ("29 February 1953", "February 1953 has days 01 to 28"),
        ("5 March 0000", "years run from 0001 to 9999"),
        ("5/3", "it may be 5 March or 3 May; write the one that is meant"),
        ("1/12", "it may be 1 December or 12 January; write the one that is meant"),
        ("5", DAY_EXAMPLES),
        ("", DAY_EXAMPLES),
        ("1937", DAY_EXAMPLES),
        ("spring", DAY_EXAMPLES),
        ("winter 1932", DAY_EXAMPLES),
        ("5 March 1953 x", DAY_EXAMPLES),
        ("Christmas", DAY_EXAMPLES),
    ],
)
def test_a_text_that_is_no_day_is_refused_with_what_would_be_right(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_month_day(text, today=TODAY)
    assert str(caught.value) == f"invalid day '{text}': {why}"


def test_today_without_a_day_handed_in_is_refused_since_nothing_here_reads_the_clock() -> None:
    with pytest.raises(DateError):
        parse_month_day("today")


# --- properties ------------------------------------------------------------------------


@given(texts())
def test_any_text_is_a_time_or_refused_and_nothing_else_happens(text: str) -> None:
    for read in (parse_date_range, parse_edtf, parse_month_day, find_dates):
        with contextlib.suppress(DateError):
            read(text)


def plain_times() -> st.SearchStrategy[str]:
    return edtf_dates(likely_years()).filter(lambda edtf: "/" not in edtf)


@given(plain_times(), st.sampled_from(sorted(set(RELATIONS) - {"<", ">", "<=", ">="})))
def test_a_relation_before_any_time_is_a_condition_in_a_question(edtf: str, words: str) -> None:
    text = f"{words} {edtf}"
    found = find_dates(f"who was shot {text}, and why")
    assert [(date.range, date.is_condition) for date in found] == [(parse_date_range(text), True)]


@given(plain_times(), st.sampled_from(sorted(set(SUFFIXES))))
def test_a_suffix_after_any_time_opens_it(edtf: str, words: str) -> None:
    opened, days_ = parse_date_range(f"{edtf} {words}"), parse_date_range(edtf)
    assert opened in (SUFFIXES[words](days_), RELATIONS["since"](days_))


def pairs(edtf: str) -> bool:
    """Return whether a season is asked for by its number, which people read as years."""
    return edtf[5:7] > "20"


@given(edtf_dates(years()).filter(lambda edtf: not any(map(pairs, edtf.split("/")))))
def test_a_date_of_the_corpus_is_read_alike_when_it_is_typed(edtf: str) -> None:
    assert parse_date_range(edtf) == parse_edtf(edtf).range


@given(st.integers(1001, 2900), st.integers(0, 99), st.sampled_from(["–", "—", "/", "..", "-"]))
def test_a_year_and_two_digits_are_years_where_those_are_later(
    year: int, number: int, joint: str
) -> None:
    if number <= year % 100 or (joint == "-" and number <= 12):
        return
    expected: DateRange = parse_date_range(f"{year}–{year // 100 * 100 + number}")
    assert parse_date_range(f"{year}{joint}{number:02}") == expected


@given(st.text(max_size=40), st.sampled_from(["", "ıİſK½"]))
def test_folding_keeps_every_offset(text: str, letters: str) -> None:
    assert len(fold(text + letters)) == len(text + letters)


@given(st.sampled_from(date_words()))
def test_a_word_in_letters_that_fold_oddly_is_read_as_in_plain_ones(word: str) -> None:
    assert fold(odd(word)) == word


@pytest.mark.parametrize(
    "piece", ["1 ", "1937 ", "1937,", "1937–", "5 March ", "before ", "9", "mid-"]
)
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    find_dates(text)
    with contextlib.suppress(DateError):
        parse_date_range(text)
    assert time.process_time() - start < 5  # a tenth of it is usual; squared, it were minutes


def test_no_shape_has_two_forms() -> None:
    shapes = [form.shape for form in FORMS]
    assert len(shapes) == len(set(shapes)) < len(builders())

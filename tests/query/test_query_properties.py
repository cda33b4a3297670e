"""What holds for every line, however long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from query.corpora import Names, ids
from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.errors import UsageError
from stalinfacts.query.line import join_arguments
from stalinfacts.query.model import Filters, Query
from stalinfacts.query.parser import MAX_LENGTH, MAX_TERMS, parse
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import is_number, words

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader


def parsed(text: str, names: Names | None = None) -> Query | UsageError:
    """Return the query that a line is, or why it is none."""
    try:
        return parse(text, names=names)
    except UsageError as error:
        return error


HUGE = [
    "word " * 2_000_000,
    "a" * 10_000_000,
    '"' * 10_000_000,
    "-" * 10_000_000,
    " " * 10_000_000,
    "9" * 10_000_000,
    " ".join(f"-w{n}" for n in range(50_000)),
    "section:terror " * 50_000,
    "-a b c d e f g " * 2000,
    "in:a b c d e f g h i j k l " * 1000,
    "1937 " * 5000,
    "-1937 x " * 3000,
    "NOT " * 100_000,
    "abc:def " * 3000,
    "a OR " * 3000,
    "year:'x' " * 3000,
    "year:" + "9" * 100_000,
    "born 5/3/1953 " * 3000,
]


@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:12])
def test_an_endless_line_is_read_fast_and_told_in_one_line(text: str, names: Names) -> None:
    start = time.perf_counter()
    query = parsed(text, names)
    assert time.perf_counter() - start < 3  # a hundredth of that is usual
    if isinstance(query, UsageError):
        assert len(str(query)) < 300
        return
    assert len(query.terms) <= MAX_TERMS
    assert len(query.excluded) <= MAX_TERMS
    assert len(query.text) <= MAX_LENGTH


# --- properties ------------------------------------------------------------------------

SYNTAX = st.lists(
    st.sampled_from(
        "purge Red army OR | NOT -word – — ! \" “ ” « ' ( ) * : = section: section:terror"
        " -year:1937 secton: cite:[384] 1937 before 5/3/1953 July '37 the US pur* № ☭"
        " \u200b ﬅ İ\u0307".split()
    ),
    max_size=10,
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=60), SYNTAX.map(" ".join), SYNTAX.map("".join)))
def test_any_text_is_a_query_or_refused_in_one_line(text: str) -> None:
    query = parsed(text)
    if isinstance(query, UsageError):
        assert len(str(query).splitlines()) == 1
        return
    assert query.text == text
    assert all(all(term.words) and term.words for term in (*query.terms, *query.excluded))


@settings(max_examples=100)
@given(SYNTAX)
def test_arguments_are_read_as_the_line_that_they_make(arguments: list[str]) -> None:
    assert join_arguments(arguments) == " ".join(arguments)  # none of these has a space


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from("Stalin's Ĺwów 4,3 1,000 U.S. don't ЁЖ ß K ſı №5 x-y 50% 1½".split()))
)
def test_a_query_is_normalised_as_a_text_is(parts: list[str]) -> None:
    text = " ".join(parts)
    known = {w for w in words(text) if w not in STOP_WORDS and (len(w) > 1 or is_number(w))}
    known |= {"us"} & set(words(text))
    asked = {word for term in parse(text).terms for word in term.words}
    assert asked == (known or set(words(text)))


TIMES = st.sampled_from(
    (
        "1937;July 1937;1937-07-30;1930s;1934..1939;before 1905;since 1941;1917-22;winter 1932–33;"
        "1878;1953-03-05;late 1930s;from 1941 to 1943;19th century"
    ).split(";")
)


@settings(max_examples=60)
@given(when=TIMES)
def test_a_time_means_the_same_in_every_field(when: str, index: IndexReader) -> None:
    time_ = parse_date_range(when)
    wanted = ids(index, parse(f'year:"{when}"').filters)
    assert ids(index, parse(f"year:{when} purge").filters) == wanted
    if "before" not in when and "since" not in when and "from" not in when:
        assert ids(index, parse(f'from:"{when}" to:"{when}"').filters) == wanted
        assert parse(f"{when}").terms[0].dates == time_


@settings(max_examples=60)
@given(when=TIMES, field=st.sampled_from(["year", "from", "to", "before", "after"]))
def test_what_is_left_out_is_what_is_not_selected(
    when: str, field: str, index: IndexReader
) -> None:
    query = parsed(f'{field}:"{when}"')
    if isinstance(query, UsageError):  # after "since 1941" comes nothing
        assert "it has no such end" in str(query)
        return
    selected = ids(index, query.filters)
    left = ids(index, parse(f'-{field}:"{when}"').filters)
    assert sorted(selected + left) == sorted(ids(index, Filters()))

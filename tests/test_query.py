"""How a line that was typed is understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts import query
from stalinfacts.dates import Span
from stalinfacts.errors import UsageError
from stalinfacts.query import Filters, Hint, Term


def year(first: int, last: int | None = None) -> Span:
    return Span(date(first, 1, 1).toordinal(), date((last or first) + 1, 1, 1).toordinal())


def words(*found: str) -> tuple[Term, ...]:
    return tuple(Term((word,)) for word in found)


PARSED = [
    ("great purge", words("great", "purge")),
    ("  Great   PURGE ", words("great", "purge")),
    ("what is the great purge?", words("great", "purge")),
    ("who was he", words("who", "was", "he")),  # nothing but stop words: they are kept
    ("purge purge", words("purge")),
    ('"great purge"', (Term(("great", "purge"), phrase=True),)),
    ("“great purge” beria", (Term(("great", "purge"), phrase=True), *words("beria"))),
    ('"man of steel"', (Term(("man", "of", "steel"), phrase=True),)),
    ('"unclosed phrase', words("unclosed", "phrase")),
    ('""', ()),
    ("purge 1937", (*words("purge"), Term(("1937",), span=year(1937)))),
    ("22 June 1941", (Term(("22", "june", "1941"), span=Span(date(1941, 6, 22).toordinal(), date(1941, 6, 23).toordinal())),)),
    ("arrests in the thirties", (*words("arrests"), Term(("the", "thirties"), span=year(1930, 1939)))),
    ("1934-1939 purge", (Term(("1934", "1939"), span=year(1934, 1939)), *words("purge"))),
    ("five-year plan", words("five", "year", "plan")),
    ("X.25", words("25")),
    ("12:30", words("12", "30")),
    ("unknown:field", words("unknown", "field")),
    ("", ()),
    ("!!!", ()),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_a_line_is_cut_into_its_terms(text: str, expected: tuple[Term, ...]) -> None:
    assert query.parse(text).terms == expected


@pytest.mark.parametrize(
    ("text", "terms", "excluded"),
    [
        ("purge -army", words("purge"), words("army")),
        ('purge -"red army"', words("purge"), (Term(("red", "army"), phrase=True),)),
        ("-army", (), words("army")),
        ("anti-semitism", words("anti", "semitism"), ()),
        ("a - b", words("a", "b"), ()),
        ("purge -red-army", words("purge"), (Term(("red", "army"), phrase=True),)),
    ],
)
def test_a_minus_before_a_word_leaves_it_out(text: str, terms: tuple[Term, ...], excluded: tuple[Term, ...]) -> None:
    asked = query.parse(text)
    assert (asked.terms, asked.excluded) == (terms, excluded)


FIELDS = [
    ("year:1937 purge", Filters(*year(1937))),
    ('date:"July 1937"', Filters(date(1937, 7, 1).toordinal(), date(1937, 8, 1).toordinal())),
    ("year:1934..1939", Filters(*year(1934, 1939))),
    ("from:1937 to:1938", Filters(*year(1937, 1938))),
    ("since:1937", Filters(since=year(1937).start)),
    ("until:1938", Filters(until=year(1938).stop)),
    ("before:1937", Filters(until=year(1937).start)),
    ("after:1937", Filters(since=year(1937).stop)),
    ("section:terror", Filters(sections=("terror",))),
    ('section:"Personal life"', Filters(sections=("Personal life",))),
    ("entity:beria entity:molotov", Filters(entities=("beria", "molotov"))),
    ('entity:"Lavrentiy Beria"', Filters(entities=("Lavrentiy Beria",))),
    ("cite:393", Filters(citations=((393, 393),))),
    ("cite:393-397", Filters(citations=((393, 397),))),
    ("flag:disputed", Filters(flags=("disputed",))),
    ("SECTION:terror", Filters(sections=("terror",))),
    ("year:1937 from:1937-06", Filters(date(1937, 6, 1).toordinal(), year(1937).stop)),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_a_field_in_the_query_filters_as_the_option_does(text: str, expected: Filters) -> None:
    assert query.parse(text).filters == expected


@pytest.mark.parametrize("text", ["year:1937-13", "cite:x", "cite:9-3", "from:never"])
def test_a_field_with_a_value_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        query.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("393", ((393, 393),)), ("[393]", ((393, 393),)), ("393-397", ((393, 397),)), ("4;5", ((4, 4), (5, 5))), ("4, 7..9", ((4, 4), (7, 9)))],
)
def test_citation_numbers_are_read_as_the_output_writes_them(text: str, expected: tuple[tuple[int, int], ...]) -> None:
    assert query.citations(text) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("When was Stalin born?", Hint.TIME),
        ("what year did he die", Hint.TIME),
        ("Who helped Lenin hide?", Hint.PERSON),
        ("How many people were shot?", Hint.FIGURE),
        ("Where was he exiled?", Hint.PLACE),
        ("how did he escape", Hint.NONE),
        ("purge", Hint.NONE),
        ("whenever", Hint.NONE),
    ],
)
def test_a_question_word_says_what_is_looked_for(text: str, hint: Hint) -> None:
    assert query.parse(text).hint is hint


SPANS = st.one_of(st.none(), st.integers(1, 3000))
FILTERS = st.builds(Filters, since=SPANS, until=SPANS, dated=st.sampled_from([None, True, False]))


@given(FILTERS, FILTERS)
def test_merged_filters_let_through_only_what_both_do(one: Filters, other: Filters) -> None:
    both = one.merge(other)
    for day in (0, 1, 1500, 3000):
        passes = [(f.since is None or day >= f.since) and (f.until is None or day < f.until) for f in (one, other, both)]
        assert passes[2] == (passes[0] and passes[1])
    assert both.dated in (one.dated, other.dated)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused_for_one_of_its_fields(text: str) -> None:
    try:
        asked = query.parse(text)
    except UsageError:
        assert ":" in text
        return
    assert all(term.words or term.span for term in asked.terms)
    assert asked.text == text


def test_a_book_as_a_question_is_read_at_its_beginning() -> None:
    assert len(query.parse(" ".join(f"w{n}" for n in range(5000))).terms) == query.MOST_TERMS

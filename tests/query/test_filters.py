"""Filters: one table, and the SQL that they amount to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from query.corpora import ids
from stalinfacts.cli import options
from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.errors import UsageError
from stalinfacts.query import arguments, filters
from stalinfacts.query.conditions import Sql, any_of
from stalinfacts.query.filters import (
    FILTERS,
    MAX_TIMES,
    Filter,
    combined_time,
    describe_condition,
    fields,
    filters_by_name,
    parse_condition,
    where,
)
from stalinfacts.query.model import NO_FILTERS, Condition, Filters
from stalinfacts.query.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.index.reader import IndexReader

EVERY_ID = ["early-1", "early-2", "terror-1", "terror-2", "terror-3", "terror-4"]
EVERY_ID += ["war-1", "war-2", "war-3", "postwar-1"]


def selected(text: str, index: IndexReader) -> str:
    return " ".join(ids(index, parse(text).filters))


SELECTED = [
    ("section:early", "early-1 early-2 terror-1 terror-2 terror-3 terror-4"),
    ("section:terror", "terror-1 terror-2 terror-3 terror-4"),
    ("section:WW2", "war-1 war-2 war-3"),
    ("section:terror section:postwar", "terror-1 terror-2 terror-3 terror-4 postwar-1"),
    ("entity:trotzky", "terror-2"),
    ("entity:US", "war-3"),
    ('entity:"red army"', "terror-1 war-3"),
    ("entity:stalin", " ".join(EVERY_ID)),
    ("entity:koba entity:trotsky", " ".join(EVERY_ID)),
    ("-entity:stalin", ""),
    ("cite:371", "terror-1 terror-2"),
    ("cite:2-4;500", "early-1 early-2 postwar-1"),
    ("cite:371 -cite:370", "terror-2"),
    ("flag:estimate", "terror-4"),
    ("flag:estimate flag:disputed", "terror-4 war-3"),
    ("by:trotsky", "terror-4"),
    ("by:historians", "terror-4 war-3"),
    ("by:sovet", "terror-4"),
    ("year:1937", "terror-1 terror-2"),
    ("year:1941", "war-2"),
    ("before:1900", "early-1 early-2"),
    ("after:1939", "war-2 war-3 postwar-1"),
    ("from:1937 to:1939", "terror-1 terror-2 war-1"),
    ("section:war -entity:us", "war-1 war-2"),
    ("-section:early -section:war", "postwar-1"),
    ("-year:1937 -before:1900 -after:1939", "terror-3 terror-4 war-1"),
]


@pytest.mark.parametrize(("text", "expected"), SELECTED)
def test_filters_let_through(text: str, expected: str, index: IndexReader) -> None:
    assert selected(text, index) == expected


SWITCHES = [
    ("dated", "early-1 early-2 terror-1 terror-2 terror-3 war-1 war-2 war-3 postwar-1"),
    ("cited", "early-1 early-2 terror-1 terror-2 terror-4 war-2 war-3 postwar-1"),
    ("contested", "terror-4 war-2 war-3"),
]


@pytest.mark.parametrize(("name", "expected"), SWITCHES)
def test_a_switch_selects_what_has_something_or_what_has_not(
    name: str, expected: str, index: IndexReader
) -> None:
    yes, no = Condition(name, value=True), Condition(name, value=False)
    assert ids(index, Filters((yes,))) == expected.split()
    assert ids(index, Filters((no,))) == [i for i in EVERY_ID if i not in expected.split()]
    assert ids(index, Filters((yes, no))) == EVERY_ID
    assert ids(index, Filters((yes._replace(excluded=True),))) == ids(index, Filters((no,)))


def test_no_filters_let_everything_through(index: IndexReader) -> None:
    assert where(NO_FILTERS, index) == ("", (), ())


def test_right_names_need_no_note(index: IndexReader) -> None:
    query = parse("entity:trotsky section:postwar by:soviet flag:disputed")
    assert where(query.filters, index).notes == ()


def test_corrected_names_are_told_once(index: IndexReader) -> None:
    query = parse("entity:trotzky entity:trotzky section:postwr by:sovet purge")
    assert where(query.filters, index).notes == (
        "Showing section postwar instead of postwr",
        "Showing entity Leon Trotsky instead of trotzky",
        "Showing holder Soviet historians instead of sovet",
    )


# --- time ------------------------------------------------------------------------------

YEARS = st.integers(1870, 1960)
TIMES = st.builds(
    lambda first, more: parse_date_range(f"{first}..{first + more}"), YEARS, st.integers(0, 9)
)


@settings(max_examples=80)
@given(time=TIMES, excluded=st.booleans())
def test_each_relation_is_wider_than_the_one_before(
    time: DateRange,
    *,
    excluded: bool,
    index: IndexReader,
) -> None:
    conditions = (Condition("year", time, excluded),)
    found = [set(ids(index, Filters(conditions, relation))) for relation in Relation]
    ordered = found[::-1] if excluded else found
    assert all(narrow <= wide for narrow, wide in pairwise(ordered))


@settings(max_examples=60)
@given(one=TIMES, other=TIMES)
def test_times_are_met_together(one: DateRange, other: DateRange) -> None:
    both = Filters((Condition("year", one),)).merge(Filters((Condition("from", other),)))
    if one.overlaps(other):
        assert combined_time(both) == (max(one.start, other.start), min(one.stop, other.stop))
    else:
        with pytest.raises(UsageError, match="have no day in common"):
            combined_time(both)


def test_a_contradiction_names_the_times() -> None:
    query = parse("from:1953 to:1937")
    with pytest.raises(UsageError) as caught:
        combined_time(query.filters)
    expected = "the times asked for have no day in common: from 1953; until 1937"
    assert str(caught.value) == expected


def test_no_time_is_asked_for_where_one_is_left_out() -> None:
    assert combined_time(parse("-1937 section:terror").filters) is None


def test_many_times_are_left_out_but_not_any_number(index: IndexReader) -> None:
    years = [f"-{year}" for year in range(1800, 1800 + MAX_TIMES)]
    assert selected(" ".join(years), index) != ""
    with pytest.raises(UsageError, match="too many times"):
        selected(" ".join([*years, "-1937"]), index)


def test_merged_filters_keep_the_later_relation() -> None:
    within, near = Filters(relation=Relation.WITHIN), Filters(relation=Relation.NEAR)
    assert within.merge(near).relation is Relation.NEAR
    assert within.merge(NO_FILTERS).relation is Relation.WITHIN
    query = parse("section:war year:1937")
    assert query.filters.without("year") == parse("section:war").filters


# --- many values -----------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 499, 20_000])
def test_any_number_of_citations_is_asked_for(count: int, index: IndexReader) -> None:
    numbers = ";".join(map(str, range(393, 393 + count)))
    condition = parse_condition(filters_by_name()["citation"], numbers)
    found = ids(index, Filters((condition,)))
    assert found[:1] == ["terror-4"]
    left = ids(index, Filters((condition._replace(excluded=True),)))
    assert sorted(found + left) == sorted(EVERY_ID)


def test_any_number_of_names_is_asked_for(index: IndexReader) -> None:
    conditions = tuple(Condition("section", "war", excluded=True) for _ in range(5000))
    forms = tuple(Condition("entity", f"{'x' * n}trotsky"[n:]) for n in range(2))
    assert ids(index, Filters((*conditions, *forms))) == ["terror-2"]


def test_a_chain_of_conditions_is_no_deeper_than_sqlite_allows(index: IndexReader) -> None:
    condition = any_of([Sql("fact.n = ?", (n % 3 + 1,)) for n in range(2000)])
    assert index.documents.numbers(condition.text, condition.values) == [1, 2, 3]


SELECTIONS = st.sampled_from(
    (
        "section:terror section:early section:war entity:trotsky entity:stalin cite:2-371 cite:999"
        " flag:disputed by:trotsky year:1937 before:1940"
    ).split()
)


@settings(max_examples=60)
@given(text=SELECTIONS)
def test_what_is_left_out_is_what_is_not_selected(text: str, index: IndexReader) -> None:
    both = f"{selected(text, index)} {selected(f'-{text}', index)}".split()
    assert sorted(both) == sorted(EVERY_ID)


@settings(max_examples=60)
@given(one=SELECTIONS, other=SELECTIONS)
def test_what_is_asked_for_and_left_out_is_not_there(
    one: str, other: str, index: IndexReader
) -> None:
    found = set(selected(one, index).split())
    without = set(selected(other, index).split())
    assert set(selected(f"{one} -{other}", index).split()) == found - without


# --- the table -------------------------------------------------------------------------


def _paragraphs(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
    marks = ",".join("?" * len(values))
    return Sql(f"fact.paragraph in ({marks})", tuple(values))


@pytest.fixture
def paragraph_row(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    row = Filter(
        "paragraph",
        "Only facts of a paragraph.",
        _paragraphs,
        int,
        fields=("paragraph", "para"),
        options=("--paragraph",),
        metavar="N",
    )
    for module in (filters, arguments, options):
        monkeypatch.setattr(module, "FILTERS", (*FILTERS, row))
    fields.cache_clear()
    filters_by_name.cache_clear()
    yield
    fields.cache_clear()
    filters_by_name.cache_clear()


@pytest.mark.usefixtures("paragraph_row")
def test_adding_a_filter_is_adding_a_row(index: IndexReader) -> None:
    assert selected("paragraph:2", index) == "terror-2 terror-3 war-3"
    assert selected("para:1 -section:early", index) == "war-1 war-2 postwar-1"
    assert ids(index, arguments.build_filters({"paragraph": 3})) == ["terror-4"]
    with pytest.raises(UsageError, match="no such field 'pargraph:'"):
        parse("pargraph:2")
    option = options._filter_options()[-1]
    assert option[:4] == ("paragraph", ("--paragraph",), "Only facts of a paragraph.", "texts")
    assert describe_condition(Condition("paragraph", 2)) == "paragraph 2"


def test_every_field_and_option_belongs_to_one_filter() -> None:
    for kind in ("fields", "options"):
        every = [name for row in FILTERS for name in getattr(row, kind)]
        assert len(every) == len(set(every))
    assert all(row.metavar for row in FILTERS if row.fields)

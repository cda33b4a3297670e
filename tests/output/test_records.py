"""The JSON contract, computed columns, and what ``--columns`` takes."""

from __future__ import annotations

import json

import pytest
from output_samples import BY_ID, ENTITIES, SECTIONS, SOURCE, explained

from stalinfacts.corpus.model import Source
from stalinfacts.errors import UsageError
from stalinfacts.output.records import (
    ENTITY_COLUMNS,
    FACT_COLUMNS,
    PERIOD_COLUMNS,
    QUERY_COLUMNS,
    SEARCH_COLUMNS,
    SECTION_COLUMNS,
    RecordContext,
    dates_for_readers,
    days,
    entity_record,
    fact_record,
    hit_record,
    period_record,
    section_record,
    source_line,
    unanswered_record,
)
from stalinfacts.search.model import Hit

KEYS = [
    *("id", "section", "section_title", "paragraph", "text", "dates", "citations", "entities"),
    *("keywords", "flags", "held_by", "conflicts_with", "note"),
]
FACT = BY_ID["terror-14"]


def test_the_keys_of_a_fact_are_the_contract() -> None:
    record = fact_record(FACT)
    assert list(record) == KEYS == list(FACT_COLUMNS.keys)
    assert json.loads(json.dumps(record))["citations"] == [352]
    assert record["section_title"] == "Famine and the Great Terror: 1932–1939"


def test_a_hit_adds_what_belongs_to_the_search() -> None:
    hit = Hit(FACT, 0.123456, ((0, 3),))
    assert list(hit_record(hit)) == [*KEYS, "score", "matches"]
    assert hit_record(hit)["score"] == 0.1235
    assert hit_record(hit)["matches"] == [[0, 3]]
    context = RecordContext(corrected={"famin": ("famine",)}, query="famin 1931")
    record = hit_record(hit._replace(missing=("1931",)), context)
    assert list(record) == [*KEYS, "query", "score", "matches", "corrected", "missing"]
    assert record["corrected"] == {"famin": ["famine"]}
    assert record["missing"] == ["1931"]


def test_explanations_show_figures_as_readers_write_them() -> None:
    item = explained()[0]
    hit = Hit(item.fact, 0.91, (), tuple(item.explanations))
    parts = hit_record(hit, explain=True)["explanations"]
    assert isinstance(parts, list)
    assert parts[1] == {
        "signal": "coverage",
        "term": "2.5 prison",
        "words": ["2.5", "prison"],
        "how": "exact",
        "where": "keywords",
        "contribution": 0.38,
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", "1932-24"),
        ("when", "winter 1932–33"),
        ("first", "1932-12-01"),
        ("last", "1933-02-28"),
        (
            "remark",
            "attributed; estimate; conflicts with summary-26, terror-47",
        ),
        ("holders", ["Soviet official records"]),
        (
            "source",
            source_line(SOURCE, "Famine and the Great Terror: 1932–1939"),
        ),
        ("score", None),
        ("matches", []),
        ("missing", []),
        ("corrected", {}),
        ("query", None),
    ],
)
def test_computed_columns(column: str, value: object) -> None:
    assert fact_record(FACT, RecordContext(lambda: SOURCE))[column] == value


def test_holders_are_named_and_a_source_needs_one() -> None:
    fact = FACT._replace(held_by=("conquest", "some historians"))
    context = RecordContext(entity_names=lambda: {"conquest": "Robert Conquest"})
    assert fact_record(fact, context)["holders"] == ["Robert Conquest", "some historians"]
    assert fact_record(fact)["source"] == ""
    with pytest.raises(KeyError):
        fact_record(fact)["nonsense"]


@pytest.mark.parametrize(
    ("dates", "first", "last", "when"),
    [
        ((), "", "", ""),
        (("1937",), "1937-01-01", "1937-12-31", "1937"),
        (("1934/1939", "1931-02-03"), "1931-02-03", "1939-12-31", "1934–1939, 3 Feb 1931"),
        (("1906/..",), "1906-01-01", "", "from 1906"),
        (("../1939-08-23",), "", "1939-08-23", "until 23 Aug 1939"),
        (("\x1b[2J",), "", "", "\x1b[2J"),
        ((1937,), "1937-01-01", "1937-12-31", "1937"),
    ],
)
def test_days_and_dates_for_readers(
    dates: tuple[str, ...], first: str, last: str, when: str
) -> None:
    assert days(dates) == (first, last)
    assert dates_for_readers(dates) == when


def test_a_source_names_what_there_is() -> None:
    assert source_line(Source("My notes")) == '"My notes"'
    assert source_line(SOURCE, "Death").endswith("revision of 2017, § Death, CC BY-SA 3.0")


def test_other_records() -> None:
    assert unanswered_record("xyzzy", ["xyzzy"]) == {
        "query": "xyzzy",
        "hits": 0,
        "missing": ["xyzzy"],
    }
    assert tuple(section_record(SECTIONS[0], 5, 1917, None)) == SECTION_COLUMNS.default
    assert tuple(entity_record(ENTITIES[0], 3)) == ENTITY_COLUMNS.default
    assert tuple(period_record("1937", 16, 3, "Great Purge")) == PERIOD_COLUMNS.default


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (None, None),
        ("id", ("id",)),
        ("ID, Text ,", ("id", "text")),
        ("date,dates,when", ("date", "dates", "when")),
        ("cited,citation,citations", ("citations",) * 3),
        ("title,section-title", ("section_title",) * 2),
        ("conflicts", ("conflicts_with",)),
        ("all", tuple(KEYS)),
    ],
)
def test_columns_in_any_case_and_by_their_aliases(
    text: str | None, columns: tuple[str, ...] | None
) -> None:
    assert FACT_COLUMNS.resolve(text) == columns


def test_a_search_has_more_columns() -> None:
    assert SEARCH_COLUMNS.resolve("score,missing") == ("score", "missing")
    assert QUERY_COLUMNS.resolve("all")[:2] == ("query", "id")  # type: ignore[index] # not None
    assert QUERY_COLUMNS.default[-1] == "query"


def test_an_unknown_column_lists_those_there_are() -> None:
    with pytest.raises(UsageError) as error:
        FACT_COLUMNS.resolve("id,txet")
    assert str(error.value) == "no such column 'txet'. Did you mean 'text'?"
    with pytest.raises(UsageError, match="no such column 'zzzz'; columns are"):
        FACT_COLUMNS.resolve("zzzz")
    with pytest.raises(UsageError, match="names no column"):
        FACT_COLUMNS.resolve(" , ")

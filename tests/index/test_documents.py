"""Facts, sections and entities of an index."""

from __future__ import annotations

import pytest
from corpus.examples import small

from index.examples import full_corpus, nested_corpus
from stalinfacts.dates.ranges import Precision, first_day
from stalinfacts.errors import CorpusError
from stalinfacts.index import documents as documents_module
from stalinfacts.index.counts import SectionCount
from stalinfacts.index.reader import IndexReader


@pytest.fixture(scope="module")
def index() -> IndexReader:
    return IndexReader.build(full_corpus())


@pytest.fixture(scope="module")
def nested() -> IndexReader:
    return IndexReader.build(nested_corpus())


def test_facts_come_in_the_order_asked_for_with_number_and_title(index: IndexReader) -> None:
    facts = index.documents.facts([3, 1, 3])
    assert [(fact.id, fact.number, fact.section_title) for fact in facts] == [
        ("s-3", 3, "Only"),
        ("s-1", 1, "Only"),
        ("s-3", 3, "Only"),
    ]
    assert list(index.documents.iterate([3, 1])) == facts[:2]


@pytest.mark.parametrize("number", [0, 99])
def test_fact_that_is_not_there_is_damage(index: IndexReader, number: int) -> None:
    with pytest.raises(CorpusError, match=f"fact {number} is gone"):
        index.documents.facts([1, number])


def test_facts_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_module, "_MAX_MEMORY", 2)
    documents = IndexReader.build(full_corpus()).documents
    for numbers in ([1, 2], [2, 3], [3], [1]):
        assert [fact.number for fact in documents.facts(numbers)] == numbers
    assert len(documents._facts) <= 2


def test_numbers_obey_a_condition_of_any_length(index: IndexReader) -> None:
    documents = index.documents
    assert documents.numbers() == [1, 2, 3, 4, 5, 6]
    assert documents.numbers("n > ?", (4,)) == [5, 6]
    assert documents.count() == 6
    many = index.database.rows(
        "select fact from fact_citation where citation in (select value from json_each(?))",
        (f"[{','.join(map(str, range(50_000)))}]",),
    )
    assert many == [(1,), (1,), (2,)]


def test_ids_are_looked_up(index: IndexReader) -> None:
    documents = index.documents
    assert documents.number("s-2") == 2
    assert documents.number("t-2") is None
    assert documents.number("s-\ud800") is None
    assert documents.numbers("id = ? and n > ?", ("s-\ud800", 1)) == []
    assert documents.count() == documents.count() == 6
    assert documents.ids_with_prefix("s-", 2) == ["s-1", "s-2"]
    assert documents.ids_with_prefix("t", 2) == []
    assert documents.section_ends("s") == ("s-1", "s-6")
    assert documents.section_ends("t") is None


def test_neighbours_stand_before_and_after(index: IndexReader) -> None:
    neighbours = index.documents.neighbours
    assert [neighbours(n) for n in (1, 3, 6)] == [(None, 2), (2, 4), (5, None)]


def test_citations_range(index: IndexReader) -> None:
    assert index.documents.citations_range() == (1, 7)
    assert IndexReader.build(small({"text": "A."})).documents.citations_range() == (0, 0)


def test_dates_of_facts(index: IndexReader) -> None:
    dates = index.documents.dates([2, 4])
    assert [(date.fact, date.edtf, date.precision) for date in dates] == [
        (2, "1937-01", Precision.MONTH),
        (2, "1941-06-22/..", Precision.INTERVAL),
    ]
    assert len(index.documents.dates()) == 6
    assert dates[0].range == (first_day(1937), first_day(1937, 2))


@pytest.mark.parametrize(
    ("month", "day", "edtfs"),
    [
        (6, 22, ["1941-06-22/.."]),
        (7, 28, ["../1914-07-28"]),
        (7, 2, []),
        (3, None, ["1918-03-03"]),
        (1, None, ["1937-01"]),
        (7, None, ["../1914-07-28"]),
        (2, None, []),
    ],
)
def test_facts_on_a_day_of_the_year(
    index: IndexReader, month: int, day: int | None, edtfs: list[str]
) -> None:
    assert [date.edtf for date in index.documents.facts_on_day(month, day)] == edtfs


def test_facts_on_a_day_come_in_order_of_time_and_marks_do_not_hide_them() -> None:
    facts = [{"text": "A.", "dates": [d]} for d in ("1950-03-05?", "1900-03-05", "1905-03", "03X5")]
    documents = IndexReader.build(small(*facts[:3])).documents
    assert [date.fact for date in documents.facts_on_day(3, 5)] == [2, 1]
    assert [date.fact for date in documents.facts_on_day(3)] == [2, 3, 1]


def test_order_of_time(index: IndexReader) -> None:
    """A year before its months, an open start by its end, undated last in both directions."""
    documents = index.documents
    numbers = documents.numbers()
    assert documents.in_date_order(numbers) == [3, 5, 6, 1, 2, 4]
    assert documents.in_date_order(numbers, reverse=True) == [2, 1, 6, 5, 3, 4]
    assert min(documents.sort_keys(numbers).values())[3] == 3
    assert documents.in_date_order([]) == []
    with pytest.raises(CorpusError, match="a fact in no order of time"):
        documents.sort_keys([1, 99])


def test_section_counts_add_up(nested: IndexReader) -> None:
    last = first_day(1901) - 1
    assert nested.documents.section_counts() == {
        "a": SectionCount(1, 4, first_day(1890), last),
        "b": SectionCount(2, 3, first_day(1890), first_day(1896) - 1),
        "c": SectionCount(1, 1, first_day(1910), None),
        "d": SectionCount(0, 0, None, None),
    }
    assert nested.documents.section_counts([3])["a"] == SectionCount(
        0, 1, first_day(1895), first_day(1896) - 1
    )


def test_entity_counts(index: IndexReader) -> None:
    counts = {"beria": 1, "army": 1, "gori": 1, "war": 1, "war-2": 0}
    assert index.documents.entity_counts() == counts
    assert index.documents.entity_counts([1, 4]) == {**counts, "gori": 0, "war": 0}


def test_sections_and_entities(nested: IndexReader, index: IndexReader) -> None:
    sections = nested.documents.sections()
    assert [(s.id, s.parent) for s in sections] == [("a", None), ("b", "a"), ("c", "b"), ("d", "a")]
    assert index.documents.entities()[0].aliases == ("Beria", "Берия")
    assert index.documents.holders() == ["beria", "some historians"]
    assert index.documents.entity_numbers(["gori", "x", "beria"]) == [1, 3]
    assert index.documents.entity_numbers([f"x{n}" for n in range(2000)]) == []

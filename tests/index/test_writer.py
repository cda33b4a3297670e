"""Writing an index: what its tables and its view hold."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from corpus.examples import BUNDLED, small
from hypothesis import given, settings
from hypothesis import strategies as st

from index.examples import full_corpus, write_file
from stalinfacts import __version__
from stalinfacts.corpus.model import CorpusFile
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.dates.edtf import parse_edtf, relation_to
from stalinfacts.dates.ranges import DateRange, Relation, first_day
from stalinfacts.errors import DateError
from stalinfacts.index import writer
from stalinfacts.index.match import any_of
from stalinfacts.index.reader import IndexReader
from stalinfacts.index.schema import date_condition

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def read_back(index: IndexReader) -> CorpusFile:
    facts = index.documents.facts(index.documents.numbers())
    bare = tuple(fact._replace(number=0, section_title="") for fact in facts)
    documents = index.documents
    records = (tuple(documents.entities()), tuple(documents.sections()), bare)
    period = index.meta("period")
    return CorpusFile(index.title, index.source, *records, index.subject, period)


def test_what_is_written_is_read_back_from_memory_and_file(tmp_path: Path) -> None:
    corpus = full_corpus()
    assert read_back(IndexReader.build(corpus)) == corpus
    assert read_back(IndexReader.open(write_file(tmp_path / "c.sqlite", corpus))) == corpus


def test_bundled_corpus_is_read_back() -> None:
    corpus = read_corpus(BUNDLED)
    assert read_back(IndexReader.build(corpus)) == corpus


def test_empty_corpus_is_indexed() -> None:
    index = IndexReader.build(small())
    assert (index.documents.count(), index.subject, index.period) == (0, "", None)
    assert index.terms.alphabets() == []


def test_meta_says_what_the_tables_were_made_from(tmp_path: Path) -> None:
    index = IndexReader.open(write_file(tmp_path / "c.sqlite"))
    assert index.source_crc32 == 5
    assert index.meta("facts") == "6"
    assert index.meta("program") == f"stalinfacts {__version__}"
    assert index.meta("nothing") == ""
    assert index.period == DateRange(first_day(1899, 3) + 28, first_day(1953, 12) + 23)
    assert IndexReader.build(full_corpus()).source_crc32 == -1


def test_view_has_iso_days_and_names(tmp_path: Path) -> None:
    connection = sqlite3.connect(write_file(tmp_path / "c.sqlite"))
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("select * from fact_view")]
    connection.close()
    assert rows[0] == {
        "id": "s-1",
        "section": "s",
        "section_title": "Only",
        "paragraph": 1,
        "text": "Beria exiled 300 officers of the Red Army in 1937.",
        "dates": "1937",
        "first": "1937-01-01",
        "last": "1937-12-31",
        "citations": "1; 2",
        "entities": "Lavrentiy Beria; Red Army",
        "keywords": "great purge; military exile",
        "held_by": "Lavrentiy Beria; some historians",
        "flags": "attributed; estimate",
        "conflicts_with": "s-2",
        "note": "A note.",
    }
    assert [(row["first"], row["last"]) for row in rows[1:]] == [
        ("1937-01-01", None),
        (None, "1914-07-28"),
        (None, None),
        ("1918-03-03", "1918-03-03"),
        ("1930-01-01", "1933-12-31"),
    ]


def test_open_dates_end_with_the_period() -> None:
    dates = {date.edtf: date.range for date in IndexReader.build(full_corpus()).documents.dates()}
    assert dates["1941-06-22/.."].stop == first_day(1953, 12) + 23
    assert dates["../1914-07-28"].start == first_day(1899, 3) + 28


def test_progress_is_told_and_facts_come_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_CHUNK", 4)
    told: list[int] = []
    connection = sqlite3.connect(":memory:", isolation_level=None)
    writer.write_index(connection, full_corpus(), progress=told.append)
    assert told == [4, 6]
    assert connection.execute("select count(*) from fact_fts('exiled')").fetchone() == (2,)
    connection.close()


def test_fact_is_indexed_the_same_whatever_it_is_indexed_with() -> None:
    texts = [{"text": "Stalin`s war"}, {"text": "Łódź – 1,000 men"}, {"text": "4.3 %"}]

    def words(index: IndexReader, number: int) -> set[tuple[str, int]]:
        terms = [t for t in index.terms.dictionary_terms("") if index.terms.document_frequency(t)]
        postings = [(t, p) for t in terms for p in index.postings.postings(t)]
        return {(term, offset) for term, (fact, _, offset) in postings if fact == number}

    together = IndexReader.build(small(*texts))
    for number, text in enumerate(texts, 1):
        assert words(IndexReader.build(small(text)), 1) == words(together, number)


def test_datasette_and_sqlite_utils_find_the_full_text_table(tmp_path: Path) -> None:
    connection = sqlite3.connect(write_file(tmp_path / "c.sqlite"))
    query = "select sql from sqlite_schema where name = 'fact_fts'"
    assert 'content="fact"' in connection.execute(query).fetchone()[0]
    connection.close()


POINTS = st.sampled_from(
    ["1936", "1937", "1938", "193X", "1937-07", "1937-24", "1937-12-31", "1939", "1900", "1953"]
)
DATES = POINTS | st.builds("{}/{}".format, POINTS | st.just(".."), POINTS | st.just("..")).filter(
    lambda text: text != "../.."
)


@settings(max_examples=60, deadline=None)
@given(st.lists(DATES, min_size=1, max_size=6, unique=True), POINTS)
def test_date_condition_is_the_relation_in_sql(edtfs: list[str], asked: str) -> None:
    dates = []
    for edtf in edtfs:
        with contextlib.suppress(DateError):  # an interval whose end lies before its start
            dates.append(parse_edtf(edtf))
    period = parse_edtf("1878-12-18/1953-03-05").range
    corpus = small(
        *[{"text": "A.", "dates": [date.edtf]} for date in dates], period="1878-12-18/1953-03-05"
    )
    index = IndexReader.build(corpus)
    days = parse_edtf(asked).range
    for relation in Relation:
        sql, values = date_condition(relation, days)
        condition = f"n in (select fact from fact_date where {sql})"  # noqa: S608 # the package's own
        numbers = index.documents.numbers(condition, values)
        expected = [
            n for n, date in enumerate(dates, 1) if relation_to(date.clip(period), days, relation)
        ]
        assert numbers == expected


def test_names_indexed_with_a_fact_are_bounded() -> None:
    """Or thousands of aliases, each with thousands of facts, would make a huge index."""
    aliases = [f"alias number {n}" for n in range(2000)]
    entity = {"id": "a", "name": "A", "kind": "work", "aliases": aliases}
    facts = [{"text": f"Fact {n}.", "entities": ["a"]} for n in range(500)]
    index = IndexReader.build(small(*facts, entities=[entity]))
    assert index.postings.bm25(any_of(index.terms.stems(["alias"]).values()), 1)
    assert index.terms.is_name("1999")
    (size,) = index.database.rows("select sum(length(block)) from fact_stem_data")[0]
    assert size < 10_000_000


def test_part_of_a_corpus_leaves_conflicts_with_the_rest_out() -> None:
    corpus = full_corpus()
    index = IndexReader.build(corpus._replace(facts=corpus.facts[:1]))
    assert index.documents.facts([1])[0].conflicts_with == ()

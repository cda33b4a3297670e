"""A file that is not trusted: refused or read, with clean types, in bounded time, unchanged."""

from __future__ import annotations

import contextlib
import gc
import os
import random
import sqlite3
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from index.examples import full_corpus, write_file
from stalinfacts.errors import CorpusError
from stalinfacts.index import database
from stalinfacts.index.match import any_of
from stalinfacts.index.reader import IndexReader, build_in_memory
from stalinfacts.index.schema import FORMAT, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HINT = "write it again with 'stalinfacts export'"

CALLS: dict[str, Callable[[IndexReader], Any]] = {
    "title": lambda index: (index.title, index.subject, index.source_crc32),
    "source": lambda index: index.source,
    "period": lambda index: index.period,
    "count": lambda index: index.documents.count(),
    "numbers": lambda index: index.documents.numbers(),
    "number": lambda index: index.documents.number("s-1"),
    "facts": lambda index: index.documents.facts(index.documents.numbers()),
    "fact": lambda index: index.documents.facts([1]),
    "iterate": lambda index: list(index.documents.iterate([1, 2])),
    "prefix": lambda index: index.documents.ids_with_prefix("s", 5),
    "ends": lambda index: index.documents.section_ends("s"),
    "neighbours": lambda index: index.documents.neighbours(2),
    "citations": lambda index: index.documents.citations_range(),
    "dates": lambda index: index.documents.dates(),
    "day": lambda index: index.documents.facts_on_day(6, 22),
    "order": lambda index: index.documents.sort_keys([1, 2, 3]),
    "sections": lambda index: index.documents.sections(),
    "entities": lambda index: index.documents.entities(),
    "section counts": lambda index: index.documents.section_counts(),
    "entity counts": lambda index: index.documents.entity_counts(),
    "frequency": lambda index: index.terms.document_frequency("exiled"),
    "stem": lambda index: index.terms.terms_with_stem("exile"),
    "dictionary": lambda index: index.terms.dictionary_terms("e"),
    "alphabets": lambda index: index.terms.alphabets(),
    "adjacent": lambda index: index.terms.adjacent("red", "army"),
    "names": lambda index: index.terms.names("beria"),
    "name": lambda index: index.terms.longest_name(["red", "army"], 0),
    "key": lambda index: index.terms.names_with_key("beria"),
    "postings": lambda index: index.postings.postings("exiled"),
    "mentioning": lambda index: index.postings.facts_mentioning(1),
    "keyword": lambda index: index.postings.keyword_facts(["exile"], "", [1]),
    "answer type": lambda index: index.postings.facts_with_answer_type("person", [1, 2]),
    "bm25": lambda index: index.postings.bm25(any_of(["exil"]), 5),
    "vectors": lambda index: index.postings.vectors([1]),
    "champions": lambda index: index.postings.champions("exil"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_file(tmp_path / "h.sqlite")


def change(path: Path, script: str) -> None:
    """Change a file as an attacker or a careless program would."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(f"pragma foreign_keys = off; pragma writable_schema = on;{script}")
    finally:
        connection.close()


def outcomes(path: Path) -> dict[str, Any]:
    """Return what each call answers, or its error; any other exception fails the test."""
    try:
        index = IndexReader.open(path)
    except CorpusError as error:
        return {"open": str(error)}
    answers = {}
    for name, call in CALLS.items():
        try:
            answers[name] = call(index)
        except CorpusError as error:
            answers[name] = str(error)
    index.close()
    return answers


def refusal(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        IndexReader.open(path)
    return str(caught.value)


def test_every_call_answers_for_a_sound_file(path: Path) -> None:
    answers = outcomes(path)
    assert list(answers) == list(CALLS)
    assert not [answer for answer in answers.values() if "damaged" in str(answer)]


# What is refused at once


def test_another_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    sqlite3.connect(path).close()
    connection = sqlite3.connect(path)
    connection.execute("create table t (x)")
    connection.close()
    hint = "write one with 'stalinfacts export'"
    assert refusal(path) == f"{path}: SQLite, but no corpus; {hint}"


@pytest.mark.parametrize("version", [FORMAT - 1, FORMAT + 1])
def test_other_format_is_refused_with_what_to_do(path: Path, version: int) -> None:
    change(path, f"pragma user_version = {version}")
    assert refusal(path) == (
        f"{path}: tables of version {version}, this program reads {FORMAT}; {HINT}"
    )


def test_what_is_no_database_or_no_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    assert refusal(path).startswith(f"{path}: No such file or directory")
    path.write_bytes(b"SQLite format 3\x00" + b"?" * 5000)
    assert refusal(path).startswith(f"{path}: not a corpus that can be opened (")
    assert "directory" in refusal(tmp_path)


@pytest.mark.parametrize("part", [20, 100, 4096, 20_000])
def test_truncated_file_is_refused_or_named_as_damaged(path: Path, part: int) -> None:
    path.write_bytes(path.read_bytes()[:part])
    answers = outcomes(path)
    assert any(str(path) in str(answer) for answer in answers.values())


ENDLESS = "with recursive r (n) as (select 1 union all select n + 1 from r) select"


@pytest.mark.parametrize(
    "script",
    [
        "drop table vocabulary",
        "drop table fact_fts",
        "drop table fact_vector",
        "alter table fact rename column text to txt",
        f"alter table fact rename to f_; create view fact as {ENDLESS} n, 's-1' as id from r",
        f"drop table section; create view section as {ENDLESS} n from r",
        f"drop table vocabulary; create view vocabulary as {ENDLESS} n from r",
        f"drop table fact_stem_docsize; create view fact_stem_docsize as {ENDLESS} n from r",
        "drop table fact_fts_idx; create table fact_fts_idx (segid, term, pgno as (segid))",
        "drop table meta; create virtual table meta using fts5 (key, value)",
        "alter table meta add column more text as (zeroblob(1000000000))",
    ],
)
def test_table_that_is_not_the_one_that_is_written_is_refused(path: Path, script: str) -> None:
    change(path, script)
    assert "damaged (its table '" in refusal(path)
    assert refusal(path).endswith(HINT)


def test_every_table_is_checked(tmp_path: Path) -> None:
    for name in TABLES:
        path = write_file(tmp_path / f"{name}.sqlite")
        change(path, f"drop table {name}")
        assert f"damaged (its table '{name}'" in refusal(path)


# What is found out when it is read


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        ("update fact set text = x'ff00'", ["facts", "fact"]),
        ("update fact set text = cast(x'ff41' as text)", ["facts", "fact"]),
        ("update fact set paragraph = char(27)", ["facts", "fact"]),
        ("update fact set paragraph = -1", ["facts", "fact"]),
        ("update fact set paragraph = 1e300", ["facts", "fact"]),
        ("update fact set id = 'S;' || n", ["facts", "ends"]),
        ("update fact set section = 999", ["facts", "fact"]),
        (
            "update fact_citation set citation = char(27) || '[2J' || citation",
            ["facts", "citations"],
        ),
        ("update fact_citation set citation = citation + (1 << 40)", ["facts", "citations"]),
        ("update fact_date set edtf = char(27) || '[2J'", ["facts"]),
        ("update fact_date set edtf = 'never'", ["facts"]),
        ("update fact_date set edtf = ''", ["facts"]),
        ("update fact_date set start = 'x'", ["dates"]),
        ("update fact_date set start = stop, stop = start", ["dates"]),
        ("update fact_date set precision = 99", ["dates"]),
        ("update fact_date set stop = 9000000", ["dates"]),
        ("update fact_flag set flag = 'evil'", ["facts"]),
        ("update fact_holder set holder = 5", []),
        ("update fact_holder set holder = x'00'", ["facts"]),
        ("update fact_order set start = x'00'", ["order"]),
        ("update section set parent = n", ["sections", "section counts"]),
        ("update section set n = 5", ["sections"]),
        ("update section set title = x'00'", ["facts", "sections"]),
        ("update entity set kind = 'dog'", ["entities"]),
        ("update entity set id = 'a b' || n", ["entities", "entity counts"]),
        ("delete from entity_name", ["entities"]),
        ("update entity_name set words = x'00'", ["names"]),
        ("update vocabulary set facts = 1 << 30", ["frequency"]),
        ("update vocabulary set facts = -5", ["frequency"]),
        ("update vocabulary set term = cast(x'6580' as text) || n", ["dictionary"]),
        ("update meta set value = x'ff' where key = 'alphabets'", ["alphabets"]),
        ("update meta set value = x'ff' where key = 'title'", ["title", "period"]),
        ("update meta set value = 'x' where key = 'source'", ["source"]),
        ("update meta set value = '[]' where key = 'source'", ["source"]),
        ("update meta set value = '{\"x\": 1}' where key = 'source'", ["source"]),
        ("update meta set value = '{\"title\": 1}' where key = 'source'", ["source"]),
        ("update meta set value = '{\"a\":' || value where key = 'source'", ["source"]),
        ("update meta set value = 'never' where key = 'period'", ["period"]),
        ("delete from fact_fts_data where id > 10", ["postings"]),
        ("update fact_stem_data set block = x'ff00ff00ff'", ["bm25"]),
        ("update fact_stem_config set v = 99", ["bm25"]),
        ("insert into fact_vector values (1, 'text')", ["vectors"]),
        ("insert into champion values ('exil', 0, 'text')", ["champions"]),
        ("insert into fact_vector values (1, x'0011')", ["vectors"]),
        ("delete from fact where n = 2", ["iterate"]),
        ("delete from fact_order", ["order"]),
    ],
)
def test_damaged_value_never_leaves(path: Path, script: str, calls: list[str]) -> None:
    change(path, script)
    before = path.read_bytes()
    answers = outcomes(path)
    if list(answers) != ["open"]:
        for name in calls:
            assert str(answers[name]).startswith(f"{path}: damaged ("), (name, answers[name])
            assert str(answers[name]).endswith(HINT)
    assert path.read_bytes() == before, "a corpus is opened read-only"


def test_gone_rows_are_no_answers(path: Path) -> None:
    change(path, "delete from meta; delete from fact; delete from section")
    answers = outcomes(path)
    assert (answers["title"], answers["numbers"], answers["sections"]) == (("", "", -1), [], [])


def test_forged_checksum_is_none(path: Path) -> None:
    for value in ("-5", "x", "٣", "0000000٣", "-0000005", "9" * 5000):
        script = "update meta set value = '{}' where key = 'source_crc32'"
        change(path, script.format(value))
        assert IndexReader.open(path).source_crc32 == -1


def test_triggers_and_other_views_are_never_run(path: Path) -> None:
    change(path, "create trigger t after insert on fact begin delete from fact; end")
    change(path, "create view evil as select load_extension('/tmp/evil.so')")
    assert IndexReader.open(path).documents.count() == 6


def test_value_that_is_too_large_is_not_read(path: Path) -> None:
    change(path, "update fact set note = cast(zeroblob(70000000) as text) where n = 1")
    with pytest.raises(CorpusError, match="damaged"):
        IndexReader.open(path).documents.facts([1])


def test_query_without_an_end_is_ended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_SECONDS", 0.2)
    index = IndexReader.open(path)
    start = time.monotonic()
    with pytest.raises(CorpusError, match="a query took more than 0 seconds"):
        index.database.rows(f"{ENDLESS} count(*) from r")
    assert time.monotonic() - start < 5
    assert index.documents.count() == 6, "the next query has its own time"


def test_pages_of_noise_crash_nothing(path: Path) -> None:
    content = path.read_bytes()
    pages = len(content) // 4096
    for seed in range(40):
        noise = random.Random(seed)
        damaged = bytearray(content)
        start = 4096 * noise.randrange(1, pages)
        damaged[start : start + 4096] = noise.randbytes(4096)
        path.write_bytes(damaged)
        outcomes(path)
        damaged = bytearray(content)
        for _ in range(30):
            damaged[noise.randrange(100, len(damaged))] = noise.randrange(256)
        path.write_bytes(damaged)
        outcomes(path)


def test_damaged_bundled_index_gives_way_to_the_corpus(path: Path) -> None:
    change(path, "delete from fact_fts_data where id > 10")
    whole = IndexReader.build(full_corpus())
    index = IndexReader.open(path, recover=lambda: build_in_memory(full_corpus()))
    assert index.postings.postings("exiled") == whole.postings.postings("exiled")
    assert index.documents.facts([1]) == whole.documents.facts([1])
    with pytest.raises(CorpusError, match="index in memory: damaged"):
        index.database.rows("select nothing from nowhere")


# The surroundings of a file


def test_locked_file_is_named_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOCK_TIMEOUT", 0.01)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("begin exclusive")
    hint = "try again when it has finished"
    assert refusal(path) == f"{path}: locked by another program; {hint}"
    writer.close()


def test_file_in_wal_mode_is_read_and_nothing_is_left_beside_it(path: Path) -> None:
    change(path, "pragma journal_mode = wal")
    assert path.read_bytes()[18] == 2
    path.parent.chmod(0o555)
    try:
        index = IndexReader.open(path)
        assert index.documents.count() == 6
        index.close()
    finally:
        path.parent.chmod(0o755)
    assert [file.name for file in path.parent.iterdir()] == ["h.sqlite"]


def test_stray_wal_is_not_read_and_nothing_is_left_beside_it(path: Path) -> None:
    wal = path.with_name(f"{path.name}-wal")
    wal.write_bytes(b"noise" * 200)
    index = IndexReader.open(path)
    assert index.documents.count() == 6
    index.close()
    assert sorted(path.parent.iterdir()) == [path, wal]


def test_journal_that_is_a_fifo_is_refused_and_not_waited_for(path: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    os.mkfifo(journal)
    assert refusal(path) == f"{journal}: is a FIFO; remove it"


def test_file_in_wal_mode_that_is_being_written_is_read_whole(path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(writer):
        writer.execute("pragma journal_mode = wal")
        writer.execute("update meta set value = 'New' where key = 'title'")
        index = IndexReader.open(path)
        assert index.title == "New"
        index.close()


def test_index_that_is_let_go_is_closed_at_once(path: Path) -> None:
    """Python 3.13 warns where the collector of cycles finds an open connection."""
    index = IndexReader.open(path)
    assert index.terms.document_frequency("exiled")
    held = weakref.ref(index.database)
    gc.disable()
    try:
        del index
        assert held() is None
    finally:
        gc.enable()


def test_closed_index_says_so(path: Path) -> None:
    index = IndexReader.open(path)
    index.close()
    with pytest.raises(sqlite3.ProgrammingError):
        index.documents.count()


def test_posting_in_no_column_is_damage(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    query = "select id, block from fact_fts_data order by id desc limit 1"
    number, block = connection.execute(query).fetchone()
    forged = block.replace(b"\x01\x01", b"\x01\x09")  # the mark of column 1
    connection.execute("update fact_fts_data set block = ? where id = ?", (forged, number))
    connection.close()
    with pytest.raises(CorpusError, match="wrong type"):
        IndexReader.open(path).postings.postings("exile")

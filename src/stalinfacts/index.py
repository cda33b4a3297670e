"""The database behind every query.

SQLite with FTS5, built in memory from a corpus or opened in place, read-only, from a
file that holds the same tables. What people may query is tidy: facts, their dates as
half-open day intervals, citations, entities and every form of their names; what
search needs besides is a vocabulary with stems.

FTS5 is given folded text (``stalinfacts.text.fold``). It serves twice: its ranked
``match`` finds candidates among very common words, and its ``fts5vocab`` instance
table gives the places of a word, from which ``stalinfacts.search`` ranks.
"""

from __future__ import annotations

import functools
import math
import sqlite3
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from stalinfacts import dates, thesaurus
from stalinfacts.errors import CorpusError
from stalinfacts.model import Corpus, Entity, Fact, Section, Source
from stalinfacts.text import Stemmer, alphabets, fold, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

FORMAT = 2
"""Version of the tables; a file of another version is refused (``pragma user_version``)."""

APPLICATION_ID = 0x53544C46  # "STLF"

_SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;

create table section (
    n integer primary key,
    id text not null unique,
    title text not null,
    parent integer references section (n)
);
create table entity (
    n integer primary key,
    id text not null unique,
    name text not null,
    kind text not null
);
create table entity_name (
    n integer primary key,
    entity integer not null references entity (n),
    name text not null
);
create table fact (
    n integer primary key,
    id text not null unique,
    section integer not null references section (n),
    paragraph integer not null,
    text text not null,
    keywords text not null,
    note text not null
);
create table fact_date (
    fact integer not null references fact (n),
    position integer not null,
    edtf text not null,
    start integer not null,
    stop integer not null,
    precision integer not null,
    primary key (fact, position)
) without rowid;
create table fact_citation (
    fact integer not null references fact (n),
    citation integer not null,
    primary key (fact, citation)
) without rowid;
create table fact_entity (
    fact integer not null references fact (n),
    position integer not null,
    entity integer not null references entity (n),
    primary key (fact, position)
) without rowid;
create table fact_flag (
    fact integer not null references fact (n),
    position integer not null,
    flag text not null,
    primary key (fact, position)
) without rowid;
create table fact_conflict (
    fact integer not null references fact (n),
    position integer not null,
    other integer not null references fact (n),
    primary key (fact, position)
) without rowid;

create virtual table fact_fts using fts5 (text, keywords, content="fact", content_rowid="n");
create virtual table temp.word_place using fts5vocab (main, fact_fts, instance);
create virtual table temp.word_count using fts5vocab (main, fact_fts, row);

create table vocabulary (
    word text primary key,
    facts integer not null,
    stem text not null
) without rowid;
create table fact_order (
    fact integer primary key references fact (n),
    length integer not null,
    start integer not null
);
create table section_word (
    stem text not null,
    section integer not null references section (n),
    primary key (stem, section)
) without rowid;
create table name_word (
    word text not null,
    name integer not null references entity_name (n),
    words integer not null,
    primary key (word, name)
) without rowid;
"""

_AFTERWARDS = """
create index fact_section on fact (section);
create index fact_date_start on fact_date (precision, start, stop);
create index fact_citation_citation on fact_citation (citation, fact);
create index fact_entity_entity on fact_entity (entity, fact);
create index vocabulary_stem on vocabulary (stem);
create view fact_view as
    select fact.id,
        section.id as section,
        section.title as section_title,
        fact.paragraph,
        fact.text,
        (select group_concat(edtf, '; ') from fact_date where fact_date.fact = fact.n) as dates,
        (select group_concat(citation, ';') from fact_citation where fact_citation.fact = fact.n) as citations,
        (select group_concat(entity.name, '; ') from fact_entity join entity on entity.n = fact_entity.entity
            where fact_entity.fact = fact.n) as entities,
        fact.keywords,
        (select group_concat(flag, '; ') from fact_flag where fact_flag.fact = fact.n) as flags,
        fact.note
    from fact join section on section.n = fact.section;
"""

TEXT, KEYWORDS = 0, 1
"""Columns of the full-text table, as ``Place.column`` has them."""


class Place(NamedTuple):
    """Where a word stands: the fact, the column, the number of the word within it."""

    fact: int
    column: int
    offset: int


class NameMatch(NamedTuple):
    """A form of an entity's name that holds a word: the entity, the form, and how many words the form has."""

    entity: int
    name: int
    words: int


_COLUMNS = {"text": TEXT, "keywords": KEYWORDS}
_MOST_TITLED = 2000  # facts of a section: in a corpus of millions its title says nothing of one of them
_LIKE = 0.8  # Jaro-Winkler similarity from which a word is worth naming
_CHUNK = 900
"""Rows fetched at once: SQLite takes 999 parameters from 3.0 on."""


_MEMORY = 50_000
"""Answers about words that an index keeps: a batch of queries asks for the same ones again and again."""

_Found = TypeVar("_Found")
_Asked = ParamSpec("_Asked")


def _remembered(method: Callable[Concatenate[Index, _Asked], _Found]) -> Callable[Concatenate[Index, _Asked], _Found]:
    """Keep what a method found, since the tables do not change under it; ``lru_cache`` would keep the index alive too."""

    @functools.wraps(method)
    def remembering(self: Index, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Found:
        memory = self._memory
        key = (method.__name__, *args)
        found: _Found
        if key in memory:
            found = memory[key]
        else:
            if len(memory) >= _MEMORY:
                memory.clear()
            found = memory[key] = method(self, *args, **named)
        return found

    return remembering


class Index:
    """A corpus that can be asked. Facts are numbered from 1, in article order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection whose tables are there; ``build`` and ``open`` make one."""
        self._db = connection
        self._stems = Stemmer()
        self._facts: dict[int, Fact] = {}
        self._memory: dict[tuple[object, ...], Any] = {}

    # --- making one

    @classmethod
    def build(cls, corpus: Corpus) -> Index:
        """Index a corpus in memory."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        fill(connection, corpus)
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open a file that ``fill`` wrote, in place and read-only.

        The file is not trusted: nothing in its schema is run (``trusted_schema`` off),
        nothing is written (``mode=ro``, ``query_only``).

        Raises:
            CorpusError: it is no such file, is damaged, or is of another version.
        """
        connection = None
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
            connection.execute("pragma trusted_schema = off")
            connection.execute("pragma cell_size_check = on")
            _check_format(connection, path)
            connection.execute("create virtual table temp.word_place using fts5vocab (main, fact_fts, instance)")
            connection.execute("create virtual table temp.word_count using fts5vocab (main, fact_fts, row)")
            connection.execute("pragma query_only = on")
        except (sqlite3.Error, OSError, ValueError, CorpusError) as error:
            if connection is not None:
                connection.close()
            if isinstance(error, CorpusError):
                raise
            raise CorpusError(f"{path}: not a corpus that can be opened: {error}; write it again with 'stalinfacts export'") from None
        return cls(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def __del__(self) -> None:
        self.close()

    # --- what the corpus is

    def title(self) -> str:
        """Give the corpus's title."""
        return self._meta("title")

    def source(self) -> Source:
        """Give the source of the facts."""
        import json  # noqa: PLC0415 # a search has no need of it

        return Source(**json.loads(self._meta("source")))

    def made_from(self) -> int:
        """Give the CRC-32 of the JSON file that the tables were made from; -1 where none was named."""
        return int(self._meta("crc32") or -1)

    def _meta(self, key: str) -> str:
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return "" if row is None else str(row[0])

    def sections(self) -> list[Section]:
        """List the sections in article order."""
        return [Section(*row) for row in self._db.execute("select s.id, s.title, p.id from section s left join section p on p.n = s.parent order by s.n")]

    def entities(self) -> list[Entity]:
        """List the entities in the order of the file."""
        names: dict[int, list[str]] = {}
        for entity, name in self._db.execute("select entity, name from entity_name order by n"):
            names.setdefault(entity, []).append(name)
        return [
            Entity(entity_id, name, kind, tuple(names[n][1:]))
            for n, entity_id, name, kind in self._db.execute("select n, id, name, kind from entity order by n")
        ]

    def entity_numbers(self, entity_ids: Iterable[str]) -> list[int]:
        """Give the numbers of some entities; one that is not there has none."""
        return [row[0] for entity_id in entity_ids for row in self._db.execute("select n from entity where id = ?", (entity_id,))]

    @_remembered
    def count(self) -> int:
        """Count the facts."""
        return int(self._db.execute("select count(*) from fact").fetchone()[0])

    # --- facts

    def numbers(self, condition: str = "", values: Sequence[object] = ()) -> list[int]:
        """Give the numbers of the facts for which an SQL condition on ``fact`` holds, in article order."""
        where = f" where {condition}" if condition else ""
        return [row[0] for row in self._db.execute(f"select n from fact{where} order by n", tuple(values))]  # noqa: S608 # conditions are this package's own, values are bound

    def number(self, fact_id: str) -> int | None:
        """Give the number of the fact with an id, or None."""
        storable = fact_id.encode("utf-8", "backslashreplace").decode()  # half a surrogate pair is no text to SQLite
        row = self._db.execute("select n from fact where id = ?", (storable,)).fetchone()
        return None if row is None else int(row[0])

    def ids_starting(self, prefix: str, most: int) -> list[str]:
        """List ids of facts that start with a text, in article order."""
        query = "select id from fact where id >= ? and id < ? order by n limit ?"
        return [row[0] for row in self._db.execute(query, (prefix, prefix + "\U0010ffff", most))]

    def nearest_ids(self, fact_id: str) -> str:
        """Say which ids come near one that is none."""
        section = fact_id.encode("utf-8", "backslashreplace").decode().rpartition("-")[0]
        row = self._db.execute(
            "select min(fact.n), max(fact.n), count(*) from fact join section on section.n = fact.section where section.id = ?",
            (section,),
        ).fetchone()
        if row[2]:
            first, last = (self._db.execute("select id from fact where n = ?", (n,)).fetchone()[0] for n in row[:2])
            return f"those of its section run from {first} to {last}"
        return "an id is a section's id, a hyphen and a number, as 'stalinfacts sections' and every result show"

    def facts(self, numbers: Sequence[int]) -> list[Fact]:
        """Give the facts with some numbers, in that order."""
        missing = [n for n in numbers if n not in self._facts]
        for start in range(0, len(missing), _CHUNK):
            self._load(missing[start : start + _CHUNK])
        return [self._facts[n] for n in numbers]

    def iterate(self, numbers: Sequence[int]) -> Iterator[Fact]:
        """Give the same one after another without keeping them, for more facts than memory should hold."""
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            kept = self._facts
            self._facts = {}
            self._load(chunk)
            loaded, self._facts = self._facts, kept
            for n in chunk:
                yield loaded[n]

    def _load(self, numbers: Sequence[int]) -> None:
        within = f"({','.join('?' * len(numbers))})"

        def many(query: str) -> dict[int, list[object]]:
            found: dict[int, list[object]] = {}
            for n, value in self._db.execute(query.replace("$", within), tuple(numbers)):
                found.setdefault(n, []).append(value)
            return found

        dated = many("select fact, edtf from fact_date where fact in $ order by fact, position")
        cited = many("select fact, citation from fact_citation where fact in $ order by fact, citation")
        named = many("select fact, id from fact_entity join entity on entity.n = entity where fact in $ order by fact, position")
        flags = many("select fact, flag from fact_flag where fact in $ order by fact, position")
        other = many("select c.fact, f.id from fact_conflict c join fact f on f.n = c.other where c.fact in $ order by c.fact, c.position")
        query = "select fact.n, fact.id, section.id, paragraph, text, keywords, note from fact join section on section.n = fact.section where fact.n in $"
        for n, fact_id, section, paragraph, text, keywords, note in self._db.execute(query.replace("$", within), tuple(numbers)):
            self._facts[n] = Fact(
                fact_id,
                section,
                paragraph,
                text,
                tuple(dated.get(n, ())),  # type: ignore[arg-type] # the columns have these types
                tuple(cited.get(n, ())),  # type: ignore[arg-type]
                tuple(named.get(n, ())),  # type: ignore[arg-type]
                tuple(keywords.split("; ")) if keywords else (),
                tuple(flags.get(n, ())),  # type: ignore[arg-type]
                tuple(other.get(n, ())),  # type: ignore[arg-type]
                note,
            )

    # --- time

    def dated(self, span: dates.Span) -> list[tuple[int, dates.Span]]:
        """Give the facts dated in a time, each with the date that lies in it best.

        "Until 1937" says something of 1937 and nothing of 1907: an interval with an open
        start counts only where its end lies in the time. Order of time; within a day the more precise date first, then article order.
        """
        # One look-up a precision: knowing how long a date can be bounds where it can start.
        query = """select fact, start, stop from fact_date
            where precision = :precision and start > :earliest and start < :stop and stop > :start and (start > :open or stop <= :stop)"""
        asked = {"start": span.start, "stop": span.stop, "open": dates.BEGINNING}
        best: dict[int, dates.Span] = {}
        for precision, longest in dates.LONGEST.items():
            earliest = span.start - longest if longest else -1
            for fact, start, stop in self._db.execute(query, asked | {"precision": int(precision), "earliest": earliest}):
                found = dates.Span(start, stop)
                if fact not in best or _fit(found, span) < _fit(best[fact], span):
                    best[fact] = found
        return sorted(best.items(), key=lambda item: (item[1].start, item[1].stop, item[0]))

    def all_dates(self) -> Iterator[tuple[int, str, int, int, int]]:
        """Give every date as fact, EDTF, start, stop, precision, in order of facts."""
        yield from self._db.execute("select fact, edtf, start, stop, precision from fact_date order by fact, position")

    def dated_like(self, edtf: str) -> list[tuple[int, str]]:
        """Give the facts one of whose dates contains a text (SQL ``like``), with that date."""
        return self._db.execute("select fact, edtf from fact_date where edtf like ? order by fact, position", (edtf,)).fetchall()

    # --- counts

    def section_counts(self) -> dict[str, tuple[int, int | None, int | None]]:
        """Give for each section the number of its own facts, and the first and last day that they are dated."""
        query = """select section.id, count(distinct fact.n), min(nullif(start, 0)), max(nullif(stop, ?))
            from section left join fact on fact.section = section.n left join fact_date on fact_date.fact = fact.n
            group by section.n"""
        return {row[0]: (row[1], row[2], row[3]) for row in self._db.execute(query, (dates.END,))}

    def entity_counts(self) -> dict[str, int]:
        """Give for each entity the number of facts that name it."""
        query = "select entity.id, count(fact_entity.fact) from entity left join fact_entity on fact_entity.entity = entity.n group by entity.n"
        return dict(self._db.execute(query).fetchall())

    def event_dates(self) -> Iterator[tuple[str, int, int]]:
        """Give the name of an event, and the days of a fact that names it, for every dated fact that does."""
        yield from self._db.execute(
            """select name, start, stop from fact_entity join entity on entity.n = fact_entity.entity
            join fact_date on fact_date.fact = fact_entity.fact where kind = 'event' order by entity.n, fact_date.fact""",
        )

    # --- words

    @_remembered
    def words(self, word: str) -> int:
        """Count the facts that hold a folded word; 0 where none does."""
        row = self._db.execute("select facts from vocabulary where word = ?", (word,)).fetchone()
        return 0 if row is None else int(row[0])

    @_remembered
    def family(self, word: str) -> list[str]:
        """List the words of the corpus with the same stem as a word."""
        stem = self._stems([word])[word]
        return [row[0] for row in self._db.execute("select word from vocabulary where stem = ? order by word", (stem,))]

    def suggestions(self, words_: Sequence[str], most: int = 3) -> list[str]:
        """Name the words of the corpus that look most like some that were not found."""
        if not words_:
            return []
        from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 # only where nothing was found
        from rapidfuzz.process import extract  # noqa: PLC0415

        known = [row[0] for row in self._db.execute("select word from vocabulary where length(word) > 3 order by word")]
        near = [found for word in words_ for found in extract(word, known, scorer=JaroWinkler.similarity, limit=most, score_cutoff=_LIKE)]
        return list(dict.fromkeys(word for word, _, _ in sorted(near, key=lambda row: (-row[1], row[0]))))[:most]

    @_remembered
    def synonyms(self, word: str) -> list[str] | None:
        """List words of the corpus that may stand for a word; None where the word is no English word that is known."""
        book = thesaurus.bundled()
        if book is None or not word.isascii():
            return None
        others = book.synonyms(self._stems([word])[word])
        if not others:
            return None
        stems = list(self._stems(others).values())
        rows = self._db.execute(f"select word from vocabulary where stem in ({','.join('?' * len(stems))}) order by word", stems)  # noqa: S608 # only marks
        return [row[0] for row in rows]

    @_remembered
    def starting(self, prefix: str, most: int) -> list[str]:
        """List words of the corpus that start with a text, the commonest first."""
        query = "select word from vocabulary where word >= ? and word < ? order by facts desc, word limit ?"
        return [row[0] for row in self._db.execute(query, (prefix, prefix + "\U0010ffff", most))]

    @_remembered
    def dictionary(self, prefix: str) -> list[str]:
        """List the words, of the corpus and of names, that start with a text, in alphabetical order."""
        query = """select word from vocabulary where word >= :first and word < :last
            union select word from name_word where word >= :first and word < :last"""
        return [row[0] for row in self._db.execute(query, {"first": prefix, "last": prefix + "\U0010ffff"})]

    def known(self, words_: Iterable[str]) -> list[str]:
        """List those of some words that the corpus or a name holds, in alphabetical order."""
        asked = list(words_)
        query = "select word from {} where word in $"
        return sorted({row[0] for table in ("vocabulary", "name_word") for row in self._chunked(query.format(table), asked)})

    @_remembered
    def alphabets(self) -> list[str]:
        """List the sets of letters that stand together in words of the corpus and of names: Latin, Cyrillic."""
        return self._meta("alphabets").split()

    @_remembered
    def names(self, word: str) -> list[NameMatch]:
        """List the forms of entities' names that hold a folded word."""
        query = "select entity, name_word.name, words from name_word join entity_name on entity_name.n = name_word.name where word = ?"
        return [NameMatch(*row) for row in self._db.execute(query, (word,))]

    @_remembered
    def is_name(self, word: str) -> bool:
        """Say whether a folded word is part of some form of a name."""
        return self._db.execute("select 1 from name_word where word = ? limit 1", (word,)).fetchone() is not None

    @_remembered
    def places(self, word: str) -> list[Place]:
        """List every place where a folded word stands."""
        rows = self._db.execute("select doc, col, offset from word_place where term = ?", (word,))
        return [Place(doc, _COLUMNS[column], offset) for doc, column, offset in rows]

    @_remembered
    def name(self, number: int) -> str:
        """Give one form of a name."""
        return str(self._db.execute("select name from entity_name where n = ?", (number,)).fetchone()[0])

    @_remembered
    def titled(self, word: str) -> list[int]:
        """List the facts of the sections whose titles hold a word, in any of its forms."""
        query = "select fact.n from section_word join fact on fact.section = section_word.section where stem = ? limit ?"
        return [row[0] for row in self._db.execute(query, (self._stems([word])[word], _MOST_TITLED))]

    def holding(self, what: str, numbers: Sequence[int]) -> set[int]:
        """Give those of some facts that hold what a question word asks for: ``time``, ``person``, ``place`` or ``figure``."""
        named = "select fact from fact_entity join entity on entity.n = entity where kind = '{}' and fact in $"
        query = {
            "time": "select fact from fact_date where fact in $",
            "person": named.format("person"),
            "place": named.format("place"),
            "figure": "select n from fact where n in $ and text glob '*[0-9]*'",
        }[what]
        return {row[0] for row in self._chunked(query, numbers)}

    def tie_breakers(self, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Give the length of the text and the first day of each of some facts; one with no date comes last."""
        return {n: (length, first) for n, length, first in self._chunked("select fact, length, start from fact_order where fact in $", sorted(numbers))}

    def _chunked(self, query: str, values: Sequence[int] | Sequence[str]) -> Iterator[Any]:
        for start in range(0, len(values), _CHUNK):
            chunk = values[start : start + _CHUNK]
            yield from self._db.execute(query.replace("$", f"({','.join('?' * len(chunk))})"), tuple(chunk))

    @_remembered
    def facts_of(self, entity: int) -> list[int]:
        """List the facts that name an entity."""
        return [row[0] for row in self._db.execute("select fact from fact_entity where entity = ?", (entity,))]

    def shortest(self, words_: Sequence[str], most: int) -> list[tuple[int, str]]:
        """Give the shortest facts whose text holds one of some words, each with the first of these that it holds.

        Facts as short come in order of their days, then of the article.
        """
        query = """select length, start, fact from fact_fts join fact_order on fact = fact_fts.rowid
            where fact_fts match ? order by length, start, fact limit ?"""
        found: dict[tuple[int, int, int], str] = {}
        for word in words_:
            for row in self._db.execute(query, (f'text : "{word}"', most)):
                found.setdefault(row, word)
        return [(fact, word) for (_, _, fact), word in sorted(found.items())[:most]]

    def count_holding(self, in_text: Sequence[Sequence[str]], in_keywords: Sequence[Sequence[str]], entities: Sequence[int]) -> int:
        """Count the facts that hold any of some words, or words side by side, in their text or keywords, or name one of some entities."""
        columns = (("text", in_text), ("keywords", in_keywords))
        held = [(column, " OR ".join('"' + " ".join(words_) + '"' for words_ in any_of)) for column, any_of in columns if any_of]
        match = " OR ".join(f"{column} : ({any_of})" for column, any_of in held)
        query = "select rowid from fact_fts where fact_fts match ?"
        if entities:
            query += f" union select fact from fact_entity where entity in ({','.join('?' * len(entities))})"  # noqa: S608 # only marks
        return int(self._db.execute(f"select count(*) from ({query})", (match, *entities)).fetchone()[0])  # noqa: S608 # as above

    def ranked(self, words_: Sequence[str], most: int) -> list[int]:
        """Give the facts that FTS5's BM25 ranks first for any of some words: the short cut where all of them are common."""
        match = " OR ".join(f'"{word}"' for word in words_)
        return [row[0] for row in self._db.execute("select rowid from fact_fts where fact_fts match ? order by rank limit ?", (match, most))]


def _fit(date_: dates.Span, asked: dates.Span) -> tuple[bool, int, int]:
    return (not date_.within(asked), date_.stop - date_.start, date_.start)


def _check_format(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    if application != APPLICATION_ID:
        raise CorpusError(f"{path}: is SQLite, but no corpus; write one with 'stalinfacts export'")
    if version != FORMAT:
        raise CorpusError(f"{path}: has tables of version {version}, this program reads {FORMAT}; write it again with 'stalinfacts export'")


# --- filling it ----------------------------------------------------------------


def fill(connection: sqlite3.Connection, corpus: Corpus, progress: Callable[[int], None] | None = None, made_from: int | None = None) -> None:
    """Write a corpus into an empty database, whose connection commits each statement itself.

    ``progress`` is called now and then with the number of facts that are in;
    ``made_from`` is the CRC-32 of the JSON file, kept so that a change of it is seen.
    """
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {FORMAT}")
    connection.execute("begin")
    _run(connection, _SCHEMA)
    section_numbers = {section.id: n for n, section in enumerate(corpus.sections, 1)}
    entity_numbers = {entity.id: n for n, entity in enumerate(corpus.entities, 1)}
    conflicts: list[tuple[int, int, str]] = []

    def insert(table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
        connection.executemany(f"insert into {table} values ({','.join('?' * columns)})", rows)  # noqa: S608 # names of our own tables

    import json  # noqa: PLC0415 # as above

    meta = {"title": corpus.title, "source": json.dumps(corpus.source._asdict(), ensure_ascii=False)}
    if made_from is not None:
        meta["crc32"] = str(made_from)
    insert("meta", 2, list(meta.items()))
    insert("section", 4, [(n, s.id, s.title, section_numbers.get(s.parent or "")) for n, s in enumerate(corpus.sections, 1)])
    insert("entity", 4, [(n, e.id, e.name, e.kind) for n, e in enumerate(corpus.entities, 1)])
    names = [(n, name) for n, entity in enumerate(corpus.entities, 1) for name in (entity.name, *entity.aliases)]
    insert("entity_name", 3, [(n, entity, name) for n, (entity, name) in enumerate(names, 1)])
    insert("name_word", 3, sorted({(word, n, len(split)) for n, (_, name) in enumerate(names, 1) for split in [words(name)] for word in split}))
    for start in range(0, len(corpus.facts), _FILL_CHUNK):
        facts = list(enumerate(corpus.facts[start : start + _FILL_CHUNK], start + 1))
        insert("fact", 7, [(n, f.id, section_numbers[f.section], f.paragraph, f.text, "; ".join(f.keywords), f.note) for n, f in facts])
        # Folded all at once: a call for each text would take longer than SQLite does.
        joined = "\x00".join([part.replace("\x00", " ") for _, f in facts for part in (f.text, " ; ".join(f.keywords))])
        folded = fold(joined).split("\x00")
        rows = zip([n for n, _ in facts], folded[::2], folded[1::2], strict=True)
        connection.executemany("insert into fact_fts (rowid, text, keywords) values (?, ?, ?)", rows)
        moments = [(n, i, dates.parse(edtf)) for n, f in facts for i, edtf in enumerate(f.dates)]
        insert("fact_date", 6, [(n, i, m.edtf, *m.span, int(m.precision)) for n, i, m in moments])
        first_days: dict[int, int] = {}
        for n, _, moment in moments:
            first_days[n] = min(first_days.get(n, dates.END), moment.span.start)
        insert("fact_order", 3, [(n, len(f.text), first_days.get(n, dates.END)) for n, f in facts])
        insert("fact_citation", 2, [(n, citation) for n, f in facts for citation in f.citations])
        insert("fact_entity", 3, [(n, i, entity_numbers[e]) for n, f in facts for i, e in enumerate(f.entities)])
        insert("fact_flag", 3, [(n, i, flag) for n, f in facts for i, flag in enumerate(f.flags)])
        conflicts += [(n, i, other) for n, f in facts for i, other in enumerate(f.conflicts_with)]
        if progress is not None:
            progress(start + len(facts))
    connection.executemany("insert into fact_conflict select ?, ?, n from fact where id = ?", conflicts)
    counts = connection.execute("select term, doc from temp.word_count").fetchall()
    stemmer = Stemmer()
    stems = stemmer([word for word, _ in counts])
    titles = {(stem, n) for n, section in enumerate(corpus.sections, 1) for stem in stemmer(words(section.title)).values()}
    insert("section_word", 2, sorted(titles))
    insert("vocabulary", 3, [(word, facts_, stems[word]) for word, facts_ in counts])
    dictionary = {word for word, _ in counts} | {word for _, name in names for word in words(name)}
    insert("meta", 2, [("alphabets", " ".join(alphabets(dictionary)))])
    _run(connection, _AFTERWARDS)
    connection.execute("commit")


_FILL_CHUNK = 10_000


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):  # executescript would commit first
        if statement.strip():
            connection.execute(statement)


def rarity(facts: int, total: int) -> float:
    """Weigh a word that stands in so many of all facts: BM25's inverse document frequency (Robertson and Spärck Jones)."""
    return math.log(1 + (total - facts + 0.5) / (facts + 0.5))

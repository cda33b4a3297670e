"""The tables of an index.

What people may query is tidy: facts, their dates as half-open ranges of days, citations,
holders, entities and every form of their names; ``fact_view`` is a fact a row, with ISO
days. What a search needs besides:

- ``fact_fts``: normalised text and keywords, by which Datasette and sqlite-utils search
  too; its ``fts5vocab`` instance table holds the postings.
- ``fact_stem``: the same and the names of the fact's entities, as stems, for BM25.
- ``champion``: in a large corpus the facts that BM25 ranks first for a stem of many facts.
- ``vocabulary`` (terms with stems), ``name_word`` (words of names), ``keyword`` (what
  keywords are about: ``headings``) and ``fact_vector`` (what a fact means, if vectors were
  handed in).

Days are proleptic Gregorian ordinals (``datetime.date.toordinal``); open ends of dates
are those of the corpus's period, or 0 and 3652060 where it states none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.dates.ranges import DateRange, Relation, near_limit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

FORMAT = 4
"""Version of the tables; a file of another version is refused (``pragma user_version``)."""

APPLICATION_ID = 0x53544C46  # "STLF"

MAX_NAMES_LENGTH = 4_000
"""Characters of names that are indexed with one fact: thousands of aliases, each indexed with
thousands of facts, would make a small corpus a large index. The bundled one has 1,330 at most.
"""

SEPARATOR = "ˑ"
"""Term between two keywords, so that no phrase spans them: a letter to FTS5, to nobody a word."""

LARGE_CORPUS = 20_000
"""Facts up to which a corpus is searched whole, whatever is asked."""
MAX_POSTINGS = 300
"""Facts up to which all that hold a word of the query are looked at in a larger one."""
CHAMPIONS = 100
"""Facts that are looked at otherwise: those with all words, then those that BM25 ranks first
for each."""

TABLES = {
    "meta": "create table meta (key text primary key, value text not null) without rowid",
    "section": """create table section (
    n integer primary key,
    id text not null unique,
    title text not null,
    parent integer references section (n)
)""",
    "entity": """create table entity (
    n integer primary key,
    id text not null unique,
    name text not null,
    kind text not null
)""",
    "entity_name": """create table entity_name (
    n integer primary key,
    entity integer not null references entity (n),
    name text not null,
    words text not null
)""",
    "fact": """create table fact (
    n integer primary key,
    id text not null unique,
    section integer not null references section (n),
    paragraph integer not null,
    text text not null,
    keywords text not null,
    note text not null
)""",
    "fact_date": """create table fact_date (
    fact integer not null references fact (n),
    position integer not null,
    edtf text not null,
    start integer not null,
    stop integer not null,
    precision integer not null,
    first_stop integer,
    last_start integer,
    primary key (fact, position)
) without rowid""",
    "fact_citation": """create table fact_citation (
    fact integer not null references fact (n),
    citation integer not null,
    primary key (fact, citation)
) without rowid""",
    "fact_entity": """create table fact_entity (
    fact integer not null references fact (n),
    position integer not null,
    entity integer not null references entity (n),
    primary key (fact, position)
) without rowid""",
    "fact_holder": """create table fact_holder (
    fact integer not null references fact (n),
    position integer not null,
    holder text not null,
    primary key (fact, position)
) without rowid""",
    "fact_flag": """create table fact_flag (
    fact integer not null references fact (n),
    position integer not null,
    flag text not null,
    primary key (fact, position)
) without rowid""",
    "fact_conflict": """create table fact_conflict (
    fact integer not null references fact (n),
    position integer not null,
    other integer not null references fact (n),
    primary key (fact, position)
) without rowid""",
    "fact_order": """create table fact_order (
    fact integer primary key references fact (n),
    undated integer not null,
    start integer not null,
    stop integer not null
)""",
    "keyword": """create table keyword (
    topic text not null,
    question text not null,
    fact integer not null references fact (n),
    primary key (topic, question, fact)
) without rowid""",
    "champion": """create table champion (
    stem text not null,
    position integer not null,
    fact integer not null references fact (n),
    primary key (stem, position)
) without rowid""",
    "vocabulary": """create table vocabulary (
    n integer primary key,
    term text not null unique,
    facts integer not null,
    stem text not null
)""",
    "name_word": """create table name_word (
    word text not null,
    name integer not null references entity_name (n),
    key text not null,
    primary key (word, name)
) without rowid""",
    "fact_vector": """create table fact_vector (
    fact integer primary key references fact (n),
    vector blob not null
)""",
    "fact_fts": """create virtual table fact_fts using fts5 (
    text, keywords, content="fact", content_rowid="n"
)""",
    "fact_stem": """create virtual table fact_stem using fts5 (
    text, keywords, names, content="", tokenize="unicode61 remove_diacritics 0"
)""",
}
"""Every table that is read, with the SQL that makes it, letter for letter as a file holds it."""

FULL_TEXT_TABLES = ("fact_fts", "fact_stem")

POSTINGS = (
    "create virtual table temp.term_posting using fts5vocab (main, fact_fts, instance)",
    "create virtual table temp.term_count using fts5vocab (main, fact_fts, row)",
)
"""Views of the full-text index that each connection makes for itself."""

FACT_VIEW = """create view fact_view as
    select fact.id,
        section.id as section,
        section.title as section_title,
        fact.paragraph,
        fact.text,
        (select group_concat(edtf, '; ') from fact_date where fact_date.fact = fact.n) as dates,
        (select iif(max(edtf like '../%'), null, date(min(start) + 1721424.5))
            from fact_date where fact_date.fact = fact.n) as first,
        (select iif(max(edtf like '%/..'), null, date(max(stop) - 1 + 1721424.5))
            from fact_date where fact_date.fact = fact.n) as last,
        (select group_concat(citation, '; ') from fact_citation
            where fact_citation.fact = fact.n) as citations,
        (select group_concat(entity.name, '; ') from fact_entity
            join entity on entity.n = fact_entity.entity
            where fact_entity.fact = fact.n) as entities,
        fact.keywords,
        (select group_concat(coalesce(entity.name, holder), '; ') from fact_holder
            left join entity on entity.id = holder
            where fact_holder.fact = fact.n) as held_by,
        (select group_concat(flag, '; ') from fact_flag where fact_flag.fact = fact.n) as flags,
        (select group_concat(other.id, '; ') from fact_conflict
            join fact other on other.n = fact_conflict.other
            where fact_conflict.fact = fact.n) as conflicts_with,
        fact.note
    from fact join section on section.n = fact.section"""
"""A fact a row; ``first`` and ``last`` are ISO days (1721424.5 is Julian day 0 of ordinals).

Both are NULL for a fact without dates, and where that end of one of them is open.
"""

INDEXES_AND_VIEWS = (
    "create index fact_section on fact (section)",
    "create index fact_date_range on fact_date (start, stop, first_stop, last_start, fact)",
    "create index fact_citation_citation on fact_citation (citation, fact)",
    "create index fact_entity_entity on fact_entity (entity, fact)",
    "create index fact_holder_holder on fact_holder (holder, fact)",
    "create index fact_flag_flag on fact_flag (flag, fact)",
    "create index entity_name_entity on entity_name (entity)",
    "create index entity_name_words on entity_name (words)",
    "create index vocabulary_stem on vocabulary (stem)",
    "create index name_word_key on name_word (key)",
    FACT_VIEW,
)
"""What is made when the tables are full."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the empty tables of an index."""
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {FORMAT}")
    for statement in (*TABLES.values(), *POSTINGS):
        connection.execute(statement)


def json_list(numbers: Iterable[int]) -> str:
    """Return numbers as JSON, for ``in (select value from json_each(?))``: of any length."""
    return f"[{','.join(map(str, numbers))}]"


def json_texts(texts: Iterable[str]) -> str:
    """Return normalised texts as JSON: of letters, digits and spaces, they need no escapes."""
    return '["{}"]'.format('","'.join(texts))


def date_condition(relation: Relation, asked: DateRange) -> tuple[str, tuple[int, ...]]:
    """Return the SQL condition on ``fact_date`` for a relation to a time, and its values.

    It holds for the rows whose date ``relation_to`` (``stalinfacts.dates.edtf``) accepts.
    """
    if relation is Relation.WITHIN:
        return "start >= ? and stop <= ?", (asked.start, asked.stop)
    overlapping = "start < ? and stop > ?"
    if relation is Relation.OVERLAPPING:
        return overlapping, (asked.stop, asked.start)
    near = (
        f"{overlapping} and (stop - start <= ?"
        " or (start >= ? and first_stop <= ?) or (last_start >= ? and stop <= ?))"
    )
    return near, (asked.stop, asked.start, near_limit(asked), *asked, *asked)

"""Records → the tables of an index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stalinfacts import __version__
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.index.champions import write_champions
from stalinfacts.index.fact_writer import FactContext, write_conflicts, write_facts
from stalinfacts.index.name_writer import write_entities
from stalinfacts.index.rows import TextStemmer, insert
from stalinfacts.index.schema import (
    INDEXES_AND_VIEWS,
    SEPARATOR,
    create_tables,
)
from stalinfacts.index.vectors import write_vectors
from stalinfacts.text.normalize import words
from stalinfacts.text.transliteration import alphabets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from stalinfacts.corpus.model import CorpusFile
    from stalinfacts.text.vectors import WordVectors

_CHUNK = 10_000  # facts that are written at once


def write_index(
    connection: sqlite3.Connection,
    corpus: CorpusFile,
    *,
    progress: Callable[[int], None] | None = None,
    source_crc32: int | None = None,
    vectors: WordVectors | None = None,
) -> None:
    """Write a corpus into an empty database.

    Args:
        connection: one that commits each statement itself (``isolation_level=None``).
        corpus: what is written; it is valid.
        progress: called now and then with the number of facts that are written.
        source_crc32: CRC-32 of the JSON file that the corpus was read from.
        vectors: what words mean; without it no fact has a vector.
    """
    connection.execute("begin")
    create_tables(connection)
    subject = next((words(e.name) for e in corpus.entities if e.id == corpus.subject), [])
    meta = {"subject_words": " ".join(subject)} | _meta(corpus, source_crc32)
    insert(connection, "meta", list(meta.items()))
    sections = {section.id: n for n, section in enumerate(corpus.sections, 1)}
    insert(
        connection,
        "section",
        [(sections[s.id], s.id, s.title, sections.get(s.parent or "")) for s in corpus.sections],
    )
    stem = TextStemmer()
    names, name_words = write_entities(connection, corpus.entities, stem)
    context = FactContext(
        sections=sections,
        entities={entity.id: n for n, entity in enumerate(corpus.entities, 1)},
        names=names,
        period=parse_edtf(corpus.period).range if corpus.period else None,
        subject=frozenset(subject),
        stem=stem,
    )
    for start in range(0, len(corpus.facts), _CHUNK):
        facts = corpus.facts[start : start + _CHUNK]
        write_facts(connection, start + 1, facts, context)
        if progress is not None:
            progress(start + len(facts))
    write_conflicts(connection, corpus.facts)
    _write_vocabulary(connection, context, name_words)
    write_champions(connection, len(corpus.facts))
    if vectors is not None:
        write_vectors(connection, corpus.facts, vectors)
    for statement in INDEXES_AND_VIEWS:
        connection.execute(statement)
    connection.execute("commit")


def _meta(corpus: CorpusFile, source_crc32: int | None) -> dict[str, str]:
    return {
        "title": corpus.title,
        "source": json.dumps(corpus.source._asdict(), ensure_ascii=False),
        "subject": corpus.subject,
        "period": corpus.period,
        "facts": str(len(corpus.facts)),
        "program": f"stalinfacts {__version__}",
        "source_crc32": "" if source_crc32 is None else f"{source_crc32:08x}",
    }


def _write_vocabulary(
    connection: sqlite3.Connection, context: FactContext, name_words: set[str]
) -> None:
    query = "select term, doc from temp.term_count where term <> ?"
    counts = connection.execute(query, (SEPARATOR,)).fetchall()
    stems = context.stem.stemmer([term for term, _ in counts])
    numbered = list(enumerate(counts, 1))
    rows = [(n, term, facts, stems[term]) for n, (term, facts) in numbered]
    insert(connection, "vocabulary", rows)
    dictionary = {term for term, _ in counts} | name_words
    insert(connection, "meta", [("alphabets", " ".join(alphabets(dictionary)))])

"""One corpus that has everything, indexed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from corpus.examples import small

from stalinfacts.corpus.validation import parse
from stalinfacts.index.writer import write_index

if TYPE_CHECKING:
    from pathlib import Path

    from stalinfacts.corpus.model import CorpusFile

ENTITIES: list[dict[str, Any]] = [
    {"id": "beria", "name": "Lavrentiy Beria", "kind": "person", "aliases": ["Beria", "Берия"]},
    {"id": "army", "name": "Red Army", "kind": "organisation"},
    {"id": "gori", "name": "Gori", "kind": "place"},
    {"id": "war", "name": "World War I", "kind": "event", "aliases": ["WWI"]},
    {"id": "war-2", "name": "World War II", "kind": "event"},
]
FACTS: list[dict[str, Any]] = [
    {
        "text": "Beria exiled 300 officers of the Red Army in 1937.",
        "dates": ["1937"],
        "citations": [1, 2],
        "entities": ["beria", "army"],
        "keywords": ["great purge", "military exile"],
        "held_by": ["beria", "some historians"],
        "flags": ["attributed", "estimate"],
        "conflicts_with": ["s-2"],
        "note": "A note.",
    },
    {
        "text": "No officer was exiled before the war ended in Gori.",
        "dates": ["1937-01", "1941-06-22/.."],
        "citations": [7],
        "entities": ["gori"],
        "keywords": ["exile", "where was he born"],
        "conflicts_with": ["s-1"],
    },
    {"text": "World War I began.", "dates": ["../1914-07-28"], "entities": ["war"]},
    {"text": "Somebody wrote books."},
    {"text": "A treaty was signed.", "dates": ["1918-03-03"]},
    {"text": "Trade grew.", "dates": ["1930/1933"]},
]


def full_corpus() -> CorpusFile:
    """Return a corpus of six facts with every kind of value."""
    return small(*FACTS, entities=ENTITIES, subject="beria", period="1899-03-29/1953-12-23")


def nested_corpus() -> CorpusFile:
    """Return a corpus of four sections, the last three below the first and the second."""
    section_facts = {"a": ["1900"], "b": ["1890", "1895"], "c": ["1910/.."], "d": []}
    parents = {"a": None, "b": "a", "c": "b", "d": "a"}
    return parse(
        {
            "schema_version": 1,
            "title": "Nested",
            "source": {"title": "Nothing"},
            "sections": [
                {
                    "id": key,
                    "title": key.upper(),
                    "parent": parents[key],
                    "facts": [{"text": f"In {date}.", "dates": [date]} for date in dates],
                }
                for key, dates in section_facts.items()
            ],
        }
    )


def write_file(path: Path, corpus: CorpusFile | None = None) -> Path:
    """Write an index to a file; return its path."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        write_index(connection, full_corpus() if corpus is None else corpus, source_crc32=5)
    finally:
        connection.close()
    return path

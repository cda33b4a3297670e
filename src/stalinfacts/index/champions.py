"""The facts that BM25 ranks first for each common stem, found when the index is written.

BM25 looks at every fact that holds a stem, which takes tens of milliseconds for one of
half of a large corpus. C. Manning, P. Raghavan and H. Schütze, "Introduction to Information
Retrieval" (2008), 7.1.3: champion lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.index.rows import insert
from stalinfacts.index.schema import CHAMPIONS, LARGE_CORPUS, MAX_POSTINGS, SEPARATOR

if TYPE_CHECKING:
    import sqlite3


def write_champions(connection: sqlite3.Connection, total: int) -> None:
    """Write the champions of a corpus of so many facts, if it is large, once it is full."""
    if total <= LARGE_CORPUS:
        return
    connection.execute("create virtual table temp.stem using fts5vocab (main, fact_stem, row)")
    common = connection.execute(
        "select term from temp.stem where doc > ? and term <> ?", (MAX_POSTINGS, SEPARATOR)
    )
    query = "select rowid from fact_stem where fact_stem match ? order by rank limit ?"
    for (stem,) in common.fetchall():
        facts = connection.execute(query, (f'"{stem}"', CHAMPIONS))
        rows = [(stem, position, fact) for position, (fact,) in enumerate(facts)]
        insert(connection, "champion", rows)

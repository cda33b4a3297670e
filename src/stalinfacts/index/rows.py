"""What the writers share: inserting rows, and the stems of normalised text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from stalinfacts.index.schema import SEPARATOR
from stalinfacts.text.stemmer import Stemmer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

_Item = TypeVar("_Item")
_WORD = re.compile(r"[^\W_]+")


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows into a table, whose name columns may follow."""
    if rows:
        marks = ",".join("?" * len(rows[0]))
        connection.executemany(f"insert into {table} values ({marks})", rows)


def split_words(normalized: str) -> list[str]:
    """Return the words of a text that is normalised already."""
    return _WORD.findall(normalized)


def join_apart(texts: Iterable[str]) -> str:
    """Return texts as one in which no phrase spans two of them."""
    return f" {SEPARATOR} ".join(texts)


def within(limit: int, items: Iterable[_Item], length: Callable[[_Item], int]) -> list[_Item]:
    """Return as many of the first items as have no more than a limit of characters in all."""
    kept = []
    for item in items:
        limit -= length(item)
        if limit < 0:
            break
        kept.append(item)
    return kept


class TextStemmer:
    """Replaces the words of normalised texts by their stems."""

    def __init__(self) -> None:
        """Begin with no stem known."""
        self.stemmer = Stemmer()

    def __call__(self, normalized: str) -> str:
        """Return the stems of a text, joined by spaces."""
        words = split_words(normalized)
        stems = self.stemmer(words)
        return " ".join([stems[word] for word in words])

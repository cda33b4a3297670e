"""Stems: one form under which the inflections and spellings of an English word meet."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING

from stalinfacts.text.english import to_american

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_REMEMBERED = 100_000  # stems; then all are forgotten


_MAX_STEMMED = 64  # letters: FTS5 leaves longer words as they are, and cuts endless ones


def _is_english(word: str) -> bool:
    """Return whether a word may be English, to which Porter's stems apply.

    Others stand for themselves: FTS5's Unicode is older than Python's and may cut a word of a
    new script in two.
    """
    return word.isascii() and word.isalnum() and len(word) <= _MAX_STEMMED


class Stemmer:
    """Return the stem of words: American endings first, then Porter's algorithm.

    M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980. The algorithm is
    that of FTS5's ``porter`` tokenizer, reached through a private table: so the stems are the
    very ones that SQLite uses, nothing has to be installed, and opening one takes less than a
    millisecond. A stemmer may be used by several threads.
    """

    def __init__(self) -> None:
        """Open a private FTS5 table that is used for its tokenizer alone."""
        self._stems: dict[str, str] = {}
        self._lock = Lock()
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self._connection.execute(
            "create virtual table line using fts5(words, content = '', "
            'tokenize = "porter unicode61 remove_diacritics 0")'
        )
        self._connection.execute("create virtual table term using fts5vocab(line, instance)")

    def __del__(self) -> None:
        self._connection.close()

    def __call__(self, words: Iterable[str]) -> dict[str, str]:
        """Return the stem of each of some normalised words."""
        unique = list(dict.fromkeys(words))
        with self._lock:
            if len(self._stems) > _MAX_REMEMBERED:
                self._stems.clear()
            new = [word for word in unique if word not in self._stems]
            self._stems |= zip(new, new, strict=True)
            if english := [word for word in new if _is_english(word)]:
                self._stem(english)
            return {word: self._stems[word] for word in unique}

    def stem(self, word: str) -> str:
        """Return the stem of a normalised word."""
        return self((word,))[word]

    def _stem(self, words: list[str]) -> None:
        execute = self._connection.execute
        execute(
            "insert into line(rowid, words) values (1, ?)", (" ".join(map(to_american, words)),)
        )
        for stem, offset in execute("select term, offset from term"):
            self._stems[words[offset]] = stem
        execute("insert into line(line) values ('delete-all')")

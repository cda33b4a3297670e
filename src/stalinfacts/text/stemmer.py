"""Stems: one form under which the inflections and spellings of an English word meet."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from stalinfacts.text.english import to_american

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stemmer:
    """Gives words the stem under which their inflections and spellings meet.

    American endings first, then FTS5's own Porter tokenizer (M. F. Porter, "An
    algorithm for suffix stripping", Program 14(3), 1980), which comes with Python.
    """

    def __init__(self) -> None:
        """Open a private FTS5 table that is used for its tokenizer alone."""
        self._known: dict[str, str] = {}
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute(
            "create virtual table w using fts5(words, tokenize = \"porter unicode61 remove_diacritics 0\", content = '')"
        )
        self._db.execute("create virtual table v using fts5vocab(w, instance)")

    def __del__(self) -> None:
        self._db.close()

    def __call__(self, words: Iterable[str]) -> dict[str, str]:
        """Map each of some normalised words to its stem."""
        known = self._known
        wanted = list(words)
        if new := [word for word in wanted if word not in known]:
            known |= zip(new, new, strict=True)
        # Porter's stems are English. Other words stand for themselves: FTS5's Unicode is
        # older than Python's and may cut a word of a new script in two.
        if fresh := [word for word in new if word.isascii()]:
            line = " ".join(map(to_american, fresh))
            self._db.execute("insert into w(rowid, words) values (1, ?)", (line,))
            for term, offset in self._db.execute("select term, offset from v"):
                known[fresh[offset]] = term
            self._db.execute("insert into w(w) values ('delete-all')")
        return {word: known[word] for word in wanted}

    def stem(self, word: str) -> str:
        """Return the stem of one word."""
        return self([word])[word]

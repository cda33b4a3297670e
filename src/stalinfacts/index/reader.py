"""Opening an index: a file in place, or a corpus indexed in memory."""

from __future__ import annotations

import re
import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING

from stalinfacts.corpus.model import Source
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.errors import DateError
from stalinfacts.index.database import Database, open_database
from stalinfacts.index.documents import Documents
from stalinfacts.index.postings import Postings
from stalinfacts.index.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stalinfacts.corpus.model import CorpusFile
    from stalinfacts.dates.ranges import DateRange
    from stalinfacts.text.vectors import WordVectors


class IndexReader:
    """A corpus that can be asked; one may be used by several threads at once.

    ``documents`` knows the facts, ``terms`` the words, ``postings`` where they stand;
    ``vectors`` what words mean, if that was handed in.
    """

    def __init__(self, database: Database, vectors: WordVectors | None = None) -> None:
        """Take a database whose tables are there; ``build`` and ``open`` make one."""
        self.database = database
        self.vectors = vectors
        self.documents = Documents(database)
        self.terms = Terms(database, None if vectors is None else vectors.is_english)
        self.postings = Postings(database)
        self._meta: dict[str, str] = {}

    @classmethod
    def build(
        cls,
        corpus: CorpusFile,
        *,
        vectors: WordVectors | None = None,
        source_crc32: int | None = None,
    ) -> IndexReader:
        """Index a corpus in memory; the arguments are those of ``write_index``."""
        connection = build_in_memory(
            corpus,
            vectors=vectors,
            source_crc32=source_crc32,
        )
        return cls(Database(connection), vectors)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        vectors: WordVectors | None = None,
        recover: Callable[[], sqlite3.Connection] | None = None,
    ) -> IndexReader:
        """Open a file that ``write_index`` wrote, in place and read-only.

        Args:
            path: the file, which is not trusted.
            vectors: what words mean, and which of them English knows.
            recover: makes a connection with the same facts, should the file turn out to
                be damaged (``build_in_memory``).

        Raises:
            CorpusError: it is no such file, is damaged, locked, or of another version.
        """
        return cls(open_database(path, recover), vectors)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @property
    def title(self) -> str:
        """The corpus's title."""
        return self.meta("title")

    @property
    def source(self) -> Source:
        """Where the facts come from."""
        query = """select item.key, item.atom from meta, json_each(meta.value) as item
            where meta.key = 'source'"""
        row = dict(self.database.rows(query, (), "tt"))
        if not row or not set(row) <= set(Source._fields):
            raise self.database.damage("a source that is none")
        return Source(**{"title": "", **row})

    @property
    def subject(self) -> str:
        """The id of the entity that the corpus is about, or empty."""
        return self.meta("subject")

    @cached_property
    def subject_number(self) -> int | None:
        """The number of that entity, or None."""
        return next(iter(self.documents.entity_numbers([self.subject])), None)

    @property
    def subject_words(self) -> list[str]:
        """The normalised words of the subject's name."""
        return self.meta("subject_words").split()

    @property
    def period(self) -> DateRange | None:
        """The subject's time, or None."""
        edtf = self.meta("period")
        if not edtf:
            return None
        try:
            return parse_edtf(edtf).range
        except DateError:
            raise self.database.damage("a period that is none") from None

    @property
    def source_crc32(self) -> int:
        """The CRC-32 of the JSON file that the index was made from; -1 where none is named."""
        text = self.meta("source_crc32")
        return int(text, 16) if re.fullmatch("[0-9a-f]{8}", text) else -1

    def meta(self, key: str) -> str:
        """Return a value of the table ``meta``, or an empty text."""
        if not self._meta:
            query = "select key, value from meta where key <> 'alphabets'"
            self._meta = {"": "", **dict(self.database.rows(query, (), "tt"))}
        return self._meta.get(key, "")


def build_in_memory(
    corpus: CorpusFile,
    *,
    vectors: WordVectors | None = None,
    source_crc32: int | None = None,
) -> sqlite3.Connection:
    """Return a connection to an index in memory; the arguments are those of ``write_index``."""
    from stalinfacts.index.writer import write_index  # noqa: PLC0415 # 2 ms; a file needs none

    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    write_index(
        connection,
        corpus,
        vectors=vectors,
        source_crc32=source_crc32,
    )
    return connection

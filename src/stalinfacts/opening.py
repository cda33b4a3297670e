"""From a file, or the bundled corpus, to an index that can be asked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from stalinfacts.corpus.bundled import corpus_path, index_path, vectors_path
from stalinfacts.errors import CorpusError
from stalinfacts.index.reader import IndexReader, build_in_memory
from stalinfacts.text.vectors import WordVectors

if TYPE_CHECKING:
    from pathlib import Path

    from stalinfacts.corpus.model import CorpusFile

_SQLITE_HEADER = b"SQLite format 3\x00"


def open_index(path: Path | None) -> IndexReader:
    """Open a JSON or SQLite file, or the bundled corpus for None.

    Raises:
        CorpusError: it cannot be read or is not valid.
    """
    if path is None:
        return _open_bundled()
    if is_sqlite(path):
        return IndexReader.open(path, vectors=_vectors())
    return _index_json(path, _vectors())


def is_sqlite(path: Path) -> bool:
    """Return whether a file is a SQLite database, by its first bytes."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER
    except OSError:
        pass
    return False  # reading it as JSON says what it is


def _open_bundled() -> IndexReader:
    """Open the index made at installation if it was made from the very same JSON, else the JSON.

    Where the index turns out to be damaged, the JSON takes its place.
    """
    path, vectors = corpus_path(), _vectors()
    try:
        index = IndexReader.open(
            index_path(),
            vectors=vectors,
            recover=lambda: build_in_memory(_read_json(path)[0], vectors=vectors),
        )
        if index.source_crc32 == zlib.crc32(path.read_bytes()):
            return index
        index.close()
    except (CorpusError, OSError):
        pass
    return _index_json(path, vectors)


def _index_json(path: Path, vectors: WordVectors | None) -> IndexReader:
    corpus, crc32 = _read_json(path)
    return IndexReader.build(corpus, vectors=vectors, source_crc32=crc32)


def _read_json(path: Path) -> tuple[CorpusFile, int]:
    """Return a corpus and the CRC-32 of its file."""
    from stalinfacts.corpus.reader import (  # noqa: PLC0415 # JSON: 8 ms that SQLite saves
        decode_corpus,
        read_bytes,
    )

    content = read_bytes(path)
    return decode_corpus(content, path), zlib.crc32(content)


def _vectors() -> WordVectors | None:
    """Return what words mean; a corpus can be searched without."""
    try:
        return WordVectors.open(vectors_path())
    except (OSError, ValueError, CorpusError):
        return None

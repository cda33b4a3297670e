"""One read-only connection, shared by threads, whose answers are checked.

A file is not trusted: nothing in its schema is run, only tables are read, every value
has the type that the caller was promised, no query runs for ever, and whatever is wrong
with it is one ``CorpusError`` that names the file.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any, NoReturn

from stalinfacts.corpus.model import ID, MAX_NUMBER
from stalinfacts.errors import CorpusError
from stalinfacts.index.schema import APPLICATION_ID, FORMAT, FULL_TEXT_TABLES, POSTINGS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MAX_SECONDS = 60.0
"""Time that a query of a file may take: far above what one of a million facts needs."""
MAX_VALUE_SIZE = 64 * 2**20
"""Bytes of one value that is read from a file."""

_LOCK_TIMEOUT = 1.0  # seconds
_STEPS = 100_000  # of SQLite's virtual machine between two looks at the clock
_CHUNK = 900  # values that are bound at once: some builds of SQLite take 999
_WAL_BYTES = slice(18, 20)  # of the header: 2 where the file is in WAL mode
_HINT = "write it again with 'stalinfacts export'"

_TYPES: dict[str, frozenset[type]] = {
    "n": frozenset({int}),
    "N": frozenset({int, type(None)}),
    "t": frozenset({str}),
    "i": frozenset({str}),
    "I": frozenset({str, type(None)}),
    "b": frozenset({bytes}),
}
"""Letters of a shape: number, text, id, blob; a capital may be NULL."""


class _Deadline:
    """Until when a query may run. It knows no connection, which would keep itself alive."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def has_passed(self) -> bool:
        return time.monotonic() > self.seconds


class Database:
    """A connection whose tables are there. One may be used by several threads."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None = None,
        recover: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:
        """Take a connection.

        Args:
            connection: opened with ``check_same_thread=False``.
            path: the file that it reads, or None for one in memory.
            recover: makes another connection with the same facts, which is used from
                the moment that this one turns out to be damaged.
        """
        self._connection = connection
        self._path = path
        self._recover = recover
        self._lock = threading.RLock()
        self._deadline = _Deadline()
        if path is not None:
            connection.set_progress_handler(self._deadline.has_passed, _STEPS)

    def __del__(self) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("an open corpus cannot be copied or pickled; load it again")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(
        self, sql: str, values: Sequence[object] = (), shape: str = ""
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a query.

        Args:
            sql: the query.
            values: what it binds.
            shape: a letter for each column, whose values are checked: ``n`` a number
                (0 to 2,147,483,647), ``t`` a text, ``i`` an id, ``b`` a blob; ``N`` and
                ``I`` may be NULL. Empty checks nothing: for values that SQLite makes.

        Raises:
            CorpusError: the file is damaged.
        """
        with self._lock:
            try:
                return self._checked_rows(sql, values, shape)
            except UnicodeEncodeError:  # half a surrogate pair is no text to SQLite
                return self._checked_rows(sql, [_storable(value) for value in values], shape)
            except sqlite3.ProgrammingError:
                raise
            except sqlite3.DatabaseError as error:
                if self._recover is None:
                    raise self.damage(str(error)) from None
                self._connection.close()
                self._connection = self._recover()
                self._recover = self._path = None
                return self._checked_rows(sql, values, shape)

    def row(
        self, sql: str, values: Sequence[object] = (), shape: str = ""
    ) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None; raises as ``rows``."""
        rows = self.rows(sql, values, shape)
        return rows[0] if rows else None

    def chunked_rows(
        self, sql: str, values: Sequence[str], shape: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query for many texts; ``$`` in it stands for the list."""
        for start in range(0, len(values), _CHUNK):
            chunk = values[start : start + _CHUNK]
            yield from self.rows(sql.replace("$", f"({','.join('?' * len(chunk))})"), chunk, shape)

    def damage(self, reason: str) -> CorpusError:
        """Return the error that says that the file is damaged, and how."""
        if reason == "interrupted":
            reason = f"a query took more than {MAX_SECONDS:.0f} seconds"
        return CorpusError(f"{self._path or 'the index in memory'}: damaged ({reason}); {_HINT}")

    def _checked_rows(
        self, sql: str, values: Sequence[object], shape: str
    ) -> list[tuple[Any, ...]]:
        self._deadline.seconds = time.monotonic() + MAX_SECONDS
        rows = self._connection.execute(sql, values).fetchall()
        if rows:
            for letter, column in zip(shape, zip(*rows, strict=True), strict=False):
                _check_column(letter, column)
        return rows


def _check_column(letter: str, column: tuple[Any, ...]) -> None:
    """Check the values of a column, with few steps of Python however many there are."""
    if not _TYPES[letter].issuperset(map(type, column)):
        raise sqlite3.DatabaseError("a value of the wrong type")
    if letter in "NI":
        column = tuple(value for value in column if value is not None)
    if letter in "nN" and column and not 0 <= min(column) <= max(column) <= MAX_NUMBER:
        raise sqlite3.DatabaseError("a number out of range")
    if letter in "iI" and not all(map(ID.fullmatch, column)):
        raise sqlite3.DatabaseError("an id that is none")


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def open_database(path: Path, recover: Callable[[], sqlite3.Connection] | None = None) -> Database:
    """Open a file that ``write_index`` wrote, in place and read-only.

    Raises:
        CorpusError: it is no such file, is damaged, locked, or of another version.
    """
    connection = None
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro{_immutable(path)}"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_LOCK_TIMEOUT
        )
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_SIZE)
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma cell_size_check = on")
        _check_format(connection, path)
        _check_schema(connection, path)
        for statement in POSTINGS:
            connection.execute(statement)
        connection.execute("pragma query_only = on")
    except (sqlite3.Error, OSError, ValueError, CorpusError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, CorpusError):
            raise
        raise CorpusError(f"{path}: {_reason(error)}") from None
    return Database(connection, path, recover)


def _immutable(path: Path) -> str:
    """Return the URI parameter for a file in WAL mode that nobody has open, or a stray WAL.

    SQLite would otherwise write files beside it, or fail where it cannot.

    Raises:
        CorpusError: the journal beside it is a FIFO, which SQLite would wait for.
    """
    with path.open("rb") as file:
        in_wal_mode = file.read(_WAL_BYTES.stop)[_WAL_BYTES] == b"\x02\x02"
    wal, journal = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-journal"))
    if journal.is_fifo():
        raise CorpusError(f"{journal}: is a FIFO; remove it")
    has_wal = wal.exists() and wal.stat().st_size > 0
    return "" if has_wal is in_wal_mode else "&immutable=1"


def _check_format(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    if application != APPLICATION_ID:
        raise CorpusError(f"{path}: SQLite, but no corpus; write one with 'stalinfacts export'")
    if version != FORMAT:
        raise CorpusError(
            f"{path}: tables of version {version}, this program reads {FORMAT}; {_HINT}"
        )


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Check that every table is the one that ``write_index`` makes.

    A view, a generated column or a virtual table in its place could run for ever.
    """
    schema = {
        name: (kind, sql)
        for name, kind, sql in connection.execute(
            "select name, type, sql from sqlite_schema where type in ('table', 'view')"
        )
    }
    for name, sql in TABLES.items():
        if schema.get(name) != ("table", _as_stored(sql)):
            raise CorpusError(f"{path}: damaged (its table '{name}' is another or gone); {_HINT}")
    for name, (kind, sql) in schema.items():
        if isinstance(name, str) and name.startswith(_SHADOWS) and not _is_shadow(kind, sql):
            raise CorpusError(f"{path}: damaged (its table '{name}' is another); {_HINT}")


_SHADOWS = tuple(f"{name}_" for name in FULL_TEXT_TABLES)


def _as_stored(sql: str) -> str:
    """Return a statement as SQLite keeps it: the first two words in capitals."""
    head = "create virtual table" if sql.startswith("create virtual") else "create table"
    return head.upper() + sql[len(head) :]


def _is_shadow(kind: object, sql: object) -> bool:
    """Return whether a table of the full-text index is a plain one, as FTS5 makes it."""
    return (
        kind == "table"
        and isinstance(sql, str)
        and sql.startswith("CREATE TABLE '")
        and " as " not in sql.lower()
    )


def _reason(error: Exception) -> str:
    if "locked" in str(error):
        return "locked by another program; try again when it has finished"
    if isinstance(error, OSError):
        return f"{error.strerror or error}; name a corpus file that can be read"
    return f"not a corpus that can be opened ({error}); {_HINT}"

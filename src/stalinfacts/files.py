"""Writing a corpus, or a part of it, to a file: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts import corpus as corpus_
from stalinfacts import export as export_
from stalinfacts import terminal as terminal_
from stalinfacts.errors import OutputError, UsageError
from stalinfacts.index import fill
from stalinfacts.model import Corpus as Contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.api import Corpus
    from stalinfacts.options import Request
    from stalinfacts.terminal import Terminal

_ENDINGS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_BAR_FROM = 20_000
"""Facts from which writing SQLite takes long enough for a progress bar."""


def export(corpus: Corpus, name: str, request: Request, terminal: Terminal, *, force: bool) -> int:
    """Write the facts that the filters leave to a file, or to standard output for ``-``. Gives their number.

    JSON is a corpus again, which ``--corpus`` reads; the other formats list facts.

    Raises:
        UsageError: no format fits the name, or the file is there and ``force`` is not.
        OutputError: it could not be written; a file that was there is as it was.
    """
    format_ = _format(name, request.format)
    numbers = corpus.numbers(request.filters)
    numbers = numbers[: request.limit] if request.limit else numbers
    if name == "-":
        if format_ == "sqlite":
            msg = "SQLite cannot be written to standard output; name a file"
            raise UsageError(msg)
        terminal_.write_lines(_lines(corpus, numbers, format_, request), terminal)
        return len(numbers)
    path = Path(name)
    if path.exists() and not force:
        raise UsageError(f"{name}: is there already; --force replaces it")
    with _replacing(path) as unfinished:
        if format_ == "sqlite":
            _sqlite(corpus, numbers, unfinished, terminal)
        else:
            with unfinished.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(line + "\n" for line in _lines(corpus, numbers, format_, request))
                file.flush()
                os.fsync(file.fileno())
    return len(numbers)


def _format(name: str, wanted: str) -> str:
    if wanted != "auto":
        if wanted == "table":
            raise UsageError(f"'{wanted}' is no format of a file; write json, jsonl, csv, tsv, markdown, plain or ids, or a name ending in .sqlite")
        return wanted
    if name == "-":
        return "json"
    ending = Path(name).suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{name}: its ending says no format; known are {' '.join(_ENDINGS)}, or give --format")
    return _ENDINGS[ending]


def _lines(corpus: Corpus, numbers: list[int], format_: str, request: Request) -> Iterator[str]:
    if format_ == "json" and request.columns is None:
        return iter(corpus_.dumps(_contents(corpus, numbers)).rstrip("\n").split("\n"))
    titles = {section.id: section.title for section in corpus.sections()}
    records = (export_.fact_record(fact, titles) for fact in corpus.index.iterate(numbers))
    return export_.write(format_, records, request.columns or export_.COLUMNS, header=request.header, chosen=request.columns is not None)


def _contents(corpus: Corpus, numbers: list[int]) -> Contents:
    """Give the facts with some numbers as a corpus of their own: what none of them names is left out."""
    facts = list(corpus.index.iterate(numbers))
    entities = corpus.entities()
    if len(facts) < len(corpus):
        kept = {fact.id for fact in facts}
        facts = [fact._replace(conflicts_with=tuple(other for other in fact.conflicts_with if other in kept)) for fact in facts]
        named = {entity for fact in facts for entity in fact.entities}
        entities = [entity for entity in entities if entity.id in named]
    return Contents(corpus.title, corpus.source, tuple(entities), tuple(corpus.sections()), tuple(facts))


def _sqlite(corpus: Corpus, numbers: list[int], path: Path, terminal: Terminal) -> None:
    contents = _contents(corpus, numbers)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if terminal.verbose and len(numbers) >= _BAR_FROM and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 # only what takes long shows a bar
            from rich.progress import Progress  # noqa: PLC0415

            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("facts", total=len(numbers))
                fill(connection, contents, lambda done: progress.update(task, completed=done))
        else:
            fill(connection, contents)
    finally:
        connection.close()


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a file beside the one wanted, which takes its place at the end, or is gone if anything goes wrong."""
    previous = signal.signal(signal.SIGTERM, _terminate)
    # Its name is known before it is there, so that a signal at any moment finds it to take it away.
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        unfinished.touch(mode=0o600, exist_ok=False)
        yield unfinished
        umask = os.umask(0)
        os.umask(umask)
        unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        unfinished.replace(path)
    except (OSError, sqlite3.Error, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OutputError(f"{path}: {reason}; nothing was changed") from None
    finally:
        interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # taking away is short, and is not left half done
        with contextlib.suppress(OSError):
            for rest in ("", "-journal", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, previous)


def _terminate(_number: int, _frame: object) -> None:
    sys.exit(128 + signal.SIGTERM)

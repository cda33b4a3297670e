"""Fuzz SQLite corpora: change bytes, pages and values of a file, and ask it everything.

    python tools/fuzz_database.py [SECONDS] [SEED]

Each case is refused in one line or answered; whatever else happens is printed with its
seed and number. A find is kept as a test.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import stalinfacts
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.corpus.template import template
from stalinfacts.errors import StalinfactsError
from stalinfacts.index.writer import write_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.api import Corpus

PAGE = 4096
MAX_SECONDS = 5.0
VALUES = (None, -1, 0, 2**31, 2**62, 1e300, "", "x", "\x1b[2J", "a" * 9999, b"\xff", "1937", "s-1")
CALLS: dict[str, Callable[[Corpus], object]] = {
    "search": lambda corpus: corpus.search("first computer programm"),
    "name": lambda corpus: corpus.search("Lovelace born", limit=1),
    "date": lambda corpus: corpus.search("notes before 1850 -london"),
    "during": lambda corpus: corpus.during("1843"),
    "on": lambda corpus: corpus.on(12, 10),
    "list": list,
    "cited": lambda corpus: corpus.cited(1),
    "sections": lambda corpus: corpus.sections(),
    "entities": lambda corpus: corpus.entities(),
    "repr": repr,
}


def change_bytes(content: bytes, choose: random.Random) -> bytes:
    """Return a file with some bytes changed, or a page put in the place of another."""
    changed = bytearray(content)
    if choose.random() < 0.7:
        for _ in range(choose.choice((1, 3, 20, 200))):
            changed[choose.randrange(len(changed))] = choose.randrange(256)
    else:
        source, target = (PAGE * choose.randrange(len(changed) // PAGE) for _ in range(2))
        changed[target : target + PAGE] = changed[source : source + PAGE]
    return bytes(changed)


def change_values(path: Path, choose: random.Random) -> None:
    """Put hostile values into columns of a file, shadow tables included."""
    connection = sqlite3.connect(path, isolation_level=None)
    query = "select name from sqlite_schema where type = 'table'"
    tables = [name for (name,) in connection.execute(query)]
    for _ in range(choose.choice((1, 2, 5))):
        table = choose.choice(tables)
        with contextlib.suppress(sqlite3.Error):
            columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            column = choose.choice(columns)
            sql = f"update {table} set {column} = ?"  # noqa: S608 # names of the file's tables
            connection.execute(sql, (choose.choice(VALUES),))
    connection.close()


def ask(path: Path) -> list[str]:
    """Ask a corpus everything; return what went wrong."""
    failures = []
    try:
        corpus = stalinfacts.load(path)
    except StalinfactsError:
        return []
    for name, call in CALLS.items():
        start = time.monotonic()
        try:
            call(corpus)
        except StalinfactsError:
            pass
        except Exception:  # noqa: BLE001 # what the fuzzer looks for
            failures.append(f"{name}: {traceback.format_exc()}")
        if time.monotonic() - start > MAX_SECONDS:
            failures.append(f"{name}: slow")
    return failures


def main() -> int:
    """Fuzz for some seconds; exit status 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    arguments = parser.parse_args()
    seconds, seed = arguments.seconds, arguments.seed
    choose = random.Random(seed)
    folder = Path(tempfile.mkdtemp())
    source, path = folder / "source.json", folder / "case.sqlite"
    source.write_text(template(), encoding="utf-8")
    whole = folder / "whole.sqlite"
    write(whole, source)
    content = whole.read_bytes()
    cases = failed = 0
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        cases += 1
        path.write_bytes(content)
        if choose.random() < 0.5:
            path.write_bytes(change_bytes(content, choose))
        else:
            change_values(path, choose)
        for failure in ask(path):
            failed += 1
            print(f"seed {seed}, case {cases}: {failure}")
    print(f"{cases} cases, {failed} failures")
    return int(failed > 0)


def write(path: Path, source: Path) -> None:
    """Write the index of a JSON corpus to a file."""
    connection = sqlite3.connect(path, isolation_level=None)
    write_index(connection, read_corpus(source))
    connection.close()


if __name__ == "__main__":
    sys.exit(main())

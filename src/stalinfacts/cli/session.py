"""A command at work: what was asked, the corpus that is open, and where output goes."""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts import __version__
from stalinfacts.corpus.bundled import corpus_path
from stalinfacts.errors import UsageError
from stalinfacts.output.sanitize import one_line
from stalinfacts.output.terminal import PROGRAM, Terminal, detect, write_lines
from stalinfacts.output.views import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.api import Corpus
    from stalinfacts.cli.options import Request

CORPUS_VARIABLE = "STALINFACTS_CORPUS"
"""Environment variable that names another corpus; empty means unset."""
CORPUS_SUFFIXES = (".json", ".sqlite")
"""Endings of the files in the user's data folder, which a name may leave out."""
_MAX_LINE = 1_000_000
"""Characters of a line of standard input."""
_UTF_16_MARK = "\ufffd\ufffd"
"""What UTF-8 makes of the byte order mark of UTF-16."""


class Session(NamedTuple):
    """A command at work."""

    request: Request
    corpus: Corpus
    terminal: Terminal

    @property
    def format(self) -> str:
        """The output format: as asked for, else a table on a terminal and TSV elsewhere."""
        return self.request.format or ("table" if self.terminal.tty else "tsv")

    @property
    def is_table(self) -> bool:
        """Whether results are shown as a table."""
        return self.format == "table"


def open_session(request: Request) -> Session:
    """Open the corpus and look at the terminal.

    Raises:
        CorpusError: the corpus cannot be read.
    """
    return Session(request, load_corpus(corpus_name(request)), terminal_of(request))


def load_corpus(name: str | None) -> Corpus:
    """Open a corpus, or the bundled one for None.

    Raises:
        CorpusError: it cannot be read.
    """
    from stalinfacts.api import load  # noqa: PLC0415 # 13 ms: help and most completions open none

    return load(name)


def terminal_of(request: Request) -> Terminal:
    """Return what standard output is, with what the request says of it."""
    return detect(request.color or "auto", pager=request.pager, verbose=request.verbose)


def corpus_name(request: Request) -> str | None:
    """Return the file of the corpus that is asked for, or None for the bundled one.

    A name that is no file's is looked for in the user's data folder.

    Raises:
        UsageError: ``--corpus`` names nothing, as an unset variable of a script does.
    """
    if request.corpus is not None and not request.corpus.strip():
        raise UsageError("--corpus names no file; leave it out for the bundled corpus")
    return find_corpus(request.corpus)


def find_corpus(name: str | None) -> str | None:
    """Return the file that a name means, or the one in ``STALINFACTS_CORPUS``; None for neither.

    ``mine`` is ``mine.json`` or ``mine.sqlite`` in the folder that the XDG specification
    gives to a user's data (``~/.local/share/stalinfacts``), unless a file of that name exists.
    """
    name = name or os.environ.get(CORPUS_VARIABLE) or None
    if name is None or Path(name).name != name:
        return name
    try:
        if Path(name).exists():
            return name
        files = (data_folder() / f"{name}{suffix}" for suffix in ("", *CORPUS_SUFFIXES))
        return next((str(path) for path in files if path.is_file()), name)
    except OSError:  # no name that a file can have, or a folder that cannot be searched
        return name


def data_folder() -> Path:
    """Return the folder of the user's own corpora; it need not exist."""
    home = os.environ.get("XDG_DATA_HOME", "")
    if not Path(home).is_absolute():
        home = str(Path(os.environ.get("HOME", "/")) / ".local" / "share")
    return Path(home) / PROGRAM


def input_lines() -> Iterator[str]:
    """Return the lines of standard input that are not blank, as they come.

    Raises:
        UsageError: it is closed, cannot be read, is UTF-16, or holds a line that never ends.
    """
    stream = sys.stdin
    if stream is None:
        raise UsageError("standard input is closed; '-' reads from it")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
        with contextlib.suppress(OSError):  # one that does not wait seems to end at once
            os.set_blocking(stream.fileno(), True)
    first = True
    while True:
        try:
            line = stream.readline(_MAX_LINE)
        except OSError as error:
            raise UsageError(f"standard input: {error.strerror or error}") from None
        if not line:
            return
        if len(line) >= _MAX_LINE and not line.endswith("\n"):
            raise UsageError(f"standard input: a line is longer than {_MAX_LINE:,} characters")
        if first and line.startswith(_UTF_16_MARK) and "\x00" in line:
            raise UsageError("standard input is UTF-16; send UTF-8")
        text = line.removeprefix("\ufeff").strip() if first else line.strip()
        first = False
        if text:
            yield text


def _checksums(corpus: Corpus, path: Path) -> str:
    """Return the checksum of a corpus file, and of the JSON that a SQLite file was made from."""
    crc32, source_crc32 = zlib.crc32(path.read_bytes()), corpus.source_crc32
    text = f"CRC-32 {crc32:08x}"
    if source_crc32 in (None, crc32):
        return text
    return f"{text}, made from JSON with CRC-32 {source_crc32:08x}"


def print_version(request: Request) -> None:
    """Print the version; with ``-v`` what the open corpus is, and its checksum."""
    lines = [f"{PROGRAM} {__version__}"]
    if request.verbose:
        name = corpus_name(request)
        corpus = load_corpus(name)
        path = Path(name) if name else corpus_path()
        source = corpus.source
        origin = [source.publisher, f"revision of {source.revision}" if source.revision else ""]
        described = ", ".join(part for part in (f"'{source.title}'", *origin) if part)
        counts = (
            plural(len(corpus), "fact"),
            plural(len(corpus.entities()), "entity", "entities"),
            plural(len(corpus.sections()), "section"),
        )
        lines += [
            f"{corpus.title}: {', '.join(counts)}",
            f"Source: {described}",
            *([f"Address: {source.url}"] if source.url else []),
            *([f"Licence of the facts: {source.license}"] if source.license else []),
            f"File: {path} ({_checksums(corpus, path)})",
        ]
    write_lines(map(one_line, lines), detect("auto", pager=False))

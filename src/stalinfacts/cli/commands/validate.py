"""``validate``: every problem of a corpus file, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.api import load
from stalinfacts.cli.session import corpus_name, find_corpus, terminal_of
from stalinfacts.corpus.bundled import corpus_path
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.corpus.validation import parse
from stalinfacts.corpus.writer import dumps
from stalinfacts.errors import CorpusError, ExitStatus
from stalinfacts.opening import is_sqlite
from stalinfacts.output.terminal import print_error, print_note, write_lines
from stalinfacts.output.views import plural

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.corpus.model import CorpusFile


def run(request: Request, file: str | None) -> int:
    """Check a corpus; exit status 0 where it is valid, 1 where it is not."""
    terminal = terminal_of(request)
    name = find_corpus(file) if file else corpus_name(request)
    path = Path(name) if name else corpus_path()
    try:
        corpus = _read(path)
    except CorpusError as error:
        if not error.problems:
            raise
        write_lines(error.problems, terminal)
        print_error(f"{path}: {plural(len(error.problems), 'problem')}")
        return ExitStatus.NOTHING_FOUND
    counts = (
        plural(len(corpus.facts), "fact"),
        plural(len(corpus.entities), "entity", "entities"),
        plural(len(corpus.sections), "section"),
    )
    print_note(f"{path}: {', '.join(counts)}, no problems", terminal)
    return ExitStatus.FOUND


def _read(path: Path) -> CorpusFile:
    """Return a corpus, checked by the same rules whichever file it is in."""
    if is_sqlite(path):
        return parse(json.loads(dumps(load(path).extract())))
    return read_corpus(path)

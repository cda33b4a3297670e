"""``export``: the corpus, or a part of it, in a file of its own."""

from __future__ import annotations

import os
import shlex
import sqlite3
from typing import TYPE_CHECKING

from stalinfacts.cli.hints import nothing_left
from stalinfacts.cli.printing import export_footer, print_notes, record_context
from stalinfacts.cli.session import open_session, terminal_of
from stalinfacts.corpus.template import template
from stalinfacts.corpus.writer import dumps
from stalinfacts.errors import ExitStatus, OutputError, UsageError
from stalinfacts.index.writer import write_index
from stalinfacts.output.atomic import atomic_write
from stalinfacts.output.formats import HTML, SQLITE, ColumnOptions, format_of_file, write
from stalinfacts.output.page import page_lines
from stalinfacts.output.records import FACT_COLUMNS, fact_record
from stalinfacts.output.sanitize import escape_json
from stalinfacts.output.terminal import print_note, write_lines
from stalinfacts.output.views import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session


def run(request: Request, file: str | None, *, force: bool, template: str | None) -> int:
    """Write the facts that the filters leave to a file, or to standard output for ``-``."""
    if template is not None:
        return _write_template(request, template, force=force)
    if not file:
        raise UsageError("export needs a FILE, as in: stalinfacts export facts.sqlite")
    format_name = _format(file, request)
    if format_name in (SQLITE, HTML) and request.columns is not None:
        raise UsageError(f"{format_name} has every column; leave --columns out")
    session = open_session(request)
    count = min(session.corpus.count(request.filters), request.limit_or(None) or 10**9)
    if file == "-":
        write_lines(_lines(session, format_name), session.terminal)
    elif format_name == SQLITE:
        with atomic_write(file, overwrite=force) as path:
            _write_sqlite(session, path)
    else:
        _write_text(file, _lines(session, format_name), force=force)
    if file != "-":
        print_note(f"{plural(count, 'fact')} → {file}", session.terminal)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not count:
        print_notes(session, [nothing_left(session, request.filters)])
    return ExitStatus.FOUND if count else ExitStatus.NOTHING_FOUND


def _write_template(request: Request, file: str, *, force: bool) -> int:
    lines = template().splitlines()
    if file == "-":
        write_lines(lines, terminal_of(request))
        return ExitStatus.FOUND
    _write_text(file, lines, force=force)
    print_note(
        f"3 facts to fill in → {file}; then: stalinfacts validate {shlex.quote(file)}",
        terminal_of(request),
    )
    return ExitStatus.FOUND


def _format(file: str, request: Request) -> str:
    if request.format == "table":
        raise UsageError("a table is for terminals; export writes json, csv, markdown, sqlite, …")
    if file == "-":
        return request.format or "json"
    return request.format or format_of_file(file)


def _write_text(file: str, lines: Iterable[str], *, force: bool) -> None:
    with (
        atomic_write(file, overwrite=force) as path,
        path.open("w", encoding="utf-8", newline="\n") as stream,
    ):
        stream.writelines(f"{line}\n" for line in lines)
        stream.flush()
        os.fsync(stream.fileno())


def _lines(session: Session, format_name: str) -> Iterator[str]:
    request, corpus = session.request, session.corpus
    limit = request.limit_or(None)
    if format_name == HTML:
        return page_lines(corpus.extract(request.filters, limit=limit))
    columns = FACT_COLUMNS.resolve(request.columns)
    if format_name == "json" and columns is None:
        text = dumps(corpus.extract(request.filters, limit=limit)).rstrip("\n")
        return map(escape_json, text.split("\n"))
    context = record_context(session)
    facts = corpus.iterate(request.filters, limit=limit)
    options = ColumnOptions(columns, request.header, request.bom, export_footer(session))
    records = (fact_record(fact, context) for fact in facts)
    return write(format_name, records, options, FACT_COLUMNS.default)


def _write_sqlite(session: Session, path: Path) -> None:
    contents = session.corpus.extract(session.request.filters, limit=session.request.limit_or(None))
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            corpus = session.corpus
            write_index(
                connection,
                contents,
                source_crc32=corpus.source_crc32,
                vectors=corpus.vectors,
            )
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OutputError(f"{path.name}: {error}; nothing was changed") from None

"""One way to print each kind of result: facts, hits, counts, notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.errors import ExitStatus
from stalinfacts.output.formats import ColumnOptions, write
from stalinfacts.output.records import (
    FACT_COLUMNS,
    ColumnSet,
    RecordContext,
    fact_record,
    source_line,
)
from stalinfacts.output.terminal import print_note, print_view, write_lines
from stalinfacts.output.views import Heading, Hint, RecordTable, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact, Source
    from stalinfacts.output.records import Record
    from stalinfacts.output.tables import View


class Frame(NamedTuple):
    """What stands above and below a table, and beside it on standard error."""

    heading: Heading
    foot: tuple[Hint, ...] = ()


def record_context(session: Session, **rest: object) -> RecordContext:
    """Return what records need of the corpus besides their facts.

    Reading the source and every entity takes 4 ms; few columns need them.
    """
    corpus = session.corpus

    @cache
    def source() -> Source:
        return corpus.source

    @cache
    def names() -> dict[str, str]:
        return {entity.id: entity.name for entity in corpus.entities()}

    return RecordContext(source, names, **rest)  # type: ignore[arg-type] # its own fields


def print_records(
    session: Session,
    records: Iterable[Record],
    columns: ColumnSet,
    view: Callable[[], View],
    *,
    frame: Frame | None = None,
    footer: str = "",
) -> None:
    """Print records in the format asked for; a table without ``--columns`` is the view.

    Raises:
        UsageError: a column does not exist.
    """
    request = session.request
    chosen = columns.resolve(request.columns)
    if session.is_table:
        if chosen is None:
            print_view(view(), session.terminal)
            return
        heading, foot = (frame.heading, frame.foot) if frame else (None, ())
        shown = request.header is not False
        table = RecordTable(chosen, list(records), heading, foot, shown)
        print_view(table, session.terminal)
        return
    options = ColumnOptions(chosen, request.header, bom=request.bom, footer=footer)
    write_lines(write(session.format, records, options, columns.default), session.terminal)


def print_facts(session: Session, facts: Sequence[Fact], frame: Frame, view: View) -> int:
    """Print facts, and return the exit status."""
    context = record_context(session)
    records = (fact_record(fact, context) for fact in facts)
    if facts or not session.is_table:
        print_records(session, records, FACT_COLUMNS, lambda: view, frame=frame)
    return ExitStatus.FOUND if facts else ExitStatus.NOTHING_FOUND


def print_notes(session: Session, notes: Iterable[str]) -> None:
    """Print notes to standard error, where somebody reads them."""
    for note in notes:
        print_note(note, session.terminal)


def limit_hint(shown: int, total: int) -> tuple[Hint, ...]:
    """Return the hint that more can be shown, where that is so."""
    return (Hint(f"all {total:,}", "-n 0"),) if shown < total else ()


def count_text(shown: int, total: int, *, at_least: bool = False) -> str:
    """Return how much of a result is shown: "10 of 41 facts"."""
    if shown == total and not at_least:
        return plural(total, "fact")
    return f"{shown:,} of {'at least ' if at_least else ''}{plural(total, 'fact')}"


def export_footer(session: Session) -> str:
    """Return the line that names the source and licence under an export for readers."""
    return source_line(session.corpus.source)

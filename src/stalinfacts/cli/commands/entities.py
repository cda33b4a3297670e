"""``entities``: people, places, organisations, events and works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.hints import command, without_filter
from stalinfacts.cli.printing import Frame, limit_hint, print_notes, print_records
from stalinfacts.cli.session import open_session
from stalinfacts.cli.year_lines import by_entity
from stalinfacts.errors import ExitStatus
from stalinfacts.output.overviews import EntityList, EntityRow
from stalinfacts.output.records import ENTITY_COLUMNS, entity_record
from stalinfacts.output.views import Heading, Hint, plural

if TYPE_CHECKING:
    from stalinfacts.catalog import EntityCount
    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.query.model import Filters


def run(request: Request, name: list[str] | None, *, kind: str | None) -> int:
    """List entities, the most named first."""
    session = open_session(request)
    counts = _matching(session, name, kind, request.filters)
    shown = request.select(counts)
    total = plural(len(counts), "entity", "entities")
    right = total if len(shown) == len(counts) else f"{len(shown):,} of {total}"
    foot = limit_hint(len(shown), len(counts))
    if len(shown) == 1 and shown[0].facts:
        entity = shown[0].entity
        foot += (Hint("its facts", command(request, "search", f"entity:{entity.id}")),)
    frame = Frame(Heading(" ".join(name) if name else "entities", right), foot)
    lines = by_entity(session)
    rows = [
        EntityRow(count.entity, count.facts, lines.counts.get(count.entity.id, ()))
        for count in shown
    ]
    full = len(shown) == 1 or request.verbose
    records = (entity_record(count.entity, count.facts) for count in shown)
    if shown or not session.is_table:
        print_records(
            session,
            records,
            ENTITY_COLUMNS,
            lambda: EntityList(
                rows, *frame, full=full, years=lines.years, header=request.header is not False
            ),
            frame=frame,
        )
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not counts:
        print_notes(session, [_nothing(session, name, kind)])
    return ExitStatus.FOUND if shown else ExitStatus.NOTHING_FOUND


def _nothing(session: Session, name: list[str] | None, kind: str | None) -> str:
    """Return which filter leaves no entity of a name, or how to list those there are."""
    typed = f" called '{' '.join(name)}'" if name else ""
    without = without_filter(
        session.request.filters,
        lambda rest: len(_matching(session, name, kind, rest)),
        *("entity", "entities"),
    )
    lists = f"{command(session.request, 'entities', filtered=False)} lists them"
    return f"no entity{typed} was found; {without or lists}"


def _matching(
    session: Session, name: list[str] | None, kind: str | None, filters: Filters
) -> list[EntityCount]:
    """Return the entities that a name means; where it is none, those that its words mean."""
    corpus = session.corpus
    counts = corpus.entity_counts(" ".join(name) if name else None, kind=kind, filters=filters)
    if counts or not name or len(name) == 1:
        return counts
    parts = [corpus.entity_counts(word, kind=kind, filters=filters) for word in name]
    by_id = {count.entity.id: count for part in parts for count in part}
    return sorted(by_id.values(), key=lambda count: -count.facts) if all(parts) else []

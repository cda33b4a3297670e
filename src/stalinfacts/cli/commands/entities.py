"""``entities``: people, places, organisations, events and works."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def run(request: Request, name: list[str] | None, *, kind: str | None) -> int:
    """List entities, the most named first."""
    session = open_session(request)
    counts = _matching(session, name, kind)
    shown = request.select(counts)
    total = plural(len(counts), "entity", "entities")
    right = total if len(shown) == len(counts) else f"{len(shown):,} of {total}"
    foot = limit_hint(len(shown), len(counts))
    if len(shown) == 1 and shown[0].facts:
        entity = shown[0].entity
        foot += (Hint("its facts", f"stalinfacts search entity:{entity.id}"),)
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
        typed = f" called '{' '.join(name)}'" if name else ""
        print_notes(session, [f"no entity{typed} was found; stalinfacts entities lists them"])
    return ExitStatus.FOUND if shown else ExitStatus.NOTHING_FOUND


def _matching(session: Session, name: list[str] | None, kind: str | None) -> list[EntityCount]:
    """Return the entities that a name means; where it is none, those that its words mean."""
    corpus, filters = session.corpus, session.request.filters
    whole = corpus.entity_counts(" ".join(name) if name else None, kind=kind, filters=filters)
    if whole or not name or len(name) == 1:
        return whole
    parts = [corpus.entity_counts(word, kind=kind, filters=filters) for word in name]
    by_id = {count.entity.id: count for part in parts for count in part}
    return sorted(by_id.values(), key=lambda count: -count.facts) if all(parts) else []

"""``cite``: what stands behind a citation number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.grouping import by_citation
from stalinfacts.cli.hints import nothing_cited
from stalinfacts.cli.printing import Frame, count_text, limit_hint, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.output.views import GroupedFacts, Heading
from stalinfacts.query.values import parse_citations

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request


def run(request: Request, number: list[str]) -> int:
    """List the facts behind citation numbers, in article order."""
    typed = " ".join(number)
    ranges = parse_citations(typed)
    session = open_session(request)
    facts = session.corpus.cited(typed, filters=request.filters, sort=_order(request))
    shown = request.select(facts)
    described = ", ".join(f"[{low}]" if low == high else f"[{low}–{high}]" for low, high in ranges)
    frame = Frame(
        Heading(described, count_text(len(shown), len(facts))), limit_hint(len(shown), len(facts))
    )
    view = GroupedFacts(by_citation(shown, ranges), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not facts:
        print_notes(session, [nothing_cited(session, typed)])
    return status


def _order(request: Request) -> str:
    return "date" if request.sort == "date" else "article"

"""``show``: facts in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.cards import cards_of
from stalinfacts.cli.printing import Frame, count_text, print_facts
from stalinfacts.cli.session import input_lines, open_session
from stalinfacts.output.views import Cards, Heading

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request


def run(request: Request, fact_id: list[str]) -> int:
    """Show the facts with some ids."""
    session = open_session(request)
    ids = [
        part
        for typed in fact_id
        for part in (_first_fields() if typed == "-" else typed.replace(",", " ").split())
    ]
    facts = session.corpus.get(ids)
    frame = Frame(Heading(", ".join(ids), count_text(len(facts), len(facts))))
    view = Cards(cards_of(session, facts), session.corpus.source, request.verbose)
    return print_facts(session, facts, frame, view)


def _first_fields() -> list[str]:
    """Return the first field of each line of standard input: an id, or a line of TSV."""
    return [field for line in input_lines() for field in line.split("\t")[0].split()[:1]]

"""``random``: a fact at random, in an order that new facts do not change."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from stalinfacts.cli.cards import cards_of
from stalinfacts.cli.hints import nothing_left
from stalinfacts.cli.printing import Frame, count_text, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.output.views import Cards, FactList, Heading, Item

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request

_MAX_CARDS = 5
"""Facts up to which each is shown in full."""


def run(request: Request, *, seed: str | None) -> int:
    """Show facts in the order of a hash of the seed and their id."""
    session = open_session(request)
    key = seed if seed is not None else secrets.token_hex(8)
    facts = session.corpus.facts(request.filters)
    facts.sort(
        key=lambda fact: sha256(f"{key}\x00{fact.id}".encode("utf-8", "surrogatepass")).digest()
    )
    shown = facts[: request.limit_or(1)]
    frame = Frame(Heading("at random", count_text(len(shown), len(facts))))
    if len(shown) <= _MAX_CARDS and not request.one_line:
        view: Cards | FactList = Cards(cards_of(session, shown), verbose=request.verbose)
    else:
        view = FactList([Item(fact) for fact in shown], *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not facts:
        print_notes(session, [nothing_left(session, request.filters)])
    return status

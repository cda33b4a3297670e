"""Facts → cards: each with its sections, names, holders, contradictions and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.output.views import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact, Section


def cards_of(session: Session, facts: Sequence[Fact]) -> list[Card]:
    """Return the cards of some facts."""
    corpus = session.corpus
    sections = {section.id: section for section in corpus.sections()}
    names = {entity.id: entity.name for entity in corpus.entities()}
    return [
        Card(
            fact,
            _path(fact, sections),
            [names[entity] for entity in fact.entities],
            [names.get(holder, holder) for holder in fact.held_by],
            corpus.get(fact.conflicts_with),
            *corpus.neighbours(fact),
        )
        for fact in facts
    ]


def _path(fact: Fact, sections: dict[str, Section]) -> list[str]:
    """Return the titles of a fact's sections from the top; the reader has ruled circles out."""
    titles: list[str] = []
    section: Section | None = sections[fact.section]
    while section is not None and len(titles) < len(sections):
        titles.insert(0, section.title)
        section = sections.get(section.parent or "")
    return titles

"""What a corpus has: its sections and entities with the number of their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.corpus.model import KINDS, Entity, Section
from stalinfacts.errors import UsageError
from stalinfacts.query import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader


class SectionCount(NamedTuple):
    """A section with its facts, those of the sections below it included.

    ``first`` and ``last`` are the years of its earliest and latest date, None where it has
    none; ``depth`` is 0 at the top.
    """

    section: Section
    facts: int
    own_facts: int
    first: int | None
    last: int | None
    depth: int


class EntityCount(NamedTuple):
    """An entity and the number of facts that name it."""

    entity: Entity
    facts: int


def section_counts(index: IndexReader, numbers: Sequence[int] | None) -> list[SectionCount]:
    """Return every section with its facts, parents summed; ``numbers`` are those that count."""
    own = index.documents.section_counts(numbers)
    sections = index.documents.sections()
    facts = {s.id: own[s.id].facts for s in sections}
    years = {
        s.id: [year for year in (own[s.id].first, own[s.id].last) if year is not None]
        for s in sections
    }
    depth: dict[str, int] = {}
    for section in sections:
        depth[section.id] = 0 if section.parent is None else depth[section.parent] + 1
    for section in reversed(sections):
        if section.parent is not None:
            facts[section.parent] += facts[section.id]
            years[section.parent] += years[section.id]
    return [
        SectionCount(
            section,
            facts[section.id],
            own[section.id].facts,
            min(years[section.id], default=None),
            max(years[section.id], default=None),
            depth[section.id],
        )
        for section in sections
    ]


def entity_counts(
    index: IndexReader, name: str | None, kind: str | None, numbers: Sequence[int] | None
) -> list[EntityCount]:
    """Return entities with the number of facts that name each, the most named first.

    Raises:
        UsageError: there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no such kind of entity '{kind}'. Kinds: {', '.join(KINDS)}")
    entities = index.documents.entities()
    if name is not None:
        entities = names.matching_entities(name, index)[0]
    counts = index.documents.entity_counts(numbers)
    # Every fact is about the subject of the corpus, so no fact lists it.
    counts[index.subject] = index.documents.count() if numbers is None else len(numbers)
    rows = [EntityCount(e, counts.get(e.id, 0)) for e in entities if kind in (None, e.kind)]
    return sorted(
        (row for row in rows if row.facts or numbers is None), key=lambda row: -row.facts
    )

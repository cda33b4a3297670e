"""What a corpus has: its sections and entities with the number of their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.corpus.model import KINDS, CorpusFile, Entity, Section
from stalinfacts.dates.ranges import year_of
from stalinfacts.errors import UsageError
from stalinfacts.query import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader


class SectionYears(NamedTuple):
    """A section with its facts, those of the sections below it included.

    ``first`` and ``last`` are the years of its earliest and latest date; None where it has
    none, or where that end is open.
    """

    section: Section
    facts: int
    first: int | None
    last: int | None


class EntityCount(NamedTuple):
    """An entity and the number of facts that name it."""

    entity: Entity
    facts: int


def section_counts(index: IndexReader, numbers: Sequence[int] | None) -> list[SectionYears]:
    """Return every section with its facts, parents summed; ``numbers`` are those that count."""
    counts = index.documents.section_counts(numbers)
    return [
        SectionYears(section, count.total, _year(count.first), _year(count.last))
        for section in index.documents.sections()
        for count in (counts[section.id],)
    ]


def _year(day: int | None) -> int | None:
    return None if day is None else year_of(day)


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


def extract(index: IndexReader, numbers: Sequence[int] | None) -> CorpusFile:
    """Return some facts as a corpus of their own: what none of them needs is left out."""
    documents = index.documents
    chosen = documents.numbers() if numbers is None else list(numbers)
    facts = list(documents.iterate(chosen))
    sections, entities = documents.sections(), documents.entities()
    if len(facts) < documents.count():
        ids = {fact.id for fact in facts}
        facts = [
            fact._replace(conflicts_with=tuple(o for o in fact.conflicts_with if o in ids))
            for fact in facts
        ]
        named = {name for fact in facts for name in (*fact.entities, *fact.held_by)}
        entities = [e for e in entities if e.id in named or e.id == index.subject]
        used = {fact.section for fact in facts}
        for section in reversed(sections):
            if section.id in used and section.parent is not None:
                used.add(section.parent)
        sections = [section for section in sections if section.id in used]
    return CorpusFile(
        index.title,
        index.source,
        tuple(entities),
        tuple(sections),
        tuple(facts),
        index.subject,
        index.meta("period"),
    )

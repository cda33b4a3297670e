"""What a corpus has: its sections and entities with the number of their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.corpus.model import KINDS, CorpusFile, Entity, Section
from stalinfacts.dates.ranges import year_of
from stalinfacts.errors import UsageError
from stalinfacts.query import names
from stalinfacts.query.arguments import build_filters, check_filters, check_limit
from stalinfacts.query.filters import where
from stalinfacts.query.model import NO_FILTERS, Filters
from stalinfacts.query.values import no_such
from stalinfacts.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.corpus.model import Source
    from stalinfacts.dates.ranges import DateRange
    from stalinfacts.index.documents import FactDate
    from stalinfacts.index.reader import IndexReader
    from stalinfacts.text.vectors import WordVectors


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
        raise UsageError(no_such("kind", kind, KINDS))
    entities = index.documents.entities()
    if name is not None:
        entities = names.matching_entities(name, index)[0]
    counts = index.documents.entity_counts(numbers)
    # Every fact is about the subject of the corpus, so no fact lists it.
    counts[index.subject] = index.documents.count() if numbers is None else len(numbers)
    rows = [EntityCount(e, counts.get(e.id, 0)) for e in entities if kind in (None, e.kind)]
    return sorted((row for row in rows if row.facts or numbers is None), key=lambda row: -row.facts)


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


class Catalog:
    """What a corpus has: sections, entities, holders, dates, and their counts.

    Methods that count take filters, as ``stalinfacts.api.Corpus`` says.
    """

    def __init__(self, index: IndexReader) -> None:
        """Take an index; ``stalinfacts.load`` makes one."""
        self._index = index

    @property
    def title(self) -> str:
        """The title of the corpus."""
        return self._index.title

    @property
    def source(self) -> Source:
        """Where the facts come from, and their licence."""
        return self._index.source

    @property
    def period(self) -> DateRange | None:
        """The time of the subject, with which open dates end, if the corpus names it."""
        return self._index.period

    @property
    def source_crc32(self) -> int | None:
        """The CRC-32 of the JSON file that the corpus was made from, if it is known."""
        crc32 = self._index.source_crc32
        return None if crc32 < 0 else crc32

    @property
    def vectors(self) -> WordVectors | None:
        """What words mean, where the package has its list of vectors."""
        return self._index.vectors

    @property
    def subject(self) -> Entity | None:
        """The entity that the whole corpus is about, if it names one."""
        entities = self._index.documents.entities()
        return next((e for e in entities if e.id == self._index.subject), None)

    def sections(self) -> list[Section]:
        """Return the sections in article order."""
        return self._index.documents.sections()

    def entities(self) -> list[Entity]:
        """Return the entities in the order of the file."""
        return self._index.documents.entities()

    def section_counts(self, filters: Filters = NO_FILTERS, **named: object) -> list[SectionYears]:
        """Return every section with the facts that filters leave, parents summed."""
        return section_counts(self._index, self._some(self._filters(filters, named)))

    def entity_counts(
        self,
        name: str | None = None,
        *,
        kind: str | None = None,
        filters: Filters = NO_FILTERS,
        **named: object,
    ) -> list[EntityCount]:
        """Return entities with the number of facts that name each, the most named first.

        Args:
            name: only those that it may mean.
            kind: only those of a kind.
            filters: count only the facts that filters leave.
            **named: filters in the words of the command line.

        Raises:
            UsageError: there is no such kind.
        """
        numbers = self._some(self._filters(filters, named))
        return entity_counts(self._index, name, kind, numbers)

    def citations_range(self) -> tuple[int, int]:
        """Return the lowest and the highest citation number; zeros where there is none."""
        return self._index.documents.citations_range()

    def holders(self) -> list[str]:
        """Return everybody who holds a view or an estimate: ids of entities, or short texts."""
        return self._index.documents.holders()

    def dates(self, filters: Filters = NO_FILTERS, **named: object) -> list[FactDate]:
        """Return each date of the facts that filters leave, in article order."""
        return self._index.documents.dates(self._some(self._filters(filters, named)))

    def extract(
        self, filters: Filters = NO_FILTERS, *, limit: int | None = None, **named: object
    ) -> CorpusFile:
        """Return the facts that filters leave as a corpus of their own."""
        check_limit(limit)
        merged = self._filters(filters, named)
        numbers = None if merged == NO_FILTERS and limit is None else self._numbers(merged)[:limit]
        return extract(self._index, numbers)

    def nearest_words(self, words: Sequence[str]) -> list[str]:
        """Return words of the corpus that look like some that no fact holds."""
        terms = self._index.terms
        return list(
            dict.fromkeys(near for word in words for near in terms.suggestions(normalize(word)))
        )

    def correction_notes(self, filters: Filters) -> tuple[str, ...]:
        """Return which names of filters were corrected, a sentence each."""
        return where(filters, self._index).notes

    def ids_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return ids of facts that begin with a text, in article order."""
        return self._index.documents.ids_with_prefix(prefix, limit)

    def find_section(self, name: str) -> tuple[Section, bool]:
        """Return the section that a name means, and whether it had to be corrected.

        Raises:
            UsageError: there is none, or there are several.
        """
        return names.find_section(name, self._index)

    # --- inside

    def _numbers(self, filters: Filters) -> list[int]:
        condition = where(filters, self._index)
        return self._index.documents.numbers(condition.text, condition.values)

    def _some(self, filters: Filters) -> list[int] | None:
        """Return the numbers of the facts that filters leave, or None for all."""
        return None if filters == NO_FILTERS else self._numbers(filters)

    def _filters(self, filters: Filters, named: dict[str, object]) -> Filters:
        check_filters(filters)
        return filters.merge(build_filters(named)) if named else filters

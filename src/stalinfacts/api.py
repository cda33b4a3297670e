"""The Python interface: open a corpus, ask it. The command line is its first user.

>>> import stalinfacts
>>> corpus = stalinfacts.load()
>>> corpus
<Corpus 'Joseph Stalin': 1,643 facts in 48 sections>
>>> "Trotsky" in corpus.search("Trotzky in exile").hits[0].fact.text
True
>>> corpus.during("18 December 1878")[0].dates
('1878-12-18',)
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from stalinfacts import catalog
from stalinfacts.corpus.bundled import corpus_path, index_path
from stalinfacts.dates.edtf import parse_edtf, relation_to
from stalinfacts.dates.ranges import BEGINNING, DateRange, Relation
from stalinfacts.errors import CorpusError
from stalinfacts.index.reader import IndexReader
from stalinfacts.query import names
from stalinfacts.query.arguments import build_filters, check_sort, to_range
from stalinfacts.query.filters import FILTERS, asked_time, parse_condition, where
from stalinfacts.query.ids import resolve_id
from stalinfacts.query.model import NO_FILTERS, Condition, Filters
from stalinfacts.query.parser import parse
from stalinfacts.search.engine import search

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stalinfacts.catalog import EntityCount, SectionYears
    from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source
    from stalinfacts.index.documents import FactDate
    from stalinfacts.query.model import Query
    from stalinfacts.search.model import SearchResult

_SQLITE_HEADER = b"SQLite format 3\x00"


def load(path: str | os.PathLike[str] | None = None) -> Corpus:
    """Open a corpus: the bundled one, a JSON file, or a SQLite file that ``export`` wrote.

    Raises:
        CorpusError: it cannot be read or is not valid.
    """
    if path is None:
        return Corpus(_open_bundled())
    file = Path(path)
    if is_sqlite(file):
        return Corpus(IndexReader.open(file))
    return Corpus(_build(file))


def is_sqlite(path: Path) -> bool:
    """Return whether a file is a SQLite database, by its first bytes."""
    if not path.is_file():
        return False  # reading it as JSON says what it is
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER
    except OSError:
        return False


def _build(path: Path) -> IndexReader:
    from stalinfacts.corpus.reader import read_corpus  # noqa: PLC0415 # JSON: 8 ms that SQLite saves

    return IndexReader.build(read_corpus(path))


def _open_bundled() -> IndexReader:
    """Open the index made at installation if it was made from the very same JSON, else the JSON."""
    path = corpus_path()
    try:
        index = IndexReader.open(index_path())
        if index.source_crc32 == zlib.crc32(path.read_bytes()):
            return index
        index.close()
    except (CorpusError, OSError):
        pass
    return _build(path)


class Corpus:
    """A corpus that can be asked. Facts come as ``Fact``, in article order where nothing is said.

    Methods that list facts take filters: as ``Filters``, or as keyword arguments in the
    words of the command line: ``since``, ``until``, ``section``, ``entity``, ``citation``,
    ``flag``, ``held_by`` (a text or several), ``dated``, ``cited``, ``contested`` (a bool),
    ``within`` and ``spanning``. They raise ``UsageError`` for a name that is not in the
    corpus, ``DateError`` for an invalid time and ``TypeError`` for a value of another type.
    A corpus may be used by several threads.
    """

    def __init__(self, index: IndexReader) -> None:
        """Take an index; ``load`` makes one."""
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

    def __len__(self) -> int:
        """Return the number of facts."""
        return self._index.documents.count()

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the facts in article order, without keeping them."""
        return self.iterate()

    def __getitem__(self, fact_id: str) -> Fact:
        """Return the fact with an id.

        Raises:
            KeyError: there is none.
        """
        number = self._index.documents.number(fact_id) if isinstance(fact_id, str) else None
        if number is None:
            raise KeyError(fact_id)
        return self._index.documents.facts([number])[0]

    def __contains__(self, fact_id: object) -> bool:
        """Return whether there is a fact with an id."""
        return isinstance(fact_id, str) and self._index.documents.number(fact_id) is not None

    def __repr__(self) -> str:
        return f"<Corpus {self.title!r}: {len(self):,} facts in {len(self.sections())} sections>"

    # --- facts

    def search(
        self,
        text: str | Sequence[str],
        *,
        limit: int | None = None,
        sort: str = "relevance",
        reverse: bool = False,
        exact: bool = False,
        match_all: bool = False,
        filters: Filters = NO_FILTERS,
        **named: Any,
    ) -> SearchResult:
        """Return the facts that answer a query, best first.

        Args:
            text: the query (``stalinfacts.query.parser``), or the arguments that a shell
                made of it.
            limit: the number of hits at most; None returns all.
            sort: ``relevance``, ``date`` or ``article``.
            reverse: turn the hits that are returned round.
            exact: look for the words as typed, with no other forms or corrections.
            match_all: only facts that hold every word.
            filters: what a fact has to be besides; ``named`` likewise.

        Raises:
            UsageError: an invalid field, filter or order.
        """
        query = self.parse(text, exact=exact, match_all=match_all)
        query = query._replace(filters=query.filters.merge(self._filters(filters, named)))
        return self.answer(query, limit=limit, sort=sort, reverse=reverse)

    def parse(
        self, text: str | Sequence[str], *, exact: bool = False, match_all: bool = False
    ) -> Query:
        """Return the query that a line means in this corpus."""
        if not isinstance(text, str) and not (
            isinstance(text, (list, tuple)) and all(isinstance(part, str) for part in text)
        ):
            raise TypeError(f"a query is a str, not {type(text).__name__}: corpus.search('purge')")
        return parse(text, exact=exact, match_all=match_all, names=_Names(self._index))

    def answer(
        self,
        query: Query,
        *,
        limit: int | None = None,
        sort: str = "relevance",
        reverse: bool = False,
    ) -> SearchResult:
        """Return the facts that answer a parsed query; see ``search``."""
        check_sort(sort)
        if sort == "relevance":
            result = search(self._index, query, limit)
            return result._replace(hits=result.hits[::-1]) if reverse else result
        result = search(self._index, query, None)
        hits = {hit.fact.number: hit for hit in result.hits}
        numbers = self._sorted(list(hits), sort, reverse=reverse, limit=limit)
        return result._replace(hits=[hits[n] for n in numbers])

    def facts(
        self,
        filters: Filters = NO_FILTERS,
        *,
        sort: str = "article",
        reverse: bool = False,
        limit: int | None = None,
        **named: Any,
    ) -> list[Fact]:
        """Return the facts that filters let through, in article order or by date."""
        check_sort(sort)
        numbers = self._numbers(self._filters(filters, named))
        return self._index.documents.facts(
            self._sorted(numbers, sort, reverse=reverse, limit=limit)
        )

    def iterate(
        self, filters: Filters = NO_FILTERS, *, limit: int | None = None, **named: Any
    ) -> Iterator[Fact]:
        """Iterate over the facts that filters let through, for more than memory should hold."""
        return self._index.documents.iterate(
            self._numbers(self._filters(filters, named))[:limit]
        )

    def count(self, filters: Filters = NO_FILTERS, **named: Any) -> int:
        """Return the number of facts that filters let through."""
        return len(self._numbers(self._filters(filters, named)))

    def during(
        self,
        when: str | int | date | DateRange,
        *,
        filters: Filters = NO_FILTERS,
        reverse: bool = False,
        limit: int | None = None,
        **named: Any,
    ) -> list[Fact]:
        """Return the facts of a time, in order of time.

        Args:
            when: a time as people type it (``"July 1937"``, ``"1934..1939"``), a year, a
                day, or a ``DateRange``.
            filters: what a fact has to be besides; ``named`` likewise. ``within=True``
                leaves out facts whose time is only near the time asked for,
                ``spanning=True`` lists those that span it as well.
            reverse: turn the facts that are returned round; undated ones stay last.
            limit: the number of facts at most; None returns all.

        Raises:
            DateError: the text is no time.
        """
        asked = to_range(when)
        wanted = self._filters(filters, named)
        wanted = wanted._replace(conditions=(*wanted.conditions, Condition("year", asked)))
        numbers = self._numbers(wanted)
        time = asked_time(wanted) or asked
        relation = wanted.relation or Relation.NEAR
        facts = self._index.documents.facts(numbers)
        facts.sort(key=lambda fact: (_date_key(fact, time, relation), fact.number))
        facts = facts[:limit]
        return facts[::-1] if reverse else facts

    def on(
        self, month: int, day: int | None = None, *, filters: Filters = NO_FILTERS, **named: Any
    ) -> list[Fact]:
        """Return the facts of a day of the year, or of a month of any year, in order of time."""
        allowed = set(self._numbers(self._filters(filters, named)))
        dates = self._index.documents.facts_on_day(month, day)
        numbers = dict.fromkeys(
            date.fact for date in dates if date.fact in allowed and not self._is_lifelong(date)
        )
        return self._index.documents.facts(list(numbers))

    def _is_lifelong(self, date: FactDate) -> bool:
        """Return whether a date is an interval that ends with the corpus's period: no event."""
        period = self._index.period
        return period is not None and "/" in date.edtf and date.range.stop == period.stop

    @overload
    def get(self, ids: str) -> Fact: ...
    @overload
    def get(self, ids: Iterable[str]) -> list[Fact]: ...
    def get(self, ids: str | Iterable[str]) -> Fact | list[Fact]:
        """Return the fact with an id, or those with several ids in that order.

        Ids know no case; ``childhood-1..3`` is three of them.

        Raises:
            UsageError: there is no fact with an id; the message names what comes near.
        """
        if isinstance(ids, str):
            return self._index.documents.facts(resolve_id(ids, self._index.documents))[0]
        wanted = list(ids)
        if not all(isinstance(fact_id, str) for fact_id in wanted):
            raise TypeError("ids are texts: corpus.get('childhood-3') or corpus.get(['childhood-3'])")
        numbers = [n for typed in wanted for n in resolve_id(typed, self._index.documents)]
        return self._index.documents.facts(numbers)

    def cited(
        self,
        *citations: int | str,
        filters: Filters = NO_FILTERS,
        sort: str = "article",
        **named: Any,
    ) -> list[Fact]:
        """Return the facts behind citation numbers (``393``, ``"393-397"``), in article order."""
        row = next(row for row in FILTERS if row.name == "citation")
        conditions = tuple(parse_condition(row, str(number)) for number in citations)
        wanted = self._filters(filters, named)
        filters = wanted._replace(conditions=wanted.conditions + conditions)
        return self.facts(filters, sort=sort)

    def neighbours(self, fact: Fact) -> tuple[Fact | None, Fact | None]:
        """Return the facts before and after one in its section, in article order."""
        before, after = self._index.documents.neighbours(fact.number)
        found = {f.number: f for f in self._index.documents.facts([n for n in (before, after) if n])}
        return found.get(before or 0), found.get(after or 0)

    # --- what there is

    def section_counts(
        self, filters: Filters = NO_FILTERS, **named: Any
    ) -> list[SectionYears]:
        """Return every section with the facts that filters leave, parents summed."""
        return catalog.section_counts(self._index, self._some(self._filters(filters, named)))

    def entity_counts(
        self,
        name: str | None = None,
        *,
        kind: str | None = None,
        filters: Filters = NO_FILTERS,
        **named: Any,
    ) -> list[EntityCount]:
        """Return entities with the number of facts that name each, the most named first.

        Args:
            name: only those that it may mean.
            kind: only those of a kind.
            filters: count only the facts that filters leave; ``named`` likewise.

        Raises:
            UsageError: there is no such kind.
        """
        numbers = self._some(self._filters(filters, named))
        return catalog.entity_counts(self._index, name, kind, numbers)

    def citations_range(self) -> tuple[int, int]:
        """Return the lowest and the highest citation number; zeros where there is none."""
        return self._index.documents.citations_range()

    def holders(self) -> list[str]:
        """Return everybody who holds a view or an estimate: ids of entities, or short texts."""
        return self._index.documents.holders()

    def dates(self, filters: Filters = NO_FILTERS, **named: Any) -> list[FactDate]:
        """Return each date of the facts that filters leave, in article order."""
        return self._index.documents.dates(self._some(self._filters(filters, named)))

    def extract(
        self, filters: Filters = NO_FILTERS, *, limit: int | None = None, **named: Any
    ) -> CorpusFile:
        """Return the facts that filters leave as a corpus of their own."""
        wanted = self._filters(filters, named)
        numbers = None if wanted == NO_FILTERS and limit is None else self._numbers(wanted)[:limit]
        return catalog.extract(self._index, numbers)

    # --- help where nothing was found

    def nearest_words(self, words: Sequence[str]) -> list[str]:
        """Return words of the corpus that look like some that no fact holds."""
        terms = self._index.terms
        return list(dict.fromkeys(near for word in words for near in terms.suggestions(word)))

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

    def _sorted(
        self, numbers: list[int], sort: str, *, reverse: bool, limit: int | None
    ) -> list[int]:
        documents = self._index.documents
        if sort == "date":
            shown = documents.in_date_order(numbers)[:limit]
            return documents.in_date_order(shown, reverse=True) if reverse else shown
        shown = (sorted(numbers) if sort == "article" else numbers)[:limit]
        return shown[::-1] if reverse else shown

    def _some(self, filters: Filters) -> list[int] | None:
        """Return the numbers of the facts that filters leave, or None for all."""
        return None if filters == NO_FILTERS else self._numbers(filters)

    def _filters(self, filters: Filters, named: dict[str, Any]) -> Filters:
        return filters.merge(build_filters(named)) if named else filters


class _Names:
    """The names of an index, as the query parser asks for them."""

    def __init__(self, index: IndexReader) -> None:
        self._index = index

    def longest_name(self, words: Sequence[str], at: int) -> int:
        return max((len(f.words) for f in self._index.terms.longest_name(words, at)), default=0)

    def is_name(self, field: str, text: str) -> bool:
        return names.is_exact_name(field, text, self._index)


def _date_key(fact: Fact, asked: DateRange, relation: Relation) -> tuple[int, int]:
    """Return the key by which a fact is sorted within a time: its date that answers."""
    dates = map(parse_edtf, fact.dates)
    days = [date.range for date in dates if relation_to(date, asked, relation)]
    return min((r.stop if r.start <= BEGINNING else r.start, r.start - r.stop) for r in days)
